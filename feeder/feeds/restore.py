"""Entries read back from our own JSON Feeds, for a database that was lost: ids and instants must outlive it."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import datetime
from html import unescape
from typing import Any

from feeder.errors import PageError
from feeder.feeds.markup import dateline_text, line, paragraph, plain
from feeder.model.entry import Appearance, Entry, Key
from feeder.model.page import Dateline, Dispatch, Image, Role
from feeder.model.time import Basis, Dating


def restore(data: bytes, *, subject: str = "JSON Feed") -> tuple[Entry, ...]:
    """The entries of a JSON Feed that feeder wrote, their guids, keys and instants exact, their words as published.

    Items without feeder's evidence are passed over. Raises PageError, naming `subject`, where it is no JSON Feed.
    """
    try:
        feed = json.loads(data)
        items, language = list(feed["items"]), feed.get("language")
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise PageError(subject, "not a JSON Feed", "name a file that feeder wrote") from error
    return tuple(_entries([{"language": language, **item} for item in items if isinstance(item, dict)], subject))


def _entries(items: list[dict[str, Any]], subject: str) -> Iterable[Entry]:
    for number, item in enumerate(items, 1):
        evidence = item.get("_feeder")
        if not isinstance(evidence, dict) or "guid" not in evidence:
            continue
        try:
            yield _entry(item, evidence)
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise PageError(subject, f"item {number} is damaged: {error!r}", "take a copy from before") from error


def _entry(item: dict[str, Any], evidence: dict[str, Any]) -> Entry:
    first_seen = _instant(evidence["first_seen"])
    lead = Appearance(evidence["source"], "", _dispatch(item, evidence), 0, first_seen, first_seen)
    return Entry(
        guid=evidence["guid"],
        lead=lead,
        dating=Dating(Basis(evidence["basis"]), _optional(evidence.get("earliest")), _optional(evidence.get("latest"))),
        published=_optional(evidence.get("published")),
        updated=_instant(evidence["updated"]),
        sort_at=_instant(evidence["sort_at"]),
        first_seen=first_seen,
        last_seen=first_seen,
        keys=tuple(Key(kind, value) for kind, value in evidence.get("keys", ())),
        sections=tuple(evidence["sections"]),
        version=evidence["version"],
    )


def _dispatch(item: dict[str, Any], evidence: dict[str, Any]) -> Dispatch:
    given = evidence.get("dateline")
    dateline = Dateline(given.get("place"), tuple(given["credits"]), given.get("date_text")) if given else None
    role, paragraphs = Role(evidence["role"]), _paragraphs(item["content_html"])
    marked = paragraphs is None
    if paragraphs is None:
        paragraphs = [text for text in map(line, plain(item["content_html"]).split("\n")) if text]
    if paragraphs:
        paragraphs[0] = paragraphs[0].removeprefix(line(dateline_text(dateline))).lstrip()
    agencies = {name.casefold() for name in dateline.credits} if dateline else set()
    names = (author["name"] for author in item.get("authors", ()))
    return Dispatch(
        role=role,
        headline=item["title"] if evidence.get("headline", True) else None,
        summary=_summary(item, marked, paragraphs, dateline) if role is Role.TEASER else None,
        paragraphs=tuple(paragraphs) if role is Role.MAIN else (),
        content=item["content_html"] if marked else None,
        link=item.get("url") if evidence.get("link", True) else None,
        image=_image(item),
        dateline=dateline,
        authors=tuple(name for name in names if name.casefold() not in agencies),
        language=None if item.get("language") == "und" else item.get("language"),
    )


def _paragraphs(html: str) -> list[str] | None:
    """The texts of HTML that is nothing but plain paragraphs; None where it says more."""
    texts = [unescape(text) for text in html.removeprefix("<p>").removesuffix("</p>").split("</p>\n<p>")]
    return texts if "\n".join(map(paragraph, texts)) == html else None


def _summary(item: dict[str, Any], marked: bool, paragraphs: list[str], dateline: Dateline | None) -> str:
    """A teaser's text: its paragraphs, or beside a content with markup what the item says in plain words."""
    if not marked:
        return " ".join(paragraphs)
    return str(item.get("summary", "")).removeprefix(line(dateline_text(dateline))).lstrip()


def _image(item: dict[str, Any]) -> Image | None:
    if "image" not in item:
        return None
    attached: dict[str, Any] = next(
        (found for found in item.get("attachments", ()) if found["url"] == item["image"]), {}
    )
    return Image(item["image"], attached.get("mime_type"), attached.get("size_in_bytes"))


def _optional(text: str | None) -> datetime | None:
    return None if text is None else _instant(text)


def _instant(text: str) -> datetime:
    return datetime.fromisoformat(text)
