"""Who wrote an article, as its page tells machines."""

from __future__ import annotations

import re

from lxml.html import HtmlElement

from feeder.pages.html.document import Document
from feeder.pages.html.jsonld import Thing
from feeder.pages.html.paths import elements, text_of
from feeder.text import tidy

_AUTHOR_ELEMENTS = "//*[@itemprop='author' or @rel='author' or @property='author' or @property='schema:author']"
_NAME_ELEMENTS = ".//*[@itemprop='name' or @property='name' or @property='schema:name']"
_BY = re.compile(r"^(?:(?:posted |written |words )?by(?: |: ?)|\w+(?: \w+)?: )", re.IGNORECASE)
_STAMPED = re.compile(r"\b\d{1,2}[:.]\d\d\b.*")
_NO_NAME = re.compile(r"://|^@|^www\.|\d\D*\d\D*\d")
MAX_AUTHORS = 12
MAX_NAME = 80


def credited_authors(document: Document, thing: Thing | None) -> tuple[str, ...]:
    """The names in JSON-LD, `meta`, microdata or RDFa, the first of them that has any; `thing` as in `article_of`."""
    stated = ((thing or {}).get(name) for name in ("author", "creator"))
    named = next((names for value in stated if (names := _names(value, document))), [])
    named = named or document.head.meta("author", "article:author", "dc.creator")
    named = named or [_named(element) for element in elements(document.root, _AUTHOR_ELEMENTS)[:4]]
    tidied = [_STAMPED.sub("", _BY.sub("", tidy(name))).rstrip(" ,|") for name in named]
    return tuple(dict.fromkeys(filter(_is_name, tidied)))[:MAX_AUTHORS]


def _referred(thing: Thing, document: Document) -> Thing:
    """The object of the page that `thing` only names the identifier of; `thing` itself where there is none."""
    identifier = None if thing.get("name") else thing.get("@id")
    found = (other for other in document.objects if other.get("@id") == identifier and other.get("name"))
    return next(found, thing) if isinstance(identifier, str) else thing


def _named(element: HtmlElement) -> str:
    """The name in an author's element, which may hold more of them."""
    return text_of(next(iter(elements(element, _NAME_ELEMENTS)), element))


def _is_name(text: str) -> bool:
    """Whether `text` may name somebody: it is no address, no handle, and no number."""
    return 1 < len(text) <= MAX_NAME and not _NO_NAME.search(text)


def _names(value: object, document: Document) -> list[str]:
    """The names in a JSON-LD value: a text, an object with a name or one that refers to it, or a list of these."""
    parts = value if isinstance(value, list) else [value]
    names = [_referred(part, document).get("name") if isinstance(part, dict) else part for part in parts]
    flat = [name for part in names for name in (part if isinstance(part, list) else [part])]
    return [name for name in flat if isinstance(name, str)]
