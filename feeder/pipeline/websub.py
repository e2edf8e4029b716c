"""Tell a WebSub hub which feeds changed (W3C WebSub section 7). A hub that does not answer is told again later.

What the hub has not acknowledged is kept in the store, so that nothing is lost between runs; a feed never waits.
"""

from __future__ import annotations

import asyncio
import json
import logging
from collections.abc import Iterable
from contextlib import suppress
from urllib.parse import quote

from feeder.errors import SourceError
from feeder.pipeline.context import Context
from feeder.publish.section import Published
from feeder.sources.http.fetch import Request
from feeder.store import Reader

SECONDS = 15.0
_LATER = (408, 425, 429)  # RFC 9110, 8470, 6585: ask again
_PENDING = "websub pending"
FEEDS = (".rss", ".atom", ".json")

log = logging.getLogger("feeder")


async def tell_hub(context: Context, published: Iterable[Published]) -> None:
    """Announce the feeds that changed, and those that earlier runs could not announce. Never raises.

    Takes `SECONDS` at the most: a hub that is slow or down is left alone until the next run.
    """
    hub, base = context.installation.settings.hub, context.installation.settings.base_url
    if hub is None:
        return
    waiting = await context.offload(_pending, context)
    left = dict.fromkeys(url for url in (*waiting, *_changed(context, published)) if url.startswith(base))
    await context.offload(_keep, context, list(left))  # first: whoever ends the run now loses no news
    with suppress(TimeoutError):
        async with asyncio.timeout(SECONDS):
            await _tell_all(context, hub, left)
    await context.offload(_keep, context, list(left))


async def _tell_all(context: Context, hub: str, left: dict[str, None]) -> None:
    """Tell the hub of each address in `left`, and take out what it heard; the first that it does not ends it."""
    for url in list(left) if context.fetch is not None else ():
        if not await _tell(context, hub, url):
            return
        del left[url]


def untold(reader: Reader) -> list[str]:
    """The addresses of feeds whose changes the hub has not taken yet."""
    kept = reader.meta(_PENDING)
    return list(json.loads(kept)) if kept else []


def _changed(context: Context, published: Iterable[Published]) -> list[str]:
    base = context.installation.settings.base_url
    files = [file for done in published for file in done.files]
    return [base + quote(file) for file in files if file.endswith(FEEDS) and "/" not in file]


async def _tell(context: Context, hub: str, url: str) -> bool:
    """Whether the hub heard of the change. One that refuses has heard: it would refuse the same again."""
    form = (("hub.mode", "publish"), ("hub.url", url), ("hub.topic", url))
    private = context.installation.settings.allow_private
    try:
        answer = await context.fetch(Request(hub, form=form, allow_private=private))  # type: ignore[misc]
    except SourceError as error:
        log.warning("hub: %s", error)
        return False
    later = answer.status in _LATER or answer.status >= 500
    if not 200 <= answer.status < 300:
        then = "it is told again later" if later else "correct hub or base_url"
        log.warning("hub %s answers %s to the news of %s; %s", hub, answer.status, url, then)
    return not later


def _pending(context: Context) -> list[str]:
    with context.store.read() as reader:
        return untold(reader)


def _keep(context: Context, urls: list[str]) -> None:
    with context.store.write() as writer:
        if (writer.meta(_PENDING) or "[]") != json.dumps(urls):
            writer.set_meta(_PENDING, json.dumps(urls))
