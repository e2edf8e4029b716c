"""A fold of captures into entries that knows which story is which: what the pipeline does about time, and no more."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from feeder.dating.arrival import standing
from feeder.dating.combine import Conflict, narrow, reconsider
from feeder.dating.evidence import UNCALIBRATED
from feeder.dating.freezing import freeze, is_exact
from feeder.dating.page import Setting, date_page
from feeder.dating.renderings import rendered, renderings
from feeder.dating.study import study
from feeder.model.time import UNDATED, Calibration, Dating
from tests.newsroom.room import Snapshot

SOURCE = "room"
ELSEWHERE = 100


@dataclass
class Known:
    """An entry as far as time goes."""

    dating: Dating
    published: datetime | None
    first_seen: datetime


@dataclass
class Desk:
    """The state between captures. `moved` are the stories whose published instant changed without exact metadata."""

    zone: str = "UTC"
    entries: dict[int, Known] = field(default_factory=dict)
    calibration: Calibration = UNCALIBRATED
    previous: tuple[datetime, tuple[int, ...]] | None = None
    conflicts: list[Conflict] = field(default_factory=list)
    events: list[str] = field(default_factory=list)
    moved: list[int] = field(default_factory=list)

    def fold(self, captures: Iterable[Snapshot]) -> None:
        for capture in captures:
            self._fold(capture)

    def settled(self) -> dict[int, Dating]:
        """Every dating under what is known of the source by now."""
        return {
            number: reconsider(known.dating, {SOURCE: self.calibration}, first_seen=known.first_seen)
            for number, known in self.entries.items()
        }

    def fold_late(self, capture: Snapshot) -> None:
        """Fold a capture older than the last: its stories only narrow what is known, and nothing arrives by it."""
        numbers = [item.story.number for item in capture.printed]
        page = date_page(capture.dispatches(), self._setting(capture), calibration=self.calibration)
        for number, dating in zip(numbers, page, strict=True):
            known = self.entries.get(number)
            if known is not None:
                known.first_seen = min(known.first_seen, capture.taken_at)
            self._reconcile(number, dating, capture.taken_at)

    def _fold(self, capture: Snapshot) -> None:
        numbers = [item.story.number for item in capture.printed]
        seen = self._date(capture, numbers)
        stored = [self.entries[number].dating if number in self.entries else None for number in numbers]
        studied = study(seen, stored, source=SOURCE, taken_at=capture.taken_at, calibration=self.calibration)
        self.calibration = studied.calibration
        self.events += studied.events
        for number, old in zip(numbers, studied.stored, strict=True):
            if old is not None:
                self.entries[number].dating = old
        for number, dating in zip(numbers, studied.datings, strict=True):
            self._reconcile(number, dating, capture.taken_at)
        if studied.old:
            self._pull(len(numbers) + ELSEWHERE)
        self.previous = (capture.taken_at, tuple(numbers))

    def _pull(self, count: int) -> None:
        """An old copy says more of other pages, and so of the newest `count` stories, on the page or not."""
        newest = sorted(self.entries.values(), key=lambda known: known.published or known.first_seen)[-count:]
        stories = [known.dating.evidence for known in newest]
        pages = renderings(stories, source=SOURCE, calibration=self.calibration).found
        for known in newest:
            known.dating = rendered(known.dating, pages, source=SOURCE)

    def _date(self, capture: Snapshot, numbers: list[int]) -> tuple[Dating, ...]:
        before, there = self.previous or (None, ())
        new = [index for index, number in enumerate(numbers) if number not in there]
        return date_page(
            capture.dispatches(),
            self._setting(capture),
            calibration=self.calibration,
            previous=before,
            new=new,
            pinned=standing([there.index(number) if number in there else None for number in numbers]),
        )

    def _setting(self, capture: Snapshot) -> Setting:
        return Setting(capture.taken_at, capture.staleness, self.zone, languages=(capture.language,), source=SOURCE)

    def _reconcile(self, number: int, seen: Dating, taken_at: datetime) -> None:
        calibrations = {SOURCE: self.calibration}
        known = self.entries.get(number)
        if known is None:
            dating, _ = narrow(UNDATED, seen, calibrations)
            published = freeze(None, dating, taken_at=taken_at, calibrations=calibrations, exact=False)
            self.entries[number] = Known(dating, published, taken_at)
            return
        exact = is_exact(known.dating)
        known.dating, found = narrow(known.dating, seen, calibrations, first_seen=known.first_seen)
        self.conflicts += found
        published = freeze(known.published, known.dating, taken_at=taken_at, calibrations=calibrations, exact=exact)
        if known.published not in (None, published) and not is_exact(known.dating):
            self.moved.append(number)
        known.published = published
