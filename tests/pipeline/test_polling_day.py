"""A day of polls over a real connection: every manner at once, judged from what the server saw."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from email.utils import format_datetime, parsedate_to_datetime
from itertools import pairwise
from pathlib import Path

import pytest

from feeder.config.load import parse
from feeder.pipeline.context import Context
from feeder.pipeline.run import run_once
from feeder.sources.http.fetch import HttpFetch
from feeder.sources.http.robots import Robots
from tests.pipeline.test_fetching import SUBJECTS, listing
from tests.support.fetching import AGENT, LIMITS
from tests.support.installation import StillClock
from tests.support.server import Asked, Server, reply, serving

EVERY = timedelta(minutes=15)
HALF_HOUR_LATER = "after half an hour"
# Hour of the day to what the page answers from then on, until the next.
HOURS: dict[int, tuple[int, dict[str, str]]] = {
    0: (200, {}),
    3: (429, {"Retry-After": "3000"}),
    4: (200, {}),
    6: (503, {"Retry-After": HALF_HOUR_LATER}),
    7: (200, {"Cache-Control": "max-age=2700"}),
    10: (301, {"Location": "/world"}),
    14: (302, {"Location": "/streek?again"}),
    18: (503, {}),
    20: (200, {}),
    25: (410, {}),
}


@dataclass
class Seen:
    """One request and its answer, at the simulated time."""

    at: datetime
    headers: dict[str, str]
    status: int
    told: dict[str, str]


@dataclass
class Day:
    """A server whose pages behave by the hour; every answer of a page has new validators when its hour is odd."""

    clock: StillClock
    begin: datetime
    log: dict[str, list[Seen]] = field(default_factory=lambda: defaultdict(list))

    async def answer(self, writer: asyncio.StreamWriter, asked: Asked) -> None:
        """Answer as the hour has it, and note it."""
        hour = (self.clock.now - self.begin) / timedelta(hours=1)
        status, told = HOURS[max(h for h in HOURS if h <= hour)]
        if asked.path == "/streek?again":
            status, told = 200, {}
        elif asked.path != "/streek":
            status, told = (200 if asked.path == "/robots.txt" or hour < 13 else 404), {}
        if told.get("Retry-After") == HALF_HOUR_LATER:
            told = {"Retry-After": format_datetime(self.clock.now + timedelta(minutes=30), usegmt=True)}
        body = b""
        if status == 200:
            version = int(hour) // 2
            told = {"ETag": f'"{asked.path}{version}"', "Last-Modified": f"version {version}", **told}
            if asked.path == "/robots.txt":
                body = b"User-agent: *\nDisallow: /private"
            else:
                body = listing(SUBJECTS[: 3 + version % 4])
            if asked.headers.get("if-none-match") == told["ETag"]:
                status, body = 304, b""
        self.log[asked.path].append(Seen(self.clock.now, asked.headers, status, told))
        await reply(status, body, **{k.replace("-", "_"): v for k, v in told.items()})(writer, asked)


@pytest.fixture(scope="module")
def day(tmp_path_factory: pytest.TempPathFactory) -> Day:
    """Twenty-six hours of `feeder once` every quarter, each as a process of its own would do it."""
    clock = StillClock()
    day = Day(clock, clock.now)
    asyncio.run(_live(day, tmp_path_factory.mktemp("day")))
    return day


async def _live(day: Day, root: Path) -> None:
    from feeder.store import open_store

    async with serving() as server:
        _prepare(server, day)
        config = f'[[sources]]\nname = "streek"\nurl = "{server.url("/streek")}"\nallow_private = true\n'
        installation = parse(config, {}, folder=root)
        store = open_store("sqlite:///feeder.db", folder=root)
        for _ in range(26 * 4):
            async with HttpFetch(AGENT, day.clock, LIMITS) as fetch:
                await run_once(Context(installation, store, day.clock, fetch, Robots(fetch)))
            day.clock.now += EVERY
        store.close()


def _prepare(server: Server, day: Day) -> None:
    server.answers |= dict.fromkeys(("/streek", "/world", "/streek?again", "/robots.txt"), day.answer)


def after_first(log: list[Seen]) -> Iterator[tuple[Seen, dict[str, str]]]:
    """Each request with the validators that its address had given by then."""
    known: dict[str, str] = {}
    for seen in log:
        yield seen, dict(known)
        if seen.status in (200, 304):
            known |= {k: v for k, v in seen.told.items() if k in ("ETag", "Last-Modified")}


def test_every_request_after_the_first_is_conditional_with_the_latest_validators(day: Day) -> None:
    """Of each address its own, verbatim, robots.txt included; none before the address has given any."""
    for path, log in day.log.items():
        for seen, known in after_first(log):
            sent = (seen.headers.get("if-none-match"), seen.headers.get("if-modified-since"))
            assert sent == (known.get("ETag"), known.get("Last-Modified")), (path, seen)


def test_no_request_comes_early(day: Day) -> None:
    """Neither than the interval, nor than max-age, nor than Retry-After in either form."""
    for log in day.log.values():
        for before, seen in pairwise(log):
            wait = EVERY
            if "max-age" in before.told.get("Cache-Control", ""):
                wait = timedelta(minutes=45)
            if (told := before.told.get("Retry-After", "")).isdigit():
                wait = timedelta(seconds=int(told))
            elif told:
                wait = parsedate_to_datetime(told) - before.at
            assert seen.at - before.at >= wait * 0.95, (before, seen)


def test_trouble_is_tried_ever_less_often(day: Day) -> None:
    """Without Retry-After the waits grow."""
    troubled = [seen.at for seen in day.log["/streek"] if seen.status == 503 and not seen.told]
    assert troubled[1] - troubled[0] > 1.5 * EVERY


def test_a_move_for_good_is_remembered_and_a_passing_one_is_not(day: Day) -> None:
    """After three sightings the old address is left alone, as long as the new one is there; else it is asked again."""
    moved = [seen for seen in day.log["/streek"] if seen.status == 301]
    assert [seen.at.hour for seen in moved[:3]] == [22] * 3
    assert all(seen.at - day.begin >= timedelta(hours=13) for seen in moved[3:])
    assert {seen.status for seen in day.log["/world"] if seen.at - day.begin < timedelta(hours=13)} == {200, 304}
    passing = [seen for seen in day.log["/streek"] if seen.status == 302]
    assert len(passing) == len(day.log["/streek?again"]) > 3


def test_what_is_gone_is_asked_for_no_more(day: Day) -> None:
    """410 is the last word."""
    assert [seen.status for seen in day.log["/streek"]].index(410) == len(day.log["/streek"]) - 1


def test_robots_txt_is_asked_once_a_day(day: Day) -> None:
    """Though every run is a process of its own."""
    assert len(day.log["/robots.txt"]) == 2


def test_one_honest_name(day: Day) -> None:
    """The same User-Agent everywhere, gzip taken, nothing else told."""
    for log in day.log.values():
        for seen in log:
            assert seen.headers["user-agent"] == AGENT
            assert "gzip" in seen.headers["accept-encoding"]
            assert not {"cookie", "referer", "authorization"} & set(seen.headers)
