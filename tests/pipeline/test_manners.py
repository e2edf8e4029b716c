"""What polls remember between runs, and what a source's secrets and permissions are good for."""

from __future__ import annotations

from pathlib import Path

import pytest

from feeder.model.entry import Outcome
from tests.pipeline.test_fetching import LIST, SUBJECTS, Site, article, listing

WALL = (
    b'<html lang="nl"><title>Inloggen</title><body><h1>Inloggen</h1><form><input type="password"></form></body></html>'
)
OTHER = "https://sport.news.example/streek"


@pytest.fixture
def site(tmp_path: Path) -> Site:
    """An installation that has polled a list of six stories."""
    site = Site(tmp_path)
    site.web.pages[LIST] = (200, listing(), {"etag": '"1"'})
    site.poll()
    return site


def test_a_wall_stays_a_wall_when_it_has_not_changed(site: Site) -> None:
    """304 says that the page is as it was: no good. The feed stays, and the next good page mends it."""
    before = site.files()
    site.web.pages[LIST] = (200, WALL, {"etag": '"wall"'})
    for _ in range(3):
        report = site.poll(after=600)
        assert report.refreshed[0].outcome is Outcome.BLOCKED
        assert "login" in (site.row().reason or "")
    assert site.web.asked[-1].etag == '"wall"'
    assert site.files() == before
    site.web.pages[LIST] = (200, listing(hours=9), {"etag": '"2"'})
    site.poll(after=2000)
    assert site.row().outcome is Outcome.OK


def test_what_robots_txt_forbids_is_blocked_and_no_failure_of_the_site(tmp_path: Path) -> None:
    """The status tells it apart from a site that cannot say."""
    for answer, outcome in (
        ((200, b"User-agent: *\nDisallow: /", {}), Outcome.BLOCKED),
        ((500, b"", {}), Outcome.FAILING),
    ):
        root = tmp_path / outcome.value
        root.mkdir()
        site = Site(root)
        site.web.pages["https://news.example/robots.txt"] = answer
        assert site.poll().refreshed[0].outcome is outcome
        assert site.web.urls() == []


def test_robots_txt_is_kept_over_restarts(site: Site) -> None:
    """Another process asks again after a day only."""
    from feeder.sources.http.robots import Robots

    asked = [request for request in site.web.asked if request.url.endswith("robots.txt")]
    site.robots = Robots(site.web)
    site.poll()
    assert [request for request in site.web.asked if request.url.endswith("robots.txt")] == asked
    site.robots = Robots(site.web)
    site.poll(after=25 * 60)
    assert len([request for request in site.web.asked if request.url.endswith("robots.txt")]) == len(asked) + 1


def test_other_headers_make_the_next_request_unconditional(site: Site) -> None:
    """Whoever asks as somebody else gets another page."""
    site.poll()
    assert site.web.asked[-1].etag == '"1"'
    site.config += 'headers = { X-Key = "s3cret" }\n'
    site.poll()
    assert site.web.asked[-1].etag is None
    site.poll()
    assert site.web.asked[-1].etag == '"1"'


def test_headers_of_a_source_are_for_its_own_site(tmp_path: Path) -> None:
    """Articles elsewhere are asked for without them, and never at private addresses."""
    site = Site(tmp_path, 'follow = true\nallow_private = true\nheaders = { X-Key = "s3cret" }')
    site.web.pages[LIST] = (200, listing(hours=1).replace(b"/streek/", f"{OTHER}/".encode()), {})
    for subject in SUBJECTS:
        site.web.pages[f"{OTHER}/{subject}-gaat-open"] = (200, article(subject, "2026-04-01T10:00:00Z"), {})
    site.poll()
    asked = {r.url: (dict(r.headers), r.allow_private) for r in site.web.asked if not r.url.endswith("robots.txt")}
    assert asked.pop(LIST) == ({"X-Key": "s3cret"}, True)
    assert len(asked) == 6
    assert all(told == ({}, False) for told in asked.values())
