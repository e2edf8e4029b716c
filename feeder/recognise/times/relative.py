"""Relative phrases as whole cues: ages ("3 uur geleden", "about 2 hours ago", "2h") and days ("gisteren").

A text that is one cue as a whole may be a bare count; in running text (`running`) an age needs a word that says past.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

from feeder.lexicon import HOLE, AgeWords, Role, Sign
from feeder.model.time import Phrase
from feeder.recognise.times.ages import AMOUNT, LIKELY, PAST, Amount, amount, fixed, rows, shape
from feeder.recognise.times.normalise import fold_text
from feeder.recognise.times.signs import ALONE, NUMBER, scan, terms_of

_ENDING = re.compile(r"[\s.,;:!|·•)\]/-]*\Z")
_OPENING = re.compile(r"\A[\s.,;:|·•(\[/-]*")
# Hebrew patterns of CLDR repeat in digits what the word says: "two weeks ago (2)".
_ECHO = re.compile(rf"(?<=\w['.]) \({HOLE}\)\Z|(?<=\w) \({HOLE}\)\Z")
_MARKERS = PAST | {Role.ABOUT, Role.OVER, Role.ALMOST, Role.UNDER}


def whole(text: str, words: AgeWords) -> tuple[Phrase, ...]:
    """What `text`, as the page prints it, says as one relative cue, in every way that it can be read; () for none."""
    parts = NUMBER.split(text)
    readings = _readings(HOLE.join(parts[::2]), words)
    if not readings:
        return ()
    numbers = [value(number) for number in parts[1::2]]
    if len(readings) == 1:
        only = readings[0]
        phrase = only.age(numbers) if isinstance(only, Amount) else only
        return (phrase,) if phrase else ()
    return likely(reading.age(numbers) if isinstance(reading, Amount) else reading for reading in readings)


def likely(phrases: Iterable[Phrase | None]) -> tuple[Phrase, ...]:
    """The readings that are some, each once, less those whose count nobody prints where others are likelier."""
    found = tuple(phrase for phrase in dict.fromkeys(phrases) if phrase is not None)
    if len(found) < 2:
        return found
    return tuple(phrase for phrase in found if phrase.kind == "calendar" or phrase.most <= LIKELY[phrase.unit]) or found


def value(number: str) -> float:
    """What a printed number, found by `NUMBER`, counts."""
    return float(number.replace(",", "."))


@lru_cache(maxsize=16_384)
def _readings(template: str, words: AgeWords) -> tuple[Amount | Phrase, ...]:
    whole = _folded(template)
    folded = _OPENING.sub("", _ENDING.sub("", whole))
    return _spelled(whole, words) or _spelled(folded, words) or _spelled(folded + ".", words)


def _spelled(folded: str, words: AgeWords) -> tuple[Amount | Phrase, ...]:
    if by_itself := alone(folded, words):
        return by_itself
    known = list(scan(folded, terms_of(words)))
    if not known or not all(word.signs for word in known):
        return ()
    return tuple(reading for signs in rows(known) if (reading := _reading(signs)) is not None)


def _folded(template: str) -> str:
    folded = " ".join(HOLE.join(map(fold_text, template.split(HOLE))).split())
    return _ECHO.sub("", folded)


def alone(template: str, words: AgeWords) -> tuple[Phrase, ...]:
    """The phrases that folded `template` is by itself, without a count: "zojuist", "gisteren"."""
    return tuple(fixed(sign) for sign in words.signs.get(template, ()) if sign.role in ALONE)


def _reading(signs: Sequence[Sign]) -> Amount | None:
    if not AMOUNT.fullmatch(shape(signs)):
        return None
    roles = {sign.role for sign in signs}
    return None if Role.ONE in roles and not roles & _MARKERS else amount(signs)
