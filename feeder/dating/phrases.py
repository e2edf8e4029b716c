"""The readings of a text that is one cue, in the languages that it may be in."""

from __future__ import annotations

import re
from functools import lru_cache

from feeder.lexicon import HOLE, load
from feeder.model.time import Age, Basis, Phrase, Unit
from feeder.recognise.times import LONGEST_CUE, known, machine, one, worded

# Where no language is known, these must agree: the most read news languages of each script that CLDR has words for.
# More of them would refuse more texts, not read more of them right.
WITNESSES = (
    "en es fr de pt it nl sv da nb fi pl cs sk hu ro hr tr ru uk bg sr el ar fa he hi bn ta id ms vi th ja ko zh"
).split()

# What says past in English at the end of an age, which no other language has beside a unit of time; and the sign of the
# hour, which is the same in all of them where they have no reading of their own.
_AGO = re.compile(r"[a-z.] ago\W*\Z|\A\W*(?:just now|\d{1,3} ?h)\W*\Z", re.IGNORECASE)

Reading = tuple[Basis, tuple[Phrase, ...]]
"""What kind of evidence a text is, and the ways to read it: NONE, and (), for a text that is no time."""
_NOTHING: Reading = (Basis.NONE, ())


def printed(text: str, languages: tuple[str, ...]) -> tuple[Phrase, ...]:
    """The readings of `text`, the whole of it, by the first of `languages` that reads it; () where none does.

    An age in English is one on any page: many sites leave their widgets as they came. Without languages: what all the
    witnesses that read it agree on.
    """
    return reading(text, languages)[1]


def reading(text: str, languages: tuple[str, ...]) -> Reading:
    """As `printed`, with its basis: MACHINE for a machine's notation, which belongs to no language."""
    return _reading(text, languages) if len(text) <= LONGEST_CUE else _machine(text) or _NOTHING


@lru_cache(maxsize=8192)
def _reading(text: str, languages: tuple[str, ...]) -> Reading:
    """Cached: the times of a page stand on its next captures too."""
    phrases = known(text, languages[0]) if languages else ()
    if phrases:
        return basis_of(phrases), phrases
    found = _machine(text)
    if found is not None:
        return found
    phrases = _worded(text, languages) if HOLE not in text else ()
    return (basis_of(phrases), phrases) if phrases else _NOTHING


def _machine(text: str) -> Reading | None:
    exact = machine(text)
    return None if exact is None else (Basis.MACHINE, (exact,))


def _worded(text: str, languages: tuple[str, ...]) -> tuple[Phrase, ...]:
    for tag in languages:
        lexicon = load(tag)
        if lexicon is not None and (phrases := worded(text, lexicon)):
            return phrases
    return _left_in_english(text) if languages else _agreed(text)


def _left_in_english(text: str) -> tuple[Phrase, ...]:
    english = load("en") if _AGO.search(text) else None
    return tuple(phrase for phrase in worded(text, english) if isinstance(phrase, Age)) if english else ()


def _agreed(text: str) -> tuple[Phrase, ...]:
    readings = {phrases for tag in WITNESSES if (lexicon := load(tag)) and (phrases := worded(text, lexicon))}
    return readings.pop() if len(readings) == 1 else ()


def lone(text: str, languages: tuple[str, ...]) -> tuple[Phrase, ...]:
    """The age of one unit that `text` names without a count, by the first of `languages` that knows it as such."""
    for tag in languages:
        lexicon = load(tag)
        if lexicon is not None and (age := one(text, lexicon.ages)):
            return (age,)
    return ()


def basis_of(phrases: tuple[Phrase, ...]) -> Basis:
    """STATED for times on the calendar; RELATIVE where any reading counts back from the capture in units."""
    for phrase in phrases:
        if isinstance(phrase, Age):
            return Basis.RELATIVE
        if phrase.back is not None and phrase.span is not Unit.DAY and phrase.weekday is None:
            return Basis.RELATIVE
    return Basis.STATED
