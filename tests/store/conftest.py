"""Every store test runs on SQLite, and on a PostgreSQL server of its own where Debian's is installed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from feeder.store import Store, open_store
from tests.support.postgres import Server, empty


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
    return server.make()


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
        empty(opened)
    yield opened
    opened.close()
