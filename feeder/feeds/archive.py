"""RFC 5005 archive documents: what leaves a section's feed stays readable, in documents that never change again.

An entry goes into one document, once, and which one is read back from the documents themselves (`facts`): no rule
over times or counts can say it later, for entries arrive late, are held, and change sections. Only a withdrawal
rewrites a document, by cutting the entry out of its bytes (`without`), and a new `base_url`, by putting it where the
old one stood (`moved`). There is no next-archive link: the newest document would have to change for it.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from urllib.parse import quote

from lxml import etree

from feeder.feeds import ARCHIVE_FORMATS, FORMATS
from feeder.feeds.feedgen_fix import ATOM, document
from feeder.feeds.jsonfeed import written
from feeder.feeds.links import beside
from feeder.feeds.view import may_show
from feeder.model.entry import Entry, Feed

SIZE = 100


@dataclass(frozen=True, slots=True)
class Archive:
    """One document to write: its number, counted from 1, the oldest first; its entries, newest first."""

    number: int
    entries: tuple[Entry, ...]


def leaving(
    entries: Sequence[Entry], shown: Collection[str], archived: Collection[str], *, last: int, size: int = SIZE
) -> tuple[Archive, ...]:
    """The documents to add now, so that every entry of the section stands in its feed or in a document.

    `entries` are all that the section ever let in, newest first; `shown` are the guids in its feed, `archived` those
    in the documents up to number `last`. Where one entry leaves, the oldest that are still shown are archived with it
    (at most `size`, at most half of what waits), so that a feed that moves slowly gets no document per entry.
    """
    waiting = [entry for entry in entries if may_show(entry) and entry.guid not in archived]
    leavers = [entry for entry in waiting if entry.guid not in shown]
    if not leavers:
        return ()
    spare = max(0, min(size, len(waiting) // 2) - len(leavers))
    early = [entry for entry in reversed(waiting) if entry.guid in shown][:spare]
    oldest_first = sorted([*leavers, *early], key=lambda entry: (entry.sort_at, entry.guid))
    parts = [oldest_first[start : start + size] for start in range(0, len(oldest_first), size)]
    return tuple(Archive(number, tuple(reversed(part))) for number, part in enumerate(parts, last + 1))


def file_name(section: str, number: int, extension: str) -> str:
    """The file of a document, from the output folder."""
    return f"archive/{section}-{number:04d}{extension}"


def archive_feed(feed: Feed, archive: Archive) -> Feed:
    """The document of `archive`, given its section's feed."""
    urls = {name: _address(feed, archive.number, FORMATS[name].extension) for name in ARCHIVE_FORMATS}
    page = {"html": feed.self_urls["html"]} if "html" in feed.self_urls else {}
    return replace(
        with_history(feed, archive.number - 1),
        entries=archive.entries,
        self_urls=urls | page,
        updated=max((entry.updated for entry in archive.entries), default=feed.updated),
        current=feed.self_urls.get("atom"),
        archive=True,
        hub=None,
        ttl=None,
    )


def with_history(feed: Feed, last: int) -> Feed:
    """`feed`, linked to document number `last` where there is one."""
    return replace(feed, prev_archive=_address(feed, last, ".atom") if last > 0 else None)


def _address(feed: Feed, number: int, extension: str) -> str:
    anywhere = feed.self_urls.get("atom") or next(iter(feed.self_urls.values()), "")
    return beside(anywhere, quote(file_name(feed.section, number, extension)))


@dataclass(frozen=True, slots=True)
class Facts:
    """Of a written document: the ids by guid of the entries in it, and where the output folder was served then."""

    ids: Mapping[str, str]
    base: str


def facts(body: bytes, file: str) -> Facts:
    """What the document in the file called `file` tells of itself, given its JSON form."""
    feed = json.loads(body)
    ids = {item["_feeder"]["guid"]: item["id"] for item in feed["items"]}
    return Facts(ids, str(feed.get("feed_url", "")).removesuffix(quote(file)))


def moved(body: bytes, before: str, after: str) -> bytes:
    """A document whose addresses below `before` are below `after`: where the output folder was and is served."""
    return body.replace(before.encode(), after.encode()) if before.endswith("/") else body


def without(body: bytes, name: str, identity: str) -> bytes:
    """A document in the format called `name`, without the entry that has the id `identity`; the rest as it is."""
    if identity.encode() not in body:
        return body
    if name == "json":
        feed = json.loads(body)
        return written({**feed, "items": [item for item in feed["items"] if item["id"] != identity]})
    root = etree.fromstring(body, etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True))
    path, label = ("channel/item", "guid") if name == "rss" else (f"{{{ATOM}}}entry", f"{{{ATOM}}}id")
    for element in root.findall(path):
        if element.findtext(label) == identity:
            _cut(element)
    return document(etree.tostring(root, encoding="UTF-8", xml_declaration=True) + b"\n")


def _cut(element: etree._Element) -> None:
    """Take the element out with the white space before it, which indents what follows."""
    parent, before = element.getparent(), element.getprevious()
    if parent is not None and before is not None:
        before.tail = element.tail
        parent.remove(element)
