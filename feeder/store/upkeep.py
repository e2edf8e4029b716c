"""Looking after the database: copies, checks, and putting a damaged one aside."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from itertools import count
from pathlib import Path

from sqlalchemy import Connection, Engine, inspect, select
from sqlalchemy.exc import DBAPIError

from feeder.errors import DamagedError, StoreError
from feeder.store.engine import BUSY_SECONDS, REPAIR, check_header, explain, make_private
from feeder.store.rows import is_whole
from feeder.store.schema import entries, metadata

_AT_ONCE = 500


def backup(source: Path | None, target: Path, subject: str) -> None:
    """Copy the SQLite file `source` to `target` as it is at one moment, checked before it replaces an older copy."""
    if source is None:
        raise StoreError(subject, "is not a file that feeder can copy", "use pg_dump")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        _replace(source, target, subject)
    except sqlite3.Error as error:
        raise explain(subject, error, str(error)) from error
    except OSError as error:
        raise StoreError(str(target), f"cannot be written: {error.strerror}", "mind its folder and the disk") from error


def _replace(source: Path, target: Path, subject: str) -> None:
    """Put a copy in the place of an older one, which stays until the new one is whole and on the disk."""
    part = target.with_name(f"{target.name}.part")
    part.unlink(missing_ok=True)  # of a run that was killed
    try:
        _copy(source, part, subject)
        _sync(part)
        part.replace(target)
        _sync(target.parent)
    finally:
        part.unlink(missing_ok=True)


def restore(path: Path, copy: Path) -> bool:
    """Put the backup `copy` where the database at `path` is to be; the copy stays. False where it is not whole."""
    if not copy.is_file():
        return False
    try:
        check_header(copy)
        backup(copy, path, str(copy))
        with closing(sqlite3.connect(path)) as database:
            database.execute("PRAGMA journal_mode=WAL")
    except (StoreError, sqlite3.Error):
        return False
    return True


def page_fault(path: Path) -> str | None:
    """What is wrong with the pages of the SQLite file at `path`, in words; None where nothing is, or it is missing."""
    if not path.is_file() or not path.stat().st_size:
        return None
    try:
        check_header(path)
        with closing(sqlite3.connect(path, timeout=BUSY_SECONDS)) as database:
            (told,) = database.execute("PRAGMA quick_check(1)").fetchone()
    except DamagedError as error:
        return error.message
    except sqlite3.DatabaseError as error:
        return str(error) if isinstance(explain(str(path), error, str(error)), DamagedError) else None
    return None if told == "ok" else str(told)


def _copy(source: Path, part: Path, subject: str) -> None:
    make_private(part)
    with closing(sqlite3.connect(source, timeout=BUSY_SECONDS)) as old, closing(sqlite3.connect(part)) as new:
        old.backup(new)
        new.execute("PRAGMA journal_mode=DELETE")  # one file, without helpers beside it
        faults = [row[0] for row in new.execute("PRAGMA quick_check(1)") if row[0] != "ok"]
    if faults:
        raise DamagedError(subject, f"is damaged ({faults[0]})", REPAIR)


def _sync(path: Path) -> None:
    """Have a file, or a folder's names, on the disk before going on."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def check(engine: Engine) -> list[str]:
    """What is wrong with the database: its pages, its references, its tables, and the digest of each entry."""
    found: list[str] = []
    try:
        with engine.begin() as connection:
            if connection.dialect.name == "sqlite":
                found.extend(_page_faults(connection))
            found.extend(_lacking(connection))
            found.extend(f"entry {guid} is damaged" for guid in _damaged(connection))
    except DBAPIError as error:
        found.append(str(error.orig))
    return found


def _page_faults(connection: Connection) -> Iterator[str]:
    for (fault,) in connection.exec_driver_sql("PRAGMA integrity_check(50)"):
        if fault != "ok":
            yield fault
    for table, row, parent, _ in connection.exec_driver_sql("PRAGMA foreign_key_check"):
        yield f"{table}: row {row} belongs to nothing in {parent}"


def _lacking(connection: Connection) -> Iterator[str]:
    """The tables and columns of ours that are not there."""
    seen = inspect(connection)
    there = set(seen.get_table_names())
    for name, table in metadata.tables.items():
        columns = {column["name"] for column in seen.get_columns(name)} if name in there else set()
        if lost := [column.name for column in table.columns if column.name not in columns]:
            yield f"table {name} lacks {', '.join(lost)}" if columns else f"table {name} is missing"


def _damaged(connection: Connection) -> Iterator[str]:
    """The guids of entries that are not what was written."""
    last = 0
    query = select(entries).order_by(entries.c.id).limit(_AT_ONCE)
    while rows := connection.execute(query.where(entries.c.id > last)).all():
        yield from (row.guid for row in rows if not is_whole(row))
        last = rows[-1].id


def set_aside(path: Path) -> Path:
    """Move a damaged SQLite file, and the helpers beside it, out of the way; nothing is deleted. Returns where to."""
    names = (f"{path.name}.damaged" + (f"-{number}" if number > 1 else "") for number in count(1))
    aside = next(place for name in names if not (place := path.with_name(name)).exists())
    for helper in ("-wal", "-shm"):
        beside = path.with_name(path.name + helper)
        if beside.exists():
            beside.replace(aside.with_name(aside.name + helper))
    path.replace(aside)
    return aside
