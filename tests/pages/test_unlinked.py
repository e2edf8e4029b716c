"""Dispatches in HTML that link nowhere."""

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
