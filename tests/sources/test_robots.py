"""robots.txt as RFC 9309 has it: found, not found, in trouble, redirected, too long, remembered."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta

import pytest

from feeder.sources.http.fetch import HttpFetch
from feeder.sources.http.robots import Robots
from feeder.sources.http.rules import Verdict
from tests.support.fetching import AGENT, LIMITS, raw
from tests.support.installation import StillClock
from tests.support.server import Answer, Asked, Server, reply, serving

NOW = datetime(2026, 3, 14, 20, 0, tzinfo=UTC)
FORBIDDEN = b"User-agent: *\nDisallow: /\n"


class Shelf:
    """Notes that outlast the asker."""

    def __init__(self) -> None:
        self.kept: dict[str, str] = {}

    async def recall(self, name: str) -> str | None:
        """What was kept."""
        return self.kept.get(name)

    async def keep(self, name: str, text: str) -> None:
        """Keep it."""
        self.kept[name] = text


def with_server(run: Callable[[Server, HttpFetch], Awaitable[None]]) -> None:
    """Run with a server and the real network."""

    async def all_of_it() -> None:
        async with serving() as server, HttpFetch(AGENT, StillClock(), LIMITS) as fetcher:
            await run(server, fetcher)

    asyncio.run(all_of_it())


def verdict(answer: Answer, path: str = "/news/1") -> Verdict:
    """What a site with this robots.txt says to `path`."""
    found: list[Verdict] = []

    async def run(server: Server, fetcher: HttpFetch) -> None:
        server.answers["/robots.txt"] = answer
        found.append(await Robots(fetcher).ask(server.url(path), NOW, allow_private=True))

    with_server(run)
    return found[0]


@pytest.mark.parametrize(
    ("text", "path", "allowed"),
    [
        (b"", "/news/1", True),
        (b"User-agent: *\nDisallow: /news/", "/news/1", False),
        (b"User-agent: *\nDisallow: /news/", "/sport/1", True),
        (b"User-agent: *\nDisallow: /\nAllow: /news/", "/news/1", True),
        (b"User-agent: other\nDisallow: /", "/news/1", True),
        (b"User-agent: *\nDisallow:\n\nUser-agent: Feeder\nDisallow: /news", "/news/1", False),
        (b"User-agent: *\nDisallow: /\n\nUser-agent: feeder\nDisallow:", "/news/1", True),
        (b"User-agent: *\nDisallow: /*?print", "/news/1?print=1", False),
        (b"User-agent: *\nDisallow: /*.pdf$", "/news/1.pdf", False),
        (b"\xef\xbb\xbfUser-agent: *\r\nDisallow: /\r\n", "/news/1", False),
        (b"<!doctype html><title>Not here</title>", "/news/1", True),
        (b"\x00\xff\xfe" * 1000, "/news/1", True),
    ],
)
def test_rules(text: bytes, path: str, allowed: bool) -> None:
    """The longest rule of the group that names us, else of the group for all; what is no rule forbids nothing."""
    found = verdict(reply(200, text), path)
    assert found.allowed is allowed
    assert allowed or f"does not allow robots to ask for {path.partition('?')[0]}" in (found.reason or "")


@pytest.mark.parametrize(
    ("answer", "allowed"),
    [
        (reply(404), True), (reply(403), True), (reply(401), True), (reply(204), True), (reply(410), True),
        (reply(500, FORBIDDEN), False), (reply(503), False), (reply(429), False), (raw(b"nonsense"), False),
        (raw(b"", pause=0.1), False), (reply(302, Location="/robots.txt"), True),
        (reply(302, Location="ftp://x/robots.txt"), True),
    ],
)  # fmt: skip
def test_answers_that_are_no_rules(answer: Answer, allowed: bool) -> None:
    """Not there, or behind endless redirects: all is allowed (2.3.1.2, 2.3.1.3). In trouble: nothing is (2.3.1.4)."""
    found = verdict(answer)
    assert (found.allowed, found.unread) == (allowed, not allowed)
    assert allowed or "robots.txt" in (found.reason or "")


def test_redirects_are_followed_to_other_hosts() -> None:
    """Five in a row, and the rules found there are those of the host that was asked."""

    async def run(server: Server, fetcher: HttpFetch) -> None:
        async with serving() as other:
            other.answers["/r"] = reply(200, FORBIDDEN)
            server.answers["/robots.txt"] = reply(301, Location="/a")
            for here, there in (("/a", "/b"), ("/b", "/c"), ("/c", "/d"), ("/d", other.url("/r"))):
                server.answers[here] = reply(302, Location=there)
            robots = Robots(fetcher)
            assert not (await robots.ask(server.url("/x"), NOW, allow_private=True)).allowed
            other.answers["/robots.txt"] = reply(404)
            assert (await robots.ask(other.url("/x"), NOW, allow_private=True)).allowed

    with_server(run)


@pytest.mark.parametrize(
    ("line", "delay"),
    [("Crawl-delay: 7", 7.0), ("crawl-delay: 2.5", 2.5), ("Crawl-delay: 999999999", 3600.0),
     ("Crawl-delay: soon", None), ("Crawl-delay: -1", None), ("Crawl-delay: nan", None), ("Crawl-delay: 0", None)],
)  # fmt: skip
def test_crawl_delay(line: str, delay: float | None) -> None:
    """Seconds between two requests, never more than an hour; rubbish is none. Also where the page is forbidden."""
    assert verdict(reply(200, f"User-agent: *\n{line}\nDisallow: /secret".encode())).delay == delay
    assert verdict(reply(200, f"User-agent: *\n{line}\nDisallow: /".encode())).delay == delay


def test_only_the_beginning_of_a_long_file_counts() -> None:
    """What is beyond the cap is not read, and is no reason to stay away (2.5); rules before it hold."""
    rules = b"User-agent: *\nDisallow: /news/\n"
    assert not verdict(reply(200, rules + b"# x\n" * 40_000)).allowed

    async def endless(writer: asyncio.StreamWriter, asked: Asked) -> None:
        writer.write(b"HTTP/1.0 200 OK\r\n\r\n" + rules)
        for _ in range(100):
            writer.write(b"#" * 10_000 + b"\n")
            await writer.drain()

    async def run(server: Server, fetcher: HttpFetch) -> None:
        async with HttpFetch(AGENT, StillClock()) as patient:
            server.answers["/robots.txt"] = endless
            assert not (await Robots(patient).ask(server.url("/news/"), NOW, allow_private=True)).allowed
            assert (await Robots(patient).ask(server.url("/sport/"), NOW, allow_private=True)).allowed

    with_server(run)


def test_hostile_rules_cost_little() -> None:
    """Thousands of groups and patterns full of stars are judged at once."""
    stars = b"".join(b"User-agent: x%d\nDisallow: /%s$\n" % (i, b"*a" * 200) for i in range(900))
    begin = asyncio.new_event_loop()
    try:
        before = begin.time()
        assert verdict(reply(200, (b"User-agent: *\nDisallow: /" + b"*a" * 5000 + b"b\n" + stars)[:190_000])).allowed
        assert begin.time() - before < 2.0
    finally:
        begin.close()


def test_rules_are_asked_for_once_a_day_and_host() -> None:
    """However many pages are asked for, at the same time or later; then conditionally."""

    async def run(server: Server, fetcher: HttpFetch) -> None:
        server.answers["/robots.txt"] = reply(200, FORBIDDEN, ETag='"1"', Last_Modified="Sat, 14 Mar 2026 19:00:00 GMT")
        robots = Robots(fetcher)
        asked = [robots.ask(server.url(f"/{i}"), NOW, allow_private=True) for i in range(9)]
        assert not any(found.allowed for found in await asyncio.gather(*asked))
        await robots.ask(server.url("/"), NOW + timedelta(hours=23), allow_private=True)
        assert len(server.asked) == 1
        server.answers["/robots.txt"] = reply(304, ETag='"2"')
        for day in (1, 2):
            assert not (await robots.ask(server.url("/"), NOW + timedelta(days=day), allow_private=True)).allowed
        assert [a.headers.get("if-none-match") for a in server.asked] == [None, '"1"', '"2"']
        assert server.asked[2].headers["if-modified-since"] == "Sat, 14 Mar 2026 19:00:00 GMT"

    with_server(run)


def test_rules_are_remembered_over_restarts() -> None:
    """What was said stands in the notes: another process asks no sooner, and conditionally. Broken notes are none."""
    shelf = Shelf()

    async def run(server: Server, fetcher: HttpFetch) -> None:
        server.answers["/robots.txt"] = reply(200, FORBIDDEN, ETag='"1"')
        for hours, times in ((0, 1), (1, 1), (25, 2)):
            at = NOW + timedelta(hours=hours)
            found = await Robots(fetcher).ask(server.url("/"), at, allow_private=True, notes=shelf)
            assert (found.allowed, len(server.asked)) == (False, times)
        assert server.asked[1].headers["if-none-match"] == '"1"'
        [name] = shelf.kept
        shelf.kept[name] = "{"
        await Robots(fetcher).ask(server.url("/"), NOW, allow_private=True, notes=shelf)
        assert "if-none-match" not in server.asked[2].headers

    with_server(run)


def test_trouble_is_tried_again_and_old_rules_hold_meanwhile() -> None:
    """Half an hour, or for as long as the server asks for; a site that said before is asked by what it said."""

    async def run(server: Server, fetcher: HttpFetch) -> None:
        robots, url = Robots(fetcher), server.url("/news")

        async def allowed(minutes: float) -> bool:
            return (await robots.ask(url, NOW + timedelta(minutes=minutes), allow_private=True)).allowed

        server.answers["/robots.txt"] = reply(503)
        assert not await allowed(0)
        server.answers["/robots.txt"] = reply(200, b"User-agent: *\nDisallow: /private")
        assert not await allowed(29)
        assert await allowed(31)
        server.answers["/robots.txt"] = reply(503, Retry_After="7200")
        assert await allowed(31 + 24 * 60)
        count = len(server.asked)
        assert await allowed(31 + 24 * 60 + 119)
        assert len(server.asked) == count
        assert await allowed(31 + 24 * 60 + 121)
        assert len(server.asked) == count + 1

    with_server(run)


def test_redirects_are_judged_by_rules_that_are_known() -> None:
    """A permit says no for what a host that was asked forbids, and asks nobody."""

    async def run(server: Server, fetcher: HttpFetch) -> None:
        server.answers["/robots.txt"] = reply(200, b"User-agent: *\nDisallow: /private")
        robots = Robots(fetcher)
        permit = robots.permit(allow_private=True)
        assert permit(server.url("/private")) is None
        await robots.ask(server.url("/"), NOW, allow_private=True)
        assert "does not allow" in (permit(server.url("/private")) or "")
        assert permit(server.url("/news")) is None
        assert len(server.asked) == 1

    with_server(run)
