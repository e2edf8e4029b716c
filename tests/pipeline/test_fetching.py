"""Pages over HTTP through the whole pipeline: conditional, polite, followed, and never emptied by trouble."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from feeder.config.load import parse
from feeder.errors import SourceError
from feeder.model.entry import Entry, Outcome
from feeder.model.stored import SourceRow
from feeder.pipeline.context import Context
from feeder.pipeline.run import RunReport, run_once
from feeder.sources.http.fetch import Answer, Request
from feeder.sources.http.robots import Robots
from tests.support.installation import House

LIST = "https://news.example/streek"
SUBJECTS = ("brug", "molen", "markt", "school", "haven", "kade")


def listing(subjects: tuple[str, ...] = SUBJECTS, hours: int = 3) -> bytes:
    """A section front: linked headlines, a summary and an age each."""
    items = "".join(
        f'<article><h2><a href="/streek/{s}-gaat-open">De nieuwe {s} van Almen gaat eindelijk open</a></h2>'
        f"<p>Na jaren van overleg over de {s} is het zover, zegt de wethouder van Almen.</p>"
        f"<span>{hours + i} uur geleden</span></article>"
        for i, s in enumerate(subjects)
    )
    return f'<html lang="nl"><body><h1>Streek</h1><main>{items}</main></body></html>'.encode()


def article(subject: str, published: str) -> bytes:
    """An article's own page with an exact date."""
    paragraphs = "".join(
        f"<p>Alinea {i} over de {subject} van Almen, waar jaren over werd gepraat en die nu dan toch echt open is.</p>"
        for i in range(6)
    )
    return (
        f'<html lang="nl"><head><meta property="og:type" content="article"><meta property="article:published_time" '
        f'content="{published}"><title>De nieuwe {subject} van Almen gaat eindelijk open</title></head><body><article>'
        f"<h1>De nieuwe {subject} van Almen gaat eindelijk open</h1>{paragraphs}</article></body></html>"
    ).encode()


class Web:
    """A simulated network: answers by address, and what was asked."""

    def __init__(self) -> None:
        self.pages: dict[str, tuple[int, bytes, dict[str, str]]] = {}
        self.asked: list[Request] = []

    async def __call__(self, request: Request) -> Answer:
        """The answer for the address; 404 where there is none."""
        self.asked.append(request)
        status, body, headers = self.pages.get(request.url, (404, b"", {}))
        if status == 0:
            raise SourceError(request.url, "did not answer", "later")
        if status == 200 and request.etag and request.etag == headers.get("etag"):
            status, body = 304, b""
        return Answer(status, request.url, request.url, headers, body, 0.1)

    def urls(self) -> list[str]:
        """What was asked, without robots.txt."""
        return [request.url for request in self.asked if not request.url.endswith("robots.txt")]


class Site(House):
    """An installation that fetches one page from a simulated network."""

    def __init__(self, root: Path, more: str = "") -> None:
        super().__init__(root, f'[[sources]]\nname = "streek"\nurl = "{LIST}"\nevery = "15m"\n{more}\n')
        self.web = Web()
        self.robots = Robots(self.web)

    def poll(self, *, after: float = 20, force: bool = False) -> RunReport:
        """`feeder once`, `after` minutes later."""
        self.clock.now += timedelta(minutes=after)
        installation = parse(self.config, {}, folder=self.root)
        with self.store() as store:
            context = Context(installation, store, self.clock, self.web, self.robots)
            return asyncio.run(run_once(context, force=force))

    def row(self) -> SourceRow:
        """How the source is."""
        with self.store() as store, store.read() as reader:
            found = reader.source("streek")
        assert found is not None
        return found


@pytest.fixture
def site(tmp_path: Path) -> Site:
    """An installation that has polled a list of six stories."""
    site = Site(tmp_path)
    site.web.pages[LIST] = (200, listing(), {"etag": '"1"'})
    report = site.poll()
    assert report.errors == ()
    assert report.refreshed[0].new == 6
    return site


def test_a_page_becomes_a_feed_of_its_source(site: Site) -> None:
    """Titles, absolute links and instants; the section is named after the source where nothing else names one."""
    first = site.entries("streek")[0]
    assert first.lead.dispatch.link == "https://news.example/streek/brug-gaat-open"
    assert first.published == site.clock.now - timedelta(hours=3, minutes=30)


