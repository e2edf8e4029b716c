"""Dispatches in HTML that link nowhere, or whose links are the whole dispatch."""

from __future__ import annotations

import pytest

from feeder.pages.html import read_text
from tests.support.wire import MAIN, STORIES

URL = "https://news.example/streek"
WRAPPED = {
    "articles": "<article><p>{}</p><span>{}</span></article>",
    "list items": "<li>{} <time>{}</time></li>",
    "flat": "<p>{}</p><p>{}</p>",
}


def markup(wrapped: str, *, main: bool, age: str = "{} uur geleden") -> str:
    """The page of wire text with markup around it, and what sites put around that."""
    headline, *paragraphs = MAIN.strip().split("\n")
    told = f"<h1>{headline}</h1>" + "".join(f"<p>{text}</p>" for text in paragraphs) if main else ""
    items = "".join(wrapped.format(story.printed, age.format(story.hours)) for story in STORIES)
    return (
        '<html lang="nl"><body><nav><a href="/">Voorpagina</a><a href="/sport">Sport</a></nav>'
        f"<main>{told}<section><h2>Meer uit Streek</h2>{items}</section></main>"
        "<footer>Krant van Almen</footer></body></html>"
    )


@pytest.mark.parametrize("main", [True, False], ids=["with a main article", "teasers only"])
@pytest.mark.parametrize("wrapped", WRAPPED.values(), ids=WRAPPED)
def test_dispatches_without_links_are_teasers(wrapped: str, main: bool) -> None:
    """Whatever elements hold them: place, credits, words and time of each, under their label."""
    page = read_text(markup(wrapped, main=main), URL)
    assert [t.dateline.place for t in page.teasers if t.dateline] == [story.place for story in STORIES]
    assert [t.summary for t in page.teasers] == [story.text for story in STORIES]
    assert [[cue.text for cue in t.cues] for t in page.teasers] == [[f"{s.hours} uur geleden"] for s in STORIES]
    assert (page.main is not None) is main
    assert page.labels == ("Meer uit Streek",)
    if page.main:
        assert (page.main.headline, len(page.main.paragraphs)) == (MAIN.split("\n")[0], 3)


def test_an_article_with_datelines_and_no_times_is_an_article() -> None:
    """Only a time by each of them makes datelines teasers."""
    page = read_text(markup("<p>{}</p>", main=True), URL)
    assert page.main is not None
    assert page.teasers == ()


@pytest.mark.parametrize(
    "wrapped",
    [
        '<article><a href="/n/{n}"><p>{text}</p></a><span>{age}</span></article>',
        '<li><a href="/n/{n}">{text}</a> {age}</li>',
    ],
)
def test_a_link_that_is_a_whole_dispatch_is_no_headline(wrapped: str) -> None:
    """Its dateline and words are a teaser's without a headline, its time stands by it."""
    items = "".join(
        wrapped.format(n=n, text=story.printed, age=f"{story.hours} uur geleden") for n, story in enumerate(STORIES)
    )
    page = read_text(f'<html lang="nl"><body><main><h1>Streek</h1>{items}</main></body></html>', URL)
    assert [(t.headline, t.summary) for t in page.teasers] == [(None, story.text) for story in STORIES]
    assert [t.dateline.place for t in page.teasers if t.dateline] == [story.place for story in STORIES]
    assert [[cue.text for cue in t.cues] for t in page.teasers] == [[f"{s.hours} uur geleden"] for s in STORIES]


def test_teasers_under_headings_are_no_article() -> None:
    """Their paragraphs, datelines and all, make no main article of the page."""
    items = "".join(
        f"<article><h3>Nieuws van dorp {n}</h3><p>{story.printed}</p><span>{story.hours} uur geleden</span></article>"
        for n, story in enumerate(STORIES)
    )
    page = read_text(f'<html lang="nl"><body><main><h2>Streek</h2>{items}</main></body></html>', URL)
    assert page.main is None
    assert [t.summary for t in page.teasers] == [story.text for story in STORIES]
