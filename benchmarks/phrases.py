"""Relative phrases: how long one takes, beside dateparser with and without a language hint, and what lexicons cost.

    python benchmarks/phrases.py [--most 400]

The phrases are those of the tests in some 90 languages, each with several counts in place of its own. Every phrase is
read once by each reader after one warm-up round of other counts (lexicons loaded, templates known, as on the second
page of a source); "never seen" is that first round, with nothing but lexicons loaded. dateparser reads at most `--most`
of them: it is slow. "right" is the share of phrases that a reader dates within one unit of what they say; durations are
wall clock on this machine.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tracemalloc
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from random import Random
from statistics import median
from time import perf_counter
from typing import Any, NamedTuple

import dateparser

import feeder
from feeder.lexicon import load, tags
from feeder.recognise.times import whole

TESTS = Path(__file__).parents[1] / "tests" / "recognise"
LISTS = (TESTS / "relative_phrases.txt", TESTS / "relative_more.txt")
NOON = datetime(2026, 3, 14, 12, tzinfo=UTC)
_SECONDS = {"second": 1, "minute": 60, "hour": 3600, "day": 86400, "week": 604800, "month": 2629746, "year": 31556952}
_LOAD = """
from time import perf_counter
from feeder.lexicon import load
load("en")
began = perf_counter()
load("{tag}")
print(perf_counter() - began)
"""


class Cue(NamedTuple):
    """A phrase in a language, with the age that it says and its unit in seconds."""

    tag: str
    text: str
    age: float
    unit: float


def cues(counts: list[int]) -> Iterator[Cue]:
    """The ages of the lists that are printed with one number, with each of `counts` in place of it."""
    for line in (line for path in LISTS for line in path.read_text(encoding="utf-8").splitlines()):
        tag, _, rest = line.partition(" ")
        for entry in rest.split(" | ") if not line.startswith("#") else ():
            text, _, wanted = entry.partition(" => ")
            unit, _, count = wanted.partition(" ")
            if text.count("3") == 1 and count == "3":
                for number in counts:
                    yield Cue(tag, text.replace("3", str(number)), number * _SECONDS[unit], _SECONDS[unit])


def measure(read: Callable[[Cue], Any], sample: list[Cue]) -> tuple[float, float]:
    """Microseconds for the median phrase, and the share of phrases that are dated right (0 where nothing is dated)."""
    times, right = [], 0
    for cue in sample:
        began = perf_counter()
        found = read(cue)
        times.append((perf_counter() - began) * 1e6)
        if isinstance(found, datetime):
            right += abs((NOON - found.astimezone(UTC)).total_seconds() - cue.age) <= cue.unit
    return median(times), right / len(sample)


def _whole(cue: Cue) -> object:
    lexicon = load(cue.tag)
    return whole(cue.text, (lexicon,)) if lexicon else None


def _resolve(cue: Cue) -> datetime | None:
    dating = feeder.resolve(cue.text, taken_at=NOON, languages=(cue.tag,))
    return dating.window.middle if dating.window else None


def _dateparser(hint: bool) -> Callable[[Cue], datetime | None]:
    settings: Any = {"RELATIVE_BASE": NOON.replace(tzinfo=None), "TIMEZONE": "UTC", "RETURN_AS_TIMEZONE_AWARE": True}

    def read(cue: Cue) -> datetime | None:
        try:
            found: datetime | None = dateparser.parse(
                cue.text, languages=[cue.tag] if hint else None, settings=settings
            )
            return found
        except ValueError:  # a language that it does not know
            return None

    return read


def readers(most: int) -> None:
    """Prints microseconds and the share read right of each reader, on the same phrases in this run."""
    first, second = list(cues([3])), list(cues([2, 4, 5, 9, 11]))
    Random(1).shuffle(second)
    print(f"{len(second)} phrases in {len({cue.tag for cue in second})} languages")
    for cue in first:
        load(cue.tag)
    cold, _ = measure(_resolve, first)
    ours, right = measure(_resolve, second)
    print(f"resolve, never seen  {cold:8.1f} µs")
    print(f"feeder.resolve       {ours:8.1f} µs   right {right:.1%}")
    print(f"whole alone          {measure(_whole, second)[0]:8.1f} µs")
    for name, hint, share in (("dateparser, language", True, 1), ("dateparser, no hint ", False, 4)):
        sample = second[: most // share]
        measure(_dateparser(hint), sample[: len(sample) // 4])
        theirs, right = measure(_dateparser(hint), sample)
        print(f"{name} {theirs:8.1f} µs   right {right:.1%}   {theirs / ours:.0f} times ours")


def lexicons() -> None:
    """Prints what lexicons take: milliseconds to load one in a new process, memory of one and of all."""
    for tag in ("nl", "zh", "ar", "ru"):
        run = subprocess.run([sys.executable, "-c", _LOAD.format(tag=tag)], capture_output=True, text=True, check=True)
        print(f"load {tag}              {float(run.stdout) * 1000:8.1f} ms")
    load("en")
    tracemalloc.start()
    load("ro")
    one = tracemalloc.get_traced_memory()[0]
    for tag in tags():
        load(tag)
    print(f"memory of one        {one / 1e6:8.2f} MB\nmemory of all {len(tags())}    "
          f"{tracemalloc.get_traced_memory()[0] / 1e6:8.2f} MB")  # fmt: skip
    tracemalloc.stop()


def hostile() -> None:
    """Prints how reading grows with the length of text that keeps beginning a phrase."""
    from feeder.recognise.times import find

    lexicon = load("nl")
    assert lexicon is not None
    for piece in ("3 uur ", "geleden ", "5 min. en ", "2-3,"):
        spent = []
        for length in (25_000, 50_000, 100_000):
            began = perf_counter()
            find(piece * (length // len(piece)), (lexicon,))
            feeder.resolve(piece * (length // len(piece)), taken_at=NOON, languages=("nl",))
            spent.append(perf_counter() - began)
        print(f"{piece!r:14} 25, 50, 100 KB: " + ", ".join(f"{seconds * 1000:.0f} ms" for seconds in spent))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--most", type=int, default=400, help="phrases that dateparser reads")
    chosen = parser.parse_args()
    lexicons()
    readers(chosen.most)
    hostile()


if __name__ == "__main__":
    main()
