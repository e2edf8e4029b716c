"""Days of other calendars as days of the Gregorian one.

Years of the Buddhist, Republic of China and Japanese calendars have our months and days: only their count differs
(a Japanese year is counted from Reiwa 1, earlier eras being recognised as years below it). Persian days are
`jdatetime`'s, Nepali ones `nepali_datetime`'s, Hebrew ones `pyluach`'s, Islamic days those of the Umm al-Qura calendar
of Saudi Arabia (`hijridate`), which news agencies print; a country that sights the moon may be a day off. Ethiopian and
Bengali days are reckoned. A library is loaded for the first day of its calendar.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from feeder.dating.reckoned import bengali, ethiopian
from feeder.model.time import CalendarSystem

_FIRST_YEAR = {CalendarSystem.BUDDHIST: -543, CalendarSystem.ROC: 1911, CalendarSystem.JAPANESE: 2018}
_ADAR, _SECOND_ADAR, _FIRST_ADAR = 12, 13, 14


def to_gregorian(system: CalendarSystem, year: int, month: int, day: int) -> date:
    """The Gregorian day of `day` in `system`. Raises ValueError where the calendar has no such day.

    Islamic years run from 1343 to 1500 (1924 to 2077), Nepali ones from 1975 to 2100 (1918 to 2043), the ranges of the
    tables. Hebrew months are counted from Nisan; 12 is Adar of a common year, 14 and 13 the two of a leap year.
    """
    convert = _CALENDARS.get(system)
    if convert is not None:
        return convert(year, month, day)
    return date(year + _FIRST_YEAR.get(system, 0), month, day)


def _persian(year: int, month: int, day: int) -> date:
    import jdatetime

    converted: date = jdatetime.date(year, month, day).togregorian()
    return converted


def _islamic(year: int, month: int, day: int) -> date:
    import hijridate

    try:
        found = hijridate.Hijri(year, month, day).to_gregorian()
    except OverflowError as error:
        raise ValueError(str(error)) from error
    return date(found.year, found.month, found.day)


def _nepali(year: int, month: int, day: int) -> date:
    import nepali_datetime

    converted: date = nepali_datetime.date(year, month, day).to_datetime_date()
    return converted


def _hebrew(year: int, month: int, day: int) -> date:
    from pyluach.dates import HebrewDate

    leap = (7 * year + 1) % 19 < 7
    if month in (_ADAR, _FIRST_ADAR) and leap != (month == _FIRST_ADAR):
        raise ValueError(f"no telling which Adar: {year}")
    converted: date = HebrewDate(year, _ADAR if month == _FIRST_ADAR else month, day).to_pydate()
    return converted


_CALENDARS: dict[CalendarSystem, Callable[[int, int, int], date]] = {
    CalendarSystem.PERSIAN: _persian,
    CalendarSystem.ISLAMIC: _islamic,
    CalendarSystem.NEPALI: _nepali,
    CalendarSystem.HEBREW: _hebrew,
    CalendarSystem.BENGALI: bengali,
    CalendarSystem.ETHIOPIAN: ethiopian,
}
