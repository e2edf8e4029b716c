"""Teasers recognised without selectors, on invented pages of many makes and on variations of their markup."""

from __future__ import annotations

import re
from datetime import date

import pytest

from feeder.model.page import Dispatch
from feeder.model.time import CalendarTime, Where
from feeder.pages.html.document import parse
from feeder.pages.html.listing.teasers import Listing, find_teasers
from feeder.recognise.times import machine
from tests.pages.listing_newspaper import newspaper
from tests.pages.listing_pages import SITE, VARIATIONS, Built, archive, every_page, front, listing, page, varied
from tests.pages.listing_without import WITHOUT

PAGES = {built.name: built for built in every_page()}
# Lowest F1 over the pages of one variation, and the lowest of one page; raise them, never lower them.
FLOORS = dict.fromkeys(VARIATIONS, (0.99, 0.9))


def found(built: Built) -> Listing:
    """What recognition makes of a page."""
    return find_teasers(parse(built.body, built.url))


def f1(built: Built, teasers: tuple[Dispatch, ...]) -> float:
    """Precision and recall of the links, in one number."""
    right = {story.url for story in built.stories} & {teaser.link for teaser in teasers}
    return 2 * len(right) / (len(built.stories) + len(teasers)) if teasers else 0.0


def day(teaser: Dispatch) -> date | None:
    """The day that a teaser's first cue says."""
    for cue in teaser.cues[:1]:
        for phrase in cue.phrases or (machine(cue.text),):
            if isinstance(phrase, CalendarTime) and phrase.year and phrase.month and phrase.day:
                return date(phrase.year, phrase.month, phrase.day)
    return None


@pytest.mark.parametrize("name", PAGES)
def test_every_make(name: str) -> None:
    """Of every make of page each story is found once, in page order, with headline and day, and nothing else."""
    built = PAGES[name]
    teasers = found(built).teasers
    assert [(teaser.link, teaser.title) for teaser in teasers] == [(story.url, story.title) for story in built.stories]
    assert [day(teaser) for teaser in teasers] == [story.day for story in built.stories]


@pytest.mark.parametrize("variation", VARIATIONS)
def test_every_variation(variation: str) -> None:
    """Markup may change in every way known here: what is found stays, to the pinned floors."""
    scores = []
    for built in PAGES.values():
        changed = varied(built, variation)
        scores.append(f1(changed, found(changed).teasers))
    mean, worst = FLOORS[variation]
    assert sum(scores) / len(scores) >= mean
    assert min(scores) >= worst


@pytest.mark.parametrize("variation", ["as it is", "stripped", "nested", "wrapped"])
def test_headlines_survive(variation: str) -> None:
    """Headlines and days are right whatever the markup, on 97 of 100 stories."""
    right = told = 0
    for built in PAGES.values():
        changed = varied(built, variation)
        wanted = {story.url: story for story in built.stories}
        for teaser in found(changed).teasers:
            if story := wanted.get(teaser.link or ""):
                told += 1
                right += teaser.title == story.title and (story.day is None or day(teaser) == story.day)
    assert right / told >= 0.97


@pytest.mark.parametrize("variation", ["as it is", "stripped"])
@pytest.mark.parametrize("name", WITHOUT)
def test_no_list(name: str, variation: str) -> None:
    """A page without a list of stories has no teasers, whatever its markup."""
    built = varied(Built(name, f"{SITE}/{name.replace(' ', '-')}", WITHOUT[name], (), "nl"), variation)
    listing_found = found(built)
    assert listing_found.teasers == ()
    assert listing_found.shape.count == 0


def test_shape() -> None:
    """The shape names the list's path of tags, its teasers, and how many of them carry a time."""
    shape = found(listing("cards", count=8)).shape
    assert (shape.count, shape.dated) == (8, 8)
    assert shape.group.endswith("article/h2/a")


def test_year_from_the_heading() -> None:
    """A day without its year takes the year that it stands under, not the latest that fits."""
    years = {day(teaser).year for teaser in found(archive()).teasers if day(teaser)}  # type: ignore[union-attr]
    assert years == {story.day.year for story in archive().stories if story.day}


def test_machine_times_are_metadata() -> None:
    """What an attribute tells machines is metadata, what readers see is furniture, and both are kept."""
    cues = found(listing("cards")).teasers[0].cues
    assert [cue.where for cue in cues] == [Where.METADATA, Where.FURNITURE]


def test_labels() -> None:
    """A teaser carries the heading that it stands under, and the page its labels in order."""
    listing_found = found(front())
    assert listing_found.labels == ("Streek", "Sport")
    assert [teaser.label for teaser in listing_found.teasers] == [None] + ["Streek"] * 5 + ["Sport"] * 6


