"""Pages that a person at the terminal asks for."""

from __future__ import annotations

from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest

from feeder.cli.fetching import user_agent
from tests.cli.conftest import Feeder
from tests.pipeline.test_fetching import listing

ROBOTS = b"User-agent: *\nDisallow: /secret\n"


class Site:
    """A site on this machine: pages by path, and what was asked of it."""

    def __init__(self) -> None:
        self.pages: dict[str, tuple[int, bytes, dict[str, str]]] = {"/robots.txt": (200, ROBOTS, {})}
        self.asked: list[tuple[str, str]] = []
        site = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                site.asked.append((self.path, self.headers["User-Agent"]))
                status, body, headers = site.pages.get(self.path, (404, b"", {}))
                self.send_response(status)
                for name, value in {"Content-Length": str(len(body)), **headers}.items():
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *arguments: object) -> None:
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        Thread(target=self.server.serve_forever, daemon=True).start()

    def url(self, path: str) -> str:
        """The address of a path."""
        return f"http://127.0.0.1:{self.server.server_port}{path}"


@pytest.fixture
def site() -> Iterator[Site]:
    """A site with a page that robots may read and one that they may not."""
    site = Site()
    for path in ("/streek", "/secret"):
        site.pages[path] = (200, listing(), {"Content-Type": "text/html"})
    yield site
    site.server.shutdown()
    site.server.server_close()


def test_reading_a_page_asks_robots_txt_first(feeder: Feeder, site: Site) -> None:
    """Once, under an honest name; then the page."""
    result = feeder("read", site.url("/streek"), "--allow-private", "--json")
    assert (result.status, len(result.json["teasers"])) == (0, 6)
    assert [path for path, _ in site.asked] == ["/robots.txt", "/streek"]
    assert len({agent for _, agent in site.asked}) == 1


def test_what_robots_may_not_read_is_said_and_can_be_read_all_the_same(feeder: Feeder, site: Site) -> None:
    """Not asked for without a word from the person who asks; behind a redirect neither; then it is said."""
    site.pages["/moved"] = (302, b"", {"Location": "/secret"})
    for path in ("/secret", "/moved"):
        refused = feeder("read", site.url(path), "--allow-private")
        assert refused.status == 1
        assert "does not allow robots to ask for /secret" in refused.err
    assert "/secret" not in [path for path, _ in site.asked]
    told = feeder("read", site.url("/secret"), "--allow-private", "--ignore-robots", "--json")
    assert (told.status, len(told.json["teasers"])) == (0, 6)
    assert "going on, as you asked" in told.err


def test_a_site_that_does_not_say_what_robots_may_read(feeder: Feeder, site: Site) -> None:
    """Trouble with robots.txt is no permission."""
    site.pages["/robots.txt"] = (503, b"", {})
    refused = feeder("read", site.url("/streek"), "--allow-private")
    assert (refused.status, "answers 503" in refused.err, "--ignore-robots" in refused.err) == (1, True, True)


def test_a_private_address_needs_a_word(feeder: Feeder, site: Site) -> None:
    """The guard stands before robots.txt too."""
    refused = feeder("read", site.url("/streek"))
    assert (refused.status, "private address" in refused.err, site.asked) == (1, True, [])


def test_secrets_in_an_address_are_not_printed(feeder: Feeder, site: Site) -> None:
    """Neither the login nor the token, whatever goes wrong."""
    url = site.url("/weg?token=s3cret").replace("://", "://ann:hunter2@")
    for arguments in (("read", url, "--allow-private"), ("read", url)):
        refused = feeder(*arguments)
        assert refused.status == 1
        assert not [secret for secret in ("hunter2", "s3cret") if secret in refused.err + refused.out]


def test_who_asks(monkeypatch: pytest.MonkeyPatch) -> None:
    """Name, version and a contact: configured, of the environment, or the project's; nothing that breaks a header."""
    monkeypatch.delenv("FEEDER_CONTACT", raising=False)
    assert user_agent().startswith("feeder/")
    assert "(+https://" in user_agent()
    monkeypatch.setenv("FEEDER_CONTACT", "ann@news.example")
    assert user_agent().endswith(" (+ann@news.example)")
    assert user_agent("Zoë (x)\r\nX: y <z@x.example>").endswith(" (+Zo xX: y <z@x.example>)")


@pytest.mark.parametrize(
    ("status", "told"),
    [
        (404, "answers 404 (Not Found); check the address"),
        (403, "answers 403 (Forbidden); the site keeps it from programs"),
        (429, "answers 429 (Too Many Requests); the site has trouble or was asked too often"),
        (599, "answers 599; the site has trouble"),
    ],
)
def test_what_is_no_page_says_what_to_do(feeder: Feeder, site: Site, status: int, told: str) -> None:
    """By the kind of answer."""
    site.pages["/weg"] = (status, b"", {})
    assert told in feeder("read", site.url("/weg"), "--allow-private").err


def test_only_what_helps_is_offered(feeder: Feeder, site: Site) -> None:
    """A private address can be allowed; of a site that does not answer the address is to be checked."""
    private = feeder("read", site.url("/streek")).err
    assert ("--allow-private" in private, "--ignore-robots" in private) == (True, False)
    site.server.shutdown()
    site.server.server_close()
    dead = feeder("read", site.url("/streek"), "--allow-private").err
    assert ("check the address" in dead, "--allow-private" in dead) == (True, False)
