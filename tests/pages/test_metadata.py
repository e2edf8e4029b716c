"""What a page says about its article: headline, times, authors, image, section."""

from __future__ import annotations

import pytest

from feeder.model.time import About, TimeCue, Where
from feeder.pages.html.article import main_article
from feeder.pages.html.document import parse
from feeder.pages.html.metadata import Metadata, metadata
from tests.pages.article_pages import BODY, COMMENTS, RELATED, TITLE, URL, in_paragraphs, json_ld, meta, page

EXACT = "2026-03-17T16:05:00+01:00"
LATER = "2026-03-17T18:30:00+01:00"


def facts(markup: str, url: str = URL) -> Metadata:
    return metadata(parse(markup, url))


def cues(markup: str) -> tuple[TimeCue, ...]:
    document = parse(markup, URL, ("nl",))
    found = main_article(document, metadata(document), ("nl",))
    assert found is not None
    return found.cues


def texts(markup: str) -> list[tuple[str, About]]:
    return [(cue.text, cue.about) for cue in cues(markup)]


def article(head: str = "", before: str = "", after: str = "") -> str:
    return page(in_paragraphs(BODY), head=head, before=before, after=after)


@pytest.mark.parametrize(
    ("statements", "wanted"),
    [
        ({"title": f"{TITLE} - De Dijkbode", "h1": TITLE}, TITLE),
        ({"title": f"{TITLE} | De Dijkbode", "og": f"{TITLE} | De Dijkbode", "h1": TITLE}, TITLE),
        ({"title": "De Dijkbode", "og": TITLE, "h1": "De Dijkbode", "site": "De Dijkbode"}, TITLE),
        ({"title": f"{TITLE} - De Dijkbode", "og": "Niet te geloven: schapen!", "h1": TITLE, "ld": TITLE}, TITLE),
        ({"title": "x", "og": TITLE, "h1": f"Regio: {TITLE}", "ld": f"Regio: {TITLE}"}, TITLE),
        ({"title": TITLE, "og": TITLE, "h1": TITLE, "ld": TITLE[:30] + "…"}, TITLE),
        (
            {"title": "x", "ld": "Storm &amp;amp; schapen op de A7", "h1": "Storm &amp; schapen op de A7"},
            "Storm & schapen op de A7",
        ),
        ({"title": "Scha&shy;pen op de A7", "h1": "Scha&shy;pen op de A7"}, "Schapen op de A7"),
        ({"title": "De Dijkbode – nieuws", "h1": ""}, "De Dijkbode – nieuws"),
    ],
)
def test_headline_by_agreement(statements: dict[str, str], wanted: str) -> None:
    """The headline is what most statements share, without the site's name, a kicker, escapes or a cut."""
    head = meta("og:title", statements["og"]) if "og" in statements else ""
    head += meta("og:site_name", statements["site"]) if "site" in statements else ""
    head += json_ld(headline=statements["ld"]) if "ld" in statements else ""
    markup = page(in_paragraphs(BODY), head=head, h1=statements.get("h1"), title=statements["title"])
    assert facts(markup).headline == wanted


def test_json_ld_first() -> None:
    """JSON-LD's times are taken before those of meta elements, publication and change told apart."""
    head = json_ld(datePublished=EXACT, dateModified=LATER) + meta("article:published_time", "2026-03-01T00:00:00Z")
    assert texts(article(head)) == [(EXACT, About.PUBLISHED), (LATER, About.UPDATED)]
    assert all(cue.where is Where.METADATA and cue.phrases for cue in cues(article(head)))


@pytest.mark.parametrize(
    "name",
    [
        "article:published_time",
        "date",
        "dc.date.issued",
        "pubdate",
        "publish-date",
        "sailthru.date",
        "parsely-pub-date",
        "DC.Date",
    ],
)
def test_meta_names(name: str) -> None:
    """Publication is found under the names that it goes by in meta elements."""
    assert texts(article(meta("og:type", "article") + meta(name, EXACT))) == [(EXACT, About.PUBLISHED)]


def test_meta_names_of_changes_are_no_publication() -> None:
    """A time of change alone gives a cue about a change, and none about publication."""
    head = meta("og:type", "article") + meta("article:modified_time", LATER) + meta("expires", "2027-01-01T00:00:00Z")
    assert texts(article(head)) == [(LATER, About.UPDATED)]


