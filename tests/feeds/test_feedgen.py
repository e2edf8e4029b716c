"""feedgen's faults, one by one. A test that fails here says that upstream mended one: its way around can go."""

from __future__ import annotations

import locale
from datetime import UTC, datetime
from typing import Any

import pytest
from feedgen.feed import FeedGenerator
from lxml import etree

from feeder.feeds import render, render_all
from feeder.feeds.archive import with_history
from feeder.feeds.feedgen_fix import rfc822
from tests.feeds.samples import NOON, full_entry, make_entry, make_feed

ATOM = "{http://www.w3.org/2005/Atom}"


def plain() -> Any:
    """A feed with all that feedgen asks for."""
    fg = FeedGenerator()
    fg.id("urn:x")
    fg.title("x")
    fg.description("x")
    fg.link(href="https://x.example/", rel="alternate")
    return fg


def entry_of(fg: Any) -> Any:
    """An entry with all that feedgen asks for."""
    entry = fg.add_entry()
    entry.id("urn:y")
    entry.title("y")
    entry.content("y")
    return entry


def test_the_time_of_writing_is_in_every_feed() -> None:
    """Fault: lastBuildDate and both updated are now. Ours: only what the feed was given."""
    fg = plain()
    entry_of(fg)
    year = str(datetime.now(UTC).year).encode()
    assert year in fg.rss_str()
    assert fg.atom_str().count(f"<updated>{year.decode()}".encode()) == 2
    feed = make_feed([make_entry(1, published=NOON.replace(year=1999), updated=NOON.replace(year=1999))])
    feed_bytes = render_all(make_feed(feed.entries, updated=NOON.replace(year=1999)), ("rss", "atom"))
    assert all(year not in body for body in feed_bytes.values())


def test_dates_switch_the_locale_of_the_process(monkeypatch: pytest.MonkeyPatch) -> None:
    """Fault: every RSS date calls setlocale, which other threads see. Ours: never."""
    calls: list[object] = []
    monkeypatch.setattr(locale, "setlocale", lambda *args: calls.append(args))
    entry_of(fg := plain()).published(NOON)
    fg.rss_str()
    assert calls
    calls.clear()
    render(make_feed([full_entry(1), make_entry(2)]), "rss")
    assert calls == []
    assert rfc822(NOON) == "Sat, 14 Mar 2026 12:00:00 +0000"


def test_last_link_of_any_rel_is_the_link_of_rss() -> None:
    """Fault: a self link given last becomes the site. Ours: the site."""
    fg = plain()
    fg.link(href="https://x.example/self", rel="self")
    assert b"<link>https://x.example/self</link>" in fg.rss_str()
    feed = make_feed([])
    assert f"<link>{feed.home_url}</link>".encode() in render(feed, "rss")


def test_links_of_atom_entries_lose_their_rel() -> None:
    """Fault: an enclosure becomes a second alternate. Ours: it says what it is."""
    fg = plain()
    entry = entry_of(fg)
    entry.link(href="https://x.example/a.jpg", rel="enclosure", type="image/jpeg", length="3")
    assert b'<link href="https://x.example/a.jpg"/>' in fg.atom_str()
    atom = render(make_feed([full_entry()]), "atom")
    expected = b'<link rel="enclosure" href="https://nieuws.example.org/brood.jpg" type="image/jpeg" length="4711"/>'
    assert expected in atom


def test_hub_never_reaches_rss() -> None:
    """Fault: RSS gets the self link only. Ours: the hub as well."""
    fg = plain()
    fg.link(href="https://x.example/hub", rel="hub")
    assert b'rel="hub"' not in fg.rss_str()
    assert b'rel="hub"' in render(make_feed([]), "rss")


def test_archive_links_never_reach_rss() -> None:
    """Fault: a link to the archive is left out (and becomes the site, if it is the last). Ours: it is there."""
    fg = plain()
    fg.link(href="https://x.example/old", rel="prev-archive")
    assert b"prev-archive" not in fg.rss_str()
    assert b'rel="prev-archive"' in render(with_history(make_feed([]), 3), "rss")


