"""The main article of a page: whether there is one, and its text."""

from __future__ import annotations

import json
from collections.abc import Sequence

import pytest

from feeder.model.page import Capture, Dateline, Dispatch, Role
from feeder.pages import read_page
from feeder.pages.html.article import other_reader
from feeder.pages.html.article.metadata import metadata
from feeder.pages.html.article.other_reader import second_opinion
from feeder.pages.html.article.story import main_article
from feeder.pages.html.document import parse
from tests.pages.article_pages import (
    BODY,
    COMMENTS,
    LEAD,
    MAKES,
    RELATED,
    SUBHEAD,
    TITLE,
    URL,
    in_paragraphs,
    json_ld,
    meta,
    page,
)


def read(markup: str, url: str = URL, teasers: Sequence[Dispatch] = ()) -> Dispatch | None:
    document = parse(markup, url)
    return main_article(document, metadata(document), ("nl",), teasers)


def told(markup: str, url: str = URL) -> Dispatch:
    found = read(markup, url)
    assert found is not None
    return found


@pytest.mark.parametrize("make", MAKES)
@pytest.mark.parametrize("stated", [True, False])
def test_body_however_marked_up(make: str, stated: bool) -> None:
    """The paragraphs are the same whether a page writes p, div, br or sections, with metadata or without."""
    head = json_ld() if stated else ""
    found = told(page(MAKES[make](BODY), head=head, after=RELATED + COMMENTS))
    assert found.paragraphs == BODY
    assert found.role is Role.MAIN
    assert found.headline == TITLE
    assert found.link == URL


@pytest.mark.parametrize(
    ("encoding", "title"), [("utf-8", "Één schaap"), ("windows-1252", "Één schaap"), ("gbk", "羊群中断交通")]
)
def test_saved_copies(encoding: str, title: str) -> None:
    """A page that is UTF-8 is read as that, whatever it still declares; another one as what it declares."""
    markup = page(in_paragraphs(BODY), head=f'<meta charset="gbk">{json_ld(headline=title)}', h1=title, title=title)
    markup = markup.replace("gbk", "windows-1252") if encoding == "windows-1252" else markup
    found = read_page(Capture("s", "s", URL, URL, "text/html", None, markup.encode(encoding), None))
    assert found.main is not None
    assert found.main.headline == title


def test_classes_that_lie() -> None:
    """A body in an element named as junk is still the body, when it is most of the page's text."""
    markup = page("", head=json_ld()).replace('class="artikel"', 'class="sidebar related"')
    found = told(markup.replace("</div></article>", in_paragraphs(BODY) + "</div></article>"))
    assert found.paragraphs == BODY


def test_hidden_body() -> None:
    """A body that a paywall hides by style is read: it was sent to everybody."""
    found = told(page(f'<div style="display: none">{in_paragraphs(BODY)}</div>', head=json_ld()))
    assert found.paragraphs == BODY


def test_headings_between() -> None:
    """A heading stays where text of the story follows it, and goes where a list of links does."""
    inner = f"<p>{BODY[0]}</p><p>{BODY[1]}</p><h2>{SUBHEAD}</h2><p>{BODY[2]}</p>{RELATED}<p>{BODY[3]}</p>"
    assert told(page(inner, head=json_ld())).paragraphs == (*BODY[:2], SUBHEAD, *BODY[2:])


def test_standfirst_that_metadata_repeats() -> None:
    """What stands between headline and body and is the page's description opens the text."""
    found = told(
        page(in_paragraphs(BODY), head=json_ld(description=LEAD), before=f'<div class="kop"><p>{LEAD}</p></div>')
    )
    assert found.paragraphs == (LEAD, *BODY)


def test_byline_is_no_standfirst() -> None:
    """Name, time and caption between headline and body are not the text."""
    before = '<div class="wie"><span>Door Lea Smit</span> <span>dinsdag 17 maart 2026</span></div>'
    before += "<figure><img src='/s.jpg'><figcaption>Schapen op de weg. Foto: een voorbijganger</figcaption></figure>"
    assert told(page(in_paragraphs(BODY), head=json_ld(), before=before)).paragraphs == BODY


def test_custom_elements() -> None:
    """A custom element is laid out as a block, but within a paragraph it is a part of its sentence."""
    first, rest = BODY[0].split(" ", 1)
    inner = f"<p>{first} <x-term>{rest}</x-term></p><x-slot><x-text>{BODY[1]}</x-text></x-slot>"
    inner += "".join(f"<x-slot><x-text>{text}</x-text></x-slot>" for text in BODY[2:])
    assert told(page(inner, head=json_ld())).paragraphs == BODY


def test_boxes_between() -> None:
    """A box of another make between the paragraphs is left out."""
    box = f'<div class="kader"><h3>Wat is een schaap?</h3><div class="t">{LEAD} {LEAD}</div></div>'
    found = told(page(in_paragraphs(BODY[:2]) + box + in_paragraphs(BODY[2:]), head=json_ld()))
    assert found.paragraphs == BODY


