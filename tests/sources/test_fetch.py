"""Fetching from servers that misbehave: bounded in time, in bytes, in redirects, and in where it goes."""

from __future__ import annotations

import asyncio
import gzip
import zlib
from collections.abc import Callable

import pytest

from feeder.sources.http.fetch import HttpFetch, Request
from tests.support.fetching import AGENT, HASTY, LIMITS, PAGE, answers, fetch, raw, refused
from tests.support.installation import StillClock
from tests.support.server import Asked, reply, serving


def test_a_plain_answer() -> None:
    """Status, headers and body arrive; one honest User-Agent, no cookies, no Referer, no Authorization is sent."""
    answer, server = fetch(answers(page=reply(200, PAGE, ETag='"x"', Set_Cookie="a=b")))
    assert (answer.status, answer.body, answer.headers["etag"]) == (200, PAGE, '"x"')
    sent = server.asked[0].headers
    assert sent["user-agent"] == AGENT
    assert not {"cookie", "referer", "authorization"} & set(sent)
    assert sent["accept-encoding"] == "gzip, deflate"


@pytest.mark.parametrize("pack", [gzip.compress, zlib.compress])
def test_packed_answers_are_unpacked(pack: Callable[[bytes], bytes]) -> None:
    """gzip and deflate, as they were asked for."""
    coding = "gzip" if pack is gzip.compress else "deflate"
    answer, _ = fetch(answers(page=reply(200, pack(PAGE * 100), Content_Encoding=coding)))
    assert answer.body == PAGE * 100


def test_packed_answers_of_sloppy_servers() -> None:
    """Several gzip members in a row, zeros behind them, and deflate without its header are whole pages too."""
    members = gzip.compress(PAGE) + gzip.compress(PAGE * 3) + bytes(64)
    answer, _ = fetch(answers(page=reply(200, members, Content_Encoding="x-gzip")))
    assert answer.body == PAGE * 4
    packer = zlib.compressobj(wbits=-15)
    answer, _ = fetch(answers(page=reply(200, packer.compress(PAGE * 9) + packer.flush(), Content_Encoding="deflate")))
    assert answer.body == PAGE * 9
    answer, _ = fetch(answers(page=reply(200, b"", Content_Encoding="gzip")))
    assert answer.body == b""


def test_a_body_is_cut_where_that_is_asked_for() -> None:
    """The first part is enough for a reader that says so, packed or not, however much follows."""
    for body, coding in ((PAGE * 50_000, "identity"), (gzip.compress(PAGE * 50_000), "gzip")):
        answer, _ = fetch(answers(page=reply(200, body, Content_Encoding=coding)), cut=1000)
        assert answer.body == (PAGE * 60)[:1000]


def test_a_bomb_does_not_go_off() -> None:
    """A few packed bytes that unpack to many are given up at the bound; so are plain ones on the wire."""
    refused(answers(page=reply(200, gzip.compress(bytes(50_000_000)), Content_Encoding="gzip")), "unpacks to more")
    refused(answers(page=reply(200, bytes(300_000))), "larger than 200000")
    endless = raw(
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", b"1000\r\n" + bytes(4096) + b"\r\n", times=99
    )
    refused(answers(page=endless), "larger than 200000")
    many = gzip.compress(bytes(90_000)) * 9
    refused(answers(page=reply(200, many, Content_Encoding="gzip")), "unpacks to more")


def test_codings_that_were_not_asked_for_and_broken_ones() -> None:
    """Brotli, garbage and a stream that breaks off are errors, never half a page."""
    refused(answers(page=reply(200, b"x", Content_Encoding="br")), "not asked for")
    refused(answers(page=reply(200, b"no gzip at all", Content_Encoding="gzip")), "packed wrongly")
    refused(answers(page=reply(200, gzip.compress(PAGE * 500)[:40], Content_Encoding="gzip")), "breaks off")
    refused(answers(page=reply(200, PAGE, Content_Length="5000")), "peer closed|incomplete|without")


