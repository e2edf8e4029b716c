"""One installation through some hours of trouble, from one seed: the daemon lives, dies, and lives again."""

from __future__ import annotations

import asyncio
import random
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

from feeder.config.load import parse
from feeder.daemon.daemon import Daemon
from feeder.errors import FeederError
from feeder.pipeline.context import Context
from feeder.pipeline.leases import LEASE_SECONDS
from feeder.pipeline.run import run_once
from feeder.sources.http.fetch import HttpFetch
from feeder.sources.http.robots import Robots
from tests.simulator import invariants
from tests.simulator.clock import START, SimClock, scheduler_time
from tests.simulator.faults import CrashError, FaultyStore, Plan, faulty_disk, faulty_store
from tests.simulator.loop import VirtualLoop
from tests.simulator.network import Network
from tests.simulator.sites import Site, make_sites
from tests.simulator.troubles import Script, Troubles
from tests.simulator.verdict import SQLITE, Outcome, configuration, judge
from tests.simulator.watching import pages_read_once, surprises, taken, watched_commits

TICK = 15.0
LOOK = 600.0  # seconds between two looks at the feeds


@dataclass
class Simulation:
    """`hours` of the life of an installation in `folder`. Without `trouble` the sites and the machine are fine.

    `crashes`: the share of transactions in which the process dies. `script`: instead of what chance brings, which
    trouble how many seconds from the start.
    """

    folder: Path
    seed: int
    hours: float = 6.0
    trouble: bool = True
    crashes: float = 0.0005
    sites: Callable[[int, float], list[Site]] = make_sites
    script: Script = ()
    database: str = SQLITE

    def run(self) -> Outcome:
        """Live through it, and say what did not hold."""
        loop = VirtualLoop()
        asyncio.set_event_loop(loop)
        try:
            return Life(self, loop).run()
        finally:
            loop.close()
            asyncio.set_event_loop(None)


@dataclass
class Past:
    """What disturbed the installation, and when (true time)."""

    crashes: list[datetime] = field(default_factory=list)
    jumps: list[datetime] = field(default_factory=list)
    failing: list[datetime] = field(default_factory=list)
    """When the database could not keep what was learned."""
    stops: list[datetime] = field(default_factory=list)
    """When the daemon was told to end in an orderly way."""


class Life:
    """The state of one simulation while it runs."""

    def __init__(self, simulation: Simulation, loop: VirtualLoop) -> None:
        self.simulation, self.loop, self.folder = simulation, loop, simulation.folder
        seed = simulation.seed
        self.chance = random.Random(f"life {seed}")
        self.clock = SimClock(loop, seed)
        self.sites: dict[str, Site] = {site.name: site for site in simulation.sites(seed, simulation.hours)}
        if not simulation.trouble:
            for site in self.sites.values():
                site.spells = ()
        self.network = Network(self.clock, self.sites, seed)
        self.plan = Plan(seed)
        self.installation = parse(configuration(self.sites), {}, folder=self.folder)
        self.outcome, self.seen, self.past = Outcome(), invariants.Seen(), Past(jumps=self.network.jumps)
        self.end = START + timedelta(hours=simulation.hours)

    def run(self) -> Outcome:
        """From the start to the verdict."""
        with ExitStack() as stack:
            stack.enter_context(surprises(self.outcome.wrong, lambda: self.plan.dead))
            stack.enter_context(scheduler_time(self.clock))
            stack.enter_context(faulty_disk(lambda: self.plan))
            stack.enter_context(watched_commits(self.outcome.wrong))
            stack.enter_context(pages_read_once())
            self.loop.run_until_complete(self._live())
            judge(self)
        return self.outcome

    async def _live(self) -> None:
        looking = asyncio.ensure_future(self._look())
        while self.clock.true() < self.end:
            await self._one_life()
        looking.cancel()
        await asyncio.wait([looking])
        self.plan = Plan(self.simulation.seed)
        await self._finish()

    async def _one_life(self) -> None:
        """The daemon from its start to a crash, a restart, or the end."""
        self.network.life += 1
        crashed = asyncio.Event()
        self.plan = Plan(self.simulation.seed * 1000 + self.network.life, on_crash=crashed.set)
        self.plan.crashes = self.simulation.crashes if self.simulation.trouble else 0.0
        store = self._store()
        daemon = Daemon(self.context(store), tick=TICK)
        life = asyncio.ensure_future(daemon.run())
        troubles = asyncio.ensure_future(Troubles(self, daemon, crashed).bring())
        waiting = asyncio.ensure_future(crashed.wait())
        await asyncio.wait({life, waiting, troubles}, return_when=asyncio.FIRST_COMPLETED)
        if dead := self.plan.dead:
            self.past.crashes.append(self.clock.true())
        await _bury([life, troubles, waiting])
        self.plan.dead = True  # whatever of it still stirs
        store.close()
        if dead:
            self._note()
            await asyncio.sleep(self.chance.uniform(1, 120))

    def _store(self) -> FaultyStore:
        return faulty_store(self.folder, self.plan, self.simulation.database)

    def context(self, store: FaultyStore) -> Context:
        """What a process works with."""
        fetch = HttpFetch("feeder/simulated (+https://example.org)", self.clock, transport=self.network.wire())
        return Context(self.installation, store, self.clock, fetch, Robots(fetch))

    async def once(self) -> None:
        """`feeder once`, beside the daemon if there is one."""
        store = self._store()
        try:
            await run_once(self.context(store))
        except FeederError:
            pass  # a run that fails says so, and the next one goes on
        finally:
            store.close()

    async def _look(self) -> None:
        task = asyncio.current_task()
        assert task is not None
        task.set_name(_OUTLIVES)
        while True:
            await asyncio.sleep(LOOK)
            self._note()

    def _note(self) -> None:
        """What anybody who reads the feeds would find wrong now."""
        found = invariants.look(self.folder / "output", self.seen)
        self.outcome.wrong += [f"{self.clock.true():%H:%M:%S} {words}" for words in found]
        self.outcome.taken.append(taken(self.folder))

    async def _finish(self) -> None:
        """One more round with everything in order, once every lease has run out."""
        await asyncio.sleep(LEASE_SECONDS + 60)
        store = self._store()
        await run_once(self.context(store), offline=True)
        store.close()


_OUTLIVES = "the looking"


async def _bury(own: list[asyncio.Future[None]]) -> None:
    """Let nothing of a life go on. What a task of a dead process leaves pending would be told of much later."""
    me = asyncio.current_task()
    others = {task for task in asyncio.all_tasks() if task.get_name() != _OUTLIVES}
    tasks = [task for task in {*own, *others} if task is not me and not task.done()]
    for task in tasks:
        task.cancel()
    if tasks:
        await asyncio.wait(tasks, timeout=600)
    for task in [*own, *tasks]:
        if task.done() and not task.cancelled():
            error = task.exception()
            if error is not None and not isinstance(error, (CrashError, FeederError)):
                raise error
