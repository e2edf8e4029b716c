"""Beyond one machine: PostgreSQL holds the state, Procrastinate carries the work, the refresh itself is the same.

    election    one clock for all machines: a lock in the database, taken over where its holder is silent
    queue       Procrastinate: carries (source, token) from the clock to any worker, and does nothing else
    hands       what the clock hands its claims to, in place of its own hands
    files       what any machine published is written on every machine that serves
    fleet       how the workers are

The claim, the lease, the fence and the commit are those of `feeder.pipeline`: a job that comes late, twice, or to a
worker that froze meanwhile finds that its token holds nothing any more, and ends. The engine's own locks and retries
are not used: a lock that a job holds while it backs off would block its host, and what is lost is claimed again.
"""