def test_a_server_that_hangs_or_drips_is_given_up() -> None:
    """One deadline over everything: a byte now and then does not stretch it."""
    head = b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n"
    for answer, told in (
        (raw(b"", pause=5), "timed out|did not answer"),
        (raw(head, pause=5), "timed out|did not answer"),
        (raw(head, b"x", pause=0.1, times=50), "did not answer whole"),
        (raw(b"HTTP/1.1 200 OK\r\n", b"X: y\r\n", pause=0.1, times=50), "did not answer whole"),
        (raw(b"", b"HTTP/1.1 103 Early Hints\r\n\r\n", pause=0.1, times=50), "did not answer whole"),
    ):
        refused(answers(page=answer), told, limits=HASTY)


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
    "answer",
    [
        b"\x00\x01SSH-2.0-nonsense\r\n\r\n",
        b"HTTP/1.1 OK\r\n\r\n",
        b"HTTP/1.1 200",
        b"",
        b"HTTP/1.1 200 OK\r\nContent-Length: twelve\r\n\r\nx",
        b"HTTP/1.1 200 OK\r\nContent-Length: 3\r\nContent-Length: 5\r\n\r\nabcde",
        b"HTTP/1.1 200 OK\r\nContent-Length: 50\r\n\r\n" + PAGE,
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\nabc",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nff\r\nabc",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabcdef\r\n0\r\n\r\n",
        b"HTTP/1.1 200 OK\r\n" + b"X: y\r\n" * 40_000 + b"\r\n",
        b"HTTP/1.1 200 OK\r\nX: " + b"y" * 300_000 + b"\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nX y\r\n\r\n",
    ],
)
def test_what_is_not_quite_http_is_an_error(answer: bytes) -> None:
    """Garbage, floods of headers, lying lengths and broken chunks make one clear error, and never half a page."""
    refused(answers(page=raw(answer)), "page: ")


def test_old_and_short_answers_are_answers() -> None:
    """HTTP/1.0 ends with its connection; chunks and hints are HTTP; what comes after the length is not the page's."""
    for told in (
        b"HTTP/1.0 200 OK\r\n\r\n" + PAGE,
        b"HTTP/1.1 200\r\nConnection: close\r\n\r\n" + PAGE,
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n12;x=y\r\n" + PAGE + b"\r\n0\r\nX: y\r\n\r\n",
        b"HTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 18\r\n\r\n" + PAGE,
        b"HTTP/1.1 200 OK\r\nContent-Length: 18\r\n\r\n" + PAGE + b"HTTP/1.1 200 OK\r\n\r\nmore",
    ):
        answer, _ = fetch(answers(page=raw(told)))
        assert (answer.status, answer.body) == (200, PAGE)


