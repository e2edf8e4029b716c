"""Days of other calendars as days of the Gregorian one.

Years of the Buddhist, Republic of China and Japanese calendars have our months and days: only their count differs
(a Japanese year is counted from Reiwa 1, earlier eras being recognised as years below it). Persian days are
`jdatetime`'s, Islamic days those of the Umm al-Qura calendar of Saudi Arabia (`hijridate`), which news agencies print;
a country that sights the moon may be a day off.
"""

from __future__ import annotations

from datetime import date

import hijridate
import jdatetime

from feeder.model.time import CalendarSystem

_FIRST_YEAR = {CalendarSystem.BUDDHIST: -543, CalendarSystem.ROC: 1911, CalendarSystem.JAPANESE: 2018}


def to_gregorian(system: CalendarSystem, year: int, month: int, day: int) -> date:
    """The Gregorian day of `day` in `system`. Raises ValueError where the calendar has no such day.

    Islamic years run from 1343 to 1500 (1924 to 2077), the range of the Umm al-Qura tables.
    """
    if system is CalendarSystem.PERSIAN:
        converted: date = jdatetime.date(year, month, day).togregorian()
        return converted
    if system is CalendarSystem.ISLAMIC:
        try:
            found = hijridate.Hijri(year, month, day).to_gregorian()
        except OverflowError as error:
            raise ValueError(str(error)) from error
        return date(found.year, found.month, found.day)
    return date(year + _FIRST_YEAR.get(system, 0), month, day)
