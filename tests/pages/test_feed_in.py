"""Feeds as sources: what each format says, and what broken ones still say."""

from __future__ import annotations

import pytest

from feeder.errors import PageError
from feeder.model.page import Capture, Dateline, Dispatch, Page
from feeder.model.time import About, Age
from feeder.pages import read_page
from feeder.pages.feed.items import MOST_ITEMS
from feeder.pages.sniff import sniff

URL = "https://de-dijkbode.example/feed/"


def capture(text: str, media_type: str | None = None) -> Capture:
    return Capture("s", "s", URL, URL, media_type, None, text.encode(), None)


def read(text: str) -> Page:
    return read_page(capture(text))


def rss(items: str, head: str = "") -> str:
    return (
        '<?xml version="1.0" encoding="utf-8"?><rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/" '
        'xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:media="http://search.yahoo.com/mrss/">'
        f"<channel><title>De Dijkbode</title><link>https://de-dijkbode.example/</link><language>nl-nl</language>{head}"
        f"{items}</channel></rss>"
    )


def one(item: str) -> Dispatch:
    (teaser,) = read(rss(f"<item>{item}</item>")).teasers
    return teaser


FULL = """<title>Storm &amp;amp; schapen</title><link>/regio/schapen?utm_source=rss</link>
<guid isPermaLink="false">dijkbode-42</guid><pubDate>Tue, 17 Mar 2026 16:05:00 +0100</pubDate>
<dc:creator>Lea Smit</dc:creator><category>Regio</category><category>Dieren</category>
<description>&lt;p&gt;OOSTWOLD (ANP) - De schapen zijn terug.&lt;/p&gt;</description>
<content:encoded><![CDATA[<p>OOSTWOLD (ANP) - De schapen zijn <a href="/wei">terug</a>.</p>
<p>Ze grazen.<script>x()</script></p>]]></content:encoded>
<media:content url="https://de-dijkbode.example/s.jpg" medium="image" type="image/jpeg" fileSize="999"/>"""


def test_rss() -> None:
    """An RSS item gives id, link, times, authors, label, image, plain text without dateline and sanitised content."""
    page = read(rss(f"<item>{FULL}</item>"))
    (found,) = page.teasers
    assert (page.title, page.language, page.labels, page.shape.count) == ("De Dijkbode", "nl-nl", ("Regio",), 1)
    assert found.headline == "Storm & schapen"
    assert found.link == "https://de-dijkbode.example/regio/schapen?utm_source=rss"
    assert found.native_id == "dijkbode-42"
    assert found.dateline == Dateline("OOSTWOLD", ("ANP",))
    assert found.summary == "De schapen zijn terug."
    assert found.paragraphs == ("De schapen zijn terug.", "Ze grazen.")
    assert found.content is not None
    assert 'href="https://de-dijkbode.example/wei"' in found.content
    assert "x()" not in found.content
    assert (found.authors, found.label) == (("Lea Smit",), "Regio")
    assert found.image is not None
    assert (found.image.media_type, found.image.length) == ("image/jpeg", 999)
    assert [(cue.text, cue.about) for cue in found.cues] == [("Tue, 17 Mar 2026 16:05:00 +0100", About.PUBLISHED)]


def test_rss_1() -> None:
    """Items of RSS 1.0 stand beside their channel, and are named by rdf:about."""
    text = """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
    xmlns:dc="http://purl.org/dc/elements/1.1/"><channel rdf:about="x"><title>T</title></channel>
    <item rdf:about="https://de-dijkbode.example/1"><title>Een</title><link>https://de-dijkbode.example/1</link>
    <dc:date>2026-03-17T16:05:00+01:00</dc:date></item></rdf:RDF>"""
    (found,) = read(text).teasers
    assert (found.headline, found.native_id, len(found.cues)) == ("Een", "https://de-dijkbode.example/1", 1)


