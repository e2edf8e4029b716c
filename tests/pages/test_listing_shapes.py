"""Shapes of lists that were once read wrongly, each on an invented page of that shape."""

from __future__ import annotations

from datetime import date

import pytest

from feeder.model.page import Dispatch
from feeder.pages.html.document import parse
from feeder.pages.html.listing.teasers import find_teasers
from tests.pages.listing_pages import SITE, Built, page, stories, varied
from tests.pages.listing_tables import TABLES
from tests.pages.test_listing import day, found

TOLD = stories("nl", 10)


def teasers(content: str, language: str = "nl") -> tuple[Dispatch, ...]:
    """What recognition finds on the site's front with this content."""
    return find_teasers(parse(page(content, language), f"{SITE}/")).teasers


@pytest.mark.parametrize("folder", ["/features", "/wetenschap/archief/2026/03", "/archives/2026/03/14"])
def test_stories_filed_under_a_word_for_lists(folder: str) -> None:
    """An address with a slug of its own is a story's, though it is filed in an archive or among features."""
    told = [story for story in TOLD if len(story.title) > 20]
    items = "".join(
        f'<li><a href="{folder if n % 3 else "/nieuws"}/{story.url.rpartition("/")[2]}">{story.title}</a></li>'
        for n, story in enumerate(told)
    )
    assert [teaser.title for teaser in teasers(f"<main><ul>{items}</ul></main>")] == [story.title for story in told]


def test_a_menu_with_icons() -> None:
    """Short names with an icon each are a menu, though their addresses are as deep as the stories'."""
    icon = '<img src="/_beeld/actief.png" alt="">'
    names = ("Magazine", "Bode TV", "Bode FM", "Bode voor Oostwold", "Podcast")
    menu = "".join(f'<a href="/{name.lower().replace(" ", "-")}.html">{name}{icon}</a>' for name in names)
    told = "".join(
        f'<div><a href="/artikel-{n}-{story.url.rpartition("/")[2]}.html">{story.title}</a><p>{story.lead}</p></div>'
        for n, story in enumerate(TOLD)
    )
    assert len(teasers(f"<div><div>{menu}</div></div><div>{told}</div>")) == len(TOLD)


@pytest.mark.parametrize("language", ["nl", "en", "ja"])
def test_a_clock_stands_on_the_day_in_the_address(language: str) -> None:
    """A list that prints clocks only is dated by the days in its addresses, not by today."""
    items = "".join(
        f'<li><span>{hour}:30</span> <a href="/2026/03/{number:02}/{story.url.rpartition("/")[2]}">{story.title}</a>'
        for number, hour, story in zip((14, 13, 9, 2, 1), (9, 22, 17, 11, 8), stories(language), strict=False)
    )
    read = teasers(f"<main><ul>{items}</ul></main>", language)
    assert [day(teaser) for teaser in read] == [date(2026, 3, number) for number in (14, 13, 9, 2, 1)]
    assert [cue.text for teaser in read for cue in teaser.cues] == ["9:30", "22:30", "17:30", "11:30", "8:30"]


@pytest.mark.parametrize("form", ["2026年3月{}日", "2026年03月{:02}日 12:30", "2026년 3월 {}일"])
def test_days_by_their_signs_are_read_in_any_language(form: str) -> None:
    """A theme that prints year, month and day with East Asian signs dates a page in any language."""
    items = "".join(
        f'<li><a href="{story.url}">{story.title}</a> <span>{form.format(number)}</span></li>'
        for number, story in zip((14, 13, 9, 2, 1), TOLD, strict=False)
    )
    read = teasers(f"<main><ul>{items}</ul></main>")
    assert [day(teaser) for teaser in read] == [date(2026, 3, number) for number in (14, 13, 9, 2, 1)]


def test_a_year_that_opens_with_a_short_headline() -> None:
    """The stories of a year are no menu because the first is called by one word, beside links for skipping."""
    years = "".join(
        f"<h2>{year}</h2><ul><li><a href='/{year}-ooievaars.html'>Ooievaars</a></li>"
        + "".join(f"<li><a href='/{story.url.rpartition('/')[2]}.html'>{story.title}</a></li>" for story in told)
        + "</ul>"
        for year, told in ((2026, TOLD[:5]), (2025, TOLD[5:]))
    )
    skips = "<a href='/#'>Sluit</a><a href='#menu'>Menu</a><ul><li><a href='/over.html'>Over</a></li></ul>"
    body = f"<!DOCTYPE html><html lang=nl><body>{skips}<h1>Archief</h1>{years}</body></html>"
    assert len(find_teasers(parse(body, f"{SITE}/archief.html")).teasers) == 12


