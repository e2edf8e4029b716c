"""One check, from bytes to findings: what it is, its own rules, then what copies and other formats tell."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime

from feeder.check import compare
from feeder.check.document import Document
from feeder.check.findings import Finding, Notes
from feeder.check.served import Served, check_served
from feeder.check.tree import Element, local, name, parse

# What is taken for a feed, and what to do with it.
_OTHERS = {
    "feed": ("Atom without its namespace", 'write <feed xmlns="http://www.w3.org/2005/Atom">: no reader knows it else'),
    "{http://purl.org/atom/ns#}feed": ("Atom 0.3, a draft that was given up in 2005", "write Atom 1.0"),
    "opml": ("a list of subscriptions (OPML)", "check the feeds that it names, or take it in: feeder import opml"),
    "{http://www.sitemaps.org/schemas/sitemap/0.9}urlset": ("a sitemap", "look for a feed of the site"),
    "{http://www.sitemaps.org/schemas/sitemap/0.9}sitemapindex": ("a sitemap", "look for a feed of the site"),
    "{http://www.w3.org/1999/xhtml}html": ("an XHTML page", "look for the feed that it names"),
}
MAX_BYTES = 32 * 1024 * 1024
_PAGE_LIMIT = 1024 * 1024


def examine(
    data: bytes,
    *,
    previous: bytes | None,
    siblings: Mapping[str, bytes],
    url: str | None,
    now: datetime | None,
    served: Served | None,
) -> list[Finding]:
    """What is wrong with `data`, the worst first."""
    notes = Notes()
    document = _read(notes, data, url=served.final if served and served.for_good else url, now=now)
    if document is not None:
        if served is not None:
            check_served(notes, document.kind, data, served)
        compare.within(notes, document)
        for sibling in siblings.values():
            _against(notes, document, sibling, same=False)
        if previous is not None:
            _against(notes, document, previous, same=True)
    return notes.findings()


def _against(notes: Notes, document: Document, data: bytes, *, same: bool) -> None:
    other = _read(Notes(), data, url=None, now=None)
    if other is None:
        notes.error("unreadable", "the other copy", "it cannot be read as a feed", "check it by itself")
    elif same:
        compare.copies(notes, document, other)
    else:
        compare.formats(notes, document, other)


def _read(notes: Notes, data: bytes, *, url: str | None, now: datetime | None) -> Document | None:
    if len(data) > MAX_BYTES:
        notes.error("too-large", "the document", f"it is larger than {MAX_BYTES >> 20} MiB", "carry fewer entries")
        return None
    start = data[:512].removeprefix(b"\xef\xbb\xbf").lstrip()
    if not start:
        notes.error("empty", "the document", "it is empty", "check what writes it, and whether its disk is full")
        return None
    if data.startswith(b"\x1f\x8b"):
        notes.error("compressed", "the document", "it is compressed (gzip)", "send it with Content-Encoding: gzip")
        return None
    if start[:1] in b"{[":
        from feeder.check.jsonfeed import JsonRules

        return JsonRules(notes, url=url, now=now).read(data)
    if re.match(rb"<!doctype html|<html", start, re.IGNORECASE):
        from feeder.check.tree import announced

        _not_a_feed(notes, "an HTML page", announced(data[:_PAGE_LIMIT]))
        return None
    return _read_xml(notes, data, url=url, now=now)


def _read_xml(notes: Notes, data: bytes, *, url: str | None, now: datetime | None) -> Document | None:
    notes.hexadecimal = b"&#x26;" in data
    root = parse(notes, data)
    if root is None:
        return None
    return _by_root(notes, root, url=url, now=now)


def _by_root(notes: Notes, root: Element, *, url: str | None, now: datetime | None) -> Document | None:
    label = name(root)
    if label in ("atom:feed", "atom:entry"):
        from feeder.check.atom import AtomRules

        return AtomRules(notes, url=url, now=now).read(root)
    if label in ("rss", "rdf:RDF"):
        from feeder.check.rss import RssRules

        return RssRules(notes, url=url, now=now).read(root)
    what, remedy = _OTHERS.get(str(root.tag), (f"XML whose root is <{local(root)}>", ""))
    _not_a_feed(notes, what, remedy=remedy)
    return None


def _not_a_feed(notes: Notes, what: str, feeds: list[str] | None = None, remedy: str = "") -> None:
    spare = f"check the feed that it names: {', '.join(feeds)}" if feeds else "let feeder make a feed of the page"
    notes.error("not-a-feed", "the document", f"this is {what}, not RSS, Atom 1.0 or JSON Feed", remedy or spare)
