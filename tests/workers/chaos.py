"""A fleet in trouble: processes killed and frozen, the database restarted, connections cut.

    python -m tests.workers.chaos --sources 2000 --hosts 200 --workers 4 --every 300 --seconds 600

Sources are refreshed every `--every` seconds, a quarter more or less. Trouble begins when each was refreshed once; let
it last longer than `--every`, so that there is work in it, and let `--every` be long enough that the machine keeps up.
Prints what happened, and what did not hold; exits with 1 where anything did not.
"""

from __future__ import annotations

import argparse
import asyncio
import random
import signal
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from feeder.store import open_store
from tests.simulator import invariants
from tests.support.postgres import Server, running
from tests.workers import judging
from tests.workers.crew import Crew
from tests.workers.judging import Freeze
from tests.workers.origin import Origin

CLOCKS = ("run1", "run2")
RECOVERY = 10.0  # seconds beyond a lease in which everything must go on as before


@dataclass
class Chaos:
    """A fleet of `workers` and two candidates for the clock, in `root`, for `seconds` of trouble."""

    root: Path
    server: Server
    sources: int = 60
    hosts: int = 12
    workers: int = 2
    seconds: float = 25.0
    every: int = 30
    lease: float = 8.0
    seed: int = 1
    heard: Callable[[str], None] = lambda words: None
    freezes: list[Freeze] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.chance = random.Random(self.seed)
        self.name = f"chaos{self.seed}"
        self.seen: dict[str, invariants.Seen] = {}

    async def run(self) -> list[str]:
        """Live through it; what did not hold, in words."""
        self.origin = Origin(pace=self.every / 2)
        async with await self.origin.open():
            url = self.server.make(self.name)
            self.store = open_store(url, folder=self.root)
            self.crew = Crew(self.root, self._config(), url, self.lease)
            try:
                await self._live()
                await self._come_to_rest()
            finally:
                self.wrong += [f"{name} did not end well" for name in await asyncio.to_thread(self.crew.stop)]
            self.wrong += judging.each_story_once(self.store, self.origin)
            self.wrong += judging.one_at_a_time(self.origin.diary)
            self.wrong += judging.zombies(self.origin.diary, self.freezes, self.lease)
            self.wrong += self.store.check()
            self.store.close()
        return self.wrong

    async def _live(self) -> None:
        for name in (*CLOCKS, *(f"worker{n}" for n in range(1, self.workers + 1))):
            self.crew.start(name)
        await self._until_all_were_seen()
        looking = asyncio.ensure_future(self._look())
        begun, troubles = time.time(), self._troubles()
        while time.time() - begun < self.seconds:
            await next(troubles)()
            await asyncio.sleep(self.chance.uniform(0.5, 2.0))
        await self._recover()
        looking.cancel()

    def _troubles(self) -> Iterator[Callable[[], Awaitable[None]]]:
        """Every kind, and then every kind again in another order."""
        kinds = [self._kill_worker, self._freeze_worker, self._cut, self._kill_clock, self._restart, self._freeze_clock]
        while True:
            yield from kinds
            self.chance.shuffle(kinds)

    async def _recover(self) -> None:
        ended, longest = time.time(), self.lease + RECOVERY
        while late := await asyncio.to_thread(judging.not_recovered, self.store, datetime.now(UTC)):
            if time.time() > ended + longest:
                self.wrong += [f"{words} {longest:.0f} s after the last trouble" for words in late]
                break
            await asyncio.sleep(0.5)
        self._say(f"the last trouble is over; recovered after {time.time() - ended:.1f} s")

    async def _come_to_rest(self) -> None:
        """Without workers nothing new is published, and every machine has the same files."""
        workers = sorted(self.crew.alive.keys() - set(CLOCKS))
        bad = await asyncio.to_thread(self.crew.stop, *workers)
        self.wrong += [f"{name} did not end well" for name in bad]
        begun = time.time()
        while other := [f"{name}: {file}" for name in CLOCKS for file in self._other_files(name)]:
            if time.time() > begun + RECOVERY + 10:
                self.wrong.append(f"{len(other)} files are not their newest generation: {', '.join(other[:3])}")
                break
            await asyncio.sleep(0.5)

    def _other_files(self, name: str) -> list[str]:
        return judging.other_files(self.store, self.root / name / "output")

    async def _until_all_were_seen(self) -> None:
        begun = time.time()
        while (seen := await asyncio.to_thread(self._refreshed)) < self.sources:
            if time.time() - begun > 60 + self.sources / 5:
                raise AssertionError(f"only {seen} of {self.sources} sources were refreshed at all")
            await asyncio.sleep(0.5)
        self._say(f"all {self.sources} sources were refreshed once in {time.time() - begun:.0f} s")

    def _refreshed(self) -> int:
        with self.store.read() as reader:
            return sum(row.outcome is not None for row in reader.sources().values())

    async def _kill_worker(self) -> None:
        name = self._one_worker()
        self._say(f"kill -9 {name}")
        self.crew.kill(name)
        await asyncio.sleep(self.chance.uniform(0.2, 2.0))
        self.crew.start(name)

    async def _kill_clock(self) -> None:
        name = self._clock()
        self._say(f"kill -9 {name}, the clock")
        self.crew.kill(name)
        await asyncio.sleep(self.chance.uniform(2.0, 4.0))
        self._say(f"the clock is {self._clock()}")
        self.crew.start(name)

    async def _freeze_worker(self) -> None:
        await self._freeze(self._one_worker(), self.lease + 2.0)

    async def _freeze_clock(self) -> None:
        await self._freeze(self._clock(), 14.0)

    async def _freeze(self, name: str, seconds: float) -> None:
        self._say(f"{name} is frozen for {seconds:.0f} s")
        self.crew.send(name, signal.SIGSTOP)
        freeze = Freeze(name, time.time())
        await asyncio.sleep(seconds)
        freeze.woken = time.time()
        self.crew.born[name] += seconds  # who was frozen while it started is still starting
        self.crew.send(name, signal.SIGCONT)
        self.freezes.append(freeze)

    async def _cut(self) -> None:
        self._say(f"{await asyncio.to_thread(self.server.cut, self.name)} connections are cut")

    async def _restart(self) -> None:
        self._say("PostgreSQL is restarted")
        await asyncio.to_thread(self.server.stop)
        await asyncio.sleep(self.chance.uniform(0.5, 3.0))
        await asyncio.to_thread(self.server.start)

    def _one_worker(self) -> str:
        return self.chance.choice([name for name in self.crew.alive if name.startswith("worker")])

    def _clock(self) -> str:
        with self.store.read() as reader:
            return str(reader.meta("clock")).partition(" ")[2].partition("/")[0]

    async def _look(self) -> None:
        """Start whoever ended again; see that each machine's feeds are whole, ids and instants as they were."""
        while True:
            self.wrong += [f"{name} has ended by itself: {self.crew.log(name)[-2000:]}" for name in self.crew.mind()]
            for name in CLOCKS:
                seen = self.seen.setdefault(name, invariants.Seen())
                self.wrong += await asyncio.to_thread(list, invariants.look(self.root / name / "output", seen))
            await asyncio.sleep(2.0)

    def _say(self, words: str) -> None:
        self.heard(f"{time.time() - self.origin.born:6.1f} {words}")

    def _config(self) -> str:
        return '[feeder]\nallow_private = true\ntimezone = "UTC"\nkeep_captures = 0\n' + "".join(self._tables())

    def _tables(self) -> Iterator[str]:
        for n in range(self.sources):
            host = n % self.hosts
            url = f"http://127.{host // 250 + 1}.{host % 250}.1:{self.origin.port}/p{n}"
            every = round(self.every * (0.75 + n % 11 / 20))  # intervals differ, or all fall due in one burst
            yield f'[[sources]]\nname = "p{n}"\nurl = "{url}"\nsection = "c{n % 5}"\nevery = "{every}s"\n'


def main() -> None:
    """Run what the command line asks for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name, default in (("sources", 2000), ("hosts", 200), ("workers", 4), ("every", 300), ("seed", 1)):
        parser.add_argument(f"--{name}", type=int, default=default)
    for name, length in (("seconds", 600.0), ("lease", 10.0)):
        parser.add_argument(f"--{name}", type=float, default=length)
    asked = vars(parser.parse_args())
    with tempfile.TemporaryDirectory() as folder, running() as server:
        wrong = asyncio.run(Chaos(Path(folder), server, heard=_print, **asked).run())
    _print("\n".join(wrong) or "everything held")
    sys.exit(1 if wrong else 0)


def _print(words: str) -> None:
    sys.stdout.write(f"{words}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
