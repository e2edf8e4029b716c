"""Which of the things that a page describes to machines is the article that it is about."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice, pairwise
from urllib.parse import urlsplit

from feeder.pages.html.document import Document
from feeder.pages.html.jsonld import Thing, types
from feeder.pages.html.paths import elements, text_of
from feeder.recognise.links import canonical
from feeder.text import fold, tidy

_ARTICLE = re.compile(r"\w*(?:Article|Posting|Report)")
_TYPED = re.compile(r"(?:Article|Posting|Report)(?=\s|$)")
_HEADLINES = "//*[@itemprop='headline' or @property='headline' or @property='schema:headline']"
MAX_HEADLINES = 12
LEAST_TITLE = 8


def article_of(document: Document) -> Thing | None:
    """The JSON-LD article that the page is about: by its headline, then by its address; one of a list never is.

    The only one on a page may have neither, or others than the page states, where the page calls itself an article.
    """
    found = [thing for thing in document.objects if any(map(_ARTICLE.fullmatch, types(thing)))] or _films(document)
    found = [
        thing for thing in found if thing.get("headline") or thing.get("datePublished") or thing.get("articleBody")
    ]
    if not found:
        return None
    own = _own_addresses(document)
    titles = _own_titles(document)
    ranked = sorted(found, key=lambda thing: _likeness(thing, own, titles), reverse=True)
    best = ranked[0]
    if _likeness(best, own, titles):
        return best
    anonymous = not best.get("headline") and not any(_addresses(best))
    stated = calls_itself_article(document) and not _is_another(best, own, titles)
    return best if len(found) == 1 and (anonymous or not titles or stated) else None


def _films(document: Document) -> list[Thing]:
    """What JSON-LD says of the film that the page shows: the one that is called as the page is."""
    titles = _own_titles(document)
    films = [thing for thing in document.objects if "VideoObject" in types(thing) and _likeness(thing, set(), titles)]
    return [{"headline": film.get("name"), "datePublished": film.get("uploadDate"), **film} for film in films[:1]]


def _is_another(thing: Thing, own: set[str], titles: list[str]) -> bool:
    """Whether `thing` tells of another story of the site: its address and words differ."""
    hosts = {urlsplit(link).hostname for link in own}
    elsewhere = any(urlsplit(link).hostname in hosts for link in _addresses(thing))
    words = _words(fold(str(thing.get("headline") or "")))
    said = {word for title in titles for word in _words(title)}
    return elsewhere and len(words) > 1 and 2 * len(words & said) < len(words)


def _words(title: str) -> set[str]:
    """The words of a title; of one without spaces its pairs of letters."""
    words = title.split()
    return set(words) if len(words) > 1 else set(map("".join, pairwise(title)))


def calls_itself_article(document: Document) -> bool:
    return "article" in (kind.strip().lower() for kind in document.head.meta("og:type"))


def marked_up(document: Document) -> bool:
    """Whether microdata or RDFa marks the page's own headline as that of an article."""
    titles = _own_titles(document)
    for element in elements(document.root, _HEADLINES)[:MAX_HEADLINES]:
        scope = next((e for e in element.iterancestors() if e.get("itemscope") is not None or e.get("typeof")), None)
        typed = "" if scope is None else f"{scope.get('itemtype', '')} {scope.get('typeof', '')}"
        title = fold(text_of(element))
        if _TYPED.search(typed) and len(title) >= LEAST_TITLE and any(other.startswith(title) for other in titles):
            return True
    return False


def _likeness(thing: Thing, own: set[str], titles: list[str]) -> int:
    title = fold(tidy(str(thing.get("headline") or thing.get("name") or "")))
    named = any(canonical(link) in own for link in _addresses(thing))
    alike = bool(title) and any(other.startswith(title[:60]) or title.startswith(other[:60]) for other in titles)
    return 2 * alike + named


def _addresses(thing: Thing) -> Iterator[str]:
    for name in ("url", "@id", "mainEntityOfPage"):
        value = thing.get(name)
        value = (value.get("@id") or value.get("url")) if isinstance(value, dict) else value
        if isinstance(value, str) and value.startswith("http"):
            yield value.partition("#")[0]


def _own_addresses(document: Document) -> set[str]:
    stated = map(document.absolute, (document.head.canonical, *document.head.meta("og:url")))
    return {canonical(link) for link in (document.url, *stated) if link}


def _own_titles(document: Document) -> list[str]:
    heads = [text_of(h1) for h1 in islice(document.root.iter("h1"), 3)]
    stated = [*document.head.meta("og:title"), document.head.title, *heads]
    return [title for title in map(fold, map(tidy, stated)) if len(title) >= LEAST_TITLE]
