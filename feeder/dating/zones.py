"""Local times to instants, right across DST nights."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo
from functools import lru_cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from dateutil.tz import resolve_imaginary

from feeder.errors import UsageError

_DAY = timedelta(days=1)
_OFFSET = re.compile(r"(?:UTC|GMT)?([+\-−])(\d{1,2}):?(\d{2})?")


@lru_cache(maxsize=1024)
def zone_of(name: str) -> tzinfo:
    """The zone called `name`: "UTC", an offset ("+01:00", "UTC+1") or an IANA name. Raises UsageError for others."""
    if name in ("UTC", "Z", "GMT"):
        return UTC
    if offset := _OFFSET.fullmatch(name):
        sign, hours, minutes = offset.groups()
        ahead = timedelta(hours=int(hours), minutes=int(minutes or 0))
        if ahead < timedelta(days=1):
            return timezone(ahead if sign == "+" else -ahead)
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise UsageError(name, "no such time zone", 'use an IANA name ("Europe/Amsterdam") or an offset') from error


def instants(local: datetime, zone: tzinfo) -> tuple[datetime, ...]:
    """The instants, in UTC, at which clocks in `zone` show the naive `local`: two in a fold, earlier first.

    A time that clocks skip is moved on by the gap (PEP 495; dateutil.tz.resolve_imaginary).
    """
    ahead = steady(local.date(), zone)
    if ahead is not None:
        return (local.replace(tzinfo=UTC) - ahead,)
    first = local.replace(tzinfo=zone)
    before, after = first.utcoffset(), first.replace(fold=1).utcoffset()
    if before == after or before is None or after is None:
        return (first.astimezone(UTC),)
    if before > after:
        return (first.astimezone(UTC), first.replace(fold=1).astimezone(UTC))
    return (resolve_imaginary(first).astimezone(UTC),)


@lru_cache(maxsize=4096)
def steady(day: date, zone: tzinfo) -> timedelta | None:
    """By how much clocks in `zone` are ahead of UTC all through `day`; None where they change."""
    if day == date.max:
        return None
    begin = datetime(day.year, day.month, day.day)  # noqa: DTZ001 - what a zone is asked for is naive
    before, after = zone.utcoffset(begin), zone.utcoffset(begin + _DAY)
    return before if before == after else None


@lru_cache(maxsize=4096)
def day_start(day: date, zone: tzinfo) -> datetime:
    """The instant, in UTC, at which `day` begins in `zone`."""
    return instants(datetime.combine(day, time()), zone)[0]


@lru_cache(maxsize=4096)  # all the times of a page are seen from one instant, those of a story from its captures'
def local_day(instant: datetime, zone: tzinfo) -> date:
    """The day that it is in `zone` at `instant`."""
    return instant.astimezone(zone).date()


def offset_at(name: str, instant: datetime) -> timedelta:
    """By how much clocks in the zone called `name` are ahead of UTC at `instant`. Raises UsageError as `zone_of`."""
    return instant.astimezone(zone_of(name)).utcoffset() or timedelta()


def is_fixed(name: str) -> bool:
    """Whether `name` is UTC or a bare offset: no zone whose clocks may change."""
    return isinstance(zone_of(name), timezone)
