"""The queue as hands: what the clock claims is carried to whichever worker is free."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from feeder.clock import Clock
from feeder.errors import FeederError
from feeder.pipeline.context import Context
from feeder.pipeline.leases import LEASE_SECONDS, Claim
from feeder.workers.queue import Queue

LEAST, MOST = 32, 8192  # jobs that may wait for a worker, however slow or fast the workers are
LOOK = 1.0  # seconds between two looks at how many they took
WORTH = LEASE_SECONDS / 6  # seconds of the workers' work that may wait: few enough to be taken within their leases


class QueueHands:
    """Hands of other processes. As many jobs may wait as they lately took in `WORTH` seconds."""

    def __init__(self, queue: Queue, clock: Clock) -> None:
        self._queue, self._clock = queue, clock
        self._rate = 0.0  # jobs a second
        self._left, self._since = 0, clock.monotonic()  # how many waited when, with those that were put in since

    async def free(self) -> int:
        """How many more jobs may wait. Raises FeederError where the queue does not answer."""
        try:
            waiting = await self._queue.waiting()
        except Exception as error:  # whatever the engine makes of a lost connection
            raise _silent(error) from error
        self._watch(waiting)
        return max(LEAST, min(MOST, int(self._rate * WORTH))) - waiting

    def _watch(self, waiting: int) -> None:
        """Learn how fast the workers are, as far as there was something to take."""
        now = self._clock.monotonic()
        if (passed := now - self._since) < LOOK:
            return
        rate = max(0, self._left - waiting) / passed
        self._rate = max(rate, (self._rate + rate) / 2)
        self._left, self._since = waiting, now

    def busy(self) -> Collection[str]:
        """What they refresh is known by its leases."""
        return ()

    async def carry(self, context: Context, claims: Sequence[Claim]) -> None:
        """Put jobs into the queue. Raises FeederError where that fails: the sources are claimed again."""
        try:
            await self._queue.defer({lease.token: spec.name for spec, lease in claims})
        except Exception as error:
            raise _silent(error) from error
        self._left += len(claims)

    async def drain(self, seconds: float) -> None:
        """Nothing is to be done: the queue is kept."""


def _silent(error: Exception) -> FeederError:
    return FeederError("the queue", f"does not answer ({type(error).__name__})", "it is asked again")
