"""All that feeder knows of feedgen: what it serves for, and the ways around its faults (1.0.0; each has a test).

feedgen builds the tree of a document from plain values. These of its faults are met here and nowhere else:

- `lastBuildDate` and `updated` are set to now, and dates in RSS are written by switching the locale of the whole
  process: dates of RSS are added by us (`rfc822`), and the one that is always there is taken out.
- RSS `<link>` is the last `link()` of any rel: the alternate is given last.
- Links of Atom entries lose rel, type and length, so that an enclosure becomes a second alternate: added by us.
- `link`, `author` and `category` copy and check every dictionary on every call, which costs more than all the rest;
  they reach RSS in part only (an author without an e-mail address not at all): added by us for entries.
- Hub and archive links never reach RSS, titles cannot be HTML, entries have no language: elements and attributes
  are added to the finished node (`Extra` for the feed, `Node` for an entry).
- `add_entry` prepends: we append. An empty title, a naive instant, control characters raise and lose the whole feed:
  `view` lets none through.
- Atom content without `type="html"` is undeclared HTML: `content(…, type="html")`, always.
"""

from __future__ import annotations

from datetime import datetime
from email.utils import format_datetime
from typing import Any

from feedgen.entry import FeedEntry
from feedgen.ext.base import BaseExtension
from feedgen.feed import FeedGenerator
from lxml.etree import SubElement

ATOM = "http://www.w3.org/2005/Atom"
DC = "http://purl.org/dc/elements/1.1/"
HISTORY = "http://purl.org/syndication/history/1.0"
MEDIA = "http://search.yahoo.com/mrss/"
XML = "http://www.w3.org/XML/1998/namespace"


class _Additions:
    """What feedgen has no (working) setter for: elements and attributes added to a node that it made.

    Atom's own names are written without a namespace, as feedgen writes them.
    """

    def __init__(self) -> None:
        super().__init__()
        self.elements: list[tuple[str, str | None, dict[str, str]]] = []
        self.people: tuple[str, ...] = ()
        self.attributes: dict[str, str] = {}
        self.html_title = False

    def add(self, tag: str, text: str | None = None, **attributes: str) -> None:
        """Append an element, "{namespace}name" or a name of the format's own."""
        self.elements.append((tag, text, attributes))

    def extended(self, node: Any) -> Any:
        """`node` with everything added."""
        for tag, text, attributes in self.elements:
            SubElement(node, tag, attributes).text = text
        for person in self.people:
            SubElement(SubElement(node, "author"), "name").text = person
        for name, value in self.attributes.items():
            node.set(name, value)
        if self.html_title:
            node.find("title").set("type", "html")
        return node


class Extra(_Additions, BaseExtension):  # type: ignore[misc]
    """Additions to a feed: feedgen calls it before it appends the entries."""

    def __init__(self) -> None:
        super().__init__()
        self.namespaces = {"media": MEDIA}

    def extend_ns(self) -> dict[str, str]:
        return self.namespaces

    def extend_atom(self, node: Any) -> Any:
        return self.extended(node)

    def extend_rss(self, node: Any) -> Any:
        self.extended(node[0])
        return node


class Node(_Additions, FeedEntry):  # type: ignore[misc]
    """An entry with additions; the feed's `Extra` is none of its business, which feedgen finds out by an exception."""

    def register_extension(self, *_arguments: Any) -> None:
        pass

    def atom_entry(self, extensions: bool = True) -> Any:
        return self.extended(super().atom_entry(extensions))

    def rss_entry(self, extensions: bool = True) -> Any:
        return self.extended(super().rss_entry(extensions))


def generator(*, archive: bool) -> FeedGenerator:
    """An empty feed with its `Extra` as `.extra`; an `archive` says so (RFC 5005, section 4)."""
    fg = FeedGenerator()
    fg.register_extension("extra", Extra)
    if archive:
        fg.extra.namespaces["fh"] = HISTORY
        fg.extra.add(f"{{{HISTORY}}}archive")
    fg._FeedGenerator__rss_lastBuildDate = None
    return fg


def add_entry(fg: FeedGenerator) -> Node:
    """A new last entry of `fg`."""
    node = Node()
    fg.add_entry(node, order="append")
    return node


def document(written: bytes) -> bytes:
    """What feedgen wrote, `&` and `<` as hexadecimal references: the RSS profile's way, which readers that take plain
    text for HTML read right most often, and by which validators tell it from markup by mistake. Nothing is CDATA.
    """
    return written.replace(b"&amp;", b"&#x26;").replace(b"&lt;", b"&#x3C;")


def rfc822(instant: datetime) -> str:
    """`instant` as RSS wants it: RFC 822 with four digits of year and a numeric zone, whatever the locale."""
    return format_datetime(instant)
