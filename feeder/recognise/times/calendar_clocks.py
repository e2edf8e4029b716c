"""The time of day that a text prints: where its numbers stand, and the hour, minute and zone that they amount to."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, NamedTuple

from feeder.recognise.times.calendar_numbers import Printed
from feeder.recognise.times.calendar_places import Parts, Place, Places
from feeder.recognise.times.zones import offset

_NOON = 12
DAWN, EVENING = 6, 17
_SMALL_HOURS = 4
"""Up to which hours are small ones, whatever a language calls them: "3 in the evening" is at night."""
_DATES = frozenset("ytwr")
"""What must stand beside four digits that are a clock: beside no other date they are its year."""
_DIGITS = re.compile(r"\d+")

Half = int | tuple[int, int]
"""Of the day: 0 (a.m.), 12 (p.m.), or the hours of a part of it."""
Clock = tuple[int | None, int | None, int | None, tuple[int, int] | None, str | None]
"""Hour, minute, second, part of the day and zone, as `CalendarTime` has them."""


class OffsetAt(NamedTuple):
    """An offset with its digits at `places`; `text` is its spelling, its own digits aside."""

    text: str
    places: tuple[Place, ...]

    def read(self, parts: Parts) -> str | None:
        """The offset, None where no zone has it."""
        digits = iter("".join([parts[place] for place in self.places]))
        return offset("".join([next(digits) if sign.isdecimal() else sign for sign in self.text if sign != " "]))


class ClockAt(NamedTuple):
    """Where a time of day stands in the texts of a template, and what all of them say of it.

    `minutes`: what a minute that is not printed is. `joined`: hour and minute are one number. `half` tells which half
    of the day the hour is of. `wraps`: "24:05" is five past midnight (JavaScript's `hour12: false`).
    """

    hour: Place | None = None
    minute: Place | None = None
    second: Place | None = None
    minutes: int = 0
    joined: bool = False
    half: Half | None = None
    wraps: bool = False
    part: tuple[int, int] | None = None
    zone: str | None = None
    offsets: tuple[OffsetAt, ...] = ()

    def read(self, parts: Parts) -> Clock | None:
        """The time of day that `parts` print; None where there is no such time."""
        at_hour, at_minute, at_second, minute, joined, half, _, part, zone, offsets = self
        for at in offsets:
            zone = at.read(parts)
            if zone is None:
                return None
        if at_hour is None:
            return None, None, None, part, zone
        hour = int(parts[at_hour])
        if at_minute is not None:
            minute = int(parts[at_minute])
        second = None if at_second is None else int(parts[at_second])
        if hour > 23 or joined or half is not None:
            told = self._told(hour, minute)
            if told is None:
                return None
            hour, minute = told
        if minute > 59 or (second or 0) > 59:
            return None
        return hour, minute, second, part, zone

    def _told(self, hour: int, minute: int) -> tuple[int, int] | None:
        """Hour and minute where the hour needs another look; None where there is no such hour."""
        told: int | None = hour
        if self.joined:
            told, minute = divmod(hour, 100)
        if self.half is not None and told is not None:
            told = hour_of_day(told, self.half)
        if told == 24 and minute and self.wraps:
            told = 0
        return None if told is None or told > 24 or (told == 24 and minute) else (told, minute)


def hour_of_day(hour: int, half: Half) -> int | None:
    """`hour` as one of 24, told by the `half` of the day that it is of. None: impossible."""
    if hour > _NOON:
        return None if half == 0 else hour
    if isinstance(half, int):
        return hour % _NOON + half
    start, end = half
    early, late = hour % _NOON, hour % _NOON + _NOON
    if hour < _NOON and end <= _NOON:
        return early
    if start >= EVENING and 0 < hour < _SMALL_HOURS:
        return early
    if start >= _NOON and end <= 2 * _NOON and hour < _NOON:
        return late
    middle = (start + end) / 2
    return min((early, late), key=lambda at: abs((at - middle + _NOON) % 24 - _NOON))


def clock_at(named: Mapping[str, Any], places: Places) -> ClockAt | None:
    """Where the fields `named` by the grammar have a time of day; None where they never have one."""
    zone, part = named.get("z"), named.get("q")
    if "z" in named and zone is None:
        return None
    offsets: tuple[OffsetAt, ...] = ()
    if isinstance(zone, Printed):
        offsets, zone = (OffsetAt(zone.text, places.numbers(zone)),), None
    half = named.get("a", part)
    if "c" in named:
        hour, minute, second, own = _colon(named["c"], places.numbers(named["c"]))
        return ClockAt(hour, minute, second, 0, False, half, True, part, zone, offsets + own)
    if "o" in named:
        joined = places.number(named["o"])
        return ClockAt(joined, None, None, 0, True, half, False, part, zone, offsets) if named.keys() & _DATES else None
    if "h" in named:
        first, then, last = [places.number(named[name]) if name in named else None for name in "his"]
        return ClockAt(first, then, last, 30 if "f" in named else 0, False, half, False, part, zone, offsets)
    return ClockAt(part=part, zone=zone, offsets=offsets)


def _colon(printed: Printed, numbers: tuple[Place, ...]) -> tuple[Place, Place, Place | None, tuple[OffsetAt, ...]]:
    """Where "21:05", "21:05:33.5", "21:05:33-05:00" have hour, minute, second and an offset of their own."""
    if len(numbers) == 2:
        return numbers[0], numbers[1], None, ()
    body, _, behind = printed.text.partition("-")
    second = numbers[2] if body.count(":") == 2 or body.count(".") == 2 else None
    own = (OffsetAt("-" + behind, numbers[len(_DIGITS.findall(body)) :]),) if behind else ()
    return numbers[0], numbers[1], second, own
