"""Calendar and clock times to windows: the local minute, day, part of a day, week, month or year that is named.

What a phrase leaves out is filled in from the capture: no year, month or day means the latest that is not after it
(dates may lie up to one day ahead, for a site whose zone is not known).
"""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta, tzinfo

from feeder.dating.days import day_of, month_of, to_gregorian, year_of
from feeder.dating.periods import period
from feeder.dating.zones import day_start, instants, local_day, steady, zone_of
from feeder.model.time import CalendarTime, Unit, Window

_DAY = timedelta(days=1)
_MINUTE = timedelta(minutes=1)
_SECOND = timedelta(seconds=1)
_NONE = timedelta()


def calendar_windows(
    phrase: CalendarTime, *, taken_at: datetime | None, staleness: float, zone: str, exact: bool
) -> tuple[Window, ...]:
    """The windows that `phrase` may mean; raises ValueError where it names a day or time that does not exist."""
    where = zone_of(phrase.zone or zone)
    if phrase.day is not None and phrase.month is not None and phrase.year is not None:
        return _of_day(phrase, to_gregorian(phrase.system, phrase.year, phrase.month, phrase.day), where, exact)
    if taken_at is None:
        return _absolute(phrase, where, exact)
    found = _at(phrase, taken_at, where, exact)
    if staleness and phrase.year is None:
        found += _at(phrase, taken_at - timedelta(seconds=staleness), where, exact)
    return found if len(found) < 2 else tuple(dict.fromkeys(found))


def _absolute(phrase: CalendarTime, where: tzinfo, exact: bool) -> tuple[Window, ...]:
    """What can be said without a capture: nothing about a phrase that leaves its year out."""
    if phrase.year is None:
        return ()
    return _at(phrase, datetime.max.replace(tzinfo=where) - 2 * _DAY, where, exact)


def _at(phrase: CalendarTime, taken_at: datetime, where: tzinfo, exact: bool) -> tuple[Window, ...]:
    today = local_day(taken_at, where)
    if phrase.day is None and phrase.weekday is None:
        if phrase.month is not None:
            return (_days(*month_of(phrase, today), where),)
        if phrase.year is not None:
            return (_days(*year_of(phrase), where),)
        if phrase.back is not None and phrase.span is not Unit.DAY:
            return (period(phrase.back, phrase.span, taken_at, where),)
    day = day_of(phrase, today)
    found = _of_day(phrase, day, where, exact)
    if phrase.day is not None or (phrase.back is not None and (phrase.weekday is None or phrase.back < 0)):
        return found
    # A clock time, a part of the day or a weekday: the latest that begins no later than the capture.
    begun = tuple([window for window in found if window.earliest <= taken_at])
    return begun or _of_day(phrase, day - (_DAY if phrase.weekday is None else 7 * _DAY), where, exact)


def _of_day(phrase: CalendarTime, day: date, where: tzinfo, exact: bool) -> tuple[Window, ...]:
    """The part of `day` that `phrase` names: the whole of it, some hours, a minute or a second."""
    if phrase.hour is not None:
        return _moments(phrase, day, where, exact)
    if phrase.part is not None:
        start, end = phrase.part
        midnight = datetime.combine(day, time())
        edges = [instants(midnight + timedelta(hours=hour), where)[0] for hour in (start, end)]
        return (Window(*edges),)
    ahead = steady(day, where)
    if ahead is None:
        return (_days(day, day + _DAY, where),)
    begin = datetime(day.year, day.month, day.day, tzinfo=UTC) - ahead
    return (Window(begin, begin + _DAY),)


def _moments(phrase: CalendarTime, day: date, where: tzinfo, exact: bool) -> tuple[Window, ...]:
    hour, minute, second = phrase.hour or 0, phrase.minute or 0, min(phrase.second or 0, 59)
    if hour == 24 and minute == 0:
        day, hour = day + _DAY, 0
    step = _NONE if exact else _SECOND if phrase.second is not None else _MINUTE
    local = datetime(day.year, day.month, day.day, hour, minute, second, 0, UTC)
    ahead = steady(day, where)
    if ahead is not None:
        instant = local - ahead
        return (Window(instant, instant + step),)
    return tuple([Window(instant, instant + step) for instant in instants(local.replace(tzinfo=None), where)])


def _days(first: date, end: date, where: tzinfo) -> Window:
    """From the local midnight that begins `first` to the one that begins `end`: 23, 24 or 25 hours for a day."""
    return Window(day_start(first, where), day_start(end, where))
