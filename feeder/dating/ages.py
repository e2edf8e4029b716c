"""Ages to windows: what "3 hours ago" says about the instant, given how the site turns ages into numbers.

A site that floors prints n for ages [n, n+1), one that rounds for [n-½, n+½); while that is unknown both may be true.
A site that says "about" rounds, by counted months, and never beyond a count that fills the next unit ("about 24
hours"); one that prints "12 months" rounds as well: a floor has gone on to years. Hours may be counted without end, by
sites that print no days. From two years on sites agree on little more than
the count (calendar or 365 days, floor, half or "almost"): there the 1½ units lie around it.
Measured on the libraries that sites use: cells of hours start up to 30 s early where minutes are rounded first
(date-fns, rails: those that print "about"), "1 day" reaches 42 hours there, "about 1 month" is 30 to 45 days and
"about 2 months" 45 to 60, "about 2 years" the quarter that follows them, and sites count months of 30 days and years
of 365. The months that sites print beside years are the
calendar's.
"""

from __future__ import annotations

import math
from calendar import monthrange
from datetime import datetime, timedelta
from functools import lru_cache

from feeder.model.time import Age, Rounding, Unit, Window

SIZES = {Unit.SECOND: 1, Unit.MINUTE: 60, Unit.HOUR: 3600, Unit.DAY: 86400, Unit.WEEK: 604800}
_COUNTED_DAYS = {Unit.MONTH: 30, Unit.YEAR: 365}
_MEAN_DAYS = {Unit.MONTH: 30.44, Unit.YEAR: 365.25}
_LONGEST_DAYS = {Unit.MONTH: 31, Unit.YEAR: 366}
_ROUNDED_TWICE = 30.0
_WIDEST = 1.5
# What is still called one of: up to 42 hours, up to 15 months and more.
_LATE = (Unit.DAY, Unit.YEAR)
# By how much ages lie below and above "3 years": a year and a half, the middle of which is just past three whole ones,
# whatever leap days they had.
_AROUND_TWO, _AROUND_MORE = (0.75, 0.75), (0.7, 0.8)
# And of what is about so many.
_ABOUT_ANY, _ABOUT_YEARS = (0.5, 0.5), (0.5, 0.75)
_ABOUT = {(Unit.DAY, 1.0): (0.5, 0.75), (Unit.MONTH, 1.0): (0.25, 0.75), (Unit.MONTH, 2.0): (0.75, 0.25)}
_MOST_MONTHS = 24
"""More of them stand beside years."""
_FULL = {Unit.SECOND: 60, Unit.MINUTE: 60, Unit.HOUR: 24, Unit.MONTH: 12}


def age_window(age: Age, *, taken_at: datetime, staleness: float = 0.0, rounding: Rounding | None = None) -> Window:
    """When something was published that was `age` old at `taken_at`, or up to `staleness` seconds before.

    Raises OverflowError or ValueError for ages that reach before the year 1.
    """
    if age.unit in SIZES:
        oldest, youngest = _cell(age, rounding)
        earliest, latest = taken_at - oldest, taken_at - youngest
    else:
        earliest, latest = _long_cell(age, taken_at, rounding)
    if staleness:
        earliest -= timedelta(seconds=staleness)
    return Window(earliest, latest)


def _slack(age: Age, rounding: Rounding | None) -> tuple[float, float]:
    """By how many units the age may lie below the printed count, and above it."""
    if rounding is Rounding.FLOOR and not age.approximate:
        return 0.0, age.grain
    full = age.most == _FULL.get(age.unit) and (age.approximate or age.unit is Unit.MONTH)
    if full and rounding is None:
        return age.grain / 2, 0.0 if age.approximate else age.grain / 2
    if rounding is None and age.unit is Unit.YEAR and age.least >= 2 and age.grain == 1 and not age.approximate:
        return _AROUND_MORE if age.least > 2 else _AROUND_TWO
    if rounding is Rounding.FLOOR or (rounding is None and not age.approximate):
        return age.grain / 2, age.grain
    if not age.approximate:
        return age.grain / 2, age.grain * (0.75 if age.unit in _LATE and age.most == 1 else 0.5)
    below, above = _ABOUT.get((age.unit, age.most), _ABOUT_YEARS if age.unit is Unit.YEAR else _ABOUT_ANY)
    return age.grain * below, age.grain * above


@lru_cache(maxsize=4096)
def _cell(age: Age, rounding: Rounding | None) -> tuple[timedelta, timedelta]:
    below, above = _slack(age, rounding)
    size = SIZES[age.unit]
    youngest = (age.least - below) * size
    if below and age.unit is Unit.HOUR and (rounding is None or age.approximate):
        youngest -= _ROUNDED_TWICE
    return timedelta(seconds=(age.most + above) * size), timedelta(seconds=max(0.0, youngest))


@lru_cache(maxsize=1024)  # the ages of a page are seen from one instant, and many of them are alike
def _long_cell(age: Age, taken_at: datetime, rounding: Rounding | None) -> tuple[datetime, datetime]:
    """Months and years: back as far as the calendar's go, up to as late as counted ones, in at most 1½ units."""
    below, above = _slack(age, rounding)
    mean = timedelta(days=_MEAN_DAYS[age.unit])
    counted = mean if age.most > _MOST_MONTHS else timedelta(days=_COUNTED_DAYS[age.unit])
    earliest = min(_before(taken_at, age.unit, age.most + above), taken_at - (age.most + above) * mean)
    if age.approximate and above < 1:
        earliest = taken_at - (age.most + above) * counted
    latest = taken_at - max(0.0, age.least - below) * counted
    if not below:
        latest = max(latest, _before(taken_at, age.unit, age.least))
    widest = (age.most - age.least + _WIDEST) * timedelta(days=_LONGEST_DAYS[age.unit])
    excess = max(timedelta(), latest - earliest - widest) / 2
    return earliest + excess, latest - excess


def _before(instant: datetime, unit: Unit, count: float) -> datetime:
    """`count` months or years before `instant` on the calendar, or the last day of that month; parts of one in days."""
    months = count * (12 if unit is Unit.YEAR else 1)
    whole = int(months)
    year, month = divmod(12 * instant.year + instant.month - 1 - whole, 12)
    day = min(instant.day, monthrange(year, month + 1)[1])
    return instant.replace(year, month + 1, day) - timedelta(days=math.ceil((months - whole) * 31))
