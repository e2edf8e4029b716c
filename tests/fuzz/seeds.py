"""Invented samples of everything that feeder parses, and fragments that parsers have stumbled on."""

from __future__ import annotations

from pathlib import Path

from tests.support.wire import page

CASES = Path(__file__).parent / "cases"

_ITEM = """<item><title>Brug open &amp; druk</title><link>https://nieuws.example/brug</link><guid>b-1</guid>
<pubDate>Sat, 14 Mar 2026 10:00:00 +0100</pubDate><description><![CDATA[<p>De <b>brug</b> is open.</p>]]></description>
<dc:creator>Mies</dc:creator><author>mies@nieuws.example (Mies Bakker)</author><category>Streek</category>
<enclosure url="https://nieuws.example/b.jpg" type="image/jpeg" length="9"/></item>"""
_RSS = f"""<?xml version="1.0" encoding="utf-8"?><!DOCTYPE rss [<!ENTITY e "é">]>
<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>Streek</title>
<link>https://nieuws.example/</link><language>nl</language>{_ITEM * 2}</channel></rss>"""
_ATOM = """<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="nl"><title>Streek</title><id>urn:x:1</id>
<updated>2026-03-14T10:00:00Z</updated><entry><id>urn:x:2</id><title type="html">Brug &lt;b&gt;open&lt;/b&gt;</title>
<link rel="alternate" href="/brug"/><published>2026-03-14T10:00:00+01:00</published><content type="xhtml">
<div xmlns="http://www.w3.org/1999/xhtml"><p>De brug.</p></div></content>
<author><name>Mies</name></author></entry></feed>"""
_JSON = """{"version":"https://jsonfeed.org/version/1.1","title":"Streek","home_page_url":"https://nieuws.example/",
"items":[{"id":"1","url":"https://nieuws.example/brug","title":"Brug open","content_html":"<p>De brug.</p>",
"date_published":"2026-03-14T10:00:00+01:00","authors":[{"name":"Mies"}],"tags":["Streek"],"image":"/b.jpg",
"_feeder":{"guid":"urn:x:1","first_seen":"2026-03-14T10:00:00Z","source":"wire","basis":"relative","updated":
"2026-03-14T10:00:00Z","sort_at":"2026-03-14T10:00:00Z","sections":["streek"],"version":1,"keys":[["link","a"]],
"dateline":{"place":"OSLO","credits":["ANP"]},"role":"teaser","rank":0}}]}"""
_LISTING = (
    """<!doctype html><html lang="nl"><head><meta charset="utf-8"><title>Streek | Nieuws</title>
<link rel="alternate" type="application/rss+xml" href="/feed"><meta property="article:published_time"
content="2026-03-14T10:00:00+01:00"><script type="application/ld+json">{"@type":"NewsArticle",
"headline":"Brug open",
"datePublished":"2026-03-14T10:00:00+01:00","author":[{"name":"Mies"}]}</script><script>window.__STATE__ =
{"items":[{"title":"Brug open","url":"/brug","date":"2026-03-14"}]};</script></head><body>
<nav><a href="/">Voor</a></nav>
<main><h1>Streek</h1>"""
    + "".join(
        f"""<article class="card"><h2><a href="/streek/2026/03/14/brug-{n}">Brug nummer {n} geopend</a></h2><time
datetime="2026-03-14T1{n}:00:00+01:00">{n} uur geleden</time><p>De brug over beek {n} is open &amp; klaar.</p>
<img src="/b{n}.jpg" alt="Brug"></article>"""
        for n in range(5)
    )
    + "</main><footer>Contact</footer></body></html>"
)
_ARTICLE = """<html lang="en"><body><article><h1>Bridge opens after years</h1><p class=byline>By Mary Baker</p>
<time>14 March 2026, 10:05 GMT</time><p>LONDON, March 14 (Reuters) - The bridge was opened on Friday morning.</p>
<blockquote>Fine.</blockquote><ul><li>One</li></ul><p>Nobody knows who paid for it, said the mayor.</p></article>"""
_CONFIG = """[feeder]
base_url = "https://feeds.example/"
keep_days = 30
timezone = "Europe/Amsterdam"
[sections.streek]
title = "Streek"
labels = ["Meer uit Streek"]
include = { words = ["brug"], regex = ['(?i)beek \\d+'] }
[[sources]]
name = "wire"
path = "in/**/*.txt"
every = "*/5 * * * *"
hours = "6-23"
captured_pattern = '(?P<year>\\d{4})'
headers = { Authorization = "Bearer ${FEEDER_TOKEN}" }
[sources.select]
item = "article > h2:not(.x)"
time = "time@datetime"
"""
_OPML = """<opml version="2.0"><head><title>x</title></head><body><outline text="Map"><outline type="rss" text="a"
xmlUrl="https://nieuws.example/rss" htmlUrl="https://nieuws.example/"/></outline></body></opml>"""
_TIMES = (
    "3 uur geleden", "2h", "gisteren 14:05", "14 maart 2026 21:05", "za 14:05", "Sat, 14 Mar 2026 10:00:00 +0100",
    "2026-03-14T21:05:00.123456789+01:00", "20260314T2105Z", "2026-W11-6", "1773500400", "vor 3 Stunden",
    "il y a 2 heures",
    "3 часа назад", "منذ ساعتين", "３時間前", "令和8年3月14日", "ปีพ.ศ. ๒๕๖๙", "03/04/2026", "12:30 p.m. EST",
    "a fortnight ago",
)  # fmt: skip
_DATELINES = (
    "BRUSSEL (ANP/RTR) - De raad", "LONDON, March 3 (Reuters) - The", "(ANSA) - ROMA, 1 LUG - Il",
    "Madrid, 14 mar (EFE).- La",
    "МОСКВА, 15 сентября. /ТАСС/. В", "【ロンドン時事】英国", "(서울=연합뉴스) 김 기자 = 서울",
    "新华社北京9月2日电（记者王）北京", "Frankfurt/Main (dpa) - Der",
    "N i e u w bericht, vervangt: OSLO (ANP) - De",
)  # fmt: skip
_LINKS = (
    "https://nieuws.example/2026/03/14/brug?utm_source=x&id=1#top", "HTTP://Nieuws.Example:80/a/../b/%7euser",
    "//x/y",
    "https://[::1]:8080/", "javascript:alert(1)", "https://a.example/mar/14/2026/x.html", "mailto:a@b.example",
)  # fmt: skip
_ROBOTS = """User-agent: *
Disallow: /a*b$
Allow: /
Crawl-delay: 2.5
Sitemap: https://x/
# é
Request-rate: 1/5
Visit-time: 0600-0845"""
_PAGES = (page(), page(later=3, main=""), _LISTING, _ARTICLE, _RSS, _ATOM, _JSON)

