"""Which day, month or year a calendar phrase names, seen from the day of its capture."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from feeder.model.time import CalendarSystem, CalendarTime, Unit

_DAY = timedelta(days=1)
_GREGORIAN = CalendarSystem.GREGORIAN
# A year of each system that is not before the given Gregorian one begins: where the search for a year starts.
_AHEAD = {
    CalendarSystem.BUDDHIST: 543,
    CalendarSystem.ROC: -1911,
    CalendarSystem.JAPANESE: -2018,
    CalendarSystem.PERSIAN: -621,
    CalendarSystem.BENGALI: -593,
    CalendarSystem.NEPALI: 57,
    CalendarSystem.ETHIOPIAN: -7,
    CalendarSystem.HEBREW: 3761,
}
# Far enough back for 29 February across a century that skips one.
_YEARS_BACK = 9
_WEEKDAY_YEARS = 6


def day_of(phrase: CalendarTime, today: date) -> date:
    """The day that `phrase` names; a weekday, or nothing but a time, names the latest up to `today`.

    Raises ValueError where there is no such day.
    """
    if phrase.day is not None and phrase.month is not None:
        if phrase.year is not None:
            return to_gregorian(phrase.system, phrase.year, phrase.month, phrase.day)
        month = phrase.month
        return _latest(phrase, today, ((year, month) for year in _year_numbers(phrase.system, today)))
    if phrase.day is not None:
        return _latest(phrase, today, _months(today))
    if phrase.weekday is not None:
        return _weekday(phrase.weekday, phrase.back if phrase.span is Unit.WEEK else None, today)
    return today - (phrase.back or 0) * _DAY


def month_of(phrase: CalendarTime, today: date) -> tuple[date, date]:
    """The first day of the month that `phrase` names, and of the one after it; no year: the latest begun."""
    month = phrase.month or 1
    if phrase.system is CalendarSystem.HEBREW:
        raise ValueError("its years begin within the count of their months, some of which are there twice")
    years = [phrase.year] if phrase.year is not None else _year_numbers(phrase.system, today)
    for year in years:
        first = to_gregorian(phrase.system, year, month, 1)
        if phrase.year is not None or first <= today + _DAY:
            return first, to_gregorian(phrase.system, *((year + 1, 1) if month == 12 else (year, month + 1)), 1)
    raise ValueError(f"no such month: {month}")


def year_of(phrase: CalendarTime) -> tuple[date, date]:
    """The first day of the year that `phrase` names, and of the one after it."""
    year = phrase.year or 1
    return to_gregorian(phrase.system, year, 1, 1), to_gregorian(phrase.system, year + 1, 1, 1)


def to_gregorian(system: CalendarSystem, year: int, month: int, day: int) -> date:
    """The day of any calendar system; raises ValueError where there is none. Two digits mean a year near ours."""
    if system is _GREGORIAN:
        return date(year + (2000 if year < 70 else 1900) if year < 100 else year, month, day)
    # Other calendars are rare enough that only a page that prints one loads them.
    from feeder.dating.eras import to_gregorian as convert

    return convert(system, year, month, day)


def _latest(phrase: CalendarTime, today: date, months: Iterable[tuple[int, int]]) -> date:
    """The printed day of the first of `months` (newest first) where it is up to tomorrow and on the printed weekday.

    Where none is, or no weekday is printed: of the first where it is up to tomorrow.
    """
    newest: date | None = None
    tomorrow = today + _DAY
    for year, month in months:
        try:
            day = to_gregorian(phrase.system, year, month, phrase.day or 1)
        except ValueError:
            continue
        if day > tomorrow:
            continue
        if phrase.weekday is None or day.weekday() == phrase.weekday:
            return day
        newest = newest or day
        if (newest - day).days > _WEEKDAY_YEARS * 365:
            break
    if newest is None:
        raise ValueError("no such day in any recent year")
    return newest


def _months(today: date) -> Iterator[tuple[int, int]]:
    """Tomorrow's month and those of the year before it."""
    tomorrow = today + _DAY
    newest = 12 * tomorrow.year + tomorrow.month - 1
    return ((month // 12, month % 12 + 1) for month in range(newest, newest - 12, -1))


def _year_numbers(system: CalendarSystem, today: date) -> range:
    """The years, newest first, that a day up to tomorrow may be of."""
    newest, oldest = (today + _DAY).year, today.year + 1 - _YEARS_BACK
    if system is not _GREGORIAN:
        islamic = (today.year - 622) * 33 // 32 + 1 - today.year
        ahead = islamic if system is CalendarSystem.ISLAMIC else _AHEAD[system]
        newest, oldest = today.year + 1 + ahead, oldest + ahead
    return range(newest, oldest - 1, -1)


def _weekday(weekday: int, back: int | None, today: date) -> date:
    """The latest such weekday up to `today`; counted in weeks: 1 is the one before today, -1 the one after."""
    ago = (today.weekday() - weekday) % 7
    if not back:
        return today - ago * _DAY
    if back > 0:
        return today - ((ago or 7) + 7 * (back - 1)) * _DAY
    return today - (ago + 7 * back) * _DAY
