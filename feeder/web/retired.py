"""Which sections are gone for good, as the store last said. Feeds are served whether it answers or not."""

from __future__ import annotations

import asyncio
import logging

from starlette.concurrency import run_in_threadpool

from feeder.errors import FeederError
from feeder.web.site import Site

REMEMBERED = 1.0  # seconds before the store is asked again
PATIENCE = 0.25  # seconds that one request waits for it; all others are answered by what it said before

log = logging.getLogger("feeder")


class Retired:
    """The slugs of retired sections."""

    def __init__(self, site: Site) -> None:
        self._site = site
        self._slugs: frozenset[str] = frozenset()
        self._asked: float | None = None
        self._asking: asyncio.Task[None] | None = None
        self._well = True

    async def slugs(self) -> frozenset[str]:
        """What the store says now, or said last: never longer than PATIENCE in coming, and never an error."""
        now = self._site.clock.monotonic()
        waiting = self._asking is not None and not self._asking.done()
        if not waiting and (self._asked is None or now - self._asked > REMEMBERED):
            self._asked = now
            self._asking = asyncio.create_task(self._ask())
            await asyncio.wait({self._asking}, timeout=PATIENCE)
        return self._slugs

    async def _ask(self) -> None:
        try:
            self._slugs = await run_in_threadpool(self._read)
            self._well = True
        except FeederError as error:
            if self._well:
                log.warning("feeds are served as they are; which are gone is not known now: %s", error)
            self._well = False

    def _read(self) -> frozenset[str]:
        with self._site.store.read() as reader:
            return frozenset(slug for slug, row in reader.sections().items() if row.retired)
