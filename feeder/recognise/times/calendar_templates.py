"""Texts that differ in nothing but their numbers and the names of months and weekdays are one template.

A template is understood once; the texts that have it are then read by filling in their own pieces. A text is folded
piece by piece, each of which is folded once, since the same few make up most texts.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import Any

from feeder.lexicon.calendar import WORD, CalendarWords
from feeder.recognise.times.normalise import fold_text
from feeder.recognise.times.zones import is_abbreviation

MONTH, WEEKDAY = "\x03", "\x04"
"""Stand in a template for the name of a month, of a weekday; folded text has no such character."""
ODD = "\x00"
"""Stands in a template for a piece that folding makes others of: "²", a soft hyphen in a word."""
_PIECES = re.compile(rf"(\d+|{WORD})")
_WORD = re.compile(WORD)
_COMBINING = re.compile("[\u0300-\u036f\u0653-\u0655\u3099\u309a]")
_PLACES = {"M": MONTH, "W": WEEKDAY}
_MOST_PIECES = 4096
_COMMON = {mark: mark for mark in ("", " ", ":", ".", ". ", ", ", "/", "-")} | {
    number: "0" * len(number) for number in map(str, (*range(100), *range(1990, 2040)))
}
_COMMON |= {f"0{number}": "00" for number in range(10)}
"""What most printed times have of numbers and marks, whatever their language."""


class Spelling(dict[str, str]):
    """What stands in templates for each piece of a text, and for what is between two; filled as pieces are met.

    `names` are the values of those that are names of months and weekdays, by the page's own spelling. A name that may
    be a zone (Latvian "cet") is a word as any other.
    """

    def __init__(self, words: CalendarWords) -> None:
        super().__init__(_COMMON)
        self._senses = {word: sense for word, sense in words.names.items() if not is_abbreviation(word)}
        self.names: dict[str, Any] = {}

    def __missing__(self, piece: str) -> str:
        if len(self) >= _MOST_PIECES:
            return "0" * len(piece) if piece.isdecimal() else _folded(piece)
        if piece.isdecimal():
            spelled = "0" * len(piece)
        else:
            spelled = _folded(piece)
            sense = self._senses.get(spelled)
            if sense is not None:
                spelled, self.names[piece] = _PLACES[sense[0]], sense[1]
        self[piece] = spelled
        return spelled


@lru_cache(maxsize=_MOST_PIECES)
def _folded(piece: str) -> str:
    """A word, or what stands between two, folded; `ODD` where that is not as many pieces."""
    folded = fold_text(piece)
    if _PIECES.match(piece):
        return folded if _WORD.fullmatch(folded) and not _COMBINING.match(folded) else ODD
    return ODD if _PIECES.search(folded) or (piece and not folded) else re.sub(" +", " ", folded)


@cache
def spelling(words: CalendarWords) -> Spelling:
    """The spelling of the language of `words`."""
    return Spelling(words)


def templated(text: str, spelled: Spelling) -> tuple[str, list[str]]:
    """The template of `text`, its digits all 0, and its pieces: its words and numbers."""
    parts = _PIECES.split(text)
    return "".join(map(spelled.__getitem__, parts)).strip(" "), parts[1::2]


def pieces(text: str) -> list[str]:
    """The words and numbers of folded `text`."""
    return _PIECES.findall(text)
