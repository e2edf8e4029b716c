"""One clock for all machines, whatever becomes of it."""

from __future__ import annotations

import asyncio

import pytest

from feeder.store import Store
from feeder.workers import election
from feeder.workers.election import Election
from feeder.workers.queue import conninfo
from tests.support.postgres import Server


def elections(store: Store, *names: str) -> list[Election]:
    """Candidates on one database."""
    return [Election(conninfo(store), name) for name in names]


def test_one_of_many_leads_until_it_gives_up(store: Store) -> None:
    """Of several candidates exactly one leads, and goes on leading; once it is closed, another does."""

    async def run() -> None:
        one, two, three = elections(store, "one", "two", "three")
        assert [await each.leads() for each in (one, two, three)] == [True, False, False]
        assert [await each.leads() for each in (three, two, one)] == [False, False, True]
        await one.close()
        assert await _within(two, 3.0)
        assert not await three.leads()
        with store.read() as reader:
            assert str(reader.meta("clock")).endswith(" two")
        await two.close()
        await three.close()

    asyncio.run(run())


def test_asking_twice_at_once_is_asking_once(store: Store) -> None:
    """A beat beside a claim opens no second connection, which would be another candidate."""

    async def run() -> None:
        (one,) = elections(store, "one")
        assert await asyncio.gather(*(one.leads() for _ in range(5)), one.stand()) == [True] * 5 + [None]
        await one.close()

    asyncio.run(run())


def test_a_lost_connection_is_a_lost_lock(store: Store, postgresql: Server) -> None:
    """A clock whose connection was cut does not lead by what it remembers: it asks again, and may be too late."""

    async def run() -> None:
        one, two = elections(store, "one", "two")
        assert await one.leads()
        assert not await two.leads()
        assert store.url.database
        postgresql.cut(store.url.database)
        assert not await one.leads()
        assert await _within(two, 3.0)
        assert not await one.leads()
        await one.close()
        await two.close()

    asyncio.run(run())


def test_no_database_no_clock(store: Store) -> None:
    """Who cannot reach the database does not lead, and says nothing worse than that."""

    async def run() -> None:
        lost = Election(conninfo(store).replace("?host=", "?connect_timeout=2&host=/nowhere"), "lost")
        assert not await lost.leads()

    asyncio.run(run())


def test_a_silent_clock_is_ended(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """A clock that shows no beat is frozen or gone: its connection is ended, and it leads no more when it wakes."""
    monkeypatch.setattr(election, "STALE", 0.2)

    async def run() -> None:
        frozen, other = elections(store, "frozen", "other")
        assert await frozen.leads()
        assert not await other.leads()
        await asyncio.sleep(0.3)
        assert await _within(other, 2.0)
        monkeypatch.setattr(
            election, "STALE", 60.0
        )  # the new clock is not to be taken for silent, however slow this is
        assert not await frozen.leads()
        assert not await frozen.leads()
        await other.close()
        await frozen.close()

    asyncio.run(run())


async def _within(candidate: Election, seconds: float) -> bool:
    for _ in range(int(seconds / 0.05)):
        if await candidate.leads():
            return True
        await asyncio.sleep(0.05)
    return False
