"""Time, sleep and randomness come in through one small protocol, so that simulated time runs everything.

Decisions take instants as arguments; a `Clock` is passed only to what waits or retrieves (sources, pipeline,
daemon, workers). The system's clock lives in `feeder.cli`, the only place that reads one.
"""

from __future__ import annotations

from datetime import datetime
from typing import Protocol


class Clock(Protocol):
    """Where time and chance come from."""

    def utc(self) -> datetime:
        """The present instant, aware, in UTC."""
        ...

    def monotonic(self) -> float:
        """Seconds on a clock that never goes back; only differences mean anything."""
        ...

    async def sleep(self, seconds: float) -> None:
        """Return after `seconds` (0 or less: at the next turn of the event loop)."""
        ...

    def random(self) -> float:
        """A number in [0, 1), for jitter and tokens that need not be secret."""
        ...
