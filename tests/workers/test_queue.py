"""Procrastinate as transport: what is carried, what is dropped, and what it survives."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import text

from feeder.errors import FeederError
from feeder.model.entry import Outcome
from feeder.pipeline.context import Context
from feeder.pipeline.leases import LEASE_SECONDS, Lease, claim
from feeder.pipeline.publishing import prepare
from feeder.store import Store, open_store
from feeder.workers import queue as queues
from feeder.workers.hands import LEAST, QueueHands
from feeder.workers.queue import Queue, prepare_queue
from tests.support.postgres import Server
from tests.support.wire import page


@pytest.fixture
def ready(context: Context) -> Context:
    """An installation with one page to take in, on a database with a queue."""
    prepare_queue(context.store)
    (context.installation.folder / "in" / "sport-2026-04-01T1400+0200.txt").write_text(page(), encoding="utf-8")
    asyncio.run(prepare(context))
    return context


def taken(context: Context) -> Lease:
    """The only source, claimed."""
    (lease,) = claim(context, 5)
    return lease


@asynccontextmanager
async def working(context: Context) -> AsyncIterator[Queue]:
    """A worker, until the end of the block."""
    queue, stopping = Queue(context.store, lambda: context), asyncio.Event()
    await queue.open()
    work = asyncio.create_task(queue.work(stopping, hands=2))
    try:
        yield queue
    finally:
        stopping.set()
        await asyncio.wait_for(work, 30)
        await queue.close()


async def eventually(holds: Callable[[], bool], seconds: float = 20.0) -> bool:
    """Whether something holds within some seconds."""
    for _ in range(int(seconds / 0.05)):
        if holds():
            return True
        await asyncio.sleep(0.05)
    return False


def refreshed(store: Store) -> bool:
    """Whether the source was refreshed, and is nobody's."""
    with store.read() as reader:
        row = reader.source("wire")
    return row is not None and row.outcome is Outcome.OK and row.token is None


def jobs(store: Store) -> list[str]:
    """The status of each job in the queue."""
    with store.read() as reader:
        return list(reader.connection.execute(text("SELECT status::text FROM procrastinate_jobs")).scalars())


def test_a_job_is_carried_out_and_gone(ready: Context) -> None:
    """A claim that is handed to the queue is refreshed by a worker; nothing of the job is left."""

    async def run() -> None:
        async with working(ready) as queue:
            lease = taken(ready)
            await QueueHands(queue, ready.clock).carry(ready, [(ready.installation.sources["wire"], lease)])
            assert await eventually(lambda: refreshed(ready.store))
            assert await eventually(lambda: jobs(ready.store) == [])
            assert queue.busy == set()

    asyncio.run(run())


@pytest.mark.parametrize("late", [timedelta(0), timedelta(seconds=LEASE_SECONDS)], ids=["another's", "too late"])
def test_a_job_whose_token_holds_nothing_does_nothing(ready: Context, late: timedelta) -> None:
    """A job that comes after its lease ran out, or whose source another has claimed, asks for nothing and writes
    nothing."""
    lease = taken(ready)
    ready.clock.now += late  # type: ignore[attr-defined]
    token = lease.token if late else "another"

    async def run() -> None:
        async with working(ready) as queue:
            await queue.defer({token: "wire"})
            await queue.defer({token: "unknown"})
            assert await eventually(lambda: jobs(ready.store) == [])

    asyncio.run(run())
    with ready.store.read() as reader:
        row = reader.source("wire")
        assert row is not None
        assert (row.token, row.outcome) == (lease.token, None)
        assert reader.entries() == []


def test_a_lost_connection_and_a_restart_are_survived(ready: Context, postgresql: Server) -> None:
    """A worker goes on by itself once the database answers again."""

    async def run() -> None:
        async with working(ready) as queue:
            await asyncio.to_thread(postgresql.cut, str(ready.store.url.database))
            await asyncio.to_thread(postgresql.restart)
            hands = QueueHands(queue, ready.clock)
            for _ in range(100):
                try:
                    await hands.carry(ready, [(ready.installation.sources["wire"], taken(ready))])
                    break
                except FeederError:
                    await asyncio.sleep(0.1)
            assert await eventually(lambda: refreshed(ready.store))

    asyncio.run(run())


def test_jobs_of_the_dead_are_reaped(ready: Context, monkeypatch: pytest.MonkeyPatch) -> None:
    """A job that its worker will never end is dropped, with the worker; a job that waits is not."""
    monkeypatch.setattr(queues, "STALLED", 0.0)

    async def run() -> None:
        queue = Queue(ready.store, lambda: ready)
        await queue.open()
        await queue.defer({"1": "wire", "2": "wire"})
        with ready.store.write() as writer:
            dead = "INSERT INTO procrastinate_workers (last_heartbeat) VALUES (now() - interval '1 h') RETURNING id"
            worker = writer.connection.execute(text(dead)).scalar_one()
            doing = "UPDATE procrastinate_jobs SET status = 'doing', worker_id = :id WHERE args->>'token' = '1'"
            writer.connection.execute(text(doing), {"id": worker})
        assert await queue.reap() == 1
        assert await queue.reap() == 0
        assert jobs(ready.store) == ["todo"]
        await queue.reap_quietly()
        await queue.close()
        await queue.reap_quietly()  # a queue that does not answer

    asyncio.run(run())


def test_hands_are_free_until_enough_is_waiting(ready: Context) -> None:
    """The clock claims no more than a queue of some length; a queue that does not answer is told of in words."""

    async def run() -> None:
        queue = Queue(ready.store, lambda: ready)
        await queue.open()
        hands = QueueHands(queue, ready.clock)
        assert await hands.free() == LEAST
        await queue.defer({"1": "wire"})
        assert await hands.free() == LEAST - 1
        assert list(hands.busy()) == []
        await queue.close()
        with pytest.raises(FeederError, match="does not answer"):
            await hands.free()
        with pytest.raises(FeederError, match="does not answer"):
            await hands.carry(ready, [(ready.installation.sources["wire"], taken(ready))])

    asyncio.run(run())


def test_more_may_wait_for_workers_who_take_more(ready: Context) -> None:
    """As many jobs may wait as were lately taken in twenty seconds, so that each is taken within its lease."""

    async def run() -> None:
        queue = Queue(ready.store, lambda: ready)
        await queue.open()
        hands, wire, lease = QueueHands(queue, ready.clock), ready.installation.sources["wire"], taken(ready)
        await hands.carry(ready, [(wire, replace(lease, token=f"{n}")) for n in range(20)])
        with ready.store.write() as writer:
            writer.connection.execute(text("DELETE FROM procrastinate_jobs WHERE args->>'token' < '2'"))  # 0, 1, 10-19
        await ready.clock.sleep(2)
        assert await hands.free() == 6 * 20 - 8
        assert await hands.free() == 6 * 20 - 8
        await ready.clock.sleep(2)
        assert await hands.free() == 3 * 20 - 8
        for _ in range(9):
            await ready.clock.sleep(2)
            await hands.free()
        assert await hands.free() == LEAST - 8
        await queue.close()

    asyncio.run(run())


def test_the_tables_are_made_once(url: str, tmp_path: Path) -> None:
    """Any number of processes may start at once on a new database: one makes the schema and the queue, none fails."""

    def start(_: int) -> None:
        store = open_store(url, folder=tmp_path)
        prepare_queue(store)
        store.close()

    with ThreadPoolExecutor(6) as threads:
        list(threads.map(start, range(6)))
    start(7)
