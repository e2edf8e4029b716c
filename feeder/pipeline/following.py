"""Fetch the own pages of new stories, once each, before their instants are frozen.

An article's page says when it was published, exactly; its list says only how long ago. So articles are taken in
first: the entry is minted from the article under the link that the teaser has too. An article that cannot be had is
not tried again: its teaser then dates the story.
"""

from __future__ import annotations

import logging

from feeder.errors import PageError, SourceError
from feeder.model.entry import Sighting
from feeder.model.page import Receipt
from feeder.model.specs import SourceSpec
from feeder.pipeline.context import Context, fingerprint, private_allowed
from feeder.pipeline.intake import context_of, judge, take_in
from feeder.sources.delivery import Delivery
from feeder.sources.http.poll import Poll, poll

MOST = 20  # pages of one list followed at one refresh: a first visit must not storm a site
PAUSE = 1.0  # seconds between two of them

log = logging.getLogger("feeder")


async def follow(context: Context, spec: SourceSpec, listing: Delivery) -> None:
    """Take in the articles behind the new stories of `listing`. Their trouble is logged, and never the listing's."""
    links = await context.offload(_unread, context, spec, listing)
    for place, link in enumerate(links[:MOST]):
        if place:
            await context.clock.sleep(PAUSE)
        try:
            answer = await _ask(context, spec, link)
            await context.offload(_keep, context, spec, link, listing, answer)
        except (SourceError, PageError) as error:
            log.info("%s: %s", spec.name, error)
            await context.offload(_tick_off, context, spec, link, Receipt())


def _unread(context: Context, spec: SourceSpec, listing: Delivery) -> list[str]:
    """The links of stories that no entry has and whose pages were not asked for yet."""
    with context.store.read() as reader:
        try:
            read = judge(listing.capture, context_of(reader, context, spec, listing.capture.series)).read
        except PageError:
            return []
        known = reader.candidates({key for keys in read.keys for key in keys if key.kind != "like"})
        new = [
            s for s, keys in zip(read.reading.sightings, read.keys, strict=True) if known.owners.keys().isdisjoint(keys)
        ]
        return [link for link in map(_link, new) if link and reader.receipt(spec.name, link) is None]


def _link(sighting: Sighting) -> str | None:
    link = sighting.dispatch.link
    return link if link and link.startswith(("http://", "https://")) else None


async def _ask(context: Context, spec: SourceSpec, link: str) -> Poll:
    assert context.fetch is not None
    if context.robots is not None:
        private = private_allowed(spec, context.installation)
        verdict = await context.robots.ask(link, context.clock.utc(), allow_private=private)
        if not verdict.allowed:
            raise SourceError(link, verdict.reason or "robots.txt forbids it", "its teaser stands for it")
    made_by = fingerprint(spec, context.installation)
    return await poll(spec, link, None, context.fetch, made_by, context.clock.utc())


def _keep(context: Context, spec: SourceSpec, link: str, listing: Delivery, answer: Poll) -> None:
    """Take in an article as of its list, so that a rebuild folds both in this order again."""
    if answer.delivery is None:
        raise SourceError(link, answer.reason or answer.outcome.value, "its teaser stands for it")
    take_in(context, spec, answer.delivery.as_of(listing.seen_at), own_page=True)
    _tick_off(context, spec, link, answer.receipt or Receipt())


def _tick_off(context: Context, spec: SourceSpec, link: str, receipt: Receipt) -> None:
    with context.store.write() as writer:
        writer.save_receipt(spec.name, link, receipt)
