"""Claim, fence, commit: a refresh that lost its source leaves no trace, and nobody is refreshed twice at once."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from feeder.config.load import parse
from feeder.errors import StoreError
from feeder.model.entry import Outcome
from feeder.pipeline.context import Context
from feeder.pipeline.leases import GIVE_BACK, LEASE_SECONDS, Lease, LeaseLostError, claim, give_back, release, resume
from feeder.pipeline.publishing import prepare
from feeder.pipeline.refresh import refresh
from feeder.pipeline.run import run_once
from tests.support.installation import House
from tests.support.wire import page

pytestmark = pytest.mark.usefixtures("each_database")

PAGE = page()


@pytest.fixture
def house(tmp_path: Path) -> House:
    """An installation with one page to take in."""
    house = House(tmp_path)
    house.put("sport-2026-04-01T1400+0200.txt", PAGE)
    return house


@contextmanager
def opened(house: House) -> Iterator[Context]:
    """What refreshes of the house are carried out with."""
    with house.store() as store:
        context = Context(parse(house.config, {}, folder=house.root), store, house.clock)
        asyncio.run(prepare(context))
        yield context


def taken(context: Context) -> Lease:
    """The only source, claimed."""
    (lease,) = claim(context, 5)
    return lease


def work(context: Context, lease: Lease) -> Any:
    return asyncio.run(refresh(context, context.installation.sources["wire"], lease))


def test_a_refresh_gives_its_source_back(house: House) -> None:
    """Afterwards the source is nobody's, due when its interval says, and its stories are there."""
    with opened(house) as context:
        report = work(context, taken(context))
        with context.store.read() as reader:
            row = reader.source("wire")
            assert len(reader.entries()) == report.dispatches > 0
    assert row is not None
    assert (row.token, row.lease_until, row.outcome) == (None, None, Outcome.OK)
    assert row.next_due is not None
    assert timedelta(minutes=15) <= row.next_due - house.clock.now <= timedelta(minutes=16.5)


def test_a_source_is_claimed_once(house: House) -> None:
    """While somebody has it, nobody else gets it; a claim that is released leaves it as it was, due now."""
    with opened(house) as context:
        lease = taken(context)
        assert claim(context, 5) == []
        assert claim(context, 5, only=["wire"]) == []
        release(context, lease)
        assert taken(context).row == lease.row


def test_a_page_that_was_cut_short_is_left_alone_for_a_while(house: House) -> None:
    """It was asked for: it is due again when its lease would have run out, as if the process had died."""
    house.config = '[[sources]]\nname = "page"\nurl = "https://news.example/"\n'
    with opened(house) as context:
        lease = taken(context)
        release(context, lease)
        assert claim(context, 5) == []
        house.clock.now += timedelta(seconds=LEASE_SECONDS)
        assert taken(context).row.name == "page"


def test_a_folder_is_given_back_when_the_database_can_be_written_again(house: House) -> None:
    """Where a full disk took the way to say so, it is tried again and again, though not beyond the lease."""
    with opened(house) as context:
        lease = taken(context)
        tries = Tries(3)
        asyncio.run(give_back(replace(context, offload=tries), lease))
        assert tries.left == 0
        lease = taken(context)
        tries, begun = Tries(1000), house.clock.now
        asyncio.run(give_back(replace(context, offload=tries), lease))
        assert tries.left > 0
        assert house.clock.now - begun <= timedelta(seconds=LEASE_SECONDS + GIVE_BACK)


class Tries:
    """Carries out nothing until it was asked some times: the database cannot be written."""

    def __init__(self, times: int) -> None:
        self.left = times

    async def __call__(self, function: Any, /, *arguments: Any) -> Any:
        if self.left:
            self.left -= 1
            raise StoreError("feeder.db", "cannot be written")
        return function(*arguments)


def test_a_zombie_commits_nothing(house: House) -> None:
    """Whoever wakes up after its lease writes nothing, though nobody else has taken the source yet."""
    with opened(house) as context:
        lease = taken(context)
        house.clock.now += timedelta(seconds=LEASE_SECONDS + 1)
        with pytest.raises(LeaseLostError):
            work(context, lease)
        with context.store.read() as reader:
            assert reader.entries() == []
            assert reader.ledger("wire") == {}


def test_a_lease_that_another_took_is_a_fence(house: House) -> None:
    """Two hold the same source, as after a clock was set: only the one that claimed last commits."""
    with opened(house) as context:
        first = taken(context)
        house.clock.now += timedelta(seconds=LEASE_SECONDS + 1)
        second = taken(context)
        house.clock.now -= timedelta(seconds=LEASE_SECONDS + 1)  # the first one's clock says that all is well
        with pytest.raises(LeaseLostError, match="taken over"):
            work(context, first)
        assert work(context, second).new > 0


def test_commits_renew_a_lease(house: House) -> None:
    """A source with many files is held for as long as it takes, however short a lease is."""
    for hour in range(12):
        house.put(f"sport-2026-03-31T{hour:02}00+0200.txt", PAGE)
    with opened(house) as context:
        lease = taken(context)

        async def slow(function: Any, /, *arguments: Any) -> Any:
            house.clock.now += timedelta(seconds=LEASE_SECONDS / 4)
            return function(*arguments)

        slowly = Context(context.installation, context.store, house.clock, offload=slow)
        assert work(slowly, lease).captures == 13


def test_a_job_is_resumed_only_under_its_token(house: House) -> None:
    """What another process claimed is carried out under that claim, and not once it has run out."""
    with opened(house) as context:
        lease = taken(context)
        assert resume(context, "wire", "another") is None
        assert resume(context, "nobody", lease.token) is None
        resumed = resume(context, "wire", lease.token)
        assert resumed is not None
        house.clock.now += timedelta(seconds=LEASE_SECONDS + 1)
        assert resume(context, "wire", lease.token) is None


def test_a_run_waits_for_what_another_process_refreshes(house: House) -> None:
    """`feeder once` beside a daemon waits half a minute for the source that it has, then says so."""
    with opened(house) as context:
        taken(context)
        before = house.clock.now
        report = asyncio.run(run_once(context))
    assert report.refreshed[0].error == "another process is refreshing it; try again later"
    assert 29 <= (house.clock.now - before).total_seconds() <= 40


def test_a_clock_that_was_ahead_holds_nothing_up(house: House) -> None:
    """After the clock is set back, what was refreshed in the future waits as long as it was to wait, and no longer."""
    with opened(house) as context:
        work(context, taken(context))
        house.clock.now -= timedelta(days=3)
        with context.store.write() as writer:
            assert writer.reaim(house.clock.now, LEASE_SECONDS) == 1
            assert writer.reaim(house.clock.now, LEASE_SECONDS) == 0
            row = writer.source("wire")
        assert row is not None
        assert row.next_due is not None
        assert timedelta(minutes=15) <= row.next_due - house.clock.now <= timedelta(minutes=16.5)
