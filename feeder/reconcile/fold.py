"""What a sighting does to its entry. Ids, published instants and places in the order never change here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from feeder.dating.combine import narrow, published_anew, reconsider
from feeder.dating.freezing import freeze, is_exact, publishable
from feeder.model.entry import Appearance, Entry, Sighting, State
from feeder.model.page import Dispatch, Role
from feeder.model.time import Calibration


@dataclass(frozen=True, slots=True)
class Seen:
    """One capture, as reconciling needs it: whose it is and when it was taken (or first seen, where unknown)."""

    source: str
    series: str
    at: datetime


def mint(sighting: Sighting, guid: str, seen: Seen, sort_at: datetime) -> Entry:
    """The entry of a story that nobody has seen before."""
    published = sighting.published
    return _ordered(
        Entry(
            guid=guid,
            lead=_appearance(sighting, seen),
            dating=sighting.dating,
            published=published,
            updated=published or seen.at,
            sort_at=sort_at,
            first_seen=seen.at,
            last_seen=seen.at,
            keys=sighting.keys,
            sections=sighting.sections,
        ),
        sighting.dispatch,
        seen.at,
    )


def _appearance(sighting: Sighting, seen: Seen) -> Appearance:
    return Appearance(
        seen.source, seen.series, sighting.dispatch, sighting.dispatch.rank, seen.at, seen.at, sighting.sections
    )


def refresh_appearance(known: Appearance | None, sighting: Sighting, seen: Seen) -> Appearance:
    """The source's version of the story after this sighting.

    A main article replaces a teaser, never the reverse; within a role the newest text wins; an older capture that
    arrives late changes no words. Sections add up: one source may show a story on the pages of several.
    """
    fresh = _appearance(sighting, seen)
    if known is None:
        return fresh
    dispatch = fresh.dispatch if _replaces(fresh, known) else known.dispatch
    newest = fresh if _at_least_as_new(fresh, known) else known
    return replace(
        newest,
        dispatch=dispatch,
        first_seen=min(known.first_seen, seen.at),
        last_seen=max(known.last_seen, seen.at),
        sections=tuple(dict.fromkeys((*fresh.sections, *known.sections))),
    )


def _replaces(fresh: Appearance, known: Appearance) -> bool:
    new, old = fresh.dispatch, known.dispatch
    if new.role is not old.role:
        return new.role is Role.MAIN
    if new.version is not None and old.version is not None and new.version != old.version:
        return new.version > old.version
    return _at_least_as_new(fresh, known)


def _at_least_as_new(fresh: Appearance, known: Appearance) -> bool:
    """Whether `fresh` is no older. Of pages of one moment the series decides, so that folding them again changes
    nothing; a page read anew, perhaps by a better reader, replaces itself."""
    return (fresh.last_seen, fresh.series) >= (known.last_seen, known.series)


def refresh_entry(
    entry: Entry,
    appearance: Appearance,
    others: tuple[Appearance, ...],
    sighting: Sighting,
    seen: Seen,
    calibrations: dict[str, Calibration],
) -> tuple[Entry, tuple[str, ...]]:
    """The entry after this sighting, and what dating had to settle on the way, in words for the log.

    `others` are the versions of the other sources. Only words and links of the leading version move `updated`, and a
    page that says that the story was published again since it was last seen.
    """
    dating, conflicts = narrow(entry.dating, sighting.dating, calibrations, first_seen=min(entry.first_seen, seen.at))
    published = freeze(
        entry.published, dating, taken_at=seen.at, calibrations=calibrations, exact=is_exact(entry.dating)
    )
    lead = _lead(entry, appearance)
    updated = _updated(entry, published)
    anew = published_anew(conflicts, since=max(entry.updated, entry.last_seen))
    if anew or _words(lead.dispatch) != _words(entry.lead.dispatch):
        updated = max(updated, seen.at)
    if published:
        updated = max(updated, published)
    sections = dict.fromkeys(s for version in (lead, appearance, *others) for s in version.sections)
    after = replace(
        entry,
        lead=lead,
        dating=dating,
        published=published,
        updated=updated,
        first_seen=min(entry.first_seen, seen.at),
        last_seen=max(entry.last_seen, seen.at),
        sections=tuple(sections) or entry.sections,
    )
    if appearance.source == lead.source:
        after = _ordered(after, sighting.dispatch, seen.at)
    events = tuple(str(conflict) for conflict in conflicts)
    return (replace(after, version=entry.version + 1) if changed(entry, after) else after), events


def reconsidered(entry: Entry, calibrations: Mapping[str, Calibration]) -> Entry:
    """`entry` under calibrations learned since: its window narrows, and one that was undated may be dated now."""
    dating = reconsider(entry.dating, calibrations, first_seen=entry.first_seen)
    if dating == entry.dating:
        return entry
    published = entry.published or publishable(dating, taken_at=entry.last_seen, calibrations=calibrations)
    version = entry.version + (published != entry.published)
    return replace(entry, dating=dating, published=published, updated=_updated(entry, published), version=version)


def _updated(entry: Entry, published: datetime | None) -> datetime:
    """When the entry was updated if it is dated only now: its publication, unless its words changed since."""
    if published is None or entry.published is not None:
        return entry.updated
    return max(published, entry.updated) if entry.version > 1 else published


def _lead(entry: Entry, appearance: Appearance) -> Appearance:
    """One source leads until it withdraws; a main article takes over from another source's teaser."""
    if appearance.source == entry.lead.source:
        return appearance
    fuller = appearance.dispatch.role is Role.MAIN and entry.lead.dispatch.role is Role.TEASER
    return appearance if fuller or entry.lead.dispatch.state == "withdrawn" else entry.lead


def _ordered(entry: Entry, dispatch: Dispatch, at: datetime) -> Entry:
    """The state that a wire format orders; what an operator withdrew by hand stays so."""
    if dispatch.state == "withdrawn":
        return entry if entry.state is State.WITHDRAWN else replace(entry, state=State.WITHDRAWN, state_at=at)
    if dispatch.state == "held" and dispatch.held_until and dispatch.held_until > at:
        return replace(entry, state=State.HELD, state_at=dispatch.held_until)
    return replace(entry, state=State.LIVE, state_at=None) if entry.state is State.HELD else entry


def _words(dispatch: Dispatch) -> tuple[object, ...]:
    """What a reader would call the story's words and links; cues, ranks, labels and pictures are not."""
    return (
        dispatch.headline,
        dispatch.summary,
        dispatch.paragraphs,
        dispatch.content,
        dispatch.link,
        dispatch.dateline,
        dispatch.authors,
    )


def changed(before: Entry, after: Entry) -> bool:
    """Whether a feed would show the difference."""
    return (
        _words(before.lead.dispatch) != _words(after.lead.dispatch)
        or before.lead.dispatch.image != after.lead.dispatch.image
        or before.published != after.published
        or before.updated != after.updated
        or before.state is not after.state
    )


def sort_instants(sightings: tuple[Sighting, ...], seen: Seen) -> list[datetime]:
    """Where each sighting stands in its feed, newest first: its instant, else just before its capture's oldest one.

    A microsecond for each rank keeps stories of the same instant in page order.
    """
    dated = [sighting.published for sighting in sightings if sighting.published]
    behind = (min(dated) if dated else seen.at) - timedelta(seconds=1)
    return [
        (sighting.published or behind) - timedelta(microseconds=rank + 1) for rank, sighting in enumerate(sightings)
    ]
