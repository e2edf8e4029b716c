"""JSON Feed 1.1, with the evidence of each entry under `_feeder`: enough to restore a lost database's ids and times."""

from __future__ import annotations

import json
from typing import Any

from feeder.feeds.view import EntryView, FeedView
from feeder.model.entry import rfc3339
from feeder.model.page import Dateline
from feeder.text import clean

MEDIA_TYPE = "application/feed+json"


def render(view: FeedView) -> bytes:
    """The feed as JSON Feed 1.1, UTF-8, one item a line."""
    return written(_feed(view) | {"items": [_item(shown) for shown in view.entries]})


def written(feed: dict[str, Any]) -> bytes:
    """A JSON Feed as its bytes, one item a line, so that versions of it can be told apart by eye."""
    head = _line({name: value for name, value in feed.items() if name != "items"})[:-1]
    items = ",\n".join(map(_line, feed["items"]))
    return f'{head}, "items": [\n{items}\n]}}\n'.encode()


def _line(value: dict[str, Any]) -> str:
    text = json.dumps(value, ensure_ascii=False)
    return text if text.isprintable() else clean(text)  # only evidence was not cleaned before


def _feed(view: FeedView) -> dict[str, Any]:
    relations = dict(view.relations(".json"))
    members = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": view.title,
        "home_page_url": view.home,
        "feed_url": view.self_url("json"),
        "description": view.description if view.description != view.title else None,
        "icon": view.icon,
        "authors": [{"name": view.author}],
        "language": view.tag,
        "next_url": relations.get("prev-archive"),
        "hubs": [{"type": "WebSub", "url": relations["hub"]}] if "hub" in relations else None,
        "_feeder": {"id": view.id, "section": view.feed.section, "updated": rfc3339(view.updated)},
    }
    return {name: value for name, value in members.items() if value is not None}


def _item(shown: EntryView) -> dict[str, Any]:
    members = {
        "id": shown.id,
        "url": shown.link,
        "title": shown.title,
        "content_html": shown.html,
        "summary": shown.summary,
        "image": shown.image.url if shown.image else None,
        "date_published": rfc3339(shown.published),
        "date_modified": rfc3339(shown.updated),
        "authors": [{"name": name} for name in shown.creators],
        "tags": list(shown.tags),
        "language": shown.language,
        "attachments": _attachments(shown),
        "_feeder": _evidence(shown),
    }
    return {name: value for name, value in members.items() if value}


def _attachments(shown: EntryView) -> list[dict[str, Any]]:
    if shown.enclosure is None:
        return []
    url, media_type, length = shown.enclosure
    return [{"url": url, "mime_type": media_type, "size_in_bytes": length}]


def _evidence(shown: EntryView) -> dict[str, Any]:
    entry, dispatch = shown.entry, shown.entry.lead.dispatch
    dating, dateline = entry.dating, dispatch.dateline
    members = {
        "guid": entry.guid,
        "role": dispatch.role.value,
        "headline": None if dispatch.headline else False,
        "link": None if dispatch.link else False,
        "published": rfc3339(entry.published),
        "updated": rfc3339(entry.updated),
        "sort_at": rfc3339(entry.sort_at),
        "first_seen": rfc3339(entry.first_seen),
        "basis": dating.basis.value,
        "earliest": rfc3339(dating.earliest),
        "latest": rfc3339(dating.latest),
        "cue": dating.evidence[0].text if dating.evidence else None,
        "dateline": _dateline(dateline) if dateline else None,
        "source": entry.lead.source,
        "sections": list(entry.sections),
        "keys": [[key.kind, key.value] for key in entry.keys],
        "version": entry.version,
    }
    return {name: value for name, value in members.items() if value is not None}


def _dateline(dateline: Dateline) -> dict[str, Any]:
    members = {"place": dateline.place, "credits": list(dateline.credits), "date_text": dateline.date_text}
    return {name: value for name, value in members.items() if value is not None}
