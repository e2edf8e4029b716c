"""For every test: Hypothesis judges results, not how busy the machine is."""

from __future__ import annotations

from hypothesis import settings

from tests.support.databases import each_database
from tests.support.postgres import pool, postgresql

__all__ = ["each_database", "pool", "postgresql"]

settings.register_profile("feeder", deadline=None)
settings.load_profile("feeder")
