"""What a page says about its article: headline, times, authors, image, section."""

from __future__ import annotations

import json

import pytest

from feeder.model.time import About, CalendarTime, TimeCue, Where
from feeder.pages.html.article.metadata import Metadata, metadata
from feeder.pages.html.article.story import main_article
from feeder.pages.html.document import parse
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
        "dcterms.created",
        "cXenseParse:recs:publishtime",
        "rnews:datePublished",
        "article_date_original",
        "analyticsAttributes.articleDate",
        "og:pubdate",
        "mediator_published_time",
    ],
)
def test_meta_names(name: str) -> None:
    """Publication is found under the names that it goes by in meta elements."""
    assert texts(article(meta("og:type", "article") + meta(name, EXACT))) == [(EXACT, About.PUBLISHED)]


def test_meta_names_of_changes_are_no_publication() -> None:
    """A time of change alone gives a cue about a change, and none about publication."""
    others = ("expires", "article:expiration_time", "video:published", "unpublish-date", "event:date", "birthdate")
    head = meta("article:modified_time", LATER) + "".join(meta(name, "2026-01-01T00:00:00Z") for name in others)
    head += meta("og:type", "article")
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


@pytest.mark.parametrize(
    "text",
    ["March 17, 2026 4:05 PM +0100", "17 maart 2026 16:05 +0100", "Tuesday, March 17, 2026 - 16:05 +0100"],
)
def test_dates_in_words(text: str) -> None:
    """Metadata may state a whole date in words, in the page's language or in English."""
    cue = cues(article(meta("og:type", "article") + meta("pubdate", text)))[0]
    assert (cue.text, cue.where) == (text, Where.METADATA)
    assert cue.phrases == (CalendarTime(2026, 3, 17, hour=16, minute=5, zone="+01:00"),)


@pytest.mark.parametrize(
    "shown",
    [
        f'<abbr class="published" title="{EXACT}">gisteren</abbr>',
        f'<span class="d" data-published-at="{EXACT}">gisteren</span>',
        f'<relative-time datetime="{EXACT}">gisteren</relative-time>',
        f'<span property="schema:datePublished" content="{EXACT}">gisteren</span>',
        f'<span property="dc:date dc:created" content="{EXACT}" datatype="xsd:dateTime">gisteren</span>',
    ],
)
def test_attributes_by_the_headline(shown: str) -> None:
    """What an element by the headline tells machines dates the article, before the words that it shows."""
    assert texts(article(before=f"<p>Door Lea Smit, {shown}</p>")) == [(EXACT, About.PUBLISHED)]
    comment = f'<div typeof="schema:Comment">{shown}</div>'
    assert texts(article(after=comment)) == []


def test_a_printed_clock_beside_a_bare_day() -> None:
    """Where metadata says only the day, the clock printed by the headline is a cue as well."""
    line = "<p>Door Lea Smit | 17 maart 2026, 16:05</p>"
    found = cues(article(json_ld(datePublished="2026-03-17"), before=line))
    assert [(cue.text, cue.where) for cue in found] == [
        ("2026-03-17", Where.METADATA),
        ("17 maart 2026, 16:05", Where.FURNITURE),
    ]


@pytest.mark.parametrize(
    ("script", "exact"),
    [
        (f"track({{pubdate: '{EXACT}'}})", True),
        (f'window.state = {{"story": {{"publishedAt": "{EXACT}"}}}}', True),
        (f'push("{{\\"publication_time\\":\\"{EXACT}\\"}}")', True),
        (f'window.state = {{"unpublishedAt": "{EXACT}", "publishUntil": "{EXACT}"}}', False),
        (f'[{{"publishedAt": "{EXACT}"}}, {{"publishedAt": "{LATER}"}}]', False),
        (f'window.state = {{"publishedAt": "{EXACT.replace("-17T", "-16T")}"}}', False),
    ],
)
@pytest.mark.parametrize("stated", [True, False])
def test_scripts_state_the_clock_of_a_bare_day(script: str, exact: bool, stated: bool) -> None:
    """Where a page states or prints only the day, a script's one publication time on that day gives the clock."""
    head = json_ld(headline=TITLE, datePublished="2026-03-17") if stated else ""
    markup = article(f"{head}<script>{script}</script>", "" if stated else "<p>17 maart 2026</p>")
    assert ((EXACT, About.PUBLISHED) in texts(markup)) == exact


