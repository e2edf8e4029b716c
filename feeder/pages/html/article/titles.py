"""The headline of a page, from the several places that state it: by agreement, not by knowing sites.

A page says its headline in JSON-LD, in `og:title`, in its `h1` and in `title`; some of them carry the site's name
behind a separator, a kicker before a colon, escaped entities, or are cut short. What most of them share is the
headline.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from lxml.html import HtmlElement

from feeder.pages.html.article.headings import first_headings, other_headings, wordings
from feeder.pages.html.article.site_names import SiteNames, shown_part, site_names, undecorated
from feeder.pages.html.document import Document
from feeder.pages.html.jsonld import Thing
from feeder.text import fold, tidy

_SEPARATED = re.compile(r"[-–—|•·»«:：/~_【]\s*$")
_KICKED = re.compile(r"(?:[:：|]|\s[-–—])\s*$")
_CUT = re.compile(r"(?:…|\.\.\.)$")
_MARKUP = re.compile(r"</?(?:em|i|b|strong|span|br|p|q|cite|sup|sub)\b[^<>]{0,200}>", re.IGNORECASE)
LEAST = 2
LONGEST = 1000
"""Characters of a title that are read."""
LEAST_CORE, LEAST_WITHIN = 8, 15
PREFIX = 0.7
MOSTLY = 0.6
"""The part of a heading from which its wording without a label is all of it that matters."""


@dataclass(frozen=True, slots=True)
class Statement:
    """One place's title: what it says, how much its word counts, and what kind of place it is."""

    place: str
    text: str
    weight: float
    core: str = ""


def headline(document: Document, thing: Thing | None) -> str | None:
    """The headline that the page's own statements agree on most; None where it states none.

    `thing` is the JSON-LD object of the page's article. Each statement has a weight (`twitter:title` only repeats
    `og:title`); a statement is supported by those that say the same once site name and kicker are off.
    """
    names = site_names(document)
    metadata = _metadata(document, thing, names)
    everything = [*metadata, *_printed(document, metadata, names)]
    stated = [one for one in everything if not names.named(one.text)] or everything
    if len(stated) == 1:
        told = stated[0].text
        return (shown_part(document.root, told) or undecorated(told)) if stated[0].place == "title" else told
    texts = [statement.text for statement in stated]
    cored = [Statement(one.place, one.text, one.weight, _core(one.text, texts)) for one in stated]
    best = max(cored, key=lambda one: _support(one, cored), default=None)
    return best.core if best else None


def _metadata(document: Document, thing: Thing | None, names: SiteNames) -> list[Statement]:
    """What the page's head states as its title, likeliest first, without the site's name."""
    linked = [_first(thing.get("headline")) or thing.get("name")] if thing else []
    places: list[tuple[str, Iterable[object], float]] = [
        ("json-ld", linked, 1.2),
        ("og", document.head.meta("og:title")[:1], 1.0),
        ("twitter", document.head.meta("twitter:title")[:1], 0.3),
        ("title", [document.head.title], 0.8),
    ]
    found = []
    for place, texts, weight in places:
        text = next((_plain(text) for text in texts if isinstance(text, str)), "")
        text = names.without(text, decorated=place != "json-ld")
        if len(text) >= LEAST:
            found.append(Statement(place, text, weight))
    return found


def _first(value: object) -> object:
    return value[0] if isinstance(value, list) and value else value


def _printed(document: Document, metadata: list[Statement], names: SiteNames) -> list[Statement]:
    """The heading that readers see, in the wording that metadata uses too; a masthead only where there is no other."""
    known = [fold(one.text) for one in metadata if not names.named(one.text)]
    firsts = [found for h1 in first_headings(document.root) if (found := _worded(h1, known, names))]
    if best := min(firsts, key=lambda pair: (pair[0], -len(pair[1]) if pair[0] == 0 else 0), default=None):
        return [Statement("h1", best[1], 0.5 if _is_stray(best[1], known) else 1.1)]
    others = [found for other in other_headings(document.root) if (found := _worded(other, known, names))]
    agreed = [text for rank, text in others if rank == 0 or not known]
    return [Statement("h2", text, 1.1) for text in agreed[:1]]


def _worded(heading: HtmlElement, known: list[str], names: SiteNames) -> tuple[int, str] | None:
    """What `heading` says, and how far it is from `known` statements: 0 one says so too, 1 none does."""
    texts = [names.without(tidy(text), decorated=False) for text in wordings(heading)]
    texts = [text for text in texts if len(text) >= LEAST and not names.named(text)]
    agreed = next((text for text in texts if fold(text) in known), None)
    fuller = [text for text in texts if len(text) >= MOSTLY * len(texts[0])]
    agreed = agreed or next((text for text in fuller if _begins(fold(text), known)), None)
    agreed = agreed or next((text for text in fuller if _stands_in(fold(text), known)), None)
    return (0, agreed) if agreed else (1, texts[0]) if texts else None


def _stands_in(text: str, known: list[str]) -> bool:
    return len(text) >= LEAST_WITHIN and any(text in other for other in known)


def _is_stray(heading: str, known: list[str]) -> bool:
    """Whether a heading is rather the name of a part of the site: much shorter than each of the `known` titles, and
    half of its words are in none of them."""
    words = fold(heading).split()
    said = {word for other in known for word in other.split()}
    short = bool(known) and all(2 * len(heading) < len(other) for other in known)
    return short and 2 * sum(word in said for word in words) < len(words)


def _begins(text: str, known: list[str]) -> bool:
    return len(text) >= LEAST_CORE and any(other.startswith(text) for other in known)


def _plain(text: str) -> str:
    """`text` without the markup that some editors leave in a title."""
    return tidy(_MARKUP.sub("", tidy(text[: 2 * LONGEST])))[:LONGEST]


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


def _support(one: Statement, stated: list[Statement]) -> float:
    """The weight of all who say what `one` says: exactly, at the start of the window's title, or behind a kicker."""
    core = fold(one.core)
    return sum(other.weight * _agreement(one, core, other) for other in stated)


def _agreement(one: Statement, core: str, other: Statement) -> float:
    said = fold(other.core)
    if said == core:
        return 1.0
    if len(core) < LEAST_CORE:
        return 0.0
    if other.place == "title" and (said.startswith(core) or (one.place == "h1" and _stands_in(core, [said]))):
        return PREFIX
    # Parts of a headline end it too: so only metadata may state one without the kicker that others print.
    stated = one.place in ("json-ld", "og") and other.place in ("json-ld", "og", "h1", "twitter")
    return 1.0 if stated and said.endswith(core) and _KICKED.search(said[: -len(core)]) else 0.0
