"""Who carries out refreshes: tasks of this process, side by side."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Collection, Sequence
from dataclasses import dataclass
from typing import Protocol

from feeder.errors import FeederError
from feeder.model.specs import SourceSpec
from feeder.pipeline.context import Context
from feeder.pipeline.leases import Claim, Lease, give_back, release
from feeder.pipeline.refresh import refresh

SLOTS = 16

log = logging.getLogger("feeder")


class Hands(Protocol):
    """Whoever carries out what was claimed."""

    async def free(self) -> int:
        """How many refreshes may be begun now."""
        ...

    def busy(self) -> Collection[str]:
        """The sources that are being refreshed by these hands: not to be claimed, whatever a clock says."""
        ...

    async def carry(self, context: Context, claims: Sequence[Claim]) -> None:
        """Begin refreshes; returns at once."""
        ...

    async def drain(self, seconds: float) -> None:
        """Return once everything is done, or given back when `seconds` are over."""
        ...


async def always() -> bool:
    """Whether to claim: yes."""
    return True


@dataclass(frozen=True)
class Duty:
    """Which sources are claimed here, and by whose hands they are refreshed.

    `nodes`: sources of these machines (None: of any); `shared`: those that belong to no machine, too. Nothing is
    claimed while `leads` says no: another process does it.
    """

    hands: Hands
    nodes: tuple[str, ...] | None = None
    shared: bool = True
    leads: Callable[[], Awaitable[bool]] = always


class OwnHands:
    """Refreshes in this process. `done` is called with the name of each source that was refreshed."""

    def __init__(self, slots: int = SLOTS) -> None:
        self.done: Callable[[str], None] = lambda name: None
        self._slots = slots
        self._tasks: dict[str, asyncio.Task[None]] = {}

    async def free(self) -> int:
        """How many refreshes may be begun now."""
        return self._slots - len(self._tasks)

    def busy(self) -> Collection[str]:
        """The sources that are being refreshed."""
        return self._tasks.keys()

    async def carry(self, context: Context, claims: Sequence[Claim]) -> None:
        """Begin refreshes."""
        for spec, lease in claims:
            self._begin(context, spec, lease)

    def _begin(self, context: Context, spec: SourceSpec, lease: Lease) -> None:
        task = asyncio.create_task(self._refresh(context, spec, lease), name=f"refresh {spec.name}")
        self._tasks[spec.name] = task
        task.add_done_callback(lambda done: self._end(spec.name, done))

    async def _refresh(self, context: Context, spec: SourceSpec, lease: Lease) -> None:
        try:
            await refresh(context, spec, lease)
        except FeederError as error:
            log.error("%s: %s", spec.name, error)
            await give_back(context, lease)
        except asyncio.CancelledError:
            await asyncio.shield(asyncio.ensure_future(context.offload(release, context, lease)))
            raise

    def _end(self, name: str, task: asyncio.Task[None]) -> None:
        self._tasks.pop(name, None)
        if not task.cancelled() and (error := task.exception()) is not None:
            log.error("%s: refreshing failed", name, exc_info=error)
        self.done(name)

    async def drain(self, seconds: float) -> None:
        """Return once everything is done; what is not by then is cancelled, and its source given back."""
        tasks = set(self._tasks.values())
        if not tasks:
            return
        _, late = await asyncio.wait(tasks, timeout=seconds)
        for task in late:
            task.cancel()
        if late:
            log.warning("%d refreshes were cut short; their sources are soon due again", len(late))
            await asyncio.wait(late)