def test_scripts_alone_date_what_calls_itself_an_article() -> None:
    """A script's one publication time dates a page without any date that calls itself an article, and no other."""
    script = f'<script>window.state = {{"publishedAt": "{EXACT}"}}</script>'
    assert texts(article(meta("og:type", "article") + script)) == [(EXACT, About.PUBLISHED)]
    assert texts(article(script)) == []


def test_the_page_s_object_gives_the_clock() -> None:
    """Where the article's own object states only the day, that of its page may state the clock."""
    head = json_ld(headline=TITLE, datePublished="2026-03-17") + json_ld(**{"@type": "WebPage"}, datePublished=EXACT)
    assert texts(article(head)) == [(EXACT, About.PUBLISHED)]


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


@pytest.mark.parametrize(
    "before",
    [
        '<div class="d">17 maart 2026</div><div class="t">16:05</div>',
        "<p><span>17 maart 2026</span><span>16:05</span></p>",
        "<ul><li>Lea Smit</li><li>17 maart 2026</li><li>16:05 uur</li></ul>",
        "<dl><dt>Laatst bijgewerkt</dt><dd>18 maart 2026 09:10</dd><dt>Geplaatst</dt><dd>17 maart 2026 16:05</dd></dl>",
        "<div>Bijgewerkt</div><div>18 maart 2026 09:10</div><div>Gepubliceerd</div><div>17 maart 2026 16:05</div>",
        "<address>Lea Smit<br>17 maart 2026 16:05</address>",
        (
            '<p class="lead">Op 4 april 2026 is er feest in Oostwold voor wie loopt of fietst, ook bij regen.</p>'
            "<div>17 maart 2026 16:05</div>"
        ),
        "<div><a href='/lea'>Lea van der Smit en Jan Pieter de Boer</a></div><div>17 maart 2026, 16:05</div>",
        '<div class="byline share">Door <a href="/lea">Lea Smit</a> <span class="d">17 maart 2026, 16:05</span></div>',
        '<div class="credits"><p>17 maart 2026</p></div><div>GRIJPSLOOT | di 17 maart 2026 16:05</div>',
        "<h5>di 17 maart 2026 om 16:05 | 1.398 keer bekeken</h5>",
        (
            "<ul><li><a href='/1'>Schapen op de weg bij Oostwold ook vorig jaar</a><div>16 maart 2026</div></li></ul>"
            "<div>17 maart 2026 16:05</div>"
        ),
        (
            "<div class='foto'>Het weiland waaruit de schapen braken, zoals het er lag op 4 april 2025.</div>"
            "<div>17 maart 2026 16:05</div>"
        ),
        (
            "<p>Soort: bericht<br>Onderwerp: dieren in het verkeer<br>Ook over: weer, boeren, provincie, snelweg"
            "<br>Plaats: Oostwold, gemeente Oldambt, provincie Groningen<br>Datum: 17 maart 2026 - 16:05</p>"
        ),
    ],
)
def test_a_printed_time_in_parts(before: str) -> None:
    """Day and clock may stand apart, with what they are about in front, in an address, or below the lead."""
    found = next(cue for cue in cues(article(before=before)) if cue.about is About.PUBLISHED)
    assert found.phrases == (CalendarTime(2026, 3, 17, hour=16, minute=5),)


def test_the_masthead_s_date() -> None:
    """The date of today in a page's masthead dates nothing; one just above the headline does."""
    masthead = '<header><div>De Dijkbode</div><div class="d">dinsdag 24 november 2026</div></header>'
    assert texts(article().replace("<main>", masthead + "<main>")) == []
    above = article().replace("<h1>", '<span class="d">17 maart 2026</span><h1>')
    assert texts(above) == [("17 maart 2026", About.PUBLISHED)]
    for tag, dated in (("h2", True), ("div", False)):
        day = f"<{tag}>17 maart 2026</{tag}><div><div><div><article>"
        assert bool(texts(article().replace("<article>", day))) is dated


