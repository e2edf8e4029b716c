"""Houses on either kind of database."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.support.installation import House
from tests.support.postgres import Pool


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def each_database(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """The test runs twice: each house that it makes has a database of this kind, and of its own."""
    if request.param == "sqlite":
        yield "sqlite"
        return
    pool: Pool = request.getfixturevalue("pool")
    monkeypatch.setattr(House, "new_database", staticmethod(pool.lend))
    yield "postgresql"
    pool.take_back()
