"""One installation through some hours of trouble, from one seed: the daemon lives, dies, and lives again."""

from __future__ import annotations

import asyncio
import contextlib
import hashlib
import logging
import random
import shutil
from collections.abc import Awaitable, Callable
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

from feeder.config.load import parse
from feeder.daemon.daemon import Daemon
from feeder.errors import FeederError
from feeder.model.entry import Entry
from feeder.pipeline.context import Context
from feeder.pipeline.leases import LEASE_SECONDS
from feeder.pipeline.run import run_once
from feeder.sources.http.fetch import HttpFetch
from feeder.sources.http.robots import Robots
from feeder.store import open_store
from feeder.store.transfer import transfer
from tests.simulator import invariants
from tests.simulator.clock import START, SimClock, scheduler_time
from tests.simulator.faults import CrashError, FaultyStore, Plan, faulty_disk, faulty_store
from tests.simulator.loop import VirtualLoop
from tests.simulator.network import Network
from tests.simulator.sites import Site, make_sites

SQLITE = "sqlite:///feeder.db"
EVERY = 900.0
TICK = 10.0
LOOK = 300.0  # seconds between two looks at the feeds


@dataclass
class Outcome:
    """What came of a simulation."""

    wrong: list[str] = field(default_factory=list)
    trace: str = ""
    requests: int = 0
    crashes: int = 0
    stories: int = 0


@dataclass
class Simulation:
    """`hours` of the life of an installation in `folder`. Without `trouble` the sites and the machine are fine."""

    folder: Path
    seed: int
    hours: float = 6.0
    trouble: bool = True
    daemon: Callable[..., Daemon] = Daemon
    database: str = SQLITE

    def run(self) -> Outcome:
        """Live through it, and say what did not hold."""
        loop = VirtualLoop()
        asyncio.set_event_loop(loop)
        calm = [logging.getLogger(name) for name in ("feeder", "asyncio", "apscheduler")]
        levels = [each.level for each in calm]
        for each in calm:
            each.setLevel(logging.CRITICAL + 1)
        try:
            return _Life(self, loop).run()
        finally:
            for each, level in zip(calm, levels, strict=True):
                each.setLevel(level)
            loop.close()
            asyncio.set_event_loop(None)


