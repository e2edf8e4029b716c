"""Copies, checks, and what is done about damage."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from sqlalchemy import text

from feeder.errors import StoreError
from feeder.model.entry import Key, SeriesState
from feeder.store import Store, open_store
from feeder.store.upkeep import set_aside

from .nouns import NOON, make_appearance, make_entry


def filled(folder: Path, name: str = "feeder.db", count: int = 300) -> Store:
    store = open_store(f"sqlite:///{name}", folder=folder)
    made = [make_entry(f"{n:04}", lead=make_appearance(f"Kop {n} " + "x" * 400)) for n in range(count)]
    with store.write() as writer:
        writer.apply(made, (), [(entry.guid, Key("text", entry.guid)) for entry in made], ())
    return store


def damage(path: Path) -> None:
    """Overwrite the second half of the file with noise."""
    size = path.stat().st_size
    with path.open("r+b") as file:
        file.seek(size // 2)
        file.write(b"\xa5" * (size // 2))


def read_everything(store: Store) -> None:
    with store.read() as reader:
        reader.entries()
        reader.candidates([Key("text", make_entry(f"{n:04}").guid) for n in range(300)])


def test_a_backup_is_a_whole_store_of_one_moment(tmp_path: Path) -> None:
    """A copy made while a transaction is open holds what was committed, in one file, and opens as a store."""
    store = filled(tmp_path)
    with store.write() as writer:
        writer.set_meta("later", "yes")
        store.backup(tmp_path / "kept" / "copy.db")
    assert [path.name for path in (tmp_path / "kept").iterdir()] == ["copy.db"]
    copy = open_store("sqlite:///copy.db", folder=tmp_path / "kept")
    with copy.read() as reader:
        assert (reader.count_entries(), reader.meta("later")) == (300, None)
    assert copy.check() == []
    copy.close()
    store.close()


def test_a_damaged_store_never_replaces_a_good_backup(tmp_path: Path) -> None:
    """Backing up a damaged database is an error; the older copy stays as it was."""
    store = filled(tmp_path)
    store.backup(tmp_path / "copy.db")
    store.close()
    good = (tmp_path / "copy.db").read_bytes()
    damage(tmp_path / "feeder.db")
    store = open_store("sqlite:///feeder.db", folder=tmp_path)
    with pytest.raises(StoreError, match="damaged"):
        store.backup(tmp_path / "copy.db")
    assert (tmp_path / "copy.db").read_bytes() == good
    assert sorted(path.name for path in tmp_path.glob("copy*")) == ["copy.db"]
    store.close()


def test_a_backup_that_cannot_be_written(tmp_path: Path) -> None:
    """Where the copy cannot go, the error names the place."""
    store = filled(tmp_path, count=1)
    (tmp_path / "file").touch()
    with pytest.raises(StoreError, match=r"file/copy\.db: cannot be written"):
        store.backup(tmp_path / "file" / "copy.db")
    store.close()


def test_damage_in_the_body_is_found(tmp_path: Path) -> None:
    """The check of a file with overwritten pages says what is wrong, and reading it is a StoreError, not a crash."""
    filled(tmp_path).close()
    damage(tmp_path / "feeder.db")
    store = open_store("sqlite:///feeder.db", folder=tmp_path)
    assert store.check() != []
    with pytest.raises(StoreError, match=r"feeder\.db: (is damaged|entry .* is damaged).*feeder doctor"):
        read_everything(store)
    store.close()


def test_a_flipped_bit_is_found(tmp_path: Path) -> None:
    """One changed byte inside a text, which SQLite itself does not notice, is found by the entry's digest."""
    filled(tmp_path, count=3).close()
    path = tmp_path / "feeder.db"
    path.write_bytes(path.read_bytes().replace(b"Kop 1 xxx", b"Kop 1 xyx"))
    with sqlite3.connect(path) as plain:
        assert plain.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    plain.close()
    store = open_store("sqlite:///feeder.db", folder=tmp_path)
    assert store.check() == [f"entry {make_entry('0001').guid} is damaged"]
    store.close()


def test_damaged_bytes_are_an_error_with_a_remedy(store: Store) -> None:
    """Kept bytes and states that can no longer be read raise StoreError, not an error of a library."""
    with store.write() as writer:
        writer.save_generation("sport", "sport.rss", "d", NOON, b"<rss/>")
        writer.save_series("wire", "front", SeriesState(since=NOON))
        writer.connection.execute(text("UPDATE generations SET body = :noise"), {"noise": b"noise"})
        writer.connection.execute(text("UPDATE series SET state = '{'"))
    for read in (lambda r: r.generations("sport"), lambda r: r.series_state("wire", "front")):
        with pytest.raises(StoreError, match=r"damaged.*feeder doctor"), store.read() as reader:
            read(reader)


def test_a_reference_to_nothing_is_found(tmp_path: Path) -> None:
    """A key whose entry is gone is named by the check."""
    filled(tmp_path, count=2).close()
    plain = sqlite3.connect(tmp_path / "feeder.db")
    plain.execute("DELETE FROM entries WHERE id = 1")
    plain.commit()
    plain.close()
    store = open_store("sqlite:///feeder.db", folder=tmp_path)
    assert any("keys" in fault and "entries" in fault for fault in store.check())
    store.close()


def test_a_damaged_file_is_set_aside(tmp_path: Path) -> None:
    """A damaged database and its helpers are moved out of the way, never deleted, never over an older one."""
    for name in ("feeder.db", "feeder.db-wal", "feeder.db.damaged"):
        (tmp_path / name).write_text(name)
    assert set_aside(tmp_path / "feeder.db") == tmp_path / "feeder.db.damaged-2"
    left = {path.name: path.read_text() for path in tmp_path.iterdir()}
    assert left == {
        "feeder.db.damaged": "feeder.db.damaged",
        "feeder.db.damaged-2": "feeder.db",
        "feeder.db.damaged-2-wal": "feeder.db-wal",
    }
    filled(tmp_path, count=1).close()


def test_postgresql_is_backed_up_by_its_own_tools(store: Store, backend: str, tmp_path: Path) -> None:
    """The error for a PostgreSQL store names pg_dump; an SQLite store is simply copied."""
    if backend == "sqlite":
        store.backup(tmp_path / "copy.db")
        assert (tmp_path / "copy.db").exists()
    else:
        with pytest.raises(StoreError, match="use pg_dump"):
            store.backup(tmp_path / "copy.db")
