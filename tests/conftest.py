"""For every test: Hypothesis judges results, not how busy the machine is."""

from __future__ import annotations

from hypothesis import settings

settings.register_profile("feeder", deadline=None)
settings.load_profile("feeder")
