"""Where a story begins and ends on its page, and which of the page's statements are about it."""

from __future__ import annotations

import json
from collections.abc import Sequence

import pytest

from feeder.model.page import Dispatch, Role
from feeder.pages.html.article.metadata import metadata
from feeder.pages.html.article.story import main_article
from feeder.pages.html.document import parse
from tests.pages.article_pages import BODY, LEAD, SUBHEAD, TITLE, URL, in_paragraphs, json_ld, meta, page

COOKIES = (
    "<div><p>Wij gebruiken cookies. Lees in ons beleid waarvoor, en stel in wat u goedvindt. Dat kan altijd.</p></div>"
)
REPLY = "Ik stond er zelf ook in en het was eigenlijk heel gezellig daar op die weg, met al die schapen om ons heen."
THAI = (
    "ชาวบ้านเปิดโรงเรียนดนตรีในโรงสีเก่าเมื่อวันเสาร์ที่ผ่านมา มีผู้ร่วมงานกว่าสามร้อยคนจากหมู่บ้านใกล้เคียง",
    "ค่าซ่อมทั้งหมดแปดแสนบาท ครึ่งหนึ่งมาจากเทศบาลและอีกครึ่งมาจากการบริจาคของชาวบ้านในตำบล",
)
TEASERS = [
    Dispatch(
        role=Role.TEASER, headline=f"Ander bericht nummer {n} van deze krant", link=f"https://de-dijkbode.example/{n}"
    )
    for n in range(5)
]


def told(markup: str, languages: tuple[str, ...] = ("nl",), teasers: Sequence[Dispatch] = ()) -> Dispatch:
    document = parse(markup, URL)
    found = main_article(document, metadata(document), languages, teasers)
    assert found is not None
    return found


def test_a_note_above_the_headline() -> None:
    """What stands above the story's own headline is none of it, though it stands in the same element."""
    markup = page(in_paragraphs(BODY), head=json_ld()).replace("<main>", COOKIES + "<main>")
    assert told(markup.replace("<main>", "<div>").replace("</main>", "</div>")).paragraphs == BODY


@pytest.mark.parametrize("made", ["<div>{line}</div><div>{text}</div>", "<p>{line}</p><p>{text}</p>"])
def test_replies_are_no_part_of_the_story(made: str) -> None:
    """Signed and dated lines behind a text, each with a text of its own, are what readers replied."""
    lines = ("Jan de Vries, 18 maart 2026, 20:15", "Piet op 19 maart 2026 om 9:02 schreef:")
    replies = "".join(made.format(line=line, text=REPLY) for line in lines)
    markup = page(in_paragraphs(BODY) + "<h3>Reacties (2)</h3>" + replies, head=json_ld())
    assert told(markup).paragraphs == BODY


def test_posts_of_a_liveblog_are_the_story() -> None:
    """A clock time over each text from the first on parts the story, and ends it nowhere."""
    posts = "".join(f"<p>{9 + n}:15</p><p>{text}</p>" for n, text in enumerate(BODY))
    assert set(BODY) <= set(told(page(posts, head=json_ld())).paragraphs)


def test_a_dated_sentence_is_no_reply() -> None:
    """Short sentences with a day in them are the story's own."""
    short = ("De inschrijving loopt van 14 juni tot 15 augustus.", "De uitslag volgt op 1 september 2026.")
    texts = (*BODY[:3], short[0], BODY[3], short[1], BODY[0])
    assert told(page(in_paragraphs(texts), head=json_ld())).paragraphs == texts


def test_short_sentences_below_the_last_heading() -> None:
    """A heading with one short sentence below it ends the story, where both stand beside the rest of it."""
    last = "De weg was pas na zeven uur weer vrij voor het verkeer."
    found = told(page(f"{in_paragraphs(BODY)}<h2>{SUBHEAD}</h2><p>{last}</p>", head=json_ld()))
    assert found.paragraphs == (*BODY, SUBHEAD, last)


def test_thai_ends_no_sentence() -> None:
    """Thai parts sentences by spaces and ends paragraphs with nothing: they are running text all the same."""
    title = "เปิดโรงเรียนดนตรีในโรงสีเก่า"
    found = told(page(in_paragraphs(THAI), head=json_ld(headline=title), h1=title, title=title, lang="th"), ("th",))
    assert found.paragraphs == THAI


