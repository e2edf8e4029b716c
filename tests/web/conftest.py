"""A served installation."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.installation import House
from tests.web.asking import Served, published


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory) -> House:
    """One section, published: made once, copied for each test."""
    root = tmp_path_factory.mktemp("sample")
    return published(root, 'hub = "https://hub.example/"\nbase_url = "https://feeds.example/news/"')


@pytest.fixture
def served(sample: House, tmp_path: Path) -> Iterator[Served]:
    """The sample behind the app."""
    shutil.copytree(sample.root, tmp_path, dirs_exist_ok=True)
    house = House(tmp_path, sample.config)
    house.clock.now = sample.clock.now
    served = Served(house)
    yield served
    served.close()