def test_atom() -> None:
    """Atom entries resolve links by xml:base, keep XHTML content, and tell publication from change."""
    text = """<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="de" xml:base="https://blatt.example/a/">
    <title type="html">Bl&amp;auml;tter</title><link rel="self" href="f.atom"/><link href="https://blatt.example/"/>
    <entry><id>urn:x:1</id><title>Eins</title><link rel="edit" href="e"/><link href="1.html"/>
    <published>2026-03-14T21:05:00Z</published><updated>2026-03-15T08:00:00Z</updated><author><name>Jo</name></author>
    <content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>Hallo <b>Welt</b></p></div></content></entry>
    <at:deleted-entry xmlns:at="http://purl.org/atompub/tombstones/1.0" ref="urn:x:0"/></feed>"""
    page = read(text)
    found, gone = page.teasers
    assert (page.title, page.language) == ("Blätter", "de")
    assert (found.link, found.authors, found.paragraphs) == ("https://blatt.example/a/1.html", ("Jo",), ("Hallo Welt",))
    assert found.content == "<p>Hallo <b>Welt</b></p>"
    assert [cue.about for cue in found.cues] == [About.PUBLISHED, About.UPDATED]
    assert (gone.native_id, gone.state) == ("urn:x:0", "withdrawn")


def test_json_feed() -> None:
    """JSON Feed items, ids as numbers too, text as text and markup as markup."""
    text = """{"version": "https://jsonfeed.org/version/1.1", "title": "T", "language": "nl", "items": [
    {"id": 7, "url": "/1", "title": "Een", "content_html": "<p>Hoi</p>", "date_published": "2026-03-14T21:05:00+01:00",
     "authors": [{"name": "Lea"}], "tags": ["Regio"]}, {"id": "8", "content_text": "Zonder kop. En meer."}]}"""
    first, second = read(text).teasers
    assert (first.native_id, first.link, first.content) == ("7", "https://de-dijkbode.example/1", "<p>Hoi</p>")
    assert (first.authors, first.label, len(first.cues)) == (("Lea",), "Regio", 1)
    assert (second.headline, second.title, second.content) == (None, "Zonder kop.", None)


@pytest.mark.parametrize(
    ("printed", "stated"),
    [
        ("Tue, 17 Mar 2026 16:05:00 +0100", True),
        ("17 Mar 26 16:05 CET", True),
        ("2026-03-17T16:05:00Z", True),
        ("di 17 maart 2026 16:05", True),
        ("17-03-2026 16:05", True),
        ("onbekend", False),
        ("", False),
    ],
)
def test_dates_repaired(printed: str, stated: bool) -> None:
    """A time in words or odd forms is still a time; what is none gives no cue."""
    cues = one(f"<title>x</title><pubDate>{printed}</pubDate>").cues
    assert [cue.text for cue in cues] == ([printed] if stated else [])
    assert all(cue.phrases for cue in cues)


def test_an_entry_that_only_says_updated() -> None:
    """Atom entries without a publication time are dated by their one time, as change and as publication."""
    text = '<feed xmlns="http://www.w3.org/2005/Atom"><entry><id>a</id><updated>2026-03-14T21:05:00Z</updated></entry></feed>'
    assert [cue.about for cue in read(text).teasers[0].cues] == [About.PUBLISHED, About.UPDATED]


def test_broken_feeds() -> None:
    """HTML entities, stray ampersands, a document type, control characters and a missing end are repaired."""
    text = '<?xml version="1.0" encoding="iso-8859-1"?><!DOCTYPE rss [<!ENTITY x "boem">]>' + rss(
        "<item><title>Caf&eacute;&nbsp;dicht &x; na Storm & regen</title><link>/a</link></item>"
        "<item><title>Twee\x0b</title><guid>https://de-dijkbode.example/2</guid></item>"
    ).partition("?>")[2].removesuffix("</channel></rss>")
    first, second = read(text).teasers
    assert first.headline is not None
    assert first.headline.startswith("Café dicht")
    assert "boem" not in first.headline
    assert (second.headline, second.link) == ("Twee", "https://de-dijkbode.example/2")


def test_entities_are_not_expanded() -> None:
    """Nested entities of a document type are never expanded, however deep."""
    bomb = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 12))
    text = (
        f'<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY l0 "ha">{bomb}]>'
        + rss("<item><title>A&l11;</title><link>/a</link></item>").partition("?>")[2]
    )
    (found,) = read(text).teasers
    assert len(found.headline or "") < 20


