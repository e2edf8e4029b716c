"""What the server serves, and whom it asks: everything that the app is given."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

from feeder.clock import Clock
from feeder.model.specs import Installation
from feeder.store import Store


@dataclass(frozen=True, slots=True)
class Site:
    """One installation behind a server.

    `installation` gives the present one (it may be loaded anew). `pulse` is how many seconds ago the schedule last
    ticked; None where none runs. `refresh` refreshes a source or section by name and tells what it did (raises
    UsageError for an unknown name, BusyError where that is being done already); `secret` is what a caller must show.
    `fleet` tells how the workers are; None where one process does it all.
    """

    installation: Callable[[], Installation]
    store: Store
    clock: Clock
    pulse: Callable[[], float | None] = lambda: None
    refresh: Callable[[str], Awaitable[dict[str, Any]]] | None = None
    secret: str | None = None
    fleet: Callable[[], dict[str, Any] | None] = lambda: None
