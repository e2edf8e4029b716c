"""What makes the daemon tick, on simulated time: nothing is dropped, and a clock that is set stops nothing."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Iterator
from datetime import timedelta
from itertools import pairwise

import pytest

from feeder.daemon.clockwork import GUARD, Clockwork
from feeder.errors import StoreError
from tests.simulator.clock import SimClock, scheduler_time
from tests.simulator.loop import VirtualLoop


@pytest.fixture
def loop() -> Iterator[VirtualLoop]:
    """A loop on virtual time, quiet about the clocks that the tests set."""
    loop = VirtualLoop()
    level = logging.getLogger("feeder").level
    logging.getLogger("feeder").setLevel(logging.CRITICAL)
    yield loop
    logging.getLogger("feeder").setLevel(level)
    for task in asyncio.all_tasks(loop):
        task.cancel()
    loop.run_until_complete(asyncio.sleep(0))
    loop.close()


def run(
    loop: VirtualLoop, seconds: float, set_clock: Callable[[SimClock], None], *, guarded: bool = True
) -> list[float]:
    """When a job that is to run each second ran, in `seconds`; the clock is set after 10."""
    clock, ticks = SimClock(loop, 1), list[float]()

    async def tick() -> None:
        ticks.append(loop.time())

    async def ignore(jump: timedelta) -> None:
        """Nobody else has to know."""

    async def live() -> None:
        clockwork = Clockwork(clock)
        clockwork.every(1.0, tick)
        clockwork.start()
        guard = asyncio.ensure_future(clockwork.watch(ignore) if guarded else asyncio.sleep(seconds))
        await asyncio.sleep(10.5)
        set_clock(clock)
        await asyncio.sleep(seconds - 10.5)
        guard.cancel()
        await clockwork.stop(0)

    with scheduler_time(clock):
        loop.run_until_complete(live())
    return ticks


def set_back(clock: SimClock) -> None:
    clock.wrong -= timedelta(hours=1)


def set_forward(clock: SimClock) -> None:
    clock.wrong += timedelta(hours=1)


def test_a_clock_that_is_set_back_stops_nothing(loop: VirtualLoop) -> None:
    """The guard re-aims every job within its own interval; without it nothing would tick for an hour."""
    ticks = run(loop, 60, set_back)
    assert max(b - a for a, b in pairwise(ticks)) <= GUARD + 2
    assert len([at for at in ticks if at > 20]) >= 38


def test_without_the_guard_it_would(loop: VirtualLoop) -> None:
    """What the guard is for: APScheduler alone waits until the clock has come back to where it was."""
    assert max(run(loop, 60, set_back, guarded=False)) < 15


def test_a_clock_that_is_set_forward_storms_nothing(loop: VirtualLoop) -> None:
    """An hour that never was is made up for by one run, not by thousands."""
    ticks = run(loop, 60, set_forward)
    assert 55 <= len(ticks) <= 66


def test_the_guard_tries_again(loop: VirtualLoop) -> None:
    """Where the database cannot be put right just then, it is at the next look."""
    clock, told = SimClock(loop, 1), list[timedelta]()

    async def put_right(jump: timedelta) -> None:
        told.append(jump)
        if len(told) == 1:
            raise StoreError("feeder.db", "cannot be written")

    async def live() -> None:
        guard = asyncio.ensure_future(Clockwork(clock).watch(put_right))
        set_back(clock)
        await asyncio.sleep(60)
        guard.cancel()

    with scheduler_time(clock):
        loop.run_until_complete(live())
    assert [round(jump.total_seconds()) for jump in told] == [-3600, -3600]


def test_a_slow_job_is_one_at_a_time(loop: VirtualLoop) -> None:
    """A tick that takes longer than its interval is not begun twice, and none is dropped for being late."""
    clock, running, most, runs = SimClock(loop, 1), 0, 0, 0

    async def slow() -> None:
        nonlocal running, most, runs
        running, runs = running + 1, runs + 1
        most = max(most, running)
        await asyncio.sleep(7.3)
        running -= 1

    async def live(job: Callable[[], Awaitable[None]]) -> None:
        clockwork = Clockwork(clock)
        clockwork.every(1.0, job)
        clockwork.start()
        await asyncio.sleep(60)
        await clockwork.stop(0)

    with scheduler_time(clock):
        loop.run_until_complete(live(slow))
    assert most == 1
    assert runs >= 7


def test_stopping_lets_jobs_end(loop: VirtualLoop) -> None:
    """What runs when the clockwork is stopped ends its work; nothing begins after it."""
    clock, ended = SimClock(loop, 1), list[float]()

    async def slow() -> None:
        await asyncio.sleep(5)
        ended.append(loop.time())

    async def live() -> None:
        clockwork = Clockwork(clock)
        clockwork.every(20.0, slow)
        clockwork.start()
        await asyncio.sleep(2)
        await clockwork.stop(30)
        assert len(ended) == 1
        await asyncio.sleep(60)

    with scheduler_time(clock):
        loop.run_until_complete(live())
    assert len(ended) == 1


def test_a_job_without_end_is_given_up_in_a_line(loop: VirtualLoop, caplog: pytest.LogCaptureFixture) -> None:
    """What takes longer than a stop may is cancelled, and the log says so without a traceback."""
    clock = SimClock(loop, 1)

    async def live() -> None:
        clockwork = Clockwork(clock)
        clockwork.every(20.0, lambda: asyncio.sleep(1e6))
        clockwork.start()
        await asyncio.sleep(2)
        await clockwork.stop(30)
        await asyncio.sleep(60)

    logging.getLogger("feeder").setLevel(logging.WARNING)
    with scheduler_time(clock):
        loop.run_until_complete(live())
    assert loop.time() < 100
    assert [(record.levelname, record.exc_info) for record in caplog.records] == [("WARNING", None)]
