"""RSS, Atom and JSON Feed say the same, each in its own rules."""

from __future__ import annotations

import json
from calendar import timegm
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any
from uuid import NAMESPACE_URL, uuid5

import feedparser
import pytest
from lxml import etree

from feeder.feeds import FORMATS, render, render_all
from feeder.model.entry import State
from feeder.model.page import Image
from tests.feeds.samples import BASE, NOON, SEEN, full_entry, make_entry, make_feed, undated_entry

ATOM = "{http://www.w3.org/2005/Atom}"
HISTORY = "{http://purl.org/syndication/history/1.0}"
FEED = make_feed([full_entry(0), make_entry(1), make_entry(2), undated_entry(3)])


def _parsed(feed: Any, name: str) -> Any:
    return feedparser.parse(render(feed, name))


def _items(feed: Any) -> list[dict[str, Any]]:
    return list(json.loads(render(feed, "json"))["items"])


def _instant(parts: Any) -> datetime | None:
    return datetime.fromtimestamp(timegm(parts), UTC) if parts else None


@pytest.mark.parametrize("name", ["rss", "atom"])
def test_parity(name: str) -> None:
    """Ids, links, titles, contents, credits, categories and publishing instants agree with JSON Feed in both."""
    parsed = _parsed(FEED, name)
    assert not parsed.bozo
    assert len(parsed.entries) == 4
    for entry, item in zip(parsed.entries, _items(FEED), strict=True):
        assert (entry.id, entry.link, entry.title) == (item["id"], item["url"], item["title"])
        assert entry.content[0].value == item["content_html"]
        assert [author["name"] for author in entry.authors] == [author["name"] for author in item["authors"]]
        assert [tag["term"] for tag in entry.tags] == item["tags"]
        published = item.get("date_published")
        assert _instant(entry.get("published_parsed")) == (datetime.fromisoformat(published) if published else None)


@pytest.mark.parametrize("name", ["rss", "atom"])
def test_parity_of_the_feed(name: str) -> None:
    """Title, home, language and address of the document itself agree with JSON Feed."""
    head = _parsed(FEED, name).feed
    whole = json.loads(render(FEED, "json"))
    assert (head.title, head.language) == (whole["title"], whole["language"])
    assert head.link == whole["home_page_url"]
    links = {link["rel"]: link["href"] for link in head.links}
    assert links["self"] == FEED.self_urls[name]
    assert links["hub"] == whole["hubs"][0]["url"]


def test_dateline_stays_at_the_head_of_the_text() -> None:
    """The place and the credits begin the text as they were printed, and the credits are creators too."""
    item = _items(FEED)[1]
    assert item["content_html"].startswith("<p>OSLO (ANP/RTR) - Bakker nummer 1 ")
    assert [author["name"] for author in item["authors"]] == ["ANP", "RTR"]


def test_undated_entry() -> None:
    """Without a date there is no pubDate and no published; Atom's updated is the entry's own."""
    feed = make_feed([undated_entry()])
    assert b"<pubDate>" not in render(feed, "rss")
    atom = etree.fromstring(render(feed, "atom"))
    assert atom.find(f".//{ATOM}published") is None
    assert datetime.fromisoformat(atom.findtext(f"{ATOM}entry/{ATOM}updated") or "") == SEEN
    assert "date_published" not in _items(feed)[0]


@pytest.mark.parametrize("hidden", [{"state": State.WITHDRAWN, "state_at": SEEN}, {"state": State.HELD}])
@pytest.mark.parametrize("name", FORMATS)
def test_withdrawn_and_held_entries(hidden: dict[str, Any], name: str) -> None:
    """A withdrawn entry, and one held with no end, leave no trace in any format; one that came due is shown."""
    entry, other = make_entry(1), make_entry(2)
    assert render(make_feed([entry, replace(other, **hidden)]), name) == render(make_feed([entry]), name)
    due = replace(other, state=State.HELD, state_at=NOON)
    assert render(make_feed([entry, due]), name) == render(make_feed([entry, other]), name)


def test_entry_without_a_link_opens_its_place_on_the_page() -> None:
    """Every format links it to the section's page, where that very fragment stands."""
    url = _items(FEED)[1]["url"]
    page, _, fragment = url.partition("#")
    assert page == BASE + "buitenland.html"
    assert f'<article id="{fragment}"' in render(FEED, "html").decode()


def test_no_page_no_link() -> None:
    """With neither a link of its own nor a page, an entry has an id and no link, and is valid."""
    feed = make_feed([make_entry()], self_urls={"rss": BASE + "a.rss"})
    parsed = _parsed(feed, "rss").entries[0]
    assert "link" not in parsed
    assert parsed.id == make_entry().guid
    assert "url" not in _items(feed)[0]


def test_enclosure_needs_length_and_type() -> None:
    """A picture is a thumbnail always, an enclosure only where its length and type are known."""
    known = full_entry()
    dispatch = known.lead.dispatch
    unknown = replace(
        known, lead=replace(known.lead, dispatch=replace(dispatch, image=Image("https://x.example/b.jpg")))
    )
    for entry, expected in ((known, 1), (unknown, 0)):
        feed = make_feed([entry])
        rss = render(feed, "rss")
        assert rss.count(b"<enclosure ") == expected
        assert rss.count(b"<media:thumbnail ") == 1
        assert render(feed, "atom").count(b'rel="enclosure"') == expected
        assert len(_items(feed)[0].get("attachments", [])) == expected


