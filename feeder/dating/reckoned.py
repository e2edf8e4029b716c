"""Days of the calendars that a rule of a few lines reckons: the Ethiopian one and Bangladesh's."""

from __future__ import annotations

from calendar import isleap
from datetime import date, timedelta

_BEFORE_ETHIOPIAN = 2795
"""The day before the first of the Ethiopian calendar: 28 August of the year 8, as `date.toordinal` counts."""
_ETHIOPIAN_MONTH = 30
_BENGALI_YEARS = 593
_REFORMED = 1426
"""The Bengali year (2019) from which Bangladesh gives six months 31 days and Falgun 29, by the Bangla Academy's reform;
before, five had 31 and all others 30."""
_FALGUN = 10


def ethiopian(year: int, month: int, day: int) -> date:
    """A day of the Ethiopian calendar: twelve months of 30 days, then five days, six each fourth year."""
    last = (5 + (year % 4 == 3)) if month == 13 else _ETHIOPIAN_MONTH
    if not (1 <= month <= 13 and 1 <= day <= last):
        raise ValueError(f"no such Ethiopian day: {year}-{month}-{day}")
    return date.fromordinal(_BEFORE_ETHIOPIAN + 365 * (year - 1) + year // 4 + _ETHIOPIAN_MONTH * (month - 1) + day)


def bengali(year: int, month: int, day: int) -> date:
    """A day of the Bengali calendar as Bangladesh keeps it; its year begins on 14 April. India's may be a day off."""
    lengths = [31] * 6 + [30] * 4 + [29, 30] if year >= _REFORMED else [31] * 5 + [30] * 7
    lengths[_FALGUN] += isleap(year + _BENGALI_YEARS + 1)
    if not (1 <= month <= 12 and 1 <= day <= lengths[month - 1]):
        raise ValueError(f"no such Bengali day: {year}-{month}-{day}")
    return date(year + _BENGALI_YEARS, 4, 14) + timedelta(days=sum(lengths[: month - 1]) + day - 1)
