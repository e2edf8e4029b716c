"""Published files over HTTP: validators, conditions, codings, and what is not there."""

from __future__ import annotations

import asyncio
import gzip
import os
import threading
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime, parsedate_to_datetime
from hashlib import sha256
from pathlib import Path

import pytest

from tests.support.wire import page
from tests.web.asking import FEED, Served, ask, asking, published

TYPES = {
    "/streek.rss": "application/rss+xml; charset=utf-8",
    "/streek.atom": "application/atom+xml; charset=utf-8",
    "/streek.json": "application/feed+json; charset=utf-8",
    "/streek.html": "text/html; charset=utf-8",
    "/feeds.opml": "text/x-opml; charset=utf-8",
    "/index.html": "text/html; charset=utf-8",
    "/": "text/html; charset=utf-8",
}


@pytest.mark.parametrize(("path", "media_type"), TYPES.items())
def test_every_file_is_served_with_its_type(served: Served, path: str, media_type: str) -> None:
    """The bytes are the file's, the type says the charset, `/` is the overview."""
    answer = served.get(path)
    file = served.house.root / "output" / (path[1:] or "index.html")
    assert (answer.status, answer.headers["content-type"], answer.body) == (200, media_type, file.read_bytes())
    assert answer.headers["content-length"] == str(len(answer.body))


def test_validators_are_the_generation_s(served: Served) -> None:
    """The tag is the digest of the bytes, the time is when they were published: the same for every server."""
    answer = served.get()
    with served.store.read() as reader:
        generation = reader.generations("streek")["streek.rss"]
    assert answer.etag == f'"{generation.digest}"'
    assert parsedate_to_datetime(answer.headers["last-modified"]) == generation.last_modified
    assert ask(served.make(), FEED).etag == answer.etag


def test_what_every_response_carries(served: Served) -> None:
    """Caching, Vary, home and hub, for browsers too; never a cookie."""
    headers = served.get().headers
    assert headers["cache-control"] == "public, max-age=450"
    assert headers["vary"] == "Accept-Encoding"
    assert headers["link"] == '<https://feeds.example/news/streek.rss>; rel="self", <https://hub.example/>; rel="hub"'
    for path in (FEED, "/health", "/nothing.rss"):
        shared = served.get(path).headers
        assert (shared["x-content-type-options"], shared["access-control-allow-origin"]) == ("nosniff", "*")
        assert "set-cookie" not in shared


@pytest.mark.parametrize("form", ["{}", "W/{}", '"zzz", {} , "yyy"', 'W/"a",W/{}', "*", " * "])
def test_a_known_tag_is_304(served: Served, form: str) -> None:
    """Strong, weak, in a list, or any: no body, and the headers of the 200."""
    whole = served.get()
    answer = served.get(if_none_match=form.format(whole.etag))
    assert (answer.status, answer.body) == (304, b"")
    for name in ("etag", "last-modified", "cache-control", "vary", "link"):
        assert answer.headers[name] == whole.headers[name]


@pytest.mark.parametrize("form", ['"zzz"', '"zzz", "yyy"', "", "zzz", 'W/"'])
def test_an_unknown_tag_is_200_though_the_date_is_known(served: Served, form: str) -> None:
    """If-None-Match beats If-Modified-Since; an empty one is none."""
    modified = served.get().headers["last-modified"]
    answer = served.get(if_none_match=form, if_modified_since=modified)
    assert answer.status == (200 if form else 304)


def test_tags_on_several_lines_count(served: Served) -> None:
    """A list may come in several header lines."""
    lines = [("If-None-Match", '"a"'), ("If-None-Match", served.get().etag)]
    assert ask(served.app, FEED, headers=lines).status == 304


@pytest.mark.parametrize(
    ("seconds", "status"), [(0, 304), (1, 304), (86400, 304), (-1, 200), (-86400, 200)]
)  # fmt: skip
def test_dates_decide_without_tags(served: Served, seconds: int, status: int) -> None:
    """What was changed after the client's date is sent."""
    modified = parsedate_to_datetime(served.get().headers["last-modified"])
    since = format_datetime(modified + timedelta(seconds=seconds), usegmt=True)
    assert served.get(if_modified_since=since).status == status


