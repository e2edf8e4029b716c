"""Pages for people, and subscription lists."""

from __future__ import annotations

import re
from base64 import b64encode
from hashlib import sha256
from typing import Any

import pytest
from lxml import etree, html

from feeder.errors import PageError
from feeder.feeds import render
from feeder.feeds.index import render_index
from feeder.feeds.links import from_beside
from feeder.feeds.opml import Subscription, parse_opml, render_opml
from tests.feeds.samples import BASE, full_entry, make_entry, make_feed, undated_entry

FEED = make_feed([full_entry(0), make_entry(1), undated_entry(2), make_entry(3, dispatch={"language": "ar"})])
HOME = BASE + "index.html"
PAGES = {
    "section": render(FEED, "html"),
    "empty": render(make_feed([]), "html"),
    "index": render_index([FEED, make_feed([], title="Éten")], title="Voorbeeld", home_url=HOME, language="nl"),
    "nothing": render_index([], title="", home_url=HOME),
}


def _tree(page: str) -> Any:
    return html.document_fromstring(PAGES[page])


@pytest.mark.parametrize("page", PAGES)
def test_policy(page: str) -> None:
    """The policy allows nothing but pictures and the page's own style, whose hash is right."""
    tree = _tree(page)
    policy = tree.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")[0]
    style = re.search(rb"<style>(.*)</style>", PAGES[page], re.DOTALL)
    assert style is not None
    digest = b64encode(sha256(style.group(1)).digest()).decode()
    assert policy.startswith(f"default-src 'none'; style-src 'sha256-{digest}'; img-src ")
    assert not tree.xpath("//script | //link[@rel='stylesheet'] | //iframe | //*[@style] | //@onclick")
    assert b"url(" not in style.group(1)
    assert b"@import" not in style.group(1)


@pytest.mark.parametrize("page", PAGES)
def test_frame(page: str) -> None:
    """Each page has a language, a title, a description, one heading of the first rank and one main part."""
    tree = _tree(page)
    assert tree.get("lang")
    assert tree.findtext("head/title")
    assert tree.xpath("//meta[@name='description']/@content")[0]
    assert "width=device-width" in tree.xpath("//meta[@name='viewport']/@content")[0]
    assert [len(tree.xpath(f"//{tag}")) for tag in ("h1", "main", "header")] == [1, 1, 1]


@pytest.mark.parametrize(("language", "said"), [("nl-BE", None), ("it", "en"), (None, None)])
def test_our_own_words_say_their_language(language: str | None, said: str | None) -> None:
    """Where a page is in a language that we have no words of, ours are marked as what they are."""
    entries = [make_entry(1, dispatch={"language": language})]
    tree = html.document_fromstring(render(make_feed(entries, language=language), "html"))
    assert tree.get("lang") == (language or "en")
    for own in ("header/nav", "header/details", "footer", "main/article/p[@class='meta']"):
        assert tree.find(f"body/{own}").get("lang") == said
    index = html.document_fromstring(render_index([make_feed([], language="it")], title="x", home_url=HOME))
    assert (index.get("lang"), index.find(".//li[@lang]").get("lang")) == ("en", "it")
    assert index.find(".//li[@lang]/p[@class='meta']").get("lang") == "en"


def test_the_overview_leads_readers_to_each_section() -> None:
    """A reader that is given its address finds one feed of each section, and all of them in the list."""
    links = _tree("index").xpath("//head/link[@rel='alternate']")
    assert [link.get("type") for link in links] == ["text/x-opml", *["application/rss+xml"] * 2]
    assert [link.get("title") for link in links[1:]] == ["Buitenland", "Éten"]


def test_autodiscovery() -> None:
    """Readers find each feed from the page, and people its address."""
    tree = _tree("section")
    found = {link.get("type"): link.get("href") for link in tree.xpath("//link[@rel='alternate']")}
    assert found == {
        "application/rss+xml": FEED.self_urls["rss"],
        "application/atom+xml": FEED.self_urls["atom"],
        "application/feed+json": FEED.self_urls["json"],
    }
    assert tree.xpath("//details//code/text()") == list(found.values())