def test_fields() -> None:
    """Summary, picture and writer are read from the teaser's own block, the picture's address made absolute."""
    first = found(listing("cards")).teasers[0]
    assert first.summary == listing("cards").stories[0].lead
    assert first.image
    assert first.image.url.startswith(SITE)
    assert found(listing("full posts")).teasers[0].authors == ("Jan de Wit",)


def test_placeholders_are_no_pictures() -> None:
    """A picture that stands beside three stories is a placeholder; what scripts will show in its place is taken."""
    stories = listing("cards").stories
    blank, writer = '<img src="/blank.png"{}>', '<img src="/jan.jpg">'
    real = ["", "", ' data-src="/img/{w}.jpg"', ' data-src="/img/2.jpg"', ' data-srcset="/img/3.jpg 1x"']
    items = "".join(
        f'<article>{blank.format(extra)}<h2><a href="{story.url}">{story.title}</a></h2>{writer}</article>'
        for extra, story in zip(real, stories, strict=False)
    )
    teasers = find_teasers(parse(page(items), SITE)).teasers
    shown = [teaser.image and teaser.image.url for teaser in teasers]
    assert shown == [None, None, None, f"{SITE}/img/2.jpg", f"{SITE}/img/3.jpg"]


def test_one_time_for_all_is_none() -> None:
    """A `datetime` that is the same on every item while readers see several is the page's, and dates none."""
    stories = listing("cards").stories
    items = "".join(
        f'<li><a href="{story.url}">{story.title}</a> <time '
        f'datetime="2026-03-14T21:05:00+01:00">{number + 2} maart 2026</time></li>'
        for number, story in enumerate(stories)
    )
    teasers = find_teasers(parse(page(f"<ul>{items}</ul>"), SITE)).teasers
    assert [day(teaser) for teaser in teasers] == [date(2026, 3, number + 2) for number in range(len(stories))]


@pytest.mark.parametrize("words", ["just now", "an hour ago", "less than an hour ago", "yesterday", "live"])
def test_a_time_without_a_number_stands_where_others_do(words: str) -> None:
    """ "Just now" dates its item where the others have an age, however deep that stands in its own elements."""
    told = [words, *(f"{number} hours ago" for number in range(2, 9))]
    items = "".join(
        f'<li><div><span>{when}</span></div><a href="{story.url}"><h3>{story.title}</h3></a></li>'
        for story, when in zip(listing("cards").stories, told, strict=False)
    )
    teasers = find_teasers(parse(page(f"<ul>{items}</ul>", "en"), SITE)).teasers
    assert [teaser.cues[0].text if teaser.cues else None for teaser in teasers] == [
        None if words == "live" else words,
        *told[1 : len(teasers)],
    ]


def test_insane_machine_times_are_ignored() -> None:
    """A `datetime` that holds an age, a length or a template is no time."""
    for value in ("1h ago", "PT5M", "00:00-YY-DD-MM", "{{ date }}"):
        stories = listing("cards").stories
        items = "".join(
            f'<li><a href="{story.url}">{story.title}</a> <time datetime="{value}"></time></li>' for story in stories
        )
        assert not any(teaser.cues for teaser in find_teasers(parse(page(f"<ul>{items}</ul>"), SITE)).teasers)


@pytest.mark.parametrize("form", ["{0:02}/{1:02}/{2}", "{1:02}/{0:02}/{2}"])
def test_one_order_of_day_and_month(form: str) -> None:
    """One numeric date with a day above 12 settles the order of day and month for its whole list."""
    told = listing("rows", "en").stories
    items = "".join(
        f'<li><a href="{story.url}">{story.title}</a> <span>{form.format(number * 3 + 2, 3, 2026)}</span></li>'
        for number, story in enumerate(told)
    )
    teasers = find_teasers(parse(page(f"<ul>{items}</ul>", "en"), SITE)).teasers
    assert [day(teaser) for teaser in teasers] == [date(2026, 3, number * 3 + 2) for number in range(len(told))]


def test_day_in_the_address() -> None:
    """The day in an address dates a teaser that nothing else dates, as metadata."""
    titles = [story.title for story in listing("rows").stories]
    items = "".join(f'<li><a href="/2026/03/{10 + n}/verhaal-{n}">{title}</a></li>' for n, title in enumerate(titles))
    teasers = find_teasers(parse(page(f"<ul>{items}</ul>"), SITE)).teasers
    assert [cue.text for teaser in teasers for cue in teaser.cues] == [f"2026-03-{10 + n}" for n in range(len(titles))]


