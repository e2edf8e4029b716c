"""every = "auto": the mean delay of stories under one budget of requests, beside an oracle's and an even spread's.

    python benchmarks/schedule.py [--sources 400] [--days 28] [--budget 800]

Sites have from a story a month to hundreds a day, more by day than by night. The oracle is told every site's true rate;
an even spread asks all of them alike. All three spend the same requests an hour.
"""

from __future__ import annotations

import argparse
import heapq
import random
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from statistics import fmean

from feeder.model.entry import Outcome
from feeder.model.specs import SourceSpec
from feeder.model.stored import SourceRow
from feeder.schedule import learn, next_due, rate, tempo

START = datetime(2026, 3, 2, tzinfo=UTC)
DAY = timedelta(days=1)
Know = Callable[[float], float | None]
SHARED_OUT = timedelta(hours=3)


def _rates(chance: random.Random, sources: int) -> list[float]:
    """Stories a day: a few busy sites, many quiet ones."""
    return [min(200.0, chance.lognormvariate(0.8, 1.5)) for _ in range(sources)]


def _stories(chance: random.Random, per_day: float, days: int) -> list[float]:
    """The instants of a site's stories, in days since the start: more by day than by night."""
    found, at = [], 0.0
    while (at := at + chance.expovariate(per_day * 1.6)) < days:
        if chance.random() < (1.0 if 0.3 < at % 1 < 0.9 else 0.3) / 1.6 / 0.72:
            found.append(at)
    return found


def simulate(know: Know, sources: int = 400, days: int = 28, budget: float = 800.0) -> tuple[float, float]:
    """(mean delay in minutes, requests an hour). `know` gives a site's rate where the scheduler is told it."""
    chance = random.Random(7)
    rates = _rates(chance, sources)
    stories = [_stories(random.Random(n), per_day, days) for n, per_day in enumerate(rates)]
    spec = SourceSpec("s", url="https://news.example/", every="auto")
    rows = [_row(n, know(rates[n])) for n in range(sources)]
    queue = [(chance.random() / 48, n) for n in range(sources)]
    heapq.heapify(queue)
    seen, delays, asked, shared, spent = [0] * sources, list[float](), 0, -1.0, 0.0
    while queue:
        at, n = heapq.heappop(queue)
        if at >= days:
            continue
        if at - shared >= SHARED_OUT / DAY:
            shared, spent = at, tempo([rate(row) for row in rows], budget)
        asked += 1
        new = 0
        while seen[n] < len(stories[n]) and stories[n][seen[n]] <= at:
            delays.append((at - stories[n][seen[n]]) * 1440)
            seen[n], new = seen[n] + 1, new + 1
        now = START + at * DAY
        if know(rates[n]) is None:
            rows[n] = learn(_at(rows[n], now), rows[n], new, now)
        due = next_due(spec, rows[n], now, chance.random(), tempo=spent)
        assert due is not None
        heapq.heappush(queue, ((due - START) / DAY, n))
    return fmean(delays), asked / days / 24


def _row(n: int, known: float | None) -> SourceRow:
    if known is None:
        return SourceRow(f"s{n}", "", outcome=Outcome.OK)
    return SourceRow(f"s{n}", "", outcome=Outcome.OK, news=known * 1e6 - 0.5, watched=1e6 - 1.0)


def _at(row: SourceRow, now: datetime) -> SourceRow:
    return replace(row, last_ok=now, last_run=now)


def learning(true: float) -> float | None:
    """Told nothing: rates are learned."""
    return None


def oracle(true: float) -> float | None:
    """Told every rate."""
    return true


def even(true: float) -> float | None:
    """Told that all are alike."""
    return 1.0


def main() -> None:
    """Print the three, and the ratios."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--sources", type=int, default=400)
    parser.add_argument("--days", type=int, default=28)
    parser.add_argument("--budget", type=float, default=800.0)
    asked = parser.parse_args()
    told = {k.__name__: simulate(k, asked.sources, asked.days, asked.budget) for k in (learning, oracle, even)}
    for name, (delay, requests) in told.items():
        print(f"{name:9} mean delay {delay:6.2f} min  {requests:6.0f} requests an hour")
    print(f"learning / oracle {told['learning'][0] / told['oracle'][0]:.3f}")
    print(f"even / learning   {told['even'][0] / told['learning'][0]:.3f}")


if __name__ == "__main__":
    main()
