"""One round over sources: each is refreshed as soon as it and its host are free, pages side by side.

Files come first, in the order of the configuration; pages by how long they have been due. What another process
refreshes, or a host that wants a moment, is waited for while anything goes on, and half a minute beyond that.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Collection, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime

from feeder.errors import FeederError
from feeder.model.entry import Outcome, RefreshReport
from feeder.model.specs import SourceSpec
from feeder.pipeline.context import Context
from feeder.pipeline.leases import PATIENCE, Lease, claim, release
from feeder.pipeline.refresh import choked, refresh

AT_ONCE = 8  # pages of different hosts
LOOK = 0.5  # seconds between two looks whether something is free

log = logging.getLogger("feeder")


async def refresh_all(context: Context, specs: Sequence[SourceSpec], *, force: bool = False) -> list[RefreshReport]:
    """A report for each of `specs`, in their order. Nothing raises: what failed says so in its report."""
    found: dict[str, RefreshReport] = {}
    for part in ([[spec] for spec in specs if spec.url is None], [[spec for spec in specs if spec.url is not None]]):
        for some in part:
            turn = _Turn(context, {spec.name: spec for spec in some}, force)
            found |= await turn.run()
    return [found[spec.name] for spec in specs]


@dataclass
class _Turn:
    """Sources that may be refreshed side by side: those that wait, those at work, and what came of the others."""

    context: Context
    waiting: dict[str, SourceSpec]
    force: bool
    reports: dict[str, RefreshReport] = field(default_factory=dict)
    working: set[asyncio.Task[None]] = field(default_factory=set)

    async def run(self) -> dict[str, RefreshReport]:
        """The reports, once all is done or nothing is to be hoped for."""
        begun = self.context.clock.monotonic()
        while self.waiting or self.working:
            if await self._start():
                begun = self.context.clock.monotonic()
            if self.working:
                pause = LOOK if self.waiting else None
                done, self.working = await asyncio.wait(
                    self.working, timeout=pause, return_when=asyncio.FIRST_COMPLETED
                )
                for task in done:
                    task.result()
                begun = self.context.clock.monotonic() if done else begun
            elif self.waiting and not await self._pause(begun):
                break
        return self.reports

    async def _start(self) -> bool:
        """Begin with whatever is free; whether there was anything."""
        free = AT_ONCE - len(self.working)
        if not self.waiting or not free:
            return False
        leases: list[Lease] = await self.context.offload(_claim, self.context, free, list(self.waiting))
        for lease in leases:
            spec = self.waiting.pop(lease.source)
            self.working.add(asyncio.create_task(self._refresh(spec, lease)))
        return bool(leases)

    async def _refresh(self, spec: SourceSpec, lease: Lease) -> None:
        try:
            self.reports[spec.name] = await refresh(self.context, spec, lease, force=self.force)
        except FeederError as error:
            log.error("%s: %s", spec.name, error)
            self.reports[spec.name] = RefreshReport(spec.name, Outcome.FAILING, error=str(error))
            with suppress(FeederError):  # the next run need not wait for the lease
                await self.context.offload(release, self.context, lease)
        except Exception as error:
            self.reports[spec.name] = choked(spec.name, error)

    async def _pause(self, begun: float) -> bool:
        """Wait a moment for what is not free. False once that took too long: what waits then gets its report."""
        clock = self.context.clock
        held: dict[str, datetime | None] = await self.context.offload(_not_before, self.context, self.waiting)
        left = PATIENCE - (clock.monotonic() - begun)
        wait = min([(at - clock.utc()).total_seconds() if at else 0.0 for at in held.values()], default=0.0)
        if wait <= left and left > 0:
            await clock.sleep(min(max(wait, 0.05), LOOK))
            return True
        for name in self.waiting:
            self.reports[name] = await self.context.offload(_left_alone, self.context, name)
        return False


def _claim(context: Context, limit: int, names: Collection[str]) -> list[Lease]:
    return claim(context, limit, only=names, nodes=context.nodes)


def _not_before(context: Context, names: Collection[str]) -> dict[str, datetime | None]:
    with context.store.read() as reader:
        return reader.not_before(names)


def _left_alone(context: Context, name: str) -> RefreshReport:
    """What to say of a source that could not be claimed."""
    with context.store.read() as reader:
        row = reader.source(name)
    if row is not None and row.lease_until is not None and row.lease_until > context.clock.utc():
        return RefreshReport(name, Outcome.FAILING, error="another process is refreshing it; try again later")
    log.warning("%s: its host is not to be asked yet, or it belongs to another machine; it is left for later", name)
    return RefreshReport(name, Outcome.UNCHANGED)
