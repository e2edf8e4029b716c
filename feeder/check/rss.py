"""The rules of RSS 2.0 (and, as far as they are the same, 0.9x and 1.0) with the extensions that feeds carry."""

from __future__ import annotations

import re
from datetime import datetime

from feeder.check import values
from feeder.check.document import Document, Item
from feeder.check.findings import Notes, excerpt
from feeder.check.tree import Element, Rule, children, name, text, walk, where

_EMAIL = re.compile(r"(?<![^@\s])[^@\s]+@[^@\s]+\.[^@\s]+")
# One thing said twice, once by RSS and once by an extension: readers take either.
_TWICE = (
    ("author", "dc:creator"),
    ("category", "dc:subject"),
    ("pubDate", "dc:date"),
    ("pubDate", "atom:published"),
    ("guid", "atom:id"),
)


class RssRules:
    """Reads one RSS document and notes what is wrong with it."""

    def __init__(self, notes: Notes, *, url: str | None, now: datetime | None) -> None:
        self.notes, self.url, self.now = notes, url, now
        plain, date, link, free = Rule(self._plain), Rule(self._date), Rule(self._address), Rule()
        many, thumbnail = Rule(many=True), Rule(self._thumbnail, many=True)
        shared = {
            "title": plain,
            "link": link,
            "category": Rule(self._plain, many=True),
            "pubDate": date,
            "dc:creator": Rule(self._name, many=True),
            "dc:language": Rule(self._language),
            "atom:link": Rule(self._atom_link, many=True),
            "media:thumbnail": thumbnail,
        }
        self.channel_rules = shared | {
            "description": plain,
            "language": Rule(self._language),
            "lastBuildDate": date,
            "docs": link,
            "generator": plain,
            "copyright": plain,
            "managingEditor": Rule(self._email),
            "webMaster": Rule(self._email),
            "ttl": Rule(self._positive),
            "image": Rule(self._image),
            "item": Rule(None, many=True),
            **dict.fromkeys(("cloud", "rating", "skipHours", "skipDays", "textInput", "items", "rdf:li"), free),
        }
        self.item_rules = shared | {
            "description": Rule(self._html),
            "content:encoded": Rule(self._html),
            "guid": Rule(self._guid),
            "author": Rule(self._email),
            "comments": link,
            "enclosure": Rule(self._enclosure),
            "source": free,
            "media:content": many,
        }

    def read(self, root: Element) -> Document | None:
        """The document under `root`; None where it has no channel."""
        channel = next((child for child in children(root) if name(child).split(":")[-1] == "channel"), None)
        if channel is None:
            self.notes.error("missing-element", where(root), "there is no <channel>", "put the feed into one")
            return None
        if name(root) == "rss" and root.get("version") != "2.0":
            self.notes.warning(
                "old-version", where(root), f"the version is {excerpt(root.get('version'))}", 'say version="2.0"'
            )
        self._channel(channel)
        if name(root) == "rss":
            self._self_link(channel, where(channel))
        elements = [child for child in (*children(root), *children(channel)) if name(child).split(":")[-1] == "item"]
        items = tuple(self._item(element, number) for number, element in enumerate(elements, 1))
        built = channel.find("lastBuildDate")
        updated = values.rfc822_date(Notes(), text(built), "", None) if built is not None else None
        return Document("rss", text(_child(channel, "title")) or None, updated, items)

    def _channel(self, channel: Element) -> None:
        walk(self.notes, channel, self.channel_rules, "channel", "rss1:")
        here = where(channel)
        for required in ("title", "link", "description"):
            if _child(channel, required) is None:
                self.notes.error("missing-element", here, f"<{required}> is missing", "every channel must have it")
        if _child(channel, "language") is None and _child(channel, "dc:language") is None:
            self.notes.info("missing-language", here, "the language is not said", "add <language>, like “nl”")
        labels = [name(child) for child in children(channel)]
        if "item" in labels and any(label != "item" for label in labels[labels.index("item") :]):
            self.notes.warning(
                "misplaced-item", here, "items stand before elements of the channel itself", "write all items last"
            )

    def _self_link(self, channel: Element, here: str) -> None:
        links = [
            child.get("href")
            for child in children(channel)
            if name(child) == "atom:link" and child.get("rel") == "self"
        ]
        if not links:
            self.notes.warning(
                "missing-self-link",
                here,
                "the feed does not say its own address",
                'add <atom:link rel="self" type="application/rss+xml" href="…"/>',
            )
        elif self.url and self.url not in links:
            self.notes.warning(
                "self-differs",
                here,
                f"its own address is {excerpt(links[0])}, but it was found at {excerpt(self.url)}",
                "correct the self link: readers move to it",
            )

    def _item(self, element: Element, number: int) -> Item:
        inside = f"item {number}"
        walk(self.notes, element, self.item_rules, inside, "rss1:")
        labels = [name(child).removeprefix("rss1:") for child in children(element)]
        here = where(element, inside)
        if "title" not in labels and "description" not in labels:
            self.notes.error("empty-item", here, "it has neither a title nor a description", "give it one of them")
        if "guid" not in labels and name(element) == "item":
            self.notes.warning(
                "missing-guid",
                here,
                "it has no guid",
                "add one that never changes; without it an edited item comes back as new",
            )
        self._semantics(labels, here)
        return self._compared(element, inside)

    def _semantics(self, labels: list[str], here: str) -> None:
        for core, extension in _TWICE:
            if core in labels and extension in labels:
                self.notes.warning(
                    "said-twice", here, f"<{core}> and <{extension}> say the same", f"keep one; <{core}> is RSS’s own"
                )
        if "content:encoded" in labels and "description" not in labels[: labels.index("content:encoded")]:
            self.notes.warning(
                "content-first",
                here,
                "<content:encoded> stands without a <description> before it",
                "write the description first: some readers take the last of the two for it",
            )

    def _compared(self, element: Element, inside: str) -> Item:
        date, guid = _child(element, "pubDate", "dc:date", "atom:published"), _child(element, "guid")
        link = text(_child(element, "link")).strip() or None
        if link is None and guid is not None and guid.get("isPermaLink", "true") == "true":
            link = text(guid).strip()
        published = None
        if date is not None:
            reader = values.rfc822_date if name(date) == "pubDate" else values.rfc3339_date
            published = reader(Notes(), text(date), "", None)
        return Item(
            inside,
            text(guid).strip() or link,
            link,
            text(_child(element, "title")) or None,
            published,
            None,
            text(_child(element, "content:encoded", "description")) or None,
        )

    def _plain(self, element: Element, here: str) -> None:
        if not text(element).strip():
            self.notes.warning("blank", here, "the element is empty", "fill it in, or leave it out")
        values.plain_text(self.notes, text(element), here)

    def _name(self, element: Element, here: str) -> None:
        values.characters(self.notes, text(element), here)

    def _html(self, element: Element, here: str) -> None:
        values.html(self.notes, text(element), here)

    def _date(self, element: Element, here: str) -> None:
        values.rfc822_date(self.notes, text(element), here, self.now)

    def _address(self, element: Element, here: str) -> None:
        values.address(self.notes, text(element), here)

    def _language(self, element: Element, here: str) -> None:
        values.language(self.notes, text(element), here)

    def _positive(self, element: Element, here: str) -> None:
        if not re.fullmatch(r"\s*0*[1-9]\d{0,9}\s*", text(element)):
            self.notes.error("invalid-number", here, f"{excerpt(text(element))} is no positive number", "write minutes")

    def _email(self, element: Element, here: str) -> None:
        if not _EMAIL.search(text(element)[:1000]):
            self.notes.error(
                "author-without-email",
                here,
                f"{excerpt(text(element))} has no e-mail address, which RSS wants here",
                "use <dc:creator> for names",
            )

    def _guid(self, element: Element, here: str) -> None:
        value, flag = text(element).strip(), element.get("isPermaLink", "true")
        if flag not in ("true", "false"):
            self.notes.error("invalid-flag", here, f"isPermaLink is {excerpt(flag)}", "write true or false")
        if not value:
            self.notes.error("blank", here, "the guid is empty", "fill it in, or leave it out")
        elif flag == "true" and not re.match(r"https?://", value):
            self.notes.error(
                "guid-no-link",
                here,
                f"{excerpt(value)} says that it is a permanent link, and is none",
                'add isPermaLink="false"',
            )
        elif value.isdecimal() and len(value) < 9:
            self.notes.warning(
                "guid-not-unique",
                here,
                f"{excerpt(value)} may well be another feed’s guid too",
                "use a URL or a urn:uuid; readers keep guids for all feeds",
            )

    def _enclosure(self, element: Element, here: str) -> None:
        values.address(self.notes, element.get("url"), here, what="url")
        values.media_type(self.notes, element.get("type"), here)
        if not re.fullmatch(r"\d{1,18}", element.get("length", "")):
            self.notes.error(
                "invalid-length",
                here,
                f"the length {excerpt(element.get('length'))} is no number of bytes",
                "write its true size, or use <media:thumbnail> for a picture",
            )

    def _thumbnail(self, element: Element, here: str) -> None:
        values.address(self.notes, element.get("url"), here, what="url")

    def _atom_link(self, element: Element, here: str) -> None:
        values.address(self.notes, element.get("href"), here, what="href")
        if text(element).strip():
            self.notes.error("link-not-empty", here, "<atom:link> holds text", "put the address into href")

    def _image(self, element: Element, here: str) -> None:
        for required in ("url", "title", "link"):
            if _child(element, required) is None:
                self.notes.error("missing-element", here, f"<{required}> is missing", "every image must have it")


def _child(element: Element, *labels: str) -> Element | None:
    """The first child with the first of `labels` that there is."""
    found = {name(child).removeprefix("rss1:"): child for child in reversed(list(children(element)))}
    return next((found[label] for label in labels if label in found), None)