def test_one_alternate_per_atom_entry() -> None:
    """An enclosure is no second alternate: readers would open the picture."""
    atom = etree.fromstring(render(make_feed([full_entry()]), "atom"))
    relations = [link.get("rel") for link in atom.find(f"{ATOM}entry").iterfind(f"{ATOM}link")]
    assert sorted(relations) == ["alternate", "enclosure"]


def test_distinct_ids() -> None:
    """With ids per section, a story has another id in each section, the same one every time."""
    entry = make_entry()
    ids = {
        section: _items(make_feed([entry], section=section, section_ids="distinct"))[0]["id"]
        for section in ("buitenland", "eten")
    }
    assert len({entry.guid, *ids.values()}) == 3
    assert ids["eten"] == "urn:uuid:e33653aa-bc3e-5a7c-9343-1deb6e649910"


def test_spare_id_of_a_feed() -> None:
    """A feed without an id of its own has one that follows from where its page is served, and from nothing else."""
    feed = make_feed([make_entry(1)], feed_id="")
    moved = replace(feed, title="Elders", entries=(), updated=SEEN, language=None)
    ids = {json.loads(render(each, "json"))["_feeder"]["id"] for each in (feed, moved)}
    assert ids == {f"urn:uuid:{uuid5(NAMESPACE_URL, feed.self_urls['html'])}"}


def test_summary_only() -> None:
    """Where only summaries are licensed, no format holds a word of the second paragraph, in evidence neither."""
    feed = make_feed([full_entry()], text="summary")
    for name in FORMATS:
        document = render(feed, name)
        assert b"zeven meter" in document
        assert b"tevreden" not in document


def test_archive_document() -> None:
    """An archive document says that it is one, and links its neighbours in its own format."""
    feed = make_feed(
        [make_entry()], archive=True, prev_archive=BASE + "archive/b-1.atom", current=BASE + "buitenland.atom"
    )
    rss, atom = (etree.fromstring(render(feed, name)) for name in ("rss", "atom"))
    assert rss.find(f"channel/{HISTORY}archive") is not None
    assert atom.find(f"{HISTORY}archive") is not None
    relations = {link.get("rel"): link.get("href") for link in rss.iterfind(f"channel/{ATOM}link")}
    assert relations["prev-archive"] == BASE + "archive/b-1.rss"
    assert relations["current"] == BASE + "buitenland.rss"
    assert json.loads(render(feed, "json"))["next_url"] == BASE + "archive/b-1.json"


def test_updates_are_unique_in_a_feed() -> None:
    """Entries of one instant get distinct updated elements, the same instant to the second, stable when one leaves."""
    entries = [undated_entry(number) for number in range(4)]
    stamps = [item["date_modified"] for item in _items(make_feed(entries))]
    assert len(set(stamps)) == 4
    assert {stamp[:19] for stamp in stamps} == {f"{SEEN:%Y-%m-%dT%H:%M:%S}"}
    assert stamps[0] == f"{SEEN:%Y-%m-%dT%H:%M:%SZ}"
    fewer = [item["date_modified"] for item in _items(make_feed([entries[0], entries[2], entries[3]]))]
    assert fewer == [stamps[0], stamps[2], stamps[3]]


def test_foreign_language_entry_says_so() -> None:
    """An entry in another language than its feed carries it in each format."""
    feed = make_feed([make_entry(dispatch={"language": "fr"})])
    assert b"<dc:language>fr</dc:language>" in render(feed, "rss")
    assert b'<entry xml:lang="fr">' in render(feed, "atom")
    assert _items(feed)[0]["language"] == "fr"


def test_no_clock() -> None:
    """The feed's own time is the newest change that it was given; nothing else in it tells when it was written."""
    assert b"<lastBuildDate>Sat, 14 Mar 2026 12:00:00 +0000</lastBuildDate>" in render(FEED, "rss")
    assert b"  <updated>2026-03-14T12:00:00+00:00</updated>" in render(FEED, "atom")
    assert str(NOON.year + 1).encode() not in b"".join(render_all(FEED).values())


def test_new_release_changes_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    """Another version of feeder writes other bytes in the generator's line, and nowhere else."""
    before = render_all(FEED)
    for module in ("rss", "atom", "html"):
        monkeypatch.setattr(f"feeder.feeds.{module}.VERSION", "99.9")
    for name, document in render_all(FEED).items():
        pairs = zip(before[name].splitlines(), document.splitlines(), strict=True)
        changed = [new for old, new in pairs if old != new]
        assert len(changed) == (0 if name == "json" else 1)
        assert all(b"generator" in line for line in changed)


def test_render_is_deterministic() -> None:
    """The same feed gives the same bytes, one format at a time or all at once."""
    assert render_all(FEED) == {name: render(FEED, name) for name in FORMATS}