def test_every_later_poll_is_conditional_and_changes_nothing(site: Site) -> None:
    """The ETag goes back verbatim; a 304 touches no file."""
    before = site.files()
    report = site.poll()
    assert site.web.asked[-1].etag == '"1"'
    assert report.refreshed[0].outcome is Outcome.UNCHANGED
    assert site.files() == before


def test_a_page_is_asked_for_when_it_is_due(site: Site) -> None:
    """Too early a run leaves the page alone, unless it is forced; what the server calls fresh stays unasked."""
    asked = len(site.web.asked)
    site.poll(after=2)
    assert len(site.web.asked) == asked
    site.poll(after=1, force=True)
    assert site.web.asked[-1].etag is None
    site.web.pages[LIST] = (200, listing(), {"cache-control": "max-age=7200"})
    site.poll()
    asked = len(site.web.asked)
    site.poll(after=60)
    assert len(site.web.asked) == asked


def test_a_cron_line_as_often_as_the_interval_asks_each_time(site: Site) -> None:
    """Jitter makes no run that comes every 15 minutes, a moment early or late, miss its turn or think itself idle."""
    site.web.pages[LIST] = (200, listing(), {"etag": '"1"'})
    asked = len(site.web.urls())
    for minutes in (15.0, 14.9, 15.1, 15.0):
        report = site.poll(after=minutes)
        assert report.next_due is not None
        assert report.next_due <= site.clock.now + timedelta(minutes=14.9)
    assert len(site.web.urls()) == asked + 4
    site.poll(after=7)
    assert len(site.web.urls()) == asked + 4


@pytest.mark.parametrize(
    ("page", "outcome"),
    [
        ((500, b"", {}), Outcome.FAILING),
        ((403, b"", {}), Outcome.BLOCKED),
        ((410, b"", {}), Outcome.GONE),
        ((0, b"", {}), Outcome.FAILING),
        ((200, b"", {}), Outcome.FAILING),
        (
            (200, b"<html lang='nl'><body><h1>Streek</h1><p>Kom later terug.</p></body></html>", {}),
            Outcome.LAYOUT_CHANGED,
        ),
    ],
)
def test_trouble_keeps_the_last_good_feed(
    site: Site, page: tuple[int, bytes, dict[str, str]], outcome: Outcome
) -> None:
    """Whatever a server does, the feed stays, the outcome says which trouble it is, and the next good page mends it."""
    before = site.files()
    site.web.pages[LIST] = page
    report = site.poll()
    assert report.refreshed[0].outcome is outcome
    assert report.failed
    assert site.files() == before
    assert site.row().outcome is outcome
    assert site.row().reason
    site.web.pages[LIST] = (200, listing(hours=4), {})
    site.poll(after=600, force=outcome is Outcome.GONE)  # what is gone for good is asked for by force only
    assert site.row().outcome is Outcome.OK
    assert len(site.entries()) == 6


def test_a_list_that_lost_most_of_itself_is_flagged(site: Site) -> None:
    """A good page with far fewer stories than usual is taken in and said to be odd, also when it comes unchanged."""
    for etag, after in (('"2"', 20), ('"2"', 20), ('"3"', 20)):
        site.web.pages[LIST] = (200, listing(SUBJECTS[:1], hours=4), {"etag": etag})
        site.poll(after=after)
        row = site.row()
        assert row.outcome in (Outcome.OK, Outcome.UNCHANGED)
        assert row.reason == "only 1 of the 6 stories that were usual"
    assert len(site.entries()) == 6
    site.web.pages[LIST] = (200, listing(hours=5), {})
    site.poll()
    assert site.row().reason is None


def test_robots_txt_is_obeyed(tmp_path: Path) -> None:
    """What it forbids is not asked for, and said."""
    site = Site(tmp_path)
    site.web.pages["https://news.example/robots.txt"] = (200, b"User-agent: *\nDisallow: /streek", {})
    site.web.pages[LIST] = (200, listing(), {})
    report = site.poll()
    assert "robots.txt" in report.errors[0]
    assert site.web.urls() == []


