"""The feeds that a page itself announces (autodiscovery: `link rel="alternate"` with a feed's media type)."""

from __future__ import annotations

import re

from feeder.model.page import NativeFeed
from feeder.pages.html.document import Document
from feeder.pages.html.paths import elements
from feeder.text import tidy

_TYPES = {
    "application/rss+xml": "application/rss+xml",
    "application/atom+xml": "application/atom+xml",
    "application/feed+json": "application/feed+json",
    "application/rdf+xml": "application/rss+xml",
    "text/rss+xml": "application/rss+xml",
}
_JSON = re.compile(r"feed|jsonfeed", re.IGNORECASE)
MAX_FEEDS = 50


def native_feeds(document: Document) -> tuple[NativeFeed, ...]:
    """The page's own feeds in page order, one per address."""
    found: dict[str, NativeFeed] = {}
    for link in elements(document.root, "//link[@href and @type and @rel]")[: MAX_FEEDS * 20]:
        media_type = _media_type(link.get("type", ""), link.get("href", ""))
        url = document.absolute(link.get("href"))
        if media_type and url and "alternate" in link.get("rel", "").lower().split():
            found.setdefault(url, NativeFeed(url, media_type, tidy(link.get("title") or "") or None))
    return tuple(found.values())[:MAX_FEEDS]


def _media_type(stated: str, href: str) -> str | None:
    """A feed's media type; `application/json` is one only where the address says so (WordPress links its API by it)."""
    name = stated.split(";")[0].strip().lower()
    if name == "application/json" and _JSON.search(href.rpartition("/")[2]):
        return "application/feed+json"
    return _TYPES.get(name)
