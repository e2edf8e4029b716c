"""What the daemon costs: a tick with nothing due, a claim, and a full cycle of many sources on loopback.

    python benchmarks/daemon.py ticks [--sources 1000 10000 50000 100000] [--database sqlite:///…]
    python benchmarks/daemon.py cycle [--sources 10000] [--seconds 300] [--changed 0.05] [--stories 6]

`ticks` fills a database with sources that are not due and measures what a tick asks of it, then claims a hundred that
are and gives them back; `--database postgresql` starts a server of its own, where Debian's is installed. `cycle` has a
server in a process of its own answer for sources on a thousand hosts, lets the daemon see all of them once, and then
measures one more round that is spread over `--seconds`: how many refreshes a second it sustained, how late they began
(median, p95), CPU milliseconds for each, and the memory of the process at the end.
"""

from __future__ import annotations

import argparse
import asyncio
import multiprocessing
import resource
import tempfile
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, closing, contextmanager
from datetime import datetime, timedelta
from hashlib import sha256
from multiprocessing.connection import Connection
from pathlib import Path
from statistics import median, quantiles
from time import perf_counter, process_time
from typing import Any

from sqlalchemy import text

from feeder.cli.clock import SystemClock
from feeder.config.load import parse
from feeder.daemon import daemon as daemons
from feeder.daemon.due import anything_due, sections_due
from feeder.daemon.hands import OwnHands
from feeder.pipeline.context import Context
from feeder.pipeline.leases import Claim, claim
from feeder.sources.http.fetch import HttpFetch
from feeder.sources.http.robots import Robots
from feeder.store import Store, open_store

HOSTS = 1000
ROUNDS = 50


def ticks(sizes: list[int], database: str) -> None:
    """Print what a tick and a claim take, for each number of sources."""
    for size in sizes:
        with tempfile.TemporaryDirectory() as folder, opened(database, Path(folder)) as store:
            _fill(store, size)
            context = Context(parse("", {}, folder=Path(folder)), store, SystemClock())
            idle = 1e3 * median(_timed(lambda c=context: (anything_due(c, set()), sections_due(c))))
            _due(store, 100)
            claimed, claiming, giving = _claims(context, 100)
            told = f"tick {idle:6.2f} ms, claim {claiming:6.2f} ms, give back {giving:6.2f} ms"
            queued = "" if store.path else f", hand over {_handed(store, 100):6.2f} ms"
            print(f"{size:8} sources: {told}{queued} ({claimed})", flush=True)


@contextmanager
def opened(database: str, folder: Path) -> Iterator[Store]:
    """An empty store of a kind."""
    with ExitStack() as stack:
        url = "sqlite:///feeder.db"
        if database == "postgresql":
            from tests.support.postgres import running

            url = stack.enter_context(running(durable=True)).make()
        yield stack.enter_context(closing(open_store(url, folder=folder)))


_NUMBERS = "WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < :size - 1) "
_SOURCES = (
    "INSERT INTO sources (name, fingerprint, host, next_due) "
    "SELECT 's' || i, '1', 'h' || (i % :hosts) || '.example', :due + i FROM n"
)
_HOSTS = "INSERT INTO hosts (host) SELECT 'h' || i || '.example' FROM n"


