"""What makes the daemon tick: APScheduler on its memory store, and a guard over the system's clock.

The queue of what is due is in our database; APScheduler only calls a handful of jobs at fixed intervals. Its timers
aim at wall-clock times, so that a clock that is set back an hour stops it for an hour: the guard compares the wall
clock with the monotonic one and re-aims every job when they part.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from typing import Any

from apscheduler.schedulers.asyncio import AsyncIOScheduler

from feeder.clock import Clock
from feeder.errors import FeederError

GUARD = 5.0  # seconds between two looks at the clocks
SLACK = 2.0  # seconds by which they may part between two looks

log = logging.getLogger("feeder")


class Clockwork:
    """Jobs at intervals, each one at a time, none ever dropped for being late."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._scheduler = AsyncIOScheduler(timezone=UTC)
        self._offset = self._apart()
        self._running: set[asyncio.Task[Any]] = set()
        self._given_up = False

    def every(self, seconds: float, job: Callable[[], Awaitable[None]], *, first: float = 0.0) -> None:
        """Have `job` run each `seconds`, the first time `first` seconds from now."""
        at = self._clock.utc() + timedelta(seconds=first)

        async def run() -> None:
            task = asyncio.current_task()
            assert task is not None
            self._running.add(task)
            try:
                await job()
            except asyncio.CancelledError:
                if not self._given_up:
                    raise
                log.warning("a job took longer than feeder may take to stop; it was given up")
            finally:
                self._running.discard(task)

        self._scheduler.add_job(
            run,
            "interval",
            seconds=seconds,
            start_date=at,
            next_run_time=at,
            max_instances=1,
            coalesce=True,
            misfire_grace_time=None,
        )

    def start(self) -> None:
        """Begin, in the running event loop."""
        logging.getLogger("apscheduler").setLevel(logging.ERROR)  # it warns of each tick that takes over a second
        self._scheduler.start()

    async def stop(self, seconds: float) -> None:
        """Begin nothing any more; return once every job has ended, or was cancelled after `seconds`.

        APScheduler alone would cancel jobs in the middle of their work.
        """
        if not self._scheduler.running:
            return
        self._scheduler.pause()
        if self._running:
            await asyncio.wait(self._running, timeout=seconds)
        self._given_up = True
        self._scheduler.shutdown(wait=False)

    async def watch(self, on_jump: Callable[[timedelta], Awaitable[None]]) -> None:
        """Re-aim the jobs whenever the wall clock was set, and say by how much. Never returns."""
        while True:
            await self._clock.sleep(GUARD)
            jump = self._apart() - self._offset
            if abs(jump) <= SLACK:
                continue
            log.warning("the system's clock was set %s by %.0f s", "forward" if jump > 0 else "back", abs(jump))
            self.reaim(self._clock.utc())
            try:
                await on_jump(timedelta(seconds=jump))
            except FeederError as error:
                log.warning("%s; waits are put right in %.0f s", error, GUARD)
            else:
                self._offset += jump

    def reaim(self, now: datetime) -> None:
        """Have every job run at its interval from `now` on."""
        for job in self._scheduler.get_jobs():
            job.reschedule("interval", seconds=job.trigger.interval.total_seconds(), start_date=now)

    def _apart(self) -> float:
        return self._clock.utc().timestamp() - self._clock.monotonic()
