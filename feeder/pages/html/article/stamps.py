"""Machine-readable times of a page's article, and which of several that say the same says it best.

A time with an offset is better than the same time without one, and a time with a clock better than the same day
without one.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from feeder.lexicon import Lexicon, load
from feeder.model.time import About, CalendarTime, TimeCue, Where
from feeder.recognise.times import entire, find, machine

LONGEST_PRINT = 60
"""Characters of a time that metadata states in words."""
MOST_WORDS = 4
"""Characters of such a statement that are no part of its time."""

_YEAR = re.compile(r"(?<!\d)[1-9]\d{3}(?!\d)")


@dataclass(frozen=True, slots=True)
class Stamp:
    """A machine-readable time of the article, and what it is about; `vague` where its name may mean the page."""

    text: str
    when: CalendarTime
    about: About
    vague: bool = False

    @property
    def day(self) -> tuple[int | None, int | None, int | None]:
        return self.when.year, self.when.month, self.when.day

    @property
    def clocked(self) -> bool:
        return self.when.hour is not None

    @property
    def zoned(self) -> bool:
        return self.clocked and self.when.zone is not None

    def cue(self) -> TimeCue:
        """As a time cue, with the reading made on the way."""
        return TimeCue(self.text, Where.METADATA, self.about, (self.when,))


def stamp(value: object, about: About, lexicons: Sequence[Lexicon] = (), *, vague: bool = False) -> Stamp | None:
    """`value` as a time about `about`; None where it states none.

    Metadata may also state a whole date in words ("March 17, 2026 3:05 PM"), in one of `lexicons` or in English, but
    never an age: what was two hours old when a page was made is not so when it is read.
    """
    text = str(value).strip() if isinstance(value, str | int) else ""
    when = machine(text) or _in_words(text, lexicons)
    return Stamp(text, when, about, vague) if when and when.year else None


def _in_words(text: str, lexicons: Sequence[Lexicon]) -> CalendarTime | None:
    if not 8 <= len(text) <= LONGEST_PRINT or not _YEAR.search(text):
        return None
    english = load("en")
    spans = find(text, lexicons) or list(entire(find(text, [english] if english else []), text))
    if len(spans) != 1 or len(text) - len(spans[0].text) > MOST_WORDS or len(spans[0].phrases) != 1:
        return None
    when = spans[0].phrases[0]
    return when if isinstance(when, CalendarTime) and when.year and when.day else None


def cues(found: list[Stamp]) -> tuple[TimeCue, ...]:
    """At most one cue about publication and one about the last change, from `found`."""
    chosen = [best([one for one in found if one.about is about]) for about in About]
    return tuple(one.cue() for one in chosen if one)


def clocks(found: list[Stamp]) -> tuple[TimeCue, ...]:
    """The local times among `found`, where one states its zone: beside it they show the page's."""
    if not any(one.zoned for one in found):
        return ()
    return tuple(one.cue() for one in found if one.clocked and not one.zoned)


def best(found: list[Stamp]) -> Stamp | None:
    """The first, unless another says the same more exactly: its clock with an offset, its day with a clock."""
    if not found:
        return None
    first = found[0]
    for other in found[1:]:
        same_day = other.day == first.day and other.day[2] is not None
        clock_too = not first.clocked and other.clocked and same_day
        zone_too = first.clocked and not first.zoned and other.zoned and _same_clock(first.when, other.when)
        first = other if clock_too or zone_too else first
    return first


def _same_clock(one: CalendarTime, other: CalendarTime) -> bool:
    """Whether two may be one instant in two zones: equal minutes but for quarters of an hour, a day apart at most."""
    near = one.year == other.year and one.month == other.month and abs((one.day or 0) - (other.day or 0)) <= 1
    return near and ((one.minute or 0) - (other.minute or 0)) % 15 == 0
