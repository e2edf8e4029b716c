"""Printed times: how long one takes and how many are right, beside dateparser with and without a language hint.

    python benchmarks/printed.py [--most 400] [--edition nl]

Calendar phrases are those of the tests (`tests/dating/newsprint.txt`: a thousand forms of news sites in 70 editions),
each at one instant; relative ones the lists of `phrases`, as many; "mix" is both, shuffled. First each form is read at
other instants ("cold": only lexicons are loaded). Then every phrase is read: "first sight", where a quarter of the
calendar templates is new (brackets, words in front, other digits), and then in three rounds by each reader in turn,
with templates known as on the later pages of a source, and no text remembered; of each phrase the quickest round
counts, as other work on the machine only ever adds. "right" and "wrong": the window holds the truth and is as tight as
the phrase, or misses it; of dateparser, which gives instants, whether it is of the minute, or of the day (the unit)
where only that is printed. dateparser reads at most `--most` of them. `--edition` takes the phrases of one edition, at
more instants, as the pages of one site have them. Durations are wall clock on this machine, of the reading alone.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random
from statistics import median
from time import perf_counter
from typing import Any
from zoneinfo import ZoneInfo

import dateparser

sys.path.insert(0, str(Path(__file__).parents[1]))

import feeder
from benchmarks.phrases import NOON, cues
from feeder.dating.phrases import _reading as reading
from feeder.lexicon import load
from feeder.model.time import Dating
from feeder.recognise.times import find
from tests.dating.newsprint import Case, Style, cases, verdict

ROUNDS = 3
RELATIVE_ZONE = "Etc/UTC"
"""That of phrases whose truth is an age, not an instant."""

Read = Callable[[Case], Any]
"""Reads a case: a dating, an instant, or None."""


def ours(case: Case) -> Dating:
    return feeder.resolve(case.text, taken_at=case.taken_at, zone=case.style.zone, languages=(case.style.tag,))


def theirs(hint: bool) -> Read:
    """dateparser with the language's subtag, or without one."""

    def read(case: Case) -> datetime | None:
        zone = ZoneInfo(case.style.zone)
        settings: Any = {
            "RELATIVE_BASE": case.taken_at.astimezone(zone).replace(tzinfo=None),
            "TIMEZONE": case.style.zone,
            "RETURN_AS_TIMEZONE_AWARE": True,
            "PREFER_DATES_FROM": "past",
        }
        languages = [case.style.tag.split("-")[0]] if hint else None
        try:
            found: datetime | None = dateparser.parse(case.text, languages=languages, settings=settings)
        except ValueError:  # a language that it does not know
            return None
        return found

    return read


def judged(case: Case, found: Dating | datetime | None) -> str:
    """ "right", "wrong", "wide" or "none"; a dating as the tests judge it."""
    if not isinstance(found, datetime):
        return verdict(case, found.earliest, found.latest) if found else "none"
    if case.style.zone == RELATIVE_ZONE:
        return "right" if abs((case.published - found).total_seconds()) <= case.grain else "wrong"
    zone = ZoneInfo(case.style.zone)
    if case.grain > 60:
        return "right" if found.astimezone(zone).date() == case.published.astimezone(zone).date() else "wrong"
    return "right" if 0 <= (case.published - found.astimezone(UTC)).total_seconds() <= 60 else "wrong"


def relative(counts: list[int]) -> list[Case]:
    """The relative phrases of `phrases`, with each of `counts`; a window may be one and a half units wide."""
    found = []
    for cue in cues(counts):
        style = Style(cue.tag, RELATIVE_ZONE, cue.text, None, (), "", ())
        age, grain = timedelta(seconds=cue.age), round(1.6 * cue.unit) + 60
        found.append(Case(style, cue.text, NOON - age, NOON, grain))
    return found


def measure(read: Read, sample: list[Case]) -> tuple[list[float], Counter[str]]:
    """Microseconds for each phrase, none of which is remembered, and what became of all."""
    spent, said = [], Counter[str]()
    reading.cache_clear()
    for case in sample:
        began = perf_counter()
        found = read(case)
        spent.append((perf_counter() - began) * 1e6)
        said[judged(case, found)] += 1
    return spent, said


def compare(readers: dict[str, tuple[Read, int]], sample: list[Case]) -> None:
    """Prints what each reader takes for its first phrases, in rounds by turns."""
    spent: dict[str, list[list[float]]] = {name: [] for name in readers}
    for _ in range(ROUNDS):
        for name, (read, most) in readers.items():
            spent[name].append(measure(read, sample[:most])[0])
    least = {name: [min(phrase) for phrase in zip(*rounds, strict=True)] for name, rounds in spent.items()}
    first = least[next(iter(readers))]
    for name, (read, most) in readers.items():
        said = measure(read, sample[:most])[1]
        show(name, median(least[name]), said, median(first[:most]))


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


def printed_in(edition: str | None) -> tuple[list[Case], list[Case]]:
    """Calendar phrases and ages of all editions, or of one at more instants, each text once."""
    if edition is None:
        return list(cases(1, 2)), relative([2, 4, 5, 9, 11])
    by_text = {case.text: case for case in cases(12, 2) if case.style.tag == edition}
    return list(by_text.values()), [case for case in relative([2, 4, 5, 9, 11]) if case.style.tag == edition]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--most", type=int, default=400, help="phrases that dateparser reads")
    parser.add_argument("--edition", help="only phrases of this language tag")
    chosen = parser.parse_args()
    most, chance = chosen.most, Random(1)
    calendar, ages = printed_in(chosen.edition)
    chance.shuffle(calendar)
    ages = chance.sample(ages, min(len(ages), len(calendar)))
    mix = calendar + ages
    chance.shuffle(mix)
    print(
        f"{len(calendar)} calendar phrases of {len({case.style.tag for case in calendar})} editions, {len(ages)} ages"
    )
    cold, said = measure(ours, [*cases(1, 3), *relative([3])])
    measure(ours, list(cases(6, 1)))
    readers: dict[str, tuple[Read, int]] = {
        "feeder.resolve": (ours, len(calendar) + len(ages)),
        "dateparser, language": (theirs(True), most),
        "dateparser, no hint": (theirs(False), most // 8),
    }
    for kind, sample in (("calendar", calendar), ("relative", ages), ("mix", mix)):
        print(kind)
        seen, first = measure(ours, sample)
        compare(readers, sample)
        show("ours at first sight", median(seen), first, median(seen))
    show("feeder.resolve, cold", median(cold), said, median(cold))
    hostile()


if __name__ == "__main__":
    main()
