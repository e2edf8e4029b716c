"""Titles, summaries, texts and addresses, as every format shows them."""

from __future__ import annotations

from typing import Any

import pytest

from feeder.feeds.links import beside, http_url, in_format
from feeder.feeds.markup import body_of, dateline_text, sanitised, summary_of, title_of
from feeder.feeds.view import view
from feeder.model.page import Dateline, Dispatch, Role
from tests.feeds.samples import full_entry, make_entry, make_feed


def _dispatch(**fields: Any) -> Dispatch:
    return Dispatch(**({"role": Role.TEASER} | fields))


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://x.example/a?b=1#c", "https://x.example/a?b=1#c"),
        ("https://x.example/é b", "https://x.example/%C3%A9%20b"),
        ("https://x.example/100%25", "https://x.example/100%25"),
        ("https://x.example/100%", "https://x.example/100%25"),
        ("https://bücher.example/ü", "https://xn--bcher-kva.example/%C3%BC"),
        ("http://[::1]:80/", "http://[::1]:80/"),
        ("HTTPS://X.EXAMPLE/A", "https://x.example/A"),
        ("https://x.example?a=1", "https://x.example/?a=1"),
        ("https://x.example", "https://x.example/"),
        ("https://x.example/a?b=1&amp;amp;c=2", "https://x.example/a?b=1&c=2"),
        ("https://a_b.x.example/", "https://a_b.x.example/"),
        ("javascript:alert(1)", None),
        ("//x.example/", None),
        ("/a", None),
        ("https://", None),
        ("https://x.example:65535/", "https://x.example:65535/"),
        ("https://x.example:70000/", None),
        ("https://" + "a" * 70 + ".example/é", None),
        (None, None),
    ],
)
def test_http_url(url: str | None, expected: str | None) -> None:
    """An address is absolute, http(s) and ASCII, or there is none."""
    assert http_url(url) == expected


def test_addresses_beside_each_other() -> None:
    """Documents stand beside each other, and one document has an address per format."""
    assert beside("https://x.example/f/a.rss", "feeds.opml") == "https://x.example/f/feeds.opml"
    assert in_format("https://x.example/a.b.atom", ".rss") == "https://x.example/a.b.rss"
    assert in_format("https://x.example/a", ".rss") == "https://x.example/a.rss"
    assert in_format(None, ".rss") is None


