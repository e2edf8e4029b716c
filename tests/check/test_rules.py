"""Each rule finds its fault, and nothing else in a feed that is otherwise right."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from feeder.check import Level, check

NOW = datetime(2026, 3, 15, tzinfo=UTC)

RSS = """<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:media="http://search.yahoo.com/mrss/">
<channel><title>Dorp</title><link>https://dorp.example/</link><description>Nieuws uit het dorp</description>
<atom:link rel="self" href="https://dorp.example/f.rss" type="application/rss+xml"/><language>nl</language>
<lastBuildDate>Sat, 14 Mar 2026 20:00:00 +0000</lastBuildDate><ttl>15</ttl>
<item><title>Kermis begint</title><link>https://dorp.example/1</link><description>De kermis begint.</description>
<content:encoded>&lt;p&gt;De kermis &lt;a href="https://dorp.example/k"&gt;begint&lt;/a&gt;.&lt;/p&gt;</content:encoded>
<guid isPermaLink="false">urn:uuid:00000000-0000-5000-8000-000000000001</guid><category>Dorp</category>
<pubDate>Sat, 14 Mar 2026 20:00:00 +0000</pubDate><dc:creator>Jo</dc:creator>
<enclosure url="https://dorp.example/k.jpg" length="12" type="image/jpeg"/></item></channel></rss>"""

ATOM = """<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="nl"><id>urn:uuid:00000000-0000-5000-8000-000000000000</id>
<title>Dorp</title><updated>2026-03-14T20:00:00Z</updated><author><name>Dorp</name></author>
<link rel="self" href="https://dorp.example/f.atom" type="application/atom+xml"/><link href="https://dorp.example/"/>
<entry><id>urn:uuid:00000000-0000-5000-8000-000000000001</id><title>Kermis begint</title>
<updated>2026-03-14T20:00:00Z</updated><published>2026-03-14T20:00:00Z</published>
<link rel="alternate" href="https://dorp.example/1"/><category term="Dorp"/>
<content type="html">&lt;p&gt;De kermis begint.&lt;/p&gt;</content></entry></feed>"""

JSON = """{"version": "https://jsonfeed.org/version/1.1", "title": "Dorp", "home_page_url": "https://dorp.example/",
"feed_url": "https://dorp.example/f.json", "language": "nl", "items": [
{"id": "a-1", "url": "https://dorp.example/1", "title": "Kermis begint", "content_html": "<p>De kermis begint.</p>",
"date_published": "2026-03-14T20:00:00Z", "tags": ["Dorp"], "authors": [{"name": "Jo"}]}]}"""


def codes(text: str) -> set[str]:
    """The codes of what is wrong with `text`."""
    return {finding.code for finding in check(text.encode(), now=NOW)}


@pytest.mark.parametrize("text", [RSS, ATOM, JSON])
def test_right_feed(text: str) -> None:
    """A right feed has no findings at all."""
    assert check(text.encode(), now=NOW) == []


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("</rss>", "", "not-well-formed"),
        ("<rss ", "<!DOCTYPE rss><rss ", "doctype"),
        ('version="2.0"', 'version="0.92"', "old-version"),
        ("<language>nl</language>", "", "missing-language"),
        ("<language>nl", "<language>Nederlands!", "invalid-language"),
        ("<title>Dorp</title>", "", "missing-element"),
        ("<title>Dorp</title>", "<title>Dorp</title><title>Stad</title>", "duplicate-element"),
        ("<title>Dorp</title>", "<title> </title>", "blank"),
        ("<title>Dorp</title>", "<title>Dorp</title><titel>x</titel>", "undefined-element"),
        ("<title>Dorp</title>", '<title>Dorp</title><x xmlns="urn:own">x</x>', "unknown-namespace"),
        ("Kermis begint<", "Kermis &lt;b&gt;begint&lt;/b&gt;<", "html-in-text"),
        ("Kermis begint<", "Kermis \ufffd begint<", "bad-characters"),
        ("<link>https://dorp.example/1<", "<link>/1<", "relative-address"),
        ("<link>https://dorp.example/1<", "<link>https://dorp.example/een twee<", "invalid-address"),
        ("<link>https://dorp.example/1<", "<link>https://dorp.example/é<", "iri"),
        ("<link>https://dorp.example/1<", "<link>javascript:alert(1)<", "unsafe-address"),
        ("<link>https://dorp.example/1<", "<link>https:///1<", "invalid-address"),
        ("<pubDate>Sat, 14 Mar 2026 20:00:00 +0000", "<pubDate>gisteren", "invalid-date"),
        ("<pubDate>Sat, 14 Mar 2026 20:00:00 +0000", "<pubDate>14 Mar 26 20:00 +0000", "unusual-date"),
        ("<pubDate>Sat,", "<pubDate>Sun,", "wrong-weekday"),
        ("<pubDate>Sat, 14 Mar 2026", "<pubDate>Thu, 01 Jan 1970", "implausible-date"),
        ("<pubDate>Sat, 14 Mar 2026", "<pubDate>Mon, 14 Mar 2033", "future-date"),
        ("urn:uuid:00000000-", "", "NONE"),
        ('<guid isPermaLink="false">', "<guid>", "guid-no-link"),
        ('isPermaLink="false"', 'isPermaLink="nee"', "invalid-flag"),
        ('<guid isPermaLink="false">urn:uuid:00000000-0000-5000-8000-000000000001</guid>', "", "missing-guid"),
        ("urn:uuid:00000000-0000-5000-8000-000000000001", "17", "guid-not-unique"),
        ("<dc:creator>Jo</dc:creator>", "<author>Jo</author>", "author-without-email"),
        ("<dc:creator>", "<author>jo@dorp.example (Jo)</author><dc:creator>", "said-twice"),
        ('length="12"', 'length="veel"', "invalid-length"),
        ('type="image/jpeg"', 'type="plaatje"', "invalid-media-type"),
        ('rel="self"', 'rel="via"', "missing-self-link"),
        ("<description>De kermis begint.</description>", "", "content-first"),
        ("<ttl>15<", "<ttl>0<", "invalid-number"),
        ("&lt;p&gt;De", "&lt;script&gt;x&lt;/script&gt;De", "unsafe-html"),
        ("&lt;p&gt;De", "&lt;p onclick='x'&gt;De", "unsafe-html"),
        ('href="https://dorp.example/k"', 'href="/k"', "relative-in-html"),
        ("</channel>", "<ttl>9</ttl></channel>", "misplaced-item"),
    ],
)
def test_rss(old: str, new: str, code: str) -> None:
    """One fault put into a right RSS feed is found under its code."""
    assert old in RSS
    found = codes(RSS.replace(old, new, 1))
    assert code in found if code != "NONE" else not found


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        (' xml:lang="nl"', "", "missing-language"),
        ("<title>Dorp</title>", "", "missing-element"),
        ("<author><name>Dorp</name></author>", "", "missing-author"),
        ("<name>Dorp</name>", "<name/>", "missing-element"),
        ('rel="self"', 'rel="via"', "missing-self-link"),
        ('rel="self"', 'rel="zelf"', "unknown-relation"),
        ("<updated>2026-03-14T20:00:00Z", "<updated>2026-03-14 20:00", "invalid-date"),
        ("<published>2026-03-14T20", "<published>2026-03-14T21", "published-after-updated"),
        ("<category", '<link href="https://dorp.example/2"/><category', "two-alternates"),
        ("<category", '<link rel="enclosure" href="https://dorp.example/2" length="x"/><category', "invalid-length"),
        (' term="Dorp"', "", "missing-attribute"),
        ('type="html"', 'type="htm"', "invalid-media-type"),
        ('type="html"', 'type="text"', "html-in-text"),
        ('type="html">', 'type="xhtml">', "no-div"),
        ("<title>Kermis begint", '<title type="application/x">Kermis begint', "invalid-type"),
        ("<title>Kermis begint", "<title>", "blank"),
        ("urn:uuid:00000000-0000-5000-8000-000000000001", "urn:uuid:1", "invalid-uuid"),
        ("urn:uuid:00000000-0000-5000-8000-000000000001", "1", "relative-address"),
        ("<content", "<inhoud", "not-well-formed"),
    ],
)
def test_atom(old: str, new: str, code: str) -> None:
    """One fault put into a right Atom feed is found under its code."""
    assert old in ATOM
    assert code in codes(ATOM.replace(old, new, 1))


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ('"items"', '"item"', "missing-member"),
        ('"title": "Dorp"', '"title": 5', "missing-member"),
        ("version/1.1", "version/7", "invalid-version"),
        ('"id": "a-1"', '"id": 1', "id-no-string"),
        ('"id": "a-1", ', "", "missing-id"),
        ('"content_html"', '"_content"', "empty-item"),
        ('"content_html"', '"content_htm"', "unknown-member"),
        ('"2026-03-14T20:00:00Z"', '"vandaag"', "invalid-date"),
        ('["Dorp"]', '"Dorp"', "invalid-member"),
        ('"authors": [{"name": "Jo"}]', '"author": {"name": "Jo"}', "old-member"),
        ('"tags"', '"attachments": [{"url": "https://dorp.example/a"}], "tags"', "invalid-media-type"),
        ('"https://dorp.example/1"', '"/1"', "relative-address"),
        ('"language": "nl"', '"language": "?"', "invalid-language"),
        ("]}", "]", "not-well-formed"),
    ],
)
def test_json(old: str, new: str, code: str) -> None:
    """One fault put into a right JSON Feed is found under its code."""
    assert old in JSON
    assert code in codes(JSON.replace(old, new, 1))


def test_every_finding_says_what_to_do() -> None:
    """A finding has a place, a message and a remedy, and plain values for scripts."""
    finding = check(RSS.replace("+0000", "morgen").encode())[0]
    assert finding.level is Level.ERROR
    assert finding.remedy
    assert finding.as_dict() == {
        "level": "error",
        "code": "invalid-date",
        "where": "channel, <lastBuildDate> (line 6)",
        "message": "“Sat, 14 Mar 2026 20:00:00 morgen” is not a date of RFC 822",
        "remedy": finding.remedy,
    }


def test_worst_first() -> None:
    """Errors come before warnings, warnings before hints."""
    levels = [finding.level for finding in check(b"<rss><channel><item/></channel></rss>")]
    assert levels == sorted(levels, key=list(Level).index)
    assert set(levels) == set(Level)


def test_self_link_is_held_against_the_address() -> None:
    """A feed found at another address than it says is told so."""
    for text in (RSS, ATOM, JSON):
        found = check(text.encode(), url="https://elders.example/f")
        assert [finding.code for finding in found] == ["self-differs"]


def test_page_that_names_its_feed() -> None:
    """Of a page given instead of its feed, the feed is named."""
    page = b'<!doctype html><link rel="alternate" type="application/rss+xml" href="/f.rss"><p>tekst'
    (finding,) = check(page)
    assert (finding.code, finding.remedy) == ("not-a-feed", "check the feed that it names: “/f.rss”")


@pytest.mark.parametrize("data", [b"", b" \n", b"<!DOCTYPE html><title>x</title>", b"<opml/>", b"[1]", b"hallo"])
def test_no_feed(data: bytes) -> None:
    """What is no feed is said to be none, with one error."""
    assert [finding.level for finding in check(data)] == [Level.ERROR]
