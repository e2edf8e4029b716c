"""Words of relative phrases, as the compiled data holds them.

A record maps a role (the letters of `Role`) to terms by meaning: `{"U": {"hour": ["uur", "uren"]},
"N": {"1": ["een"], "2..5": ["een paar"]}, "C": {"15 minute /15": ["kwartier"]}, "P": {"": ["geleden"]},
"X": {"0..59 second": ["zojuist"]}, "D": {"day 1": ["gisteren"], "day 1 @4": ["afgelopen vrijdag"]}}`. A meaning is a
count or a range of counts, a unit, `/grain` and `@weekday`, each where the role needs it. A template has `{0}`
for its number.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from feeder.lexicon.nouns import HOLE, AgeWords, Role, Sign


def age_words(raw: Mapping[str, Any]) -> AgeWords:
    """The noun that the compiler's record `raw` describes."""
    signs: dict[str, tuple[Sign, ...]] = {}
    for role in Role:
        for sign, terms in _signs(role, raw.get(role.value, {})):
            for term in (term.replace("{0}", HOLE) for term in terms):
                signs[term] = (*signs.get(term, ()), sign)
    return AgeWords(signs)


def _signs(role: Role, by_meaning: Mapping[str, list[str]]) -> Iterator[tuple[Sign, list[str]]]:
    for meaning, terms in by_meaning.items():
        yield read_meaning(role, meaning), terms


@cache
def read_meaning(role: Role, meaning: str) -> Sign:
    """The sign that a key of the data names; "day 1 @4" as DAY is the last Friday before the capture's day.

    The same one each time, so that what was once understood of signs holds in all languages.
    """
    least = most = grain = 1.0
    unit, weekday = "", None
    for word in meaning.split():
        if word[0] == "/":
            grain = float(word[1:])
        elif word[0] == "@":
            weekday = int(word[1:])
        elif word.isalpha():
            unit = word
        else:
            first, _, last = word.partition("..")
            least, most = float(first), float(last or first)
    return Sign(role, unit, least, most, grain, back=int(least) if role is Role.DAY else 0, weekday=weekday)
