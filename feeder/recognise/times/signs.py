"""Folded text to a row of signs: what each of its words means in a relative phrase."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple, cast

from feeder.lexicon.nouns import HOLE, AgeWords, Role, Sign

# Scripts that part no words by spaces: each character is a piece of its own there, so that terms are found as
# substrings. Thai, Lao, Tibetan, Burmese, Khmer, kana, Han, Hangul, Yi.
_UNSPACED = (
    "\u0e00-\u0fff\u1000-\u109f\u1780-\u17ff\u2e80-\u2fff\u3005-\u3007\u3021-\u302f\u3031-\ua4cf"
    "\uac00-\ud7af\uf900-\ufaff\U00020000-\U0003ffff"
)
# What no word holds: white space, ASCII and Latin-1 marks, general punctuation and symbols, and the full stops,
# commas and question marks of Armenian, Hebrew, Arabic, Devanagari and Ethiopic.
_MARKS = (
    "\\s\x00-@\\[-`{-\xa9\xab-\xb4\xb6-\xb9\xbb-\xbf\xd7\xf7\u055b-\u055f\u0589\u058a\u05be\u05f3\u05f4\u060c\u061b\u061f\u06d4"
    "\u0964\u0965\u1361-\u1368\u2000-\u2bff\u3000-\u3004\u3008-\u3020\u3030"
)
PIECE = re.compile(rf"[{_UNSPACED}]|[^{_MARKS}{_UNSPACED}]+|\S")
UNSPACED = re.compile(f"[{_UNSPACED}]")
_INSIDE = re.compile(rf"(?<=[^{_MARKS}{_UNSPACED}])[^{_MARKS}{_UNSPACED}]")
# "1,5 uur" and "1½ uur" are counts, "14.05 uur" a clock time: an age has no hundredths.
NUMBER = re.compile(r"([\d½](?<!\d[\d½])(?<!\d[.,:/]\d)(?:(?<=½)|\d*(?:[.,]\d|½)?))(?![\d½]|[.,:/]\d)")

ALONE = frozenset((Role.AGE, Role.DAY))
"""Roles of terms that are a phrase by themselves."""
PRINTED = Sign(Role.NUMBER, unit=HOLE)
"""A number in digits; its value is the text's, not the lexicon's."""
DOT = Sign(Role.DOT)
MINUTES = Sign(Role.UNIT, unit="minute")

_COMMON: dict[str, tuple[Sign, ...]] = {
    HOLE: (PRINTED,),
    ",": (Sign(Role.JOINER),),
    ".": (DOT,),
    "-": (Sign(Role.RANGE),),
    "~": (Sign(Role.ABOUT),),
    "±": (Sign(Role.ABOUT),),
    "≈": (Sign(Role.ABOUT),),
    ">": (Sign(Role.OVER),),
    "+": (Sign(Role.OVER),),
    "<": (Sign(Role.UNDER),),
}


def is_ending(term: str, signs: tuple[Sign, ...]) -> bool:
    """Whether `term` is not a word but how the word before a count ends."""
    return term[0] == "-" and signs[0].role is Role.OTHER


class Word(NamedTuple):
    """A piece of text with its meanings; none for a word that the lexicon does not know."""

    start: int
    end: int
    signs: tuple[Sign, ...]


@dataclass(frozen=True, slots=True)
class Terms:
    """Terms ready to be looked up: the lengths of terms by the piece that they begin with, longest first; `plain` are
    those of one piece that no other term begins with."""

    signs: Mapping[str, tuple[Sign, ...]]
    lengths: Mapping[str, tuple[int, ...]]
    plain: Mapping[str, tuple[Sign, ...]]


@cache
def terms_of(words: AgeWords) -> Terms:
    """The terms that amounts are made of, with those that are common to all languages, indexed by first piece.

    Whole phrases ("just now", "tháng trước") are not among them: they would hide what begins or ends like one ("một
    tháng trước").
    """
    known = {term: found for term, found in words.signs.items() if found[0].role not in ALONE}
    signs = _COMMON | {term: found for term, found in known.items() if not is_ending(term, found)}
    lengths: dict[str, set[int]] = {}
    for term in signs:
        first = PIECE.search(term)
        if first is not None:
            lengths.setdefault(first.group(), set()).add(len(term))
    plain = {first: signs[first] for first, sizes in lengths.items() if sizes == {len(first)}}
    return Terms(signs, {first: tuple(sorted(sizes, reverse=True)) for first, sizes in lengths.items()}, plain)


def scan(template: str, terms: Terms) -> Iterator[Word]:
    """The words of `template` (folded, its numbers as `HOLE`), longest terms first, from left to right."""
    done = 0
    for piece in PIECE.finditer(template):
        start, end = piece.span()
        if start >= done:
            signs, done = _longest(template, start, end, terms)
            yield Word(start, done, signs)


def meanings(template: str, terms: Terms) -> list[tuple[Sign, ...]] | None:
    """The meanings of each word of `template`, as `scan` finds them; None where one has none."""
    words = list(map(terms.plain.get, template.split(" ")))
    if None not in words:
        return cast("list[tuple[Sign, ...]]", words)
    known = []
    done = 0
    for piece in PIECE.finditer(template):
        start, end = piece.span()
        if start >= done:
            signs, done = _longest(template, start, end, terms)
            if not signs:
                return None
            known.append(signs)
    return known


def _longest(template: str, start: int, end: int, terms: Terms) -> tuple[tuple[Sign, ...], int]:
    """The meanings of the longest term that begins with the piece [start, end), none for an unknown piece, and where
    it ends: between two pieces."""
    for length in terms.lengths.get(template[start:end], ()):
        term = template[start : start + length]
        stop = start + len(term)  # the text may end before a longer term would
        signs = terms.signs.get(term)
        if signs is not None and (stop == end or not _INSIDE.match(template, stop)):
            return signs, stop
    return (), end
