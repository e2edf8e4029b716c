"""Take in one capture: read it, reconcile it, write everything in one transaction."""

from __future__ import annotations

import logging
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from feeder import health
from feeder.errors import PageError
from feeder.model.entry import Entry, Outcome, RefreshReport, State
from feeder.model.page import Capture
from feeder.model.specs import SelectSpec, SourceSpec
from feeder.model.stored import Candidates
from feeder.model.time import Calibration
from feeder.pipeline.context import (
    Context,
    fallback_section,
    languages_of,
    own_section,
    section_rules,
    zone_of,
)
from feeder.pipeline.leases import Lease
from feeder.reading import ReadCapture, ReadingContext, only_main, read_capture
from feeder.reconcile.changes import Changes, reconcile
from feeder.reconcile.fold import Seen, reconsidered
from feeder.reconcile.match import match, recognise
from feeder.reconcile.settle import remade, settle
from feeder.sources.delivery import Delivery
from feeder.store import KeyConflict, Reader, Writer

CONFLICT_RETRIES = 5
RECONSIDERED = 5000  # the newest entries: older windows bear on nothing that is still to be published
ELSEWHERE = 100  # stories that have left a page, and that an old copy of it still bears on

log = logging.getLogger("feeder")


@dataclass(frozen=True, slots=True)
class Judged:
    """A capture that was read, with what it says of its series' health."""

    read: ReadCapture
    outcome: Outcome
    reason: str | None


def take_in(
    context: Context, spec: SourceSpec, lease: Lease, delivery: Delivery, *, own_page: bool = False
) -> RefreshReport:
    """Fold one capture into the store, under the lease. Raises PageError for an unreadable one, which is remembered.

    `own_page`: the capture is an article's own page, which has no series. Raises LeaseLostError: nothing is written.
    """
    try:
        with context.store.read() as reader:
            reading_context = context_of(reader, context, spec, delivery.capture.series, own_page=own_page)
        judged = judge(delivery.capture, reading_context)
    except PageError as error:
        named = PageError(delivery.path, error.message, error.remedy)
        _remember_failure(context, spec, lease, delivery, str(named))
        raise named from error
    changes = _write(context, spec, lease, delivery, judged)
    log_events(spec, changes)
    sightings = judged.read.reading.sightings
    return RefreshReport(
        source=spec.name,
        outcome=judged.outcome,
        captures=1,
        dispatches=len(sightings),
        new=changes.new,
        changed=changes.changed,
        undated=sum(sighting.published is None for sighting in sightings),
        error=None if judged.outcome.good else f"{delivery.path}: {judged.reason}",
        sections=tuple(sorted(changes.sections)),
        warning=judged.reason if judged.outcome.good else None,
    )


def context_of(
    reader: Reader, context: Context, spec: SourceSpec, series: str, *, own_page: bool = False
) -> ReadingContext:
    """What is known before a capture of `series` is read."""
    calibration = reader.calibration(spec.name)
    rules = section_rules(context.installation, {slug: row.title for slug, row in reader.sections().items()})
    zone, assumed = zone_of(spec, context.installation, calibration)
    return ReadingContext(
        source=spec.name,
        state=reader.series_state(spec.name, series),
        calibration=calibration,
        languages=languages_of(spec, context.installation),
        zone=zone,
        zone_assumed=assumed,
        select=SelectSpec() if own_page else spec.select,
        main_is_fresh=spec.main_is_fresh,
        rules=rules,
        own_section=own_section(spec, rules),
        fallback_section=fallback_section(spec),
        own_page=own_page,
    )


def judge(capture: Capture, reading_context: ReadingContext) -> Judged:
    """Read a capture and judge its series' health by it. Raises PageError, also where the fault is our own."""
    try:
        read = read_capture(capture, reading_context)
    except PageError:
        raise
    except Exception as error:
        # One page that a reader chokes on must not stop the others; the traceback goes to the log.
        log.exception("%s: reading failed", capture.url or capture.series)
        told = f"feeder failed on it ({type(error).__name__}: {error})"
        raise PageError(capture.url or capture.series, told, "report it with the file; the rest went on") from error
    if reading_context.own_page:
        read = only_main(read)
    return Judged(read, *health.judge(read.reading.page, reading_context.state))


def _write(context: Context, spec: SourceSpec, lease: Lease, delivery: Delivery, judged: Judged) -> Changes:
    """Reconcile and write. Another process may mint the same story meanwhile: then look again and decide again."""
    for attempt in range(CONFLICT_RETRIES + 1):
        try:
            with context.store.write() as writer:
                lease.hold(writer, context.clock)
                changes = fold(writer, spec, delivery.capture, delivery.seen_at, judged, context.clock.utc())
                keep = context.installation.settings.keep_captures > 0
                writer.record_capture(delivery.capture, delivery.path, delivery.sha256, delivery.stat, keep_body=keep)
                return changes
        except KeyConflict:
            if attempt == CONFLICT_RETRIES:
                raise
    raise AssertionError("unreachable")


