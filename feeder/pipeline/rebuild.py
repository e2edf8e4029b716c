"""Fold entries anew from the captures that are kept: same ids, same instants, read with today's reader.

All or nothing: everything happens in one transaction. Where the first captures of a source were pruned already,
entries that were first seen on them, or on the oldest that is kept, stay as they are; so does what was forgotten.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable, Sequence
from datetime import datetime

from feeder.errors import PageError
from feeder.model.entry import Entry, SeriesState, State
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
        captures = [capture for capture in writer.captures() if capture.source in specs and capture.seen_at]
        before = _remade(writer, captures)
        writer.delete_entries([entry.guid for entry in before])
        for capture in captures:
            _refold(writer, context, specs[capture.source], capture, now)
        return _compare(writer, before)


def _remade(writer: Writer, captures: Sequence[Capture]) -> list[Entry]:
    """The entries that the kept captures make anew, for each source; forgets its series where nothing was pruned."""
    entries = writer.entries(states=(State.LIVE, State.HELD))
    remade = []
    for source, first in _first_kept(captures).items():
        own = [entry for entry in entries if entry.lead.source == source]
        complete = all(entry.first_seen >= first for entry in own)
        remade += [entry for entry in own if complete or entry.first_seen > first]
        if complete:
            for name in writer.series(source):
                writer.save_series(source, name, SeriesState())
            writer.save_calibration(source, Calibration())
    return remade


def _first_kept(captures: Sequence[Capture]) -> dict[str, datetime]:
    first: dict[str, datetime] = {}
    for capture in captures:
        if capture.seen_at:
            first[capture.source] = min(capture.seen_at, first.get(capture.source, capture.seen_at))
    return first


def _refold(writer: Writer, context: Context, spec: SourceSpec, capture: Capture, now: datetime) -> None:
    assert capture.seen_at is not None
    try:
        judged = judge(capture, context_of(writer, context, spec, capture.series))
    except PageError as error:
        log.warning("%s: %s", spec.name, error)
        return
    fold(writer, spec, capture, capture.seen_at, judged, now)


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
