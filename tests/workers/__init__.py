"""Beyond one machine: PostgreSQL, the queue, the election, and a fleet of processes in trouble.

process     a `feeder run` or `feeder worker` whose leases are shorter, so that a test need not wait two minutes
origin      the sites: stories by the minute, and a note of every request with who asked
crew        the processes of a fleet: started, killed, frozen, woken
chaos       the trouble, and what must hold afterwards; `python -m tests.workers.chaos` for a long one
"""
