"""All that feeder knows of feedgen: what it serves for, and the ways around its faults (1.0.0; each has a test).

feedgen makes the document and its head from plain values: namespaces, fields of the feed, order, serialising. Entries
are added to its tree by us, from `Extra`, which feedgen calls once the head is there. Its faults, met here and nowhere
else:

- `lastBuildDate` and `updated` are set to now, and dates in RSS are written by switching the locale of the whole
  process: dates of RSS are added by us (`rfc822`), and the one that is always there is taken out.
- RSS `<link>` is the last `link()` of any rel: the alternate is given last.
- Of its entries: links in Atom lose rel, type and length, so that an enclosure becomes a second alternate; an author
  without an e-mail address never reaches RSS, nor does a language; content is undeclared HTML; `link`, `author` and
  `category` copy and check every dictionary on every call. Little is left to set, and an object that holds it until
  the tree is made costs more than the tree.
- Hub and archive links never reach RSS, titles cannot be HTML: elements and attributes are added to the head's node.
- An empty title, a naive instant, control characters raise and lose the whole feed: `view` lets none through.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from email.utils import format_datetime
from typing import Any

from feedgen.ext.base import BaseExtension
from feedgen.feed import FeedGenerator
from lxml.etree import SubElement

ATOM = "http://www.w3.org/2005/Atom"
CONTENT = "http://purl.org/rss/1.0/modules/content/"
DC = "http://purl.org/dc/elements/1.1/"
HISTORY = "http://purl.org/syndication/history/1.0"
MEDIA = "http://search.yahoo.com/mrss/"
XML = "http://www.w3.org/XML/1998/namespace"


class Extra(BaseExtension):  # type: ignore[misc]
    """What feedgen has no (working) setter for, added to the node that it made of the head (RSS: the channel).

    `rest` adds it, the entries last. Atom's own names are written without a namespace, as feedgen writes them.
    """

    rest: Callable[[Any], None]
    archive: bool

    def __init__(self) -> None:
        self.namespaces = {"media": MEDIA}

    def extend_ns(self) -> dict[str, str]:
        return self.namespaces

    def extend_atom(self, node: Any) -> Any:
        if self.archive:
            add(node, f"{{{HISTORY}}}archive")
        self.rest(node)
        return node

    def extend_rss(self, node: Any) -> Any:
        self.extend_atom(node[0])
        return node


def generator(rest: Callable[[Any], None], *, archive: bool) -> FeedGenerator:
    """An empty feed with its `Extra` as `.extra`; an `archive` says so (RFC 5005, section 4)."""
    fg = FeedGenerator()
    fg.register_extension("extra", Extra)
    fg.extra.rest, fg.extra.archive = rest, archive
    if archive:
        fg.extra.namespaces["fh"] = HISTORY
    fg._FeedGenerator__rss_lastBuildDate = None
    return fg


def add(node: Any, tag: str, text: str | None = None, **attributes: str) -> Any:
    """A new last element of `node`."""
    element = SubElement(node, tag, attributes)
    element.text = text
    return element


def document(written: bytes) -> bytes:
    """What feedgen wrote, `&` and `<` as hexadecimal references: the RSS profile's way, which readers that take plain
    text for HTML read right most often, and by which validators tell it from markup by mistake. Nothing is CDATA.
    """
    return written.replace(b"&amp;", b"&#x26;").replace(b"&lt;", b"&#x3C;")


def rfc822(instant: datetime) -> str:
    """`instant` as RSS wants it: RFC 822 with four digits of year and a numeric zone, whatever the locale."""
    return format_datetime(instant)
