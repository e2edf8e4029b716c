"""The words that times are made of: a cheap look tells which texts say mostly other things."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import chain

from feeder.lexicon import Lexicon
from feeder.lexicon.calendar import unaccented
from feeder.recognise.times.normalise import fold
from feeder.recognise.times.zones import is_abbreviation

_LETTERS = re.compile(r"[^\W\d_]+")
# Scripts that part words by spaces, and whose letters are single signs: Latin, Greek, Cyrillic.
_PARTED = re.compile("[\x00-\u02ff\u0370-\u052f\u1e00-\u2bff]*")


def says_other_things(text: str, lexicons: Sequence[Lexicon]) -> bool:
    """Whether more than half of `text` is words that no time has in these languages: sure when it says so."""
    folded, _, others = _words_of(text, lexicons)
    return sum(map(len, others)) * 2 > len(folded)


def says_no_time(text: str, lexicons: Sequence[Lexicon]) -> bool:
    """Whether no word of `text`, which has no number, is one that times have: sure when it says so."""
    _, words, others = _words_of(text, lexicons)
    return 0 < len(words) == len(others)


def _words_of(text: str, lexicons: Sequence[Lexicon]) -> tuple[str, list[str], list[str]]:
    """`text` folded, its words, and those that no time has; none where it is not sure that they are its words.

    In brackets may stand anything: a zone's own name.
    """
    folded = fold(text).text
    if "(" in text or "[" in text or not _PARTED.fullmatch(folded):
        return folded, [], []
    known = _known(tuple(lexicons))
    words = _LETTERS.findall(folded)
    return folded, words, [word for word in words if word not in known and not is_abbreviation(word)]


@lru_cache(maxsize=256)
def _known(lexicons: tuple[Lexicon, ...]) -> frozenset[str]:
    """Every word of every term that may be part of a time, with its accents and without."""
    terms: list[str] = []
    for lexicon in lexicons:
        terms += lexicon.ages.signs
        terms += lexicon.page.published + lexicon.page.updated
        for first, several in lexicon.calendar.terms.items():
            terms += [first, *chain.from_iterable(rest for rest, _ in several)]
    return frozenset(chain.from_iterable(map(_LETTERS.findall, (*terms, *map(unaccented, terms)))))
