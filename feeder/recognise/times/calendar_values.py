"""What the fields of a recognised time amount to: its day (`calendar_days`), and the hour of the day."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from feeder.lexicon.calendar import CalendarWords
from feeder.model.time import CalendarSystem, CalendarTime, Unit
from feeder.recognise.times.calendar_days import Day, fitting, in_month, numeric, paired
from feeder.recognise.times.calendar_numbers import Printed
from feeder.recognise.times.zones import offset

_NOON = 12
_EVENING = 17
_SMALL_HOURS = 4
"""Up to which hours are small ones, whatever a language calls them: "3 in the evening" is at night."""
_NUMBERS = frozenset("jnvy")
_NO_NAMES: Mapping[str, Any] = {}
_DIGITS = re.compile(r"\d+")


class Clock(NamedTuple):
    """A time of day as `CalendarTime` has it."""

    hour: int | None = None
    minute: int | None = None
    second: int | None = None
    part: tuple[int, int] | None = None
    zone: str | None = None


def values(
    named: Mapping[str, Any], pieces: Sequence[str], words: CalendarWords, names: Mapping[str, Any] = _NO_NAMES
) -> tuple[CalendarTime, ...]:
    """The times that fields (values by the grammar's name) may mean, likeliest first; () where there is no such time.

    `Printed` values are read from the `pieces` of the text, of which `names` has the values of months and weekdays.
    """
    fields = {
        name: value
        if type(value) is not Printed
        else names[pieces[value[1]]]
        if value[0] == "="
        else _read(value, pieces)
        for name, value in named.items()
    }
    said = clock(fields)
    if said is None or ("w" in fields and not 0 <= fields["w"] <= 6) or ("x" in fields and not _ours(fields)):
        return ()
    if "t" in fields:
        days = numeric(fields["t"], fields.get("e"), words)
    elif "p" in fields:
        days = paired(fields, words)
    elif "m" in fields:
        days = in_month(fields, words)
    else:
        return (_without_date(fields, said),)
    return tuple([_dated(day, fields, said) for day in fitting(days, fields.get("w"))])


def _ours(fields: Mapping[str, Any]) -> bool:
    """Whether of two dates side by side it is the Gregorian that was read, the other being of another calendar."""
    gregorian = CalendarSystem.GREGORIAN
    return fields["x"][1] is not gregorian and "m" in fields and fields["m"][1] is gregorian


def _read(printed: Printed, runs: Sequence[str]) -> Any:
    """The value of a token that has numbers."""
    letter, first, end, _ = printed
    if letter in _NUMBERS:
        return int(runs[first])
    texts = runs[first:end]
    match letter:
        case "t":  # after two other marks the year stands last: "25/2-24"
            return [*texts[:2], "20" + texts[2]] if "/" in printed.text and printed.text[-3] == "-" else texts
        case "c":
            return _clock(printed, texts)
        case "Z":
            return offset(_filled(printed.text, texts))
        case "W":
            return int(texts[0]) - 2
        case "M":
            return int(texts[0]), CalendarSystem.GREGORIAN
    return int(texts[0]), int(texts[1])


def _clock(printed: Printed, texts: Sequence[str]) -> tuple[int, int, int | None, str | None]:
    """Hour, minute, second and offset ("" where it is none) of "21:05", "21:05:33.5", "21:05:33-05:00"."""
    if len(texts) == 2:
        return int(texts[0]), int(texts[1]), None, None
    body, _, behind = printed.text.partition("-")
    zone = None
    if behind:
        used = len(_DIGITS.findall(body))
        zone = offset("-" + _filled(behind, texts[used:])) or ""
    second = int(texts[2]) if body.count(":") == 2 or body.count(".") == 2 else None
    return int(texts[0]), int(texts[1]), second, zone


def _filled(text: str, texts: Sequence[str]) -> str:
    """`text`, whose digits may all be 0, with the digits of `texts` and without blanks."""
    digits = iter("".join(texts))
    return "".join(next(digits) if character.isdecimal() else character for character in text if character != " ")


def _without_date(fields: Mapping[str, Any], said: Clock) -> CalendarTime:
    """The time whose day is a weekday, the number of a day, counted back, or not said."""
    last = "b" in fields
    back, span = (1, Unit.WEEK) if last else (fields.get("r"), Unit.DAY)
    return CalendarTime(None, None, fields.get("d"), fields.get("w"), back, span, *said)


def clock(fields: Mapping[str, Any]) -> Clock | None:
    """The time of day in `fields`; None where there is no such time."""
    zone = fields.get("z")
    if zone is None and "z" in fields:
        return None
    if "c" in fields:
        hour, minute, second, own = fields["c"]
        zone = zone if own is None else own
    elif "o" in fields:
        if not fields.keys() & {"y", "t", "w", "r"}:  # four digits beside no other date are its year
            return None
        (hour, minute), second = divmod(fields["o"], 100), None
    elif "h" in fields:
        hour, minute, second = fields["h"], 30 if "f" in fields else fields.get("i", 0), fields.get("s")
    else:
        return Clock(part=fields.get("q"), zone=zone)
    if "a" in fields:
        hour = hour_of_day(hour, fields["a"])
    if hour == 24 and minute and "c" in fields:  # what JavaScript's `hour12: false` prints for 00:05
        hour = 0
    if hour is None or zone == "" or not _is_time(hour, minute, second or 0):
        return None
    return Clock(hour, minute, second, fields.get("q"), zone)


def _is_time(hour: int, minute: int, second: int) -> bool:
    return (hour < 24 or (hour == 24 and not minute)) and minute < 60 and second < 60


def hour_of_day(hour: int, half: int | tuple[int, int]) -> int | None:
    """`hour` as one of 24, told by `half`: 0 (a.m.), 12 (p.m.) or the hours of a part of the day. None: impossible."""
    if hour > _NOON:
        return None if half == 0 else hour
    if isinstance(half, int):
        return hour % _NOON + half
    start, end = half
    early, late = hour % _NOON, hour % _NOON + _NOON
    if hour < _NOON and end <= _NOON:
        return early
    if start >= _EVENING and 0 < hour < _SMALL_HOURS:
        return early
    middle = (start + end) / 2
    return min((early, late), key=lambda at: abs((at - middle + _NOON) % 24 - _NOON))


def _dated(day: Day, fields: Mapping[str, Any], said: Clock) -> CalendarTime:
    weekday = fields.get("w") if day.year is None else None
    return CalendarTime(day.year, day.month, day.day, weekday, None, Unit.DAY, *said, day.system)
