"""Fetching one page for a person at the terminal."""

from __future__ import annotations

import asyncio
import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from http import HTTPStatus
from importlib.metadata import version
from typing import TYPE_CHECKING

from feeder.cli.clock import SystemClock
from feeder.cli.failures import complain
from feeder.errors import SourceError
from feeder.model.page import Capture

if TYPE_CHECKING:
    from datetime import datetime

    from feeder.model.specs import Installation
    from feeder.sources.http.fetch import Answer, Fetch
    from feeder.sources.http.robots import Robots
    from feeder.sources.http.rules import Verdict


def user_agent(contact: str | None = None) -> str:
    """Who asks: name, version, and where its owner is to be found, as a header can carry it."""
    whom = contact or os.environ.get("FEEDER_CONTACT") or "https://example.org/feeder"
    told = "".join(c for c in whom if " " <= c <= "~" and c not in "()").strip()
    return f"feeder/{version('feeder')} (+{told})"


@asynccontextmanager
async def network(installation: Installation) -> AsyncIterator[tuple[Fetch | None, Robots | None]]:
    """The network, for an installation that needs it; nothing is imported or opened for one that does not."""
    settings = installation.settings
    if not settings.hub and not settings.notify and all(spec.url is None for spec in installation.sources.values()):
        yield None, None
        return
    async with open_network(installation) as opened:
        yield opened


@asynccontextmanager
async def open_network(installation: Installation) -> AsyncIterator[tuple[Fetch, Robots]]:
    """The network, whether it is needed yet or not."""
    from feeder.sources.http.fetch import HttpFetch
    from feeder.sources.http.robots import Robots

    async with HttpFetch(user_agent(installation.settings.contact), SystemClock()) as fetch:
        yield fetch, Robots(fetch)


def fetched(
    url: str, contact: str | None = None, *, allow_private: bool = False, ignore_robots: bool = False
) -> Capture:
    """The page at `url`, as one capture. Raises SourceError where there is none, or robots.txt forbids it."""
    return asyncio.run(_fetched(url, contact, allow_private=allow_private, ignore_robots=ignore_robots))


def answered(url: str, accept: str, *, allow_private: bool = False, ignore_robots: bool = False) -> Answer:
    """What `url` answers to somebody who accepts `accept`. Raises SourceError as `fetched`."""
    return asyncio.run(_answered(url, accept, None, allow_private=allow_private, ignore_robots=ignore_robots))[0]


async def _fetched(url: str, contact: str | None, *, allow_private: bool, ignore_robots: bool) -> Capture:
    from feeder.sources.http.fetch import Request
    from feeder.sources.http.poll import capture_of

    accept = Request(url).accept
    answer, at = await _answered(url, accept, contact, allow_private=allow_private, ignore_robots=ignore_robots)
    return capture_of("", answer, at)


async def _answered(
    url: str, accept: str, contact: str | None, *, allow_private: bool, ignore_robots: bool
) -> tuple[Answer, datetime]:
    from feeder.sources.http.address import shown
    from feeder.sources.http.fetch import HttpFetch, Request
    from feeder.sources.http.robots import Robots

    clock = SystemClock()
    async with HttpFetch(user_agent(contact), clock) as fetch:
        robots = Robots(fetch)
        verdict = await robots.ask(url, clock.utc(), allow_private=allow_private)
        if not verdict.allowed and not ignore_robots:
            raise SourceError(shown(url), verdict.reason or "robots.txt forbids it", _way_round(verdict))
        if not verdict.allowed:
            complain(f"{verdict.reason}; going on, as you asked")
        permit = None if ignore_robots else robots.permit(allow_private=allow_private)
        answer = await fetch(Request(url, accept=accept, allow_private=allow_private, permit=permit))
    if answer.status != 200:
        raise SourceError(shown(url), _status(answer.status), _after(answer.status))
    return answer, clock.utc()


def _way_round(verdict: Verdict) -> str:
    """What to do about a page that robots.txt forbids, or whose robots.txt could not be asked for."""
    if not verdict.unread:
        return "add --ignore-robots if you may ask for it"
    if "private address" in (verdict.reason or ""):
        return "add --allow-private if it is your own network"
    return "check the address, and that its site is up; --ignore-robots asks for the page itself"


def _status(status: int) -> str:
    """A status as people know it: by number and name."""
    try:
        return f"answers {status} ({HTTPStatus(status).phrase})"
    except ValueError:
        return f"answers {status}"


def _after(status: int) -> str:
    """What to do about an answer that is no page."""
    if status in (401, 402, 403, 407, 451):
        return "the site keeps it from programs, or from those who are not logged in; see `headers` of a source"
    if status == 429 or status >= 500:
        return "the site has trouble or was asked too often; try again later"
    return "check the address in a browser"
