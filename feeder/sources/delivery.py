"""What every kind of source hands over."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from feeder.model.file import FileStat
from feeder.model.page import Capture, Receipt


@dataclass(frozen=True, slots=True)
class Delivery:
    """A capture with its place in the ledger.

    `path` is the file's path from the configuration's folder, or the URL; `seen_at` the capture's time, or the file's
    own where that is unknown. `stat` is of a file, `receipt` of a response.
    """

    capture: Capture
    path: str
    sha256: str
    seen_at: datetime
    stat: FileStat | None = None
    receipt: Receipt | None = None

    def as_of(self, instant: datetime) -> Delivery:
        """The same, seen at `instant`; when the capture was taken stays as it is."""
        return replace(self, seen_at=instant, capture=replace(self.capture, seen_at=instant))