@pytest.mark.parametrize(
    "rubbish", ["gisteren", "", "0", "Fri, 99 Zzz 2026 99:99:99 GMT", "1 Jan 99999999999999 0:0 GMT"]
)
def test_dates_that_are_none_are_ignored(served: Served, rubbish: str) -> None:
    """Rubbish is no reason to send nothing."""
    assert served.get(if_modified_since=rubbish).status == 200


def test_a_file_from_the_future_is_not_said_to_be(served: Served) -> None:
    """Last-Modified is never later than now (RFC 9110, 8.8.2.1)."""
    later = datetime(2040, 1, 1, tzinfo=UTC).timestamp()
    os.utime(served.house.root / "output" / "streek.rss", (later, later))
    modified = parsedate_to_datetime(served.get().headers["last-modified"])
    assert modified <= served.house.clock.now


@pytest.mark.parametrize(
    ("coding", "packed"),
    [("gzip", True), ("br, GZIP;q=0.5, *;q=0", True), ("*", True), ("x-gzip", True), ("gzip;q=1, identity;q=0.5", True),
     ("identity", False), ("gzip;q=0", False), ("gzip;q=oops", False), ("br", False), ("*;q=0", False),
     ("identity, gzip;q=0.5", False), ("", False)],
)  # fmt: skip
def test_gzip_for_those_who_take_it(served: Served, coding: str, packed: bool) -> None:
    """Codings are negotiated by weight; both forms vary by the header."""
    plain, answer = served.get(), served.get(accept_encoding=coding)
    assert ("content-encoding" in answer.headers) is packed
    assert answer.headers["vary"] == "Accept-Encoding"
    assert (gzip.decompress(answer.body) if packed else answer.body) == plain.body


def test_the_packed_form_has_validators_of_its_own(served: Served) -> None:
    """Two forms, two strong tags; each is known by its own only, and is the same bytes every time."""
    plain, packed = served.get(), served.get(accept_encoding="gzip")
    assert packed.etag != plain.etag
    assert served.get(accept_encoding="gzip", if_none_match=packed.etag).status == 304
    assert served.get(accept_encoding="gzip", if_none_match=plain.etag).status == 200
    assert served.get(if_none_match=packed.etag).status == 200
    assert ask(served.make(), FEED, headers={"Accept-Encoding": "gzip"}).body == packed.body


@pytest.mark.parametrize("coding", ["identity", "gzip"])
def test_head_is_get_without_the_body(served: Served, coding: str) -> None:
    """The same headers, length included, and no bytes."""
    whole = served.get(accept_encoding=coding)
    head = ask(served.app, FEED, "HEAD", {"Accept-Encoding": coding})
    assert (head.status, head.body, head.headers) == (200, b"", whole.headers)


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "TRACE"])
def test_feeds_can_only_be_read(served: Served, method: str) -> None:
    """405 says what is allowed."""
    answer = ask(served.app, FEED, method)
    assert (answer.status, answer.headers["allow"]) == (405, "GET, HEAD, OPTIONS")


def test_browsers_may_ask_conditionally(served: Served) -> None:
    """The preflight of a cross-origin request with If-None-Match is answered."""
    answer = ask(served.app, FEED, "OPTIONS")
    assert answer.status == 204
    assert "If-None-Match" in answer.headers["access-control-allow-headers"]


PATHS = (
    "/no-such.rss", "/../feeder.db", "/../../../../etc/passwd", "/archive/../../feeder.db",
    "/archive/../../config.toml", "//etc/passwd", "/.lock", "/.streek.rss.tmp", "/archive", "/archive/", "/streek",
    "/streek.rss/", "/streek.rss/x", "/..", "/archive/..\\..\\x.rss", "/a\0b.rss", "/" + "a" * 300 + ".rss",
    "/archive/.x.rss", "/streek.txt",
)  # fmt: skip


@pytest.mark.parametrize("path", PATHS)
def test_nothing_else_is_served(served: Served, path: str) -> None:
    """Neither what is not there nor what is not published, however it is asked for."""
    (served.house.root / "output" / ".x.rss").write_text("hidden")
    assert served.get(path).status == 404


