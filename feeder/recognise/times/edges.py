"""What stands around a cue and says nothing: brackets, bullets, quotes, the sign of a clock; and accents left out.

A sign that may say something stays: of an amount ("$5 m", "12 %"), a change ("▲ 3 d"), a video's length ("▶ 12:05"),
a question.
"""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from unicodedata import category

from feeder.lexicon import AgeWords, Lexicon, PageWords
from feeder.lexicon.calendar import unaccented

_EMPTY = frozenset(("Ps", "Pe", "Pi", "Pf", "Pd", "Po", "Zs", "Cf", "Cc"))
_TELLING = frozenset("?¿%‰#&@§¶†‡")
_SIGNS = frozenset("|¦●○■□◆◇▪▫⌚⌛⏰⏱⏲⏳📅📆🗓️") | frozenset(map(chr, range(0x1F550, 0x1F568)))
"""Bullets, and clocks and calendars with the mark that makes a picture of them."""
_SHORTEST = 3
"""Letters of a word that is known without its accents: shorter ones are other words ("å", "a")."""
# Its accents tell words apart that mean different times.
_NEEDS_ACCENTS = ("vi",)


def trimmed(text: str) -> str:
    """`text` without what stands around it and says nothing."""
    start, end = 0, len(text)
    while start < end and _is_empty(text[start]):
        start += 1
    while start < end and _is_empty(text[end - 1]):
        end -= 1
    return text[start:end]


def _is_empty(sign: str) -> bool:
    return sign in _SIGNS or (sign not in _TELLING and category(sign) in _EMPTY)


@cache
def typed_plainly(lexicon: Lexicon) -> Lexicon | None:
    """`lexicon` with its words as a keyboard without accents types them; None where that would be another language.

    The words of the calendar have such spellings already.
    """
    if lexicon.tag.partition("-")[0] in _NEEDS_ACCENTS:
        return None
    long = {term: signs for term, signs in lexicon.ages.signs.items() if len(term) >= _SHORTEST}
    ages = {unaccented(term): signs for term, signs in long.items()} | dict(lexicon.ages.signs)
    page = PageWords(tuple(map(unaccented, lexicon.page.published)), tuple(map(unaccented, lexicon.page.updated)))
    return replace(lexicon, ages=AgeWords(ages), page=page)
