"""Logins, tokens and headers go to the source's own site, and into no message, log or reason."""

from __future__ import annotations

import asyncio
import logging
import traceback
from base64 import b64encode
from datetime import UTC, datetime

import pytest

from feeder.errors import SourceError
from feeder.model.page import Receipt
from feeder.model.specs import SourceSpec
from feeder.sources.http.address import login, plain, published, shown, trusted
from feeder.sources.http.fetch import HttpFetch, Request
from feeder.sources.http.poll import Poll, poll
from feeder.sources.http.receipts import made_by
from feeder.sources.http.robots import Robots
from tests.support.fetching import AGENT, LIMITS, PAGE, raw
from tests.support.installation import StillClock
from tests.support.server import Answer, Server, reply, serving

NOW = datetime(2026, 3, 14, 20, 0, tzinfo=UTC)
SECRETS = ("s3cret", "t0ken", "hun%40ter2", "hun@ter2")


def secret_url(server: Server) -> str:
    """An address with a login and a token."""
    return server.url("/page?api_token=t0ken&page=2").replace("://", "://ann:hun%40ter2@")


def polled(answer: Answer, *, headers: dict[str, str] | None = None) -> tuple[Poll | SourceError, Server]:
    """What a poll of a secret address comes to, or its error."""

    async def run() -> tuple[Poll | SourceError, Server]:
        async with serving() as server, HttpFetch(AGENT, StillClock(), LIMITS) as fetcher:
            server.answers["/page?api_token=t0ken&page=2"] = answer
            url = secret_url(server)
            spec = SourceSpec("s", url=url, headers=headers or {"X-Key": "s3cret"}, allow_private=True)
            try:
                return await poll(spec, url, None, fetcher, "v", NOW), server
            except SourceError as error:
                return error, server

    return asyncio.run(run())


@pytest.mark.parametrize(
    "answer",
    [
        reply(500), reply(403), reply(410), reply(404), reply(429, Retry_After="5"), raw(b"nonsense"),
        raw(b"", pause=0.1), reply(302, Location="ftp://x/"), reply(302, Location="/page?api_token=t0ken&page=2"),
        reply(200, PAGE), reply(200, b"x", Content_Encoding="br"), reply(200, bytes(300_000)),
    ],
)  # fmt: skip
def test_nothing_that_is_told_holds_a_secret(answer: Answer, caplog: pytest.LogCaptureFixture) -> None:
    """Whatever goes wrong, or right: error, reason, traceback, and what libraries log at the level of warnings."""
    caplog.set_level(logging.WARNING)
    found, server = polled(answer)
    assert server.asked[0].headers["authorization"] == "Basic " + b64encode(b"ann:hun@ter2").decode()
    assert server.asked[0].headers["x-key"] == "s3cret"
    if isinstance(found, SourceError):
        told = "".join(traceback.format_exception(found))
    else:
        path = found.delivery.path if found.delivery else ""
        told = f"{found.reason} {path}"
        if found.delivery is not None:
            told += found.delivery.capture.url + found.delivery.capture.final_url
    assert not [secret for secret in SECRETS if secret in told + caplog.text]


@pytest.mark.parametrize("value", ["s3cret\nX: y", "s3cret\x00", "s3cret €", " s3cret"])
def test_a_header_that_cannot_be_sent_is_named_and_not_shown(value: str) -> None:
    """No line break comes in, and the message says which header, never what it holds."""
    found, server = polled(reply(200, PAGE), headers={"X-Key": value})
    assert isinstance(found, SourceError)
    assert "'X-Key'" in str(found)
    assert "s3cret" not in "".join(traceback.format_exception(found))
    assert not server.asked


def test_headers_of_a_source_stay_with_its_site() -> None:
    """Not carried to where a redirect leads; what is ours cannot be replaced; moved pages are no strangers."""

    async def run() -> None:
        async with serving() as there, serving() as here, HttpFetch(AGENT, StillClock(), LIMITS) as fetcher:
            there.answers["/"] = reply(200, PAGE)
            here.answers |= {"/page": reply(302, Location="/b"), "/b": reply(301, Location=there.url("/"))}
            headers = {"Cookie": "id=s3cret", "User-Agent": "Mozilla", "host": "x", "Transfer-Encoding": "chunked"}
            await fetcher(Request(here.url("/page"), headers=headers, allow_private=True))
            assert [asked.headers.get("cookie") for asked in here.asked] == ["id=s3cret"] * 2
            assert here.asked[0].headers["user-agent"] == AGENT
            assert here.asked[0].headers["host"] == f"127.0.0.1:{here.port}"
            assert not {"transfer-encoding", "referer"} & set(here.asked[0].headers)
            assert "cookie" not in there.asked[0].headers

    asyncio.run(run())


