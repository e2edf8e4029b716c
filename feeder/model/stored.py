"""Nouns that the store hands out beside entries and captures: what pure decisions and reports may know of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from feeder.model.entry import Appearance, Entry, Key, Outcome


@dataclass(frozen=True, slots=True)
class Candidates:
    """The stored entries that the sightings of one capture may be.

    `owners` maps each key that is known to the guid of its entry (bands of likeness have no owner: the entries that
    share one are simply among `entries`). `appearances` holds, per guid, the version of each source by its name.
    A story that was forgotten is there as a withdrawn entry without words: it never comes back.
    """

    owners: Mapping[Key, str] = field(default_factory=dict)
    entries: Mapping[str, Entry] = field(default_factory=dict)
    appearances: Mapping[str, Mapping[str, Appearance]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class SourceRow:
    """What is remembered of a configured source: its schedule, its lease, and how it is.

    `next_due` None: never (paused by its schedule). `lease_until` and `token`: who refreshes it now. `retired`: since
    when it is configured no more. `outcome` with its `reason` stands `since` then; `last_ok` is the last good
    refresh, `last_run` the last of any kind. `failures` in a row. Of the last refresh: `items` dispatches, `dated` of
    them with a time, `bytes` received, `latency` seconds. `news` stories came in `watched` days, both fading: for
    `every = "auto"`.
    """

    name: str
    fingerprint: str
    host: str | None = None
    node: str | None = None
    next_due: datetime | None = None
    lease_until: datetime | None = None
    token: str | None = None
    paused: bool = False
    retired: datetime | None = None
    outcome: Outcome | None = None
    reason: str | None = None
    since: datetime | None = None
    last_ok: datetime | None = None
    last_run: datetime | None = None
    failures: int = 0
    items: int = 0
    dated: int = 0
    bytes: int = 0
    latency: float = 0.0
    news: float = 0.0
    watched: float = 0.0


@dataclass(frozen=True, slots=True)
class LedgerRow:
    """A file that was taken in, or failed with `error`. `sha256` is of its bytes; the rest is for telling it apart."""

    path: str
    sha256: str
    size: int = 0
    mtime_ns: int = 0
    inode: int = 0
    taken_at: datetime | None = None
    error: str | None = None


@dataclass(frozen=True, slots=True)
class SectionRow:
    """A section: configured or found on pages. `newest` is when the newest capture that filled it was taken.

    `retired`: since when it is gone (410). `publish_due`: when its files want writing, None while nothing changed.
    """

    slug: str
    title: str
    created: datetime
    retired: datetime | None = None
    publish_due: datetime | None = None
    newest: datetime | None = None
    lease_until: datetime | None = None
    token: str | None = None


@dataclass(frozen=True, slots=True)
class Generation:
    """The newest bytes of one output file. `number` counts from 1 with each change; `digest` is their sha256.

    `body` None: the bytes were not kept, or not asked for.
    """

    section: str
    file: str
    number: int
    digest: str
    last_modified: datetime
    body: bytes | None = None
