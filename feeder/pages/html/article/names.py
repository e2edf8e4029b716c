"""Who wrote an article, as printed by its headline, where nothing tells machines: "By Lea Smit, De Dijkbode"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from feeder.pages.html.paragraphs import Paragraph
from feeder.text import squash

LONGEST = 100
"""Characters of a byline."""
MOST_WORDS = 5
"""Words of a name."""

_BY = {
    "ca": "per", "da": "af", "de": "von", "en": "by", "es": "por", "fr": "par", "it": "di", "nb": "av", "nl": "door",
    "no": "av", "pt": "por", "sv": "av",
}  # fmt: skip
_AND = {
    "ca": "i", "da": "og", "de": "und", "en": "and", "es": "y", "fr": "et", "it": "e", "nb": "og", "nl": "en",
    "no": "og", "pt": "e", "sv": "och",
}  # fmt: skip
_EDGE = "\x1f"  # between the words of two elements
_END = re.compile(rf"[,;|·•–—(/:@{_EDGE}\d]|\s-\s|$")
_PARTICLES = frozenset("al bin da de del della den der di dos du el ibn la le ten ter van von zu".split())


def printed_authors(around: Sequence[Paragraph], languages: Sequence[str]) -> tuple[str, ...]:
    """The names in the first line of `around` that is a byline in one of `languages`; () where none is."""
    lines = [_EDGE.join(filter(None, (squash(piece) for piece in p.pieces if isinstance(piece, str)))) for p in around]
    for tag in dict.fromkeys(language.partition("-")[0] for language in languages):
        for line in lines if tag in _BY else ():
            if len(line) <= LONGEST and (names := _names(line, _BY[tag], _AND[tag])):
                return names
    return ()


def _names(line: str, by: str, joined: str) -> tuple[str, ...]:
    """The names behind `by`, up to what ends them; () where one of them is none."""
    together = re.sub(rf"[\s{_EDGE}](?:{joined}|&)[\s{_EDGE}]", " & ", line, flags=re.IGNORECASE)
    found = re.match(rf"(?:{by.capitalize()}|{by.upper()})[\s{_EDGE}]", together)
    end = _END.search(together, found.end()) if found else None
    if not found or not end:
        return ()
    names = tuple(name.strip() for name in together[found.end() : end.start()].split(" & "))
    return names if all(map(_is_name, names)) else ()


def _is_name(text: str) -> bool:
    words = text.split()
    return 2 <= len(words) <= MOST_WORDS and all(word[0].isupper() or word.casefold() in _PARTICLES for word in words)
