"""The queue as hands: what the clock claims is carried to whichever worker is free."""

from __future__ import annotations

from collections.abc import Collection

from feeder.errors import FeederError
from feeder.model.specs import SourceSpec
from feeder.pipeline.context import Context
from feeder.pipeline.leases import Lease
from feeder.workers.queue import Queue

AHEAD = 128  # jobs that may wait for a worker: enough to keep many busy, few enough to be taken within their leases


class QueueHands:
    """Hands of other processes."""

    def __init__(self, queue: Queue) -> None:
        self._queue = queue

    async def free(self) -> int:
        """How many more jobs may wait. Raises FeederError where the queue does not answer."""
        try:
            return AHEAD - await self._queue.waiting()
        except Exception as error:  # whatever the engine makes of a lost connection
            raise FeederError("the queue", f"does not answer ({type(error).__name__})", "it is asked again") from error

    def busy(self) -> Collection[str]:
        """What they refresh is known by its leases."""
        return ()

    async def carry(self, context: Context, spec: SourceSpec, lease: Lease) -> None:
        """Put a job into the queue. Raises FeederError where that fails: the source is claimed again."""
        try:
            await self._queue.defer(spec.name, lease.token)
        except Exception as error:
            raise FeederError("the queue", f"does not answer ({type(error).__name__})", "it is asked again") from error

    async def drain(self, seconds: float) -> None:
        """Nothing is to be done: the queue is kept."""
