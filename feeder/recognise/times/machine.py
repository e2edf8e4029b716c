"""Machine-readable times: ISO 8601, RFC 822 and its kin, epoch numbers. Sane values only, or nothing.

What a `datetime` attribute holds is often not a time at all ("1h ago", "PT5M", "00:00-YY-DD-MM", a default such as
0001-01-01): every such text gives None, never a guess.
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache

from feeder.model.drafts import drafted
from feeder.model.time import CalendarTime
from feeder.recognise.times.zones import abbreviated, offset

_LONGEST = 80
_time = drafted(CalendarTime)
_CLOCK = r"(?P<hour>\d{1,2}):(?P<minute>\d{2})(?::(?P<second>\d{2})(?:[.,]\d{1,9})?)?"
_ZONE = (
    r"(?:\s?(?P<zone>[Zz]|[+\-−]\d{2}(?::?\d{2})?|(?:UTC|GMT)[+\-]\d{1,2}(?::?\d{2})?|[A-Z]{2,5})"
    r"(?:\s?[\[(][^\])]*[\])])?)?"
)

# ISO 8601 extended, with what is commonly written for it: "/" for "-", a blank for "T", single digits.
_EXTENDED = re.compile(
    rf"(?P<year>\d{{4}})(?P<sep>[-/])(?P<month>\d{{1,2}})(?P=sep)(?P<day>\d{{1,2}})(?:(?:[Tt]|,?\s)\s?{_CLOCK}{_ZONE})?"
)
_BASIC = re.compile(
    r"(?P<year>\d{4})(?P<month>\d{2})(?P<day>\d{2})"
    rf"(?:[Tt]?(?P<hour>\d{{2}})(?P<minute>\d{{2}})(?:(?P<second>\d{{2}})(?:[.,]\d{{1,9}})?)?{_ZONE})?"
)
_WEEK = re.compile(rf"(?P<year>\d{{4}})(?P<sep>-?)W(?P<week>\d{{2}})(?P=sep)(?P<weekday>\d)(?:T{_CLOCK}{_ZONE})?")
_ORDINAL = re.compile(rf"(?P<year>\d{{4}})-(?P<ordinal>\d{{3}})T{_CLOCK}{_ZONE}")
_MONTH = re.compile(r"(?P<year>\d{4})-(?P<month>\d{2})")
# RFC 5322 section 3.3 and 4.3 (two-digit years), RFC 850; a weekday is read over, as feeds often print a wrong one.
_MAIL = re.compile(
    rf"(?:[A-Za-z]{{3,9}},?\s+)?(?P<day>\d{{1,2}})[\s-](?P<name>[A-Za-z]{{3,9}})[\s-](?P<year>\d{{4}}|\d{{2}}),?\s+{_CLOCK}{_ZONE}"
)
# C's asctime, and what `date` and JavaScript's Date print.
_ASCTIME = re.compile(
    rf"[A-Za-z]{{3}}\s+(?P<name>[A-Za-z]{{3}})\s+(?P<day>\d{{1,2}})\s+(?P<early>\d{{4}}\s+)?{_CLOCK}{_ZONE}(?:\s+(?P<late>\d{{4}}))?"
)
_FORMS = (_EXTENDED, _MAIL, _ASCTIME, _BASIC, _WEEK, _ORDINAL, _MONTH)
_EPOCH = re.compile(
    r"@?(?P<whole>\d{9,10}|\d{12,13}|\d{16})(?:\.\d{1,9})?|/Date\((?P<dotnet>\d{12,13})(?:[+-]\d{4})?\)/"
)
_EPOCH_RANGE = (631_152_000, 4_102_444_800)  # 1990..2100
# How each of them begins.
_OPENING = re.compile(
    r"\d{4}[-/\dW]|\d{9}|@\d|/Date|(?:[A-Za-z]{3,9},?\s+)?\d{1,2}[\s-](?i:jan|feb|ma[ry]|apr|ju[nl]|aug|sep|oct|nov|dec)|[A-Za-z]{3}\s+[A-Za-z]{3}\s"
)
_MONTHS = "january february march april may june july august september october november december".split()
_DEFAULTS = frozenset({date(1900, 1, 1), date(1970, 1, 1)})  # what programs print for "no date"


def machine(text: str) -> CalendarTime | None:
    """The time that `text`, the whole of it, states in a machine's notation; None if it states none or no sane one.

    Years run from 1900 to 2100, epoch numbers (seconds, milli- or microseconds) from 1990 to 2100. A month alone
    ("2026-03") is one; a year alone is not.
    """
    text = text.strip()
    return _stated(text) if 7 <= len(text) <= _LONGEST else None


@lru_cache(maxsize=4096)
def _stated(text: str) -> CalendarTime | None:
    """Kept: what a page states is looked at first and dated later, and again whenever the page is read."""
    if not _OPENING.match(text):
        return None
    for form in _FORMS:
        if (match := form.fullmatch(text)) and (found := _read(match.groupdict())):
            return found
    match = _EPOCH.fullmatch(text)
    return _from_epoch(match["whole"] or match["dotnet"]) if match else None


def may_be_machine(text: str) -> bool:
    """Whether `text` is in a machine's notation, whatever its digits are worth."""
    text = text.strip()
    return _OPENING.match(text) is not None and any(form.fullmatch(text) for form in (*_FORMS, _EPOCH))


