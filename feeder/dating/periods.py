"""Periods counted back from the capture: "last week", "this month", "last year".

Sites print these for the calendar's own weeks and months, and (Intl.RelativeTimeFormat with `numeric: auto`) for an age
of one week or month: the window holds both as far as one and a half units reach.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta, tzinfo

from dateutil.relativedelta import relativedelta

from feeder.dating.ages import SIZES
from feeder.dating.zones import day_start, local_day
from feeder.model.time import Unit, Window

_STEPS = {
    Unit.DAY: relativedelta(days=1),
    Unit.WEEK: relativedelta(weeks=1),
    Unit.MONTH: relativedelta(months=1),
    Unit.YEAR: relativedelta(years=1),
}
_SIZES = SIZES | {Unit.MONTH: 30 * 86400, Unit.YEAR: 365 * 86400}


def period(back: int, span: Unit, taken_at: datetime, where: tzinfo) -> Window:
    """The `span` that lies `back` spans before the one of `taken_at`; negative: after it."""
    size = timedelta(seconds=_SIZES[span])
    if back == 0:
        return Window(taken_at - size, taken_at)
    if span not in _STEPS:
        return Window(taken_at - (back + 1) * size, taken_at - (back - 0.5) * size)
    first = _first_day(local_day(taken_at, where), span) - back * _STEPS[span]
    end = day_start(first + _STEPS[span], where)
    if back < 0:
        return Window(day_start(first, where), end)
    latest = max(end, taken_at - (back - 0.5) * size)
    return Window(max(taken_at - (back + 1) * size, latest - 1.5 * size), latest)


def _first_day(day: date, span: Unit) -> date:
    if span is Unit.YEAR:
        return day.replace(month=1, day=1)
    if span is Unit.MONTH:
        return day.replace(day=1)
    return day - timedelta(days=day.weekday() if span is Unit.WEEK else 0)
