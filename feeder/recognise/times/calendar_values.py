"""What a text of a known template says: its day (`calendar_days`) and its time of day (`calendar_clocks`).

A form is made once for a template, of the fields that the grammar names, and then read for each text.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, NamedTuple

from feeder.lexicon.calendar import CalendarWords
from feeder.model.drafts import drafted
from feeder.model.time import CalendarSystem, CalendarTime, Unit
from feeder.recognise.times.calendar_clocks import DAWN, EVENING, Clock, ClockAt, clock_at
from feeder.recognise.times.calendar_days import Day, InMonth, Numeric, Paired, fitting, month_of, orders
from feeder.recognise.times.calendar_places import NameAt, Names, Parts, Place, Places

_NO_NAMES: Names = {}
_calendar_time = drafted(CalendarTime)
_DAY = Unit.DAY
_RUN = re.compile(r"\d+")


class Form(NamedTuple):
    """Where the texts of one template have the fields of a time, and what all of them say.

    `day` is the number of a day whose month is not said, `back` of `span` what the day is counted back, `other` the
    month of the same day in another calendar, `spelled` the numbers in letters.
    """

    clock: ClockAt
    date: InMonth | Numeric | Paired | None = None
    weekday: NameAt | None = None
    day: Place | None = None
    back: int | None = None
    span: Unit = Unit.DAY
    other: NameAt | None = None
    spelled: tuple[str, ...] = ()
    is_weekday: bool = False
    """Whether a weekday is all that is said."""

    @property
    def has_year(self) -> bool:
        """Whether the date has the name of its month and its year."""
        return isinstance(self.date, InMonth) and self.date.year is not None

    def read(self, parts: Parts, names: Names = _NO_NAMES) -> tuple[CalendarTime, ...]:
        """The times that the text of `parts` may mean, likeliest first; () where there is no such time."""
        clock, date, at_weekday, at_day, back, span, other, spelled, _ = self
        if spelled:
            parts = [*parts, *spelled]
        said = clock.read(parts)
        weekday = None if at_weekday is None else _weekday(at_weekday, parts, names)
        if said is None or (weekday is not None and not 0 <= weekday <= 6):
            return ()
        if other is not None and not self._is_ours(other, parts, names):
            return ()
        if date is None:
            day = None if at_day is None else int(parts[at_day])
            return (_calendar_time(None, None, day, weekday, self._back(said) if back else back, span, *said),)
        days = date.days(parts, names)
        if len(days) == 1:
            return (_dated(days[0], weekday, said),)
        return tuple([_dated(day, weekday, said) for day in fitting(days, weekday)])

    def _back(self, said: Clock) -> int | None:
        """How many days back: "last night at 1:30" is of the day that the night ends on."""
        hour, _, _, part, _ = said
        past_midnight = part is not None and hour is not None and hour < DAWN and part[0] >= EVENING
        return self.back - 1 if self.back and past_midnight else self.back

    def _is_ours(self, other: NameAt, parts: Parts, names: Names) -> bool:
        """Whether of two dates side by side it is the Gregorian that was read, the other being of another calendar."""
        named = [self.date.month, other] if isinstance(self.date, InMonth) else [other]
        *own, foreign = [month_of(at, parts, names)[1] is CalendarSystem.GREGORIAN for at in named]
        return all(own) and not foreign


def _dated(day: Day, weekday: int | None, clock: Clock) -> CalendarTime:
    year, month, number, system = day
    return _calendar_time(year, month, number, weekday if year is None else None, None, _DAY, *clock, system)


def _weekday(at: NameAt, parts: Parts, names: Names) -> int:
    """The weekday that stands `at` a place, 0 for Monday; where days are numbered that is 2."""
    if at.said is not None:
        said: int = at.said
        return said
    part = parts[at.part]
    return int(part) - 2 if at.nth is None else names[part][at.nth]


def form_of(named: Mapping[str, Any], words: CalendarWords, at: list[tuple[Place, int]] | None = None) -> Form | None:
    """The form of a template whose fields are `named` by the grammar; None where no text of it is a time.

    `at` tells where texts have each word and number of the template; None: each is a part of its own.
    """
    places = Places(at)
    clock = clock_at(named, places)
    if clock is None:
        return None
    date = _date(named, words, places)
    return Form(
        clock,
        date,
        places.name(named["w"]) if "w" in named else None,
        places.number(named["d"]) if date is None and "d" in named else None,
        1 if "b" in named else named.get("r"),
        Unit.WEEK if "b" in named else Unit.DAY,
        places.name(named["x"]) if "x" in named else None,
        places.spelled,
        named.keys() == {"w"},
    )


def _date(named: Mapping[str, Any], words: CalendarWords, places: Places) -> InMonth | Numeric | Paired | None:
    era = named.get("e")
    if "t" in named:
        printed = named["t"]
        one, two, three = map(len, _RUN.findall(printed.text))
        mixed = "/" in printed.text and printed.text[-3] == "-"
        return Numeric(places.numbers(printed), 2000 * mixed, orders((one, two, three + 2 * mixed), words), era, words)
    year = places.number(named["y"]) if "y" in named else None
    if "p" in named:
        return Paired(places.numbers(named["p"]), year, era, words)
    if "m" in named:
        day = places.number(named["d"]) if "d" in named else None
        return InMonth(places.name(named["m"]), day, year, era, words)
    return None
