"""The published feeds over real connections, from feeder's own server and from nginx as the manual configures it."""

from __future__ import annotations

import gzip
import socket
import threading
from collections.abc import Iterator
from contextlib import ExitStack
from datetime import timedelta
from email.utils import format_datetime, parsedate_to_datetime
from pathlib import Path

import pytest

from tests.support.wire import page
from tests.web.asking import FEED, Served
from tests.web.wire import Client, documented, nginx, nginx_server, own_server


@pytest.fixture
def servers(served: Served, tmp_path_factory: pytest.TempPathFactory) -> Iterator[list[Client]]:
    """Every server there is on this machine, over the same files."""
    with ExitStack() as stack:
        clients = [stack.enter_context(own_server(served))]
        if program := nginx():
            output, scratch = served.house.root / "output", tmp_path_factory.mktemp("nginx")
            clients.append(stack.enter_context(nginx_server(program, output, scratch)))
        yield clients


def test_conditions_and_codings(servers: list[Client]) -> None:
    """Tags strong, weak, in lists and any; dates equal, later and rubbish; a packed form of its own; HEAD; 405; 404."""
    for client in servers:
        plain = client.ask(FEED, accept_encoding="identity")
        assert (plain.status, plain.headers["content-type"]) == (200, "application/rss+xml; charset=utf-8")
        modified = parsedate_to_datetime(plain.headers["last-modified"])
        later = format_datetime(modified + timedelta(seconds=9), usegmt=True)
        same = plain.headers["last-modified"]
        for conditions, status in (
            ({"if_none_match": plain.etag}, 304),
            ({"if_none_match": f"W/{plain.etag}"}, 304),
            ({"if_none_match": f'"x", {plain.etag}'}, 304),
            ({"if_none_match": "*"}, 304),
            ({"if_none_match": '"x"', "if_modified_since": same}, 200),
            ({"if_modified_since": same}, 304),
            ({"if_modified_since": later}, 304),
            ({"if_modified_since": "Fri, 31 Dec 1999 23:59:59 GMT"}, 200),
            ({"if_modified_since": "gisteren"}, 200),
        ):
            answer = client.ask(FEED, accept_encoding="identity", **conditions)
            assert answer.status == status, conditions
            for name in ("cache-control", "vary", "etag", "link"):
                assert answer.headers[name] == plain.headers[name]
        packed = client.ask(FEED, accept_encoding="gzip")
        assert gzip.decompress(packed.body) == plain.body
        assert packed.etag != plain.etag
        assert client.ask(FEED, accept_encoding="gzip", if_none_match=packed.etag).status == 304
        head = client.ask(FEED, "HEAD", accept_encoding="identity")
        assert (head.status, head.body, head.etag) == (200, b"", plain.etag)
        assert "GET" in client.ask(FEED, "POST").headers["allow"]
        assert client.ask("/nothing.rss").status == 404
        for path in ("/../feeder.db", "/%2e%2e/feeder.db", "/..%2ffeeder.db", "/.lock", "/archive/../../feeder.db"):
            assert client.ask(path).status in (400, 403, 404), path


def test_every_server_gives_every_file_with_its_type(servers: list[Client], served: Served) -> None:
    """The bytes are the file's, the type is the same whoever serves it."""
    for path in (FEED, "/streek.atom", "/streek.json", "/streek.html", "/feeds.opml", "/"):
        answers = [client.ask(path) for client in servers]
        body = (served.house.root / "output" / (path[1:] or "index.html")).read_bytes()
        assert {answer.body for answer in answers} == {body}
        assert len({answer.headers["content-type"].replace(" ", "") for answer in answers}) == 1
        assert {answer.headers["x-content-type-options"] for answer in answers} == {"nosniff"}
        assert {answer.headers["access-control-allow-origin"] for answer in answers} == {"*"}


def test_readers_never_see_half_a_feed_while_it_is_written(servers: list[Client], served: Served) -> None:
    """Every reading while news come in is one whole state with its own tag; what has not changed stays 304."""
    seen: dict[str, set[bytes]] = {}
    over, broken = threading.Event(), list[str]()

    def read(client: Client) -> None:
        while not over.is_set():
            answer = client.ask(FEED, accept_encoding="identity")
            if not answer.body.rstrip().endswith(b"</rss>"):
                broken.append(f"{answer.status}, {len(answer.body)} bytes")
            seen.setdefault(f"{client.port} {answer.etag}", set()).add(answer.body)

    readers = [threading.Thread(target=read, args=(client,)) for client in servers]
    for reader in readers:
        reader.start()
    for turn in range(4):
        text = page(later=turn + 1).replace("zwembad", ("theater", "museum", "stadion", "station")[turn])
        served.house.put(f"streek-2026-03-14T{22 + turn % 2}{turn}0+0100.txt", text)
        served.house.run()
    over.set()
    for reader in readers:
        reader.join()
    assert not broken
    assert len({body for bodies in seen.values() for body in bodies}) > 1
    own = [bodies for tag, bodies in seen.items() if tag.startswith(f"{servers[0].port} ")]
    assert all(len(bodies) == 1 for bodies in own)
    for client in servers:
        before = client.ask(FEED)
        served.house.run(force=True)
        assert client.ask(FEED, if_none_match=before.etag).status == 304


def test_sections_that_are_gone(servers: list[Client], served: Served) -> None:
    """410 from feeder as the store says, from nginx as its configuration says."""
    with served.store.write() as writer:
        writer.add_section("old-section", "Old section", served.house.clock.now)
        writer.retire_section("old-section", served.house.clock.now)
    served.house.clock.now += timedelta(seconds=5)
    for client in servers:
        assert client.ask("/old-section.rss").status == 410
        assert client.ask("/archive/old-section-1.rss").status == 410


def test_requests_that_are_none(served: Served) -> None:
    """Garbage is answered or hung up on, and the next reader is served."""
    flood = b"GET / HTTP/1.1\r\n" + b"X: y\r\n" * 20_000 + b"\r\n"
    post = b"POST /refresh/x HTTP/1.1\r\nHost: x\r\n\r\n"
    with own_server(served) as client:
        for line in (b"\x00\xff\r\n\r\n", b"GET / HTTP/9.9\r\n\r\n", b"GET /\xff.rss HTTP/1.1\r\n\r\n", flood, post):
            with socket.create_connection(("127.0.0.1", client.port), timeout=5) as connection:
                connection.sendall(line)
                connection.shutdown(socket.SHUT_WR)
                assert connection.recv(12) in (b"", b"HTTP/1.1 400", b"HTTP/1.1 404", b"HTTP/1.1 403", b"HTTP/1.1 200")
        assert client.ask(FEED).status == 200


def test_the_manual_names_every_kind_of_file(served: Served) -> None:
    """Whatever is published has a type in the configuration that the manual gives."""
    kinds = {Path(name).suffix[1:] for name in served.house.files()}
    assert kinds == {"rss", "atom", "json", "html", "opml"}
    for kind in kinds:
        assert f" {kind};" in documented()
