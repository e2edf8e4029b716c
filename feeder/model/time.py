"""Nouns of time: what a phrase says, what a cue is, and the window that evidence narrows.

All instants are aware and in UTC. A window is (earliest, latest]: open at the left, closed at the right; an exact
instant is a window with both edges equal. Durations are seconds unless a name says otherwise.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Generic, Literal, TypeVar

T = TypeVar("T")


class Basis(StrEnum):
    """Kinds of evidence, strongest first; the order of definition is the rank."""

    MACHINE = "machine"
    STATED = "stated"
    RELATIVE = "relative"
    ARRIVAL = "arrival"
    ORDER = "order"
    NARRATIVE = "narrative"
    NONE = "none"

    @property
    def rank(self) -> int:
        """0 for the strongest."""
        return _RANKS[self]


_RANKS = {basis: rank for rank, basis in enumerate(Basis)}


class Unit(StrEnum):
    """Units that a printed time counts in."""

    SECOND = "second"
    MINUTE = "minute"
    HOUR = "hour"
    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    YEAR = "year"


class Where(StrEnum):
    """Where on the page a cue stood: machine-readable, page text about the story, the story's own words."""

    METADATA = "metadata"
    FURNITURE = "furniture"
    NARRATIVE = "narrative"


class About(StrEnum):
    """Which instant of the story a cue speaks of."""

    PUBLISHED = "published"
    UPDATED = "updated"


class Rounding(StrEnum):
    """How a site turns an age into a whole number."""

    FLOOR = "floor"
    ROUND = "round"


class CalendarSystem(StrEnum):
    """Calendars that pages print dates in."""

    GREGORIAN = "gregorian"
    BUDDHIST = "buddhist"
    PERSIAN = "persian"
    ISLAMIC = "islamic"
    JAPANESE = "japanese"
    ROC = "roc"
    BENGALI = "bengali"
    NEPALI = "nepali"
    ETHIOPIAN = "ethiopian"
    HEBREW = "hebrew"


@dataclass(frozen=True, slots=True)
class Window:
    """(earliest, latest] in UTC; equal edges are one exact instant."""

    earliest: datetime
    latest: datetime

    def __post_init__(self) -> None:
        if self.earliest > self.latest:
            raise ValueError(f"window ends before it begins: {self.earliest} > {self.latest}")

    def __str__(self) -> str:
        return f"({self.earliest:%Y-%m-%dT%H:%M:%SZ}, {self.latest:%Y-%m-%dT%H:%M:%SZ}]"

    @property
    def width(self) -> timedelta:
        return self.latest - self.earliest

    @property
    def middle(self) -> datetime:
        return self.earliest + (self.latest - self.earliest) / 2

    @property
    def exact(self) -> bool:
        return self.earliest == self.latest

    def holds(self, instant: datetime) -> bool:
        """Whether `instant` lies in the window, both edges counted (an exact window holds its instant)."""
        return self.earliest <= instant <= self.latest

    def intersect(self, other: Window) -> Window | None:
        """The instants in both; None if there are none. Two that only touch have none, unless one is exact."""
        earliest, latest = max(self.earliest, other.earliest), min(self.latest, other.latest)
        if earliest > latest or (earliest == latest and not (self.exact or other.exact)):
            return None
        return Window(earliest, latest)

    def cover(self, other: Window) -> Window:
        """The smallest window that holds both."""
        return Window(min(self.earliest, other.earliest), max(self.latest, other.latest))


@dataclass(frozen=True, slots=True)
class Age:
    """A count of units before the capture: "3 uur geleden", "2–3 hours ago", "just now".

    `least` and `most` are the printed counts (equal unless a range is printed; 0 for "less than one unit").
    `grain` is the step of the printed count in units: 1 for "3 hours", 0.5 for "anderhalf uur", 15 for a
    quarter of an hour in minutes. `approximate`: the page itself says "about".
    """

    unit: Unit
    least: float
    most: float
    grain: float = 1.0
    approximate: bool = False
    kind: Literal["age"] = "age"


