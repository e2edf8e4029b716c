"""Tell a WebSub hub which feeds changed (W3C WebSub section 7). A hub that does not answer is told again later.

What the hub has not acknowledged is kept in the store, so that nothing is lost between runs; a feed never waits.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Iterable
from urllib.parse import quote

from feeder.errors import SourceError
from feeder.pipeline.context import Context
from feeder.publish.section import Published
from feeder.sources.http.fetch import Request

_PENDING = "websub pending"
FEEDS = (".rss", ".atom", ".json")

log = logging.getLogger("feeder")


async def tell_hub(context: Context, published: Iterable[Published]) -> None:
    """Announce the feeds that changed, and those that earlier runs could not announce. Never raises."""
    hub = context.installation.settings.hub
    if hub is None or context.fetch is None:
        return
    waiting = await context.offload(_pending, context)
    waiting = dict.fromkeys([*waiting, *_changed(context, published)])
    left = [url for url in waiting if not await _tell(context, hub, url)]
    await context.offload(_keep, context, left)


def _changed(context: Context, published: Iterable[Published]) -> list[str]:
    base = context.installation.settings.base_url
    files = [file for done in published for file in done.files]
    return [base + quote(file) for file in files if file.endswith(FEEDS) and "/" not in file]


async def _tell(context: Context, hub: str, url: str) -> bool:
    form = (("hub.mode", "publish"), ("hub.url", url), ("hub.topic", url))
    private = context.installation.settings.allow_private
    try:
        answer = await context.fetch(Request(hub, form=form, allow_private=private))  # type: ignore[misc]
    except SourceError as error:
        log.warning("hub: %s", error)
        return False
    if not 200 <= answer.status < 300:
        log.warning("hub %s answers %s to the news of %s; it is told again later", hub, answer.status, url)
    return 200 <= answer.status < 300


def _pending(context: Context) -> list[str]:
    with context.store.read() as reader:
        kept = reader.meta(_PENDING)
    return list(json.loads(kept)) if kept else []


def _keep(context: Context, urls: list[str]) -> None:
    with context.store.write() as writer:
        if (writer.meta(_PENDING) or "[]") != json.dumps(urls):
            writer.set_meta(_PENDING, json.dumps(urls))