def test_the_next_story() -> None:
    """A page that goes on with another story under its own h1 ends where that begins."""
    other = "<h1>Ooievaars keren terug</h1>" + in_paragraphs([text[::-1] for text in BODY])
    assert told(page(in_paragraphs(BODY), head=json_ld(), after=other)).paragraphs == BODY


def test_parts_under_their_own_h1() -> None:
    """An `h1` between the story's own paragraphs heads a part of it, and no other story."""
    parts = in_paragraphs(BODY[:2]) + f"<h1>{SUBHEAD}</h1>" + in_paragraphs(BODY[2:])
    assert told(page(parts, head=json_ld())).paragraphs == (*BODY[:2], SUBHEAD, *BODY[2:])


def test_a_short_last_paragraph() -> None:
    """A last paragraph too short to be sure of belongs to the text that it is built like."""
    assert told(page(in_paragraphs([*BODY, "Wordt vervolgd."]), head=json_ld())).paragraphs[-1] == "Wordt vervolgd."


def test_dateline() -> None:
    """The dateline comes off the first paragraph, behind a standfirst too."""
    texts = ("OOSTWOLD (ANP) - " + BODY[0], *BODY[1:])
    found = told(page(in_paragraphs(texts), head=json_ld()))
    assert found.dateline == Dateline("OOSTWOLD", ("ANP",))
    assert found.paragraphs == BODY


def test_chinese_body() -> None:
    """A text without spaces is as long as what it says: two short paragraphs are an article."""
    texts = (
        "三月的一个下午，一百多只羊从田里跑到高速公路上，交通因此中断了两个小时，司机们纷纷下车帮忙赶羊，场面十分热闹。",
        "警方说没有人受伤，所有的羊都已经回到农场。农场主感谢司机们的帮助，并答应送给每个人一罐蜂蜜，以表谢意。",
    )
    head = json_ld(headline="羊群中断交通")
    found = told(page(in_paragraphs(texts), head=head, h1="羊群中断交通", title="羊群中断交通", lang="zh"))
    assert found.paragraphs == texts


def test_content_is_markup_with_absolute_links() -> None:
    """The content keeps links, emphasis and lists, with addresses that work anywhere, and nothing that runs."""
    inner = in_paragraphs(BODY[:2])
    inner += f'<p onclick="x()">{BODY[2]} <a href="../honing?a=1&b=2"><em>Honing</em></a><script>alert(1)</script></p>'
    inner += "<ul><li>Ruim honderd schapen liepen op de weg.</li><li>Twee uur file was het gevolg.</li></ul>"
    content = told(page(inner + f"<p>{BODY[3]}</p>", head=json_ld())).content
    assert content is not None
    assert '<a href="https://de-dijkbode.example/honing?a=1&amp;b=2"' in content
    assert "<em>Honing</em>" in content
    assert "<ul><li>Ruim honderd schapen" in content
    assert "alert" not in content
    assert "onclick" not in content


def test_a_film_with_a_line_of_text() -> None:
    """A page that calls itself an article, and says when and what, is one without a text of its own."""
    head = (
        meta("og:type", "article")
        + meta("og:description", LEAD)
        + meta("article:published_time", "2026-03-17T16:05:00Z")
    )
    found = told(page("<video src='/s.mp4'></video>", head=head, after=RELATED))
    assert (found.summary, found.paragraphs, found.content, found.text) == (LEAD, (), None, LEAD)
    assert read(page("<video src='/s.mp4'></video>", head=head.replace("published", "modified"))) is None


def test_a_form_around_the_page() -> None:
    """A form that a server writes around every page is no form to fill in; one beside the text is."""
    letter = "<form><p>Meld u aan voor onze nieuwsbrief, die u elke week het nieuws uit de streek brengt.</p></form>"
    around = (
        page(in_paragraphs(BODY) + letter)
        .replace("<main>", "<form action='./'><main>")
        .replace("</main>", "</main></form>")
    )
    assert told(around).paragraphs == BODY
    bare = f"<body><form>{in_paragraphs((*BODY, BODY[0]))}</form>"
    assert told(f"<title>{TITLE}</title>{bare}").paragraphs == (*BODY, BODY[0])


def test_no_article_on_a_front_page() -> None:
    """Linked headlines with a summary each are many stories, whatever the page calls itself."""
    teasers = "".join(
        f'<div class="t"><h2><a href="/regio/verhaal-{n}">Verhaal nummer {n} van deze dag</a></h2><p>{text}</p></div>'
        for n, text in enumerate(BODY * 2)
    )
    assert read(page(teasers, head=meta("og:type", "article"), h1="Regio", title="Regio - De Dijkbode")) is None
    assert read(page(teasers, h1="De Dijkbode", title="De Dijkbode"), "https://de-dijkbode.example/") is None


