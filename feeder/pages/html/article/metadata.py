"""What a page says about its own article in machine-readable places: JSON-LD, OpenGraph, `meta`, microdata.

A value is taken only when it is sane: an author is no address, an image is a web address, a time is a time.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from feeder.model.page import Image
from feeder.pages.html.article.picture import picture
from feeder.pages.html.article.stamps import Stamp
from feeder.pages.html.article.stated import stamps
from feeder.pages.html.article.titles import headline
from feeder.pages.html.document import Document
from feeder.pages.html.jsonld import Thing, types
from feeder.pages.html.paths import elements, text_of
from feeder.recognise.links import canonical
from feeder.text import fold, tidy

_ARTICLE = re.compile(r"\w*(?:Article|Posting|Report)")
_PAGE = re.compile(r"\w*(?:WebPage|ItemPage)")
_AUTHOR_ELEMENTS = "//*[@itemprop='author' or @rel='author']"
_BY = re.compile(r"^(?:(?:posted |written |words )?by(?: |: ?)|\w+(?: \w+)?: )", re.IGNORECASE)
_STAMPED = re.compile(r"\b\d{1,2}[:.]\d\d\b.*")
_NO_NAME = re.compile(r"://|^@|^www\.|\d\D*\d\D*\d")
MAX_AUTHORS = 12
MAX_NAME = 80


@dataclass(frozen=True, slots=True)
class Metadata:
    """What the page states about its article; None and () where it states nothing.

    `stated` says that the page calls itself an article (JSON-LD or `og:type`), `named` that JSON-LD has an object of
    this very article. `descriptions` are its summaries, the
    longest first; `body` is JSON-LD's `articleBody`, where there is one, verbatim.
    """

    headline: str | None
    stamps: tuple[Stamp, ...]
    authors: tuple[str, ...]
    image: Image | None
    section: str | None
    descriptions: tuple[str, ...]
    body: str | None
    stated: bool
    named: bool


def metadata(document: Document) -> Metadata:
    """The page's statements about the article that it is about."""
    thing = _article(document)
    og_article = _calls_itself_article(document)
    page = _web_page(document) if thing or og_article else None
    body = thing.get("articleBody") if thing else None
    return Metadata(
        headline=headline(document, thing),
        stamps=tuple(stamps(document, thing, page)),
        authors=_authors(document, thing),
        image=picture(document, thing),
        section=_section(document, thing),
        descriptions=_descriptions(document, thing),
        body=body if isinstance(body, str) else None,
        stated=thing is not None or og_article,
        named=thing is not None,
    )


def _article(document: Document) -> Thing | None:
    """The JSON-LD article that the page is about: by its headline, then by its address; one of a list never is.

    The only one on a page may have neither, or others than the page states, where the page calls itself an article.
    """
    found = [thing for thing in document.objects if any(map(_ARTICLE.fullmatch, types(thing)))]
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
    alone = len(found) == 1 and (anonymous or not titles or _calls_itself_article(document))
    return best if alone else None


def _calls_itself_article(document: Document) -> bool:
    return "article" in (kind.strip().lower() for kind in document.head.meta("og:type"))


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
    return [title for title in map(fold, map(tidy, stated)) if len(title) >= 8]


def _web_page(document: Document) -> Thing | None:
    found = (thing for thing in document.objects if any(map(_PAGE.fullmatch, types(thing))))
    return next((thing for thing in found if thing.get("datePublished")), None)


def _authors(document: Document, thing: Thing | None) -> tuple[str, ...]:
    named = list(_names((thing or {}).get("author")) or _names((thing or {}).get("creator")))
    named = named or document.head.meta("author", "article:author", "dc.creator")
    named = named or [text_of(element) for element in elements(document.root, _AUTHOR_ELEMENTS)[:4]]
    tidied = [_STAMPED.sub("", _BY.sub("", tidy(name))).rstrip(" ,|") for name in named]
    return tuple(dict.fromkeys(filter(_is_name, tidied)))[:MAX_AUTHORS]


def _is_name(text: str) -> bool:
    """Whether `text` may name somebody: it is no address, no handle, and no number."""
    return 1 < len(text) <= MAX_NAME and not _NO_NAME.search(text)


def _names(value: object) -> list[str]:
    """The names in a JSON-LD value: a text, an object with a name, or a list of these."""
    parts = value if isinstance(value, list) else [value]
    names = [part.get("name") if isinstance(part, dict) else part for part in parts]
    flat = [name for part in names for name in (part if isinstance(part, list) else [part])]
    return [name for name in flat if isinstance(name, str)]


def _section(document: Document, thing: Thing | None) -> str | None:
    """The section that the page names for its article: JSON-LD, `article:section`, or the last crumb above the page."""
    stated = (thing or {}).get("articleSection")
    metas = document.head.meta("article:section", "articlesection")
    named = [*(stated if isinstance(stated, list) else [stated]), *metas, _crumb(document)]
    tidied = (tidy(name) for name in named if isinstance(name, str))
    return next((name for name in tidied if 1 < len(name) <= MAX_NAME), None)


def _crumb(document: Document) -> str | None:
    for thing in document.objects:
        crumbs = thing.get("itemListElement")
        if "BreadcrumbList" in types(thing) and isinstance(crumbs, list) and len(crumbs) > 2:
            crumb = crumbs[-2]
            item = crumb.get("item") if isinstance(crumb, dict) else None
            name = crumb.get("name") if isinstance(crumb, dict) else None
            name = name or (item.get("name") if isinstance(item, dict) else None)
            return name if isinstance(name, str) else None
    return None


def _descriptions(document: Document, thing: Thing | None) -> tuple[str, ...]:
    metas = document.head.meta("og:description", "description", "twitter:description")
    stated = [(thing or {}).get("description"), *metas]
    tidied = {tidy(text) for text in stated if isinstance(text, str)}
    return tuple(sorted((text for text in tidied if text), key=len, reverse=True))