def test_numbers_of_a_day_in_the_order_of_the_address() -> None:
    """A day in three numbers of two digits is the one that the story's address has."""
    days = [(11, 27), (11, 26), (10, 25), (9, 9)]
    items = "".join(
        f'<div><h3><a href="/2025/{month:02}/{number:02}/verhaal-{number}">Verhaal van dag {number}</a></h3>'
        f"<span>25/{month:02}/{number:02} 10:20</span></div>"
        for month, number in days
    )
    teasers = find_teasers(parse(page(items), SITE)).teasers
    assert [day(teaser) for teaser in teasers] == [date(2025, month, number) for month, number in days]


@pytest.mark.parametrize(
    ("heading", "item"),
    [
        ("<h2>{}</h2>", '<div><a href="{}">{}</a></div>'),
        ("<p>{}</p>", '<a href="{}">{} na lang beraad</a> Daarover is veel gezegd. '),
        ("<b>{}</b><br>", '<a href="{}">{}</a><br>'),
        ("<div>{}</div>", '<div><span>21:05</span> <a href="{}">{}</a></div>'),
    ],
)
def test_day_over_several_stories(heading: str, item: str) -> None:
    """A day that stands over several stories is theirs, at the clocks that they show."""
    told = listing("rows", count=6).stories
    days = ["14 maart 2026", "13 maart 2026", "12 maart 2026"]
    body = "".join(
        heading.format(text) + "".join(item.format(each.url, each.title) for each in told[2 * place : 2 * place + 2])
        for place, text in enumerate(days)
    )
    teasers = find_teasers(parse(page(f"<div>{body}</div>"), SITE)).teasers
    assert [day(teaser) for teaser in teasers] == [date(2026, 3, 14 - place // 2) for place in range(6)]
    if "21:05" in item:
        phrases = [phrase for teaser in teasers for cue in teaser.cues for phrase in cue.phrases]
        assert {(phrase.hour, phrase.minute) for phrase in phrases if isinstance(phrase, CalendarTime)} == {(21, 5)}


def test_days_in_no_order_stand_over_nothing() -> None:
    """Days without an order are other columns' (the last reply's), and date no story below them."""
    days = ["14 maart 2026", "2 januari 2026", "9 maart 2026"]
    rows = "".join(
        f'<tr><td><a href="{story.url}">{story.title}</a></td></tr>'
        + (f"<tr><td>{days[place // 3]}</td></tr>" if place % 3 == 0 else "")
        for place, story in enumerate(listing("rows", count=9).stories)
    )
    teasers = find_teasers(parse(page(f"<table><tr><td>1 mei 2025</td></tr>{rows}</table>"), SITE)).teasers
    assert len(teasers) == 9
    assert not any(teaser.cues for teaser in teasers)


def test_one_day_over_all_is_the_page_s() -> None:
    """A day that stands over the whole list is today's, not the stories'."""
    items = "".join(f'<li><a href="{story.url}">{story.title}</a></li>' for story in listing("rows").stories)
    teasers = find_teasers(parse(page(f"<p>14 maart 2026</p><ul>{items}</ul>"), SITE)).teasers
    assert teasers
    assert not any(teaser.cues for teaser in teasers)


def test_reading_time_is_no_age() -> None:
    """How long reading takes is not how old a story is."""
    items = "".join(
        f'<li><a href="{story.url}">{story.title}</a> <span>5 min</span></li>' for story in listing("rows").stories
    )
    assert not any(teaser.cues for teaser in find_teasers(parse(page(f"<ul>{items}</ul>"), SITE)).teasers)


@pytest.mark.parametrize(
    ("shown", "dated"), [("3:00 2:56 9:43 4:27 5:03 1:51 7:45", 0), ("21:40 20:15 19:03 17:30 08:12 07:45 06:01", 7)]
)
def test_the_length_of_a_film_is_no_clock(shown: str, dated: int) -> None:
    """Minutes and seconds beside films, in no order, are no times of day; clocks that run down the page are."""
    items = "".join(
        f'<li><a href="{story.url}"><img src="/f.jpg">{story.title}</a> <span>{clock}</span></li>'
        for story, clock in zip(listing("rows").stories, shown.split(), strict=False)
    )
    teasers = find_teasers(parse(page(f"<ul>{items}</ul>"), SITE)).teasers
    assert sum(bool(teaser.cues) for teaser in teasers) == dated


@pytest.mark.parametrize(
    ("thumb", "dated"),
    [
        ("<img src='/b.jpg'><div class='info'><span>2:08</span></div>", False),
        ("<span class='duration'>12:08</span>", False),
        ("<time class='video-length'>12:08</time>", False),
        ("<img src='/b.jpg'><span>12:08</span>", True),
        ("<span>2:08</span>", True),
    ],
)
def test_a_single_film_among_stories(thumb: str, dated: bool) -> None:
    """A clock that is named a length, or lies on a picture with one digit for its hour, is how long a film is."""
    link = "<a href='/regio/{n}-een-verhaal-van-hier'>"
    card = "<li>" + link + "{thumb}</a><h3>" + link + "Verhaal nummer {n} van de streek</a></h3></li>"
    cards = [card.format(n=n, thumb=thumb if n == 3 else "") for n in range(8)]
    found = find_teasers(parse(f"<html lang='nl'><h1>Regio</h1><ul>{''.join(cards)}</ul>", SITE)).teasers
    assert [bool(teaser.cues) for teaser in found] == [dated and n == 3 for n in range(8)]


def test_a_file_is_no_headline() -> None:
    """Where only a picture names a story, a name that is its file's or a number gives way to the address's words."""
    cards = "".join(
        f'<div><a href="/nieuws/{name}-weer-open"><img src="/f.jpg" alt="{alt}"></a><time>14 maart 2026</time></div>'
        for name, alt in [("brug", "1202_brug_s"), ("sluis", "1087552"), ("molen", "De molen op de dijk")]
    )
    teasers = find_teasers(parse(page(f"<main>{cards}</main>"), SITE)).teasers
    assert [teaser.headline for teaser in teasers] == ["brug weer open", "sluis weer open", "De molen op de dijk"]


def test_tracking_and_fragments_make_no_second_teaser() -> None:
    """Links to one story with other tracking parameters or fragments are one teaser."""
    items = "".join(
        f'<li><h3><a href="{story.url}?utm_source=voor">{story.title}</a></h3><a '
        f'href="{story.url}#reacties">3 reacties</a></li>'
        for story in listing("rows").stories
    )
    assert len(find_teasers(parse(page(f"<ul>{items}</ul>"), SITE)).teasers) == len(listing("rows").stories)


@pytest.mark.parametrize("seed", range(1, 5))
@pytest.mark.parametrize("variation", VARIATIONS)
def test_newspaper_front(seed: int, variation: str) -> None:
    """On a newspaper's front every story is found, whatever its section is built like, and hardly anything else."""
    changed = varied(newspaper(seed), variation)
    assert f1(changed, found(changed).teasers) >= 0.98


def aside(heading: str) -> str:
    """A list of other stories under a heading, without times or words."""
    items = "".join(
        f'<li><a href="{SITE}/nieuws/oud-verhaal-over-de-dijk-{n}">Oud verhaal over de dijk nummer {n}</a></li>'
        for n in range(5)
    )
    return f"<div><h4>{heading}</h4><ol>{items}</ol></div>"


@pytest.mark.parametrize(
    "heading", ["Meest gelezen", "Most popular", "Lees ook", "Meistgelesen", "人気記事", "Recente reacties"]
)
def test_most_read_is_no_news(heading: str) -> None:
    """What others read or say, and what is merely related, does not join the page's own list."""
    built = listing("cards")
    body = page(built.body.partition("<main>")[2].partition("</main>")[0], aside=aside(heading))
    teasers = find_teasers(parse(body, built.url)).teasers
    assert {teaser.link for teaser in teasers} == {story.url for story in built.stories}


def test_most_read_alone_is_a_list() -> None:
    """Where such a list is all that a page has, it is taken."""
    assert len(find_teasers(parse(page(aside("Meest gelezen")), SITE)).teasers) == 5


def test_hostile_markup() -> None:
    """Many siblings, deep nesting and a flood of links give a listing or nothing, never an error."""
    flood = "".join(f'<a href="/{n}">x</a>' for n in range(3000))
    deep = "<div>" * 200 + '<a href="/a">diep</a>' + "</div>" * 200
    flat = "".join(f"<p>{n}</p>" for n in range(5000))
    for body in (flood, deep, flat, "<ul><li>" * 90, '<a href="http://[">x</a>' * 50, "<a href>" * 50):
        assert find_teasers(parse(page(body), SITE)).shape.count >= 0


def test_language_of_a_page_that_states_none() -> None:
    """A page that states no language has the one that its words speak; what it states goes first."""
    text = page("".join(f"<h2>{story.title}</h2><p>{story.lead}</p>" for story in listing("cards").stories))
    plain = re.sub(r"<html[^>]*>", "<html>", text)
    assert parse(plain, SITE).language == "nl"
    assert parse(plain.replace("<html>", '<html lang="af">'), SITE).language == "af"
