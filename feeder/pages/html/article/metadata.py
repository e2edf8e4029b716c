"""What a page says about its own article in machine-readable places: JSON-LD, OpenGraph, `meta`, microdata.

A value is taken only when it is sane: an author is no address, an image is a web address, a time is a time.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from feeder.model.page import Image
from feeder.pages.html.article.about import article_of, calls_itself_article, marked_up
from feeder.pages.html.article.credited import credited_authors
from feeder.pages.html.article.picture import picture
from feeder.pages.html.article.stamps import Stamp
from feeder.pages.html.article.stated import stamps
from feeder.pages.html.article.titles import headline
from feeder.pages.html.document import Document
from feeder.pages.html.jsonld import Thing, types
from feeder.text import tidy

_PAGE = re.compile(r"\w*(?:WebPage|ItemPage)")
MAX_NAME = 80


@dataclass(frozen=True, slots=True)
class Metadata:
    """What the page states about its article; None and () where it states nothing.

    `stated` says that the page calls itself an article (JSON-LD or `og:type`), `named` that JSON-LD, microdata or RDFa
    describe this very article. `descriptions` are its summaries, the longest first; `body` is JSON-LD's `articleBody`,
    where there is one, verbatim.
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
    thing = article_of(document)
    og_article = calls_itself_article(document)
    page = _web_page(document) if thing or og_article else None
    body = thing.get("articleBody") if thing else None
    named = thing is not None or marked_up(document)
    return Metadata(
        headline=headline(document, thing),
        stamps=tuple(stamps(document, thing, page)),
        authors=credited_authors(document, thing),
        image=picture(document, thing),
        section=_section(document, thing),
        descriptions=_descriptions(document, thing),
        body=body if isinstance(body, str) else None,
        stated=named or og_article,
        named=named,
    )


def _web_page(document: Document) -> Thing | None:
    found = (thing for thing in document.objects if any(map(_PAGE.fullmatch, types(thing))))
    return next((thing for thing in found if thing.get("datePublished")), None)


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
