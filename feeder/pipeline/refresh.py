"""Refresh one source: everything new that it has, oldest capture first."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from feeder.errors import PageError, SourceError
from feeder.model.entry import Outcome, RefreshReport
from feeder.model.page import Capture
from feeder.model.specs import SourceSpec
from feeder.model.stored import LedgerRow, SourceRow
from feeder.pipeline.context import Context, fingerprint, zone_of
from feeder.pipeline.fetching import refresh_page
from feeder.pipeline.incidents import Change, note_change
from feeder.pipeline.intake import take_in
from feeder.schedule import next_due
from feeder.sources import folder
from feeder.sources.scan import Found, scan

REDECIDED = 5000  # entries, the newest: what is older stands in archives

_WORST_FIRST = (
    Outcome.FAILING,
    Outcome.GONE,
    Outcome.BLOCKED,
    Outcome.LAYOUT_CHANGED,
    Outcome.EMPTY,
    Outcome.OK,
    Outcome.UNCHANGED,
)


async def refresh(context: Context, spec: SourceSpec, *, force: bool = False) -> RefreshReport:
    """Take in what is new at one source. A source's own trouble never raises: the report says what it was."""
    not_before = None
    try:
        await context.offload(_redecide, context, spec)
        if spec.url is None:
            report = await _refresh_folder(context, spec, force=force)
        else:
            report, not_before = await refresh_page(context, spec, force=force)
    except SourceError as error:
        report = RefreshReport(spec.name, Outcome.FAILING, error=str(error))
    await context.offload(_remember, context, spec, report, not_before)
    return report


async def _refresh_folder(context: Context, spec: SourceSpec, *, force: bool) -> RefreshReport:
    files = await context.offload(_fresh_files, context, spec, force)
    report = RefreshReport(spec.name, Outcome.UNCHANGED)
    for done, file in enumerate(files):
        context.progress(spec.name, done, len(files))
        report = add(report, await context.offload(_take_in_file, context, spec, file))
    return report


def _fresh_files(context: Context, spec: SourceSpec, force: bool) -> list[Found]:
    with context.store.read() as reader:
        known = reader.meta(_read_as(spec)) == fingerprint(spec, context.installation)
        ledger = reader.ledger(spec.name) if known and not force else {}
    zone = zone_of(spec, context.installation)[0]
    return folder.in_order(folder.fresh(scan(spec), ledger), spec, zone)


def _take_in_file(context: Context, spec: SourceSpec, file: Found) -> RefreshReport:
    """Read and fold one file. One that fails is remembered with its error, and tried again when it changes."""
    try:
        delivery = folder.deliver(file, spec, zone_of(spec, context.installation)[0])
        report = take_in(context, spec, delivery)
    except (SourceError, PageError) as error:
        if isinstance(error, SourceError):
            with context.store.write() as writer:
                writer.record_capture(_unread(file, spec), file.path, "", file.stat, error=str(error))
        report = RefreshReport(spec.name, Outcome.FAILING, captures=1, error=str(error))
    if spec.after == "move":
        folder.put_away(file, spec, failed=report.outcome is Outcome.FAILING)
    return report


def add(one: RefreshReport, other: RefreshReport) -> RefreshReport:
    """Two reports of one source as one: counts added, the worst outcome, the first error."""
    return replace(
        one,
        outcome=min(one.outcome, other.outcome, key=_WORST_FIRST.index),
        captures=one.captures + other.captures,
        dispatches=one.dispatches + other.dispatches,
        new=one.new + other.new,
        changed=one.changed + other.changed,
        undated=one.undated + other.undated,
        error=one.error or other.error,
        sections=tuple(sorted({*one.sections, *other.sections})),
    )


def _redecide(context: Context, spec: SourceSpec) -> None:
    """Where a source is configured otherwise than when it was last read, its pages decide sections anew.

    A story that is on no page any more keeps the sections that it had.
    """
    with context.store.read() as reader:
        before = reader.meta(_read_as(spec))
        if before in (None, fingerprint(spec, context.installation)):
            return
        entries = reader.entries(limit=REDECIDED)
        versions = [(e.guid, v) for e in entries for v in reader.appearances(e.guid) if v.source == spec.name]
    with context.store.write() as writer:
        writer.apply((), (), (), [(guid, replace(version, sections=())) for guid, version in versions])


def _unread(file: Found, spec: SourceSpec) -> Capture:
    """What stands in the ledger for a file whose bytes could not even be read."""
    return Capture(spec.name, file.path, "", "", None, None, b"", None)


def _read_as(spec: SourceSpec) -> str:
    """The note that holds the fingerprint under which a source was last read."""
    return f"read as {spec.name}"


def _remember(context: Context, spec: SourceSpec, report: RefreshReport, not_before: datetime | None) -> None:
    """Keep how the source is, and when it is due again."""
    now = context.clock.utc()
    with context.store.write() as writer:
        row = writer.source(spec.name) or SourceRow(spec.name, "")
        outcome, reason = _standing(report, writer.ledger(spec.name), spec)
        same = row.outcome is outcome or (row.outcome is not None and row.outcome.good and outcome.good)
        note_change(writer, context, spec, row, Change(outcome, reason, now))
        failures = 0 if outcome.good else row.failures + 1
        chance = context.clock.random()
        writer.set_meta(_read_as(spec), fingerprint(spec, context.installation))
        writer.save_source(
            spec.name,
            next_due=next_due(spec, now, chance=chance, failures=failures, not_before=not_before),
            outcome=outcome,
            reason=reason,
            since=row.since if same and row.since else now,
            last_run=now,
            last_ok=now if outcome.good else row.last_ok,
            failures=failures,
            items=report.dispatches if report.captures else row.items,
            dated=report.dispatches - report.undated if report.captures else row.dated,
        )


def _standing(report: RefreshReport, ledger: Mapping[str, LedgerRow], spec: SourceSpec) -> tuple[Outcome, str | None]:
    """(outcome, reason). A file that still cannot be read keeps its source failing, though it is reported only once."""
    if report.outcome.good:
        for row in ledger.values():
            if row.error and (spec.root / row.path).exists():
                return Outcome.FAILING, row.error
    return report.outcome, report.error
