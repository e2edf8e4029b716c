"""Headings that name a section: "Meer uit Buitenland" does, "Lees ook" and "Meer over dit onderwerp" do not."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from feeder.lexicon import Lexicon
from feeder.recognise.times.normalise import fold
from feeder.text import squash

LONGEST_LABEL = 100
LONGEST_NAME = 60
MOST_WORDS = 6
_EDGES = " :;|·•»«›‹>→…*-–—"
_SENTENCE = frozenset(".!?。！？")


def section_of(label: str, lexicons: Iterable[Lexicon]) -> str | None:
    """The section that `label` names, as the page spells it ("Buitenland"); None where it names none.

    Only the section patterns of `lexicons` count: a heading that merely could be a section's name is no evidence.
    """
    label = squash(label).strip(_EDGES)
    if not label or len(label) > LONGEST_LABEL:
        return None
    folded = fold(label)
    for lexicon in lexicons:
        for before, after in _patterns(lexicon):
            end = len(folded.text) - len(after)
            if len(before) < end and folded.text.startswith(before) and folded.text.endswith(after):
                start, stop = folded.original(len(before), end)
                if _is_name(name := label[start:stop].strip(_EDGES + '"“”„')):
                    return name
    return None


@lru_cache(maxsize=512)
def _patterns(lexicon: Lexicon) -> tuple[tuple[str, str], ...]:
    """What stands before and after the name, the longest patterns first."""
    parts = [pattern.partition("{}") for pattern in sorted(lexicon.page.sections, key=len, reverse=True)]
    return tuple((before, after) for before, _, after in parts)


def _is_name(name: str) -> bool:
    """Whether `name` may be a section's: a few words, the first with a capital where its script has them."""
    if not name or len(name) > LONGEST_NAME or len(name.split()) > MOST_WORDS or name[-1] in _SENTENCE:
        return False
    return name[0].isalpha() and not name[0].islower()
