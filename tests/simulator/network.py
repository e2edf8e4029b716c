"""The transport between the daemon and the sites, and the diary of every request."""

from __future__ import annotations

import asyncio
import hashlib
import random
from collections.abc import AsyncIterator, Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from email.utils import format_datetime

import httpx

from tests.simulator.clock import SimClock
from tests.simulator.sites import Mood, Site

LAYOUT = b"<div><ul>" + b'<li><a href="/about">About us and our work</a></li>' * 3 + b"</ul></div>"
GARBAGE = random.Random("garbage").randbytes(4000)
WALL = (
    b'<html lang="en"><head><title>Log in</title></head><body><h1>Log in</h1><form action="/login" method="post">'
    b'<input name="user"><input type="password" name="password"><button>Log in</button></form></body></html>'
)


@dataclass
class Asked:
    """One request: when it began and ended, what was answered, and which stories stood on the page."""

    at: datetime
    host: str
    path: str
    life: int
    process: int
    status: int | None = None
    ended: datetime | None = None
    conditional: bool = False
    stories: frozenset[str] = frozenset()
    hold: datetime | None = None
    """Until when the host wants to be left alone, as it said."""


@dataclass
class Network:
    """The sites, the diary, and what is under way. `life` counts the daemon's lives."""

    clock: SimClock
    sites: dict[str, Site]
    seed: int
    life: int = 0
    processes: int = 0
    diary: list[Asked] = field(default_factory=list)
    jumps: list[datetime] = field(default_factory=list)
    """When the clock was set."""
    overlaps: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._chance = random.Random(f"network {self.seed}")

    def wire(self) -> Wire:
        """The transport of one more process."""
        self.processes += 1
        return Wire(self, self.processes)

    async def ask(self, request: httpx.Request, process: int) -> httpx.Response:
        """Answer one request, after the time that it takes."""
        asked = Asked(self.clock.true(), request.url.host, request.url.path, self.life, process)
        asked.conditional = "if-none-match" in request.headers or "if-modified-since" in request.headers
        self._watch(asked)
        self.diary.append(asked)
        try:
            await asyncio.sleep(self._chance.uniform(0.02, 0.8))
            return await self._answer(request, asked)
        except BaseException:
            self.end(asked)
            raise

    def _watch(self, asked: Asked) -> None:
        """Note where a host is asked twice at once.

        Two processes have nothing but the wall clock in common: when it is set forward, what one of them holds is free
        to the other at once, and the requests that are under way cannot be called back.
        """
        for other in self.diary[-50:]:
            if other.host == asked.host and other.life == asked.life and other.ended is None:
                inherent = other.process != asked.process and any(other.at <= at for at in self.jumps)
                if not inherent:
                    self.overlaps.append(f"{asked.host} is asked twice at once at {asked.at}")

    def end(self, asked: Asked) -> None:
        """A request is over, whatever came of it."""
        asked.ended = asked.ended or self.clock.true()

    async def _answer(self, request: httpx.Request, asked: Asked) -> httpx.Response:
        if asked.path == "/robots.txt":
            delays = [site.crawl_delay for site in self.sites.values() if site.host == asked.host and site.crawl_delay]
            text = "".join(f"User-agent: *\nCrawl-delay: {delay}\n" for delay in delays[:1])
            return self._send(asked, 200 if text else 404, text.encode(), {"content-type": "text/plain"})
        if asked.path == "/portal":
            return self._send(asked, 200, WALL, {"content-type": "text/html"})
        site = self.sites.get(asked.path.strip("/"))
        if site is None:
            return self._send(asked, 404, b"", {})
        return await self._mooded(request, asked, site)

    async def _mooded(self, request: httpx.Request, asked: Asked, site: Site) -> httpx.Response:
        mood = site.mood(self.clock.true())
        html = {"content-type": "text/html; charset=utf-8"}
        if mood is Mood.REFUSING:
            raise httpx.ConnectError("connection refused")
        if mood is Mood.HUNG:
            await asyncio.sleep(100_000)
        if mood is Mood.SLOW:
            await asyncio.sleep(50.0)
        if mood is Mood.BUSY:
            return self._busy(asked, site)
        if mood is Mood.AWAY:
            return self._send(asked, 302, b"", {"location": "/portal"})
        fixed = {
            Mood.BROKEN: (500, b"oops"),
            Mood.GONE: (410, b""),
            Mood.FORBIDDING: (403, b""),
            Mood.GARBAGE: (200, GARBAGE),
            Mood.EMPTY: (200, b""),
            Mood.WALL: (200, WALL),
            Mood.REDESIGNED: (200, b'<html lang="en"><body>' + LAYOUT + b"</body></html>"),
        }
        if mood in fixed:
            return self._send(asked, *fixed[mood], html)
        return self._page(request, asked, site, mood)

    def _busy(self, asked: Asked, site: Site) -> httpx.Response:
        headers = {"date": format_datetime(self.clock.true(), usegmt=True)}
        if site.retry_after == "date":
            asked.hold = self.clock.true().replace(microsecond=0) + timedelta(minutes=20)
            headers["retry-after"] = format_datetime(asked.hold, usegmt=True)
        elif site.retry_after:
            asked.hold = self.clock.true() + timedelta(seconds=int(site.retry_after))
            headers["retry-after"] = site.retry_after
        return self._send(asked, 429, b"", headers)

    def _page(self, request: httpx.Request, asked: Asked, site: Site, mood: Mood) -> httpx.Response:
        now = self.clock.true()
        body, stories = site.page(now)
        tag = f'"{hashlib.sha256(body).hexdigest()[:12]}"'
        headers = {"content-type": "text/html; charset=utf-8", "date": format_datetime(now, usegmt=True)}
        headers |= {"etag": tag} if site.etags else {}
        if site.etags and request.headers.get("if-none-match") == tag and mood in (Mood.FINE, Mood.SLOW):
            asked.stories = stories
            return self._send(asked, 304, b"", headers)
        if mood in (Mood.FINE, Mood.SLOW):
            asked.stories = stories
        return self._send(asked, 200, body, headers, drip=mood is Mood.DRIPPING, cut=mood is Mood.CUT_OFF)

    def _send(
        self, asked: Asked, status: int, body: bytes, headers: dict[str, str], *, drip: bool = False, cut: bool = False
    ) -> httpx.Response:
        asked.status = status
        stream = _Body(self, asked, body, drip=drip, cut=cut)
        return httpx.Response(status, headers=list(headers.items()), stream=stream)


@dataclass
class Wire(httpx.AsyncBaseTransport):
    """What a process sends its requests by."""

    network: Network
    process: int

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """Answer one request."""
        return await self.network.ask(request, self.process)


class _Body(httpx.AsyncByteStream):
    """A body that comes in parts, a byte at a time for ever, or not to its end."""

    def __init__(self, network: Network, asked: Asked, body: bytes, *, drip: bool, cut: bool) -> None:
        self._network, self._asked, self._body = network, asked, body
        self._drip, self._cut = drip, cut

    async def __aiter__(self) -> AsyncIterator[bytes]:
        for part in self._parts():
            await asyncio.sleep(10.0 if self._drip else 0.05)
            yield part
        if self._cut:
            raise httpx.RemoteProtocolError("peer closed connection without sending complete message body")

    def _parts(self) -> Iterable[bytes]:
        if self._drip:
            return (self._body[place : place + 1] for place in range(len(self._body)))
        size = max(1, len(self._body) // 3)
        whole = len(self._body) // 2 if self._cut else len(self._body)
        return (self._body[place : place + size] for place in range(0, whole, size))

    async def aclose(self) -> None:
        self._network.end(self._asked)
