"""Everything here needs PostgreSQL, and the packages of the extra that goes with it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from feeder.config.load import parse
from feeder.pipeline.context import Context
from feeder.store import Store, open_store
from tests.support.installation import CONFIG, StillClock
from tests.support.postgres import Server


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Every test of this folder is marked."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.postgres)


@pytest.fixture
def url(postgresql: Server) -> str:
    """The address of a database of the test's own."""
    return postgresql.make()


@pytest.fixture
def store(url: str, tmp_path: Path) -> Iterator[Store]:
    """Its store."""
    opened = open_store(url, folder=tmp_path)
    yield opened
    opened.close()


@pytest.fixture
def context(store: Store, tmp_path: Path) -> Context:
    """One source that watches a folder, on a clock that stands still."""
    (tmp_path / "in").mkdir()
    return Context(parse(CONFIG, {}, folder=tmp_path), store, StillClock(), nodes=("here",))
