"""kill -9 at any moment of fetching, committing and publishing: nothing torn, nothing lost, nothing twice, all swept.

`python -m tests.faults.test_kills 200` kills as often as you like.
"""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Iterable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from feeder.store import open_store

CI_KILLS = 20


class _News(BaseHTTPRequestHandler):
    """A page to which each request adds a story."""

    stories = 0

    def do_GET(self) -> None:
        if self.path == "/robots.txt":
            self.send_error(404)
            return
        type(self).stories += 1
        time.sleep(0.05)
        told = "".join(
            f'<article><h2><a href="/news/{n}">Bridge number {n} opens to traffic</a></h2>'
            f"<p>LUNDHAVEN (NPB) - The mayor opened bridge number {n} after years of work.</p></article>\n"
            for n in range(self.stories, max(0, self.stories - 30), -1)
        )
        body = f'<html lang="en"><body><main><h1>News</h1>{told}</main></body></html>'.encode()
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *words: object) -> None:
        """Nothing is printed."""


def once(folder: Path) -> subprocess.Popen[bytes]:
    """Begin `feeder once`, due or not."""
    return subprocess.Popen(
        [sys.executable, "-m", "feeder", "once", "--force"],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


def kill_often(folder: Path, kills: int, seed: int = 1) -> list[str]:
    """What was wrong after each of `kills` kills, and after a last run that nobody disturbs."""
    chance, wrong, killed = random.Random(seed), list[str](), 0
    server = ThreadingHTTPServer(("127.0.0.1", 0), type("_OwnNews", (_News,), {}))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    source = f'name = "news"\nurl = "http://127.0.0.1:{server.server_port}/"\nsection = "news"\n'
    settings = f"[feeder]\nallow_private = true\nmax_entries = 20\n[[sources]]\n{source}"
    (folder / "config.toml").write_text(settings, encoding="utf-8")
    try:
        whole = time.monotonic()
        wrong += ["the first run failed"] * (once(folder).wait() != 0)
        whole = time.monotonic() - whole
        while killed < kills:
            _set_free(folder)
            running = once(folder)
            time.sleep(chance.uniform(0.2, 1.0) * whole)
            if running.poll() is None:
                running.kill()
                killed += 1
            running.wait()
            wrong += torn(folder)
        _set_free(folder)
        if once(folder).wait() != 0:
            wrong.append("the last run failed")
    finally:
        server.shutdown()
        server.server_close()
    return [*wrong, *torn(folder), *settled(folder)]


def _set_free(folder: Path) -> None:
    """What a killed process held is free once its lease has run out, which nobody waits for here."""
    store = open_store("sqlite:///feeder.db", folder=folder)
    with store.write() as writer:
        for table in ("sources", "hosts", "sections"):
            writer.connection.exec_driver_sql(f"UPDATE {table} SET lease_until = 0 WHERE lease_until IS NOT NULL")
        writer.connection.exec_driver_sql("UPDATE hosts SET next_ok = NULL")
    store.close()


def torn(folder: Path) -> list[str]:
    """Feeds and archives that are not whole."""
    found = []
    for path in (folder / "output").rglob("*.json"):
        try:
            json.loads(path.read_bytes())["items"]
        except (ValueError, KeyError):
            found.append(f"{path.name} is torn")
    return found


def told(documents: Iterable[Path]) -> Counter[str]:
    """How often each story stands in some documents. A feed's oldest may stand in the archive already (RFC 5005)."""
    return Counter(item["url"] for path in documents for item in json.loads(path.read_bytes())["items"])


def settled(folder: Path) -> list[str]:
    """What is lost, doubled or left behind once all is done."""
    store = open_store("sqlite:///feeder.db", folder=folder)
    wrong = store.check()
    with store.read() as reader:
        stored = Counter(entry.lead.dispatch.link for entry in reader.entries())
    store.close()
    output = folder / "output"
    shown, kept = told(output.glob("news.json")), told((output / "archive").glob("*.json"))
    wrong += [f"{link} is stored {count} times" for link, count in stored.items() if count > 1]
    wrong += [f"{link} is told nowhere" for link in stored if not shown[str(link)] + kept[str(link)]]
    wrong += [f"{link} is told twice" for link in stored if max(shown[str(link)], kept[str(link)]) > 1]
    wrong += [f"{path.name} was left behind" for path in output.rglob(".*.tmp")]
    return wrong


def test_twenty_kills(tmp_path: Path) -> None:
    """After kills at any moment every feed is whole, and in the end every story is told, nowhere twice."""
    assert kill_often(tmp_path, CI_KILLS) == []
    assert len(list((tmp_path / "output").glob("news.*"))) >= 3


def test_leftovers_are_swept_everywhere(tmp_path: Path) -> None:
    """What a killed writer left beside a feed or an archive is gone after the next run that writes."""
    kill_often(tmp_path, 0)
    (tmp_path / "output" / "archive").mkdir(exist_ok=True)
    left = [tmp_path / "output" / ".news.rss.tmp", tmp_path / "output" / "archive" / ".news-0001.rss.tmp"]
    for path in left:
        path.write_bytes(b"half")
    kill_often(tmp_path, 0)
    assert [path for path in left if path.exists()] == []


if __name__ == "__main__":
    with tempfile.TemporaryDirectory(prefix="feeder-kills-") as somewhere:
        found = kill_often(Path(somewhere), int(sys.argv[1]) if len(sys.argv) > 1 else 200)
    sys.stdout.write("\n".join(found or ["nothing torn, nothing lost, nothing twice, nothing left behind"]) + "\n")
    sys.exit(1 if found else 0)