def test_times() -> None:
    """A time is local for people and exact for machines, with its window on hover; no time is said to be unknown."""
    tree = _tree("section")
    time = tree.xpath("//article[2]//time")[0]
    assert time.get("datetime") == "2026-03-14T11:00:00Z"
    assert time.text == "14 maart 2026, 12:00"
    window = "tussen 14 maart 2026, 11:00 en 14 maart 2026, 12:00 (“1 uur geleden”)"
    assert time.get("title") == f"Gepubliceerd {window}"
    unknown = tree.xpath("//article[3]//p[@class='meta']//span")[0]
    assert (unknown.text, unknown.get("title")) == (
        "Tijd onbekend",
        "voor het eerst gezien 14 maart 2026, 22:00",
    )


def test_credits_pictures_and_languages() -> None:
    """Credits stand with the time; a picture tells nobody who looks; a foreign entry says its language."""
    tree = _tree("section")
    assert tree.xpath("//article[1]//p[@class='meta']/span[@dir]/text()")[-3:] == ["Mies Bakker", "ANP", "RTR"]
    picture = tree.xpath("//article[1]//img")[0]
    assert dict(picture.attrib) == {
        "src": "https://nieuws.example.org/brood.jpg",
        "alt": "Het brood",
        "loading": "lazy",
        "referrerpolicy": "no-referrer",
    }
    assert tree.xpath("//article[4]/@lang") == ["ar"]


def test_story_without_a_headline() -> None:
    """Its text is not shown twice: the title is there for those who listen, and the time links to the story."""
    tree = _tree("section")
    assert tree.xpath("//article[1]/h2[not(@class)]/a/@href") == ["https://nieuws.example.org/brood?id=1&deel=2"]
    assert tree.xpath("//article[2]/h2[@class='unseen']/text()")[0].startswith("Bakker nummer 1")
    (anchor,) = tree.xpath("//article[2]/@id")
    assert tree.xpath("//article[2]//p[@class='meta']/a/@href") == [f"{FEED.self_urls['html']}#{anchor}"]


def test_pictures_in_the_text() -> None:
    """A picture within the text tells nobody either, and has a text in its place, empty where none was given."""
    content = '<p><img src="https://x.example/1"><img src="https://x.example/2" alt="twee"></p>'
    tree = html.document_fromstring(render(make_feed([make_entry(1, dispatch={"content": content})]), "html"))
    pictures = tree.xpath("//article//img")
    assert [picture.get("alt") for picture in pictures] == ["", "twee"]
    assert {picture.get("referrerpolicy") for picture in pictures} == {"no-referrer"}


def test_unknown_zone_and_language() -> None:
    """A zone or a language that is not known falls back to UTC and English."""
    page = render(make_feed([make_entry(1)], timezone="Nergens/Hier", language="tlh"), "html").decode()
    assert '<html lang="tlh">' in page
    assert ">14 March 2026, 11:00</time>" in page


def test_index() -> None:
    """The front page lists the sections in order, with their pages, feeds and newest change, and the OPML."""
    tree = _tree("index")
    assert tree.xpath("//main//h2/a/text()") == ["Buitenland", "Éten"]
    assert tree.xpath("//main//li[h2][1]//ul//a/@href") == [FEED.self_urls[name] for name in ("rss", "atom", "json")]
    assert tree.xpath("//header//a/@href") == [BASE + "feeds.opml"]


def test_pages_lead_to_each_other_wherever_they_are() -> None:
    """From a disk too, and under another name of their server; pages elsewhere, and feeds, are named in full."""
    assert _tree("index").xpath("//main//h2/a/@href")[0] == FEED.self_urls["html"].rpartition("/")[2]
    assert _tree("section").xpath("//header/nav/a/@href") == ["index.html"]
    far = make_feed([], self_urls={"html": "https://elsewhere.example/a.html"})
    index = html.document_fromstring(render_index([far], title="x", home_url=HOME))
    assert index.xpath("//main//h2/a/@href") == ["https://elsewhere.example/a.html"]


