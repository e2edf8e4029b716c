"""A feeder process whose leases last FLEET_LEASE seconds: `python -m tests.workers.process run --no-web`.

Two minutes are right where one request may take eighty seconds. The sites of these tests answer within one, and all
that hangs on a lease's length is shortened in proportion.
"""

from __future__ import annotations

import os

from feeder.cli import main
from feeder.daemon import due
from feeder.pipeline import leases, publishing
from feeder.workers import hands


def shorten(seconds: float) -> None:
    """Have every lease of this process last `seconds`."""
    leases.ROOM *= seconds / leases.LEASE_SECONDS
    hands.WORTH *= seconds / leases.LEASE_SECONDS
    hands.LEAST = 8
    for module in (leases, publishing, due):
        module.LEASE_SECONDS = seconds


if __name__ == "__main__":
    shorten(float(os.environ["FLEET_LEASE"]))
    main()
