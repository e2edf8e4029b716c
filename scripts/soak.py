"""Let the daemon live among misbehaving sources, in real time: `python -m scripts.soak [--minutes 30]`.

Twelve loopback hosts print a new story a minute each, and every half minute one in three does something else: errors,
Retry-After, silence, dripping, cut-off and endless bodies, noise, empty pages. Every half minute the table gets a row.
Exit status 1 where memory, descriptors or the write-ahead log grew, or a feed stopped being whole.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import random
import sqlite3
import sys
import tempfile
import time
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from statistics import median

from tests.newsroom.room import Newsroom
from tests.newsroom.wording import Style
from tests.support.server import Asked, reply

SOURCES = 12
ROW = 30.0  # seconds between two rows, and for which a source stays in a mood
MOODS = ("500", "429", "silent", "drip", "cut", "endless", "noise", "empty")
WAL = 80.0  # MB: the limit to which SQLite cuts it (64), and a transaction
GROWTH = 1.1  # how much more memory the last third of the time may take than the second
COLUMNS = "minute  memory MB  descriptors  threads  database MB  WAL MB  requests  stories"


@dataclass(frozen=True)
class Row:
    """What was measured at one moment."""

    minute: float
    memory: float
    descriptors: int
    threads: int
    database: float
    wal: float
    requests: int
    stories: int

    def __str__(self) -> str:
        return (
            f"{self.minute:6.1f}  {self.memory:9.1f}  {self.descriptors:11}  {self.threads:7}  {self.database:11.2f}  "
            f"{self.wal:6.2f}  {self.requests:8}  {self.stories:7}"
        )


class Source:
    """One host: a newsroom, and what it does instead of answering."""

    def __init__(self, number: int, start: datetime) -> None:
        self.requests = 0
        self._chance = random.Random(number)
        self._mood, self._until = "", 0.0
        self._room = Newsroom(number, Style("en"), start=start, days=0.5, per_hour=60, length=20, before=1.0)

    async def handle(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Answer one request, or do worse."""
        try:
            asked = Asked((await reader.readuntil(b"\r\n\r\n")).decode("latin-1"))
            if asked.path == "/robots.txt":
                await reply(404)(writer, asked)
                return
            self.requests += 1
            await self._answer(writer, asked)
        except (OSError, asyncio.IncompleteReadError, asyncio.CancelledError):
            pass  # the daemon hung up, as it should
        finally:
            writer.close()

    async def _answer(self, writer: asyncio.StreamWriter, asked: Asked) -> None:
        if time.monotonic() > self._until:
            self._mood = self._chance.choice(MOODS) if self._chance.random() < 1 / 3 else ""
            self._until = time.monotonic() + ROW
        page = self._room._capture(datetime.now(UTC), 0.0).html()
        head = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n"
        match self._mood:
            case "500":
                await reply(500)(writer, asked)
            case "429":
                await reply(429, Retry_After="20")(writer, asked)
            case "silent":
                await asyncio.sleep(600)
            case "drip":
                await _send(writer, head, [page[place : place + 1] for place in range(len(page))], pause=1.0)
            case "cut":
                await reply(200, page[: len(page) // 2], Content_Type="text/html", Content_Length="99999")(
                    writer, asked
                )
            case "endless":
                await _send(writer, head, [b"<p>more</p>" * 6000] * 4000)
            case "noise":
                await reply(200, self._chance.randbytes(50_000), Content_Type="text/html")(writer, asked)
            case "empty":
                await reply(200, b"", Content_Type="text/html")(writer, asked)
            case _:
                await reply(200, page, Content_Type="text/html; charset=utf-8")(writer, asked)


async def _send(writer: asyncio.StreamWriter, head: bytes, parts: list[bytes], pause: float = 0.0) -> None:
    writer.write(head)
    for part in parts:
        writer.write(part)
        await writer.drain()
        await asyncio.sleep(pause)


def main() -> int:
    """Soak, and judge."""
    parser = argparse.ArgumentParser(prog="python -m scripts.soak", description=__doc__.splitlines()[0])
    parser.add_argument("--minutes", type=float, default=30.0, help="how long (default 30)")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="feeder-soak-") as folder:
        rows, trouble = asyncio.run(soak(Path(folder), asked.minutes * 60))
    trouble += verdict(rows)
    print(*trouble or ["memory, descriptors, database and write-ahead log are flat; every feed is whole"], sep="\n")
    return 1 if trouble else 0