def test_a_front_that_calls_itself_an_article() -> None:
    """A site's first page with a list on it is no story, though it says so and tells of its makers at length."""
    front = page(in_paragraphs(BODY), head=meta("og:type", "article"))
    teasers = [Dispatch(role=Role.TEASER, headline=f"Verhaal {n}", link=f"{URL}/{n}") for n in range(4)]
    assert read(front, "https://de-dijkbode.example/", teasers) is None
    assert read(front, "https://de-dijkbode.example/") is not None
    assert read(front, URL, teasers) is not None


def test_no_article_in_a_hero() -> None:
    """A listing's hero, one headline with a line of text, is no article."""
    hero = f'<h2><a href="/regio/schapen">{TITLE}</a></h2><p>{LEAD}</p>'
    assert read(page(hero, h1="Voorpagina"), "https://de-dijkbode.example/regio") is None


def test_an_archive_below() -> None:
    """A text that ends in a list of linked headlines with summaries ends where that begins."""
    archive = "".join(
        f'<h3><a href="/regio/oud-{n}">Oud verhaal {n}</a></h3><p>{t[::-1]}.</p>' for n, t in enumerate(BODY)
    )
    assert told(page(in_paragraphs(BODY) + archive, head=json_ld())).paragraphs == BODY


def test_less_text_counts_beside_a_list() -> None:
    """A page that does not call itself an article needs more text when it has a list of stories."""
    markup = page(in_paragraphs(BODY))
    assert read(markup) is not None
    teasers = [Dispatch(Role.TEASER, headline=f"Ander verhaal {n}", link=f"{URL}-{n}") for n in range(12)]
    assert read(markup, teasers=teasers) is None


def test_a_text_of_teasers_is_no_story() -> None:
    """A page whose text is that of its teasers tells no story, unless JSON-LD names it as one."""
    teasers = [Dispatch(Role.TEASER, headline="Kop", summary=text) for text in BODY]
    head = meta("og:type", "article")
    assert read(page(in_paragraphs(BODY), head=head)) is not None
    assert read(page(in_paragraphs(BODY), head=head), teasers=teasers) is None
    assert read(page(in_paragraphs(BODY), head=json_ld()), teasers=teasers) is not None


def test_body_from_json_ld() -> None:
    """Where the markup shows no text, JSON-LD's articleBody is the text."""
    found = told(page("<p>Laden…</p>", head=json_ld(articleBody="\n\n".join(BODY))))
    assert found.paragraphs == BODY
    assert found.content == in_paragraphs(BODY)


def test_body_from_framework_state() -> None:
    """Where only a framework's state has the text, it is taken from the object that holds the headline."""
    other = {"title": "Ooievaars keren terug", "text": [text.upper() for text in BODY]}
    state = {
        "props": {"related": [other], "story": {"title": TITLE, "blocks": [{"html": f"<p>{t}</p>"} for t in BODY]}}
    }
    script = f'<script id="__NEXT_DATA__" type="application/json">{json.dumps(state)}</script>'
    assert told(page("", head=json_ld() + script)).paragraphs == BODY


def test_trafilatura_in_a_process_of_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    """trafilatura's opinion is its paragraphs; where it is not installed, takes too long or fails, there is none."""
    pytest.importorskip("trafilatura")
    assert set(BODY) <= set(second_opinion(page(in_paragraphs(BODY))))
    assert second_opinion(page(in_paragraphs(BODY)), seconds=0.001) == ()
    assert second_opinion(page(in_paragraphs(BODY), after="<b></b>" * 5_000)) == ()
    monkeypatch.setattr(other_reader, "find_spec", lambda _: None)
    assert second_opinion(page(in_paragraphs(BODY))) == ()


def test_a_second_opinion_is_asked_only_when_needed() -> None:
    """Another tool is asked for the text only of a page that calls itself an article and shows none."""
    asked: list[str] = []

    def ask() -> tuple[str, ...]:
        asked.append("asked")
        return (TITLE, *BODY)

    for body, head in ((in_paragraphs(BODY), json_ld()), ("", "")):
        document = parse(page(body, head=head), URL)
        main_article(document, metadata(document), ("nl",), ask=ask)
    assert asked == []
    document = parse(page("", head=json_ld()), URL)
    found = main_article(document, metadata(document), ("nl",), ask=ask)
    assert asked == ["asked"]
    assert found is not None
    assert found.paragraphs == BODY


@pytest.mark.parametrize("opening", ["<main>", "<article>", "<header>Kop</header><main>", "<de-dijkbode><main>"])
def test_a_page_without_body_tags(opening: str) -> None:
    """HTML lets `head` and `body` go unwritten; a text that new or custom elements open is found all the same."""
    markup = f'<!DOCTYPE html><html lang="nl"><title>{TITLE}</title>{opening}<h1>{TITLE}</h1>{in_paragraphs(BODY)}'
    assert told(markup).paragraphs == BODY
