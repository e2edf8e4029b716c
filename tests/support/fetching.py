"""Asking a loopback server that a test has prepared."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable

import pytest

from feeder.errors import SourceError
from feeder.sources.http.fetch import Answer, HttpFetch, Limits, Request
from tests.support.installation import StillClock
from tests.support.server import Asked, Server, serving

LIMITS = Limits(deadline=10.0, pause=5.0, wire_bytes=200_000, body_bytes=400_000)
HASTY = Limits(deadline=0.6, pause=0.3)  # for servers that would never come to an end
AGENT = "feeder/test (+https://example.org)"
PAGE = b"<p>Een pagina.</p>"


def fetch(
    prepare: Callable[[Server], None], path: str = "/page", limits: Limits = LIMITS, **request: object
) -> tuple[Answer, Server]:
    """What comes of asking a prepared server for `path`."""

    async def run() -> tuple[Answer, Server]:
        async with serving() as server, HttpFetch(AGENT, StillClock(), limits) as fetcher:
            prepare(server)
            request.setdefault("allow_private", True)
            return await fetcher(Request(server.url(path), **request)), server  # type: ignore[arg-type]

    return asyncio.run(run())


def answers(**pages: Callable[..., Awaitable[None]]) -> Callable[[Server], None]:
    """Prepare a server with these answers by path."""
    return lambda server: server.answers.update({f"/{name}": answer for name, answer in pages.items()})


def refused(prepare: Callable[[Server], None], told: str, **request: object) -> None:
    """Asking fails with one clear error that says `told`."""
    with pytest.raises(SourceError, match=told):
        fetch(prepare, **request)  # type: ignore[arg-type]


def raw(*parts: bytes, pause: float = 0.0, times: int = 1) -> Callable[..., Awaitable[None]]:
    """An answer of exactly these bytes, each part `times` over with a pause after it; then the connection ends."""

    async def answer(writer: asyncio.StreamWriter, asked: Asked) -> None:
        for part in parts[:-1]:
            writer.write(part)
        for _ in range(times):
            writer.write(parts[-1])
            await writer.drain()
            if pause:
                await asyncio.sleep(pause)

    return answer
