"""The readings of a text that is one cue, in the languages that it may be in."""

from __future__ import annotations

import re
from functools import lru_cache

from feeder.lexicon import load
from feeder.model.time import Age, Phrase
from feeder.recognise.times import one, whole

# Where no language is known, these must agree: the most read news languages of each script that CLDR has words for.
# More of them would refuse more texts, not read more of them right.
WITNESSES = (
    "en es fr de pt it nl sv da nb fi pl cs sk hu ro hr tr ru uk bg sr el ar fa he hi bn ta id ms vi th ja ko zh"
).split()


# What says past in English at the end of an age: no other language has the word beside a unit of time.
_AGO = re.compile(r"[a-z.] ago\W*\Z|\A\W*just now\W*\Z", re.IGNORECASE)


@lru_cache(maxsize=8192)
def printed(text: str, languages: tuple[str, ...]) -> tuple[Phrase, ...]:
    """The readings of `text`, the whole of it, by the first of `languages` that reads it; () where none does.

    An age in English is one on any page: many sites leave their widgets as they came. Without languages: what all the
    witnesses that read it agree on.
    """
    if not languages:
        return _agreed(text)
    for tag in languages:
        lexicon = load(tag)
        if lexicon is not None and (phrases := whole(text, (lexicon,))):
            return phrases
    return _left_in_english(text)


def _left_in_english(text: str) -> tuple[Phrase, ...]:
    english = load("en") if _AGO.search(text) else None
    return tuple(phrase for phrase in whole(text, (english,)) if isinstance(phrase, Age)) if english else ()


def lone(text: str, languages: tuple[str, ...]) -> tuple[Phrase, ...]:
    """The age of one unit that `text` names without a count, by the first of `languages` that knows it as such."""
    for tag in languages:
        lexicon = load(tag)
        if lexicon is not None and (age := one(text, lexicon.ages)):
            return (age,)
    return ()


def _agreed(text: str) -> tuple[Phrase, ...]:
    readings = {phrases for tag in WITNESSES if (lexicon := load(tag)) and (phrases := whole(text, (lexicon,)))}
    return readings.pop() if len(readings) == 1 else ()
