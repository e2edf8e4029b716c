"""The headline of a page, from the several places that state it: by agreement, not by knowing sites.

A page says its headline in JSON-LD, in `og:title`, in its `h1` and in `title`; some of them carry the site's name
behind a separator, a kicker before a colon, escaped entities, or are cut short. What most of them share is the
headline.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from html import unescape

from feeder.pages.html.document import Document
from feeder.pages.html.jsonld import Thing
from feeder.pages.html.paths import elements, strings, text_of
from feeder.text import fold, squash

_SEPARATED = re.compile(r"\s*[-–—|•·»:：/]{1,2}\s*$")
_CUT = re.compile(r"\s*(?:…|\.\.\.)$")
_SOFT = re.compile("[\xad\u200b]")
LEAST = 2
LEAST_CORE = 8


def headline(document: Document, thing: Thing | None) -> str | None:
    """The headline that the page's own statements agree on most; None where it states none.

    `thing` is the JSON-LD object of the page's article. Each statement has a weight (`twitter:title` only repeats
    `og:title`); a statement is supported by those that say the same once site name and kicker are off.
    """
    stated = _statements(document, thing)
    if not stated:
        return None
    cores = {text: _core(text, [other for other, _ in stated]) for text, _ in stated}
    votes: dict[str, float] = {}
    for text, weight in stated:
        votes[fold(cores[text])] = votes.get(fold(cores[text]), 0.0) + weight
    best = max(votes, key=lambda key: votes[key])
    return next(cores[text] for text, _ in stated if fold(cores[text]) == best)


def _statements(document: Document, thing: Thing | None) -> list[tuple[str, float]]:
    """What the page states as its title, likeliest first, each with its weight in the vote."""
    root = document.root
    linked = [thing.get("headline") or thing.get("name")] if thing else []
    places: list[tuple[Iterable[object], float]] = [
        (linked, 1.2),
        (strings(root, "//meta[@property='og:title' or @name='og:title']/@content")[:1], 1.0),
        ((text_of(h1) for h1 in elements(root, "//h1") if text_of(h1)), 1.1),
        (strings(root, "//meta[@name='twitter:title' or @property='twitter:title']/@content")[:1], 0.3),
        (strings(root, "//title/text()")[:1], 0.8),
    ]
    found: list[tuple[str, float]] = []
    for texts, weight in places:
        text = next((tidy(text) for text in texts if isinstance(text, str) and tidy(text)), "")
        if len(text) >= LEAST:
            found.append((text, weight))
    return found


def tidy(text: str) -> str:
    """`text` as shown: entities resolved (twice escaped ones too), soft hyphens gone, on one line."""
    return squash(_SOFT.sub("", unescape(unescape(text)) if "&" in text else text))


def _core(text: str, others: list[str]) -> str:
    """`text` without what another statement shows to be around it: a site's name behind it, or its own cut end."""
    folded = fold(text)
    for other in others:
        short = fold(other)
        longer = len(short) >= LEAST_CORE and folded != short and folded.startswith(short)
        # Offsets of the folded text are those of the text only where folding kept the length.
        if longer and len(folded) == len(text) and _SEPARATED.search(text[: _next_word(text, len(short))]):
            return text[: len(short)].strip()
    if _CUT.search(text):
        stem = fold(_CUT.sub("", text))
        return next((other for other in others if fold(other).startswith(stem) and not _CUT.search(other)), text)
    return text


def _next_word(text: str, start: int) -> int:
    """Where the first letter or digit of `text` from `start` on stands."""
    return next((at for at in range(start, len(text)) if text[at].isalnum()), len(text))
