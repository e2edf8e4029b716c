"""A published feed over HTTP: answers per second, unchanged (304) and whole (200, plain and gzip).

    python -m benchmarks.serving [REQUESTS] [CONNECTIONS]

The server is feeder's own, as `feeder run` has it, in a process of its own; this process asks over CONNECTIONS kept
connections, one request at a time each. Prints answers per second, and CPU milliseconds of the server per answer.
"""

from __future__ import annotations

import asyncio
import multiprocessing
import re
import sys
import tempfile
import time
from datetime import datetime
from multiprocessing.connection import Connection
from pathlib import Path

from benchmarks.pipeline import STEP, capture
from feeder.config.load import parse
from feeder.store import open_store
from feeder.web.app import make_app
from feeder.web.server import listen, serve
from feeder.web.site import Site
from tests.support.installation import House

FEED = "streek.rss"
STORIES = 60


def publish(root: Path, begin: datetime) -> House:
    """An installation with one section of many stories."""
    house = House(root)
    house.put(f"streek-{begin:%Y-%m-%dT%H%M}+0000.txt", capture(0, STORIES))
    house.clock.now = begin + STEP
    house.run()
    return house


def run_server(root: Path, config: str, talk: Connection) -> None:
    """Serve the installation; tells the port, and after each word the CPU seconds used so far."""
    from tests.support.installation import StillClock

    async def main() -> None:
        store = open_store("sqlite:///feeder.db", folder=root)
        installation, stopping = parse(config, {}, folder=root), asyncio.Event()
        at = listen("127.0.0.1", 0)
        at.listen(1000)
        talk.send(at.getsockname()[1])
        loop = asyncio.get_running_loop()

        def answer() -> None:
            stopping.set() if talk.recv() else talk.send(time.process_time())

        loop.add_reader(talk.fileno(), answer)
        await serve(make_app(Site(lambda: installation, store, StillClock())), at, stopping)
        store.close()

    asyncio.run(main())


async def ask(port: int, head: str, times: int, connections: int) -> float:
    """Seconds for `times` requests with the header lines `head`."""
    request = f"GET /{FEED} HTTP/1.1\r\nHost: x\r\n{head}\r\n".encode()
    left = iter(range(times))

    async def one() -> None:
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        for _ in left:
            writer.write(request)
            answer = await reader.readuntil(b"\r\n\r\n")
            if length := re.search(rb"(?i)\r\ncontent-length: (\d+)", answer):
                await reader.readexactly(int(length[1]))
        writer.close()

    begin = time.perf_counter()
    await asyncio.gather(*[one() for _ in range(connections)])
    return time.perf_counter() - begin


async def etag(port: int) -> str:
    """The entity tag of the feed."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(f"HEAD /{FEED} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n".encode())
    answer = (await reader.read()).decode()
    writer.close()
    print(re.search(r"(?i)content-length: \d+", answer)[0])  # type: ignore[index]
    return re.search(r"(?i)etag: (.+)\r", answer)[1]  # type: ignore[index]


def main() -> None:
    """Print the figures."""
    times = int(sys.argv[1]) if len(sys.argv) > 1 else 5000
    connections = int(sys.argv[2]) if len(sys.argv) > 2 else 20
    with tempfile.TemporaryDirectory() as folder:
        house = publish(Path(folder), datetime.fromisoformat("2026-03-14T20:00:00+00:00"))
        talk, there = multiprocessing.Pipe()
        server = multiprocessing.Process(target=run_server, args=(house.root, house.config, there), daemon=True)
        server.start()
        port = talk.recv()
        ways = {
            "304, unchanged": f"If-None-Match: {asyncio.run(etag(port))}\r\n",
            "200, plain": "",
            "200, gzip": "Accept-Encoding: gzip\r\n",
        }
        for name, head in ways.items():
            asyncio.run(ask(port, head, 200, connections))
            talk.send(False)
            before = talk.recv()
            seconds = asyncio.run(ask(port, head, times, connections))
            talk.send(False)
            cpu = (talk.recv() - before) * 1000 / times
            print(f"{name:16} {times / seconds:8.0f} answers/s {cpu:8.3f} ms CPU/answer")
        talk.send(True)
        server.join()


if __name__ == "__main__":
    main()
