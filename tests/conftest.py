"""For every test: Hypothesis judges results, not how busy the machine is; no worker idles while another has tests."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import settings

from tests.support.databases import each_database
from tests.support.postgres import pool, postgresql

if TYPE_CHECKING:
    from xdist.scheduler import WorkStealingScheduling

__all__ = ["each_database", "pool", "postgresql"]

settings.register_profile("feeder", deadline=None)
settings.load_profile("feeder")


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> WorkStealingScheduling:
    """A worker that is done takes tests over from the others: the long ones stand together in few directories."""
    from xdist.scheduler import WorkStealingScheduling

    return WorkStealingScheduling(config, log)
