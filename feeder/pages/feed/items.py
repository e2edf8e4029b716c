"""What a feed says, whatever its format: a channel and its items, as plain values and still unjudged."""

from __future__ import annotations

from dataclasses import dataclass

MOST_ITEMS = 5_000
"""Items of a feed that are read, from its top: no feed that is polled has more that are new."""


@dataclass(frozen=True, slots=True)
class Text:
    """A text construct: `html` says that it is markup (escaped or XHTML), else it is plain."""

    value: str = ""
    html: bool = False


@dataclass(frozen=True, slots=True)
class Picture:
    """An image that an item names; `length` in bytes."""

    url: str
    media_type: str | None = None
    length: int | None = None


@dataclass(frozen=True, slots=True)
class Item:
    """One entry. Times are verbatim. `base` resolves its relative links; `deleted` marks a tombstone (RFC 6721)."""

    native_id: str | None = None
    title: str = ""
    link: str | None = None
    summary: Text = Text()
    content: Text = Text()
    published: str | None = None
    updated: str | None = None
    authors: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    pictures: tuple[Picture, ...] = ()
    language: str | None = None
    base: str | None = None
    deleted: bool = False


@dataclass(frozen=True, slots=True)
class Channel:
    """A feed: `kind` names its format ("rss", "rdf", "atom", "json"), `home` the page that it belongs to."""

    kind: str
    title: str
    home: str | None
    language: str | None
    items: tuple[Item, ...]
    base: str | None = None
