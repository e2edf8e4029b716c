"""Fold entries anew from the captures that are kept: same ids, same instants, read with today's reader.

All or nothing: everything happens in one transaction. Where the first captures of a source were pruned already,
entries that were first seen on them, or on the oldest that is kept, stay as they are; so does what was forgotten.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from feeder import health
from feeder.errors import PageError
from feeder.model.entry import Entry, Outcome, SeriesState, State
from feeder.model.page import Capture
from feeder.model.specs import SourceSpec
from feeder.model.time import Calibration
from feeder.pipeline.context import Context
from feeder.pipeline.intake import context_of, fold, judge
from feeder.store import Writer

log = logging.getLogger("feeder")


def rebuild(context: Context, sources: Iterable[SourceSpec]) -> int:
    """Refold the entries of `sources`; return how many came out with another id or instant (they are in the log)."""
    specs = {spec.name: spec for spec in sources}
    now = context.clock.utc()
    with context.store.write() as writer:
        kept = _in_order(specs, writer.captures())
        before = _remade(writer, kept)
        writer.delete_entries([entry.guid for entry in before])
        for item in kept:
            _refold(writer, context, item, now)
        return _compare(writer, before)


@dataclass(frozen=True, slots=True)
class _Kept:
    """A kept capture: whose it is, when it was folded, and whether it is an article's own page."""

    spec: SourceSpec
    capture: Capture
    seen_at: datetime
    own_page: bool


def _in_order(specs: Mapping[str, SourceSpec], captures: Iterable[Capture]) -> list[_Kept]:
    """Captures as they were folded: by when they were seen, an article before the list that led to it."""
    kept = [
        _Kept(spec, capture, capture.seen_at, spec.url is not None and capture.series != spec.url)
        for capture in captures
        if capture.seen_at and (spec := specs.get(capture.source))
    ]
    return sorted(kept, key=lambda item: (item.seen_at, not item.own_page))


def _remade(writer: Writer, kept: Sequence[_Kept]) -> list[Entry]:
    """The entries that the kept captures make anew, for each source; forgets its series where nothing was pruned."""
    entries = writer.entries(states=(State.LIVE, State.HELD))
    remade = []
    for source, first in _first_kept(kept).items():
        own = [entry for entry in entries if entry.lead.source == source and entry.lead.series]  # incidents have none
        complete = all(entry.first_seen >= first for entry in own)
        remade += [entry for entry in own if complete or entry.first_seen > first]
        if complete:
            for name in writer.series(source):
                writer.save_series(source, name, SeriesState())
            writer.save_calibration(source, Calibration())
    return remade


def _first_kept(kept: Sequence[_Kept]) -> dict[str, datetime]:
    first: dict[str, datetime] = {}
    for item in kept:
        first.setdefault(item.spec.name, item.seen_at)
    return first


def _refold(writer: Writer, context: Context, item: _Kept, now: datetime) -> None:
    spec, capture = item.spec, item.capture
    try:
        judged = judge(capture, context_of(writer, context, spec, capture.series, own_page=item.own_page))
    except PageError as error:
        log.warning("%s: %s", spec.name, error)
        return
    fold(writer, spec, capture, item.seen_at, judged, now)
    if capture.confirmed_at is not None:
        state = writer.series_state(spec.name, capture.series)
        writer.save_series(
            spec.name, capture.series, health.after(state, Outcome.UNCHANGED, None, capture.confirmed_at)
        )


def _compare(writer: Writer, before: Iterable[Entry]) -> int:
    different = 0
    for entry in before:
        after = writer.entry(entry.guid)
        if after is None:
            log.warning("%s (%s) is no story of its own any more", entry.guid, entry.lead.dispatch.title)
        elif after.published != entry.published:
            log.warning("%s: published %s, was %s", entry.guid, after.published, entry.published)
        else:
            continue
        different += 1
    return different
