"""Every machine that serves has the same files, whoever published them; folders are read where they are."""

from __future__ import annotations

import asyncio
import logging
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import text

from feeder.config.load import parse
from feeder.pipeline.context import Context, fingerprint
from feeder.pipeline.leases import claim
from feeder.pipeline.publishing import prepare
from feeder.store import Store
from feeder.workers.files import Mirror
from feeder.workers.fleet import fleet
from feeder.workers.queue import prepare_queue
from tests.support.installation import CONFIG, House
from tests.support.wire import page

FIRST, LATER = "streek-2026-03-14T2100+0100.txt", "streek-2026-03-14T2205+0100.txt"


@pytest.fixture
def house(tmp_path: Path, url: str) -> House:
    """A machine that publishes."""
    (tmp_path / "one").mkdir()
    house = House(tmp_path / "one")
    house.database = url
    house.put(FIRST, page())
    house.run()
    return house


@pytest.fixture
def other(tmp_path: Path, store: Store, house: House) -> House:
    """Another machine on the same database, that has published nothing."""
    (tmp_path / "two").mkdir()
    other = House(tmp_path / "two")
    other.database = house.database
    return other


def context_of(house: House, store: Store) -> Context:
    """What the machine works with."""
    return Context(parse(house.config, {}, folder=house.root), store, house.clock, nodes=(house.root.name,))


def test_another_machine_has_the_same_files(house: House, other: House, store: Store) -> None:
    """Bytes and times are the same, so that validators are; also after the next page, and where a file went away."""
    mirror, context = Mirror(), context_of(other, store)
    asyncio.run(mirror.keep(context))
    assert other.files() == house.files()
    assert "streek.rss" in other.files()
    house.put(LATER, page(later=1) + "\nEen heel ander bericht uit Almen.\n1 uur geleden\n")
    house.run()
    assert other.files() != house.files()
    asyncio.run(mirror.keep(context))
    assert other.files() == house.files()


def test_a_folder_that_cannot_be_written_is_told_of_once(
    house: House, other: House, store: Store, caplog: pytest.LogCaptureFixture
) -> None:
    """Trouble with the folder is one line; files are written as soon as it is over."""
    mirror, context = Mirror(), context_of(other, store)
    (other.root / "output").write_text("in the way")
    with caplog.at_level(logging.ERROR, "feeder"):
        for _ in range(3):
            asyncio.run(mirror.keep(context))
    assert len(caplog.records) == 1
    (other.root / "output").unlink()
    asyncio.run(mirror.keep(context))
    assert other.files() == house.files()


def test_a_folder_is_read_on_its_own_machine(store: Store, tmp_path: Path) -> None:
    """Only the machine that a source names claims it; the clock, which claims for all, leaves it alone."""
    (tmp_path / "in").mkdir()
    installation = parse(CONFIG + 'node = "desk"\n', {}, folder=tmp_path)
    context = Context(installation, store, House(tmp_path).clock, nodes=("attic",))
    asyncio.run(prepare(context))
    assert claim(context, 5, nodes=()) == []
    assert claim(context, 5, nodes=("attic",), shared=False) == []
    (lease,) = claim(context, 5, nodes=("desk",), shared=False)
    assert lease.source == "wire"


def test_machines_agree_wherever_their_folders_are(tmp_path: Path) -> None:
    """The same configuration in another folder is the same: no machine has pages read again that another has read."""
    told = set()
    for name in ("one", "two"):
        installation = parse(CONFIG, {}, folder=tmp_path / name)
        told.add((fingerprint(installation.sources["wire"], installation), installation.fingerprint))
    assert len(told) == 1


def test_a_one_shot_run_beside_workers(house: House, store: Store) -> None:
    """`feeder once` works on the same database: what a worker holds is left to it, the rest is done."""
    house.put(LATER, page(later=1))
    context = context_of(house, store)
    with store.write() as writer:
        writer.save_source("wire", next_due=house.clock.now)
    (lease,) = claim(replace(context, nodes=None), 5)
    before = house.files()
    report = house.run("wire")
    assert "another process is refreshing it" in str(report.refreshed[0].error)
    assert house.files() == before
    with store.write() as writer:
        writer.finish_source(lease.row, lease.token, house.clock.now)
    assert not house.run("wire").failed


def test_what_is_told_of_the_fleet(store: Store, tmp_path: Path) -> None:
    """Workers alive and lost, jobs by what they do, leases, lag, and the clock; nothing where there is no fleet."""
    now = datetime(2026, 4, 1, 12, tzinfo=UTC)
    assert fleet(store, now) is None
    prepare_queue(store)
    with store.write() as writer:
        writer.sync_sources(dict.fromkeys(("a", "b", "c"), ("1", None, None)), now - timedelta(seconds=40))
        writer.claim_sources(now, 60.0, lambda: "token", 1, nodes=None)
        run = writer.connection.execute
        run(text("INSERT INTO procrastinate_workers (last_heartbeat) VALUES (now()), (now() - interval '1 h')"))
        job = "INSERT INTO procrastinate_jobs (queue_name, task_name, status) VALUES ('feeder', 'refresh', '{}')"
        for status in ("todo", "todo", "doing"):
            run(text(job.format(status)))
        writer.set_meta("clock", "1 desk/7")
    told = fleet(store, now)
    assert told is not None
    assert told.pop("clock_silent") > 1e9
    assert told == {
        "workers": 1,
        "lost_workers": 1,
        "waiting": 2,
        "working": 1,
        "stalled": 1,
        "leases": 1,
        "lag": 40.0,
        "clock": "desk/7",
    }


def test_one_process_is_no_fleet(tmp_path: Path) -> None:
    """On SQLite there is nothing to tell."""
    house = House(tmp_path)
    with house.store() as store:
        assert fleet(store, house.clock.now) is None
