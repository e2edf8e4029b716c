"""Any text survives every writer: ten thousand entries of what feeds have broken on."""

from __future__ import annotations

import json
import re
from collections import Counter
from functools import cache
from html import unescape
from html.parser import HTMLParser
from typing import Any

import feedparser
import pytest
from lxml import etree

from feeder.feeds import render_all
from feeder.feeds.markup import looks_like_html, sanitised
from feeder.text import clean
from tests.feeds.hostile import Hostile
from tests.feeds.samples import BASE, make_entry, make_feed

BATCHES, SIZE = 20, 500
PARSED = 3  # batches that feedparser reads: it takes a minute for all of them
ATOM, CONTENT = "{http://www.w3.org/2005/Atom}", "{http://purl.org/rss/1.0/modules/content/}"
VOID = frozenset("area base br col embed hr img input link meta source track wbr".split())
LINK = re.compile(r"https?://(?:[A-Za-z0-9.-]+|\[[0-9A-Fa-f:.]+\])[\x21-\x7e]*")
UNSAFE = re.compile(r"<script|<style|<iframe|<[a-z]+ [^>]*\bon\w+=|href=\"(?!https?:|mailto:)")


@cache
def _written(batch: int) -> dict[str, bytes]:
    hostile = Hostile(batch)
    entries = tuple(hostile.entries(SIZE))
    feed = make_feed(entries, title=hostile.text(), description=hostile.text(), section=hostile.text())
    return render_all(feed)


def _items(batch: int) -> list[dict[str, Any]]:
    return list(json.loads(_written(batch)["json"])["items"])


@pytest.mark.parametrize("batch", range(BATCHES))
def test_xml(batch: int) -> None:
    """RSS and Atom are well-formed, and hold every id, link, title and content that JSON Feed holds."""
    items = _items(batch)
    assert len(items) == SIZE
    rss, atom = (etree.fromstring(_written(batch)[name]) for name in ("rss", "atom"))
    for item, in_rss, in_atom in zip(items, rss.iterfind("channel/item"), atom.iterfind(f"{ATOM}entry"), strict=True):
        expected = (item["id"], item["url"], item["content_html"])
        assert tuple(in_rss.findtext(name) for name in ("guid", "link", f"{CONTENT}encoded")) == expected
        link = in_atom.find(f"{ATOM}link[@rel='alternate']")
        assert link is not None
        assert (in_atom.findtext(f"{ATOM}id"), link.get("href"), in_atom.findtext(f"{ATOM}content")) == expected
        for title in (in_rss.findtext("title") or "", in_atom.findtext(f"{ATOM}title") or ""):
            assert (unescape(title) if looks_like_html(item["title"]) else title) == item["title"]


@pytest.mark.parametrize("batch", range(BATCHES))
def test_values(batch: int) -> None:
    """Nothing is blank, no character is forbidden, links are absolute and open pages, and scripts are gone."""
    for document in _written(batch).values():
        text = document.decode()
        assert clean(text) == text
    for item in _items(batch):
        assert item["title"].strip()
        assert item["content_html"].strip()
        assert sanitised(item["content_html"]) == item["content_html"]  # what a strict parser would mend is mended
        assert LINK.fullmatch(item["url"])
        assert LINK.fullmatch(item.get("image", BASE))
        assert not re.search(
            r"<script|<style|<iframe|<[a-z]+ [^>]*\bon\w+=|href=\"(?!https?:|mailto:)", item["content_html"]
        )


class _Balance(HTMLParser):
    """Counts elements that are open, and what stands in the page besides them."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.seen: Counter[str] = Counter()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen[tag] += 1
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag not in VOID:
            assert self.open.pop() == tag


@pytest.mark.parametrize("batch", range(0, BATCHES, 4))
def test_page(batch: int) -> None:
    """No entry breaks out of its article: the page is balanced, with one article each and no script."""
    parser = _Balance()
    parser.feed(_written(batch)["html"].decode())
    assert parser.open == []
    assert parser.seen["article"] == SIZE
    assert not parser.seen.keys() & {"script", "iframe", "form", "object", "base"}


@pytest.mark.parametrize("name", ["rss", "atom"])
@pytest.mark.parametrize("batch", range(PARSED))
def test_feedparser(batch: int, name: str) -> None:
    """feedparser reads every id, link, title and content as it was written (its own sanitising switched off)."""
    parsed = feedparser.parse(_written(batch)[name], sanitize_html=False, resolve_relative_uris=False)
    assert not parsed.bozo
    for entry, item in zip(parsed.entries, _items(batch), strict=True):
        assert (entry.id, entry.content[0].value) == (item["id"], item["content_html"])
        assert unescape(entry.link) == unescape(item["url"])  # it unescapes links, in RSS only
        assert (unescape(entry.title) if looks_like_html(item["title"]) else entry.title) == item["title"]
        assert ("published" in entry) == ("date_published" in item)


@pytest.mark.slow
@pytest.mark.parametrize("batch", range(PARSED, BATCHES))
@pytest.mark.parametrize("name", ["rss", "atom"])
def test_feedparser_all(batch: int, name: str) -> None:
    """The same over all ten thousand."""
    test_feedparser(batch, name)


@pytest.mark.parametrize("field", ["headline", "summary", "content", "paragraphs", "authors"])
@pytest.mark.parametrize("text", ["zin. " * 200_000, "<p>x" * 100_000, "]]>" * 100_000])
def test_a_long_text(field: str, text: str) -> None:
    """A megabyte in any one field is written whole and well-formed, the same in each format."""
    value = (text,) if field in ("paragraphs", "authors") else text
    written = render_all(make_feed([make_entry(1, dispatch={"summary": None, field: value})]), ("rss", "atom", "json"))
    item = json.loads(written["json"])["items"][0]
    rss, atom = (etree.fromstring(written[name]) for name in ("rss", "atom"))
    assert rss.findtext(f".//{CONTENT}encoded") == atom.findtext(f".//{ATOM}content") == item["content_html"]
    assert len(item["title"]) + len(item["content_html"]) + len(item["authors"][0]["name"]) > len(text) // 2
