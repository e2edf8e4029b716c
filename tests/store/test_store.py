"""Opening, sharing and losing a database: what goes wrong is said with the file and the remedy."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
import textwrap
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from sqlalchemy import text

from feeder.errors import BusyError, StoreError
from feeder.store import Store, open_store
from feeder.store import store as store_module

from .nouns import make_entry


def test_an_error_drops_the_whole_transaction(store: Store) -> None:
    """What a transaction wrote before an error passed through it is not there afterwards."""
    with pytest.raises(ZeroDivisionError), store.write() as writer:
        writer.set_meta("a", str(1 / 0 if writer.add_section("s", "S", make_entry("a").updated) is None else 1))
    with store.read() as reader:
        assert reader.sections() == {}


def test_a_reader_sees_one_moment(store: Store) -> None:
    """A transaction that reads sees nothing of what is committed while it lasts, and does not stop it."""
    with store.write() as writer:
        writer.set_meta("note", "old")
    with store.read() as reader:
        assert reader.meta("note") == "old"
        with store.write() as writer:
            writer.set_meta("note", "new")
        assert reader.meta("note") == "old"
    with store.read() as reader:
        assert reader.meta("note") == "new"


def test_threads_write_one_after_the_other(store: Store) -> None:
    """Eight threads that each read and write one number lose no step."""
    with store.write() as writer:
        writer.add_entry(make_entry("a"), ())
    query = "UPDATE entries SET version = version + 1 RETURNING version"

    def step(_: int) -> None:
        with store.write() as writer:
            writer.connection.execute(text(query)).all()

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(step, range(48)))
    with store.read() as reader:
        assert reader.connection.execute(text("SELECT version FROM entries")).scalar() == 49


def test_processes_share_a_file(tmp_path: Path) -> None:
    """Four processes write into one file at once; every note is there."""
    code = textwrap.dedent("""
        import sys; from pathlib import Path; from feeder.store import open_store
        store = open_store("sqlite:///feeder.db", folder=Path(sys.argv[1]))
        for step in range(25):
            with store.write() as writer:
                writer.set_meta(f"{sys.argv[2]}-{step}", str(len(writer.meta(f"{sys.argv[2]}-{step - 1}") or "")))
        store.close()
    """)
    running = [subprocess.Popen([sys.executable, "-c", code, str(tmp_path), str(n)]) for n in range(4)]
    assert [process.wait(60) for process in running] == [0] * 4
    with open_store("sqlite:///feeder.db", folder=tmp_path).read() as reader:
        assert reader.connection.execute(text("SELECT count(*) FROM meta")).scalar() == 100


def test_a_killed_writer_leaves_nothing_half_done(tmp_path: Path) -> None:
    """A process killed inside a transaction leaves the file as it was before it, and free for the next."""
    code = textwrap.dedent("""
        import os, signal, sys; from pathlib import Path; from feeder.store import open_store
        with open_store("sqlite:///feeder.db", folder=Path(sys.argv[1])).write() as writer:
            for step in range(2000):
                writer.set_meta(f"{step}", "x" * 500)
            os.kill(os.getpid(), signal.SIGKILL)
    """)
    assert subprocess.run([sys.executable, "-c", code, str(tmp_path)]).returncode == -9
    store = open_store("sqlite:///feeder.db", folder=tmp_path)
    with store.write() as writer:
        assert writer.meta("0") is None
        writer.set_meta("0", "free")
    assert store.check() == []
    store.close()


def test_a_locked_database_is_said_to_be_busy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where another process, or another thread, keeps writing, the error says so and what to do."""
    monkeypatch.setattr("feeder.store.engine.BUSY_SECONDS", 0.05)
    monkeypatch.setattr(store_module, "BUSY_SECONDS", 0.05)
    store = open_store("sqlite:///feeder.db", folder=tmp_path)
    other = sqlite3.connect(tmp_path / "feeder.db", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(BusyError, match=r"feeder\.db: another process is writing"), store.write():
        pass
    other.close()
    with store.write(), pytest.raises(BusyError, match="another thread is writing"), store.write():
        pass
    store.close()


@pytest.mark.parametrize("url", ["", "feeder.db", "mysql://localhost/x", "sqlite://", "sqlite:///:memory:"])
def test_an_unknown_address_is_refused(url: str, tmp_path: Path) -> None:
    """Anything but an SQLite file or PostgreSQL is an error that shows how an address looks."""
    with pytest.raises(StoreError, match=r"use sqlite:///feeder\.db or postgresql://"):
        open_store(url, folder=tmp_path)


def test_a_password_is_never_shown() -> None:
    """An error about a database that is out of reach names it without its password."""
    with pytest.raises(StoreError) as caught:
        open_store("postgresql://feeder:hunter2@127.0.0.1:1/news", folder=Path())
    assert "127.0.0.1:1/news" in str(caught.value)
    assert "hunter2" not in str(caught.value)
    assert "see whether the server is running" in str(caught.value)


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    """A database in a folder that does not exist is an error that names the file."""
    with pytest.raises(StoreError, match=r"none/feeder\.db: cannot be opened"):
        open_store("sqlite:///none/feeder.db", folder=tmp_path)


def test_a_file_that_is_no_database(tmp_path: Path) -> None:
    """Any other file is refused as it is, unchanged; an empty one becomes a database."""
    (tmp_path / "feeder.db").write_text("dear diary, " * 200)
    with pytest.raises(StoreError, match=r"feeder\.db: is not a database.*feeder doctor"):
        open_store("sqlite:///feeder.db", folder=tmp_path)
    assert (tmp_path / "feeder.db").read_text() == "dear diary, " * 200
    (tmp_path / "feeder.db").write_bytes(b"")
    open_store("sqlite:///feeder.db", folder=tmp_path).close()


def test_percent_and_spaces_in_the_path(tmp_path: Path) -> None:
    """A folder may be called anything."""
    folder = tmp_path / "50% n\u00e9ws & more?"
    folder.mkdir()
    store = open_store("sqlite:///feeder.db", folder=folder)
    assert store.path == folder / "feeder.db"
    store.close()
    assert (folder / "feeder.db").exists()