def test_numbers_of_days_that_stand_close_together() -> None:
    """Days of two digits each, in no order, are read so that they are of one time, not scattered over twenty years."""
    days = [(26, 1, 24), (25, 11, 7), (26, 3, 7), (25, 11, 16), (26, 3, 12), (25, 11, 25), (26, 2, 2)]
    items = "".join(
        f'<li><a href="{story.url}">{story.title}</a> <span>{year}/{month:02}/{number:02} 10:49</span></li>'
        for (year, month, number), story in zip(days, TOLD, strict=False)
    )
    read = teasers(f"<main><ul>{items}</ul></main>")
    assert [day(teaser) for teaser in read] == [date(2000 + year, month, number) for year, month, number in days]


def test_what_links_to_the_next_story_is_its_own() -> None:
    """Without wrappers a picture or a day that leads to the next story opens it, whatever stands after the last."""
    body = ""
    for number, story in enumerate(TOLD[:6]):
        picture = f'<a href="{story.url}"><img src="/{number}.jpg"></a>' if number % 3 else ""
        body += (
            f'{picture}<span>{14 - number} maart 2026</span><p><a href="{story.url}">{story.title}</a></p>'
            f'<p>{story.lead}</p><a href="{story.url}#lees">Lees meer</a>'
        )
    pages = '<a href="/nieuws/page/2">Oudere berichten</a><span>1</span><span>2</span>'
    read = teasers(f"<main>{body}{pages}</main>")
    assert [teaser.title for teaser in read] == [story.title for story in TOLD[:6]]
    assert [day(teaser) for teaser in read] == [date(2026, 3, 14 - number) for number in range(6)]


@pytest.mark.parametrize("after", ["<span>1</span><a href='/nieuws/page/2'>2</a>", "<span>Ouder</span>", ""])
def test_days_lead_though_pages_are_numbered_alike(after: str) -> None:
    """Days before links that stand loose are those of the next link, though numbers of pages follow the last."""
    items = "".join(
        f'<span>{14 - number}-03-2026</span><a href="{story.url}">{story.title}</a>'
        for number, story in enumerate(TOLD[:6])
    )
    read = teasers(f"<main><h1>Archief</h1>{items}{after}</main>")
    assert [day(teaser) for teaser in read] == [date(2026, 3, 14 - number) for number in range(6)]


@pytest.mark.parametrize("variation", ["as it is", "stripped"])
@pytest.mark.parametrize("name", TABLES)
def test_tables_tell_no_stories(name: str, variation: str) -> None:
    """Measures, rates, standings, matches, hours and questions are no teasers, whatever their markup."""
    built = Built(name, f"{SITE}/{name.replace(' ', '-')}", page(f"<h1>Overzicht</h1>{TABLES[name]}"), (), "nl")
    assert not found(varied(built, variation)).teasers


@pytest.mark.parametrize("variation", ["as it is", "stripped"])
@pytest.mark.parametrize("name", [name for name in TABLES if name != "questions"])
def test_tables_beside_stories(name: str, variation: str) -> None:
    """A table beside the news neither joins it nor keeps it from being found."""
    told = "".join(f'<li><a href="{each.url}">{each.title}</a><p>{each.lead}</p></li>' for each in TOLD)
    built = Built(name, f"{SITE}/", page(f"<div>{TABLES[name]}</div><h1>Nieuws</h1><ul>{told}</ul>"), TOLD, "nl")
    listing = found(varied(built, variation))
    assert [teaser.link for teaser in listing.teasers] == [story.url for story in TOLD]


_TITLE = '<td><a href="/stukken/30{n}-brug-bij-oostwold">Brug bij Oostwold {n}</a></td>'


@pytest.mark.parametrize(
    "row",
    [
        f"<td>{{n}}</td>{_TITLE}<td>1{{n}}-03-2026</td><td>4</td><td>12</td>",
        f"<td>{{n}}</td>{_TITLE}<td>17</td><td>204</td><td>5 maart 1{{n}}:02</td>",
        f"<td>1{{m}}:05</td>{_TITLE}",
    ],
)
def test_dated_rows_are_stories(row: str) -> None:
    """Rows with figures that each have a day, and clocks that fall down the page, are of a list of stories."""
    rows = "".join(f"<tr>{row.format(n=n, m=9 - n)}</tr>" for n in range(1, 8))
    assert len(teasers(f"<h1>Stukken</h1><table>{rows}</table>")) == 7


def test_short_links_of_an_item_make_no_menu() -> None:
    """A card that opens with a topic and ends in "Meer" is no menu, though its children are short links, too."""
    cards = "".join(
        f'<div><span>{n}</span><a href="/nieuws/{n}#r">{n}</a><div><a href="/streek">Streek</a></div>'
        f'<div class="t"><a href="{story.url}">{story.title}</a></div><a href="{story.url}">Meer</a></div>'
        for n, story in enumerate(TOLD)
    )
    assert [teaser.title for teaser in teasers(f"<main>{cards}</main>")] == [story.title for story in TOLD]


