"""Sites on loopback hosts for processes that are to be killed: each request adds a story and tells how far it is."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

NEWS = (
    (
        "bridges",
        "Bridge number {} opens to traffic",
        "LUNDHAVEN (NPB) - The mayor opened bridge {} after years of work.",
    ),
    (
        "herons",
        "Heron {} ringed in the marshes",
        "OSTERLO (NPB) - Wardens gave heron {} a ring on its left leg at dawn.",
    ),
    (
        "mills",
        "Fire damages windmill {}",
        "ALMEN (NPB) - Nobody was hurt when the sails of windmill {} burnt on Friday.",
    ),
)
ON_A_PAGE = 60
PAUSE = 0.05  # seconds between the two halves of a page


@dataclass
class Page:
    """One site's page: when each of its stories was written, by number."""

    name: str
    headline: str
    lead: str
    written: list[float] = field(default_factory=list)

    def html(self) -> bytes:
        """The page with one more story, the newest first, as old as it is by now."""
        self.written.append(time.time())
        newest = range(len(self.written), max(0, len(self.written) - ON_A_PAGE), -1)
        told = "".join(
            f'<article><h2><a href="/{self.name}/{n}">{self.headline.format(n)}</a></h2>'
            f"<time>{int(time.time() - self.written[n - 1]) // 60} minutes ago</time>"
            f"<p>{self.lead.format(n)}</p></article>\n"
            for n in newest
        )
        return f'<html lang="en"><body><main><h1>News</h1>{told}</main></body></html>'.encode()


class Press:
    """Three pages, each on a host of its own. `halfway` is set in the middle of an answer, `answered` at its end."""

    def __init__(self) -> None:
        self.halfway, self.answered = threading.Event(), threading.Event()
        self.pages = [Page(*words) for words in NEWS]
        hosts = (f"127.0.0.{2 + number}" for number in range(len(NEWS)))
        self._servers = [ThreadingHTTPServer((host, 0), self._handler(n)) for n, host in enumerate(hosts)]
        for server in self._servers:
            threading.Thread(target=server.serve_forever, daemon=True).start()

    def _handler(self, number: int) -> type[_Answer]:
        return type("_PageAnswer", (_Answer,), {"press": self, "page": self.pages[number]})

    def sources(self) -> str:
        """The pages as sources of a configuration, each with a section of its own."""
        hosts = ("http://{}:{}/".format(*server.server_address[:2]) for server in self._servers)
        return "".join(
            f'[[sources]]\nname = "{page.name}-list"\nurl = "{url}"\nsection = "{page.name}"\nevery = "10s"\n'
            for page, url in zip(self.pages, hosts, strict=True)
        )

    def stories(self) -> Iterator[tuple[str, str]]:
        """(section, the path of its link) of every story that was ever printed."""
        for page in self.pages:
            yield from ((page.name, f"/{page.name}/{number}") for number in range(1, len(page.written) + 1))

    def forget(self) -> None:
        """What was told of the last requests."""
        self.halfway.clear()
        self.answered.clear()

    def close(self) -> None:
        """Answer nobody any more."""
        for server in self._servers:
            server.shutdown()
            server.server_close()


class _Answer(BaseHTTPRequestHandler):
    press: Press
    page: Page

    def do_GET(self) -> None:
        if self.path == "/robots.txt":
            self.send_error(404)
            return
        body = self.page.html()
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        try:
            self.wfile.write(body[: len(body) // 2])
            self.press.halfway.set()
            time.sleep(PAUSE)
            self.wfile.write(body[len(body) // 2 :])
        except OSError:
            return  # whoever asked was killed
        self.press.answered.set()

    def log_message(self, *words: object) -> None:
        """Nothing is printed."""
