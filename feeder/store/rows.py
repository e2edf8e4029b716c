"""An entry as a row and back. `digest` covers all that the row means: SQLite does not checksum its pages."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from sqlalchemy import Row

from feeder.model.codec import dump, load
from feeder.model.entry import Appearance, Entry, Key
from feeder.model.time import Dating
from feeder.store.types import digest_of

_SLUGS = tuple[str, ...]


def row_of(entry: Entry, *, forgotten: bool = False) -> dict[str, Any]:
    """The columns of `entry`, in the order of the table, without its number; keys have a table of their own."""
    row: dict[str, Any] = {
        "guid": entry.guid,
        "lead": text_of(entry.lead),
        "dating": dump(entry.dating),
        "sections": dump(entry.sections, _SLUGS),
        "published": entry.published,
        "updated": entry.updated,
        "sort_at": entry.sort_at,
        "first_seen": entry.first_seen,
        "last_seen": entry.last_seen,
        "state": entry.state,
        "state_at": entry.state_at,
        "version": entry.version,
        "forgotten": forgotten,
    }
    return {**row, "digest": digest_of(*row.values())}


def is_whole(row: Row[Any]) -> bool:
    """Whether a row of entries is what was written: `digest` covers every column but the row's number and itself."""
    return bool(row.digest == digest_of(*row[1:-1]))


def entry_of(row: Row[Any], keys: tuple[Key, ...]) -> Entry:
    """The entry of a whole row. Raises ValueError for one that is not."""
    return Entry(
        guid=row.guid,
        lead=appearance_of(row.lead),
        dating=load(Dating, row.dating),
        published=row.published,
        updated=row.updated,
        sort_at=row.sort_at,
        first_seen=row.first_seen,
        last_seen=row.last_seen,
        keys=keys,
        sections=slugs_of(row.sections),
        state=row.state,
        state_at=row.state_at,
        version=row.version,
    )


@lru_cache(maxsize=1024)
def slugs_of(text: str) -> tuple[str, ...]:
    """The sections that a row names."""
    return load(_SLUGS, text)


@lru_cache(maxsize=1024)
def appearance_of(text: str) -> Appearance:
    """The appearance that `text` tells: mostly, an entry's lead is one of its appearances word for word."""
    return load(Appearance, text)


@lru_cache(maxsize=1024)
def text_of(appearance: Appearance) -> str:
    """The same the other way."""
    return dump(appearance)
