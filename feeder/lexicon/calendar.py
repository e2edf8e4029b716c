"""Words of the calendar and the clock in one language, as the compiled data holds them.

A term has one or more senses, each written as one letter and a value:

    M3 M3p M9i   a month (of the Gregorian, Persian or Islamic calendar; b Bengali, n Nepali, e Ethiopian, h Hebrew)
    W5           a weekday (0 is Monday)
    R1           a day counted back (1 is yesterday, -1 tomorrow)
    L4           the last such weekday; B makes any weekday the last: "afgelopen"
    P6-12        a part of the day in local hours (the end may pass 24)
    Q1:18-24     that part of a day counted back: "gisteravond"
    V4:6-12      that part of a weekday: "vrijdagochtend"
    A0 A12       before, after noon
    K            stands before a clock time: "om", "at"
    H h          after the hour of a clock; of a clock or a duration: "Uhr", "uur"
    I S          after its minute, its second
    F            half past, after the hour: "半"
    D            after the number of a day: "日"
    Ebuddhist    an era beside a year; a number is added to the year
    N12          a number in letters
    Z+08:00      a zone
    f            says nothing: "the", "of", "年"
    u U          says that the time is that of publication, of an update
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import Any, NamedTuple

from feeder.model.time import CalendarSystem

Sense = tuple[str, Any]
"""A letter and its value: int for M's month with its system, W, R, A, N; hours for P; text for Z."""

# Scripts that part no words by spaces: each character is a piece of its own. Thai, Lao, Tibetan, Burmese, Khmer,
# kana, Han, Hangul.
_UNSPACED = "\u0e00-\u0fff\u1000-\u109f\u1780-\u17ff\u3005-\u3007\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af"
# What belongs to no word; `re` counts the vowel signs of India and Ethiopia's letters neither as letters nor marks.
_OUTSIDE = (
    r"\s\d\x00-\x40\x5b-\x60\x7b-\xa9\xab-\xb4\xb6-\xb9\xbb-\xbf\xd7\xf7\u055a-\u055f\u0589\u058a\u05be\u060c\u061b\u061f"
    r"\u06d4\u0964\u0965\u1361-\u1368\u2000-\u2bff\u2e00-\u2e7f\u3000-\u3004\u3008-\u3020\u3030\ufe30-\ufe4f\uff01-\uff0f\uff1a-\uff20\uff3b-\uff40\uff5b-\uff65\ufffd"
)
WORD = rf"[{_UNSPACED}]|[^{_OUTSIDE}{_UNSPACED}]+"
NUMBER = "#"
"""In a term, any number; the month or the weekday that the term names is then that number's."""
_PIECE = re.compile(rf"\d+|{WORD}")
_ACCENT = re.compile("[\u0300-\u036f]")
_SYSTEMS = {
    "": CalendarSystem.GREGORIAN,
    "p": CalendarSystem.PERSIAN,
    "i": CalendarSystem.ISLAMIC,
    "b": CalendarSystem.BENGALI,
    "n": CalendarSystem.NEPALI,
    "e": CalendarSystem.ETHIOPIAN,
    "h": CalendarSystem.HEBREW,
}
_ERA = re.compile(r"([a-z]+)([+-]?\d*)")


class Name(NamedTuple):
    """What a name means, where none of the pieces stand around it that make other terms with it ("last friday")."""

    sense: Sense
    before: frozenset[str]
    after: frozenset[str]


Term = tuple[tuple[str, ...], tuple[Sense, ...]]
"""The pieces of a term after its first, and its senses, the likeliest first."""


