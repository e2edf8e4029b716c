"""The store as the rest of feeder knows it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Lock

from sqlalchemy import URL, Engine

from feeder.errors import BusyError
from feeder.store import upkeep
from feeder.store.captures import CaptureReads, CaptureWrites
from feeder.store.claims import ClaimWrites
from feeder.store.engine import (
    BUSY_SECONDS,
    check_header,
    database_url,
    explained,
    make_engine,
    make_private,
    reading,
    told,
    writing,
)
from feeder.store.entries import EntryReads, EntryWrites
from feeder.store.migrations import prepare
from feeder.store.schedule import ScheduleReads
from feeder.store.sections import SectionReads, SectionWrites
from feeder.store.series import SeriesReads, SeriesWrites


class Reader(EntryReads, CaptureReads, SeriesReads, SectionReads, ScheduleReads):
    """A transaction that reads: everything as it stood at one moment."""


class Writer(EntryWrites, CaptureWrites, SeriesWrites, SectionWrites, ClaimWrites, Reader):
    """A transaction that writes, all or nothing."""


class Store:
    """One database. Threads may share it; on SQLite one of them writes at a time, and other processes wait too."""

    def __init__(self, engine: Engine, url: URL) -> None:
        self.subject = told(url)
        self._engine = engine
        self._reading = reading(engine)
        self._writing = writing(engine)
        self._lock = Lock()

    @property
    def url(self) -> URL:
        """Where the database is, password and all."""
        return self._engine.url

    @property
    def path(self) -> Path | None:
        """The file of an SQLite database; None for PostgreSQL."""
        return Path(self._engine.url.database or "") if self._engine.dialect.name == "sqlite" else None

    @contextmanager
    def read(self) -> Iterator[Reader]:
        """A transaction that reads. Raises StoreError where the database is damaged or out of reach."""
        with explained(self.subject), self._reading.begin() as connection:
            yield Reader(connection, self.subject)

    @contextmanager
    def write(self) -> Iterator[Writer]:
        """A transaction that writes: committed at the end, dropped when an error passes.

        Raises BusyError where another thread or process keeps writing for half a minute, else StoreError.
        """
        with explained(self.subject), self._turn(), self._writing.begin() as connection:
            yield Writer(connection, self.subject)

    @contextmanager
    def _turn(self) -> Iterator[None]:
        """Threads of one process queue here, fairly; SQLite lets processes poll for their turn."""
        if self.path is None:
            yield
            return
        if not self._lock.acquire(timeout=BUSY_SECONDS):
            raise BusyError(self.subject, "another thread is writing to it", "try again when that is done")
        try:
            yield
        finally:
            self._lock.release()

    def backup(self, path: Path) -> None:
        """Copy an SQLite database, while it is in use, to `path`, which holds the old or the new copy at any time.

        Raises StoreError where it is damaged (the old copy stays), cannot be written, or is PostgreSQL.
        """
        upkeep.backup(self.path, path, self.subject)

    def check(self) -> list[str]:
        """What is wrong with the database, in words; [] where nothing is. Reads all of it."""
        return upkeep.check(self._reading)

    def close(self) -> None:
        """Close every connection. The store may not be used again."""
        self._engine.dispose()


def open_store(url: str, *, folder: Path) -> Store:
    """Open the database at `url` (`sqlite:///` paths are relative to `folder`), made or migrated where needed.

    Raises StoreError, with the file and what to do, where it is damaged, newer than this release or out of reach.
    """
    address = database_url(url, folder)
    if address.get_backend_name() == "sqlite":
        check_header(Path(address.database or ""))
        make_private(Path(address.database or ""))
    engine = make_engine(address)
    try:
        with explained(told(address)):
            prepare(engine, told(address))
    except BaseException:
        engine.dispose()
        raise
    return Store(engine, address)
