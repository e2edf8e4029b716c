"""Days as pages print them: years, orders of numeric dates, the calendars of Iran, Arabia, Thailand, Taiwan, Japan."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from feeder.lexicon.calendar import CalendarWords
from feeder.model.time import CalendarSystem

_LIKELY = {
    CalendarSystem.GREGORIAN: range(1900, 2101),
    CalendarSystem.BUDDHIST: range(2443, 2644),
    CalendarSystem.PERSIAN: range(1279, 1480),
    CalendarSystem.ISLAMIC: range(1318, 1526),
    CalendarSystem.JAPANESE: range(-100, 83),
    CalendarSystem.ROC: range(1, 190),
}
"""Years from 1900 to 2100, in each system's own count (Japan's from Reiwa 1)."""
OLDEST = {
    CalendarSystem.GREGORIAN: 1990,
    CalendarSystem.BUDDHIST: 2533,
    CalendarSystem.PERSIAN: 1368,
    CalendarSystem.ISLAMIC: 1410,
    CalendarSystem.JAPANESE: -28,
    CalendarSystem.ROC: 79,
}
"""1990, the year of the web, in each system's count."""
_LUNAR_AND_PERSIAN = (CalendarSystem.ISLAMIC, CalendarSystem.PERSIAN)
_SHORTEST = 28
_LAST_DAY = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_ORDERS = {"dmy": (2, 1, 0), "mdy": (2, 0, 1), "ymd": (0, 1, 2)}


class Day(NamedTuple):
    """A day as printed, its year perhaps missing; or with no day a month."""

    year: int | None
    month: int
    day: int | None
    system: CalendarSystem = CalendarSystem.GREGORIAN


def in_month(fields: Mapping[str, Any], words: CalendarWords) -> list[Day]:
    """The day, or the month, that a month's name makes with the numbers beside it."""
    month, system = fields["m"]
    if "y" not in fields:
        return _possible(Day(None, month, fields["d"], system))
    era = fields.get("e") or ((system, 0) if system is not CalendarSystem.GREGORIAN else None)
    year = full_year(fields["y"], era, words)
    return [] if year is None else _possible(Day(year[1], month, fields.get("d"), year[0]))


def numeric(texts: Sequence[str], era: Any, words: CalendarWords) -> list[Day]:
    """The days that three numbers may be, in the order of the language; both orders where it has two."""
    numbers = [int(text) for text in texts]
    found: list[Day] = []
    for order in _orders(texts, words):
        if found and (order == "ymd" or not words.either):
            break
        year, month, day = (numbers[index] for index in _ORDERS[order])
        if full := full_year(year, era, words):
            found += _possible(Day(full[1], month, day, full[0]))
    return found


def _orders(texts: Sequence[str], words: CalendarWords) -> list[str]:
    """The orders to try. A year of four digits says where it stands."""
    if len(texts[0]) > 2:
        return ["ymd"]
    last = ["mdy", "dmy"] if words.order == "mdy" else ["dmy", "mdy"]
    if len(texts[2]) > 2:
        return last
    return ["ymd", *last] if words.order == "ymd" else [*last, "ymd"]


def paired(fields: Mapping[str, Any], words: CalendarWords) -> list[Day]:
    """The days that two numbers, perhaps with a year beside them, may be."""
    first, second = fields["p"]
    full = full_year(fields["y"], fields.get("e"), words) if "y" in fields else (_own(words), None)
    if full is None:
        return []
    orders = [(first, second), (second, first)] if words.pair == "dm" else [(second, first), (first, second)]
    found = [found for day, month in orders for found in _possible(Day(full[1], month, day, full[0]))]
    return found if words.either else found[:1]


def _own(words: CalendarWords) -> CalendarSystem:
    """The calendar of a day and a month in numbers: Iran's is another, the others differ in the year alone."""
    return words.system if words.system is CalendarSystem.PERSIAN else CalendarSystem.GREGORIAN


def full_year(year: int, era: Any, words: CalendarWords) -> tuple[CalendarSystem, int] | None:
    """The system and full number of a printed year; None for a number that is no year of our time.

    Two digits are 1970 to 2069, or of the language's own calendar where that makes them nearer to now: Thai pages
    print 69 for 2569, Iranian ones 04 for 1404.
    """
    if era is not None:
        system, shift = era
        return _sane(system, year + shift + (1400 if system in _LUNAR_AND_PERSIAN and year < 100 else 0))
    if year > 99:
        return _sane(CalendarSystem.GREGORIAN, year) or _sane(words.system, year)
    if words.system is CalendarSystem.PERSIAN:
        return words.system, year + (1400 if year < 50 else 1300)
    if words.system is CalendarSystem.BUDDHIST and year > 43:
        return words.system, year + 2500
    return CalendarSystem.GREGORIAN, year + (2000 if year < 70 else 1900)


def _sane(system: CalendarSystem, year: int) -> tuple[CalendarSystem, int] | None:
    return (system, year) if year in _LIKELY[system] else None


def _possible(day: Day) -> list[Day]:
    """`day` by itself, or nothing where no calendar has it. Lunar and Persian months are checked where converted."""
    if not 1 <= day.month <= 12:
        return []
    if day.day is None or 1 <= day.day <= _SHORTEST:
        return [day]
    last = _LAST_DAY[day.month - 1]
    if day.system in _LUNAR_AND_PERSIAN:
        last = 31
    elif day.year is not None and day.system is CalendarSystem.GREGORIAN:
        last = monthrange(day.year, day.month)[1]
    return [day] if 1 <= day.day <= last else []


def fitting(days: list[Day], weekday: int | None) -> list[Day]:
    """`days`, only those on the printed weekday where any is."""
    if weekday is None or len(days) < 2:
        return days
    return [day for day in days if day.year and date(day.year, day.month, day.day or 1).weekday() == weekday] or days
