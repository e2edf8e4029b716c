"""Engines: one per database, with its transactions as feeder wants them, and its errors in words."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, IntegrityError, ProgrammingError

from feeder.errors import BusyError, DamagedError, FeederError, StoreError
from feeder.text import without_password

BUSY_SECONDS = 30.0
_WRITING = {"writing": True}
_HEADER = b"SQLite format 3\x00"
_DAMAGE = ("SQLITE_CORRUPT", "SQLITE_NOTADB")
_REFUSED = "42501"  # insufficient privilege
_LACKING = ("42P01", "42703", "3F000")  # undefined table, column, schema
REPAIR = "run `feeder doctor --repair`"


def database_url(url: str, folder: Path) -> URL:
    """`url` as SQLAlchemy wants it: relative SQLite files from `folder`, PostgreSQL by psycopg 3.

    Raises StoreError for anything else.
    """
    known = "use sqlite:///feeder.db or postgresql://user@host/name"
    try:
        parsed = make_url(url)
    except (ArgumentError, ValueError):
        raise StoreError(without_password(url), "is not the address of a database", known) from None
    if parsed.get_backend_name() == "sqlite" and parsed.database and parsed.database != ":memory:":
        return parsed.set(drivername="sqlite+pysqlite", database=str(folder / parsed.database))
    if parsed.get_backend_name() == "postgresql":
        return parsed.set(drivername="postgresql+psycopg")
    raise StoreError(told(parsed), "is not a database that feeder knows", known)


def told(url: URL) -> str:
    """What to call a database in messages: its file, or its address without the password."""
    if url.get_backend_name() == "sqlite":
        return str(url.database)
    return without_password(url.set(drivername=url.get_backend_name()).render_as_string(hide_password=True))


def make_engine(url: URL) -> Engine:
    """The engine of `url` (of `database_url`). Connects to nothing yet; StoreError where the driver is missing."""
    return _postgresql(url) if url.get_backend_name() == "postgresql" else _sqlite(url)


def reading(engine: Engine) -> Engine:
    """`engine` for transactions that see one state of everything and write nothing."""
    if engine.dialect.name == "postgresql":
        return engine.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)
    return engine


def writing(engine: Engine) -> Engine:
    """`engine` for transactions that write; on SQLite they take the write lock at once, so that none fails half-way."""
    return engine.execution_options(**_WRITING)


def _sqlite(url: URL) -> Engine:
    engine = create_engine(url, connect_args={"timeout": BUSY_SECONDS}, pool_size=5, max_overflow=30)

    @event.listens_for(engine, "connect")
    def _prepare(connection: sqlite3.Connection, record: object) -> None:
        connection.isolation_level = None  # the driver shall begin nothing by itself
        for pragma in (
            "foreign_keys=ON",
            "synchronous=NORMAL",
            "wal_autocheckpoint=4000",
            "journal_size_limit=67108864",
            "cache_size=-16000",
        ):
            connection.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        immediate = connection.get_execution_options().get("writing")
        connection.exec_driver_sql("BEGIN IMMEDIATE" if immediate else "BEGIN")

    return engine


def _postgresql(url: URL) -> Engine:
    try:
        return create_engine(url, connect_args={"connect_timeout": 10}, pool_pre_ping=True, max_overflow=30)
    except ModuleNotFoundError as missing:
        remedy = "install it: pip install 'feeder[postgres]'"
        raise StoreError(told(url), f"needs the package {missing.name}", remedy) from None


def make_private(path: Path) -> None:
    """A database that is not there yet, made for its owner only: it holds whole pages, licensed ones too."""
    try:
        os.close(os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600))
    except OSError:
        return  # what opens it says why, in words


def check_header(path: Path) -> None:
    """Raise StoreError where the file at `path` is no SQLite database (an empty or missing one may become one)."""
    try:
        with path.open("rb") as file:
            header = file.read(len(_HEADER))
    except FileNotFoundError:
        return
    except OSError as error:
        raise StoreError(str(path), f"cannot be read: {error.strerror}", "mind its permissions") from error
    if header and header != _HEADER:
        raise DamagedError(str(path), "is not a database, or its header is damaged", REPAIR)


@contextmanager
def explained(subject: str) -> Iterator[None]:
    """Turn the database's errors into StoreError and BusyError; those that only a bug can make pass."""
    try:
        yield
    except DBAPIError as error:
        if _is_bug(error):
            raise
        raise explain(subject, error.orig, str(error.orig)) from error
    except sqlite3.Error as error:  # of what is told to the driver itself
        raise explain(subject, error, str(error)) from error


def _is_bug(error: DBAPIError) -> bool:
    """Whether the statement is wrong, not the database or what its user may do there."""
    ours = isinstance(error, (IntegrityError, ProgrammingError))
    told = error.statement is not None  # else it was still connecting
    return ours and told and getattr(error.orig, "sqlstate", None) not in (_REFUSED, *_LACKING)


def explain(subject: str, cause: BaseException | None, words: str) -> FeederError:
    """What the driver's error `cause` means to the user."""
    name = getattr(cause, "sqlite_errorname", "")
    if "Could not decode to UTF-8" in words:
        return DamagedError(subject, f"is damaged ({words})", REPAIR)
    if name:
        return _of_sqlite(subject, name, words)
    state = getattr(cause, "sqlstate", None) or ""
    return _of_postgresql(subject, state, " ".join((words.partition("\n")[0] if state else words).split()))


def _of_sqlite(subject: str, name: str, words: str) -> FeederError:
    if name.startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
        return BusyError(subject, "another process is writing to it", "try again when that is done")
    if name.startswith(_DAMAGE):
        return DamagedError(subject, f"is damaged ({words})", REPAIR)
    if words.startswith(("no such table", "no such column")):
        return DamagedError(subject, f"lacks what feeder made in it ({words})", REPAIR)
    if name.startswith(("SQLITE_FULL", "SQLITE_IOERR")):
        return StoreError(subject, f"cannot be written ({words})", "make room on the disk")
    if name.startswith(("SQLITE_READONLY", "SQLITE_CANTOPEN", "SQLITE_PERM")):
        return StoreError(subject, f"cannot be opened ({words})", "mind its folder and permissions")
    return StoreError(subject, words)


def _of_postgresql(subject: str, state: str, words: str) -> FeederError:
    if state in ("40001", "40P01", "55P03"):  # serialization failure, deadlock, lock not available
        return BusyError(subject, "another process changed the same rows", "try again")
    if state == _REFUSED:
        remedy = "make its user the owner of the database, or grant it all on its schema and tables"
        return StoreError(subject, f"does not let its user do that ({words})", remedy)
    if state in _LACKING:
        return StoreError(subject, f"lacks what feeder made in it ({words})", "restore it from its backup")
    if state == "25006":
        return StoreError(subject, f"cannot be written ({words})", "name the server that may be written to")
    if state.startswith("53"):
        return StoreError(subject, f"cannot be written ({words})", "make room on the disk, or for more connections")
    if "FATAL:" in words or words.startswith("invalid "):  # the server answers, but not us; or there is no such option
        return StoreError(subject, words, "mind the user, the password, the name and the options in its address")
    gone = state[:2] in ("", "08", "57")  # no answer, connection lost, shutting down
    return StoreError(subject, words, "see whether the server is running" if gone else None)
