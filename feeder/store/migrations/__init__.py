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

    Raises StoreError where a newer release made it.
    """
    with engine.connect() as connection:
        if version(connection) == HEAD:
            return
    with _alone(engine) as connection:
        known = version(connection)  # again: another process may have been quicker
        if known is None:  # nothing of ours is there
            metadata.create_all(connection)
            connection.execute(insert(versions), {"version_num": HEAD})
        elif known != HEAD:
            _migrate(connection, known, subject)


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
    """Switch to a write-ahead log. Where others are just doing so, SQLite may say "locked" without waiting at all."""
    for _ in range(int(BUSY_SECONDS / PAUSE)):
        try:
            driver.execute("PRAGMA journal_mode=WAL")
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY:
                raise
            Event().wait(PAUSE)
        else:
            return
    raise sqlite3.OperationalError("database is locked")


def _migrate(connection: Connection, known: str, subject: str) -> None:
    from feeder.store.migrations.upgrade import revisions, upgrade  # Alembic is slow to import

    if known not in revisions():
        raise StoreError(subject, f"was made by a newer release of feeder (schema {known})", "install that release")
    upgrade(connection)