def fold(
    writer: Writer, spec: SourceSpec, capture: Capture, seen_at: datetime, judged: Judged, now: datetime
) -> Changes:
    """Reconcile a capture that was read with what is stored, and write what changes, in the writer's transaction."""
    read, sightings = judged.read, judged.read.reading.sightings
    candidates = _candidates(writer, read, spec.name)
    guids = match(sightings, candidates, spec.name)
    settled = settle(
        sightings,
        guids,
        candidates,
        source=spec.name,
        taken_at=capture.taken_at,
        calibration=read.calibration,
        ages=read.reading.page.shape.ages,
    )
    sources = {source for known in candidates.appearances.values() for source in known}
    calibrations = {**writer.calibrations(sources), spec.name: settled.calibration}
    seen = Seen(spec.name, capture.series, seen_at)
    changes = reconcile(settled.sightings, guids, settled.candidates, seen, calibrations)
    writer.apply(changes.minted, changes.updated, changes.keys, changes.appearances)
    if read.taught or settled.calibration != read.calibration:
        writer.save_calibration(spec.name, settled.calibration)
        told = _told(writer.entries(limit=RECONSIDERED, states=tuple(State)), spec.name)
        writer.mark_due(_reconsider(writer, [(entry, entry) for entry in told], calibrations), now)
    if settled.old:
        slugs = {slug for sighting in sightings for slug in sighting.sections}
        told = _told(_newest(writer, slugs, len(sightings) + ELSEWHERE), spec.name)
        again = remade(told, source=spec.name, calibration=settled.calibration)
        writer.mark_due(_reconsider(writer, again, calibrations), now)
    for name in read.reading.sections:
        writer.add_section(name.slug, name.title, seen_at)
    writer.mark_due(changes.sections, now, newest=seen_at)
    if read.own_page:
        return replace(changes, events=(*settled.events, *changes.events))
    page = read.reading.page
    state = health.after(read.state, judged.outcome, judged.reason, seen_at, page=page, keys=read.keys)
    writer.save_series(spec.name, capture.series, state)
    return replace(changes, events=(*settled.events, *changes.events))


def _told(entries: Iterable[Entry], source: str) -> list[Entry]:
    """The entries that have evidence of `source`."""
    return [entry for entry in entries if any(item.source == source for item in entry.dating.evidence)]


def _newest(writer: Writer, sections: Collection[str], count: int) -> Collection[Entry]:
    """The newest `count` entries of each of `sections`."""
    every = (entry for slug in sorted(sections) for entry in writer.entries(slug, limit=count, states=tuple(State)))
    return {entry.guid: entry for entry in every}.values()


def _reconsider(
    writer: Writer, told: Sequence[tuple[Entry, Entry]], calibrations: Mapping[str, Calibration]
) -> set[str]:
    """What was learned narrows stored windows again; published instants stay. `told`: entries as they are stored, and
    with their evidence as it is to be.

    Returns the sections of stories that could not be dated before, and can be now.
    """
    others = {item.source for _, entry in told for item in entry.dating.evidence} - calibrations.keys()
    known = {**writer.calibrations(others), **calibrations}
    pairs = [(entry, after) for entry, again in told if (after := reconsidered(again, known)) != entry]
    writer.apply((), [after for _, after in pairs], (), ())
    return {slug for before, after in pairs if after.version != before.version for slug in after.sections}


def _candidates(writer: Writer, read: ReadCapture, source: str) -> Candidates:
    """The entries that the sightings may be: owners of their keys; for those that are none of them, what is like them.

    A reworded story is most likely one that the previous capture of the series had.
    """
    known = writer.candidates({key for keys in read.keys for key in keys if key.kind != "like"})
    found = recognise(read.reading.sightings, known, source)
    unknown = [keys for keys, guid in zip(read.keys, found, strict=True) if guid is None]
    hints = {key for keys in unknown for key in keys if key.kind == "like"}
    if not hints:
        return known
    before = read.state.previous.keys if read.state.previous else ()
    hints |= {key for keys in before for key in keys if key.kind != "like"} - known.owners.keys()
    alike = writer.candidates(hints)
    return Candidates(known.owners, {**alike.entries, **known.entries}, {**alike.appearances, **known.appearances})


def log_events(spec: SourceSpec, changes: Changes) -> None:
    """One log line for each thing that dating had to settle."""
    for event in changes.events:
        log.info("%s: %s", spec.name, event)


def _remember_failure(context: Context, spec: SourceSpec, lease: Lease, delivery: Delivery, error: str) -> None:
    with context.store.write() as writer:
        lease.hold(writer, context.clock)
        state = writer.series_state(spec.name, delivery.capture.series)
        state = health.after(state, Outcome.FAILING, error, delivery.seen_at)
        writer.save_series(spec.name, delivery.capture.series, state)
        writer.record_capture(delivery.capture, delivery.path, delivery.sha256, delivery.stat, error=error)