@pytest.mark.parametrize("known", [0, 3])
def test_a_page_that_has_moved_is_asked_with_its_headers_at_home_only(known: int) -> None:
    """Remembered or not: its own site gets the login and the headers, another one gets neither."""

    async def run() -> None:
        async with serving() as there, serving() as here, HttpFetch(AGENT, StillClock(), LIMITS) as fetcher:
            for target, server in ((here.url("/b"), here), (there.url("/b"), there)):
                here.answers["/page"] = reply(301, Location=target)
                server.answers["/b"] = reply(200, PAGE)
                url = here.url("/page").replace("://", "://ann:pw@")
                spec = SourceSpec("s", url=url, headers={"X-Key": "s3cret"}, allow_private=True)
                receipt = Receipt(made_by=made_by("v", spec), moved=(target, known)) if known else None
                await poll(spec, url, receipt, fetcher, "v", NOW)
                sent = server.asked[-1].headers
                assert ("x-key" in sent, "authorization" in sent) == (server is here, server is here)

    asyncio.run(run())


def test_robots_txt_is_asked_without_secrets() -> None:
    """Its address has no login, and neither has what is said of it."""

    async def run() -> None:
        async with serving() as server, HttpFetch(AGENT, StillClock(), LIMITS) as fetcher:
            server.answers["/robots.txt"] = reply(200, b"User-agent: *\nDisallow: /page")
            verdict = await Robots(fetcher).ask(secret_url(server), NOW, allow_private=True)
            assert not verdict.allowed
            assert not [secret for secret in ("ann", *SECRETS) if secret in (verdict.reason or "")]
            assert "authorization" not in server.asked[0].headers

    asyncio.run(run())


def test_what_is_asked_says_no_secret_of_itself() -> None:
    """A request in a log or traceback shows neither address nor headers."""
    told = repr(Request("https://ann:pw@x.example/?token=t", headers={"X-Key": "s3cret"}))
    assert not [secret for secret in ("pw", "token", "s3cret") if secret in told]


@pytest.mark.parametrize(
    ("url", "told"),
    [
        ("https://x.example/a?page=2#b", "https://x.example/a?page=2#b"),
        ("https://ann:pw@x.example:81/", "https://x.example:81/"),
        ("https://p%40w@x.example/@ann", "https://x.example/@ann"),
        ("https://x.example/?Access_Token=abc&b=1&sig=x", "https://x.example/?Access_Token=…&b=1&sig=…"),
        ("https://x.example/?q=0123456789abcdef01234567", "https://x.example/?q=…"),
        ("https://x.example/\n\x1b[31m", "https://x.example/??[31m"),
    ],
)
def test_addresses_as_they_are_shown(url: str, told: str) -> None:
    """No login, no value that looks like a secret, no control characters; the rest helps to find what is meant."""
    assert shown(url) == told


@pytest.mark.parametrize(
    ("url", "configured", "told"),
    [
        (
            "https://x.example/a?page=2&api_token=t",
            "https://x.example/a?page=2&api_token=t",
            "https://x.example/a?page=2",
        ),
        ("https://u:p@x.example/b?KEY=t", "https://x.example/a?KEY=t", "https://x.example/b"),
        ("https://x.example/b?key=5", "https://x.example/a?key=t", "https://x.example/b?key=5"),
        ("https://x.example/a?keyword=t", "https://x.example/a?keyword=t", "https://x.example/a?keyword=t"),
        ("https://x.example/a?author=t&b", "https://x.example/a?author=t&b", "https://x.example/a?author=t&b"),
        ("https://x.example/a?key=5", None, "https://x.example/a?key=5"),
    ],
)
def test_feeds_do_not_link_to_secrets(url: str, configured: str | None, told: str) -> None:
    """What the operator wrote into the address of a source as its secret is in no link; other parameters stay."""
    assert published(url, configured) == told


def test_logins_are_taken_out_of_addresses() -> None:
    """As RFC 7617 sends them."""
    assert plain("https://ann:pw@x.example/@y") == "https://x.example/@y"
    assert login("https://x.example/@y") is None
    assert login("https://ann@x.example/") == "Basic " + b64encode(b"ann").decode()
    assert trusted("http://x.example/a", "https://x.example/b")
    assert not trusted("https://x.example/a", "http://x.example/b")
    assert not trusted("https://x.example/a", "https://y.example/a")


def test_other_headers_make_another_receipt() -> None:
    """A page for another token or language is another page; the stamp of it tells no secret."""
    one, two = (made_by("v", SourceSpec("s", headers={"X-Key": key})) for key in ("s3cret", "other"))
    assert len({one, two, made_by("v", SourceSpec("s"))}) == 3
    assert "s3cret" not in one