@pytest.mark.parametrize(
    ("scope", "headline"),
    [
        ('itemscope itemtype="https://schema.org/NewsArticle"', 'itemprop="headline"'),
        ('vocab="https://schema.org/" typeof="NewsArticle"', 'property="headline"'),
    ],
)
def test_an_article_in_microdata_beside_a_list(scope: str, headline: str) -> None:
    """A page whose own headline microdata or RDFa marks as an article's tells one, whatever is listed beside it."""
    markup = page(in_paragraphs(BODY)).replace("<article>", f"<article {scope}>").replace("<h1>", f"<h1 {headline}>")
    assert told(markup, teasers=TEASERS).paragraphs == BODY


def test_a_dated_text_beside_a_list() -> None:
    """A text right below the only `h1` and a day is a story, whatever the page lists besides."""
    markup = page(in_paragraphs(BODY), before="<p>Regio, 17 maart 2026 15:20</p>")
    assert told(markup, teasers=TEASERS).paragraphs == BODY
    assert told(markup.replace("h1>", "h2>"), teasers=TEASERS).paragraphs == BODY
    for other in (page(in_paragraphs(BODY)), markup.replace(f"<h1>{TITLE}", f"<h2><a href='/x'>{TITLE}</a>")):
        document = parse(other, URL)
        assert main_article(document, metadata(document), ("nl",), TEASERS) is None


def test_json_ld_of_another_story() -> None:
    """An object of another headline and another address of the site says nothing about the page's article."""
    other = json_ld(
        headline="Brug bij Oostwold weer open", url="https://de-dijkbode.example/regio/brug", author="Piet Post",
        datePublished="2026-03-01T10:00:00+01:00",
    )  # fmt: skip
    head = other + meta("og:type", "article") + meta("article:published_time", "2026-03-17T15:20:00+01:00")
    found = told(page(in_paragraphs(BODY), head=head))
    assert found.authors == ()
    assert [cue.text for cue in found.cues] == ["2026-03-17T15:20:00+01:00"]


def test_a_film_that_json_ld_describes() -> None:
    """A page about a film is dated by its upload, and sums it up."""
    film = json_ld(**{"@type": "VideoObject", "headline": None, "name": TITLE, "uploadDate": "2026-03-17T15:20:00Z"})
    found = told(page("", head=film + meta("og:description", LEAD)))
    assert (found.headline, found.summary, [cue.text for cue in found.cues]) == (TITLE, LEAD, ["2026-03-17T15:20:00Z"])


@pytest.mark.parametrize(
    ("byline", "language", "names"),
    [
        ('<div>17 maart <span class="author vcard"><a href="/x">Lea Smit</a></span></div>', "nl", "Lea Smit"),
        ('<p><a href="/auteur/lea">Lea Smit</a>, <a href="/auteur/jo">Jo Bos</a></p>', "nl", "Lea Smit Jo Bos"),
        ('<p><a href="/author/lea">Lea Smit</a> <a href="/author/lea">View author page</a></p>', "en", "Lea Smit"),
        ("<p>Autor: Zofia Lis</p>", "pl", "Zofia Lis"),
        ("<p>17 maart 2026, 15:20 – Door Lea Smit</p>", "nl", "Lea Smit"),
        ("<p>De weg door Finsterwolde Oost</p>", "nl", ""),
        ("<p>Автор: Анна Лис</p>", "ru", "Анна Лис"),
        ("<p>بقلم سلمى العوضي</p>", "ar", "سلمى العوضي"),
        ("<p>记者 林晓岚</p>", "zh", "林晓岚"),
        ("<p>Autor serca i innych opowieści</p>", "pl", ""),
    ],
)  # fmt: skip
def test_authors_by_the_headline(byline: str, language: str, names: str) -> None:
    """An element that is named for its author, or leads to one, names him; so does a byline in the page's language."""
    found = told(page(in_paragraphs(BODY), head=json_ld(), before=byline, lang=language), (language,))
    assert " ".join(found.authors) == names