def _read(part: dict[str, str | None]) -> CalendarTime | None:
    year, month, day = _date(part)
    if year is None or month is None or not 1 <= month <= 12:
        return None
    if day is None:
        return _time(year, month) if 1970 < year <= 2100 else None
    try:
        when = date(year, month, day)
    except ValueError:
        return None
    if not 1900 <= year <= 2100 or when in _DEFAULTS:
        return None
    return _timed(when, part)


def _date(part: dict[str, str | None]) -> tuple[int | None, int | None, int | None]:
    """Year, month and day of a match, whichever way its form writes them."""
    year = _year(part.get("year") or part.get("early") or part.get("late"))
    if year is None:
        return None, None, None
    if "week" in part or "ordinal" in part:
        return _counted(year, part)
    name = part.get("name")
    month = _month(name) if name else int(part["month"] or 0)
    day = part.get("day")
    return year, month, int(day) if day else None


def _counted(year: int, part: dict[str, str | None]) -> tuple[int | None, int | None, int | None]:
    """The day of a week's number, or of a day's in its year (ISO 8601)."""
    try:
        if "week" in part:
            when = date.fromisocalendar(year, int(part["week"] or 0), int(part["weekday"] or 1))
        else:
            when = date(year, 1, 1) + timedelta(days=int(part["ordinal"] or 0) - 1)
    except (ValueError, OverflowError):
        return None, None, None
    return (when.year, when.month, when.day) if "week" in part or when.year == year else (None, None, None)


def _month(name: str) -> int | None:
    """The month of English `name` or its first letters; "marras" is Finnish, and another month."""
    return next((n for n, month in enumerate(_MONTHS, start=1) if month.startswith(name.casefold())), None)


def _year(text: str | None) -> int | None:
    if text is None:
        return None
    year = int(text)
    if len(text.strip()) == 2:  # RFC 5322 section 4.3
        year += 2000 if year < 50 else 1900
    return year


def _timed(when: date, part: dict[str, str | None]) -> CalendarTime | None:
    if not part.get("hour"):
        return _time(when.year, when.month, when.day)
    hour, minute = int(part["hour"] or 0), int(part["minute"] or 0)
    second = int(part["second"]) if part["second"] else None
    if hour == 24 and not minute and not second:  # ISO 8601: the end of the day
        hour, when = 0, when + timedelta(days=1)
    if hour > 23 or minute > 59 or (second or 0) > 60:
        return None
    zone = _zone(part["zone"]) if part["zone"] else None
    if part["zone"] and zone is None:
        return None
    if second == 60:  # a leap second
        second = 59
    return _time(when.year, when.month, when.day, hour=hour, minute=minute, second=second, zone=zone)


@lru_cache(maxsize=256)
def _zone(text: str) -> str | None:
    return offset(text.replace("−", "-")) or abbreviated(text)


def _from_epoch(digits: str) -> CalendarTime | None:
    seconds = int(digits) // 1000 ** ((len(digits) - 9) // 3)
    if not _EPOCH_RANGE[0] <= seconds <= _EPOCH_RANGE[1]:
        return None
    when = datetime.fromtimestamp(seconds, UTC)
    return _time(when.year, when.month, when.day, hour=when.hour, minute=when.minute, second=when.second, zone="UTC")