@dataclass(frozen=True, slots=True)
class CalendarTime:
    """A time on the calendar or the clock, as far as it is printed; None where it is not.

    `back` counts calendar units before the capture's own (`span`): yesterday is 1 with span DAY, today 0, tomorrow
    -1, "last week" 1 with span WEEK. `weekday` is 0 for Monday. `part` is a part of the day as local hours
    [start, end), end may pass 24. `zone` is an offset ("+01:00"), "UTC" or an IANA name, only when printed.
    `year` is in `system`'s own era and may be None. A month or a year alone is a window of that length.
    """

    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    back: int | None = None
    span: Unit = Unit.DAY
    hour: int | None = None
    minute: int | None = None
    second: int | None = None
    part: tuple[int, int] | None = None
    zone: str | None = None
    system: CalendarSystem = CalendarSystem.GREGORIAN
    kind: Literal["calendar"] = "calendar"


Phrase = Age | CalendarTime


@dataclass(frozen=True, slots=True)
class TimeCue:
    """A time as the page prints it, verbatim, with where it stood and which instant it is about.

    `phrases` is filled by a reader that parsed it on the way (alternatives where the text is ambiguous); empty
    means that dating reads `text`, the whole of it.
    """

    text: str
    where: Where
    about: About = About.PUBLISHED
    phrases: tuple[Phrase, ...] = ()


@dataclass(frozen=True, slots=True)
class Rendering:
    """When the site made the page of a capture, in (since, until], as far as the stories of its source tell together.

    Found while pages of the source were supposed to be at most `oldest` seconds old: void once older ones are known.
    """

    since: datetime
    until: datetime
    oldest: float = 0.0


@dataclass(frozen=True, slots=True)
class Evidence:
    """One reading that bears on an instant: what was printed and when, not the window it gave.

    Windows are computed from this and the source's calibration, so that a calibration learned later re-narrows.
    `window` is set only for arrival and order, which are windows from the start. `zone` is the zone that
    applied where the phrase prints none; `zone_assumed` says that nothing but the default chose it. `rendered` is
    found later, of ages and arrivals; of an arrival it begins where the rendering of the capture before does.
    """

    basis: Basis
    text: str
    taken_at: datetime | None = None
    staleness: float = 0.0
    phrases: tuple[Phrase, ...] = ()
    window: Window | None = None
    zone: str = "UTC"
    zone_assumed: bool = False
    source: str = ""
    rendered: Rendering | None = None


@dataclass(frozen=True, slots=True)
class Dating:
    """When a story was published, as far as the evidence says: a window, its basis, and the evidence kept."""

    basis: Basis = Basis.NONE
    earliest: datetime | None = None
    latest: datetime | None = None
    evidence: tuple[Evidence, ...] = ()

    @property
    def window(self) -> Window | None:
        """The window, or None for an undated story."""
        if self.earliest is None or self.latest is None:
            return None
        return Window(self.earliest, self.latest)


UNDATED = Dating()


@dataclass(frozen=True, slots=True)
class Learned(Generic[T]):
    """A habit of a source, with the evidence that taught it: `proof` in words, `at` the capture's time."""

    value: T
    proof: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Calibration:
    """What was learned about a source's printed times; None where nothing is known yet.

    `day_first`: numeric dates are day/month. `staleness`: seconds that a page may be older than its capture.
    `ages`: whether an age leads or trails its dispatch.
    """

    rounding: Learned[Rounding] | None = None
    day_first: Learned[bool] | None = None
    zone: Learned[str] | None = None
    staleness: Learned[float] | None = None
    ages: Learned[Literal["lead", "trail"]] | None = None
    notes: tuple[str, ...] = field(default=())


def hull(windows: Iterable[Window]) -> Window | None:
    """The smallest window that holds all of `windows`; None for none."""
    result: Window | None = None
    for window in windows:
        result = window if result is None else result.cover(window)
    return result
