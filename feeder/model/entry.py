"""Nouns of a story over time: the sighting of it on one capture, the entry that lasts, the feed that carries it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any, Literal

from feeder.model.page import Dispatch, Page, Role, Shape
from feeder.model.time import UNDATED, Dating


@dataclass(frozen=True, slots=True, order=True)
class Key:
    """One name that a story answers to: `kind` is link, id, text, head, words or like; `value` is a digest or a URL."""

    kind: str
    value: str


@dataclass(frozen=True, slots=True)
class Sighting:
    """One dispatch of one capture: dated, keyed, and told its sections (slugs, its own section first).

    `published` is the instant that this capture alone would publish, None where it dates nothing.
    """

    dispatch: Dispatch
    dating: Dating = UNDATED
    published: datetime | None = None
    keys: tuple[Key, ...] = ()
    sections: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SectionName:
    """A section as evidence names it: its slug and the title to show."""

    slug: str
    title: str


class Outcome(StrEnum):
    """How a refresh of a source, or of one series, ended."""

    OK = "ok"
    UNCHANGED = "unchanged"
    EMPTY = "empty"
    LAYOUT_CHANGED = "layout changed"
    BLOCKED = "blocked"
    FAILING = "failing"
    GONE = "gone"

    @property
    def good(self) -> bool:
        """Whether nothing is wrong."""
        return self in (Outcome.OK, Outcome.UNCHANGED)


@dataclass(frozen=True, slots=True)
class Previous:
    """The last good capture of a series: its time, and the keys of each of its dispatches in page order."""

    taken_at: datetime
    keys: tuple[tuple[Key, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class SeriesState:
    """What is remembered of a series between captures.

    `flagged`: since when good captures have been so much less than `shape`, the last ordinary one, that it is noted.
    """

    shape: Shape | None = None
    previous: Previous | None = None
    outcome: Outcome | None = None
    reason: str | None = None
    since: datetime | None = None
    last_ok: datetime | None = None
    flagged: datetime | None = None


@dataclass(frozen=True, slots=True)
class Appearance:
    """A source's version of an entry: the dispatch as that source last printed it, and the sections it gave."""

    source: str
    series: str
    dispatch: Dispatch
    rank: int
    first_seen: datetime
    last_seen: datetime
    sections: tuple[str, ...] = ()


class State(StrEnum):
    """Whether an entry may be shown."""

    LIVE = "live"
    HELD = "held"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class Entry:
    """A story that lasts. The guid is minted once; keys only grow; `published` and `sort_at` are frozen.

    `lead` is the appearance that the entry shows. `updated` is `published`, else `first_seen`, then the capture time
    of each change of words or links, never earlier than `published`. `state_at`: until when it is held, or
    when it was withdrawn. `version` counts changes, from 1.
    """

    guid: str
    lead: Appearance
    dating: Dating
    published: datetime | None
    updated: datetime
    sort_at: datetime
    first_seen: datetime
    last_seen: datetime
    keys: tuple[Key, ...] = ()
    sections: tuple[str, ...] = ()
    state: State = State.LIVE
    state_at: datetime | None = None
    version: int = 1


@dataclass(frozen=True, slots=True)
class Link:
    """The address of a document with its media type."""

    url: str
    media_type: str
    title: str | None = None


@dataclass(frozen=True, slots=True)
class Feed:
    """One section, ready to be written: entries newest first, instants in UTC, addresses absolute.

    Whoever makes it knows the time, and gives a held entry only once it is due.

    `self_urls` maps a format's name ("rss", "atom", "json", "html") to the address that it will be served at.
    `updated` is the newest change among the entries (the section's creation when there are none).
    `prev_archive` and `current` are RFC 5005 links where they apply; `archive` marks an archive document.
    All three are addresses in any one format: each writer puts its own extension. An archive's "html" is the
    section's page. `text`: whether full texts or summaries only are licensed. `ttl` is minutes. `author` stands for
    the feed as a whole; its title where None.
    """

    section: str
    title: str
    self_urls: dict[str, str]
    home_url: str
    updated: datetime
    entries: tuple[Entry, ...]
    feed_id: str = ""
    description: str | None = None
    language: str | None = None
    timezone: str = "UTC"
    hub: str | None = None
    icon: str | None = None
    ttl: int | None = None
    text: Literal["full", "summary"] = "full"
    section_ids: Literal["shared", "distinct"] = "shared"
    section_titles: dict[str, str] = field(default_factory=dict)
    sources: dict[str, str] = field(default_factory=dict)
    prev_archive: str | None = None
    next_archive: str | None = None
    current: str | None = None
    archive: bool = False
    author: str | None = None


@dataclass(frozen=True, slots=True)
class RefreshReport:
    """What one refresh of one source did: `error` is the first error, `further` the others, each told once.

    `warning` is what is odd about a good page.
    """

    source: str
    outcome: Outcome
    captures: int = 0
    dispatches: int = 0
    new: int = 0
    changed: int = 0
    undated: int = 0
    error: str | None = None
    sections: tuple[str, ...] = ()
    warning: str | None = None
    further: tuple[str, ...] = ()

    @property
    def errors(self) -> tuple[str, ...]:
        """Every error, in the order in which they came."""
        return ((self.error,) if self.error else ()) + self.further

    def as_dict(self) -> dict[str, Any]:
        """The documented shape of `feeder once --json`, one per source."""
        return {
            "source": self.source,
            "outcome": self.outcome.value,
            "captures": self.captures,
            "dispatches": self.dispatches,
            "new": self.new,
            "changed": self.changed,
            "undated": self.undated,
            "error": self.error,
            "sections": list(self.sections),
        }


@dataclass(frozen=True, slots=True)
class Reading:
    """One capture, read: the page, and a sighting for each of its dispatches in page order (main article first)."""

    page: Page
    taken_at: datetime | None
    sightings: tuple[Sighting, ...]
    sections: tuple[SectionName, ...] = ()

    def as_dict(self) -> dict[str, Any]:
        """The public shape of `feeder read --json`: plain values, instants in RFC 3339 UTC or None."""
        shown = [_sighting_as_dict(sighting) for sighting in self.sightings]
        return {
            "url": self.page.url,
            "taken_at": rfc3339(self.taken_at),
            "language": self.page.language,
            "sections": [name.slug for name in self.sections],
            "main": next((d for d in shown if d["role"] == Role.MAIN), None),
            "teasers": [d for d in shown if d["role"] == Role.TEASER],
        }


def rfc3339(instant: datetime | None) -> str | None:
    """`instant` as RFC 3339 in UTC with `Z`, to the second (microseconds only where there are any); None for None."""
    if instant is None:
        return None
    return instant.astimezone(UTC).isoformat().replace("+00:00", "Z")


def _sighting_as_dict(sighting: Sighting) -> dict[str, Any]:
    dispatch, dating = sighting.dispatch, sighting.dating
    dateline = dispatch.dateline
    return {
        "role": dispatch.role.value,
        "title": dispatch.title,
        "link": dispatch.link,
        "summary": dispatch.summary,
        "text": dispatch.text,
        "image": dispatch.image.url if dispatch.image else None,
        "authors": list(dispatch.authors),
        "dateline": {"place": dateline.place, "credits": list(dateline.credits)} if dateline else None,
        "section": sighting.sections[0] if sighting.sections else None,
        "sections": list(sighting.sections),
        "published": rfc3339(sighting.published),
        "earliest": rfc3339(dating.earliest),
        "latest": rfc3339(dating.latest),
        "basis": dating.basis.value,
        "cue": dating.evidence[0].text if dating.window else None,
        "rank": dispatch.rank,
    }