@dataclass(frozen=True, slots=True, eq=False)
class CalendarWords:
    """Terms by their first piece, the longest first.

    `order` is that of numeric dates: "dmy", "mdy" or "ymd"; `pair` that of a day and a month alone: "dm" or "md".
    `either`: the language's countries differ in it, so that 3/4 may mean both. `dotted`: what numbers parted by dots
    are, "clock", "date", "both", or "rare": hardly ever either, and then two are a clock. `system` is the calendar
    that a year outside the Gregorian range counts in.
    `signed`: a sign follows the number of every day, as in Chinese, Japanese and Korean.
    """

    terms: Mapping[str, tuple[Term, ...]] = field(default_factory=dict)
    order: str = "dmy"
    pair: str = "dm"
    either: bool = False
    dotted: str = "clock"
    system: CalendarSystem = CalendarSystem.GREGORIAN
    signed: bool = False
    names: Mapping[str, Name] = field(default_factory=dict)
    """Months and weekdays of one word that mean nothing else: alike in templates."""
    regions: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    """What is other in a region, by its code."""

    def of(self, region: str) -> CalendarWords:
        """These words with the habits of `region`."""
        return replace(self, **self.regions.get(region, {}))


def calendar_words(raw: Mapping[str, Any]) -> CalendarWords:
    """The noun that the compiler's record `raw` describes; an empty record gives empty words."""
    terms = _index(raw.get("terms", {}))
    return CalendarWords(
        terms=terms,
        order=raw.get("order", "dmy"),
        pair=raw.get("pair", "dm"),
        either=raw.get("either", False),
        dotted=raw.get("dotted", "clock"),
        system=CalendarSystem(raw.get("system", "gregorian")),
        signed=any("D" in codes.split() for codes in raw.get("terms", {}).values()),
        regions=raw.get("regions", {}),
        names=_names(terms),
    )


def _names(terms: Mapping[str, tuple[Term, ...]]) -> dict[str, Name]:
    before: dict[str, set[str]] = {}
    after: dict[str, set[str]] = {}
    for first, several in terms.items():
        for rest, _ in several:
            for piece, following in pairwise((first, *rest)):
                after.setdefault(piece, set()).add(following)
                before.setdefault(following, set()).add(piece)
    alone = {first: senses for first, several in terms.items() for rest, senses in several if not rest}
    return {
        word: Name(senses[0], frozenset(before.get(word, ())), frozenset(after.get(word, ())))
        for word, senses in alone.items()
        if senses[0][0] in "MW" and len(senses) == 1
    }


def pieces(term: str) -> list[str]:
    """The words and numbers of a folded term, without the marks between them: "a.m." is "a" and "m"."""
    return _PIECE.findall(term)


def _index(terms: Mapping[str, str]) -> dict[str, tuple[Term, ...]]:
    """The compiled terms, their pieces parted by blanks, and as a keyboard without accents types them."""
    known = {tuple(term.split(" ")): tuple(map(_sense, codes.split(" "))) for term, codes in terms.items()}
    found = dict(known)
    for words, senses in known.items():
        if not all(map(str.isascii, words)):
            found.setdefault(tuple(map(unaccented, words)), senses)
    index: dict[str, list[Term]] = {}
    for words in sorted(found, key=len, reverse=True):
        index.setdefault(words[0], []).append((words[1:], found[words]))
    return {first: tuple(rest) for first, rest in index.items()}


def unaccented(word: str) -> str:
    """`word` as a keyboard without accents types it."""
    return unicodedata.normalize("NFC", _ACCENT.sub("", unicodedata.normalize("NFD", word)))


def _sense(code: str) -> Sense:
    letter, value = code[0], code[1:]
    if value == NUMBER:
        return letter, None
    if letter == "M":
        return letter, (int(value.rstrip("pibneh")), _SYSTEMS[value.lstrip("0123456789")])
    if letter == "P":
        return letter, _hours(value)
    if letter in "QV":
        back, _, hours = value.partition(":")
        return letter, (int(back), _hours(hours))
    if letter == "E":
        match = _ERA.fullmatch(value)
        return letter, (CalendarSystem(match[1]), int(match[2] or 0)) if match else None
    if letter in "WRLA":
        return letter, int(value)
    if letter == "N":
        return "j" if len(value) == 1 else "n", int(value)
    return letter, value or None


def _hours(text: str) -> tuple[int, int]:
    start, _, end = text.partition("-")
    return int(start), int(end)
