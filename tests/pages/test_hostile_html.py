"""Hostile markup: caps are counted before any work that grows faster than the page, and whatever passes is read."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from feeder.errors import PageError
from feeder.pages.html import read_text
from feeder.pages.html.document import MAX_ATTRIBUTES, MAX_CHARACTERS, MAX_ELEMENTS, MAX_TEXT, parse
from feeder.pages.html.sanitise import MAX_CHARACTERS as MAX_CONTENT
from feeder.pages.html.sanitise import sanitise
from feeder.text import MAX_DEPTH
from tests.pages.article_pages import BODY, TITLE, URL, in_paragraphs, json_ld, page


@pytest.mark.parametrize(
    ("markup", "why"),
    [
        ("<div>" * 50_000 + "x", "nested too deeply"),
        ("<table><tr><td>" * 10_000, "nested too deeply"),
        ("<p>x</p>" * 200_000, f"more than {MAX_ELEMENTS} elements"),
        ("<b><i>x</b></p>" * 100_000, f"more than {MAX_ELEMENTS} elements"),
        ("<p>" + "woord " * 1_700_000, f"more than {MAX_CHARACTERS} characters"),
        ("<p>" + "woord " * 400_000, f"more than {MAX_TEXT} characters of text"),
        ("<p " + " ".join(f"a{n}" for n in range(MAX_ATTRIBUTES + 1)) + ">", f"more than {MAX_ATTRIBUTES} attributes"),
        ("<p " + " ".join(f"a{n}='>'" for n in range(MAX_ATTRIBUTES + 1)) + ">", "attributes"),
        ('<a b="' * 300_000, "attributes"),
        ("<script " + "x " * 600 + ">", "attributes"),
        ("<!--" * 100_000, "no HTML"),
        ("", "no HTML"),
        (" \n ", "no HTML"),
    ],
)
def test_caps(markup: str, why: str) -> None:
    """A page beyond a cap is refused by name before it is parsed, or walked, at length."""
    with pytest.raises(PageError, match=why) as caught:
        parse(markup, URL)
    assert caught.value.subject == URL


@pytest.mark.parametrize(
    "inner",
    [
        "<script>" + "if (a<b && c) x = 1; " * 5_000 + "</script>",
        "<script>" + "a<b " * 3_000 + "</script>",
        "<style>" + "a>b {} " * 5_000 + "</style>",
        f'<img src="data:image/png;base64,{"A" * 200_000}">',
        '<div data-state="' + "een twee drie " * 5_000 + '">x</div>',
        "<div>" * 200 + "diep" + "</div>" * 200,
        "<b><i><p>" * 50,
        "</div></p></b>" * 500,
        "<p>\x00\x01\x0b</p>",
        "<table><tr><div><td></table></tr>" * 50,
    ],
)
def test_odd_but_honest(inner: str) -> None:
    """Code, embedded pictures, long attributes, depth that occurs and crossed nesting do not hide the article."""
    found = read_text(page(in_paragraphs(BODY), head=json_ld(), after=inner), URL)
    assert found.main is not None
    assert found.main.headline == TITLE
    assert found.main.paragraphs[: len(BODY)] == BODY


@pytest.mark.parametrize(
    "script", ["[" * 100_000, '{"a":' * 50_000, "{" + '"@type": 1,' * 1000, "\\ud800", "null", "[1, 2]"]
)
def test_hostile_json(script: str) -> None:
    """Nested or broken JSON in a page is passed over."""
    head = "".join(f'<script type="application/{kind}json">{script}</script>' for kind in ("ld+", ""))
    found = read_text(page(in_paragraphs(BODY), head=head), URL)
    assert found.main is not None
    assert found.main.paragraphs == BODY


def test_odd_json_ld_values() -> None:
    """Values of the wrong kind in JSON-LD are passed over, one by one."""
    odd = json_ld(datePublished=["x"], author=[[1], {"name": 2}, None], image={"url": 3}, articleSection={"a": 1})
    odd += json_ld(mainEntityOfPage=[1], description=5, articleBody=["x"], itemListElement="x", inLanguage=7)
    found = read_text(page(in_paragraphs(BODY), head=odd), URL)
    assert found.main is not None
    assert (found.main.authors, found.main.image, found.main.label, found.main.cues) == ((), None, None, ())


def test_content_is_bounded() -> None:
    """Markup is cut at a size, and comes back as text beyond a depth, before the sanitiser sees it."""
    assert len(sanitise("<p>x</p>" * MAX_CONTENT)) <= MAX_CONTENT + 8
    assert sanitise("<div>" * (MAX_DEPTH + 1) + "1 < 2 & <b>vet") == "1 &lt; 2 &amp;  vet"
    assert sanitise("<p>" * 1000 + "x").count("<p>") == 1000


@pytest.mark.parametrize(
    ("markup", "clean"),
    [
        ("<p onclick=x()>a<script>b</script><style>c</style></p>", "<p>a</p>"),
        ('<a href="javascript:x()">a</a>', '<a rel="noopener noreferrer">a</a>'),
        ('<a href="//evil.example/x">a</a>', '<a rel="noopener noreferrer">a</a>'),
        ('<img src="data:text/html,x" onerror=x()>', "<img>"),
        ("<iframe src=x></iframe><object></object><form><input></form>a", "a"),
        ("<svg><script>x</script></svg><math><mi>x</mi></math>", ""),
        ("<!-- x --><h1>a</h1><p style='color:red' class=b id=c>d</p>", "<h2>a</h2><p>d</p>"),
        ("<section>a</section><main>b</main><noscript><b>c</b></noscript>", "<div>a</div><div>b</div><b>c</b>"),
    ],
)
def test_sanitised(markup: str, clean: str) -> None:
    """Nothing that runs, frames, styles or leads nowhere is left."""
    assert sanitise(markup).replace("x</mi>", "").strip() in (clean, clean + "x")


def test_relative_links_resolve_from_a_base() -> None:
    """With a base, relative links in foreign markup become absolute."""
    assert sanitise('<a href="b">c</a>', base="https://a.example/x/") == (
        '<a href="https://a.example/x/b" rel="noopener noreferrer">c</a>'
    )


PIECES = st.sampled_from(
    [
        *(
            "<p>",
            "</p>",
            "<div class='comments'>",
            "</div>",
            "<h1>",
            "<h2><a href='/a/b-c-d'>",
            "</a></h2>",
            "<li>",
            "<ul>",
        ),
        *(
            "<time datetime='2026-03-14'>",
            "<article>",
            "<br>",
            "<script>",
            "</script>",
            "<table><td>",
            "<a href='http://['>",
        ),
        *(
            "&#0;",
            "<!--",
            "-->",
            "\x00",
            "\ud800",
            "Een zin met woorden. ",
            "3 uur geleden",
            "<base href='//x'>",
            "]]>",
        ),
        *("<html lang='x-y'>", "<svg>", "<meta property='og:type' content='article'>"),
        '<script type="application/ld+json">{"@type":"NewsArticle","headline":"a"}</script>',
    ]
)


@settings(max_examples=150, deadline=None)
@given(st.lists(PIECES, max_size=60).map("".join))
def test_any_markup_is_a_page_or_a_page_error(markup: str) -> None:
    """Whatever the markup, the answer is a page or a PageError, and what is published of it is clean."""
    try:
        found = read_text(markup, URL)
    except PageError:
        return
    for dispatch in found.dispatches:
        for text in (dispatch.headline or "", dispatch.summary or "", *dispatch.paragraphs):
            assert "\x00" not in text
            assert not any("\ud800" <= character <= "\udfff" for character in text)
        assert "<script" not in (dispatch.content or "")
