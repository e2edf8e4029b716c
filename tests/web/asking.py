"""Asking the app without a network, and the installation behind it."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from starlette.types import ASGIApp, Message

from feeder.config.load import parse
from feeder.model.specs import Installation
from feeder.store import Store, open_store
from feeder.web.app import make_app
from feeder.web.site import Site
from tests.support.installation import CONFIG, House
from tests.support.wire import page

FIRST = "streek-2026-03-14T2100+0100.txt"
FEED = "/streek.rss"


@dataclass(frozen=True)
class Answer:
    """A response: status, headers by lower-case name, bytes."""

    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def etag(self) -> str:
        """Its entity tag."""
        return self.headers["etag"]


Headers = dict[str, str] | list[tuple[str, str]]


def ask(app: ASGIApp, path: str, method: str = "GET", headers: Headers | None = None) -> Answer:
    """One request to the app, its path as given."""
    return asyncio.run(asking(app, path, method, headers))


async def asking(app: ASGIApp, path: str, method: str = "GET", headers: Headers | None = None) -> Answer:
    """The same, inside an event loop."""
    pairs = headers.items() if isinstance(headers, dict) else headers or []
    scope = {
        "type": "http", "http_version": "1.1", "method": method, "scheme": "http", "path": path, "raw_path": b"",
        "query_string": b"", "root_path": "", "server": ("127.0.0.1", 8000),
        "headers": [(name.lower().encode(), value.encode("latin-1")) for name, value in pairs],
    }  # fmt: skip
    sent: list[Message] = []

    async def receive() -> Message:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: Message) -> None:
        sent.append(message)

    await app(scope, receive, send)
    told = {name.decode(): value.decode("latin-1") for name, value in sent[0]["headers"]}
    return Answer(sent[0]["status"], told, b"".join(message.get("body", b"") for message in sent[1:]))


def published(root: Path, more: str = "") -> House:
    """An installation that has published one page, with `more` in its [feeder] table."""
    house = House(root, CONFIG.replace("[feeder]", f"[feeder]\n{more}", 1))
    house.put(FIRST, page())
    house.run()
    return house


class Served:
    """An installation with one published section, `streek`, behind the app."""

    def __init__(self, house: House) -> None:
        self.house = house
        self.store: Store = open_store("sqlite:///feeder.db", folder=house.root)
        self.pulse: float | None = None
        self.secret: str | None = "s3cret"
        self.refresh: Callable[[str], Awaitable[dict[str, Any]]] | None = None
        self.app = self.make()

    def make(self) -> ASGIApp:
        """The app as this is configured now."""
        clock = self.house.clock
        site = Site(self.installation, self.store, clock, lambda: self.pulse, self.refresh, self.secret)
        return make_app(site)

    def installation(self) -> Installation:
        """What the configuration says."""
        return parse(self.house.config, {}, folder=self.house.root)

    def get(self, path: str = FEED, **headers: str) -> Answer:
        """GET; underscores in header names are dashes."""
        return ask(self.app, path, headers={name.replace("_", "-"): value for name, value in headers.items()})

    def close(self) -> None:
        """Close the database."""
        self.store.close()
