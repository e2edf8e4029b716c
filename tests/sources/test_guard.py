"""Where requests may go: no spelling, name server, redirect or environment leads to private addresses."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import httpcore
import pytest

from feeder.errors import SourceError
from feeder.sources.http.fetch import HttpFetch, Request
from feeder.sources.http.guard import GuardedBackend, Resolver, is_public
from feeder.sources.http.robots import Robots
from tests.support.fetching import AGENT, LIMITS
from tests.support.installation import StillClock
from tests.support.server import Server, reply, serving

PUBLIC = "93.184.216.34"


class Names:
    """A name server under control: what it answers next, the last answer for ever."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, *answers: list[str]) -> None:
        self.left: Iterator[list[str]] = iter(answers)
        self.last: list[str] = []
        self.asked: list[str] = []
        monkeypatch.setattr(socket, "getaddrinfo", self.answer)

    def answer(self, host: str, port: int, *_: Any, **__: Any) -> list[Any]:
        """What getaddrinfo gives."""
        self.asked.append(host)
        self.last = next(self.left, self.last)
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, port)) for address in self.last]


def ask(url: str, **request: Any) -> None:
    """Ask for an address as a source that may not go to private ones."""

    async def run() -> None:
        async with HttpFetch(AGENT, StillClock(), LIMITS) as fetcher:
            await fetcher(Request(url, **request))

    asyncio.run(run())


@pytest.mark.parametrize(
    "host",
    ["127.0.0.1", "localhost", "2130706433", "0x7f000001", "0177.0.0.1", "127.1", "[::1]", "[::ffff:127.0.0.1]",
     "[::ffff:7f00:1]", "0.0.0.0", "0", "[::]", "169.254.169.254", "[fe80::1]", "[::127.0.0.1]", "[64:ff9b::7f00:1]"],
)  # fmt: skip
def test_no_way_to_write_a_private_address_gets_through(host: str) -> None:
    """Whatever a name or number resolves to is checked before anything connects."""
    with pytest.raises(SourceError, match=r"private address|cannot be resolved|as it is written"):
        ask(f"http://{host}:9/")


@pytest.mark.parametrize(
    ("address", "public"),
    [
        (PUBLIC, True), ("2606:2800:220:1::1", True), ("::ffff:93.184.216.34", True), ("10.0.0.1", False),
        ("169.254.169.254", False), ("100.64.0.1", False), ("224.0.0.1", False), ("255.255.255.255", False),
        ("198.18.0.1", False), ("192.0.0.8", False), ("192.88.99.1", False), ("0.0.0.0", False),
        ("::ffff:10.0.0.1", False), ("64:ff9b::7f00:1", False), ("64:ff9b:1::1", False), ("2002:7f00:1::", False),
        ("2001:0:1:1:1:1:80ff:fffe", False), ("::ffff:0:127.0.0.1", False), ("::127.0.0.1", False),
        ("fe80::1%eth0", False), ("fd00::1", False), ("fec0::1", False), ("::", False), ("3fff::1", False),
    ],
)  # fmt: skip
def test_public_addresses(address: str, public: bool) -> None:
    """Every range that is not the public Internet is known, also in its IPv6 disguises."""
    assert is_public(address) is public


def test_a_redirect_to_a_private_address_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """The guard stands at every hop: a public site may lead to this machine in vain."""

    async def run() -> Server:
        async with serving() as server, serving() as inner:
            Names(monkeypatch, ["127.0.0.1"], ["127.0.0.1"])
            server.answers["/"] = reply(302, Location=inner.url())
            inner.answers["/"] = reply(200, b"secret")
            calls = iter([True])  # the first address counts as public, as if the site stood elsewhere
            monkeypatch.setattr("feeder.sources.http.guard.is_public", lambda address: next(calls, False))
            async with HttpFetch(AGENT, StillClock(), LIMITS) as fetcher:
                with pytest.raises(SourceError, match="private address"):
                    await fetcher(Request(f"http://news.example:{server.port}/"))
            assert len(server.asked) == 1
            return inner

    assert not asyncio.run(run()).asked


