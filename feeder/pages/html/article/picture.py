"""The picture that a page states for its article, unless it is the one that the site states where a story has none."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import unquote, urlsplit

from feeder.model.page import Image
from feeder.pages.html.document import Document
from feeder.pages.html.jsonld import Thing
from feeder.text import fold, tidy

_METAS = ("og:image", "og:image:url", "twitter:image")
_MARKS = frozenset("logo logos logotype placeholder favicon fallback default noimage".split())
_FURNITURE = _MARKS | frozenset(
    "og opengraph image images img pic picture share sharing social sharer fb facebook twitter card preview thumb "
    "thumbnail icon site brand square wide large medium small white black color x px v no".split()
)
_WORD = re.compile(r"[A-Z]?[^\W\d_A-Z]+|[A-Z]+(?![^\W\d_A-Z])")
"""A word of a file's name: "siteLogo_fb-200x200" has site, Logo, fb and x."""


def picture(document: Document, thing: Thing | None) -> Image | None:
    """The first stated address on the web that is no logo; `thing` is the page's article in JSON-LD."""
    alt = next(iter(document.head.meta("og:image:alt")), None)
    logos = {document.absolute(address) for each in document.objects for address in _logos(each)}
    for address in [*document.head.meta(*_METAS), *_addresses((thing or {}).get("image"))]:
        link = document.absolute(address)
        if link and link.startswith("http") and link not in logos and not _named_logo(link):
            return Image(link, alt=tidy(alt) or None if alt else None)
    return None


def _addresses(value: object) -> Iterator[str]:
    for part in value if isinstance(value, list) else [value]:
        address = part.get("url") or part.get("contentUrl") if isinstance(part, dict) else part
        if isinstance(address, str):
            yield address


def _logos(thing: Thing) -> Iterator[str]:
    """The logos of an organisation, and of who publishes a work."""
    publisher = thing.get("publisher")
    for each in (thing, publisher if isinstance(publisher, dict) else {}):
        yield from _addresses(each.get("logo"))


def _named_logo(link: str) -> bool:
    """Whether the file's name says that it is a logo or a stopgap, and nothing else but the site's name."""
    parts = urlsplit(link)
    site = fold(parts.hostname or "").replace("-", "")
    words = [fold(word) for word in _WORD.findall(unquote(parts.path).rpartition("/")[2].partition(".")[0])]
    return not _MARKS.isdisjoint(words) and all(word in _FURNITURE or word in site for word in words)