def test_an_offset_beats_none() -> None:
    """The same clock with an offset is taken before the one without, wherever it stands."""
    head = json_ld(datePublished="2026-03-17 16:05:00") + meta("date", EXACT)
    assert texts(article(head)) == [(EXACT, About.PUBLISHED)]


def test_a_clock_beats_a_day() -> None:
    """The same day with a clock is taken before the bare day; another day is not."""
    assert texts(article(json_ld(datePublished="2026-03-17") + meta("date", EXACT))) == [(EXACT, About.PUBLISHED)]
    other = json_ld(datePublished="2026-03-16") + meta("date", EXACT)
    assert texts(article(other)) == [("2026-03-16", About.PUBLISHED)]


@pytest.mark.parametrize("odd", ["1 uur geleden", "PT5M", "00:00-YY-DD-MM", "0001-01-01T00:00:00", "", "gisteren"])
def test_sane_values_only(odd: str) -> None:
    """What is no machine-readable time is no metadata, even where one belongs."""
    assert texts(article(json_ld(datePublished=odd) + meta("date", EXACT))) == [(EXACT, About.PUBLISHED)]


def test_microdata_of_the_article_only() -> None:
    """Microdata dates the article, but not that of a video or a comment on the page."""
    video = (
        '<div itemscope itemtype="https://schema.org/VideoObject">'
        '<meta itemprop="datePublished" content="2020-01-01T00:00:00Z"></div>'
    )
    own = f'<time itemprop="datePublished" datetime="{EXACT}">dinsdag</time>'
    markup = article(before=video + own).replace(
        "<article>", '<article itemscope itemtype="http://schema.org/NewsArticle">'
    )
    assert texts(markup) == [(EXACT, About.PUBLISHED)]


def test_time_element_by_the_headline() -> None:
    """Without metadata, a time element between headline and text dates the article; one in a comment never does."""
    before = f'<p>Door Lea Smit, <time datetime="{EXACT}">dinsdag 16.05 uur</time></p>'
    assert texts(article(before=before, after=RELATED + COMMENTS)) == [(EXACT, About.PUBLISHED)]
    assert texts(article(after=RELATED + COMMENTS)) == []


def test_printed_time_by_the_headline() -> None:
    """Without any machine-readable time, what is printed by the headline is a furniture cue, its words kept."""
    found = cues(article(before='<div class="m">Gepubliceerd op 17 maart 2026 om 16:05</div>', after=COMMENTS))
    assert [(cue.where, cue.about) for cue in found] == [(Where.FURNITURE, About.PUBLISHED)]
    assert "17 maart 2026" in found[0].text


def test_the_masthead_s_date() -> None:
    """The date of today in a page's masthead dates nothing; one just above the headline does."""
    masthead = '<header><div>De Dijkbode</div><div class="d">dinsdag 24 november 2026</div></header>'
    assert texts(article().replace("<main>", masthead + "<main>")) == []
    above = article().replace("<h1>", '<span class="d">17 maart 2026</span><h1>')
    assert texts(above) == [("17 maart 2026", About.PUBLISHED)]


def test_behind_the_text() -> None:
    """A time printed right behind the text, in the same element, dates it; one further down does not."""
    line = "<p>Door Lea Smit | gepubliceerd op 17 maart 2026</p>"
    assert texts(page(in_paragraphs(BODY) + line)) == [("17 maart 2026", About.PUBLISHED)]
    assert texts(article(after=f"<div>{line}</div>")) == []


def test_the_address_s_day() -> None:
    """The day in the page's address is a cue where nothing else dates it."""
    document = parse(article(), "https://de-dijkbode.example/2026/03/17/schapen")
    found = main_article(document, metadata(document))
    assert found is not None
    assert [(cue.text, cue.where) for cue in found.cues] == [("2026-03-17", Where.METADATA)]


def test_the_page_s_own_object() -> None:
    """Of several JSON-LD articles, the one with the page's address or headline speaks, not its neighbours."""
    other = json_ld(headline="Ooievaars keren terug", url="https://de-dijkbode.example/b", datePublished="2026-01-01")
    assert texts(article(other + json_ld(datePublished=EXACT))) == [(EXACT, About.PUBLISHED)]
    assert not facts(article(other)).stated


