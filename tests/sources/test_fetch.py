"""Fetching from servers that misbehave: bounded in time, in bytes, in redirects, and in where it goes."""

from __future__ import annotations

import asyncio
import gzip
import zlib
from collections.abc import Awaitable, Callable

import pytest

from feeder.errors import SourceError
from feeder.sources.http.fetch import Answer, HttpFetch, Limits, Request
from feeder.sources.http.network import is_public
from tests.support.installation import StillClock
from tests.support.server import Asked, Server, reply, serving

LIMITS = Limits(deadline=0.6, pause=0.3, wire_bytes=200_000, body_bytes=400_000)
PAGE = b"<p>Een pagina.</p>"


def fetch(prepare: Callable[[Server], None], path: str = "/page", **request: object) -> tuple[Answer, Server]:
    """What comes of asking a prepared server for `path`."""

    async def run() -> tuple[Answer, Server]:
        async with (
            serving() as server,
            HttpFetch("feeder/test (+https://example.org)", StillClock(), LIMITS) as fetcher,
        ):
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


def test_a_plain_answer() -> None:
    """Status, headers and body arrive; one honest User-Agent, no cookies, no Referer, no Authorization is sent."""
    answer, server = fetch(answers(page=reply(200, PAGE, ETag='"x"', Set_Cookie="a=b")))
    assert (answer.status, answer.body, answer.headers["etag"]) == (200, PAGE, '"x"')
    sent = server.asked[0].headers
    assert sent["user-agent"] == "feeder/test (+https://example.org)"
    assert not {"cookie", "referer", "authorization"} & set(sent)
    assert sent["accept-encoding"] == "gzip, deflate"


@pytest.mark.parametrize("pack", [gzip.compress, zlib.compress])
def test_packed_answers_are_unpacked(pack: Callable[[bytes], bytes]) -> None:
    """gzip and deflate, as they were asked for."""
    coding = "gzip" if pack is gzip.compress else "deflate"
    answer, _ = fetch(answers(page=reply(200, pack(PAGE * 100), Content_Encoding=coding)))
    assert answer.body == PAGE * 100


def test_a_bomb_does_not_go_off() -> None:
    """A few packed bytes that unpack to many are given up at the bound; so are plain ones on the wire."""
    refused(answers(page=reply(200, gzip.compress(bytes(50_000_000)), Content_Encoding="gzip")), "unpacks to more")
    refused(answers(page=reply(200, bytes(300_000))), "larger than 200000")


def test_codings_that_were_not_asked_for_and_broken_ones() -> None:
    """Brotli, garbage and a stream that breaks off are errors, never half a page."""
    refused(answers(page=reply(200, b"x", Content_Encoding="br")), "not asked for")
    refused(answers(page=reply(200, b"no gzip at all", Content_Encoding="gzip")), "packed wrongly")
    refused(answers(page=reply(200, gzip.compress(PAGE * 500)[:40], Content_Encoding="gzip")), "breaks off")
    refused(answers(page=reply(200, PAGE, Content_Length="5000")), "peer closed|incomplete|without")


def test_a_server_that_hangs_or_drips_is_given_up() -> None:
    """One deadline over everything: a byte now and then does not stretch it."""

    async def hang(writer: asyncio.StreamWriter, asked: Asked) -> None:
        await asyncio.sleep(5)

    async def drip(writer: asyncio.StreamWriter, asked: Asked) -> None:
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n")
        for _ in range(50):
            writer.write(b"x")
            await writer.drain()
            await asyncio.sleep(0.1)

    refused(answers(page=hang), "timed out|did not answer")
    refused(answers(page=drip), "did not answer whole")


def test_redirects_are_followed_so_far() -> None:
    """Five are enough for anybody; a loop ends; only the web is led to."""
    chain = {f"r{i}": reply(302, Location=f"/r{i + 1}") for i in range(9)}
    refused(answers(page=reply(302, Location="/r0"), **chain), "more than 5")
    refused(answers(page=reply(301, Location="/page")), "more than 5")
    refused(answers(page=reply(302, Location="file:///etc/passwd")), "file address")
    answer, _ = fetch(answers(page=reply(302, Location="/b"), b=reply(200, PAGE)))
    assert (answer.body, answer.moved_to) == (PAGE, None)
    answer, server = fetch(answers(page=reply(301, Location="/b"), b=reply(200, PAGE)))
    assert answer.moved_to == answer.final_url == server.url("/b")


def test_headers_of_a_source_stay_with_its_host() -> None:
    """A token is not carried to where a redirect leads, and no header of ours can be replaced."""
    other: list[Asked] = []

    async def run() -> None:
        async with serving() as there, serving() as here, HttpFetch("feeder/test", StillClock(), LIMITS) as fetcher:
            there.answers["/"] = reply(200, PAGE)
            here.answers["/page"] = reply(302, Location=there.url("/"))
            headers = {"Authorization": "Bearer t", "User-Agent": "Mozilla"}
            await fetcher(Request(here.url("/page"), headers=headers, allow_private=True))
            assert here.asked[0].headers["authorization"] == "Bearer t"
            assert here.asked[0].headers["user-agent"] == "feeder/test"
            other.extend(there.asked)

    asyncio.run(run())
    assert "authorization" not in other[0].headers


@pytest.mark.parametrize(
    "host",
    [
        "127.0.0.1",
        "localhost",
        "2130706433",
        "0x7f000001",
        "0177.0.0.1",
        "[::1]",
        "[::ffff:127.0.0.1]",
        "0.0.0.0",
        "127.1",
    ],
)
def test_no_way_to_write_a_private_address_gets_through(host: str) -> None:
    """Whatever a name or number resolves to is checked before anything connects."""

    async def run() -> None:
        async with HttpFetch("feeder/test", StillClock(), LIMITS) as fetcher:
            with pytest.raises(SourceError, match=r"private address|cannot be resolved|as it is written"):
                await fetcher(Request(f"http://{host}:9/"))

    asyncio.run(run())


@pytest.mark.parametrize(
    ("address", "public"),
    [
        ("93.184.216.34", True), ("2606:2800:220:1::1", True), ("10.0.0.1", False), ("169.254.169.254", False),
        ("100.64.0.1", False), ("224.0.0.1", False), ("::ffff:10.0.0.1", False), ("64:ff9b::7f00:1", False),
        ("2002:7f00:1::", False), ("fe80::1%eth0", False), ("fd00::1", False), ("::", False),
    ],
)  # fmt: skip
def test_public_addresses(address: str, public: bool) -> None:
    """Every range that is not the public Internet is known, also in its IPv6 disguises."""
    assert is_public(address) is public


def test_a_redirect_to_a_private_address_is_refused() -> None:
    """The guard stands at every hop, not only at the first."""

    async def run() -> None:
        async with serving() as server:
            server.answers["/"] = reply(200, b"secret")
            async with HttpFetch("feeder/test", StillClock(), LIMITS) as fetcher:
                with pytest.raises(SourceError, match="private address"):
                    await fetcher(Request(server.url("/")))
            assert not server.asked

    asyncio.run(run())


def test_garbage_instead_of_http_is_an_error() -> None:
    """A server that speaks something else, or nothing, makes one clear error."""

    async def garbage(writer: asyncio.StreamWriter, asked: Asked) -> None:
        writer.write(b"\x00\x01SSH-2.0-nonsense\r\n\r\n")

    async def silence(writer: asyncio.StreamWriter, asked: Asked) -> None:
        writer.close()

    refused(answers(page=garbage), "page")
    refused(answers(page=silence), "page")