def _fill(store: Store, size: int) -> None:
    """Ten sources to a host, none of them due within a day."""
    due, hosts = int((SystemClock().utc() + timedelta(days=1)).timestamp() * 1e6), max(1, size // 10)
    with store.write() as writer:
        writer.connection.execute(text(_NUMBERS + _SOURCES), {"size": size, "hosts": hosts, "due": due})
        writer.connection.execute(text(_NUMBERS + _HOSTS), {"size": hosts})
        writer.connection.execute(text("ANALYZE"))


def _due(store: Store, count: int) -> None:
    now = SystemClock().utc()
    with store.write() as writer:
        for n in range(count):
            writer.save_source(f"s{n}", next_due=now - timedelta(seconds=count - n))


def _claims(context: Context, most: int) -> tuple[int, float, float]:
    """(claimed, milliseconds of each claim, of each that is given back): claimed together, as a tick does."""
    begun = perf_counter()
    leases = claim(context, most)
    taken = perf_counter()
    for lease in leases:
        with context.store.write() as writer:
            writer.finish_source(lease.row, lease.token, lease.until + timedelta(days=1), host_ok=lease.until)
    each = 1e3 / max(1, len(leases))
    return len(leases), (taken - begun) * each, (perf_counter() - taken) * each


def _handed(store: Store, count: int) -> float:
    """Milliseconds for each of `count` jobs that are put into the queue together."""
    from feeder.workers.queue import Queue, prepare_queue

    prepare_queue(store)

    async def run() -> float:
        queue = Queue(store, lambda: None)  # type: ignore[arg-type, return-value]  # carries nothing out
        await queue.open()
        await queue.defer({"first": "s0"})
        begun = perf_counter()
        await queue.defer({f"token{n}": f"s{n}" for n in range(count)})
        took = perf_counter() - begun
        await queue.close()
        return took * 1e3 / count

    return asyncio.run(run())


def _timed(work: Any) -> Iterator[float]:
    for _ in range(ROUNDS):
        begun = perf_counter()
        work()
        yield perf_counter() - begun


class _Site(asyncio.Protocol):
    """Answers for every page: some stories, and one more once `round` counts it as changed."""

    share, stories = 0.0, 6
    asked: dict[str, int]

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.transport, self.left = transport, b""

    def data_received(self, data: bytes) -> None:
        *heads, self.left = (self.left + data).split(b"\r\n\r\n")
        for head in heads:
            self.transport.write(self._answer(head))  # type: ignore[attr-defined]

    def _answer(self, head: bytes) -> bytes:
        path = head.split(b" ", 2)[1].decode()
        if path == "/robots.txt":
            return b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n"
        count = self.asked[path] = self.asked.get(path, 0) + 1
        changed = count > 1 and int(sha256(path.encode()).hexdigest()[:8], 16) / 2**32 < self.share
        body = _page(path.strip("/"), self.stories + changed)
        tag = b'"' + sha256(body).hexdigest()[:16].encode() + b'"'
        if b"If-None-Match: " + tag in head or b"if-none-match: " + tag in head:
            return b"HTTP/1.1 304 Not Modified\r\nETag: " + tag + b"\r\n\r\n"
        sized = f"Content-Length: {len(body)}\r\n\r\n".encode()
        return b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nETag: " + tag + b"\r\n" + sized + body


def _page(name: str, stories: int) -> bytes:
    items = "".join(
        f'<article><h2><a href="/{name}/{n}">De {n}e brug van {name} gaat vandaag eindelijk open</a></h2>'
        f"<p>Na jaren van overleg in {name} is het volgens de wethouder voor brug {n} zover.</p>"
        f"<time>{3 + stories - n} uur geleden</time></article>"
        for n in reversed(range(stories))
    )
    return f'<html lang="nl"><body><main><h1>Nieuws uit {name}</h1>{items}</main></body></html>'.encode()


def serve(port: Connection, share: float, stories: int) -> None:
    """Answer until the process is ended; tells its port first."""
    _Site.share, _Site.stories, _Site.asked = share, stories, {}

    async def run() -> None:
        server = await asyncio.get_running_loop().create_server(_Site, "0.0.0.0", 0, backlog=4096)
        port.send(server.sockets[0].getsockname()[1])
        await server.serve_forever()

    asyncio.run(run())


@contextmanager
def served(share: float, stories: int = 6) -> Iterator[int]:
    ours, theirs = multiprocessing.Pipe()
    process = multiprocessing.Process(target=serve, args=(theirs, share, stories), daemon=True)
    process.start()
    yield ours.recv()
    process.kill()


class _Hands(OwnHands):
    """Notes how late each refresh begins, and when it ends."""

    def __init__(self, slots: int) -> None:
        super().__init__(slots)
        self.late: list[float] = []

    async def carry(self, context: Context, claims: Sequence[Claim]) -> None:
        now = context.clock.utc()
        self.late += [(now - lease.row.next_due).total_seconds() if lease.row.next_due else 0.0 for _, lease in claims]
        await super().carry(context, claims)


def cycle(sources: int, seconds: float, changed: float, stories: int) -> None:
    """Print what a full cycle takes."""
    with served(changed, stories) as port, tempfile.TemporaryDirectory() as folder, ThreadPoolExecutor(4) as threads:
        root = Path(folder)
        installation = parse(config_of(sources, port), {}, folder=root)
        store = open_store("sqlite:///feeder.db", folder=root)

        def offload(function: Any, /, *arguments: Any) -> Any:
            return asyncio.get_running_loop().run_in_executor(threads, function, *arguments)

        async def run() -> None:
            async with HttpFetch("feeder/bench (+https://example.org)", SystemClock()) as fetch:
                context = Context(installation, store, SystemClock(), fetch, Robots(fetch), offload=offload)
                await _round(context, sources, 0.0, "first round, all at once")
                await _round(context, sources, seconds, f"spread over {seconds:.0f} s, {changed:.0%} changed")

        asyncio.run(run())
        store.close()


def config_of(sources: int, port: int) -> str:
    tables = "".join(
        f'[[sources]]\nname = "s{n}"\nurl = "http://127.{n % HOSTS // 250 + 1}.{n % 250}.1:{port}/p{n}"\n'
        f'section = "c{n % 50}"\nevery = "1d"\n'
        for n in range(sources)
    )
    return f'[feeder]\nallow_private = true\ntimezone = "Europe/Amsterdam"\nkeep_captures = 0\n{tables}'


async def _round(context: Context, sources: int, spread: float, name: str) -> None:
    hands = _Hands(32)
    daemon = daemons.Daemon(context, duties=[daemons.Duty(hands)])
    if spread:
        await context.offload(_spread, context, context.clock.utc(), spread / sources)
    begun, cpu = perf_counter(), process_time()
    life = asyncio.ensure_future(daemon.run())
    while len(hands.late) < sources or hands.busy():
        await asyncio.sleep(0.2)
    took, spent = perf_counter() - begun, process_time() - cpu
    daemon.stop()
    await life
    p95 = quantiles(hands.late, n=20)[-1]
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(
        f"{name}: {sources / took:.0f} refreshes/s, late by {median(hands.late):.2f} s (median) {p95:.2f} s (p95), "
        f"{spent / sources * 1e3:.1f} ms CPU each, {memory:.0f} MB at most",
        flush=True,
    )


def _spread(context: Context, start: datetime, step: float) -> None:
    with context.store.write() as writer:
        for place, row in enumerate(list(writer.sources().values())):
            writer.save_source(row.name, next_due=start + timedelta(seconds=place * step))


def main() -> None:
    """Run what the command line asks for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=("ticks", "cycle"))
    parser.add_argument("--sources", type=int, nargs="*")
    parser.add_argument("--database", choices=("sqlite", "postgresql"), default="sqlite")
    parser.add_argument("--seconds", type=float, default=300.0)
    parser.add_argument("--changed", type=float, default=0.05)
    parser.add_argument("--stories", type=int, default=6)
    asked = parser.parse_args()
    if asked.what == "ticks":
        ticks(asked.sources or [1_000, 10_000, 50_000, 100_000], asked.database)
    else:
        cycle((asked.sources or [10_000])[0], asked.seconds, asked.changed, asked.stories)


if __name__ == "__main__":
    main()