class _Life:
    """The state of one simulation while it runs."""

    def __init__(self, simulation: Simulation, loop: VirtualLoop) -> None:
        self.simulation, self.loop, self.folder = simulation, loop, simulation.folder
        seed = simulation.seed
        self.chance = random.Random(f"life {seed}")
        self.clock = SimClock(loop, seed)
        self.sites: dict[str, Site] = {site.name: site for site in make_sites(seed, simulation.hours)}
        if not simulation.trouble:
            for site in self.sites.values():
                site.spells = ()
        self.network = Network(self.clock, self.sites, seed)
        self.plan = Plan(seed)
        self.installation = parse(_config(self.sites.values()), {}, folder=self.folder)
        self.outcome = Outcome()
        self.seen = invariants.Seen()
        self.crashes: list[datetime] = []
        self.jumps: list[datetime] = []
        self.failing: list[datetime] = []  # when the database could not keep what was learned
        self.end = START + timedelta(hours=simulation.hours)

    def run(self) -> Outcome:
        with ExitStack() as stack:
            stack.enter_context(scheduler_time(self.clock))
            stack.enter_context(faulty_disk(lambda: self.plan))
            self.loop.run_until_complete(self._live())
        self._judge()
        return self.outcome

    async def _live(self) -> None:
        looking = asyncio.ensure_future(self._look())
        while self.clock.true() < self.end:
            await self._one_life()
        looking.cancel()
        self.plan = Plan(self.simulation.seed)
        self.network.dead = False
        await self._finish()

    async def _one_life(self) -> None:
        """The daemon from its start to a crash, a restart, or the end."""
        self.network.life += 1
        crashed = asyncio.Event()
        self.plan = Plan(self.simulation.seed * 1000 + self.network.life, on_crash=crashed.set)
        self.plan.crashes = 0.0005 if self.simulation.trouble else 0.0
        store = faulty_store(self.folder, self.plan, self.simulation.database)
        daemon = self.simulation.daemon(self._context(store), tick=TICK)
        life = asyncio.ensure_future(daemon.run())
        troubles = asyncio.ensure_future(self._troubles(daemon, crashed))
        waiting = asyncio.ensure_future(crashed.wait())
        await asyncio.wait({life, waiting, troubles}, return_when=asyncio.FIRST_COMPLETED)
        if self.plan.dead:
            self.crashes.append(self.clock.true())
            self.network.under_way.clear()
        await _bury([life, troubles, waiting], self._others())
        self.plan.dead = True  # whatever of it still stirs
        store.close()
        if self.crashes and self.crashes[-1] == self.clock.true():
            await asyncio.sleep(self.chance.uniform(1, 120))

    def _others(self) -> set[asyncio.Task[object]]:
        kept = {"the looking", "the whole"}
        return {task for task in asyncio.all_tasks() if task.get_name() not in kept}

    async def _troubles(self, daemon: Daemon, crashed: asyncio.Event) -> None:
        """What happens to a daemon while it lives. Returns when it has been stopped in an orderly way."""
        kinds: list[Callable[[], Awaitable[None]]] = [
            self._full, self._locked, self._unwritable, self._forward, self._back, self._once, self._once,
        ]  # fmt: skip
        while self.clock.true() < self.end:
            left = (self.end - self.clock.true()).total_seconds()
            await asyncio.sleep(min(left, self.chance.uniform(300, 2400)))
            if not self.simulation.trouble or self.clock.true() >= self.end:
                continue
            drawn = self.chance.random()
            if drawn < 0.2:
                self.plan.die("between two steps")
                return
            if drawn < 0.35:
                break
            await self.chance.choice(kinds)()
        daemon.stop()
        while not crashed.is_set() and daemon.context.store and not _ended(daemon):
            await asyncio.sleep(1.0)

    async def _full(self) -> None:
        self.plan.full = True
        await self._failing(300)
        self.plan.full = False

    async def _locked(self) -> None:
        self.plan.locked = True
        await self._failing(120)
        self.plan.locked = False

    async def _failing(self, longest: float) -> None:
        """For a while the database keeps nothing: what a server says in it is lost, as it is with a crash."""
        for _ in range(int(self.chance.uniform(10, longest))):
            self.failing.append(self.clock.true())
            await asyncio.sleep(1.0)

    async def _unwritable(self) -> None:
        self.plan.unwritable = True
        await asyncio.sleep(self.chance.uniform(10, 600))
        self.plan.unwritable = False

    async def _forward(self) -> None:
        self.clock.wrong += timedelta(seconds=self.chance.choice((30, 600, 5400)))
        self.jumps.append(self.clock.true())

    async def _back(self) -> None:
        self.clock.wrong -= timedelta(seconds=self.chance.choice((30, 600, 5400)))
        self.jumps.append(self.clock.true())

    async def _once(self) -> None:
        """`feeder once` beside the daemon."""
        store = faulty_store(self.folder, self.plan, self.simulation.database)
        with contextlib.suppress(FeederError):
            await run_once(self._context(store))
        store.close()

    def _context(self, store: FaultyStore) -> Context:
        fetch = HttpFetch("feeder/simulated (+https://example.org)", self.clock, transport=self.network)
        return Context(self.installation, store, self.clock, fetch, Robots(fetch))

    async def _look(self) -> None:
        task = asyncio.current_task()
        assert task is not None
        task.set_name("the looking")
        while True:
            await asyncio.sleep(LOOK)
            self._note(invariants.look(self.folder / "output", self.seen))

    async def _finish(self) -> None:
        """One more round with everything in order, once every lease has run out."""
        await asyncio.sleep(LEASE_SECONDS + 60)
        store = faulty_store(self.folder, self.plan, self.simulation.database)
        await run_once(self._context(store), offline=True)
        store.close()

    def _note(self, wrong: object) -> None:
        for words in wrong:  # type: ignore[attr-defined]
            self.outcome.wrong.append(f"{self.clock.true():%H:%M:%S} {words}")

    def _judge(self) -> None:
        output, diary = self.folder / "output", self.network.diary
        lost = [*self.crashes, *self.failing]
        wanted = invariants.visible_twice(diary, lost)
        sections = {link: link.split("/")[3] for link in wanted}
        self._note(invariants.look(output, self.seen))
        self._note(invariants.in_parity(output))
        self._note(invariants.all_there(output, wanted, sections))
        self._note(invariants.manners(self.network, EVERY, lost, self.jumps))
        slack = 180.0 + 600 * (len(self.crashes) + len(self.jumps))
        self._note(invariants.nobody_starves(self.sites, diary, START, self.end, EVERY, slack))
        self._note(self._leases())
        self._note(self._rebuild())
        self.outcome.requests, self.outcome.crashes = len(diary), len(self.crashes)
        self.outcome.stories = len(wanted)
        told = [f"{a.at.isoformat()} {a.host} {a.path} {a.status}" for a in diary]
        told += [f"{p.name} {hashlib.sha256(p.read_bytes()).hexdigest()}" for p in sorted(output.glob("*.*"))]
        self.outcome.trace = hashlib.sha256("\n".join(told).encode()).hexdigest()

    def _leases(self) -> list[str]:
        store = open_store(self.simulation.database, folder=self.folder)
        with store.read() as reader:
            rows = reader.sources().values()
        now = self.clock.utc()
        leased = [row for row in rows if row.lease_until and row.lease_until > now]
        wrong = [f"{row.name} is leased until {row.lease_until}" for row in leased]
        wrong += store.check()
        store.close()
        return wrong

    def _rebuild(self) -> list[str]:
        """The store equals what its captures make of it."""
        copy = self.folder / "copy"
        copy.mkdir()
        origin, store = open_store(self.simulation.database, folder=self.folder), open_store(SQLITE, folder=copy)
        transfer(origin, store)
        origin.close()
        before = _entries(store)
        installation = parse(_config(self.sites.values()), {}, folder=copy)
        loop = VirtualLoop()
        context = Context(installation, store, self.clock)
        loop.run_until_complete(run_once(context, offline=True, rebuild=True))
        loop.close()
        after = _entries(store)
        store.close()
        shutil.rmtree(copy)
        wrong = [f"{guid} is gone after a rebuild" for guid in before.keys() - after.keys()]
        wrong += [f"{guid} is new after a rebuild" for guid in after.keys() - before.keys()]
        for guid in before.keys() & after.keys():
            one, other = before[guid], after[guid]
            if not self.jumps and one.published != other.published:
                wrong.append(f"{guid} is published {other.published} after a rebuild, and was {one.published}")
        return wrong


def _entries(store: object) -> dict[str, Entry]:
    with store.read() as reader:  # type: ignore[attr-defined]
        return {entry.guid: entry for entry in reader.entries()}


def _ended(daemon: Daemon) -> bool:
    return daemon.ended


async def _bury(own: list[asyncio.Future[object]], others: set[asyncio.Task[object]]) -> None:
    """Let nothing of a life go on."""
    me = asyncio.current_task()
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


def _config(sites: object) -> str:
    tables = "".join(
        f'[[sources]]\nname = "{site.name}-list"\nurl = "{site.url}"\nsection = "{site.name}"\nevery = "15m"\n'
        for site in sites  # type: ignore[attr-defined]
    )
    return f'[feeder]\ntimezone = "Europe/Amsterdam"\n{tables}'
