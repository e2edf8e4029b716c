"""Conditional polls of pages that have not changed, beside bare httpx asking for the same, in one run.

    python -m benchmarks.polling [POLLS] [AT_ONCE]

A server in a process of its own answers 304. Prints, for few hosts (connections are kept) and for as many hosts as
polls (each connection is new), polls per second and CPU milliseconds of this process per poll: of bare httpx, of
feeder's whole poll (robots.txt, request, judgement, receipt), and the ratio of the two.
"""

from __future__ import annotations

import asyncio
import multiprocessing
import sys
import time
from collections.abc import Awaitable, Callable, Iterator
from datetime import UTC, datetime
from multiprocessing.connection import Connection

import httpx

from feeder.model.entry import Outcome
from feeder.model.page import Receipt
from feeder.model.specs import SourceSpec
from feeder.sources.http.fetch import HttpFetch
from feeder.sources.http.poll import poll
from feeder.sources.http.robots import Robots
from tests.support.installation import StillClock

NOW = datetime(2026, 3, 14, 20, tzinfo=UTC)
ETAG = '"5d8c72a5edda8"'
FEW = 10  # hosts
ROUNDS = 3  # each way is measured so often, by turns; the best counts
ANSWER = (
    f"HTTP/1.1 304 Not Modified\r\nDate: Sat, 14 Mar 2026 20:00:00 GMT\r\nETag: {ETAG}\r\n"
    "Cache-Control: max-age=60\r\nVary: Accept-Encoding\r\n\r\n"
).encode()
NO_ROBOTS = b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n"


class _Answering(asyncio.Protocol):
    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.transport = transport
        self.left = b""

    def data_received(self, data: bytes) -> None:
        *heads, self.left = (self.left + data).split(b"\r\n\r\n")
        for head in heads:
            answer = NO_ROBOTS if head.startswith(b"GET /robots.txt") else ANSWER
            self.transport.write(answer)  # type: ignore[attr-defined]


def serve(port: Connection) -> None:
    """Answer until the process is ended; tells its port first."""

    async def run() -> None:
        server = await asyncio.get_running_loop().create_server(_Answering, "0.0.0.0", 0, backlog=4096)
        port.send(server.sockets[0].getsockname()[1])
        await server.serve_forever()

    asyncio.run(run())


async def at_once(urls: list[str], most: int, ask: Callable[[str], Awaitable[None]]) -> None:
    """Ask for every address, `most` at a time."""
    left: Iterator[str] = iter(urls)

    async def worker() -> None:
        for url in left:
            await ask(url)

    await asyncio.gather(*[worker() for _ in range(most)])


async def bare(urls: list[str], most: int) -> None:
    """httpx alone."""
    async with httpx.AsyncClient(trust_env=False) as client:

        async def ask(url: str) -> None:
            answer = await client.get(url, headers={"If-None-Match": ETAG})
            assert answer.status_code == 304

        await at_once(urls, most, ask)


async def ours(urls: list[str], most: int) -> None:
    """feeder's poll; the rules of the hosts are known from before, as they are for a day."""
    receipt = Receipt(ETAG, None, "d", "v")
    async with HttpFetch("feeder/benchmark (+https://example.org)", StillClock()) as fetch:
        robots = ROBOTS.setdefault("robots", Robots(fetch))

        async def ask(url: str) -> None:
            verdict = await robots.ask(url, NOW, allow_private=True)
            assert verdict.allowed
            found = await poll(SourceSpec("s", url=url, allow_private=True), url, receipt, fetch, "v", NOW)
            assert found.outcome is Outcome.UNCHANGED

        await at_once(urls, most, ask)


ROBOTS: dict[str, Robots] = {}


def measure(run: Callable[[list[str], int], Awaitable[None]], urls: list[str], most: int) -> tuple[float, float]:
    """(polls per second, CPU milliseconds per poll)."""

    async def body() -> None:
        await run(urls, most)

    wall, cpu = time.perf_counter(), time.process_time()
    asyncio.run(body())
    return len(urls) / (time.perf_counter() - wall), (time.process_time() - cpu) * 1000 / len(urls)


def compare(what: str, urls: list[str], most: int) -> None:
    """Print both ways and their ratio."""
    ROBOTS.clear()
    measure(ours, urls, most)  # asks every robots.txt once
    found = {run: [measure(run, urls, most) for _ in range(ROUNDS)] for run in (bare, ours)}
    best = {run: (max(r for r, _ in figures), min(c for _, c in figures)) for run, figures in found.items()}
    for name, run in (("bare httpx", bare), ("feeder", ours)):
        print(f"{what:24} {name:12} {best[run][0]:8.0f} polls/s {best[run][1]:8.3f} ms CPU/poll")
    print(f"{what:24} {'ratio':12} {best[bare][0] / best[ours][0]:8.2f}         {best[ours][1] / best[bare][1]:8.2f}")


def main() -> None:
    """Print the figures."""
    polls = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
    most = int(sys.argv[2]) if len(sys.argv) > 2 else 50
    here, there = multiprocessing.Pipe()
    server = multiprocessing.Process(target=serve, args=(there,), daemon=True)
    server.start()
    port = here.recv()
    try:
        few = [f"http://127.0.0.{i % FEW + 1}:{port}/page-{i}" for i in range(polls)]
        many = [f"http://127.1.{i // 250}.{i % 250 + 1}:{port}/page" for i in range(polls)]
        compare(f"{FEW} hosts", few, most)
        compare(f"{polls} hosts", many, most)
    finally:
        server.terminate()


if __name__ == "__main__":
    main()
