"""A store and a disk that fail and crash by plan, as real ones do: before a transaction, inside it, right after it."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from unittest import mock

from feeder.errors import BusyError, PublishError, StoreError
from feeder.publish import files
from feeder.store import Reader, Store, Writer, open_store


class CrashError(BaseException):
    """The process is gone: whatever it was about to do does not happen."""


@dataclass
class Plan:
    """What goes wrong, and when. `crashes`: the share of transactions in which the process dies."""

    seed: int
    crashes: float = 0.0
    full: bool = False
    locked: bool = False
    unwritable: bool = False
    dead: bool = False
    on_crash: Callable[[], None] = lambda: None
    died: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._chance = random.Random(f"faults {self.seed}")

    def crash(self, where: str) -> None:
        """Die here, by chance."""
        if self._chance.random() < self.crashes:
            self.die(where)
            raise CrashError(where)

    def die(self, where: str) -> None:
        """From now on nothing of this process has any effect."""
        self.dead = True
        self.died.append(where)
        self.on_crash()

    def alive(self) -> None:
        """Raise CrashError once the process is gone."""
        if self.dead:
            raise CrashError("gone")


class FaultyStore(Store):
    """A store under a plan."""

    plan: Plan

    @contextmanager
    def read(self) -> Iterator[Reader]:
        self.plan.alive()
        with super().read() as reader:
            yield reader

    @contextmanager
    def write(self) -> Iterator[Writer]:
        self.plan.alive()
        if self.plan.locked:
            raise BusyError(self.subject, "another process is writing to it", "try again when that is done")
        self.plan.crash("before a transaction")
        with super().write() as writer:
            yield writer
            if self.plan.full:
                raise StoreError(self.subject, "cannot be written (disk full)", "make room on the disk")
            self.plan.crash("inside a transaction")
        self.plan.crash("after a transaction")


def faulty_store(folder: Path, plan: Plan, database: str = "sqlite:///feeder.db") -> FaultyStore:
    """The installation's database, under `plan`."""
    store = open_store(database, folder=folder)
    faulty = FaultyStore(store._engine, store._engine.url)
    faulty.plan = plan
    return faulty


@contextmanager
def faulty_disk(plan: Callable[[], Plan]) -> Iterator[None]:
    """Output files are written under whichever plan is in force."""
    honest = files._write

    def write(path: Path, body: bytes | None, modified: datetime) -> None:
        plan().alive()
        if plan().unwritable:
            raise PublishError(str(path), "cannot be written: No space left on device", "free space")
        plan().crash("before a file")
        honest(path, body, modified)
        plan().crash("after a file")

    def sync(handle: int) -> None:
        plan().crash(
            "in the middle of a file"
        )  # nothing of this must outlast a power cut, so that no disk is waited for

    with mock.patch.object(files, "_write", write), mock.patch("os.fsync", sync):
        yield
