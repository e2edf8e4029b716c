"""What a piece of a text that has numbers may be: a number of some digits, a clock, a numeric date, an offset."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from feeder.lexicon.calendar import CalendarWords, Sense

UNKNOWN: tuple[Sense, ...] = (("x", None),)
_LENGTHS = " jnvy"
_RUN = re.compile(r"\d+")
_OFFSET = re.compile(r"-\d\d:?\d\d")


class Printed(NamedTuple):
    """A value to be read from a text's words and numbers: from `first` to `end`; `text` is the token's own.

    Letter "=": the value of the name that the word `first` is.
    """

    letter: str
    first: int
    end: int
    text: str


@lru_cache(maxsize=4096)  # few in cues, whose digits are all 0
def numeric(kind: str, piece: str, run: int, words: CalendarWords) -> tuple[Sense, ...]:
    """The senses of `piece`, of that kind of `calendar_tokens`, before whose numbers the text has `run` pieces."""
    end = run + len(_RUN.findall(piece))
    return tuple((letter, Printed(letter, run, end, piece)) for letter in _letters(kind, piece, words)) or UNKNOWN


def _letters(kind: str, piece: str, words: CalendarWords) -> str:
    """What a piece with numbers may be, the likeliest first."""
    if kind == "number":
        return _LENGTHS[len(piece)] if len(piece) < len(_LENGTHS) else ""
    if kind == "pair":
        return _pair(piece, words)
    if kind == "triple":
        return _triple(piece, words)
    if kind == "other":
        return "Z" if _OFFSET.fullmatch(piece) else "z" * (piece[0] in "+-")
    return {"clock": "c", "zone": "Z", "utc": "Z", "dated": "t"}.get(kind, "")


def _triple(piece: str, words: CalendarWords) -> str:
    """A date; where dots part two digits each, a clock too; a version ("10.4.11") where no language writes dates so."""
    lengths = [len(run) for run in _RUN.findall(piece)]
    if lengths[2] == 1 and max(lengths) < 3:
        return "t" if lengths[0] == 2 and words.order == "ymd" and words.pair == "md" else ""
    if "." not in piece or max(lengths) > 2:
        return "t"
    if lengths == [2, 2, 2]:
        return "tc"
    clock = "c" * (lengths[1:] == [2, 2])
    return {"rare": "", "clock": clock}.get(words.dotted, "t" + clock)


def _pair(piece: str, words: CalendarWords) -> str:
    """A day and a month, or where a dot parts them an hour and a minute of two digits."""
    if "/" in piece:
        return "l"
    if "-" in piece:
        return "l" if len(piece) == len("03-14") and words.order == "ymd" and words.pair == "md" else "g"
    if not piece[-2:].isdecimal():
        return "b"
    return "bc" if words.dotted == "date" else "cb"
