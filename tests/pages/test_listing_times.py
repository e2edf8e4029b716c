"""What in a list is a time, and which: columns, clocks beside days, bare ages, languages."""

from __future__ import annotations

import re
from datetime import date

import pytest

from feeder.model.time import Age, CalendarTime, Unit
from feeder.pages.html.document import parse
from feeder.pages.html.listing.teasers import find_teasers
from tests.pages.listing_pages import SITE, listing, page
from tests.pages.test_listing import day


@pytest.mark.parametrize(
    ("column", "dated"),
    [
        ("7/10 3/10 9/10 5/10 8/10 2/10", 0),
        ("2.5 8.9 4.4 9.3 7.1 6.2", 0),
        ("12.50 45.50 17.95 99.00 3.20 8.75", 0),
        ("55:07 02:38 39:48 02:24 45:37 21:35", 0),
        ("12:24 9:34 11:20 1:51 9:45 2:15", 0),
        ("12/30 3/9 11/24 2/14 8/20 1/6", 0),
        ("Streek Sport 24/7 Streek Streek Sport", 0),
        ("14.3 12.3 13.3 10.3 11.3 9.3", 6),
        ("14/3 12/3 13/3 10/3 11/3 9/3", 6),
        ("17:30 09:05 13:12 10:40 16:55 11:20", 6),
        ("10.3 14.1 3.12 9.11 1.10 5.8", 6),
    ],
)
def test_a_column_that_measures_something_else(column: str, dated: int) -> None:
    """Marks, prices, temperatures and lengths are no times; days and clocks of one time are, in whatever order."""
    stories = zip(listing("cards").stories, column.split(), strict=False)
    items = "".join(
        f'<article><h3><a href="{story.url}">{story.title}</a></h3><span>{shown}</span><p>{story.lead}</p></article>'
        for story, shown in stories
    )
    teasers = find_teasers(parse(page(items), SITE)).teasers
    assert len(teasers) == len(column.split())
    assert sum(bool(teaser.cues) for teaser in teasers) == dated


def test_the_year_in_front_is_no_other_number() -> None:
    """Of "2026. 03. 14. 15:21" the hour is not the year, whatever the language of the page."""
    stories = listing("cards").stories[:6]
    items = "".join(
        f'<li><a href="{story.url}">{story.title}</a> <small>2026. 03. {14 - n}. 15:2{n}</small></li>'
        for n, story in enumerate(stories)
    )
    days = [day(teaser) for teaser in find_teasers(parse(page(f"<ul>{items}</ul>"), SITE)).teasers]
    assert days == [date(2026, 3, 14 - n) for n in range(6)]


@pytest.mark.parametrize(
    ("shown", "clocked"),
    [
        ("<span>{d}</span><span>{c}</span>", True),
        ("<span>{c}</span><span>{d}</span>", True),
        ("door <a href='/auteur/jan'>Jan</a> {d} <span>{c}</span>", True),
        ("<span>{d}</span> | <span>{c}</span>", True),
        ("<span>{d}</span><p>Een lead over de dijk en het dorp, en wat er verder komt.</p><span>{c}</span>", False),
        ("<span>{d}</span><span>0{n}:3{n}</span>", False),
        ("<span>{d}</span><span class='duration'>{c}</span>", False),
    ],
)
def test_a_clock_beside_its_day(shown: str, clocked: bool) -> None:
    """A day is at the clock that stands right beside it, unless the clocks are those of films."""
    stories = listing("cards").stories[:6]
    items = "".join(
        f'<article><h3><a href="{story.url}">{story.title}</a></h3>'
        f"{shown.format(d=f'{14 - n}-03-2026', c=f'{9 + n}:3{n}', n=n)}</article>"
        for n, story in enumerate(stories)
    )
    told = [teaser.cues[0].phrases[0] for teaser in find_teasers(parse(page(items), SITE)).teasers]
    assert [p.day for p in told if isinstance(p, CalendarTime)] == [14 - n for n in range(6)]
    hours = [p.hour for p in told if isinstance(p, CalendarTime)]
    assert hours == ([9 + n for n in range(6)] if clocked else [None] * 6)


def test_times_of_a_page_between_two_languages() -> None:
    """A page whose words are Norwegian and Danish alike, and which states neither, has its times read nevertheless."""
    headlines = (
        "Ny bro over elven er åben for alle fra i dag",
        "Byen får en ny skole efter mange år med plan om den",
        "De vil have mere tid til at se på sagen for havnen",
        "Nu er det her de skal bo når vejen er klar til bil",
    )
    items = "".join(
        f'<li><a href="/nyt/{n}{n}1-ny-sag-om-byen">{text}</a> <span>{n} timer siden</span></li>'
        for n, text in enumerate(headlines, 2)
    )
    plain = re.sub(r"<html[^>]*>", "<html>", page(f"<ul>{items}</ul>"))
    document = parse(plain, SITE)
    assert document.language is None
    assert [teaser.cues[0].text for teaser in find_teasers(document).teasers] == [
        f"{n} timer siden" for n in range(2, 6)
    ]


@pytest.mark.parametrize(
    ("column", "dated"),
    [
        ("5 min|12 min|48 min|1 uur|3 uur|1 dag", 6),
        ("2 min|5 min|9 min|14 min|22 min|41 min", 6),
        ("2 min|5 min||1 uur|2 uur|5 uur|1 dag", 6),
        ("3 min|7 min|2 min|5 min|4 min|6 min", 0),
        ("3 min|3 min|3 min|4 min|4 min|5 min", 0),
        ("2 min|5 min|9 min|14 min", 0),
        ("1 uur|48 min|12 min|5 min|3 min|2 min", 0),
    ],
)
def test_bare_ages_that_rise_down_the_list(column: str, dated: int) -> None:
    """Ages without a word that says so are times where they rise down the list; how long reading takes does not."""
    shown = column.split("|")
    stories = (listing("cards").stories * 2)[: len(shown)]
    items = "".join(
        f'<article><h3><a href="{story.url}-{n}">{story.title} {n}</a></h3><span>{age}</span>'
        f"<p>{story.lead}</p></article>"
        for n, (story, age) in enumerate(zip(stories, shown, strict=True))
    )
    teasers = find_teasers(parse(page(items), SITE)).teasers
    assert len(teasers) == len(shown)
    assert sum(bool(teaser.cues) for teaser in teasers) == dated


@pytest.mark.parametrize("tag", ["small", "time"])
def test_neighbours_tell_what_a_short_age_counts(tag: str) -> None:
    """ "5m" is minutes or months: above hours and days in one column it is minutes."""
    stories = (listing("cards").stories * 2)[:6]
    items = "".join(
        f'<li><a href="{story.url}-{n}">{story.title} {n}</a> <{tag}>{age}</{tag}></li>'
        for n, (story, age) in enumerate(zip(stories, "5m 12m 48m 1u 3u 2d".split(), strict=True))
    )
    told = [teaser.cues[0].phrases for teaser in find_teasers(parse(page(f"<ul>{items}</ul>"), SITE)).teasers]
    assert [[phrase.unit for phrase in row if isinstance(phrase, Age)] for row in told] == [
        [unit] for unit in (Unit.MINUTE, Unit.MINUTE, Unit.MINUTE, Unit.HOUR, Unit.HOUR, Unit.DAY)
    ]