def test_an_only_object() -> None:
    """A page's only JSON-LD article speaks for it without a name, and with another one where og:type says article."""
    unnamed = json_ld(headline=None, url=None, datePublished=EXACT)
    assert texts(article(unnamed)) == [(EXACT, About.PUBLISHED)]
    other = json_ld(headline="Dieren op de weg: file", url="https://m.dijkbode.example/7", datePublished=EXACT)
    assert texts(article(other)) == []
    assert texts(article(other + meta("og:type", "article"))) == [(EXACT, About.PUBLISHED)]


def test_web_page_object_dates_an_article() -> None:
    """A WebPage's datePublished dates a page that calls itself an article and has no article object."""
    thing = json_ld(**{"@type": "WebPage", "datePublished": EXACT, "headline": None})
    assert texts(article(meta("og:type", "article") + thing)) == [(EXACT, About.PUBLISHED)]
    assert texts(article(thing)) == []


def test_broken_json_ld() -> None:
    """JSON-LD with comment wrappers, raw line breaks and trailing commas is read; what is no JSON is passed over."""
    broken = f'<script type="application/ld+json">//<![CDATA[\n{{"@type": "NewsArticle", "headline": "{TITLE}",\n'
    broken += f'"description": "een\nregel", "datePublished": "{EXACT}",}}\n//]]></script>'
    assert texts(article('<script type="application/ld+json">{{{</script>' + broken)) == [(EXACT, About.PUBLISHED)]


def test_authors_image_section() -> None:
    """Authors are names, the image is an absolute address, the section is the last crumb above the page."""
    crumbs = (
        '<script type="application/ld+json">{"@type": "BreadcrumbList", "itemListElement": ['
        '{"name": "Voorpagina"}, {"item": {"name": "Regio"}}, {"name": "x"}]}</script>'
    )
    people = [{"@type": "Person", "name": "Lea Smit"}, {"name": "https://de-dijkbode.example/lea"}, "Jan &amp; Piet"]
    found = facts(article(json_ld(author=people) + meta("og:image", "/beeld/s.jpg") + crumbs))
    assert found.authors == ("Lea Smit", "Jan & Piet")
    assert found.image is not None
    assert found.image.url == "https://de-dijkbode.example/beeld/s.jpg"
    assert found.section == "Regio"
    assert facts(article(json_ld(articleSection=["Binnenland", "x"]) + crumbs)).section == "Binnenland"


def test_base_and_own_address() -> None:
    """Links resolve from the base element; a page found nowhere takes the address that it gives itself."""
    document = parse(
        '<head><base href="/a/"><link rel="canonical" href="https://de-dijkbode.example/x"></head><p>x', ""
    )
    assert document.url == "https://de-dijkbode.example/x"
    assert document.absolute(" b.html ") == "https://de-dijkbode.example/a/b.html"
    assert [document.absolute(href) for href in ("#x", "", None, "javascript:x()", "mailto:a@b.c", "http://[")] == [
        None
    ] * 6


@pytest.mark.parametrize(
    ("markup", "wanted"),
    [
        ('<html lang="nl-NL"><p>x', "nl-NL"),
        ('<html lang="nl_BE.UTF-8"><p>x', "nl-BE"),
        ('<html><meta property="og:locale" content="de_DE"><p>x', "de-DE"),
        ('<html lang=""><meta http-equiv="Content-Language" content="fr, en"><p>x', "fr"),
        ('<html><script type="application/ld+json">{"inLanguage": "it"}</script><p>x', "it"),
        ('<html lang="{{ lang }}"><p>x', None),
    ],
)
def test_language(markup: str, wanted: str | None) -> None:
    """The language is the first sane statement of it."""
    assert parse(markup, URL).language == wanted


def test_lexicons_in_order() -> None:
    """Lexicons stand in the order given, stated, spoken, each once."""
    words = in_paragraphs(BODY)
    assert [lexicon.tag for lexicon in parse(f'<html lang="en">{words}', URL, ("de",)).lexicons] == ["de", "en", "nl"]
    assert [lexicon.tag for lexicon in parse(f'<html lang="nl-NL">{words}', URL).lexicons] == ["nl"]
