"""Days as pages print them: years, orders of numeric dates, the calendars of Iran, Arabia, Thailand, Taiwan, Japan."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from feeder.lexicon.calendar import CalendarWords
from feeder.model.time import CalendarSystem
from feeder.recognise.times.calendar_places import Month, NameAt, Names, Parts, Place

_LIKELY = {
    CalendarSystem.GREGORIAN: range(1900, 2101),
    CalendarSystem.BUDDHIST: range(2443, 2644),
    CalendarSystem.PERSIAN: range(1279, 1480),
    CalendarSystem.ISLAMIC: range(1318, 1526),
    CalendarSystem.JAPANESE: range(-100, 83),
    CalendarSystem.ROC: range(1, 190),
    CalendarSystem.BENGALI: range(1307, 1508),
    CalendarSystem.NEPALI: range(1957, 2158),
    CalendarSystem.ETHIOPIAN: range(1893, 2094),
    CalendarSystem.HEBREW: range(5661, 5862),
}
"""Years from 1900 to 2100, in each system's own count (Japan's from Reiwa 1)."""
OLDEST = {
    CalendarSystem.GREGORIAN: 1990,
    CalendarSystem.BUDDHIST: 2533,
    CalendarSystem.PERSIAN: 1368,
    CalendarSystem.ISLAMIC: 1410,
    CalendarSystem.JAPANESE: -28,
    CalendarSystem.ROC: 79,
    CalendarSystem.BENGALI: 1396,
    CalendarSystem.NEPALI: 2046,
    CalendarSystem.ETHIOPIAN: 1982,
    CalendarSystem.HEBREW: 5750,
}
"""1990, the year of the web, in each system's count."""
_LUNAR_AND_PERSIAN = (CalendarSystem.ISLAMIC, CalendarSystem.PERSIAN)
# Of these the months of a year are looked at where days are converted: no month has more days.
_OWN_MONTHS = dict.fromkeys((*_LUNAR_AND_PERSIAN, CalendarSystem.BENGALI, CalendarSystem.NEPALI), 12) | {
    CalendarSystem.ETHIOPIAN: 13,
    CalendarSystem.HEBREW: 14,  # Adar, the second Adar, and the first one where it is called so
}
_LONGEST = 32
_SHORTEST = 28
_GREGORIAN = CalendarSystem.GREGORIAN
_LAST_DAY = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
Era = tuple[CalendarSystem, int] | None
_ORDERS = {"dmy": (2, 1, 0), "mdy": (2, 0, 1), "ymd": (0, 1, 2)}


Day = tuple[int | None, int, int | None, CalendarSystem]
"""A day as printed: its year, perhaps missing, its month, its number (None: the whole month), and its calendar."""


def month_of(at: NameAt, parts: Parts, names: Names) -> Month:
    """The month that stands `at` a place of `parts`."""
    if at.said is not None:
        month: Month = at.said
        return month
    part = parts[at.part]
    return (int(part), _GREGORIAN) if at.nth is None else names[part][at.nth]


class InMonth(NamedTuple):
    """A month's name with the numbers beside it: a day, or with no day the whole month."""

    month: NameAt
    day: Place | None
    year: Place | None
    era: Era
    words: CalendarWords

    def days(self, parts: Parts, names: Names) -> list[Day]:
        at_month, at_day, at_year, era, words = self
        month, system = month_of(at_month, parts, names)
        day = None if at_day is None else int(parts[at_day])
        if at_year is None:
            return _possible(None, month, day, system)
        era = era or ((system, 0) if system is not _GREGORIAN else None)
        year = full_year(int(parts[at_year]), era, words)
        return [] if year is None else _possible(year[1], month, day, year[0])


