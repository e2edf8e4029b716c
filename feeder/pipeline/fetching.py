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
from feeder.sources.http.poll import Poll, poll

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
    try:
        pace = max(pace, await ask_robots(context, spec, lease, spec.url or ""))
        answer = await _ask(context, spec, lease, force=force)
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
    """The seconds that robots.txt wants between two requests. Raises SourceError where it forbids this one."""
    if context.robots is None:
        return 0.0
    await lease.make_room(context)
    private = private_allowed(spec, context.installation)
    verdict = await context.robots.ask(url, context.clock.utc(), allow_private=private)
    if not verdict.allowed:
        raise SourceError(url, verdict.reason or "robots.txt forbids it", "ask the site's owner, or remove the source")
    return verdict.delay or 0.0


async def _ask(context: Context, spec: SourceSpec, lease: Lease, *, force: bool) -> Poll:
    if context.fetch is None or spec.url is None:
        raise SourceError(spec.url or spec.name, "nothing may be fetched in this run", "run it without --offline")
    asked = replace(spec, allow_private=private_allowed(spec, context.installation))
    made_by = fingerprint(spec, context.installation)
    receipt = await context.offload(_receipt, context, spec)
    await lease.make_room(context)
    return await poll(asked, spec.url, receipt, context.fetch, made_by, context.clock.utc(), force=force)


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
        if answer.receipt is not None:
            writer.save_receipt(spec.name, spec.url or "", answer.receipt)
    return report