def test_the_address_that_was_checked_is_the_one_connected_to(monkeypatch: pytest.MonkeyPatch) -> None:
    """A name server that changes its answer changes nothing: each connection resolves once, and checks that."""
    names = Names(monkeypatch, [PUBLIC], ["127.0.0.1"])
    connected: list[str] = []

    async def run() -> None:
        backend = GuardedBackend(Resolver(), allow_private=False)

        async def connect(address: str, *_: Any) -> str:
            connected.append(address)
            return "stream"

        monkeypatch.setattr(backend._backend, "connect_tcp", connect)
        await backend.connect_tcp("news.example", 80)
        with pytest.raises(Exception, match="private address"):
            await backend.connect_tcp("news.example", 80)

    asyncio.run(run())
    assert connected == [PUBLIC]
    assert names.asked == ["news.example"] * 2


def test_one_private_address_among_public_ones_is_enough(monkeypatch: pytest.MonkeyPatch) -> None:
    """A name that leads to both is refused: who would be connected to is chance."""
    Names(monkeypatch, [PUBLIC, "10.0.0.1"])
    with pytest.raises(SourceError, match="private address"):
        ask("http://news.example/")


def test_addresses_that_do_not_answer_share_the_patience(monkeypatch: pytest.MonkeyPatch) -> None:
    """Both families are tried by turns, four addresses at most, within one time for all of them."""
    found = ["2606:2800:220:1::1", "2606:2800:220:1::2", "2606:2800:220:1::3", PUBLIC, "93.184.216.35"]
    Names(monkeypatch, found)
    tried: list[tuple[str, float]] = []

    async def run() -> None:
        backend = GuardedBackend(Resolver(), allow_private=False)

        async def connect(address: str, port: int, timeout: float, *_: Any) -> None:
            tried.append((address, timeout))
            raise httpcore.ConnectTimeout("timed out")

        monkeypatch.setattr(backend._backend, "connect_tcp", connect)
        with pytest.raises(httpcore.ConnectTimeout):
            await backend.connect_tcp("news.example", 80, timeout=20.0)

    asyncio.run(run())
    assert tried == [(address, 5.0) for address in (found[0], PUBLIC, found[1], "93.184.216.35")]


def test_proxies_of_the_environment_are_not_used(monkeypatch: pytest.MonkeyPatch) -> None:
    """A proxy would connect where it is told to, past the guard."""

    async def run() -> None:
        async with serving() as proxy:
            for name in ("http_proxy", "HTTP_PROXY", "https_proxy", "ALL_PROXY"):
                monkeypatch.setenv(name, proxy.url())
            async with HttpFetch(AGENT, StillClock(), LIMITS) as fetcher:
                with pytest.raises(SourceError, match="private address"):
                    await fetcher(Request("http://127.0.0.1:9/"))
            assert not proxy.asked

    asyncio.run(run())


def test_robots_txt_is_behind_the_same_guard() -> None:
    """Asking whether a private address may be asked for does not ask it."""

    async def run() -> None:
        async with serving() as server, HttpFetch(AGENT, StillClock(), LIMITS) as fetcher:
            now = datetime(2026, 3, 14, tzinfo=UTC)
            verdict = await Robots(fetcher).ask(server.url("/page"), now)
            assert not verdict.allowed
            assert "private address" in (verdict.reason or "")
            assert not server.asked
            assert (await Robots(fetcher).ask(server.url("/page"), now, allow_private=True)).allowed

    asyncio.run(run())


def test_a_name_that_leads_nowhere_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    """Unknown names, and names that no name server could know."""

    def unknown(*_: Any, **__: Any) -> list[Any]:
        raise socket.gaierror(-2, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", unknown)
    for host in ("no-such.example", "a" * 70 + ".example", "xn--a.example"):
        with pytest.raises(SourceError, match=r"cannot be resolved|as it is written"):
            ask(f"http://{host}/")
