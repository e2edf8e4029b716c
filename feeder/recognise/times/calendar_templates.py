"""Texts that differ in nothing but their numbers and the names of months and weekdays are one template.

A template is understood once; the texts that have it are then read by filling in their own numbers and names. A text is
folded stretch by stretch, each of which is folded once, since the same few stand between the numbers of most texts.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

from feeder.lexicon.calendar import NUMBER, WORD, CalendarWords, Sense
from feeder.recognise.times.normalise import fold_text
from feeder.recognise.times.zones import is_abbreviation

MONTH, WEEKDAY = "\x03", "\x04"
"""Stand in a template for the name of a month, of a weekday; folded text has no such character."""
ODD = "\x00"
"""Stands in a template for a piece that folding makes others of: "²", a soft hyphen in a word."""
_NUMBERS = re.compile(r"(\d+)")
_WORDS = re.compile(rf"({WORD})")
_WORD = re.compile(WORD)
_PIECES = re.compile(rf"\d+|{WORD}")
_IN_TEMPLATE = re.compile(rf"(\d+)|{WORD}|([{MONTH}{WEEKDAY}])")
_COMBINING = re.compile("[\u0300-\u036f\u0653-\u0655\u3099\u309a]")
_PLACES = {"M": MONTH, "W": WEEKDAY}
_MOST_STRETCHES = 4096
_COMMON = {mark: mark for mark in ("", " ", ":", ".", ". ", ", ", "/", "-")} | {
    number: "0" * len(number) for number in map(str, (*range(100), *range(1990, 2040)))
}
_COMMON |= {f"0{number}": "00" for number in range(10)}
"""What most printed times have of numbers and marks, whatever their language."""


class Spelling(dict[str, str]):
    """What stands in templates for each stretch of a text: a number, or all between two; filled as they are met.

    `names` are the values of the names of months and weekdays in a stretch, in order. A name that may be a zone
    (Latvian "cet") is a word as any other.
    """

    def __init__(self, words: CalendarWords) -> None:
        super().__init__(_COMMON)
        self._known = {word: name for word, name in words.names.items() if not is_abbreviation(word)}
        self.names: dict[str, tuple[Any, ...]] = {}

    def __missing__(self, stretch: str) -> str:
        if stretch.isdecimal():
            spelled = "0" * len(stretch)
        else:
            pieces = [_folded(piece) for piece in _WORDS.split(stretch)]
            senses = self._senses(pieces[1::2])
            self.names[stretch] = tuple([value for _, value in senses.values()])
            for nth, (letter, _) in senses.items():
                pieces[2 * nth + 1] = _PLACES[letter]
            spelled = "".join(pieces)
        self[stretch] = spelled
        return spelled

    def _senses(self, words: list[str]) -> dict[int, Sense]:
        """Which of the words that stand between two numbers are names, and what they mean."""
        around = [NUMBER, *words, NUMBER]
        known = [(nth, name) for nth, word in enumerate(words) if (name := self._known.get(word))]
        return {
            nth: name.sense
            for nth, name in known
            if around[nth] not in name.before and around[nth + 2] not in name.after
        }


@lru_cache(maxsize=_MOST_STRETCHES)
def _folded(piece: str) -> str:
    """A word, or what stands between two, folded; `ODD` where that is not as many pieces."""
    folded = fold_text(piece)
    if _WORD.match(piece):
        return folded if _WORD.fullmatch(folded) and not _COMBINING.match(folded) else ODD
    return ODD if _PIECES.search(folded) or (piece and not folded) else re.sub(" +", " ", folded)


_SPELLINGS: dict[CalendarWords, Spelling] = {}


def spelling(words: CalendarWords) -> Spelling:
    """The spelling of the language of `words`: one that has met too many stretches gives way to a new one."""
    known = _SPELLINGS.get(words)
    if known is None or len(known) > _MOST_STRETCHES:
        known = _SPELLINGS[words] = Spelling(words)
    return known


def templated(text: str, spelled: Spelling) -> tuple[str, list[str]]:
    """The template of `text`, its digits all 0, and its stretches: what is before, between and after its numbers."""
    parts = stretches(text)
    return "".join(map(spelled.__getitem__, parts)).strip(" "), parts


def stretches(text: str) -> list[str]:
    """What is before, between and after the numbers of `text`, with the numbers."""
    return _NUMBERS.split(text)


def places(template: str) -> list[tuple[int, int]]:
    """Where the stretches of a text have each word and number of its `template`, in order.

    A number is a stretch; of a name also which one of its stretch it is; any other word is -1.
    """
    found, stretch, names = [], 0, 0
    for piece in _IN_TEMPLATE.finditer(template):
        if piece[1]:
            found.append((stretch + 1, 0))
            stretch, names = stretch + 2, 0
        elif piece[2]:
            found.append((stretch, names))
            names += 1
        else:
            found.append((-1, 0))
    return found


def pieces(text: str) -> list[str]:
    """The words and numbers of folded `text`."""
    return _PIECES.findall(text)
