"""The rules of JSON Feed 1.0 and 1.1."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any

from feeder.check import values
from feeder.check.document import Document, Item
from feeder.check.findings import Notes, brief, excerpt

_VERSIONS = ("https://jsonfeed.org/version/1.1", "https://jsonfeed.org/version/1")
_FEED_STRINGS = {"home_page_url", "feed_url", "description", "user_comment", "next_url", "icon", "favicon", "language"}
_FEED = {"version", "title", "items", "authors", "author", "expired", "hubs"} | _FEED_STRINGS
_ITEM_STRINGS = {"url", "external_url", "title", "content_html", "content_text", "summary", "image", "banner_image"}
_ITEM_DATES = {"date_published", "date_modified"}
_ITEM = {"id", "authors", "author", "tags", "language", "attachments"} | _ITEM_STRINGS | _ITEM_DATES
_ADDRESSES = (
    "home_page_url",
    "feed_url",
    "next_url",
    "icon",
    "favicon",
    "url",
    "external_url",
    "image",
    "banner_image",
)


class JsonRules:
    """Reads one JSON Feed and notes what is wrong with it."""

    def __init__(self, notes: Notes, *, url: str | None, now: datetime | None) -> None:
        self.notes, self.url, self.now = notes, url, now

    def read(self, data: bytes) -> Document | None:
        """The document in `data`; None where it is no JSON object."""
        try:
            feed = json.loads(data.decode("utf-8-sig"))
        except (ValueError, RecursionError) as error:
            self.notes.error("not-well-formed", "the document", f"this is not JSON: {error}", "let a library write it")
            return None
        if not isinstance(feed, dict):
            self.notes.error("not-a-feed", "the document", "this is JSON, but no object", "see jsonfeed.org")
            return None
        self._feed(feed)
        items = feed.get("items")
        listed = items if isinstance(items, list) else []
        title = feed.get("title")
        read = tuple(self._item(item, f"item {number}") for number, item in enumerate(listed, 1))
        return Document("json", title if isinstance(title, str) else None, None, tuple(filter(None, read)))

    def _feed(self, feed: dict[str, Any]) -> None:
        here = "the feed"
        if feed.get("version") not in _VERSIONS:
            self.notes.error(
                "invalid-version", here, f"the version is {brief(feed.get('version'))}", f"write {_VERSIONS[0]}"
            )
        if not isinstance(feed.get("title"), str):
            self.notes.error("missing-member", here, "“title” is missing", "every feed must have one")
        if not isinstance(feed.get("items"), list):
            self.notes.error("missing-member", here, "“items” is missing, or no list", "write an empty list at least")
        for member in ("home_page_url", "feed_url"):
            if not feed.get(member):
                self.notes.info("missing-member", here, f"“{member}” is missing", "add it: readers show or keep it")
        self._members(feed, _FEED, _FEED_STRINGS, here)
        if self.url and feed.get("feed_url") and feed["feed_url"] != self.url:
            self.notes.warning(
                "self-differs",
                here,
                f"its own address is {brief(feed['feed_url'])}, but it was found elsewhere",
                "correct feed_url: readers move to it",
            )

    def _item(self, item: Any, here: str) -> Item | None:
        if not isinstance(item, dict):
            self.notes.error("invalid-item", here, "it is no object", "see jsonfeed.org")
            return None
        self._id(item.get("id"), here)
        if not isinstance(item.get("content_html"), str) and not isinstance(item.get("content_text"), str):
            self.notes.error("empty-item", here, "it has neither content_html nor content_text", "give it one of them")
        self._members(item, _ITEM, _ITEM_STRINGS, here)
        if isinstance(item.get("content_html"), str):
            values.html(self.notes, item["content_html"], f"{here}, content_html")
        dates = {member: self._date(item.get(member), f"{here}, {member}") for member in _ITEM_DATES}
        self._lists(item, here)
        identity = item.get("id")
        return Item(
            here,
            str(identity) if isinstance(identity, (str, int, float)) and identity else None,
            _string(item, "url"),
            _string(item, "title"),
            dates["date_published"],
            dates["date_modified"],
            _string(item, "content_html") or _string(item, "content_text"),
        )

    def _id(self, identity: Any, here: str) -> None:
        if identity is None or identity == "":
            self.notes.error("missing-id", here, "it has no id: readers must drop it", "add one that never changes")
        elif not isinstance(identity, str):
            self.notes.error("id-no-string", here, f"its id {brief(identity)} is no string", "write it in quotes")

    def _members(self, thing: dict[str, Any], known: set[str], strings: set[str], here: str) -> None:
        for member, value in thing.items():
            if member in strings and not isinstance(value, str):
                self.notes.error("invalid-member", here, f"“{member}” is no string", "leave it out where there is none")
            elif member not in known and not member.startswith("_"):
                self.notes.warning(
                    "unknown-member", here, f"nobody knows {excerpt(member)}", "begin the names of your own with _"
                )
            elif member in _ADDRESSES:
                values.address(self.notes, value if isinstance(value, str) else None, f"{here}, {member}")
            elif member == "language":
                values.language(self.notes, value if isinstance(value, str) else None, f"{here}, {member}")
        self._authors(thing, here)

    def _authors(self, thing: dict[str, Any], here: str) -> None:
        if "author" in thing:
            self.notes.info("old-member", here, "“author” is JSON Feed 1.0’s", "write “authors”, a list, as well")
        authors = thing.get("authors", [])
        if not isinstance(authors, list) or not all(isinstance(author, dict) and author for author in authors):
            self.notes.error("invalid-member", here, "“authors” is no list of people", 'write [{"name": "…"}]')

    def _lists(self, item: dict[str, Any], here: str) -> None:
        tags, attachments = item.get("tags", []), item.get("attachments", [])
        if not isinstance(tags, list) or not all(isinstance(tag, str) for tag in tags):
            self.notes.error("invalid-member", here, "“tags” is no list of strings", "correct it")
        if not isinstance(attachments, list):
            self.notes.error("invalid-member", here, "“attachments” is no list", "correct it")
            return
        for attachment in attachments:
            found = attachment if isinstance(attachment, dict) else {}
            values.address(self.notes, _string(found, "url"), f"{here}, attachments", what="url")
            values.media_type(self.notes, _string(found, "mime_type"), f"{here}, attachments")

    def _date(self, value: Any, here: str) -> datetime | None:
        if value is None:
            return None
        return values.rfc3339_date(self.notes, value if isinstance(value, str) else brief(value), here, self.now)


def _string(thing: dict[str, Any], member: str) -> str | None:
    value = thing.get(member)
    return value if isinstance(value, str) else None
