"""Selectors of a configuration: they win, they may be partial, and one that matches nothing is a changed layout."""

from __future__ import annotations

import pytest

from feeder.errors import PageError
from feeder.model.page import Shape
from feeder.model.specs import SelectSpec
from feeder.model.time import Where
from feeder.pages.html import read_text
from feeder.pages.html.document import parse
from feeder.pages.html.selectors import READER, compiled, select_teasers

URL = "https://de-dijkbode.example/regio"
ITEM = """
<div class="kaart" data-op="2026-03-{day:02}T10:00:00+01:00">
  <a class="dek" href="/regio/verhaal-{day}"></a>
  <span class="rubriek">Regio</span>
  <h3>Verhaal van dag {day}</h3>
  <p class="intro">Wat er op dag {day} in de streek gebeurde, in een paar woorden verteld.</p>
  <i class="tijd">{day} maart 2026</i>
  <img src="/beeld/{day}.jpg" alt="Een dijk">
</div>"""
PAGE = (
    '<html lang="nl"><body><div class="lijst">'
    + "".join(ITEM.format(day=day) for day in (3, 2, 1))
    + "</div></body></html>"
)


def select(markup: str = PAGE, **selectors: str) -> tuple[list[tuple[str | None, str | None]], Shape]:
    listing = select_teasers(parse(markup, URL), SelectSpec(**selectors))
    return [(teaser.headline, teaser.link) for teaser in listing.teasers], listing.shape


STORIES = [(f"Verhaal van dag {day}", f"https://de-dijkbode.example/regio/verhaal-{day}") for day in (3, 2, 1)]


@pytest.mark.parametrize(
    "selectors",
    [
        {"item": "div.kaart"},
        {"item": "div.kaart", "title": "h3", "link": "a.dek@href"},
        {"item": ".lijst > div", "link": "a"},
        {"link": "a.dek@href"},
        {"title": "h3"},
        {"time": ".kaart@data-op"},
        {"summary": "p.intro", "time": "i"},
    ],
)
def test_partial_selectors(selectors: dict[str, str]) -> None:
    """Whatever is selected names the items, and what is not selected is recognised in them."""
    found, shape = select(**selectors)
    assert found == STORIES
    assert (shape.reader, shape.count, shape.dated) == (READER, 3, 3 if "time" in selectors else shape.dated)


def test_every_field() -> None:
    """Each selector fills its own field; a time attribute is metadata, a printed time furniture."""
    spec = SelectSpec("div.kaart", "h3", "a@href", "@data-op", "p.intro", "img@src", ".rubriek")
    listing = select_teasers(parse(PAGE, URL), spec)
    first = listing.teasers[0]
    assert first.summary == "Wat er op dag 3 in de streek gebeurde, in een paar woorden verteld."
    assert first.image is not None
    assert first.image.url == "https://de-dijkbode.example/beeld/3.jpg"
    assert listing.labels == ("Regio",)
    assert [(cue.text, cue.where) for cue in first.cues] == [("2026-03-03T10:00:00+01:00", Where.METADATA)]
    printed = select_teasers(parse(PAGE, URL), SelectSpec(item="div.kaart", time="i.tijd")).teasers[0]
    assert [(cue.text, cue.where) for cue in printed.cues] == [("3 maart 2026", Where.FURNITURE)]
    assert [teaser.rank for teaser in listing.teasers] == [0, 1, 2]


@pytest.mark.parametrize(
    ("name", "selector"),
    [
        ("item", "article.nieuws"),
        ("title", "h1.kop"),
        ("time", "time@datetime"),
        ("link", "@data-weg"),
        ("title", "h3@title"),
    ],
)
def test_a_selector_that_matches_nothing(name: str, selector: str) -> None:
    """One selector without a match says layout changed: no teasers, a count of 0, and which selector it was."""
    found, shape = select(**{"item": "div.kaart", name: selector})
    assert found == []
    assert shape == Shape(READER, f"{name} = {selector}", 0, 0)
    page = read_text(PAGE, URL, select=SelectSpec(**{name: selector}))
    assert (page.main, page.teasers, page.shape.count, page.blocked) == (None, (), 0, None)


def test_only_times_are_times() -> None:
    """What a time selector names and is no time dates nothing, and does not count as dated."""
    found, shape = select(item="div.kaart", time=".rubriek")
    assert found == STORIES
    assert shape.dated == 0


def test_many_items_without_an_item_selector() -> None:
    """Thousands of matches are parted in a time that grows with their number, not with its square."""
    markup = "<html><body>" + "<div><b>Titel</b><p>Tekst</p></div>" * 12_000 + "</body></html>"
    found, _ = select(markup, title="b")
    assert len(found) == 12_000


def test_a_label_over_all_items() -> None:
    """A label that stands outside the items is that of each of them."""
    listing = select_teasers(
        parse(PAGE.replace("<body>", "<body><h1>Regio Noord</h1>"), URL), SelectSpec(item=".kaart", label="h1")
    )
    assert listing.labels == ("Regio Noord",)


def test_one_item_without_a_time_is_no_changed_layout() -> None:
    """A selector that matches in some items only leaves the others without that field."""
    markup = PAGE.replace('<i class="tijd">2 maart 2026</i>', "")
    listing = select_teasers(parse(markup, URL), SelectSpec(item="div.kaart", time=".tijd"))
    assert [bool(teaser.cues) for teaser in listing.teasers] == [True, False, True]


def test_selectors_win() -> None:
    """With selectors the page has no other teasers than the selected ones, and no main article."""
    page = read_text(PAGE, URL, select=SelectSpec(item="div.kaart:first-child"))
    assert [teaser.headline for teaser in page.teasers] == ["Verhaal van dag 3"]
    assert page.main is None


@pytest.mark.parametrize("text", ["", "  ", "div[", "h2 >", "::", "a@"])
def test_no_selector(text: str) -> None:
    """What is no selector is refused in words, by name when it comes from a configuration."""
    with pytest.raises(ValueError, match=r"selector"):
        compiled(text)
    if text.strip():
        with pytest.raises(PageError, match=r"select\.item"):
            select(item=text)
