"""Kinds of newsroom, and what is measured of a replay of one: `measure(room)`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from statistics import mean

from feeder.model.time import Dating, Rounding
from tests.newsroom.fold import Desk
from tests.newsroom.perfect import first_dates, perfect, without_renderings
from tests.newsroom.room import Newsroom, Snapshot
from tests.newsroom.wording import Style

TROUBLE = {"anew": 0.1, "pinned": 0.05, "gone": 0.1, "edited": 0.3}
_SHORT = timedelta(hours=2)
_FLOOR, _ROUND = (Newsroom(0, Style("nl", rounding)) for rounding in Rounding)
_HOURS, _HOURS_ROUND = (Newsroom(0, Style("de", rounding, minutes=False)) for rounding in Rounding)
_BACK, _FORWARD = datetime(2025, 10, 25, 6, tzinfo=UTC), datetime(2026, 3, 28, 6, tzinfo=UTC)
KINDS: Mapping[str, Newsroom] = {
    "minutes floored": _FLOOR,
    "minutes rounded": _ROUND,
    "hours floored": _HOURS,
    "hours rounded": _HOURS_ROUND,
    "troubled minutes": replace(_ROUND, style=Style("es", Rounding.ROUND), **TROUBLE),
    "troubled hours": replace(_HOURS, style=Style("pl", Rounding.FLOOR, minutes=False), **TROUBLE),
    "busy": replace(_FLOOR, per_hour=6.0, length=12),
    "busy hours": replace(_HOURS_ROUND, per_hour=6.0, length=12),
    "quiet": replace(_FLOOR, per_hour=0.3, length=8, before=72.0, days=2.0),
    "steady polls": replace(_FLOOR, jitter=0.0),
    "steady polls, hours": replace(_HOURS, jitter=0.0),
    "half-hourly polls": replace(_ROUND, every=1800.0),
    "clocks go back": replace(_FLOOR, style=Style("nl", clock=True), start=_BACK, days=1.5),
    "clocks go forward": replace(_FLOOR, style=Style("de", clock=True), start=_FORWARD, days=1.5),
    "ages on a DST night": replace(_FLOOR, start=_BACK + timedelta(hours=12)),
    "declared old copies": replace(_FLOOR, cached=0.1, declared=True),
    "old copies, minutes": replace(_FLOOR, cached=0.1),
    "old copies, rounded": replace(_ROUND, cached=0.1),
    "old copies, hours": replace(_HOURS, cached=0.1, **TROUBLE),
    "old copies, hours rounded": replace(_HOURS_ROUND, cached=0.1),
    "many old copies": replace(_FLOOR, cached=0.4),
    "old copies, busy": replace(_FLOOR, cached=0.1, per_hour=6.0, length=12),
    "rendered every 10 min": replace(_FLOOR, rendered_every=600.0, oldest_copy=600.0),
    "rendered every 25 min": replace(_ROUND, rendered_every=1500.0, oldest_copy=1500.0),
    "rendered every 10 min, hours": replace(_HOURS, rendered_every=600.0, oldest_copy=600.0),
}


@dataclass(frozen=True, slots=True)
class Measured:
    """Of a replay: the part of windows that hold the truth, how many instants moved or lie in the future, stored width
    over the least possible (of all, of those under two hours), errors of published of stories that arrived and widths
    of those of the last six hours before the first page (minutes)."""

    stories: int
    held: float
    moved: int
    future: int
    width: float
    short_width: float
    errors: tuple[float, ...]
    first_widths: tuple[float, ...]
    rounding: bool


def replay(room: Newsroom, pages: Iterable[Snapshot]) -> Desk:
    """The desk after all `pages`."""
    desk = Desk(zone=room.zone if room.style.clock else "UTC")
    desk.fold(pages)
    return desk


def best_widths(room: Newsroom, pages: tuple[Snapshot, ...], desk: Desk) -> dict[int, timedelta]:
    """The width that perfect use of the same evidence gives to each story."""
    if (room.cached and not room.declared) or room.rendered_every:
        learned = desk.calibration.staleness
        oldest = max(learned.value if learned else 0.0, room.oldest_copy)
        return without_renderings(room, pages, oldest)
    return {number: window.width for number, window in perfect(room, pages).items()}


def measure(room: Newsroom) -> Measured:
    """Replay a newsroom and judge it."""
    pages = tuple(room.captures())
    desk, truth = replay(room, pages), first_dates(pages)
    settled, best = desk.settled(), best_widths(room, pages, desk)
    there = {item.story.number for item in pages[0].printed}
    learned = desk.calibration.rounding
    return Measured(
        stories=len(settled),
        held=mean(d.window is not None and d.window.holds(truth[n]) for n, d in settled.items()),
        moved=len(desk.moved),
        future=sum(known.published is None or known.published > known.first_seen for known in desk.entries.values()),
        width=_ratio(settled, best),
        short_width=_ratio(settled, {n: width for n, width in best.items() if width < _SHORT}),
        errors=tuple(
            minutes(abs(known.published - room.truth[number]))
            for number, known in desk.entries.items()
            if number not in there and known.published is not None
        ),
        first_widths=tuple(
            minutes(window.width)
            for number in there
            if room.start - room.truth[number] < timedelta(hours=6) and (window := settled[number].window)
        ),
        rounding=learned is not None and learned.value is room.style.rounding,
    )


def _ratio(settled: Mapping[int, Dating], best: Mapping[int, timedelta]) -> float:
    """How wide stored windows are beside the `best`, together."""
    pairs = [(window.width, best[n]) for n, dating in settled.items() if n in best and (window := dating.window)]
    return sum((stored for stored, _ in pairs), timedelta()) / sum((least for _, least in pairs), timedelta())


def minutes(span: timedelta) -> float:
    return span.total_seconds() / 60
