"""What every format says of a feed, as far as copies and formats of it are compared."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Item:
    """One entry: `text` is its content as written, `where` names it in words. None: the feed does not say."""

    where: str
    id: str | None
    link: str | None
    title: str | None
    published: datetime | None
    updated: datetime | None
    text: str | None


@dataclass(frozen=True, slots=True)
class Document:
    """One feed in one format ("rss", "atom", "json")."""

    kind: str
    title: str | None
    updated: datetime | None
    items: tuple[Item, ...]
