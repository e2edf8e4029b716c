"""More of the simulation than tests have time for: `python -m tests.simulator [--seeds 200] [--hours 6]`.

Exit status 1 where anything was wrong; the seeds are printed, and each tells the same story again.
"""

from __future__ import annotations

import argparse
import multiprocessing
import os
import sys
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import nullcontext

from tests.simulator.seeds import Asked, one_of
from tests.simulator.verdict import SQLITE, Outcome
from tests.support.postgres import Server, running


def main(words: Sequence[str] | None = None) -> int:
    """Run the seeds side by side, tell of each that went wrong, and sum up."""
    parser = argparse.ArgumentParser(prog="python -m tests.simulator", description=__doc__.splitlines()[0])
    parser.add_argument("--seeds", type=int, default=200, help="how many (default 200)")
    parser.add_argument("--first", type=int, default=1, help="the first of them (default 1)")
    parser.add_argument("--hours", type=float, default=6.0, help="simulated hours of each (default 6)")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1, help="processes (default: one per processor)")
    parser.add_argument("--postgresql", action="store_true", help="on a server of its own instead of SQLite")
    asked = parser.parse_args(words)
    with running() if asked.postgresql else nullcontext() as server:
        return _tell(asked, server)


def _tell(asked: argparse.Namespace, server: Server | None) -> int:
    seeds = range(asked.first, asked.first + asked.seeds)
    begun, sums, failed = time.monotonic(), Counter[str](), list[int]()
    lives = ((seed, asked.hours, server.make() if server else SQLITE) for seed in seeds)
    for done, (seed, outcome) in enumerate(_each(lives, asked.jobs), 1):
        sums.update(requests=outcome.requests, crashes=outcome.crashes, stories=outcome.stories)
        if outcome.wrong:
            failed.append(seed)
            print(f"seed {seed}:", *outcome.wrong[:10], sep="\n  ", flush=True)
        if done % 10 == 0 or done == len(seeds):
            minutes = (time.monotonic() - begun) / 60
            print(f"{done} seeds, {_told(sums)}, {len(failed)} wrong, {minutes:.1f} min", flush=True)
    if failed:
        print("wrong:", *sorted(failed))
    return 1 if failed else 0


def _each(asked: Iterable[Asked], jobs: int) -> Iterator[tuple[int, Outcome]]:
    if jobs == 1:
        yield from map(one_of, asked)
        return
    with multiprocessing.get_context("spawn").Pool(jobs) as pool:
        yield from pool.imap_unordered(one_of, asked)


def _told(sums: Counter[str]) -> str:
    return ", ".join(f"{sums[kind]} {kind}" for kind in ("requests", "crashes", "stories"))


if __name__ == "__main__":
    sys.exit(main())