async def soak(folder: Path, seconds: float) -> tuple[list[Row], list[str]]:
    """The rows measured in `folder`, and what went wrong meanwhile."""
    sources = [Source(number, datetime.now(UTC) - timedelta(minutes=1)) for number in range(SOURCES)]
    hosts = [f"127.0.0.{number + 2}" for number in range(SOURCES)]
    servers = [await asyncio.start_server(s.handle, h, 0) for s, h in zip(sources, hosts, strict=True)]
    tables = [
        f'[[sources]]\nname = "s{n}"\nurl = "http://{host}:{server.sockets[0].getsockname()[1]}/"\nevery = "10s"\n'
        for n, (host, server) in enumerate(zip(hosts, servers, strict=True))
    ]
    settings = '[feeder]\nallow_private = true\nkeep_captures = 0\ntimezone = "UTC"\n'
    (folder / "config.toml").write_text(settings + "".join(tables), encoding="utf-8")
    words = ("-m", "feeder", "run", "--port", "0", "--config", str(folder / "config.toml"))
    with (folder / "log").open("wb") as log:
        daemon = await asyncio.create_subprocess_exec(sys.executable, *words, stderr=log)
        try:
            return await _measure(folder, daemon, sources, seconds)
        finally:
            if daemon.returncode is None:
                daemon.terminate()
            await daemon.wait()
            for server in servers:
                server.close()


async def _measure(
    folder: Path, daemon: asyncio.subprocess.Process, sources: list[Source], seconds: float
) -> tuple[list[Row], list[str]]:
    rows, trouble, begun = list[Row](), list[str](), time.monotonic()
    print(COLUMNS, flush=True)
    while (passed := time.monotonic() - begun) < seconds:
        await asyncio.sleep(min(ROW, seconds - passed))
        if daemon.returncode is not None:
            log = (folder / "log").read_text(encoding="utf-8")
            return rows, [f"the daemon ended with status {daemon.returncode}: {log[-2000:]}"]
        rows.append(_row(folder, daemon.pid, (time.monotonic() - begun) / 60, sum(s.requests for s in sources)))
        print(rows[-1], flush=True)
        trouble += [f"{path.name} is torn" for path in (folder / "output").glob("*.json") if not _whole(path)]
    return rows, trouble


def _row(folder: Path, pid: int, minute: float, requests: int) -> Row:
    status = dict(line.split(":", 1) for line in Path(f"/proc/{pid}/status").read_text().splitlines() if ":" in line)
    database, wal = folder / "feeder.db", folder / "feeder.db-wal"
    with closing(sqlite3.connect(database, timeout=10)) as opened:
        (stories,) = opened.execute("SELECT count(*) FROM entries").fetchone()
    return Row(
        minute,
        int(status["VmRSS"].split()[0]) / 1024,
        len(list(Path(f"/proc/{pid}/fd").iterdir())),
        int(status["Threads"]),
        database.stat().st_size / 2**20,
        wal.stat().st_size / 2**20 if wal.exists() else 0.0,
        requests,
        stories,
    )


def _whole(path: Path) -> bool:
    try:
        return bool(json.loads(path.read_bytes())["version"])
    except (ValueError, KeyError):
        return False


def verdict(rows: list[Row]) -> list[str]:
    """What grew that should not have; the first third of the time is for warming up."""
    second, last = rows[len(rows) // 3 : 2 * len(rows) // 3], rows[2 * len(rows) // 3 :]
    if not second or not last:
        return ["too short to judge by"]
    found = []
    for name in ("memory", "descriptors", "threads"):
        before, after = (median(getattr(row, name) for row in part) for part in (second, last))
        if after > before * GROWTH + 1:
            found.append(f"{name} grew from {before:.0f} to {after:.0f}")
    if (most := max(row.wal for row in rows)) > WAL:
        found.append(f"the write-ahead log grew to {most:.0f} MB")
    if last[-1].stories <= second[-1].stories:
        found.append("nothing came in any more")
    return found


if __name__ == "__main__":
    sys.exit(main())