def test_a_page_in_crumbs_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    """Putting millions of parts together would cost more than the page is worth."""
    monkeypatch.setattr("feeder.sources.http.body.MOST_PARTS", 100)
    crumbs = raw(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", b"1\r\nx\r\n", times=200)
    refused(answers(page=crumbs), "more than 100 parts")


def test_header_lines_that_come_twice() -> None:
    """Lists are joined, of what may stand only once the first counts, and cookies are not even kept."""
    told = (
        b'HTTP/1.1 200 OK\r\nContent-Length: 0\r\nETag: "a"\r\nETag: "b"\r\nCache-Control: private\r\n'
        b"Cache-Control: max-age=60\r\nSet-Cookie: a=b\r\n\r\n"
    )
    headers = fetch(answers(page=raw(told)))[0].headers
    assert headers["etag"] == '"a"'
    assert headers["cache-control"] == "private, max-age=60"
    assert "set-cookie" not in headers


@pytest.mark.parametrize("etag", ['"x"', 'W/"x"', "bare", '"caf\xe9"', '"\xc3\xa9 \t"', '""'])
def test_a_validator_goes_back_byte_for_byte(etag: str) -> None:
    """Quotes, weakness and whatever bytes a server put in it; what no header can carry is not sent."""

    async def run() -> tuple[str, str]:
        async with serving() as server, HttpFetch(AGENT, StillClock(), LIMITS) as fetcher:
            server.answers["/"] = raw(
                b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\nETag: " + etag.encode("latin-1") + b"\r\n\r\n"
            )
            first = await fetcher(Request(server.url(), allow_private=True))
            await fetcher(Request(server.url(), etag=first.headers["etag"], last_modified="x\x00", allow_private=True))
            assert "if-modified-since" not in server.asked[1].headers
            return first.headers["etag"], server.asked[1].headers["if-none-match"]

    told, sent = asyncio.run(run())
    assert told == sent == etag


def test_a_validator_is_told_to_the_address_that_gave_it_only() -> None:
    """Of two addresses on the way each hears its own."""
    there = reply(200, PAGE)
    _, server = fetch(answers(page=reply(302, Location="/b#here"), b=there), etag='"page"')
    assert [asked.headers.get("if-none-match") for asked in server.asked] == ['"page"', None]

    async def run() -> list[str | None]:
        async with serving() as server, HttpFetch(AGENT, StillClock(), LIMITS) as fetcher:
            server.answers |= {"/page": reply(302, Location="/b"), "/b": there}
            known = {server.url("/b"): ('"b"', None)}
            await fetcher(Request(server.url("/page"), elsewhere=known, allow_private=True))
            return [asked.headers.get("if-none-match") for asked in server.asked]

    assert asyncio.run(run()) == [None, '"b"']


def test_what_may_not_be_asked_for_is_not_behind_a_redirect_either() -> None:
    """A permit is asked at every hop."""
    asked: list[str] = []

    def permit(url: str) -> str | None:
        asked.append(url)
        return "robots.txt does not allow it" if url.endswith("/c") else None

    told = "redirects to what may not be asked for: robots.txt"
    refused(answers(page=reply(302, Location="/b"), b=reply(301, Location="/c"), c=reply(200)), told, permit=permit)
    assert [url.rpartition("/")[2] for url in asked] == ["b", "c"]


def test_a_form_is_posted() -> None:
    """With its length and type, also behind a 307; a 303 is answered with a plain request."""
    for status, methods in ((307, ["POST", "POST"]), (303, ["POST", "GET"])):
        pages = answers(page=reply(status, Location="/b"), b=reply(204))
        answer, server = fetch(pages, form=(("hub.mode", "publish"), ("hub.url", "https://x.example/ü")))
        assert answer.status == 204
        assert [asked.method for asked in server.asked] == methods
        assert server.asked[0].body == b"hub.mode=publish&hub.url=https%3A%2F%2Fx.example%2F%C3%BC"
        assert server.asked[0].headers["content-type"] == "application/x-www-form-urlencoded"


def test_only_so_many_are_asked_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Requests wait for a place; the deadline runs from when they have one; without one in time they are not made."""
    monkeypatch.setattr("feeder.sources.http.fetch.MOST_AT_ONCE", 2)
    busy = [0, 0]

    async def slow(writer: asyncio.StreamWriter, asked: Asked) -> None:
        busy[0] += 1
        busy[1] = max(busy)
        await asyncio.sleep(0.25)
        busy[0] -= 1
        await reply(200)(writer, asked)

    async def run() -> None:
        async with serving() as server, HttpFetch(AGENT, StillClock(), LIMITS) as fetcher:
            server.answers["/"] = slow
            request = Request(server.url(), allow_private=True)
            found = await asyncio.gather(*[fetcher(request) for _ in range(8)])
            assert [answer.status for answer in found] == [200] * 8
            monkeypatch.setattr("feeder.sources.http.fetch.PATIENCE", 0.1)
            tried = await asyncio.gather(*[fetcher(request) for _ in range(5)], return_exceptions=True)
            assert sum("was not asked for" in str(error) for error in tried) == 3

    asyncio.run(run())
    assert busy[1] == 2
