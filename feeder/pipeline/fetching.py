"""Refresh one page over HTTP: ask politely, take in what is new, remember what the server said."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from feeder import health
from feeder.errors import PageError, SourceError
from feeder.model.entry import Outcome, RefreshReport
from feeder.model.page import Receipt
from feeder.model.specs import SourceSpec
from feeder.pipeline.context import Context, fingerprint, private_allowed
from feeder.pipeline.following import follow
from feeder.pipeline.intake import take_in
from feeder.sources.http.poll import Poll, poll


async def refresh_page(context: Context, spec: SourceSpec, *, force: bool) -> tuple[RefreshReport, datetime | None]:
    """(what came of it, when the server lets us ask again). Raises SourceError where there is no answer."""
    assert spec.url is not None
    if context.fetch is None:
        raise SourceError(spec.url, "nothing may be fetched in this run", "run it again without --offline")
    await _ask_robots(context, spec, spec.url)
    made_by = fingerprint(spec, context.installation)
    receipt = await context.offload(_receipt, context, spec)
    asked = replace(spec, allow_private=private_allowed(spec, context.installation))
    answer = await poll(asked, spec.url, receipt, context.fetch, made_by, context.clock.utc(), force=force)
    if spec.follow and answer.delivery is not None:
        await follow(context, asked, answer.delivery)
    return await context.offload(_settle, context, spec, answer), answer.not_before


async def _ask_robots(context: Context, spec: SourceSpec, url: str) -> None:
    if context.robots is None:
        return
    private = private_allowed(spec, context.installation)
    verdict = await context.robots.ask(url, context.clock.utc(), allow_private=private)
    if not verdict.allowed:
        raise SourceError(url, verdict.reason or "robots.txt forbids it", "ask the site's owner, or remove the source")


def _receipt(context: Context, spec: SourceSpec) -> Receipt | None:
    with context.store.read() as reader:
        return reader.receipt(spec.name, spec.url or "")


def _settle(context: Context, spec: SourceSpec, answer: Poll) -> RefreshReport:
    """Take in a new page; of anything else remember how the series is."""
    report = RefreshReport(spec.name, answer.outcome, error=answer.reason)
    if answer.delivery is not None:
        try:
            report = take_in(context, spec, answer.delivery)
        except PageError as error:
            report = replace(report, outcome=Outcome.FAILING, captures=1, error=str(error))
    with context.store.write() as writer:
        if answer.delivery is None:
            state = writer.series_state(spec.name, spec.url or "")
            state = health.after(state, answer.outcome, answer.reason, context.clock.utc())
            writer.save_series(spec.name, spec.url or "", state)
        if answer.receipt is not None:
            writer.save_receipt(spec.name, spec.url or "", answer.receipt)
        writer.save_source(spec.name, bytes=answer.bytes, latency=answer.seconds)
    return report
