"""Refresh one page over HTTP: ask politely, take in what is new, remember what the server said."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from feeder import health
from feeder.errors import PageError, SourceError
from feeder.model.entry import Outcome, RefreshReport
from feeder.model.page import Receipt
from feeder.model.specs import SourceSpec
from feeder.pipeline.context import Context, fingerprint, private_allowed
from feeder.pipeline.following import follow
from feeder.pipeline.intake import take_in
from feeder.pipeline.leases import Lease
from feeder.pipeline.notes import StoreNotes
from feeder.sources.http.address import shown
from feeder.sources.http.poll import Poll, poll
from feeder.sources.http.receipts import target
from feeder.sources.http.robots import ForbiddenError

PACE = 1.0  # seconds between two requests to a public host, where its robots.txt asks for no longer


@dataclass(frozen=True, slots=True)
class Visit:
    """What came of a refresh: the report, when its page and its host may be asked again, bytes and seconds it took.

    `again`: when another look is wanted, though nothing is due then.
    """

    report: RefreshReport
    not_before: datetime | None = None
    again: datetime | None = None
    host_ok: datetime | None = None
    bytes: int | None = None
    latency: float | None = None


async def refresh_page(context: Context, spec: SourceSpec, lease: Lease, *, force: bool) -> Visit:
    """Ask for the page and take it in. Its trouble never raises: it is what the report tells."""
    pace = 0.0 if private_allowed(spec, context.installation) else PACE
    receipt = await context.offload(_receipt, context, spec)
    try:
        pace = max(pace, await ask_robots(context, spec, lease, target(receipt, spec.url or "")))
        answer = await _ask(context, spec, lease, receipt, force=force)
    except ForbiddenError as error:
        report = RefreshReport(spec.name, Outcome.BLOCKED, error=str(error))
        return Visit(report, host_ok=context.clock.utc() + timedelta(seconds=pace))
    except SourceError as error:
        report = RefreshReport(spec.name, Outcome.FAILING, error=str(error))
        return Visit(report, host_ok=context.clock.utc() + timedelta(seconds=pace))
    hold = answer.host_not_before
    if spec.follow and answer.delivery is not None:
        hold = await follow(context, spec, lease, answer.delivery, pace)
    report = await context.offload(_settle, context, spec, lease, answer)
    host_ok = context.clock.utc() + timedelta(seconds=pace)
    host_ok = max(host_ok, hold) if hold else host_ok
    return Visit(report, answer.not_before, host_ok=host_ok, bytes=answer.bytes, latency=answer.seconds)


async def ask_robots(context: Context, spec: SourceSpec, lease: Lease, url: str) -> float:
    """The seconds that robots.txt wants between two requests. Raises ForbiddenError where it forbids this one."""
    if context.robots is None:
        return 0.0
    await lease.make_room(context)
    private = private_allowed(spec, context.installation)
    notes = StoreNotes(context)
    verdict = await context.robots.ask(url, context.clock.utc(), allow_private=private, notes=notes)
    if verdict.unread:
        raise SourceError(shown(url), verdict.reason or "robots.txt cannot be read", "it is tried again later")
    if not verdict.allowed:
        told = verdict.reason or "robots.txt forbids it"
        raise ForbiddenError(shown(url), told, "ask the site's owner, or remove the source")
    return verdict.delay or 0.0


async def _ask(context: Context, spec: SourceSpec, lease: Lease, receipt: Receipt | None, *, force: bool) -> Poll:
    if context.fetch is None or spec.url is None:
        raise SourceError(spec.name, "nothing may be fetched in this run", "run it without --offline")
    private = private_allowed(spec, context.installation)
    asked, made_by = replace(spec, allow_private=private), fingerprint(spec, context.installation)
    await lease.make_room(context)
    permit = context.robots.permit(allow_private=private) if context.robots else None
    now = context.clock.utc()
    return await poll(asked, spec.url, receipt, context.fetch, made_by, now, force=force, permit=permit)


def _receipt(context: Context, spec: SourceSpec) -> Receipt | None:
    with context.store.read() as reader:
        return reader.receipt(spec.name, spec.url or "")


def _settle(context: Context, spec: SourceSpec, lease: Lease, answer: Poll) -> RefreshReport:
    """Take in a new page; of anything else remember how the series is."""
    report = RefreshReport(spec.name, answer.outcome, error=answer.reason)
    if answer.delivery is not None:
        try:
            report = take_in(context, spec, lease, answer.delivery)
        except PageError as error:
            report = replace(report, outcome=Outcome.FAILING, captures=1, error=str(error))
    with context.store.write() as writer:
        lease.hold(writer, context.clock)
        if answer.delivery is None:
            state = writer.series_state(spec.name, spec.url or "")
            state = health.after(state, answer.outcome, answer.reason, context.clock.utc())
            writer.save_series(spec.name, spec.url or "", state)
            if answer.outcome is Outcome.UNCHANGED:
                writer.confirm_capture(spec.name, spec.url or "", context.clock.utc())
        if answer.receipt is not None:
            # A page that was no good is none when it comes unchanged either.
            trouble = None if report.outcome.good else (report.outcome.value, report.error or "")
            receipt = replace(answer.receipt, trouble=trouble) if answer.delivery else answer.receipt
            writer.save_receipt(spec.name, spec.url or "", receipt)
    return report
