"""The system's clock: the one place where feeder reads it."""

from __future__ import annotations

import secrets
import time
from datetime import UTC, datetime


class SystemClock:
    """Real time, real sleep, real chance."""

    def utc(self) -> datetime:
        """The present instant, in UTC."""
        return datetime.now(UTC)

    def monotonic(self) -> float:
        """Seconds since some moment; never goes back."""
        return time.monotonic()

    async def sleep(self, seconds: float) -> None:
        """Return after `seconds`."""
        import asyncio

        await asyncio.sleep(max(0.0, seconds))

    def random(self) -> float:
        """A number in [0, 1) that nobody can foretell."""
        return secrets.randbelow(2**53) / 2**53
