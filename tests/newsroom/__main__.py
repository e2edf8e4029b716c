"""More newsrooms than tests have time for: `python -m tests.newsroom [--seeds 20] [--kind TEXT]`.

A line for each kind of newsroom: the part of stored windows that hold the truth; instants that moved or lie in the
future; stored width over what perfect use of the same evidence gives, of all and of windows under two hours; the mean
error of published of stories that arrived; the mean width of windows of the first page's stories after a day (minutes);
seeds in which the rounding was learned.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from dataclasses import replace
from statistics import mean

from tests.newsroom.kinds import KINDS, Measured, measure


def main(words: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.newsroom", description=__doc__.splitlines()[0])
    parser.add_argument("--seeds", type=int, default=20, help="how many of each kind (default 20)")
    parser.add_argument("--first", type=int, default=100, help="the first of them (default 100)")
    parser.add_argument("--kind", default="", help="only kinds with this in their name")
    asked = parser.parse_args(words)
    print(f"{'kind':<30} stories    held moved future width short  error  first learned")
    for name, room in KINDS.items():
        if asked.kind in name:
            rooms = [measure(replace(room, seed=seed)) for seed in range(asked.first, asked.first + asked.seeds)]
            print(_told(name, rooms), flush=True)
    return 0


def _told(name: str, rooms: Sequence[Measured]) -> str:
    stories = sum(room.stories for room in rooms)
    held = sum(room.held * room.stories for room in rooms) / stories
    errors = [error for room in rooms for error in room.errors]
    widths = [width for room in rooms for width in room.first_widths]
    return (
        f"{name:<30} {stories:>7} {100 * held:>6.2f}%"
        f" {sum(r.moved for r in rooms):>5} {sum(r.future for r in rooms):>6}"
        f" {mean(r.width for r in rooms):>5.2f} {mean(r.short_width for r in rooms):>5.2f}"
        f" {mean(errors):>6.2f} {mean(widths):>6.2f} {sum(r.rounding for r in rooms):>4}/{len(rooms)}"
    )


if __name__ == "__main__":
    sys.exit(main())
