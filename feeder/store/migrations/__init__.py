"""Bringing a database to this release's schema.

A new database gets the whole schema in one go and is stamped with the migration it equals (Alembic takes most of a
second to import); `tests/store/test_migrations.py` proves that the migrations lead to the very same schema.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event
from typing import Protocol

from sqlalchemy import Connection, Engine, insert, inspect, select, text

from feeder.errors import StoreError
from feeder.store.engine import BUSY_SECONDS, writing
from feeder.store.schema import HEAD, metadata, versions

_LOCK = 0x66656564  # "feed": the advisory lock of whoever migrates
PAUSE = 0.05  # seconds until a database that is locked is tried again


def prepare(engine: Engine, subject: str) -> None:
    """Make or migrate the schema, one process at a time, all or nothing.

    Raises StoreError where a newer release made it, or another program's tables are in the way.
    """
    with engine.connect() as connection:
        if version(connection) == HEAD:
            return
    with _alone(engine) as connection:
        known = version(connection)  # again: another process may have been quicker
        if known is None:  # nothing of ours is there
            _make_way(connection, subject)
            metadata.create_all(connection)
            connection.execute(insert(versions), {"version_num": HEAD})
        elif known != HEAD:
            _migrate(connection, known, subject)


def _make_way(connection: Connection, subject: str) -> None:
    """Raise StoreError where a table that is to be made is there already: it is not ours."""
    taken = sorted(set(inspect(connection).get_table_names()) & set(metadata.tables))
    if taken:
        raise StoreError(subject, f"has tables of another program: {', '.join(taken)}", "name another database")


def version(connection: Connection) -> str | None:
    """The migration that the database stands at; None for one without our schema."""
    if not inspect(connection).has_table(versions.name):
        return None
    return connection.execute(select(versions.c.version_num)).scalar()


@contextmanager
def _alone(engine: Engine) -> Iterator[Connection]:
    """A transaction that nobody writes beside."""
    with writing(engine).connect() as connection:
        if engine.dialect.name == "sqlite":
            driver = connection.connection.driver_connection
            assert driver is not None
            keep_log(driver)
            driver.execute("PRAGMA foreign_keys=OFF")  # batch mode drops tables, which must not cascade
        with connection.begin():
            if engine.dialect.name == "postgresql":
                connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _LOCK})
            yield connection
        connection.invalidate()  # its pragmas are not those of the others


class Driver(Protocol):
    """An SQLite connection, as far as it is needed here."""

    def execute(self, statement: str, /) -> object:
        """Run a statement. Raises sqlite3.OperationalError."""
        ...


def keep_log(driver: Driver) -> None:
    """Switch to a write-ahead log. Where others are just doing so, SQLite may say "locked" without waiting at all.

    Waits half a minute at the most, by itself: each try would wait as long where somebody else keeps the file.
    """
    driver.execute("PRAGMA busy_timeout=0")
    for left in reversed(range(int(BUSY_SECONDS / PAUSE))):
        try:
            driver.execute("PRAGMA journal_mode=WAL")
            break
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY or not left:
                raise
            Event().wait(PAUSE)
    driver.execute(f"PRAGMA busy_timeout={int(BUSY_SECONDS * 1000)}")


def _migrate(connection: Connection, known: str, subject: str) -> None:
    from feeder.store.migrations.upgrade import revisions, upgrade  # Alembic is slow to import

    if known not in revisions():
        raise StoreError(subject, f"was made by a newer release of feeder (schema {known})", "install that release")
    upgrade(connection)