def test_a_retired_section_is_gone(served: Served) -> None:
    """410 for its files and its archive, though files may still lie there; the others stay."""
    with served.store.write() as writer:
        writer.retire_section("streek", served.house.clock.now)
    served.house.clock.now += timedelta(seconds=2)
    for path in (FEED, "/streek.html", "/archive/streek-1.rss"):
        assert served.get(path).status == 410
    assert served.get("/index.html").status == 200


def test_archive_documents_are_served(tmp_path: Path) -> None:
    """What has left the feed is under archive/, linked as its file says."""
    served = Served(published(tmp_path, "max_entries = 1"))
    try:
        served.house.put("streek-2026-03-14T2300+0100.txt", page(later=2))
        served.house.run()
        names = [name for name in served.house.files() if name.startswith("archive/")]
        assert names
        for name in names:
            answer = served.get(f"/{name}")
            assert (answer.status, answer.body) == (200, served.house.files()[name][0])
    finally:
        served.close()


def test_news_change_the_answer_at_once(served: Served) -> None:
    """A published change is served with a new tag; a regeneration without news keeps the old one."""
    before = served.get()
    served.house.run(force=True)
    assert served.get(if_none_match=before.etag).status == 304
    served.house.put("streek-2026-03-14T2300+0100.txt", page(section="Streek", later=2).replace("zwembad", "theater"))
    served.house.run()
    after = served.get(if_none_match=before.etag)
    assert after.status == 200
    assert after.etag == f'"{sha256(after.body).hexdigest()}"' != before.etag


@pytest.mark.parametrize(
    ("every", "seconds"), [('"2m"', 300), ('"15m"', 450), ('"1h"', 1800), ('"1d"', 3600), ('"auto"', 900)]
)
def test_clients_come_half_as_often_as_we_go(served: Served, every: str, seconds: int) -> None:
    """max-age is half the shortest interval, from 5 minutes to an hour."""
    served.house.config += f"every = {every}\n"
    assert served.get().headers["cache-control"] == f"public, max-age={seconds}"


def test_a_damaged_database_stops_no_feed(served: Served, caplog: pytest.LogCaptureFixture) -> None:
    """Files are served as they are; that it is so is said once."""
    served.store.close()
    (served.house.root / "feeder.db").write_bytes(b"garbage" * 1000)
    for _ in range(3):
        served.house.clock.now += timedelta(seconds=5)
        assert served.get().status == 200
    assert len([record for record in caplog.records if "served as they are" in record.message]) == 1


def test_a_section_stays_gone_while_the_database_does_not_answer(served: Served) -> None:
    """What it said last holds."""
    with served.store.write() as writer:
        writer.retire_section("streek", served.house.clock.now)
    assert served.get().status == 410
    served.store.close()
    (served.house.root / "feeder.db").write_bytes(b"garbage" * 1000)
    served.house.clock.now += timedelta(seconds=5)
    assert served.get().status == 410


def test_a_database_that_hangs_holds_up_no_feed(served: Served, monkeypatch: pytest.MonkeyPatch) -> None:
    """One request waits for a moment, all others not at all."""
    monkeypatch.setattr("feeder.web.retired.PATIENCE", 0.05)

    answered, waited_for = threading.Event(), list[object]()

    def hang(retired: object) -> frozenset[str]:
        if not answered.wait(30):
            waited_for.append(retired)
        return frozenset()

    monkeypatch.setattr("feeder.web.retired.Retired._read", hang)

    async def run() -> list[int]:
        found = await asyncio.gather(*[asking(served.app, FEED) for _ in range(20)])
        answered.set()
        return [answer.status for answer in found]

    assert asyncio.run(run()) == [200] * 20
    assert waited_for == []


def test_each_section_has_its_own_pace(served: Served) -> None:
    """Half the interval of the sources that may fill it; the overview has the shortest of all."""
    own = 'path = "in/*.txt"\nsection = "Streek"\nevery = "1h"'
    served.house.config = served.house.config.replace('path = "in/*.txt"', own)
    served.house.config += '[[sources]]\nname = "fast"\npath = "fast/*.txt"\nsection = "Sport"\nevery = "20m"\n'
    assert served.get().headers["cache-control"] == "public, max-age=1800"
    assert served.get("/index.html").headers["cache-control"] == "public, max-age=600"