def test_following_reads_each_article_once_before_its_date_is_frozen(tmp_path: Path) -> None:
    """The exact date is published from the start, under the same id as the teaser's; no page is asked for twice."""
    site = Site(tmp_path, "follow = true")
    exact = {s: datetime(2026, 4, 1, 9 - i, 10 + i, tzinfo=UTC) for i, s in enumerate(SUBJECTS)}
    site.web.pages[LIST] = (200, listing(), {})
    for subject, instant in exact.items():
        if subject != "kade":  # this one cannot be had
            site.web.pages[f"{LIST}/{subject}-gaat-open"] = (200, article(subject, instant.isoformat()), {})
    site.poll()
    entries = {_subject(entry): entry for entry in site.entries()}
    assert set(entries) == set(SUBJECTS)
    for subject, entry in entries.items():
        if subject != "kade":
            assert entry.published == exact[subject]
            assert "Alinea 3" in entry.lead.dispatch.text
    assert entries["kade"].published is not None
    asked = site.web.urls()
    assert sorted(asked) == sorted([LIST, *(f"{LIST}/{s}-gaat-open" for s in SUBJECTS)])
    site.web.pages[LIST] = (200, listing(hours=4), {})
    site.poll(after=60)
    assert site.web.urls() == [*asked, LIST]
    again = {_subject(entry): entry for entry in site.entries()}
    assert {s: (e.guid, e.published) for s, e in again.items()} == {
        s: (e.guid, e.published) for s, e in entries.items()
    }


def test_following_teaches_how_the_site_counts(tmp_path: Path) -> None:
    """Exact dates beside printed ages say whether the site rounds down."""
    site = Site(tmp_path, "follow = true")
    now = site.clock.now + timedelta(minutes=20)
    for i, subject in enumerate(SUBJECTS):
        instant = now - timedelta(hours=3 + i, minutes=48)
        site.web.pages[f"{LIST}/{subject}-gaat-open"] = (200, article(subject, instant.isoformat()), {})
    site.web.pages[LIST] = (200, listing(), {})
    site.poll()
    with site.store() as store, store.read() as reader:
        rounding = reader.calibration("streek").rounding
    assert rounding is not None
    assert rounding.value == "floor"


def test_following_dates_what_came_without_an_exact_time(tmp_path: Path) -> None:
    """A story known before, from a source that only prints ages, still gets its exact time once, and only once."""
    site = Site(tmp_path)
    site.web.pages[LIST] = (200, listing(), {})
    site.poll()
    before = {_subject(entry): entry for entry in site.entries()}
    site.config += "follow = true\n"
    exact = {s: datetime(2026, 4, 1, 9 - i, 10 + i, tzinfo=UTC) for i, s in enumerate(SUBJECTS)}
    pages = {f"{LIST}/{s}-gaat-open": (200, article(s, exact[s].isoformat()), dict[str, str]()) for s in SUBJECTS}
    site.web.pages |= {LIST: (200, listing(), {}), **pages}
    site.poll()
    entries = {_subject(entry): entry for entry in site.entries()}
    assert {s: (entry.guid, entry.published) for s, entry in entries.items()} == {
        s: (before[s].guid, exact[s]) for s in SUBJECTS
    }
    asked = len(site.web.asked)
    site.web.pages[LIST] = (200, listing(hours=4), {})
    site.poll(after=60)
    assert len(site.web.asked) == asked + 1


def _subject(entry: Entry) -> str:
    return next(s for s in SUBJECTS if s in (entry.lead.dispatch.link or ""))


def test_an_incident_is_one_entry_where_that_is_asked_for(tmp_path: Path) -> None:
    """One id from its beginning to its end, in the operator's feed; off by default."""
    site = Site(tmp_path, 'section = "streek"\n[feeder]\nnotices = true')
    site.web.pages[LIST] = (200, listing(), {})
    site.poll()
    assert "feeder-incidents.rss" not in site.files()
    site.web.pages[LIST] = (500, b"", {})
    site.poll()
    site.poll(after=600)
    [opened] = site.json("feeder-incidents")["items"]
    assert opened["title"] == "streek: failing"
    assert "500" in opened["content_html"]
    assert opened["id"] in {item["id"] for item in site.json("streek")["items"]}
    site.web.pages[LIST] = (200, listing(hours=4), {})
    site.poll(after=6000)
    [closed] = site.json("feeder-incidents")["items"]
    assert (closed["id"], closed["title"]) == (opened["id"], "streek: failing, over")
    assert closed["date_published"] == opened["date_published"]