SEEDS: dict[str, tuple[str, ...]] = {
    "page": _PAGES,
    "wire": (page(), page(main=""), *_DATELINES),
    "html": (_LISTING, _ARTICLE),
    "feed": (_RSS, _ATOM),
    "jsonfeed": (_JSON,),
    "dateline": _DATELINES,
    "time": _TIMES,
    "running": (*_TIMES, "De brug gaat om 14:05 open, zei hij vrijdagochtend 13 maart. " * 3),
    "words": (page(), *_DATELINES),
    "link": _LINKS,
    "markup": (_ARTICLE, "<p>a<a href='/x'>b</a><img src=https://x/y onerror=a()></p>"),
    "config": (_CONFIG,),
    "selectors": ("article > h2:not(.x) a[href^='/a']", "time@datetime", "li:nth-child(2n+1)"),
    "sidecar": ('taken_at = 2026-03-14T21:00:00+01:00\nurl = "https://nieuws.example/"\nmedia_type = "text/html"\n',),
    "filename": ("streek-2026-03-14T2105+0100.txt", "a 20260314-210500.html", "x.2026.03.14.2105Z"),
    "robots": (_ROBOTS,),
    "headers": ("max-age=60, x", "Sat, 14 Mar 2026 10:00:00 GMT", "120", 'text/html; charset="utf-8"'),
    "conditional": ('W/"a", "b", *', "gzip;q=0.5, *;q=0", "Sat, 14 Mar 2026 10:00:00 GMT"),
    "opml": (_OPML,),
    "restore": (_JSON,),
    "check": (_RSS, _ATOM, _JSON),
}

FRAGMENTS: tuple[bytes, ...] = tuple(
    text.encode("utf-8", "surrogatepass")
    for text in (
        "<", ">", "&", "&amp;", "&#x0;", "&#99999999999;", "<!--", "-->", "<![CDATA[", "]]>", "<!DOCTYPE x [",
        "]>", "<?xml ?>",
        "<!ENTITY a '&b;&b;'>", "<div>", "</div>", "<script>", "</script", "<table>", "<p", "<svg>",
        "<a href='", "' onload=a()",
        "javascript:alert(1)", "data:text/html,x", "{", "}", "[", "]", "[[", '"', "'", "\\", "\\u0000",
        "\\ud800", ":", ",", "null",
        "true", "-0", "1e999", "NaN", "9" * 400, "0" * 30, "\x00", "\x01", "\x1b[31m", "\r\n", "\n\n", "\t",
        "\xa0", "\u200b",
        "\u202e", "\u2028", "\ufeff", "\ufffe", "\ud800", "\U0010ffff", "e\u0301\u0301", "ﬁ", "İ", "ß", "ﷺ",
        "٣", "³", "Ⅷ", "½", "๓",
        "三", "年", "月", "日", "時間前", "時", " uur geleden", " minutes ago", "vor ", "gisteren ",
        "vrijdagochtend ", "(ANP) - ", "ANP/",
        "OSLO ", "Meer uit ", "14 maart ", "14:05", "24:61", "2026", "0000", "99999", "-03-14", "T", "Z",
        "+99:99", "EST", "am", "BCE",
        "(", ")", "(((((", "*", "+", "?", "{1,99999999}", "(?P<year>", "[^", "${FEEDER_X}", "every = ",
        "[feeder]", "[[sources]]",
        "http://", "https://[::1", "://", "@", "%", "%zz", "%00", "../", "/", "//", "?", "#!", ".", "..", "=",
        ";", "|", "–", "·", "…",
        " ", "a", "A", "0", "1",
    )
)  # fmt: skip


def seeds(target: str) -> tuple[bytes, ...]:
    """The samples of a target, and its cases that once went wrong."""
    kept = sorted((CASES / target).glob("*")) if (CASES / target).is_dir() else []
    return (*(text.encode() for text in SEEDS[target]), *(path.read_bytes() for path in kept))
