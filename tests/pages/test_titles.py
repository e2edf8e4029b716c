"""The headline of a page, told from the site's name, sections, kickers and badges around it."""

from __future__ import annotations

import pytest

from feeder.pages.html.article.metadata import metadata
from feeder.pages.html.document import parse
from tests.pages.article_pages import BODY, TITLE, URL, in_paragraphs, json_ld, meta, page

SITE = "De Dijkbode"
SHEEP = "羊群堵塞高速公路数小时"


def headline(
    title: str = "",
    h1: str | None = None,
    og: str = "",
    head: str = "",
    before: str = "",
    lang: str = "nl",
    url: str = "https://nieuws.example/regio/1",
) -> str | None:
    head += meta("og:title", og) if og else ""
    markup = page(in_paragraphs(BODY), head=head, h1=h1, title=title, before=before, lang=lang)
    return metadata(parse(markup, url)).headline


@pytest.mark.parametrize("decorated", ["{} | {}", "{} - {}", "{} :: {}", "{} « {}", "{} ~ {}", "{} — {}", "{} · {}"])
@pytest.mark.parametrize(
    "named",
    [
        {"head": meta("og:site_name", SITE)},
        {"head": meta("application-name", SITE)},
        {"head": '<script type="application/ld+json">{"@type": "Organization", "name": "De Dijkbode"}</script>'},
        {"url": URL},
    ],
)
def test_the_site_s_name(decorated: str, named: dict[str, str]) -> None:
    """A site's name behind the headline is cut off, wherever the page or its address tells that it is one."""
    text = decorated.format(TITLE, SITE)
    assert headline(text, og=text, **named) == TITLE
    assert headline(decorated.format(SITE, TITLE), **named) == TITLE


@pytest.mark.parametrize(
    ("title", "wanted"),
    [
        ("NAVO - Rusland: wat nu? - De Dijkbode", "NAVO - Rusland: wat nu?"),
        (f"{TITLE} | Regio | De Dijkbode", TITLE),
        (f"{TITLE} | wat er gisteren gebeurde | De Dijkbode", f"{TITLE} | wat er gisteren gebeurde"),
        ("De Dijkbode: tien jaar jong", "tien jaar jong"),
        ("Saltburn | De Dijkbode", "Saltburn"),
        ("Nu | De Dijkbode", "Nu | De Dijkbode"),
        (f"{TITLE} | De Dijkbode Nieuws", TITLE),
        ("De dijk breekt door", "De dijk breekt door"),
        (f"{SHEEP}_新闻_De Dijkbode", f"{SHEEP}_新闻"),
    ],
)
def test_what_is_left_is_a_headline(title: str, wanted: str) -> None:
    """Only the site's name goes, and the section of the address before it; something is left that is a headline."""
    assert headline(title, url=URL) == wanted


def test_a_window_s_title_alone() -> None:
    """Of a window's title that is all there is, a short piece behind a bar goes; one behind a dash may be its own."""
    assert headline(f"{TITLE} | Ons Blad") == TITLE
    assert headline(f"{TITLE} | Regio/Dieren | Nieuws") == TITLE
    assert headline(f"{TITLE} - een verslag") == f"{TITLE} - een verslag"


@pytest.mark.parametrize(
    "h1",
    [
        f'<span class="kicker">Regio</span> <span>{TITLE}</span>',
        f'{TITLE} <span class="badge">Update</span>',
        f'<span class="visually-hidden">Artikel:</span> {TITLE}',
        TITLE.replace(" ", "<br>"),
        f"{SITE}</h1><h1>{TITLE}",
        f'<img alt="{SITE}"></h1><h1>{TITLE}',
    ],
)
def test_labels_in_a_heading(h1: str) -> None:
    """A heading is read without a label that no other statement has; of several, the one that another repeats."""
    assert headline(f"{TITLE} - {SITE}", h1=h1, url=URL) == TITLE


def test_a_heading_that_names_a_part_of_the_site() -> None:
    """A short heading that no title speaks of is not the headline; one that a title has behind a kicker is."""
    assert headline(f"{TITLE} - Ons Blad", h1="Alles over dieren") == f"{TITLE} - Ons Blad"
    assert headline(TITLE, h1="Dijkvaarders") == TITLE
    assert headline(f"Oostwold: {TITLE} | Dieren | {SITE}", h1=f"{SITE}</h1><h1>{TITLE}") == TITLE
    assert headline("Hoe honderd schapen de A7 bij Oostwold blokkeerden", h1="Schapen op de A7") == "Schapen op de A7"


def test_a_heading_alone_is_whole() -> None:
    """Where no other statement is like it, a heading is what it says, its line breaks spaces."""
    assert headline(SITE, h1="Storm <em>op zee</em><br>en <b>aan land</b>", url=URL) == "Storm op zee en aan land"


@pytest.mark.parametrize(
    "before",
    [
        f"<h2>{TITLE}</h2>",
        f'<div itemprop="headline">{TITLE}</div>',
        f'<p class="meta">Regio</p><div class="article-title">{TITLE}</div>',
    ],
)
@pytest.mark.parametrize("title", [SITE, f"{TITLE} - Ons Blad", f"{SITE} | {TITLE} | Kort en goed"])
def test_headings_other_than_h1(before: str, title: str) -> None:
    """Without `h1` the headline is what is marked up as one, where the page's title begins with it or is the site's."""
    assert headline(title, before=before, url=URL) == TITLE


def test_markup_and_lists_in_metadata() -> None:
    """Titles in metadata are read without markup, and the first of a list is one."""
    assert headline(SITE, og="&lt;em&gt;Storm&lt;/em&gt; op zee en aan land", url=URL) == "Storm op zee en aan land"
    assert headline(SITE, head=json_ld(headline=[TITLE, "x"]), url=URL) == TITLE
