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
    """Whether more than half of `text` is words that no time has in the languages of `lexicons`: sure when it says so.

    In brackets may stand anything: a zone's own name.
    """
    if "(" in text or "[" in text:
        return False
    folded = fold(text).text
    if not _PARTED.fullmatch(folded):
        return False
    known = _words(tuple(lexicons))
    others = [word for word in _LETTERS.findall(folded) if word not in known and not is_abbreviation(word)]
    return sum(map(len, others)) * 2 > len(folded)


@lru_cache(maxsize=256)
def _words(lexicons: tuple[Lexicon, ...]) -> frozenset[str]:
    """Every word of every term that may be part of a time, with its accents and without."""
    terms: list[str] = []
    for lexicon in lexicons:
        terms += lexicon.ages.signs
        terms += lexicon.page.published + lexicon.page.updated
        for first, several in lexicon.calendar.terms.items():
            terms += [first, *chain.from_iterable(rest for rest, _ in several)]
    return frozenset(chain.from_iterable(map(_LETTERS.findall, (*terms, *map(unaccented, terms)))))
