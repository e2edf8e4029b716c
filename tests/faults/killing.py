"""kill -9 of real processes, at chosen moments of their work: anywhere, in a fetch, in a commit, in a publication."""

from __future__ import annotations

import os
import random
import sqlite3
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

from tests.faults.judging import unsettled, untold
from tests.faults.press import Press
from tests.simulator.invariants import Seen, look

COMMANDS = {"once": ("once", "--force"), "run": ("run", "--no-web")}
LONGEST = 20.0  # seconds that a moment is waited for
TABLES = ("sources", "hosts", "sections")


@dataclass
class Kills:
    """What came of some kills: how many, by moment; what they left behind; what was wrong."""

    kills: Counter[str] = field(default_factory=Counter)
    left: Counter[str] = field(default_factory=Counter)
    stories: int = 0
    wrong: list[str] = field(default_factory=list)

    def __str__(self) -> str:
        kills = ", ".join(f"{count} {moment}" for moment, count in sorted(self.kills.items()))
        left = ", ".join(f"{count} {what}" for what, count in sorted(self.left.items())) or "nothing"
        return (
            f"{self.kills.total()} kills ({kills}), which left {left}; {self.stories} stories, {len(self.wrong)} wrong"
        )


def begin(folder: Path, *words: str, stdout: int = subprocess.DEVNULL) -> subprocess.Popen[bytes]:
    """Begin a command of feeder in `folder`."""
    return subprocess.Popen(
        [sys.executable, "-m", "feeder", *words],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
        stdout=stdout,
        stderr=subprocess.DEVNULL,
    )


def wait_until(what: Callable[[], bool], process: subprocess.Popen[bytes], seconds: float = LONGEST) -> None:
    """Return once `what` holds, the process has ended, or nobody waits any longer."""
    end = time.monotonic() + seconds
    while not what() and process.poll() is None and time.monotonic() < end:
        time.sleep(0.0005)


class Victims:
    """The processes of one installation among sites of its own, one after the other."""

    def __init__(self, folder: Path, command: str, seed: int = 1) -> None:
        self.folder, self.words = folder, COMMANDS[command]
        self.press, self.seen, self.told = Press(), Seen(), Kills()
        self._chance = random.Random(f"{command} {seed}")
        settings = '[feeder]\nallow_private = true\nmax_entries = 20\ntimezone = "UTC"\n'
        (folder / "config.toml").write_text(settings + self.press.sources(), encoding="utf-8")
        begun = time.monotonic()
        self.told.wrong += ["the first run failed"] * (begin(folder, "once").wait() != 0)
        self._whole = time.monotonic() - begun

    def kill(self, moment: str) -> None:
        """Begin once more, and kill it at the moment, unless it has ended by then."""
        set_free(self.folder)
        self.press.forget()
        process = begin(self.folder, *self.words)
        getattr(self, f"_{moment}")(process)
        if process.poll() is None:
            process.kill()
            self.told.kills[moment] += 1
        process.wait()
        self._look()

    def _anywhere(self, process: subprocess.Popen[bytes]) -> None:
        time.sleep(self._chance.uniform(0.2, 1.2) * self._whole)

    def _fetch(self, process: subprocess.Popen[bytes]) -> None:
        wait_until(self.press.halfway.is_set, process)

    def _commit(self, process: subprocess.Popen[bytes]) -> None:
        wait_until(self.press.answered.is_set, process)
        time.sleep(self._chance.uniform(0, 0.2))

    def _publish(self, process: subprocess.Popen[bytes]) -> None:
        output = self.folder / "output"
        before = output.stat().st_mtime_ns
        wait_until(lambda: output.stat().st_mtime_ns != before, process)
        time.sleep(self._chance.uniform(0, self._chance.choice((0.001, 0.01, 0.05))))

    def _look(self) -> None:
        """What the kill left, and whether any feed is worse for it."""
        self.told.wrong += look(self.folder / "output", self.seen)
        self.told.left["half files"] += len(list((self.folder / "output").rglob(".*.tmp")))
        self.told.left["leases"] += leases(self.folder)

    def end(self, *, patient: bool = False) -> Kills:
        """The verdict, once all that is left to do was done. `patient`: by a daemon that nobody touches any more."""
        if patient:
            self._wait_for_leases()
        set_free(self.folder)
        for _ in range(2):
            self.told.wrong += ["the last run failed"] * (begin(self.folder, "once", "--force").wait() != 0)
        self.press.close()
        self.told.wrong += [*look(self.folder / "output", self.seen), *unsettled(self.folder)]
        stories = list(self.press.stories())
        self.told.wrong += untold(self.folder / "output", stories)
        self.told.stories = len(stories)
        return self.told

    def _wait_for_leases(self) -> None:
        """Nobody helps: what the last kill held is free again once its time is over."""
        daemon = begin(self.folder, *COMMANDS["run"])
        started = time.time()
        wait_until(lambda: refreshed_since(self.folder, started), daemon, 200.0)
        self.told.wrong += ["not every source came to its turn again"] * (not refreshed_since(self.folder, started))
        daemon.terminate()
        self.told.wrong += ["the daemon did not end as told"] * (daemon.wait(60) != 0)
        self.told.wrong += ["a lease outlives its holder"] * (leases(self.folder) > 0)


MOMENTS = ("anywhere", "fetch", "commit", "publish")


def kill_often(folder: Path, command: str, kills: int, *, patient: bool = False) -> Kills:
    """Kill a command at every kind of moment by turns, `kills` times in all."""
    victims = Victims(folder, command)
    turns = 0
    while victims.told.kills.total() < kills and turns < 3 * kills:
        victims.kill(MOMENTS[turns % len(MOMENTS)])
        turns += 1
    return victims.end(patient=patient)


def ask(folder: Path, *statements: str) -> list[tuple[object, ...]]:
    """What the last of some statements gives, all of them in one transaction."""
    with closing(sqlite3.connect(folder / "feeder.db", timeout=30)) as database, database:
        answers = [database.execute(statement).fetchall() for statement in statements]
    return answers[-1] if answers else []


def set_free(folder: Path) -> None:
    """What a killed process held is free once its lease has run out, what failed is due: nobody waits for it here."""
    ask(folder, *(f"UPDATE {table} SET lease_until = 0 WHERE lease_until IS NOT NULL" for table in TABLES),
        "UPDATE hosts SET next_ok = NULL", "UPDATE sources SET next_due = 0",
        "UPDATE sections SET publish_due = 0 WHERE publish_due IS NOT NULL")  # fmt: skip


def leases(folder: Path) -> int:
    """How many sources, hosts and sections somebody holds."""
    counted = " UNION ALL ".join(f"SELECT count(*) AS held FROM {table} WHERE token IS NOT NULL" for table in TABLES)
    ((held,),) = ask(folder, f"SELECT sum(held) FROM ({counted})")
    return int(str(held))


def refreshed_since(folder: Path, instant: float) -> bool:
    """Whether every source was refreshed since then (Unix time)."""
    ((least,),) = ask(folder, "SELECT min(coalesce(last_run, 0)) FROM sources")
    return int(str(least)) / 1_000_000 > instant