@pytest.mark.parametrize(
    ("dateline", "expected"),
    [
        (None, ""),
        (Dateline("OSLO", ("ANP", "RTR")), "OSLO (ANP/RTR) - "),
        (Dateline("OSLO"), "OSLO - "),
        (Dateline(None, ("ANP",)), "(ANP) - "),
        (Dateline("OSLO", ("Reuters",), "14 March"), "OSLO, 14 March (Reuters) - "),
        (Dateline(None), ""),
    ],
)
def test_dateline(dateline: Dateline | None, expected: str) -> None:
    """A dateline is printed as agencies print it."""
    assert dateline_text(dateline) == expected


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"headline": " Kop\n twee "}, "Kop twee"),
        ({"headline": "<b></b>", "summary": "Eerst dit. Dan dat."}, "Eerst dit."),
        ({"headline": "\u202e\u200b", "summary": "Eerst dit."}, "Eerst dit."),
        ({"headline": "&nbsp;", "summary": "Eerst dit."}, "Eerst dit."),
        ({"headline": "2 < 3 & 4 > 3"}, "2 < 3 & 4 > 3"),
        ({"content": "<p>Eerst dit.</p><p>Dan dat.</p>"}, "Eerst dit."),
        ({"summary": "Brood " * 50}, "Brood " * 18 + "Brood…"),
        ({}, "anders"),
    ],
)
def test_title(fields: dict[str, Any], expected: str) -> None:
    """The headline, else the first sentence cut at a word, else something to see."""
    assert title_of(_dispatch(**fields), "anders") == expected


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"paragraphs": ("Een & twee", " ", "<b>")}, "<p>Een &amp; twee</p>\n<p>&lt;b&gt;</p>"),
        ({"summary": "Kort.", "dateline": Dateline("OSLO")}, "<p>OSLO - Kort.</p>"),
        ({"content": "<div><p>Lang.</p></div>", "dateline": Dateline("OSLO")}, "<div><p>OSLO - Lang.</p></div>"),
        ({"content": "<p>Oslo - Lang.</p>", "dateline": Dateline("OSLO")}, "<p>Oslo - Lang.</p>"),
        ({"content": "Lang.", "dateline": Dateline("OSLO")}, "<p>OSLO -</p>\nLang."),
        ({"content": "<script>x</script>", "summary": "Kort."}, "<p>Kort.</p>"),
        ({}, ""),
    ],
)
def test_body(fields: dict[str, Any], expected: str) -> None:
    """The text is the content, else the paragraphs, else the summary, its dateline at the head exactly once."""
    assert body_of(_dispatch(**fields)) == expected


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<p>a<b>b", "<p>a<b>b</b></p>"),
        ("<a href='javascript:x()' onclick='y()'>a</a>", "<a>a</a>"),
        ("<a href='/weg'>a</a><img src='//x'>", "<a>a</a>"),
        ("<p>a<button><p>b</p></button></p><bdo>c</bdo>", "<p>a</p><p>b</p><p></p>c"),
        (
            "<table><caption>a</caption><tr><td>b</table>",
            "<table><caption>a</caption><tbody><tr><td>b</td></tr></tbody></table>",
        ),
        ("<a href=' https://x.example/é b '>a</a>", '<a href="https://x.example/%C3%A9%20b">a</a>'),
        ("<img src='https://x.example/a' alt='b > c'><img alt='d'>", '<img src="https://x.example/a" alt="b &gt; c">'),
        ("a\x00b\ufffec&#xFFFE;", "abc"),
        ("<iframe src='https://x'></iframe><p style='x' class='y' id='z'>a</p>", "<p>a</p>"),
        ("</article></main>a", "a"),
    ],
)
def test_sanitised(html: str, expected: str) -> None:
    """HTML comes out balanced, without scripts, styles, ids and relative addresses."""
    assert sanitised(html) == expected


def test_summary_is_short_and_plain() -> None:
    """The summary is the lead with its dateline, cut at a word."""
    long = _dispatch(summary="woord " * 500, dateline=Dateline("OSLO", ("ANP",)))
    summary = summary_of(long)
    assert summary.startswith("OSLO (ANP) - woord ")
    assert len(summary) <= 500
    assert summary.endswith("woord…")


def test_creators_are_named_once() -> None:
    """Authors come first, then agencies, none of them twice."""
    entry = make_entry(dispatch={"authors": ("Jo", "anp"), "dateline": Dateline("OSLO", ("ANP", "RTR"))})
    assert view(make_feed([entry])).entries[0].creators == ("Jo", "anp", "RTR")


def test_one_entry_per_id() -> None:
    """A second entry with the id of another is left out: validators refuse it."""
    assert len(view(make_feed([make_entry(1), make_entry(1), make_entry(2)])).entries) == 2


@pytest.mark.parametrize(("tag", "expected"), [("nl", "nl"), ("pt_BR", "pt-BR"), ("", None), ("\x00", None)])
def test_language_of_a_feed(tag: str, expected: str | None) -> None:
    """The feed's language is a proper tag; where it has none, the one that most entries are in."""
    assert view(make_feed([], language=tag)).language == expected
    assert view(make_feed([make_entry()], language=None)).language == "nl"


def test_updated_is_never_before_published() -> None:
    """Validators refuse an entry that was updated before it was published."""
    entry = full_entry(1, updated=make_entry(5).updated)
    (shown,) = view(make_feed([entry])).entries
    assert shown.updated == shown.published