def test_names_that_end_like_an_age() -> None:
    """The end of a name is no age, and what another day is printed for does not vie with the day that is stated."""
    assert texts(article(before="<div>StreekNu</div>")) == []
    line = "<div>Foto gemaakt op 4 maart 2026 om 10:00</div><div>17 maart 2026 16:05</div>"
    assert [text for text, _ in texts(article(json_ld(datePublished="2026-03-17"), before=line))] == [
        "2026-03-17",
        "17 maart 2026 16:05",
    ]


def test_a_bare_day_of_another_zone() -> None:
    """A bare day that is one off from the full time printed by the headline is the server's, and gives way to it."""
    line = "<div>Door Lea Smit, 16 maart 2026 23:40</div>"
    found = texts(article(json_ld(datePublished="2026-03-17", dateModified="2026-03-18"), before=line))
    assert found == [("16 maart 2026 23:40", About.PUBLISHED), ("2026-03-18", About.UPDATED)]


def test_the_language_of_a_page_of_divisions() -> None:
    """A page that names no language and marks up no paragraph is read in that of its long lines."""
    body = "".join(f"<div>{text}</div>" for text in BODY)
    markup = f"<title>{TITLE}</title><body><div><h1>{TITLE}</h1><div>dinsdag 17 maart 2026</div>{body}</div>"
    assert texts(markup) == [("dinsdag 17 maart 2026", About.PUBLISHED)]


def test_a_clock_in_the_first_line() -> None:
    """A time that opens the text, as its lead or its first paragraph, is a byline and no text."""
    line = '<div class="intro"><p>di 17 maart 2026, 16:05 uur</p></div>'
    markup = page(f"<p>17 maart 2026, 16:05</p>{in_paragraphs(BODY)}", before=line)
    document = parse(markup, URL)
    found = main_article(document, metadata(document))
    assert found is not None
    assert found.paragraphs == BODY
    assert {phrase for cue in found.cues for phrase in cue.phrases} == {CalendarTime(2026, 3, 17, hour=16, minute=5)}


def test_an_update_is_no_publication() -> None:
    """Where only a change is printed, a script's one publication time is the publication."""
    script = f'<script>window.state = {{"publishedAt": "{EXACT}"}}</script>'
    line = "<div>Bijgewerkt op 18 maart 2026 om 09:10</div>"
    assert texts(article(meta("og:type", "article") + script, before=line))[0] == (EXACT, About.PUBLISHED)


def test_behind_the_text() -> None:
    """A time printed right behind the text dates it; one further down, behind something else, does not."""
    line = "<p>Door Lea Smit | gepubliceerd op 17 maart 2026</p>"
    assert texts(page(in_paragraphs(BODY) + line)) == [("17 maart 2026", About.PUBLISHED)]
    assert texts(article(after=f"<div>{line}</div>")) == [("17 maart 2026", About.PUBLISHED)]
    assert texts(article(after=f"<h3>Lees ook</h3><div>{line}</div>")) == []
    assert texts(article(after='<p><a href="/x">Brug weer open</a></p><p>17 maart 2026</p>')) == []


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


NEWS = json.dumps({"@context": "https://schema.org", "@type": "NewsArticle", "headline": TITLE, "datePublished": EXACT})
SCRIPT = '<script type="application/ld+json">%s</script>'


@pytest.mark.parametrize(
    "script",
    [
        f"//<![CDATA[\n{NEWS}\n//]]>",
        f"<!-- {NEWS} -->",
        f"\ufeff{NEWS};",
        NEWS[:-1] + ",}",
        NEWS.replace("{", '{"description": "een\n\tregel",', 1),
        NEWS.replace("{", '{"description": "de \\\'A7\\\' \\d",', 1),
        NEWS.replace("{", "{ // ons artikel\n/* van * vandaag */", 1),
        NEWS.replace("{", '{"description": "hij zei "nee" en ging",', 1).replace(
            '"@context"', '"@type":"WebSite", "@context"'
        ),
        NEWS.replace('"', "&quot;"),
        NEWS.replace('"', "'"),
        NEWS[:-1],
        f"[{NEWS}",
        f'{{"@type": "Organization"}} {NEWS}',
        f'[{{"@type": "WebPage", "mainEntity": {NEWS}}}]',
        f'{{"@graph": [{{"@type": "WebSite"}}, {NEWS}]}}',
        NEWS.replace('"NewsArticle"', '["schema:ReportageNewsArticle", "Thing"]'),
        NEWS.replace(f'"{EXACT}"', f'["{EXACT}"]'),
        NEWS.replace(f'"{EXACT}"', f'{{"@type": "DateTime", "@value": "{EXACT}"}}'),
    ],
)
def test_json_ld_however_written(script: str) -> None:
    """JSON-LD is read in any shape, however badly it is written; one that says nothing is passed by."""
    assert texts(article(SCRIPT % "{{{" + SCRIPT % "null" + SCRIPT % script)) == [(EXACT, About.PUBLISHED)]


