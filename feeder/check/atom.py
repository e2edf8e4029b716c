"""The rules of Atom 1.0 (RFC 4287), of RFC 5005's links, and of what validators warn of beyond."""

from __future__ import annotations

import re
from collections import Counter
from datetime import datetime

from lxml import etree

from feeder.check import values
from feeder.check.document import Document, Item
from feeder.check.findings import Notes, excerpt
from feeder.check.tree import Element, Rule, children, name, text, walk, where

_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_RELATIONS = frozenset(
    "alternate current describedby edit edit-media enclosure first hub last license next next-archive payment "
    "prev-archive previous prev related replies search self service up via".split()
)


class AtomRules:
    """Reads one Atom document and notes what is wrong with it."""

    def __init__(self, notes: Notes, *, url: str | None, now: datetime | None) -> None:
        self.notes, self.url, self.now = notes, url, now
        construct, date, address = Rule(self._construct), Rule(self._date), Rule(self._address)
        person, free = Rule(self._person, many=True), Rule()
        shared = {
            "id": address,
            "title": construct,
            "updated": date,
            "author": person,
            "contributor": person,
            "category": Rule(self._category, many=True),
            "link": Rule(self._link, many=True),
            "rights": construct,
            "media:thumbnail": Rule(many=True),
            "dc:creator": Rule(many=True),
        }
        self.feed_rules = shared | {
            "subtitle": construct,
            "generator": free,
            "icon": address,
            "logo": address,
            "entry": Rule(many=True),
        }
        self.entry_rules = shared | {
            "published": date,
            "summary": construct,
            "content": Rule(self._content),
            "source": free,
        }

    def read(self, root: Element) -> Document:
        """The document whose `root` is a feed, or a single entry."""
        entries = [child for child in children(root) if name(child) == "atom:entry"]
        if name(root) == "atom:entry":
            entries = [root]
        else:
            self._feed(root, entries)
        if not root.get(_LANG):
            self.notes.info("missing-language", where(root), "the language is not said", 'add xml:lang, like "nl"')
        items = tuple(self._entry(entry, number, root) for number, entry in enumerate(entries, 1))
        self._distinct_updates(items)
        return Document("atom", text(_child(root, "title")) or None, _instant(_child(root, "updated")), items)

    def _feed(self, root: Element, entries: list[Element]) -> None:
        walk(self.notes, root, self.feed_rules, "feed", "atom:")
        self._required(root, where(root))
        if _child(root, "author") is None and not all(_child(entry, "author") is not None for entry in entries):
            self.notes.error("missing-author", where(root), "nobody is the author", "name one on the feed")
        links = [link.get("href") for link in _links(root, "self")]
        if not links:
            self.notes.warning(
                "missing-self-link",
                where(root),
                "the feed does not say its own address",
                'add <link rel="self" type="application/atom+xml" href="…"/>',
            )
        elif self.url and self.url not in links:
            self.notes.warning(
                "self-differs",
                where(root),
                f"its own address is {excerpt(links[0])}, but it was found at {excerpt(self.url)}",
                "correct the self link: readers move to it",
            )

    def _required(self, element: Element, here: str) -> None:
        for required in ("id", "title", "updated"):
            if _child(element, required) is None:
                self.notes.error("missing-element", here, f"<{required}> is missing", "Atom wants one, always")
        kinds = Counter((link.get("type"), link.get("hreflang")) for link in _links(element, "alternate"))
        if any(count > 1 for count in kinds.values()):
            self.notes.error(
                "two-alternates",
                here,
                "two alternate links are of one type and language",
                'keep the page; give pictures rel="enclosure"',
            )

    def _entry(self, entry: Element, number: int, root: Element) -> Item:
        inside = f"entry {number}"
        here = where(entry, inside)
        walk(self.notes, entry, self.entry_rules, inside, "atom:")
        self._required(entry, here)
        content, alternates = _child(entry, "content"), _links(entry, "alternate")
        if content is None and not alternates:
            self.notes.error("empty-entry", here, "it has neither content nor an alternate link", "give it one of them")
        published, updated = _instant(_child(entry, "published")), _instant(_child(entry, "updated"))
        if published and updated and published > updated:
            self.notes.error("published-after-updated", here, "it was updated before it was published", "correct one")
        return Item(
            inside,
            text(_child(entry, "id")).strip() or None,
            alternates[0].get("href") if alternates else None,
            _shown(_child(entry, "title")),
            published,
            updated,
            _shown(content if content is not None else _child(entry, "summary")),
        )

    def _distinct_updates(self, items: tuple[Item, ...]) -> None:
        counts = Counter(item.updated for item in items if item.updated)
        shared = sum(count for count in counts.values() if count > 1)
        if shared:
            self.notes.warning(
                "same-updated",
                "the entries",
                f"{shared} entries share their <updated> with another",
                "say when each one changed, not when the feed was made",
            )

    def _date(self, element: Element, here: str) -> None:
        values.rfc3339_date(self.notes, text(element), here, self.now)

    def _address(self, element: Element, here: str) -> None:
        values.address(self.notes, text(element), here, iri=True)

    def _construct(self, element: Element, here: str) -> None:
        kind = element.get("type", "text")
        if kind not in ("text", "html", "xhtml"):
            self.notes.error("invalid-type", here, f"the type is {excerpt(kind)}", "write text, html or xhtml")
        if not text(element).strip() and not len(element):
            self.notes.warning("blank", here, "the element is empty", "fill it in, or leave it out")
        self._words(element, kind, here)

    def _words(self, element: Element, kind: str, here: str) -> None:
        if kind == "html":
            values.html(self.notes, text(element), here)
        elif kind == "text":
            values.plain_text(self.notes, text(element), here)
        elif kind == "xhtml" and [name(child) for child in children(element)] != ["xhtml:div"]:
            self.notes.error("no-div", here, "XHTML must stand in one <div> of its namespace", "wrap it in one")

    def _content(self, element: Element, here: str) -> None:
        if element.get("src"):
            values.address(self.notes, element.get("src"), here, what="src", iri=True)
        elif element.get("type", "text") in ("text", "html", "xhtml"):
            self._construct(element, here)
        else:
            values.media_type(self.notes, element.get("type"), here)

    def _person(self, element: Element, here: str) -> None:
        if not text(_child(element, "name")).strip():
            self.notes.error("missing-element", here, "the person has no <name>", "name them")

    def _category(self, element: Element, here: str) -> None:
        if not element.get("term"):
            self.notes.error("missing-attribute", here, "the category has no term", 'add term="…"')
        if element.get("scheme"):
            values.address(self.notes, element.get("scheme"), here, what="scheme", iri=True)

    def _link(self, element: Element, here: str) -> None:
        values.address(self.notes, element.get("href"), here, what="href", iri=True)
        relation = element.get("rel", "alternate")
        if relation not in _RELATIONS and not re.match(r"[a-z][a-z0-9+.-]*:", relation):
            self.notes.warning(
                "unknown-relation", here, f"nobody knows rel {excerpt(relation)}", "use a registered one"
            )
        if element.get("type") is not None:
            values.media_type(self.notes, element.get("type"), here)
        if not re.fullmatch(r"\d{0,18}", element.get("length", "")):
            self.notes.error("invalid-length", here, "the length is no number of bytes", "write its true size")


def _child(element: Element, label: str) -> Element | None:
    return next((child for child in children(element) if name(child) == "atom:" + label), None)


def _links(element: Element, relation: str) -> list[Element]:
    links = (child for child in children(element) if name(child) == "atom:link")
    return [link for link in links if link.get("rel", "alternate") == relation]


def _instant(element: Element | None) -> datetime | None:
    return values.rfc3339_date(Notes(), text(element), "", None) if element is not None else None


def _shown(element: Element | None) -> str | None:
    """The words of a text construct or content; XHTML as it is written."""
    if element is None:
        return None
    inner = [etree.tostring(child, encoding="unicode") for child in children(element)]
    return "".join(inner) or text(element) or None
