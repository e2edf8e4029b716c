"""What the fields of a recognised time amount to: years, orders of numeric dates, hours of the day."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from feeder.lexicon.calendar import CalendarWords
from feeder.model.time import CalendarSystem, CalendarTime, Unit
from feeder.recognise.times.calendar_tokens import Printed
from feeder.recognise.times.zones import offset

_NOON = 12
_EVENING = 17
_SMALL_HOURS = 4
"""Up to which hours are small ones, whatever a language calls them: "3 in the evening" is at night."""
_NUMBERS = frozenset("jnvy")
_DIGITS = re.compile(r"\d+")
_LIKELY = {
    CalendarSystem.GREGORIAN: range(1900, 2101),
    CalendarSystem.BUDDHIST: range(2443, 2644),
    CalendarSystem.PERSIAN: range(1279, 1480),
    CalendarSystem.ISLAMIC: range(1318, 1526),
    CalendarSystem.JAPANESE: range(-100, 83),
    CalendarSystem.ROC: range(1, 190),
}
"""Years from 1900 to 2100, in each system's own count (Japan's from Reiwa 1)."""
OLDEST = {
    CalendarSystem.GREGORIAN: 1990,
    CalendarSystem.BUDDHIST: 2533,
    CalendarSystem.PERSIAN: 1368,
    CalendarSystem.ISLAMIC: 1410,
    CalendarSystem.JAPANESE: -28,
    CalendarSystem.ROC: 79,
}
"""1990, the year of the web, in each system's count."""
_SHORTEST = 28
_LAST_DAY = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_ORDERS = {"dmy": (2, 1, 0), "mdy": (2, 0, 1), "ymd": (0, 1, 2)}


class Day(NamedTuple):
    """A day as printed, its year perhaps missing; or with no day a month."""

    year: int | None
    month: int
    day: int | None
    system: CalendarSystem = CalendarSystem.GREGORIAN


def values(
    named: Mapping[str, Any], runs: Sequence[str], words: CalendarWords, names: Sequence[Any] = ()
) -> tuple[CalendarTime, ...]:
    """The times that fields (values by the grammar's name) may mean, likeliest first; () where there is no such time.

    `runs` are the digit runs of the text, and `names` the values of its names, which `Printed` values are read from.
    """
    fields = {
        name: value if type(value) is not Printed else names[value[1]] if value[0] == "=" else _read(value, runs)
        for name, value in named.items()
    }
    hour = clock(fields)
    if hour is None or not 0 <= fields.get("w", 0) <= 6 or not _ours(fields):
        return ()
    if "t" in fields:
        days = numeric(fields["t"], fields.get("e"), words)
    elif "p" in fields:
        days = paired(fields, words)
    elif "m" in fields:
        days = in_month(fields, words)
    else:
        return (CalendarTime(**_without_date(fields), **hour),)
    return tuple([_dated(day, fields, hour) for day in fitting(days, fields.get("w"))])


def _ours(fields: Mapping[str, Any]) -> bool:
    """Whether of two dates side by side it is the Gregorian that was read, the other being of another calendar."""
    if "x" not in fields:
        return True
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


def _without_date(fields: dict[str, Any]) -> dict[str, Any]:
    """The arguments of a time whose day is a weekday, counted back, or not said."""
    known: dict[str, Any] = {}
    if "w" in fields:
        known["weekday"] = fields["w"]
    if "d" in fields:
        known["day"] = fields["d"]
    if "b" in fields:
        known |= {"back": 1, "span": Unit.WEEK}
    elif "r" in fields:
        known["back"] = fields["r"]
    return known


def clock(fields: dict[str, Any]) -> dict[str, Any] | None:
    """The arguments of the time of day in `fields`: {} where it says none, None where there is no such time."""
    if "z" in fields and not fields["z"]:
        return None
    known: dict[str, Any] = {"zone": fields["z"]} if "z" in fields else {}
    if "q" in fields:
        known["part"] = fields["q"]
    if "c" in fields:
        hour, minute, second, zone = fields["c"]
        if zone is not None:
            known["zone"] = zone
    elif "o" in fields:
        if not fields.keys() & {"y", "t", "w", "r"}:  # four digits beside no other date are its year
            return None
        (hour, minute), second = divmod(fields["o"], 100), None
    elif "h" in fields:
        hour, minute, second = fields["h"], 30 if "f" in fields else fields.get("i", 0), fields.get("s")
    else:
        return known
    hour = hour_of_day(hour, fields.get("a"))
    if hour == 24 and minute and "c" in fields:  # what JavaScript's `hour12: false` prints for 00:05
        hour = 0
    if hour is None or known.get("zone") == "" or not _is_time(hour, minute, second or 0):
        return None
    return {**known, "hour": hour, "minute": minute, "second": second}


def _is_time(hour: int, minute: int, second: int) -> bool:
    return (hour < 24 or (hour == 24 and not minute)) and minute < 60 and second < 60


