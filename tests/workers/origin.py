"""The sites that a fleet asks: pages whose stories come one by one, on as many hosts as 127.0.0.0/8 has addresses.

Each request is noted: when it came and went, host, path, who asked, and how many others its host was answering.
"""

from __future__ import annotations

import asyncio
import random
import re
import time
from dataclasses import dataclass, field
from typing import ClassVar

SHOWN = 8  # stories that a page shows, the newest first


@dataclass(slots=True)
class Request:
    """One request; seconds since 1970. `beside`: how many of the same host were being answered already; `newest`: the
    number of the newest story that the answer told of."""

    at: float
    host: str
    path: str
    by: str
    beside: int
    newest: int = 0
    ended: float = 0.0


@dataclass
class Origin:
    """Answers on every loopback address at one port. A page has a new story each `pace` seconds."""

    pace: float
    slow: float = 0.3  # seconds that an answer takes at most
    born: float = field(default_factory=time.time)
    diary: list[Request] = field(default_factory=list)
    port: int = 0
    _busy: dict[str, int] = field(default_factory=dict)
    _chance: random.Random = field(default_factory=lambda: random.Random(7))
    _AGENT: ClassVar[re.Pattern[str]] = re.compile(r"\(\+(?:https://)?(\w+)")

    async def open(self) -> asyncio.Server:
        """Begin to answer."""
        server = await asyncio.start_server(self._serve, "0.0.0.0", 0, backlog=1024)
        self.port = server.sockets[0].getsockname()[1]
        return server

    def newest(self, page: str, at: float) -> int:
        """The number of a page's newest story at a moment."""
        return int((at - self.born) / self.pace + _offset(page)) + SHOWN

    def oldest(self, newest: int) -> int:
        """The number of the last story on a page whose first is `newest`."""
        return newest - SHOWN + 1

    def birth(self, page: str, number: int) -> float:
        """When a story was published."""
        return self.born + (number - SHOWN - _offset(page)) * self.pace

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while True:
                head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
                writer.write(await self._answer(head))
                await writer.drain()
        except (ConnectionError, asyncio.IncompleteReadError, asyncio.CancelledError):
            return
        finally:
            writer.close()

    async def _answer(self, head: str) -> bytes:
        first, *lines = head.split("\r\n")
        headers = {key.lower(): value for key, _, value in (line.partition(": ") for line in lines)}
        host, path, agent = headers["host"].partition(":")[0], first.split(" ")[1], headers.get("user-agent", "")
        found = self._AGENT.search(agent)
        request = Request(time.time(), host, path, found[1] if found else agent, self._busy.get(host, 0))
        self.diary.append(request)
        self._busy[host] = request.beside + 1
        try:
            await asyncio.sleep(self._chance.uniform(0.02, self.slow))
            return _missing() if path == "/robots.txt" else _ok(self._page(path.strip("/"), request))
        finally:
            self._busy[host] -= 1
            request.ended = time.time()

    def _page(self, page: str, request: Request) -> str:
        now = time.time()
        request.newest = self.newest(page, now)
        items = "".join(
            f'<article><h2><a href="/{page}/{n}">De {n}e brug van {page} gaat vandaag eindelijk open</a></h2>'
            f"<p>Na jaren van overleg in {page} is het volgens de wethouder voor brug {n} zover.</p>"
            f"<time>{int((now - self.birth(page, n)) / 60)} minuten geleden</time></article>"
            for n in range(request.newest, self.oldest(request.newest) - 1, -1)
        )
        return f'<html lang="nl"><body><main><h1>Nieuws uit {page}</h1>{items}</main></body></html>'


def _offset(page: str) -> float:
    return sum(page.encode()) % 97 / 97


def _missing() -> bytes:
    return b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n"


def _ok(body: str) -> bytes:
    told = body.encode()
    return (
        f"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: {len(told)}\r\n\r\n".encode()
        + told
    )