class Numeric(NamedTuple):
    """Three numbers in the `orders` that the language may mean; both where it has two.

    `since` is added to the last: after two other marks it is a year of this century, "25/2-24".
    """

    numbers: tuple[Place, ...]
    since: int
    orders: tuple[str, ...]
    era: Era
    words: CalendarWords

    def days(self, parts: Parts, names: Names) -> list[Day]:
        one, two, three = self.numbers
        numbers = int(parts[one]), int(parts[two]), int(parts[three]) + self.since
        found: list[Day] = []
        for order in self.orders:
            if found and (order == "ymd" or not self.words.either):
                break
            at_year, at_month, at_day = _ORDERS[order]
            if full := full_year(numbers[at_year], self.era, self.words):
                found += _possible(full[1], numbers[at_month], numbers[at_day], full[0])
        return found


class Paired(NamedTuple):
    """Two numbers that are a day and a month, perhaps with a year beside them."""

    numbers: tuple[Place, ...]
    year: Place | None
    era: Era
    words: CalendarWords

    def days(self, parts: Parts, names: Names) -> list[Day]:
        words = self.words
        full: tuple[CalendarSystem, int | None] | None = (_own(words), None)
        if self.year is not None:
            full = full_year(int(parts[self.year]), self.era, words)
        if full is None:
            return []
        first, second = [int(parts[place]) for place in self.numbers]
        if words.pair != "dm":
            first, second = second, first
        system, year = full
        found = _possible(year, second, first, system)
        if found and not words.either:
            return found
        return found + _possible(year, first, second, system)


def orders(lengths: Sequence[int], words: CalendarWords) -> tuple[str, ...]:
    """The orders to try for three numbers of so many digits. A year of four says where it stands."""
    if lengths[0] > 2:
        return ("ymd",)
    last = ("mdy", "dmy") if words.order == "mdy" else ("dmy", "mdy")
    if lengths[2] > 2:
        return last
    return ("ymd", *last) if words.order == "ymd" else (*last, "ymd")


def _own(words: CalendarWords) -> CalendarSystem:
    """The calendar of a day and a month in numbers: Iran's is another, the others differ in the year alone."""
    return words.system if words.system is CalendarSystem.PERSIAN else CalendarSystem.GREGORIAN


def full_year(year: int, era: Era, words: CalendarWords) -> tuple[CalendarSystem, int] | None:
    """The system and full number of a printed year; None for a number that is no year of our time.

    Two digits are 1970 to 2069, or of the language's own calendar where that makes them nearer to now: Thai pages
    print 69 for 2569, Iranian ones 04 for 1404.
    """
    if era is not None:
        system, shift = era
        return _sane(system, year + shift + (1400 if system in _LUNAR_AND_PERSIAN and year < 100 else 0))
    if year > 99:
        if words.system is CalendarSystem.NEPALI and year >= OLDEST[words.system]:
            return words.system, year
        return (_GREGORIAN, year) if 1900 <= year <= 2100 else _sane(words.system, year)
    if words.system is CalendarSystem.PERSIAN:
        return words.system, year + (1400 if year < 50 else 1300)
    if words.system is CalendarSystem.BUDDHIST and year > 43:
        return words.system, year + 2500
    return _GREGORIAN, year + (2000 if year < 70 else 1900)


def _sane(system: CalendarSystem, year: int) -> tuple[CalendarSystem, int] | None:
    return (system, year) if year in _LIKELY[system] else None


def _possible(year: int | None, month: int, day: int | None, system: CalendarSystem) -> list[Day]:
    """The day by itself, or nothing where no calendar has it."""
    own = system is not _GREGORIAN and system in _OWN_MONTHS
    if not 1 <= month <= (_OWN_MONTHS[system] if own else 12):
        return []
    if day is None or 1 <= day <= _SHORTEST:
        return [(year, month, day, system)]
    last = _LONGEST if own else _LAST_DAY[month - 1]
    if year is not None and system is _GREGORIAN:
        last = monthrange(year, month)[1]
    return [(year, month, day, system)] if 1 <= day <= last else []


def fitting(days: list[Day], weekday: int | None) -> list[Day]:
    """`days`, only those on the printed weekday where any is."""
    if weekday is None or len(days) < 2:
        return days
    return [day for day in days if day[0] and date(day[0], day[1], day[2] or 1).weekday() == weekday] or days
