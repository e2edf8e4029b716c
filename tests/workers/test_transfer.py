"""An installation moves between the two kinds of database, and nothing of it changes."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import select, text

from feeder.errors import StoreError
from feeder.store import Store, open_store
from feeder.store.schema import metadata, versions
from feeder.store.transfer import transfer
from feeder.workers.queue import prepare_queue
from tests.support.installation import House
from tests.support.wire import page

FIRST, LATER = "streek-2026-03-14T2100+0100.txt", "streek-2026-03-14T2205+0100.txt"


def contents(store: Store) -> dict[str, list[tuple[object, ...]]]:
    """Every row of every table."""
    with store.read() as reader:
        return {
            table.name: [tuple(row) for row in reader.connection.execute(select(table).order_by(*table.primary_key))]
            for table in metadata.sorted_tables
            if table is not versions
        }


@pytest.fixture
def lived(tmp_path: Path) -> House:
    """An installation with stories, windows that narrowed, keys, files and captures."""
    house = House(tmp_path)
    for name, told in ((FIRST, page()), (LATER, page(later=1))):
        house.put(name, told)
        house.run()
    return house


@pytest.fixture
def sqlite(lived: House) -> Iterator[Store]:
    """Its database."""
    with lived.store() as store:
        yield store


def test_there_and_back(sqlite: Store, store: Store, tmp_path: Path) -> None:
    """Ids, evidence, instants, generations and captures are the same after each way; no table is left out."""
    before = contents(sqlite)
    assert all(before[name] for name in ("entries", "keys", "appearances", "sources", "captures", "generations"))
    told: list[tuple[str, int]] = []
    rows = transfer(sqlite, store, lambda table, count: told.append((table, count)))
    assert contents(store) == before
    assert dict(told) == {name: len(found) for name, found in before.items()}
    assert rows == sum(len(found) for found in before.values())
    assert store.check() == []
    back = open_store("sqlite:///back.db", folder=tmp_path)
    transfer(store, back)
    assert contents(back) == before
    back.close()


def test_life_goes_on_where_it_was_moved(lived: House, sqlite: Store, store: Store, url: str) -> None:
    """The next page adds its new stories and changes no byte of the others; another run rewrites nothing."""
    transfer(sqlite, store)
    known, files = {entry.guid: entry.published for entry in lived.entries()}, lived.files()
    lived.database = url
    lived.run()
    assert lived.files() == files
    lived.put("streek-2026-03-14T2310+0100.txt", page(later=2) + "\nEen heel ander bericht uit Almen.\n1 uur geleden\n")
    report = lived.run()
    assert not report.failed
    after = {entry.guid: entry.published for entry in lived.entries()}
    assert known.items() <= after.items()
    assert len(after) > len(known)


def test_a_target_that_holds_something_is_refused(sqlite: Store, store: Store) -> None:
    """Nothing is written into a database that holds stories already."""
    transfer(sqlite, store)
    before = contents(store)
    with pytest.raises(StoreError, match="holds entries already"):
        transfer(sqlite, store)
    assert contents(store) == before


def test_what_is_about_one_database_stays_there(sqlite: Store, store: Store, tmp_path: Path) -> None:
    """Who is the clock, and which of the queue's tables there are, is not taken along."""
    prepare_queue(store)
    with store.write() as writer:
        writer.set_meta("clock", "1 somebody")
    back = open_store("sqlite:///back.db", folder=tmp_path)
    transfer(store, back)
    with back.read() as reader:
        assert reader.meta("clock") is None
        assert list(reader.connection.execute(text("SELECT key FROM meta"))) == []
    back.close()
