"""One process among several on one PostgreSQL database: what it claims, carries out and keeps up."""

from __future__ import annotations

import os
from contextlib import AsyncExitStack
from typing import TYPE_CHECKING

from feeder.cli.clock import SystemClock
from feeder.cli.node import node_name
from feeder.daemon.hands import Duty, OwnHands
from feeder.store import Store
from feeder.workers.election import BEAT, Election
from feeder.workers.files import Mirror
from feeder.workers.hands import QueueHands
from feeder.workers.queue import Queue, conninfo, prepare_queue

if TYPE_CHECKING:
    from feeder.daemon.daemon import Daemon, Job

MIRRORED, REAPED = 2.0, 10.0  # seconds between two looks at what others published, and at jobs of dead workers


class Share:
    """The part of one process.

    `clock`: it may be elected to claim for all, publishes, and keeps its output folder as the database says. `hands`:
    how many refreshes it carries out side by side for whoever is the clock. `daemon` is set before anything begins.
    """

    daemon: Daemon

    def __init__(self, store: Store, *, clock: bool, hands: int) -> None:
        self._hands = hands
        self._mirror = Mirror()
        self._queue = Queue(store, lambda: self.daemon.context)
        self._election = Election(conninfo(store), f"{node_name()}/{os.getpid()}") if clock else None

    async def open(self, store: Store, stack: AsyncExitStack) -> list[Duty]:
        """Open the queue, until `stack` closes it; the duties of this process."""
        prepare_queue(store)
        await self._queue.open()
        stack.push_async_callback(self._queue.close)
        own = Duty(OwnHands(), nodes=(node_name(),), shared=False)
        if self._election is None:
            return [own]
        stack.push_async_callback(self._election.close)
        return [own, Duty(QueueHands(self._queue, SystemClock()), nodes=(), leads=self._election.leads)]

    def jobs(self) -> list[tuple[float, Job]]:
        """What is to be done from time to time, with the seconds between."""
        if self._election is None:
            return []
        return [(BEAT, self._election.stand), (MIRRORED, self._mirror_files), (REAPED, self._queue.reap_quietly)]

    async def _mirror_files(self) -> None:
        await self._mirror.keep(self.daemon.context)

    async def work(self) -> None:
        """Carry out refreshes until the daemon stops."""
        if self._hands:
            await self._queue.work(self.daemon.stopping, self._hands)