def test_what_is_no_article_is_not_salvaged() -> None:
    """From a broken script only an article's statements are taken."""
    broken = '{"@type": "VideoObject", "name": "hij zei "nee"", "datePublished": "2020-01-01T00:00:00Z"}'
    assert texts(article(SCRIPT % broken)) == []


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("<p>Door Lea Smit, 17 maart 2026</p>", ("Lea Smit",)),
        (
            "<div class='byline'>DOOR <a href='/lea'>Lea van der Smit</a> en <a href='/jan'>Jan Piet</a> | Regio</div>",
            ("Lea van der Smit", "Jan Piet"),
        ),
        ("<p>Door <span>Lea Smit</span><span>De Dijkbode</span></p>", ("Lea Smit",)),
        ("<p>By Lea Smit</p>", ("Lea Smit",)),
        ("<p>Door Lea</p>", ()),
        ("<p>Door de storm viel een boom om</p>", ()),
        ("<p>Doorlopend nieuws van De Dijkbode</p>", ()),
    ],
)
def test_printed_authors(line: str, names: tuple[str, ...]) -> None:
    """Where metadata names no author, a byline by the headline does, in the page's language; metadata wins."""
    for head, wanted in (("", names), (json_ld(author="Piet Post"), ("Piet Post",))):
        document = parse(
            article(head, before=line).replace('lang="nl"', 'lang="en"' if "By" in line else 'lang="nl"'), URL
        )
        found = main_article(document, metadata(document), ("en" if "By" in line else "nl",))
        assert found is not None
        assert found.authors == wanted


@pytest.mark.parametrize(
    ("stated", "name"),
    [
        ("By Lea Smit", "Lea Smit"),
        ("Posted by: Lea Smit", "Lea Smit"),
        ("Door: Lea Smit", "Lea Smit"),
        ("Lea Smit, De Dijkbode 16.05 uur 17 maart 2026", "Lea Smit, De Dijkbode"),
        ("Redactie 24", "Redactie 24"),
        ("www.dijkbode.example", None),
        ("[2024-2035]", None),
        ("@lea", None),
    ],
)
def test_authors_are_names(stated: str, name: str | None) -> None:
    """Of a byline only the name is an author; addresses, handles and numbers are none."""
    assert facts(article(meta("author", stated))).authors == ((name,) if name else ())


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


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("logo.png", False),
        ("DijkbodeLogo_fb-200x200.jpg", False),
        ("og-default-image.png", False),
        ("nieuw-logo-van-het-waterschap.jpg", True),
        ("default-judgment.jpg", True),
        ("dijk.jpg", True),
    ],
)
def test_the_logo_of_a_site_is_no_picture(name: str, kept: bool) -> None:
    """What is a logo by its whole name is no story's picture."""
    assert (facts(article(meta("og:image", f"/beeld/{name}"))).image is not None) == kept


def test_the_logo_of_the_publisher_is_no_picture() -> None:
    """What JSON-LD names as its publisher's logo is no story's picture; the next one is."""
    publisher = {"@type": "Organization", "logo": {"@type": "ImageObject", "url": "/beeld/d.png"}}
    found = facts(article(json_ld(publisher=publisher, image=["/beeld/s.jpg"]) + meta("og:image", "/beeld/d.png")))
    assert found.image is not None
    assert found.image.url == "https://de-dijkbode.example/beeld/s.jpg"
