"""A PostgreSQL server of the tests' own: Debian's, unprivileged, in a temporary folder, on a socket in it."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import create_engine, text

from feeder.store import Store, open_store
from feeder.store.schema import metadata, versions

MISSING = "PostgreSQL is not installed (apt-get install postgresql)"
_FAST = "-c fsync=off -c full_page_writes=off -c synchronous_commit=off"
_ROOM = "-c max_connections=300"
_numbers = count(1)


@dataclass(frozen=True)
class Server:
    """A running PostgreSQL that listens on a socket in its own folder only."""

    folder: Path
    binaries: Path
    user: str | None
    durable: bool = False

    def url(self, database: str) -> str:
        """The address of a database here."""
        return f"postgresql://feeder@/{database}?host={self.folder}"

    def make(self, database: str = "") -> str:
        """A new database, as ours must be: UTF-8, whatever the machine's locale. Returns its address."""
        name = database or f"made{next(_numbers)}"
        self.tell(f"CREATE DATABASE {name} ENCODING 'UTF8' TEMPLATE template0")
        return self.url(name)

    def tell(self, statement: str) -> list[Any]:
        """Run one statement as the server's owner; its rows."""
        engine = create_engine(self.url("postgres").replace("://", "+psycopg://"), isolation_level="AUTOCOMMIT")
        try:
            with engine.connect() as connection:
                result = connection.execute(text(statement))
                return list(result) if result.returns_rows else []
        finally:
            engine.dispose()

    def cut(self, database: str) -> int:
        """End every connection to a database; return how many there were."""
        ended = f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{database}'"
        return len(self.tell(ended))

    def start(self) -> None:
        """Start, and return once it answers."""
        kind = "" if self.durable else _FAST
        self._control("start", "-w", "-l", "log", "-o", f"-k {self.folder} -c listen_addresses='' {_ROOM} {kind}")

    def stop(self) -> None:
        """End every connection and stop; the data are whole."""
        self._control("stop", "-w", "-m", "fast")

    def restart(self) -> None:
        """Stop, and start again."""
        self.stop()
        self.start()

    def initialise(self) -> None:
        """Make the data folder."""
        self._run("initdb", "-D", "data", "-U", "feeder", "-A", "trust", "-N", "-E", "UTF8")

    def _control(self, *words: str) -> None:
        self._run("pg_ctl", "-D", "data", *words)

    def _run(self, program: str, *words: str) -> None:
        command = [self.binaries / program, *words]
        calm: dict[str, Any] = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL, "env": {"LC_ALL": "C"}}
        subprocess.run(command, user=self.user, cwd=self.folder, check=True, **calm)


def _binaries() -> Path | None:
    """The newest installed server's programs: on the path, or where Debian keeps them."""
    on_path = shutil.which("initdb")
    debian = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda p: int(p.parts[4]))
    found = Path(on_path) if on_path else next(reversed(debian), None)
    return found.parent if found else None


def _servant() -> str | None:
    """Whom the server runs as: PostgreSQL refuses to be root."""
    if os.geteuid() != 0:
        return None
    names = {user.pw_name for user in pwd.getpwall()}
    return "postgres" if "postgres" in names else "nobody"


@contextmanager
def running(*, durable: bool = False) -> Iterator[Server]:
    """A server for as long as it is wanted; only a `durable` one would survive a power cut.

    Raises FileNotFoundError where PostgreSQL is not installed.
    """
    if (binaries := _binaries()) is None:
        raise FileNotFoundError(MISSING)
    server = Server(Path(tempfile.mkdtemp(prefix="feeder-pg-")), binaries, _servant(), durable)
    if server.user:
        shutil.chown(server.folder, server.user)
    try:
        server.initialise()
        server.start()
        yield server
    finally:
        if (server.folder / "data" / "postmaster.pid").exists():
            server._control("stop", "-w", "-m", "immediate")
        shutil.rmtree(server.folder, ignore_errors=True)


@pytest.fixture(scope="session")
def postgresql() -> Iterator[Server]:
    """One server for all tests of this process."""
    pytest.importorskip("psycopg", reason="psycopg is not installed")
    try:
        with running() as server:
            yield server
    except FileNotFoundError as missing:
        pytest.skip(str(missing))


class Pool:
    """Databases that tests use one after the other: making one takes longer than most tests."""

    def __init__(self, server: Server) -> None:
        self._server = server
        self._free: list[str] = []
        self._lent: list[str] = []

    def lend(self) -> str:
        """The address of a database that has our schema and nothing else, until `take_back`."""
        url = self._free.pop() if self._free else self._server.make()
        self._lent.append(url)
        return url

    def take_back(self) -> None:
        """Empty what was lent."""
        for url in self._lent:
            store = open_store(url, folder=self._server.folder)
            empty(store)
            store.close()
        self._free += self._lent
        self._lent = []


def empty(store: Store) -> None:
    """Take everything out of a database that tests share."""
    names = ", ".join(table.name for table in metadata.sorted_tables if table is not versions)
    with store.write() as writer:
        writer.connection.execute(text(f"TRUNCATE {names} RESTART IDENTITY"))


@pytest.fixture(scope="session")
def pool(postgresql: Server) -> Pool:
    """The databases of all tests of this process."""
    return Pool(postgresql)