@pytest.mark.parametrize(
    ("language", "call"),
    [
        ("nl", "Dit artikel is alleen voor abonnees. Word lid en lees onbeperkt verder, nu vanaf twee euro per week."),
        (
            "de",
            "Melden Sie sich für unseren Newsletter an und lesen Sie jeden Morgen das Wichtigste in Ihrem Postfach.",
        ),
        ("ja", "ニュースレターに登録すると、毎朝大切なニュースをメールでお届けします。解約はいつでもできます。"),
    ],
)
def test_a_box_that_calls(language: str, call: str) -> None:
    """A box with a button that asks readers to subscribe is no part of the text; a sentence that speaks of it is."""
    box = f"<div class='x'><h4>Meer?</h4><p>{call}</p><a href='/x'>OK</a></div>"
    assert told(page(in_paragraphs(BODY) + box, head=json_ld(), lang=language)).paragraphs == BODY
    texts = (*BODY, call)
    assert told(page(in_paragraphs(texts), head=json_ld(), lang=language)).paragraphs == texts


def test_an_imprint_below() -> None:
    """The address and the rights at the foot of a printed page are none of its story."""
    foot = "<p>© 2026 De Dijkbode, alle rechten voorbehouden aan de uitgever en aan de makers van deze krant.</p>"
    assert told(page(in_paragraphs(BODY) + foot, head=json_ld())).paragraphs == BODY


def test_a_story_told_by_pictures() -> None:
    """Where several pictures have running text below them and the page has next to none, that is its text."""
    pictures = "".join(
        f"<figure><img src='/{n}.jpg'><figcaption>{text}</figcaption></figure>" for n, text in enumerate(BODY)
    )
    assert told(page(f"<p>{LEAD}</p>{pictures}", head=json_ld())).paragraphs == (LEAD, *BODY)
    two = in_paragraphs(BODY) + f"<figure><img src='/1.jpg'><figcaption>{LEAD}</figcaption></figure>" * 3
    assert told(page(two, head=json_ld())).paragraphs == BODY


def test_a_page_without_headings() -> None:
    """A headline and its time in one line of bare text are neither text nor lost; the window's title tells them."""
    table = f"<table><tr><td>De Kade</td></tr><tr><td><b>{TITLE}</b><br><i>17 maart 2026, 15:20</i><br><br>"
    head = f"<html lang='nl'><head><title>{TITLE} - De Kade</title></head>"
    markup = f"{head}<body>{table}{'<br><br>'.join(BODY)}</td></tr></table>"
    found = told(markup)
    assert (found.headline, found.paragraphs) == (TITLE, BODY)
    assert [cue.text for cue in found.cues] == ["17 maart 2026, 15:20"]


def test_a_line_right_below_the_text() -> None:
    """A whole day right below the text dates it where nothing else does, whatever it stands in."""
    found = told(page(in_paragraphs(BODY), after="<div><em>Door Lea Smit</em><br>17 maart 2026, 15:20</div>"))
    assert ([cue.text for cue in found.cues], found.authors) == (["17 maart 2026, 15:20"], ("Lea Smit",))


PRINTED = "<p>17 maart 2026 15:20</p>"
TRUE, OTHER = "2026-03-17T15:20:00+01:00", "2026-03-20T16:41:00+01:00"


@pytest.mark.parametrize(
    ("head", "first"),
    [
        (json_ld(datePublished="2026-03-17T00:00:00+01:00"), "17 maart 2026 15:20"),
        (json_ld(datePublished=OTHER) + meta("article:published_time", TRUE), TRUE),
        (json_ld() + meta("date", OTHER), "17 maart 2026 15:20"),
        (json_ld(datePublished=OTHER), OTHER),
        (json_ld(datePublished=OTHER, dateModified=TRUE) + meta("article:published_time", TRUE), OTHER),
    ],
)
def test_what_readers_see_decides(head: str, first: str) -> None:
    """Of a midnight and a printed clock of that day, the clock; of metadata that disagrees, what is on the printed day,
    unless that is the day of a change; a name that may mean the page says less than what is printed."""
    found = told(page(in_paragraphs(BODY), head=head, before=PRINTED))
    assert next(cue.text for cue in found.cues if cue.about.name == "PUBLISHED") == first


