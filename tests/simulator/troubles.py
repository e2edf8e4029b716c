"""What happens to a daemon while it lives: by chance, or by a script."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta
from typing import TYPE_CHECKING

from feeder.daemon.daemon import Daemon
from tests.simulator.clock import START

if TYPE_CHECKING:
    from tests.simulator.simulation import Life

Script = tuple[tuple[float, str], ...]
KINDS = {
    "crash": 20, "restart": 15, "full": 9, "locked": 9, "unwritable": 9, "forward": 9, "back": 9, "once": 20,
}  # fmt: skip
JUMPS = (30, 600, 5400)  # seconds by which the clock is set


class Troubles:
    """The troubles of one life of the daemon."""

    def __init__(self, life: Life, daemon: Daemon, crashed: asyncio.Event) -> None:
        self._life, self._daemon, self._crashed = life, daemon, crashed
        self._clock, self._chance, self._plan = life.clock, life.chance, life.plan

    async def bring(self) -> None:
        """Bring one after the other. Returns when the daemon has died, or has been stopped in an orderly way."""
        async for trouble in self._brought():
            if trouble == "crash":
                self._plan.die("between two steps")
                return
            if trouble == "restart":
                break
            await getattr(self, f"_{trouble}")()
        self._daemon.stop()
        self._life.past.stops.append(self._clock.true())
        while not self._crashed.is_set() and not self._daemon.ended:
            await asyncio.sleep(1.0)

    async def _brought(self) -> AsyncIterator[str]:
        """The troubles of the script, or those that chance brings, each when its time has come, until the end."""
        end, simulation = self._life.end, self._life.simulation
        script = [(START + timedelta(seconds=at), what) for at, what in simulation.script]
        for at, what in [each for each in script if each[0] > self._clock.true()]:
            await asyncio.sleep((at - self._clock.true()).total_seconds())
            yield what
        while self._clock.true() < end:
            left = (end - self._clock.true()).total_seconds()
            await asyncio.sleep(min(left, self._chance.uniform(300, 2400)))
            if simulation.trouble and not script and self._clock.true() < end:
                yield self._chance.choices(list(KINDS), list(KINDS.values()))[0]

    async def _full(self) -> None:
        self._plan.full = True
        await self._fail(300)
        self._plan.full = False

    async def _locked(self) -> None:
        self._plan.locked = True
        await self._fail(120)
        self._plan.locked = False

    async def _fail(self, longest: float) -> None:
        """For a while the database keeps nothing: what a server says in it is lost, as it is with a crash."""
        for _ in range(int(self._chance.uniform(10, longest))):
            self._life.past.failing.append(self._clock.true())
            await asyncio.sleep(1.0)

    async def _unwritable(self) -> None:
        self._plan.unwritable = True
        await asyncio.sleep(self._chance.uniform(10, 600))
        self._plan.unwritable = False

    async def _forward(self) -> None:
        self._set(self._chance.choice(JUMPS))

    async def _back(self) -> None:
        self._set(-self._chance.choice(JUMPS))

    async def _ahead(self) -> None:
        self._set(5400)

    async def _behind(self) -> None:
        self._set(-5400)

    def _set(self, seconds: float) -> None:
        self._clock.wrong += timedelta(seconds=seconds)
        self._life.past.jumps.append(self._clock.true())

    async def _once(self) -> None:
        await self._life.once()

    async def _aside(self) -> None:
        """`feeder once` begins, and the script goes on."""
        self._beside = asyncio.ensure_future(self._life.once())

    async def _nothing(self) -> None:
        """A script without trouble."""