@pytest.mark.parametrize(
    ("text", "media_type", "kind"),
    [
        (rss(""), None, "feed"),
        ('<!DOCTYPE rss PUBLIC "x" "y"><rss version="0.91"></rss>', "text/html", "feed"),
        ("<feed xmlns='http://www.w3.org/2005/Atom'></feed>", "text/xml", "feed"),
        ('{"version": "https:\\/\\/jsonfeed.org\\/version\\/1", "items": []}', "application/json", "feed"),
        ('{"items": []}', "application/feed+json", "feed"),
        ("<!DOCTYPE html><html><p>feed", "application/rss+xml", "html"),
    ],
)
def test_sniffed(text: str, media_type: str | None, kind: str) -> None:
    """A feed is told by its root element or its version before its media type."""
    assert sniff(capture(text, media_type)) == kind


@pytest.mark.parametrize(
    ("text", "media_type"),
    [
        ("{nope", "application/feed+json"),
        ('{"a": 1}', "application/feed+json"),
        ("<opml><body/></opml>", "application/rss+xml"),
        ("geen markup", "application/rss+xml"),
        ("[" * 50_000, "application/feed+json"),
        ("<rss>" + "<a>" * 400 + "</rss>", None),
    ],
)
def test_no_feed(text: str, media_type: str | None) -> None:
    """What is no feed is a PageError that names the address."""
    with pytest.raises(PageError, match="de-dijkbode"):
        read_page(capture(text, media_type))


def test_an_empty_feed() -> None:
    """A feed without items is a page without teasers, not an error."""
    page = read(rss(""))
    assert (page.teasers, page.shape.count) == ((), 0)


def test_an_endless_feed() -> None:
    """Of a feed with more items than any that is polled has new, the first are read."""
    items = ",".join(f'{{"id": "{n}", "title": "Verhaal {n}"}}' for n in range(MOST_ITEMS + 10))
    found = read(f'{{"version": "https://jsonfeed.org/version/1.1", "items": [{items}]}}')
    assert len(found.teasers) == MOST_ITEMS


@pytest.mark.parametrize(
    ("printed", "day"),
    [
        ("Tue, 17 Mar 2026 25:61:00 GMT", (2026, 3, 17)),
        ("Tue, 17 Mar 2026 10:75 +0100", (2026, 3, 17)),
        ("Thu, 01 Jan 1970 26:00:00 GMT", None),
    ],
)
def test_a_clock_that_there_is_not(printed: str, day: tuple[int, int, int] | None) -> None:
    """Of a time whose clock no clock shows the day is kept; what systems write that know no time says nothing."""
    cues = one(f"<title>A</title><pubDate>{printed}</pubDate>").cues
    assert [(p.year, p.month, p.day) for cue in cues for p in cue.phrases if not isinstance(p, Age)] == (
        [day] if day else []
    )


def test_dates_of_a_feed_in_no_known_language() -> None:
    """A time in words in a feed that tells no language is left to dating, which reads what all languages agree on."""
    item = "<item><title>x</title><pubDate>Vr, 27 nov 2026 10:00 +0100</pubDate></item>"
    (found,) = read(f'<rss version="2.0"><channel>{item}</channel></rss>').teasers
    assert [(cue.text, cue.phrases) for cue in found.cues] == [("Vr, 27 nov 2026 10:00 +0100", ())]


def test_markup_and_ampersands_unescaped() -> None:
    """Bare ampersands, and tags that nothing closes in a title, lose neither their own item nor the next."""
    broken = "<item><title>B&O <b>schapen</title><link>https://x.example/1?a=1&b=2</link></item><item><title>Twee</title></item>"
    first, second = read(rss(broken)).teasers
    assert (first.headline, first.link, second.headline) == ("B&O schapen", "https://x.example/1?a=1&b=2", "Twee")
    kept = one("<title>B&O</title><link><![CDATA[https://x.example/1?a=1&b=2]]></link>")
    assert kept.link == "https://x.example/1?a=1&b=2"


def test_a_document_type_of_its_own() -> None:
    """A feed behind a document type with declarations is read as the feed that it is."""
    text = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "b">]><rss version="2.0"><channel/></rss>'
    assert sniff(capture(text)) == "feed"
