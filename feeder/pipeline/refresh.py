"""Refresh one source: everything new that it has, oldest capture first."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta

from feeder import schedule
from feeder.errors import FeederError, PageError, SourceError
from feeder.model.entry import Outcome, RefreshReport
from feeder.model.page import Capture
from feeder.model.specs import SourceSpec
from feeder.model.stored import LedgerRow, SourceRow
from feeder.pipeline.context import Context, fingerprint, zone_of
from feeder.pipeline.fetching import Visit, refresh_page
from feeder.pipeline.incidents import Change, note_change
from feeder.pipeline.intake import take_in
from feeder.pipeline.leases import Lease
from feeder.schedule import next_due
from feeder.sources import folder
from feeder.sources.scan import Found, scan

log = logging.getLogger("feeder")
trouble = logging.getLogger("feeder.trouble")  # what a report tells of, too

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


async def refresh(context: Context, spec: SourceSpec, lease: Lease, *, force: bool = False) -> RefreshReport:
    """Take in what is new at one source that is held under `lease`, and give it back.

    A source's own trouble never raises: the report says what it was. Raises LeaseLostError where another process took
    the source over, and StoreError where the database fails: the source is due again when its lease runs out.
    """
    visit = await _visit(context, spec, lease, force=force)
    await context.offload(_finish, context, spec, lease, visit)
    return visit.report


async def _visit(context: Context, spec: SourceSpec, lease: Lease, *, force: bool) -> Visit:
    try:
        await context.offload(_redecide, context, spec, lease)
        if spec.url is not None:
            return await refresh_page(context, spec, lease, force=force)
        return await _refresh_folder(context, spec, lease, force=force)
    except SourceError as error:
        return Visit(RefreshReport(spec.name, Outcome.FAILING, error=str(error)))
    except FeederError:
        raise
    except Exception as error:
        return Visit(choked(spec.name, error))


def choked(source: str, error: Exception) -> RefreshReport:
    """What to say of a source that feeder chokes on: it must not stop the others; the traceback goes to the log."""
    log.exception("%s: refreshing failed", source)
    told = f"feeder failed on it ({type(error).__name__}: {error}); report it"
    return RefreshReport(source, Outcome.FAILING, error=told)


async def _refresh_folder(context: Context, spec: SourceSpec, lease: Lease, *, force: bool) -> Visit:
    files, unsettled = await context.offload(_fresh_files, context, spec, force)
    report = RefreshReport(spec.name, Outcome.UNCHANGED)
    for done, file in enumerate(files):
        context.progress(spec.name, done, len(files))
        report = add(report, await context.offload(_take_in_file, context, spec, lease, file))
    soon = context.clock.utc() + timedelta(seconds=context.settle) if unsettled else None
    return Visit(report, again=soon)


def _fresh_files(context: Context, spec: SourceSpec, force: bool) -> tuple[list[Found], bool]:
    """The files to take in, in order; whether others are still being written and want another look soon."""
    with context.store.read() as reader:
        known = reader.meta(_read_as(spec)) == fingerprint(spec, context.installation)
        ledger = reader.ledger(spec.name) if known and not force else {}
    fresh = folder.fresh(scan(spec), ledger)
    settled = folder.settled(fresh, context.clock.utc(), context.settle)
    zone = zone_of(spec, context.installation)[0]
    return folder.in_order(settled, spec, zone), len(settled) < len(fresh)


def _take_in_file(context: Context, spec: SourceSpec, lease: Lease, file: Found) -> RefreshReport:
    """Read and fold one file. One that fails is remembered with its error, and tried again when it changes."""
    try:
        delivery = folder.deliver(file, spec, zone_of(spec, context.installation)[0])
        report = take_in(context, spec, lease, delivery)
    except folder.UnsettledError as error:
        log.info("%s: %s", spec.name, error)  # it is fresh again at the next look
        return RefreshReport(spec.name, Outcome.UNCHANGED)
    except (SourceError, PageError) as error:
        if isinstance(error, SourceError):
            with context.store.write() as writer:
                lease.hold(writer, context.clock)
                writer.record_capture(_unread(file, spec), file.path, "", file.stat, error=str(error))
        trouble.warning("%s: %s", spec.name, error)
        report = RefreshReport(spec.name, Outcome.FAILING, captures=1, error=str(error))
    if spec.after == "move":
        report = _put_away(spec, file, report)
    return report


def _put_away(spec: SourceSpec, file: Found, report: RefreshReport) -> RefreshReport:
    """Move a file that was taken in; one that cannot be moved stays, is known, and is told of."""
    try:
        folder.put_away(file, spec, failed=report.outcome is Outcome.FAILING)
    except SourceError as error:
        trouble.warning("%s: %s", spec.name, error)
        return add(report, RefreshReport(spec.name, Outcome.UNCHANGED, error=str(error), warning=report.warning))
    return report


def add(one: RefreshReport, other: RefreshReport) -> RefreshReport:
    """Two reports of one source as one: counts added, the worst outcome, all errors."""
    errors = one.errors + other.errors
    return replace(
        one,
        outcome=min(one.outcome, other.outcome, key=_WORST_FIRST.index),
        captures=one.captures + other.captures,
        dispatches=one.dispatches + other.dispatches,
        new=one.new + other.new,
        changed=one.changed + other.changed,
        undated=one.undated + other.undated,
        error=errors[0] if errors else None,
        sections=tuple(sorted({*one.sections, *other.sections})),
        warning=other.warning,
        further=errors[1:],
    )


def _redecide(context: Context, spec: SourceSpec, lease: Lease) -> None:
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
        lease.hold(writer, context.clock)
        writer.apply((), (), (), [(guid, replace(version, sections=())) for guid, version in versions])


def _unread(file: Found, spec: SourceSpec) -> Capture:
    """What stands in the ledger for a file whose bytes could not even be read."""
    return Capture(spec.name, file.path, "", "", None, None, b"", None)


def _read_as(spec: SourceSpec) -> str:
    """The note that holds the fingerprint under which a source was last read."""
    return f"read as {spec.name}"


def _finish(context: Context, spec: SourceSpec, lease: Lease, visit: Visit) -> None:
    """Keep how the source is, and when it and its host may be asked again; give it back."""
    now, report = context.clock.utc(), visit.report
    lease.check(context.clock)
    with context.store.write() as writer:
        row = writer.source(spec.name) or lease.row
        outcome, reason = _standing(report, writer.ledger(spec.name) if spec.url is None else {}, spec)
        if outcome is Outcome.UNCHANGED and row.outcome and row.outcome.good:
            reason = row.reason  # what was odd about the page is so still
        same = row.outcome is outcome or (row.outcome is not None and row.outcome.good and outcome.good)
        note_change(writer, context, spec, row, Change(outcome, reason, now))
        writer.set_meta(_read_as(spec), fingerprint(spec, context.installation))
        after = replace(
            row,
            outcome=outcome,
            reason=reason,
            since=row.since if same and row.since else now,
            last_run=now,
            last_ok=now if outcome.good else row.last_ok,
            failures=0 if outcome.good else row.failures + 1,
        )
        after = _measured(schedule.learn(after, row, report.new, now) if outcome.good else after, visit)
        due = next_due(spec, after, now, context.clock.random(), tempo=context.tempo, not_before=visit.not_before)
        due = min(due, visit.again) if due and visit.again else due
        if not writer.finish_source(after, lease.token, due, host_ok=visit.host_ok):
            raise lease.lost()


def _measured(row: SourceRow, visit: Visit) -> SourceRow:
    """What this refresh measured; of a page that was not read, what the last one that was read told."""
    report = visit.report
    if report.captures:
        row = replace(row, items=report.dispatches, dated=report.dispatches - report.undated)
    return replace(
        row,
        bytes=row.bytes if visit.bytes is None else visit.bytes,
        latency=row.latency if visit.latency is None else visit.latency,
    )


def _standing(report: RefreshReport, ledger: Mapping[str, LedgerRow], spec: SourceSpec) -> tuple[Outcome, str | None]:
    """(outcome, reason). A file that still cannot be read keeps its source failing, though it is reported only once."""
    if report.outcome.good:
        for row in ledger.values():
            if row.error and (spec.root / row.path).exists():
                return Outcome.FAILING, row.error
    return report.outcome, report.error or report.warning