def test_a_menu_whose_lists_stand_beside_its_entries() -> None:
    """Links and the lists below them in turn (a, ul, a, ul) are a menu."""
    names = "Grasmaaiers op benzine|Tuinslangen en sproeiers|Schuttingen en hekken|Kranen voor in de keuken".split("|")
    lists = "".join(
        f'<a href="/{shelf}">{shelf.title()}</a><ul><li><a href="/{shelf}/nieuw">Nieuw</a></li>'
        + "".join(f'<li><a href="/{shelf}/{name.lower().replace(" ", "-")}">{name}</a></li>' for name in names)
        + "</ul>"
        for shelf in "tuin keuken badkamer".split()
    )
    assert not teasers(f"<div><div>{lists}</div></div>")


@pytest.mark.parametrize("full", ['<img src="/{n}.jpg" alt="{title}">', '<p><a href="{url}">{title}</a></p>'])
def test_a_headline_that_is_shown_cut(full: str) -> None:
    """Where a card shows its headline cut, the whole one that its picture or another line has is its headline."""
    cards = "".join(
        f'<div><h3><a href="{story.url}">{story.title[:24]}…</a></h3>'
        + full.format(n=n, title=story.title, url=story.url)
        + f"<p>{story.lead}</p></div>"
        for n, story in enumerate(TOLD)
    )
    assert [teaser.title for teaser in teasers(f"<main>{cards}</main>")][:3] == [story.title for story in TOLD[:3]]


def test_headings_that_lead_to_sections() -> None:
    """A heading that links to a section, over stories of another address, is no story, however many words it has."""
    parts = "".join(
        f'<section><h2><a href="/{name.lower().replace(" ", "-")}">{name}</a></h2>'
        + "".join(
            f'<article><a href="{story.url}"><h3>{story.title}</h3></a><p>{story.lead}</p></article>' for story in told
        )
        + "</section>"
        for name, told in [
            ("Meer uit de streek", TOLD[:3]),
            ("Ook in het nieuws", TOLD[3:6]),
            ("Rond de wereld", TOLD[6:]),
        ]
    )
    assert [teaser.title for teaser in teasers(f"<main>{parts}</main>")] == [story.title for story in TOLD]


def test_a_list_behind_an_advertisement() -> None:
    """The label over a banner says nothing of the section that comes after it."""
    banner = '<div><small>Advertentie</small><a href="https://ads.example/1"><b>Nu naar de zon</b></a></div>'
    first = "".join(
        f'<article><a href="{each.url}"><h3>{each.title}</h3></a><p>{each.lead}</p></article>' for each in TOLD[:6]
    )
    films = "".join(f'<a href="{each.url}"><img src="/f.jpg"><h4>{each.title}</h4></a>' for each in TOLD[6:])
    found_here = teasers(f"<main><section>{first}</section>{banner}<section><h2>Kijk</h2>{films}</section></main>")
    assert [teaser.title for teaser in found_here] == [story.title for story in TOLD]


def test_counts_of_comments_are_no_headlines() -> None:
    """Texts that differ in their numbers only head no story, though they alone are linked and differ."""
    cards = "".join(
        f'<li><a href="{story.url}"></a><div>{story.title}</div><div>{n} uur geleden'
        f' <a href="{story.url}#reacties">{n * 13} reacties</a></div></li>'
        for n, story in enumerate(TOLD, 2)
    )
    assert [teaser.title for teaser in teasers(f"<main><ul>{cards}</ul></main>")] == [story.title for story in TOLD]


def test_headlines_that_differ_in_numbers() -> None:
    """Where nothing else heads the issues of a paper, texts that differ in their numbers do."""
    issues = "".join(
        f'<li><a href="/uitgave/{n}">Uitgave nummer {n}</a> <time>{n} maart 2026</time></li>' for n in range(3, 9)
    )
    assert [teaser.title for teaser in teasers(f"<ul>{issues}</ul>")] == [f"Uitgave nummer {n}" for n in range(3, 9)]


@pytest.mark.parametrize("heading", ["<h2><a href='/{n}/'>{name}</a></h2>", "<div><a href='/{n}/'>{name}</a></div>"])
@pytest.mark.parametrize("language", ["nl", "ja"])
def test_sections_that_open_with_a_short_headline(heading: str, language: str) -> None:
    """The list below a section's linked name is no menu, though its first headline is short."""
    told = stories(language)
    told = (told[3], *told[:3], told[9], *told[4:9])
    names = ("Streek", "Sport") if language == "nl" else ("社会", "経済")
    lists = "".join(
        heading.format(n=n, name=name)
        + "<ul>"
        + "".join(f'<li><a href="{story.url}">{story.title}</a></li>' for story in told[n * 5 : n * 5 + 5])
        + "</ul>"
        for n, name in enumerate(names)
    )
    body = f"<html lang={language}><body>{lists}</body></html>"
    read = find_teasers(parse(body, f"{SITE}/")).teasers
    assert [teaser.title for teaser in read] == [story.title for story in told]
