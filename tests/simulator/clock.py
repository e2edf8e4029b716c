"""The clock of a simulation. The wall clock may be set, as people and time servers do; the monotonic one goes on."""

from __future__ import annotations

import asyncio
import datetime as datetimes
import random
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta, tzinfo
from typing import Any
from unittest import mock

from tests.simulator.loop import VirtualLoop

START = datetime(2026, 3, 10, 6, tzinfo=UTC)
_MODULES = ("apscheduler.schedulers.base", "apscheduler.triggers.interval", "apscheduler.executors.base")


class SimClock:
    """Virtual time, and chance that follows from a seed."""

    def __init__(self, loop: VirtualLoop, seed: int | str) -> None:
        self.loop = loop
        self.wrong = timedelta(0)
        self._chance = random.Random(f"chance {seed}")

    def true(self) -> datetime:
        """What time it really is, whatever the wall clock says."""
        return START + timedelta(seconds=self.loop.time())

    def utc(self) -> datetime:
        """What the wall clock says."""
        return self.true() + self.wrong

    def monotonic(self) -> float:
        """Seconds since the machine was started."""
        return 1000.0 + self.loop.time()

    async def sleep(self, seconds: float) -> None:
        """Return after `seconds`."""
        await asyncio.sleep(max(0.0, seconds))

    def random(self) -> float:
        """A number in [0, 1), the next of the seed's."""
        return self._chance.random()


@contextmanager
def scheduler_time(clock: SimClock) -> Iterator[None]:
    """APScheduler reads the simulated wall clock."""

    class Simulated(datetime):
        @classmethod
        def now(cls, tz: tzinfo | None = None) -> Any:
            return clock.utc().astimezone(tz) if tz else clock.utc().replace(tzinfo=None)

    assert datetimes.datetime is datetime
    patches = [mock.patch(f"{module}.datetime", Simulated) for module in _MODULES]
    for patch in patches:
        patch.start()
    try:
        yield
    finally:
        for patch in patches:
            patch.stop()
