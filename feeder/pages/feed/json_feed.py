"""JSON Feed 1.0 and 1.1 (https://www.jsonfeed.org/version/1.1/) as a channel."""

from __future__ import annotations

import json
from typing import Any

from feeder.errors import PageError
from feeder.pages.feed.items import MOST_ITEMS, Channel, Item, Picture, Text


def json_channel(text: str, subject: str) -> Channel:
    """The channel that the JSON `text` is. Raises PageError where it is no JSON, or no JSON Feed."""
    try:
        feed = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise PageError(subject, f"the feed is no JSON ({error})") from error
    items = feed.get("items") if isinstance(feed, dict) else None
    if not isinstance(items, list):
        raise PageError(subject, "this JSON is no JSON Feed: it has no list `items`")
    read = tuple(_item(item, feed) for item in items[:MOST_ITEMS] if isinstance(item, dict))
    return Channel("json", _text(feed, "title"), _optional(feed, "home_page_url"), _optional(feed, "language"), read)


def _item(item: dict[str, Any], feed: dict[str, Any]) -> Item:
    tags = item.get("tags")
    html = _text(item, "content_html")
    return Item(
        native_id=_optional(item, "id"),
        title=_text(item, "title"),
        link=_optional(item, "url") or _optional(item, "external_url"),
        summary=Text(_text(item, "summary")),
        content=Text(html, html=True) if html else Text(_text(item, "content_text")),
        published=_optional(item, "date_published"),
        updated=_optional(item, "date_modified"),
        authors=_authors(item) or _authors(feed),
        categories=tuple(tag for tag in tags if isinstance(tag, str)) if isinstance(tags, list) else (),
        pictures=tuple(Picture(_text(item, name)) for name in ("image", "banner_image") if _text(item, name)),
        language=_optional(item, "language"),
    )


def _authors(holder: dict[str, Any]) -> tuple[str, ...]:
    """`authors` of 1.1, `author` of 1.0."""
    stated = holder.get("authors") or [holder.get("author")]
    people = stated if isinstance(stated, list) else [stated]
    return tuple(name for person in people if isinstance(person, dict) and (name := _text(person, "name")))


def _text(holder: dict[str, Any], name: str) -> str:
    """A string; a number as its digits (ids often are); "" for anything else."""
    value = holder.get(name)
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return ""
    return str(value)


def _optional(holder: dict[str, Any], name: str) -> str | None:
    return _text(holder, name).strip() or None
