"""Every store test runs on SQLite, and on a PostgreSQL server of its own where Debian's is installed."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

from feeder.store import Store, open_store
from feeder.store.schema import metadata


@dataclass(frozen=True)
class Server:
    """A running PostgreSQL that listens on a socket in its own folder only."""

    folder: Path

    def url(self, database: str) -> str:
        return f"postgresql://feeder@/{database}?host={self.folder}"

    def make(self, database: str) -> str:
        """A new database, as ours must be: UTF-8, whatever the machine's locale."""
        engine = create_engine(self.url("postgres").replace("://", "+psycopg://"), isolation_level="AUTOCOMMIT")
        with engine.connect() as connection:
            connection.execute(text(f"CREATE DATABASE {database} ENCODING 'UTF8' TEMPLATE template0"))
        engine.dispose()
        return self.url(database)


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


@pytest.fixture(scope="session")
def postgresql() -> Iterator[Server]:
    """One server for all tests of this process."""
    pytest.importorskip("psycopg", reason="psycopg is not installed")
    if (binaries := _binaries()) is None:
        pytest.skip("PostgreSQL is not installed (apt-get install postgresql)")
    folder, user = Path(tempfile.mkdtemp(prefix="feeder-pg-")), _servant()
    if user:
        shutil.chown(folder, user)
    data = folder / "data"
    options = f"-k {folder} -c listen_addresses='' -c fsync=off -c full_page_writes=off -c synchronous_commit=off"
    calm = {"user": user, "cwd": folder, "check": True, "stdout": subprocess.DEVNULL, "env": {"LC_ALL": "C"}}
    try:
        subprocess.run([binaries / "initdb", "-D", data, "-U", "feeder", "-A", "trust", "-N", "-E", "UTF8"], **calm)
        subprocess.run([binaries / "pg_ctl", "-D", data, "-w", "-l", folder / "log", "-o", options, "start"], **calm)
        yield Server(folder)
    finally:
        subprocess.run([binaries / "pg_ctl", "-D", data, "-w", "-m", "immediate", "stop"], **{**calm, "check": False})
        shutil.rmtree(folder, ignore_errors=True)


_numbers = count(1)


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def backend(request: pytest.FixtureRequest) -> str:
    """The kind of database."""
    return str(request.param)


@pytest.fixture
def fresh_url(backend: str, request: pytest.FixtureRequest) -> str:
    """The address of a database that nobody has opened yet."""
    if backend == "sqlite":
        return "sqlite:///feeder.db"
    server: Server = request.getfixturevalue("postgresql")
    return server.make(f"fresh{next(_numbers)}")


@pytest.fixture(scope="session")
def shared_url(postgresql: Server) -> str:
    """One PostgreSQL database that tests use one after the other."""
    return postgresql.make("shared")


@pytest.fixture
def store(backend: str, tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Store]:
    """An empty store."""
    if backend == "sqlite":
        opened = open_store("sqlite:///feeder.db", folder=tmp_path)
    else:
        opened = open_store(request.getfixturevalue("shared_url"), folder=tmp_path)
        names = ", ".join(table.name for table in metadata.sorted_tables if table.name != "alembic_version")
        with opened.write() as writer:
            writer.connection.execute(text(f"TRUNCATE {names} RESTART IDENTITY"))
    yield opened
    opened.close()
