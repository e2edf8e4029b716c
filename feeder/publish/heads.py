"""A section's entries and configuration to its `Feed`: which entries, under which head."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from itertools import islice
from urllib.parse import quote

from feeder.feeds import FORMATS
from feeder.feeds.filters import admits
from feeder.model.entry import Entry, Feed, State
from feeder.model.specs import Installation, SectionSpec
from feeder.model.stored import SectionRow
from feeder.store import Reader

AT_ONCE = 200  # entries read from the store at a time
LOOKED_THROUGH = 20  # times as many entries as a feed holds are looked through for those of its days
COMBINED = "all"  # the feed of every section together; no section may have this slug


def listed_as(slug: str) -> str | None:
    """The section as the store lists entries; None, every entry, for the feed of all sections together."""
    return None if slug == COMBINED else slug


def section_spec(installation: Installation, row: SectionRow) -> SectionSpec:
    """The section as configured; a plain one for a section that a label made, and for all of them together."""
    return installation.sections.get(row.slug) or SectionSpec(slug=row.slug, title=row.title)


def section_feed(reader: Reader, installation: Installation, row: SectionRow, now: datetime) -> Feed:
    """The feed of one section: its newest entries, as many as it may hold, of the days that it keeps."""
    spec, settings = section_spec(installation, row), installation.settings
    since = _newest_capture(reader, row) - timedelta(days=settings.keep_days)
    limit = spec.limit or settings.max_entries
    newest = islice(admitted(reader, spec, now), LOOKED_THROUGH * limit)
    recent = (entry for entry in newest if _is_recent(entry, since))
    return describe(installation, row, tuple(islice(recent, limit)))


def _newest_capture(reader: Reader, row: SectionRow) -> datetime:
    """When the newest capture that the feed tells of was taken; of the feed of all sections, any section's."""
    rows = reader.sections().values() if row.slug == COMBINED else (row,)
    return max((one.newest for one in rows if one.newest is not None), default=row.created)


def _is_recent(entry: Entry, since: datetime) -> bool:
    """Whether the story is of the days that a feed keeps, or was still on its page in them.

    Days count back from the newest capture, never from now: a feed does not empty itself while nothing comes in.
    """
    return entry.sort_at >= since or entry.last_seen >= since


def admitted(reader: Reader, spec: SectionSpec, now: datetime) -> Iterator[Entry]:
    """Every entry that may be shown and that the section's filters admit, newest first, read as far as needed."""
    section = listed_as(spec.slug)
    before, limit, seen = None, AT_ONCE, set[str]()
    while True:
        found = reader.entries(section, before=before, limit=limit, states=(State.LIVE, State.HELD))
        fresh = (entry for entry in found if entry.guid not in seen)
        yield from (entry for entry in fresh if _is_out(entry, now) and admits(entry, spec))
        if len(found) < limit:
            return
        last = found[-1].sort_at
        seen = {entry.guid for entry in found if entry.sort_at == last}
        before, limit = last + timedelta(microseconds=1), AT_ONCE + len(seen)


def _is_out(entry: Entry, now: datetime) -> bool:
    return entry.state is State.LIVE or (entry.state_at is not None and entry.state_at <= now)


def describe(installation: Installation, row: SectionRow, entries: tuple[Entry, ...]) -> Feed:
    """The head of a section's feed around `entries`."""
    spec, settings = section_spec(installation, row), installation.settings
    urls = {name: _address(settings.base_url, row.slug, form.extension) for name, form in FORMATS.items()}
    return Feed(
        section=row.slug,
        title=spec.title,
        self_urls=urls,
        home_url=urls["html"],
        updated=max(map(_changed, entries), default=row.created),
        entries=entries,
        language=_language(entries) or settings.language,
        timezone=settings.timezone or "UTC",
        hub=settings.hub,
        icon=settings.icon,
        ttl=_ttl(installation, row.slug),
        text=spec.text,
        section_ids=settings.section_ids,
    )


def _changed(entry: Entry) -> datetime:
    """When the entry last changed what a feed says: a held one does so by coming out."""
    return max(entry.updated, entry.state_at) if entry.state is State.HELD and entry.state_at else entry.updated


def _address(base: str, slug: str, extension: str) -> str:
    return f"{base}{quote(slug)}{extension}"


def _language(entries: Iterable[Entry]) -> str | None:
    """The language that most entries are in; the first of equals."""
    counted = Counter(entry.lead.dispatch.language for entry in entries if entry.lead.dispatch.language)
    return counted.most_common(1)[0][0] if counted else None


def _ttl(installation: Installation, slug: str) -> int | None:
    """Minutes between refreshes as configured: never what `auto` computes, or bytes would change without news."""
    every = [
        source.every
        for source in installation.sources.values()
        if isinstance(source.every, float) and source.section in (slug, None)
    ]
    return max(1, round(min(every) / 60)) if every else None


def all_heads(reader: Reader, installation: Installation) -> list[Feed]:
    """The feed of every section that has stories or is configured: configured ones first, then by title."""
    order = {slug: place for place, slug in enumerate(installation.sections)}
    rows = [row for row in reader.sections().values() if row.retired is None]
    feeds = [section_feed(reader, installation, row, row.newest or row.created) for row in rows]
    shown = [feed for feed in feeds if feed.entries or feed.section in order]
    return sorted(shown, key=lambda feed: (order.get(feed.section, len(order)), feed.title.casefold(), feed.section))