def test_a_midnight_s_zone_is_the_page_s() -> None:
    """The clock printed by the headline is in the zone that metadata states its midnight in."""
    found = told(page(in_paragraphs(BODY), head=json_ld(datePublished="2026-03-17T00:00:00+01:00"), before=PRINTED))
    assert getattr(found.cues[0].phrases[0], "zone", None) == "+01:00"


def test_the_time_beside_the_headline_in_a_state() -> None:
    """Of several times in a page's state, the one in the object that holds the headline is the article's."""
    story = {"title": TITLE, "publishedAt": TRUE, "body": "".join(f"<p>{text}</p>" for text in BODY)}
    state = json.dumps({"story": story, "others": [{"title": "Brug open", "publishedAt": OTHER}]})
    head = json_ld() + f'<script type="application/json">{state}</script>'
    found = told(page("", head=head))
    assert found.paragraphs == BODY
    assert [cue.text for cue in found.cues] == [TRUE]


@pytest.mark.parametrize(
    "script",
    [
        "<script>Fusion.globalContent={state};Fusion.x={{}};</script>",
        "<script>window.__STATE__ = {state}</script>",
        '<script id="__NUXT_DATA__" type="application/json">{listed}</script>',
    ],
)
def test_state_however_written(script: str) -> None:
    """Text and time of a story are found in state that a program assigns, and in a list of values and their places."""
    story = {"headline": {"basic": TITLE}, "publish_date": TRUE, "content": list(BODY)}
    listed = [{"title": 1, "publishedAt": 2, "body": 3}, TITLE, TRUE, "".join(f"<p>{text}</p>" for text in BODY)]
    written = script.format(state=json.dumps({"a": {"b": story}}), listed=json.dumps(listed))
    found = told(page("", head=meta("og:type", "article") + written))
    assert (found.paragraphs, [cue.text for cue in found.cues]) == (BODY, [TRUE])


def test_an_author_by_reference() -> None:
    """An author of whom JSON-LD gives the identifier only is the one of that identifier."""
    people = json_ld(**{"@type": "Person", "@id": "#lea", "name": "Lea Smit", "headline": None})
    assert told(page(in_paragraphs(BODY), head=json_ld(author={"@id": "#lea"}) + people)).authors == ("Lea Smit",)


def test_a_footer_that_its_article_follows() -> None:
    """A footer before the text, as some systems write their bylines, tells when and by whom; one behind it does not."""
    byline = "<footer><span>Door Lea Smit, 17 maart 2026</span></footer>"
    found = told(page(in_paragraphs(BODY), before=byline), teasers=TEASERS)
    assert ([cue.text for cue in found.cues], found.authors) == (["17 maart 2026"], ("Lea Smit",))


def test_captions_amid_the_text_are_no_replies() -> None:
    """Dated lines of another make amid the paragraphs of a story end it nowhere; behind it, with texts of their own,
    they do."""
    caption = "<div class='foto'><span>Beeld Lea Smit, 17 maart 2026</span></div>"
    amid = f"<p>{BODY[0]}</p><p>{BODY[1]}</p>{caption}<p>{BODY[2]}</p>{caption}<p>{BODY[3]}</p>"
    found = told(page(amid + in_paragraphs(BODY[:3]), head=json_ld()))
    assert [text for text in found.paragraphs if text in BODY] == [*BODY, *BODY[:3]]
    reply = f"<div><span>Piet</span> · <span>3 uur geleden</span><p>{REPLY}</p></div>"
    assert told(page(in_paragraphs(BODY), head=json_ld(), after=reply * 2)).paragraphs == BODY


def test_a_paragraph_that_a_box_cut_off() -> None:
    """A box in a paragraph ends it, so that its words are loose: they are the story's all the same."""
    box = '<div class="kader"><h4>Lees ook</h4><ul><li><a href="/x">Brug weer open</a></li></ul></div>'
    found = told(page(f"<p>{box}{BODY[0]}</p>{in_paragraphs(BODY[1:])}", head=json_ld()))
    assert found.paragraphs == BODY