@pytest.mark.parametrize(
    ("url", "other", "named"),
    [
        ("https://x.example/f/a.html", "https://x.example/f/index.html", "a.html"),
        ("https://x.example/f/%C3%A9.html", "https://x.example/f/", "%C3%A9.html"),
        ("https://x.example/g/a.html", "https://x.example/f/index.html", "https://x.example/g/a.html"),
        ("https://x.example/f/g/a.html", "https://x.example/f/index.html", "https://x.example/f/g/a.html"),
        ("https://x.example/f/", "https://x.example/f/a", "https://x.example/f/"),
        ("https://x.example/f/a:b", "https://x.example/f/a", "https://x.example/f/a:b"),
        ("https://x.example/a", None, "https://x.example/a"),
    ],
)
def test_names_of_what_stands_beside(url: str, other: str | None, named: str) -> None:
    """Only where both are in one folder, and where the name cannot be taken for anything else."""
    assert from_beside(url, other) == named


def test_opml() -> None:
    """The list says of each section its feed, page, title, description and language, and is read back the same."""
    data = render_opml(
        [FEED, make_feed([], title="Éten & <b>", self_urls={"atom": BASE + "e.atom"})], title="Mijn feeds"
    )
    root = etree.fromstring(data)
    assert root.get("version") == "2.0"
    assert root.findtext("head/title") == "Mijn feeds"
    assert root.findtext("head/dateModified") == "Sat, 14 Mar 2026 12:00:00 +0000"
    assert dict(root.find("body/outline").attrib) == {
        "type": "rss",
        "text": "Buitenland",
        "title": "Buitenland",
        "description": "Nieuws van over de grens",
        "xmlUrl": FEED.self_urls["rss"],
        "htmlUrl": FEED.self_urls["html"],
        "language": "nl",
        "version": "RSS2",
    }
    assert parse_opml(data) == (
        Subscription(FEED.self_urls["rss"], "Buitenland", FEED.self_urls["html"]),
        Subscription(BASE + "e.atom", "Éten & <b>", FEED.home_url),
    )


def test_foreign_opml() -> None:
    """Other people's lists are read: folders, attributes in any case, feed: addresses, doubles and rubbish."""
    data = b"""\n<opml><body><outline text="Nieuws"><outline title="Dorp" XMLURL="feed://dorp.example/f"/>
    <outline text="weer" xmlUrl="http://dorp.example/f"/><outline text="kapot" xmlUrl="dorp"/></outline>
    </body></opml>"""
    assert parse_opml(data) == (Subscription("http://dorp.example/f", "Dorp", None, ("Nieuws",)),)


@pytest.mark.parametrize(
    ("outline", "expected"),
    [
        ('xmlUrl="feed:https://dorp.example/f" text="a"', Subscription("https://dorp.example/f", "a")),
        ('type="rss" url="https://dorp.example/f" text="a"', Subscription("https://dorp.example/f", "a")),
        ('type="link" url="https://dorp.example/f" text="a"', None),
        ('xmlUrl="https://dorp.example/f"', Subscription("https://dorp.example/f", "https://dorp.example/f")),
        (
            'xmlUrl="https://dorp.example/f" text="a" category="/Nieuws/Dorp,/b"',
            Subscription("https://dorp.example/f", "a", None, ("Nieuws", "Dorp")),
        ),
        ('xmlUrl="https://dorp.example/f" text="a" category="los"', Subscription("https://dorp.example/f", "a")),
    ],
)
def test_outlines_of_other_programs(outline: str, expected: Subscription | None) -> None:
    """Addresses, names and folders are where any of the programs in use puts them."""
    found = parse_opml(f'<OPML version="1.1"><body><outline {outline}/></body></OPML>'.encode())
    assert found == ((expected,) if expected else ())


@pytest.mark.parametrize("data", [b"", b"<html/>", b"tekst", b"\x00", b"<!DOCTYPE opml [<!ENTITY e 'x'>]><x>&e;</x>"])
def test_no_opml(data: bytes) -> None:
    """What is no subscription list is refused by name."""
    with pytest.raises(PageError, match=r"^mijn\.opml: "):
        parse_opml(data, subject="mijn.opml")
