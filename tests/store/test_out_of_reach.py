"""Databases that cannot be used: whatever the driver says of them comes out as one error, with what to do."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from sqlalchemy import text

from feeder.errors import BusyError, DamagedError, StoreError
from feeder.store import open_store
from feeder.store.engine import database_url, make_engine
from feeder.store.transfer import transfer
from tests.support.postgres import Server


def tell(url: str, folder: Path, statement: str) -> None:
    """Run one statement, as somebody else than feeder."""
    engine = make_engine(database_url(url, folder))
    with engine.begin() as connection:
        connection.execute(text(statement))
    engine.dispose()


def test_a_file_that_somebody_keeps_is_busy_from_the_start(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A new database that another process keeps locked is said to be busy after one wait, not after hundreds."""
    monkeypatch.setattr("feeder.store.migrations.BUSY_SECONDS", 0.2)
    other = sqlite3.connect(tmp_path / "feeder.db", isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    monkeypatch.setattr("feeder.store.engine.BUSY_SECONDS", 0.2)
    with pytest.raises(BusyError, match=r"feeder\.db: another process is writing to it; try again"):
        open_store("sqlite:///feeder.db", folder=tmp_path)
    other.close()
    open_store("sqlite:///feeder.db", folder=tmp_path).close()


def test_another_programs_tables_are_left_alone(fresh_url: str, tmp_path: Path) -> None:
    """A database that has a table of a name of ours, and not from us, is refused as it is."""
    tell(fresh_url, tmp_path, "CREATE TABLE entries (diary VARCHAR(80))")
    with pytest.raises(StoreError, match="tables of another program: entries; name another database"):
        open_store(fresh_url, folder=tmp_path)
    tell(fresh_url, tmp_path, "DROP TABLE entries")
    open_store(fresh_url, folder=tmp_path).close()


@pytest.mark.parametrize("statement", ["DROP TABLE sources", "ALTER TABLE sources DROP COLUMN paused"])
def test_what_is_missing_is_named(statement: str, fresh_url: str, tmp_path: Path) -> None:
    """Tables and columns that somebody dropped are told by a check, and by whatever needs them."""
    store = open_store(fresh_url, folder=tmp_path)
    tell(fresh_url, tmp_path, f"{statement}{' CASCADE' if store.path is None else ''}")
    assert any("table sources" in fault for fault in store.check())
    kind, remedy = (StoreError, "its backup") if store.path is None else (DamagedError, "doctor --repair")
    with pytest.raises(kind, match=f"lacks what feeder made in it.*{remedy}"), store.read() as reader:
        reader.sources()
    store.close()


def test_a_copy_names_the_database_that_is_at_fault(fresh_url: str, tmp_path: Path) -> None:
    """What the origin lacks is not laid at the door of the database that was to be filled; that one stays empty."""
    origin, target = open_store(fresh_url, folder=tmp_path), open_store("sqlite:///target.db", folder=tmp_path)
    tell(fresh_url, tmp_path, f"DROP TABLE ledger{' CASCADE' if origin.path is None else ''}")
    with pytest.raises(StoreError, match="lacks what feeder made in it") as caught:
        transfer(origin, target)
    assert caught.value.subject == origin.subject
    origin.close()
    target.close()


@pytest.mark.postgres
def test_a_server_that_refuses_says_what_to_mend(postgresql: Server, tmp_path: Path) -> None:
    """Users without rights, unknown ones, options that do not exist, read-only databases: each with its remedy."""
    mine = postgresql.make()
    postgresql.tell("CREATE ROLE visitor LOGIN")
    name = mine.partition("@/")[2].partition("?")[0]
    refusals = {
        mine.replace("feeder@", "visitor@"): "does not let its user do that .*grant it all",
        mine.replace("feeder@", "nobody@"): "nobody.*mind the user",
        mine.replace(name, "nowhere"): "nowhere.*mind the user, the password, the name",
        f"{mine}&colour=red": "colour.*the options in its address",
    }
    for url, words in refusals.items():
        with pytest.raises(StoreError, match=words):
            open_store(url, folder=tmp_path)
    postgresql.tell(f"ALTER DATABASE {name} SET default_transaction_read_only = on")
    with pytest.raises(StoreError, match=r"cannot be written .*that may be written to"):
        open_store(mine, folder=tmp_path)
    postgresql.tell("DROP ROLE visitor")


@pytest.mark.postgres
def test_a_queue_that_may_not_be_made_says_why(postgresql: Server, tmp_path: Path) -> None:
    """The engine's own tables are refused in the same words as ours."""
    prepare_queue = pytest.importorskip("feeder.workers.queue").prepare_queue
    mine = postgresql.make()
    open_store(mine, folder=tmp_path).close()
    name = mine.partition("@/")[2].partition("?")[0]
    postgresql.tell(f"ALTER DATABASE {name} SET default_transaction_read_only = on")
    store = open_store(mine, folder=tmp_path)
    with pytest.raises(StoreError, match=r"cannot be written .*that may be written to"):
        prepare_queue(store)
    store.close()


@pytest.mark.parametrize(
    "url", ["mysql://u:hunter2@h/x", "postgresql://u:hunter2@h:abc/x", "postgresql://127.0.0.1:1/x?password=hunter2"]
)
def test_no_password_is_told(url: str, tmp_path: Path) -> None:
    """Whatever is wrong with its address, an error about a database does not have the password in it."""
    with pytest.raises(StoreError) as caught:
        open_store(url, folder=tmp_path)
    assert "hunter2" not in str(caught.value)
