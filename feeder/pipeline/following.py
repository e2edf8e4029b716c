"""Fetch the own pages of new stories, and of those that another source brought without an exact time, once each.

An article's page says when it was published, exactly; its list says only how long ago. So articles are taken in
first: the entry is minted from the article under the link that the teaser has too. An article that cannot be had is
not tried again: its teaser then dates the story.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from urllib.parse import urlsplit

from feeder.dating.freezing import is_exact
from feeder.errors import PageError, SourceError
from feeder.model.entry import Key, Sighting, State
from feeder.model.page import Receipt
from feeder.model.specs import SourceSpec
from feeder.model.stored import Candidates
from feeder.pipeline.context import Context, fingerprint
from feeder.pipeline.intake import context_of, judge, take_in
from feeder.pipeline.leases import Lease
from feeder.pipeline.notes import StoreNotes
from feeder.sources.delivery import Delivery
from feeder.sources.http.address import host_of, shown, trusted
from feeder.sources.http.poll import Poll, poll

MOST = 20  # pages of one list followed at one refresh: a first visit must not storm a site
LONGEST = 240.0  # seconds that the pauses between them may take together

log = logging.getLogger("feeder")


async def follow(context: Context, spec: SourceSpec, lease: Lease, listing: Delivery, pace: float) -> datetime | None:
    """Take in the articles behind stories of `listing` without an exact time, `pace` seconds apart, the first as well.

    Their trouble is logged, and never the listing's. Returns until when the host wants to be left alone, if it says
    so: then the rest is followed another time.
    """
    links = await context.offload(_unread, context, spec, listing)
    for link in links[: min(MOST, max(1, int(LONGEST / max(pace, 1.0))))]:
        await context.clock.sleep(pace)
        try:
            if not await context.offload(_may_ask, context, lease, link):
                continue
            answer = await _ask(context, spec, lease, link)
            if answer.host_not_before is not None:
                return answer.host_not_before
            await context.offload(_keep, context, spec, lease, link, listing, answer)
        except (SourceError, PageError) as error:
            log.info("%s: %s", spec.name, error)
            await context.offload(_tick_off, context, spec, lease, link, Receipt())
    return None


def _unread(context: Context, spec: SourceSpec, listing: Delivery) -> list[str]:
    """The links of stories that no entry dates exactly and whose pages were not asked for yet."""
    with context.store.read() as reader:
        try:
            read = judge(listing.capture, context_of(reader, context, spec, listing.capture.series)).read
        except PageError:
            return []
        known = reader.candidates({key for keys in read.keys for key in keys if key.kind != "like"})
        open_ones = [
            s for s, keys in zip(read.reading.sightings, read.keys, strict=True) if not _is_settled(known, keys)
        ]
        return [link for link in map(_link, open_ones) if link and reader.receipt(spec.name, link) is None]


def _is_settled(known: Candidates, keys: Sequence[Key]) -> bool:
    """Whether a story has an entry whose instant its own page would not change."""
    guids = {known.owners[key] for key in keys if key in known.owners}
    entries = [known.entries[guid] for guid in guids if guid in known.entries]
    return any(is_exact(entry.dating) or entry.state is not State.LIVE for entry in entries)


def _link(sighting: Sighting) -> str | None:
    link = sighting.dispatch.link
    return link if link and link.startswith(("http://", "https://")) else None


def _may_ask(context: Context, lease: Lease, link: str) -> bool:
    """Take the host of `link` for as long as the lease runs. False where it is busy: another refresh will follow."""
    host = urlsplit(link).hostname
    with context.store.write() as writer:
        lease.hold(writer, context.clock)
        return host is not None and writer.claim_host(host, context.clock.utc(), lease.until, lease.token)


async def _ask(context: Context, spec: SourceSpec, lease: Lease, link: str) -> Poll:
    assert context.fetch is not None
    asked = _towards(context, spec, link)
    permit = None
    if context.robots is not None:
        now, private, notes = context.clock.utc(), asked.allow_private, StoreNotes(context)
        verdict = await context.robots.ask(link, now, allow_private=private, notes=notes)
        if not verdict.allowed:
            raise SourceError(shown(link), verdict.reason or "robots.txt forbids it", "its teaser stands for it")
        permit = context.robots.permit(allow_private=private)
    made_by = fingerprint(spec, context.installation)
    await lease.make_room(context)
    return await poll(asked, link, None, context.fetch, made_by, context.clock.utc(), permit=permit)


def _towards(context: Context, spec: SourceSpec, link: str) -> SourceSpec:
    """The source as it asks for a link of its page: its headers are for its own site, and so is what is private."""
    own = host_of(link) == host_of(spec.url or "")
    private = context.installation.settings.allow_private or (spec.allow_private and own)
    return replace(spec, headers=spec.headers if trusted(spec.url or "", link) else {}, allow_private=private)


def _keep(context: Context, spec: SourceSpec, lease: Lease, link: str, listing: Delivery, answer: Poll) -> None:
    """Take in an article as of its list, so that a rebuild folds both in this order again."""
    if answer.delivery is None:
        raise SourceError(shown(link), answer.reason or answer.outcome.value, "its teaser stands for it")
    take_in(context, spec, lease, answer.delivery.as_of(listing.seen_at), own_page=True)
    _tick_off(context, spec, lease, link, answer.receipt or Receipt())


def _tick_off(context: Context, spec: SourceSpec, lease: Lease, link: str, receipt: Receipt) -> None:
    with context.store.write() as writer:
        lease.hold(writer, context.clock)
        writer.save_receipt(spec.name, link, receipt)
