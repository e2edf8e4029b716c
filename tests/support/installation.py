"""An installation in a temporary folder, driven as the command line drives it, on a clock that stands still."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from feeder.config.load import parse
from feeder.model.entry import Entry
from feeder.pipeline.context import Context
from feeder.pipeline.run import RunReport, run_once
from feeder.store import Store, open_store

CONFIG = """
[feeder]
timezone = "Europe/Amsterdam"
[[sources]]
name = "wire"
path = "in/*.txt"
"""


class StillClock:
    """A clock that only a test moves, and chance without surprise."""

    def __init__(self, now: datetime = datetime(2026, 4, 1, 12, tzinfo=UTC)) -> None:
        self.now = now
        self.draws = 0

    def utc(self) -> datetime:
        """The instant that the test set."""
        return self.now

    def monotonic(self) -> float:
        """Seconds, as the test moves the clock."""
        return self.now.timestamp()

    async def sleep(self, seconds: float) -> None:
        """Move on at once."""
        self.now += timedelta(seconds=seconds)

    def random(self) -> float:
        """Another number each time, the same in each run."""
        self.draws += 1
        return (self.draws * 0.6180339887) % 1.0


class House:
    """An installation in `root`: put pages in, run, look at what comes out.

    `new_database` makes the address of each house's database; see the fixture `each_database`.
    """

    new_database: Callable[[], str] = staticmethod(lambda: "sqlite:///feeder.db")

    def __init__(self, root: Path, config: str = CONFIG) -> None:
        self.root = root
        self.database = type(self).new_database()
        self.config = config
        self.clock = StillClock()
        (root / "in").mkdir(exist_ok=True)

    def put(self, name: str, text: str | bytes) -> None:
        """Save a page in the watched folder."""
        (self.root / "in" / name).write_bytes(text.encode() if isinstance(text, str) else text)

    @contextmanager
    def store(self) -> Iterator[Store]:
        """The installation's database."""
        store = open_store(self.database, folder=self.root)
        try:
            yield store
        finally:
            store.close()

    def lose_database(self) -> None:
        """The database is gone; the next run finds an empty one."""
        for path in self.root.glob("feeder.db*"):
            path.unlink()
        self.database = type(self).new_database()

    def run(self, *names: str, **options: bool) -> RunReport:
        """`feeder once` with these names and options."""
        installation = parse(self.config, {}, folder=self.root)
        with self.store() as store:
            report = asyncio.run(run_once(Context(installation, store, self.clock), names, **options))
        self.clock.now += timedelta(minutes=1)
        return report

    def entries(self, section: str | None = None) -> list[Entry]:
        """The stored entries, newest first."""
        with self.store() as store, store.read() as reader:
            return reader.entries(section)

    def files(self) -> dict[str, tuple[bytes, int]]:
        """Every output file: bytes and modification time."""
        output = self.root / "output"
        return {
            str(p.relative_to(output)): (p.read_bytes(), p.stat().st_mtime_ns)
            for p in output.rglob("*")
            if p.is_file() and p.name != ".lock"
        }

    def json(self, section: str) -> dict[str, Any]:
        """A section's JSON feed."""
        parsed: dict[str, Any] = json.loads((self.root / "output" / f"{section}.json").read_text())
        return parsed
