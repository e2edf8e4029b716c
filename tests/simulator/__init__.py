"""A world in which the whole daemon runs on simulated time: sites that misbehave, crashes, clocks that are set.

loop         an event loop whose time is virtual: waiting costs nothing
clock        the clock that the daemon is given, and APScheduler's
sites        sites with newsrooms behind them, and their moods: what they answer, and when they do not
network      the transport between the daemon and the sites, and the diary of every request
faults       a store that fails and crashes by plan
troubles     what happens to a daemon while it lives
simulation   one installation through some hours of it all, from one seed
watching     what is looked at from inside: commits without a lease, errors that nobody expected
invariants   what must hold at every look, and at the end
verdict      the judgement over a simulation that has ended
planted      bugs, one at a time, each of which must be caught

`python -m tests.simulator --seeds 200 --hours 6` runs more of it than the tests do.
"""
