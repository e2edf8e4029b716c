"""Real faults, as many as you like: `python -m tests.faults [--kills 200] [--files 10000] [KIND …]`.

Kinds: once, run (kill -9 of the commands of that name among loopback sites), migration (of databases of every older
schema), rush (files dropped at once into a watched folder). Exit status 1 where anything was lost, twice, torn, changed
or left behind.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from tests.faults.killing import Kills, kill_often
from tests.faults.migrating import kill_migrations
from tests.faults.rush import rush

RUSH_KILLS = 5


def main(words: Sequence[str] | None = None) -> int:
    """Bring the faults, and say what came of them."""
    parser = argparse.ArgumentParser(prog="python -m tests.faults", description=__doc__.splitlines()[0])
    parser.add_argument("kinds", nargs="*", metavar="KIND", help="once, run, migration, rush (default: all)")
    parser.add_argument("--kills", type=int, default=200, help="of each kind (default 200)")
    parser.add_argument("--files", type=int, default=10_000, help="that are dropped at once (default 10000)")
    asked = parser.parse_args(words)
    kinds: dict[str, Callable[[Path], Kills]] = {
        "once": lambda folder: kill_often(folder, "once", asked.kills, patient=True),
        "run": lambda folder: kill_often(folder, "run", asked.kills, patient=True),
        "migration": lambda folder: kill_migrations(folder, asked.kills),
        "rush": lambda folder: rush(folder, asked.files, min(RUSH_KILLS, asked.kills)),
    }
    if unknown := set(asked.kinds) - set(kinds):
        parser.error(f"no such kind: {', '.join(sorted(unknown))}")
    return 1 if sum(_tell(kind, kinds[kind]) for kind in asked.kinds or kinds) else 0


def _tell(kind: str, bring: Callable[[Path], Kills]) -> int:
    """How much was wrong."""
    begun = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="feeder-faults-") as folder:
        told = bring(Path(folder))
    print(f"{kind}: {told}, {(time.monotonic() - begun) / 60:.1f} min", *told.wrong[:10], sep="\n  ", flush=True)
    return len(told.wrong)


if __name__ == "__main__":
    sys.exit(main())