def hour_of_day(hour: int, half: int | tuple[int, int] | None) -> int | None:
    """`hour` as one of 24, told by `half`: 0 (a.m.), 12 (p.m.) or the hours of a part of the day. None: impossible."""
    if half is None or hour > _NOON:
        return None if half == 0 and hour > _NOON else hour
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


def in_month(fields: dict[str, Any], words: CalendarWords) -> list[Day]:
    """The day, or the month, that a month's name makes with the numbers beside it."""
    month, system = fields["m"]
    if "y" not in fields:
        return _possible(Day(None, month, fields["d"], system))
    era = fields.get("e") or ((system, 0) if system is not CalendarSystem.GREGORIAN else None)
    year = full_year(fields["y"], era, words)
    return [] if year is None else _possible(Day(year[1], month, fields.get("d"), year[0]))


def numeric(texts: Sequence[str], era: Any, words: CalendarWords) -> list[Day]:
    """The days that three numbers may be, in the order of the language; both orders where it has two."""
    numbers = [int(text) for text in texts]
    found: list[Day] = []
    for order in _orders(texts, words):
        if found and (order == "ymd" or not words.either):
            break
        year, month, day = (numbers[index] for index in _ORDERS[order])
        if full := full_year(year, era, words):
            found += _possible(Day(full[1], month, day, full[0]))
    return found


def _orders(texts: Sequence[str], words: CalendarWords) -> list[str]:
    """The orders to try. A year of four digits says where it stands."""
    if len(texts[0]) > 2:
        return ["ymd"]
    last = ["mdy", "dmy"] if words.order == "mdy" else ["dmy", "mdy"]
    if len(texts[2]) > 2:
        return last
    return ["ymd", *last] if words.order == "ymd" else [*last, "ymd"]


def paired(fields: dict[str, Any], words: CalendarWords) -> list[Day]:
    """The days that two numbers, perhaps with a year beside them, may be."""
    first, second = fields["p"]
    full = full_year(fields["y"], fields.get("e"), words) if "y" in fields else (_own(words), None)
    if full is None:
        return []
    orders = [(first, second), (second, first)] if words.pair == "dm" else [(second, first), (first, second)]
    found = [found for day, month in orders for found in _possible(Day(full[1], month, day, full[0]))]
    return found if words.either else found[:1]


def _own(words: CalendarWords) -> CalendarSystem:
    """The calendar of a day and a month in numbers: Iran's is another, the others differ in the year alone."""
    return words.system if words.system is CalendarSystem.PERSIAN else CalendarSystem.GREGORIAN


def full_year(year: int, era: Any, words: CalendarWords) -> tuple[CalendarSystem, int] | None:
    """The system and full number of a printed year; None for a number that is no year of our time.

    Two digits are 1970 to 2069, or of the language's own calendar where that makes them nearer to now: Thai pages
    print 69 for 2569, Iranian ones 04 for 1404.
    """
    if era is not None:
        system, shift = era
        return _sane(system, year + shift + (1400 if system in _LUNAR_AND_PERSIAN and year < 100 else 0))
    if year > 99:
        return _sane(CalendarSystem.GREGORIAN, year) or _sane(words.system, year)
    if words.system is CalendarSystem.PERSIAN:
        return words.system, year + (1400 if year < 50 else 1300)
    if words.system is CalendarSystem.BUDDHIST and year > 43:
        return words.system, year + 2500
    return CalendarSystem.GREGORIAN, year + (2000 if year < 70 else 1900)


_LUNAR_AND_PERSIAN = (CalendarSystem.ISLAMIC, CalendarSystem.PERSIAN)


def _sane(system: CalendarSystem, year: int) -> tuple[CalendarSystem, int] | None:
    return (system, year) if year in _LIKELY[system] else None


def _possible(day: Day) -> list[Day]:
    """`day` by itself, or nothing where no calendar has it. Lunar and Persian months are checked where converted."""
    if not 1 <= day.month <= 12:
        return []
    if day.day is None or 1 <= day.day <= _SHORTEST:
        return [day]
    last = _LAST_DAY[day.month - 1]
    if day.system in _LUNAR_AND_PERSIAN:
        last = 31
    elif day.year is not None and day.system is CalendarSystem.GREGORIAN:
        last = monthrange(day.year, day.month)[1]
    return [day] if 1 <= day.day <= last else []


def fitting(days: list[Day], weekday: int | None) -> list[Day]:
    """`days`, only those on the printed weekday where any is."""
    if weekday is None or len(days) < 2:
        return days
    return [day for day in days if day.year and date(day.year, day.month, day.day or 1).weekday() == weekday] or days


def _dated(day: Day, fields: dict[str, Any], hour: dict[str, Any]) -> CalendarTime:
    weekday = fields.get("w") if day.year is None else None
    return CalendarTime(day.year, day.month, day.day, weekday, system=day.system, **hour)