def test_entries_have_no_language() -> None:
    """Fault: an entry cannot say its language. Ours: it does where it is not the feed's."""
    assert not hasattr(entry_of(plain()), "language")
    foreign = make_feed([make_entry(1, dispatch={"language": "fr"})])
    assert b"<dc:language>fr</dc:language>" in render(foreign, "rss")
    assert b'<entry xml:lang="fr">' in render(foreign, "atom")


def test_entries_are_prepended() -> None:
    """Fault: the last added comes first. Ours: the order given."""
    fg = plain()
    for name in ("one", "two"):
        entry_of(fg).title(name)
    titles = [node.text for node in etree.fromstring(fg.rss_str()).iterfind("channel/item/title")]
    assert titles == ["two", "one"]
    feed = make_feed([make_entry(1), make_entry(2)])
    guids = [node.text for node in etree.fromstring(render(feed, "rss")).iterfind("channel/item/guid")]
    assert guids == [entry.guid for entry in feed.entries]


@pytest.mark.parametrize("text", ["\x00", "\ufffe", "\ud800"])
def test_one_character_loses_the_feed(text: str) -> None:
    """Fault: a character that XML forbids raises. Ours: it is left out."""
    fg = plain()
    entry_of(fg).title(text)
    with pytest.raises((ValueError, UnicodeEncodeError)):
        fg.rss_str()
    assert b"<title>kop</title>" in render(make_feed([make_entry(dispatch={"headline": f"k{text}op"})]), "rss")


def test_empty_title_loses_the_feed() -> None:
    """Fault: an empty title raises in Atom. Ours: another title is found."""
    fg = plain()
    entry_of(fg).title("")
    with pytest.raises(ValueError):
        fg.atom_str()
    assert b"<title/>" not in render(make_feed([make_entry(dispatch={"headline": "", "summary": ""})]), "atom")


def test_naive_instant_loses_the_feed() -> None:
    """Fault: an instant without a zone raises. Ours: it is UTC."""
    with pytest.raises(ValueError):
        entry_of(plain()).published(NOON.replace(tzinfo=None))
    feed = make_feed([make_entry(published=NOON.replace(tzinfo=None), updated=NOON.replace(tzinfo=None))])
    assert b"<pubDate>Sat, 14 Mar 2026 12:00:00 +0000</pubDate>" in render(feed, "rss")


def test_html_is_not_declared() -> None:
    """Fault: content is plain text unless told. Ours: always HTML."""
    fg = plain()
    entry_of(fg).content("<p>x</p>")
    assert b"<content>&lt;p&gt;" in fg.atom_str()
    assert b'<content type="html">' in render(make_feed([make_entry()]), "atom")


def test_author_without_email_vanishes() -> None:
    """Fault: RSS drops a name without an address. Ours: it is a dc:creator."""
    fg = plain()
    entry_of(fg).author(name="Mies Bakker")
    assert b"Mies" not in fg.rss_str()
    assert b"<dc:creator>Mies Bakker</dc:creator>" in render(make_feed([full_entry()]), "rss")


def test_titles_cannot_be_html() -> None:
    """Fault: a title has no type. Ours: one that looks like markup is declared and escaped."""
    fg = plain()
    with pytest.raises(TypeError):
        fg.title("x", type="html")
    atom = etree.fromstring(render(make_feed([make_entry(dispatch={"headline": "de <b>echte</b> kop"})]), "atom"))
    title = atom.find(f"{ATOM}entry/{ATOM}title")
    assert title is not None
    assert (title.get("type"), title.text) == ("html", "de &lt;b&gt;echte&lt;/b&gt; kop")


def test_nothing_else_imports_feedgen() -> None:
    """All that is known of feedgen is in one module."""
    from pathlib import Path

    import feeder.feeds

    package = Path(feeder.feeds.__file__).parent.parent
    importers = [path.name for path in package.rglob("*.py") if "import" in path.read_text() and _imports(path)]
    assert importers == ["feedgen_fix.py"]


def _imports(path: Any) -> bool:
    return any(line.startswith(("from feedgen", "import feedgen")) for line in path.read_text().splitlines())
