"""A folded text as tokens of the calendar: numbers, numeric dates, clocks, and the words that a language has for them.

A token has a letter for each thing that it may be, with a value. The letters of words are those of
`feeder.lexicon.calendar`; besides them there are:

j n v y    a number of one, two, three, four digits
c          a clock: (hour, minute, second or None, zone or None)
t          a numeric date: (three numbers as printed, their mark)
b l g      a day and a month parted by a dot, a slash, a hyphen: the two numbers
, . -      marks; "|" any other that may part times       x    anything else
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from feeder.lexicon.calendar import WORD, CalendarWords, Sense
from feeder.recognise.times.zones import abbreviated, offset

_TOKEN = re.compile(
    rf"""
    (?P<triple>(?:\d{{3,4}}(?P<s1>\s?[./-]\s?)\d{{1,2}}(?P=s1)\d{{1,2}}
                 |\d{{1,2}}(?P<s2>\s?[./-]\s?)\d{{1,2}}(?P=s2)(?:\d{{4}}|\d{{2}}))(?!\d|[./:]\d|-\d(?!\d?:\d\d)))
    |(?P<clock>(?:\d{{1,2}}:\d{{2}}(?::\d{{2}}(?:[.,]\d{{1,9}})?(?:-\d{{2}}:?\d{{2}})?)?|\d{{1,2}}\s?:\s\d{{2}}(?!\s?:))
        (?:\s-(?:0\d|1[0-2]):?[03]0)?(?!\d|[:-]\d))
    |(?P<pair>\d{{1,2}}(?:[./-]\d{{1,2}}\.?|\.\s\d{{1,2}}\.)(?!\d|[./:-]\d))
    |(?P<zone>(?:(?:utc|gmt)\s?[+-]\s?\d{{1,2}}(?::?\d{{2}})?|\+\d{{1,2}}(?::?\d{{2}})?)(?!\d|[.:/-]\d))
    |(?P<number>\d+(?!\d|[.,:/-]\d(?!\d?:\d\d))|\d{{1,2}}(?=,\d{{4}}(?!\d)))
    |(?P<other>\d+(?:[.,:/-]\d+)*|(?<!\w)[+-]\d+)
    |(?P<word>{WORD})
    |(?P<line>\n)
    |(?P<mark>[^\s\d])
    """,
    re.VERBOSE,
)
_CLOCK = re.compile(r"(\d+)\s?:\s?(\d+)(?::(\d+)(?:[.,]\d+)?)?\s?(-\d+:?\d+)?")
_NUMBER = re.compile(r"\d+")
_MARKS: dict[str, tuple[Sense, ...]] = {
    mark: ((mark if mark in ",.-" else "|", None),) for mark in ",.-/|:;°()[]•·'\"*→»־፣፡،؛।၊។『』「」【】（）〔〕《》<>"
}
_BETWEEN = frozenset(".'-\"")
"""Marks that may stand between the pieces of a term: "a.m.", "segunda-feira", "d'abril"."""
_LENGTHS = ("x", "j", "n", "v", "y")
UNKNOWN: tuple[Sense, ...] = (("x", None),)


class Token(NamedTuple):
    """What stands at [start, end) of the folded text: its senses, the likeliest first."""

    senses: tuple[Sense, ...]
    start: int
    end: int


Piece = tuple[str | None, str, str, int, int]
"""The kind of a piece, its text, the text to look up, and its place."""


def tokens(text: str, words: CalendarWords, tags: Sequence[str]) -> list[Token]:
    """The tokens of folded `text`, marks among them; `tags` tell which zone an abbreviation means."""
    pieces = [_piece(match) for match in _TOKEN.finditer(text)]
    found: list[Token] = []
    at, end = 0, len(pieces)
    terms = words.terms
    while at < end:
        kind, piece, key, start, stop = pieces[at]
        at += 1
        if kind == "word" or kind == "number":
            senses: tuple[Sense, ...] | None = None
            for rest, known in terms.get(key, ()):
                if not rest:
                    senses = known
                    break
                if after := _follows(pieces, at, rest):
                    senses, at, stop = known, after, pieces[after - 1][4]
                    break
            if senses is None:
                senses = _number(piece) if kind == "number" else _zone(piece, tags)
        else:
            senses = _MARKS.get(piece, UNKNOWN) if kind == "mark" else _numeric(kind, piece, words)
        found.append(Token(senses, start, stop))
    return found


def _piece(match: re.Match[str]) -> Piece:
    kind, text = match.lastgroup, match.group()
    return kind, text, (text.lstrip("0") if kind == "number" else text), *match.span()


def _follows(pieces: list[Piece], at: int, rest: tuple[str, ...]) -> int:
    """The index after `rest`, when it stands in `pieces` from `at` on (marks within words skipped); else 0."""
    for wanted in rest:
        while at < len(pieces) and pieces[at][1] in _BETWEEN:
            at += 1
        if at == len(pieces) or pieces[at][2] != wanted:
            return 0
        at += 1
    return at


def _number(piece: str) -> tuple[Sense, ...]:
    return ((_LENGTHS[len(piece)], int(piece)),) if len(piece) < 5 else UNKNOWN


def _zone(piece: str, tags: Sequence[str]) -> tuple[Sense, ...]:
    zone = abbreviated(piece, tags) if len(piece) <= 5 else None
    return (("Z", zone),) if zone else UNKNOWN


def _numeric(kind: str | None, piece: str, words: CalendarWords) -> tuple[Sense, ...]:
    if kind == "clock":
        return _clock(piece)
    if kind == "triple":
        return _triple(piece, words)
    if kind == "pair":
        return _pair(piece, words)
    if kind == "zone":
        zone = offset(piece.replace(" ", ""))
        return (("Z", zone),) if zone else UNKNOWN
    return UNKNOWN


def _clock(piece: str) -> tuple[Sense, ...]:
    match = _CLOCK.fullmatch(piece)
    if match is None:
        return UNKNOWN
    zone = offset(match[4]) if match[4] else None
    return _time(int(match[1]), int(match[2]), int(match[3]) if match[3] else None, zone)


def _time(hour: int, minute: int, second: int | None = None, zone: str | None = None) -> tuple[Sense, ...]:
    if hour > 24 or minute > 59 or (second or 0) > 59 or (hour == 24 and minute):
        return UNKNOWN
    return (("c", (hour, minute, second, zone)),)


def _triple(piece: str, words: CalendarWords) -> tuple[Sense, ...]:
    """A numeric date; where dots part two digits each, it may be a clock with seconds."""
    numbers = tuple(_NUMBER.findall(piece))
    mark = next(character for character in piece if character in "./-")
    date: Sense = ("t", (numbers, mark))
    if mark != "." or len(numbers[-1]) != 2 or len(numbers[1]) != 2 or len(numbers[0]) > 2:
        return (date,)
    clock = _time(int(numbers[0]), int(numbers[1]), int(numbers[2]))
    return (date, *clock) if clock is not UNKNOWN else (date,)


def _pair(piece: str, words: CalendarWords) -> tuple[Sense, ...]:
    """A day and a month, or where a dot parts them an hour and a minute of two digits."""
    first, second = _NUMBER.findall(piece)
    numbers = (int(first), int(second))
    if "/" in piece:
        return (("l", numbers),)
    if "-" in piece:
        listed = len(piece) == len("03-14") and words.order == "ymd" and words.pair == "md"
        return (("l" if listed else "g", numbers),)
    date: Sense = ("b", numbers)
    if piece.endswith(".") or len(second) == 1:
        return (date,)
    clock = _time(*numbers)
    if clock is UNKNOWN:
        return (date,)
    return (date, *clock) if words.dotted == "date" else (*clock, date)
