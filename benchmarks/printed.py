"""Calendar phrases: how long one takes and how many are right, beside dateparser with and without a language hint.

    python benchmarks/printed.py [--most 400]

The phrases are the printed times of the tests (`tests/dating/newsprint.txt`: a thousand forms of news sites in 70
editions), each at one instant. Every phrase is read once by each reader after a warm-up round of the same forms at
other instants (lexicons loaded, most templates known, as on the later pages of a source); "cold" is the first round.
"right" and "wrong": the window holds the truth and is as tight as the phrase, or misses it; of dateparser, which gives
instants, whether it is of the minute, or of the day where only that is printed. dateparser reads at most `--most` of
them. Durations are wall clock on this machine.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from random import Random
from statistics import median
from time import perf_counter
from typing import Any
from zoneinfo import ZoneInfo

import dateparser

sys.path.insert(0, str(Path(__file__).parents[1]))

import feeder
from feeder.lexicon import load
from feeder.recognise.times import find
from tests.dating.newsprint import Case, cases, verdict

Read = Callable[[Case], str]
"""Reads a case and says what became of it: "right", "wrong", "wide" or "none"."""


def ours(case: Case) -> str:
    """`feeder.resolve`, judged as the tests judge it."""
    dating = feeder.resolve(case.text, taken_at=case.taken_at, zone=case.style.zone, languages=(case.style.tag,))
    return verdict(case, dating.earliest, dating.latest)


def theirs(hint: bool) -> Read:
    """dateparser with the language's subtag, or without one."""

    def read(case: Case) -> str:
        zone = ZoneInfo(case.style.zone)
        base = case.taken_at.astimezone(zone).replace(tzinfo=None)
        settings: Any = {
            "RELATIVE_BASE": base,
            "TIMEZONE": case.style.zone,
            "RETURN_AS_TIMEZONE_AWARE": True,
            "PREFER_DATES_FROM": "past",
        }
        languages = [case.style.tag.split("-")[0]] if hint else None
        try:
            found = dateparser.parse(case.text, languages=languages, settings=settings)
        except ValueError:  # a language that it does not know
            return "none"
        return "none" if found is None else _judged(case, found, zone)

    return read


def _judged(case: Case, found: datetime, zone: ZoneInfo) -> str:
    if case.grain > 60:
        return "right" if found.astimezone(zone).date() == case.published.astimezone(zone).date() else "wrong"
    return "right" if 0 <= (case.published - found.astimezone(UTC)).total_seconds() <= 60 else "wrong"


def measure(read: Read, sample: list[Case]) -> tuple[float, Counter[str]]:
    """Microseconds for the median phrase, and what became of all."""
    spent, said = [], Counter[str]()
    for case in sample:
        began = perf_counter()
        told = read(case)
        spent.append((perf_counter() - began) * 1e6)
        said[told] += 1
    return median(spent), said


def show(name: str, spent: float, said: Counter[str], ours: float) -> None:
    shares = "   ".join(f"{told} {said[told] / said.total():.2%}" for told in ("right", "wrong", "none"))
    print(f"{name:22}{spent:8.1f} µs   {shares}   {spent / ours:.0f} times ours")


def hostile() -> None:
    """Prints how finding grows with the length of text that keeps beginning a calendar time."""
    lexicon = load("nl")
    assert lexicon is not None
    for piece in ("14 maart ", "za ", "21:05 ", "14-03-2026, ", "gepubliceerd ", "14 mrt 2026 om ", "1.1.1.1."):
        spent = []
        for length in (25_000, 50_000, 100_000):
            began = perf_counter()
            find(piece * (length // len(piece)), (lexicon,))
            spent.append(perf_counter() - began)
        print(f"{piece!r:18} 25, 50, 100 KB: " + ", ".join(f"{seconds * 1000:.0f} ms" for seconds in spent))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--most", type=int, default=400, help="phrases that dateparser reads")
    most = parser.parse_args().most
    first, second = list(cases(6, 1)), list(cases(1, 2))
    Random(1).shuffle(second)
    print(f"{len(second)} phrases of {len({case.style.tag for case in second})} editions")
    cold, said = measure(ours, list(cases(1, 3)))
    measure(ours, first)
    warm, again = measure(ours, second)
    show("feeder.resolve, cold", cold, said, warm)
    show("feeder.resolve", warm, again, warm)
    for name, hint, share in (("dateparser, language", True, 1), ("dateparser, no hint", False, 4)):
        sample = second[: most // share]
        measure(theirs(hint), sample[: len(sample) // 4])
        show(name, *measure(theirs(hint), sample), warm)
    hostile()


if __name__ == "__main__":
    main()
