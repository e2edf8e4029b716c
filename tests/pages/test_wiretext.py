"""Wire text: what stands on a page of plain text, on stories made up for these tests."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feeder.errors import PageError
from feeder.model.page import Capture, Dateline, Dispatch, Page, Role, Shape
from feeder.model.time import About, Where
from feeder.pages import read_page

SAMPLES = Path(__file__).parents[2] / "examples" / "dispatches"
HEADLINE = "Havenbedrijf stelt nieuwe kade in gebruik"
STORY = (
    "VLISSINGEN (NPD/KBP) - Het havenbedrijf heeft dinsdagochtend een nieuwe kade in gebruik genomen.",
    "De kade was al in 2019 beloofd. Volgens de woordvoerder komt er later nog een kraan van 8,7 miljoen euro bij.",
    "Woensdag meren de eerste schepen aan.",
)
MAIN = (HEADLINE, *STORY)
TEASERS = (
    "ALTENA (NPD) - In Altena is een school opengegaan die zijn eigen stroom maakt. Op het dak liggen panelen.",
    "BERGHEM (NPD/KBP) - De brug bij Berghem blijft nog weken dicht. De aannemer vond roest, zegt de gemeente.",
    "COEVERDEN (KBP) - Wandelaars hebben bij Coeverden een das gezien. Dat was daar al jaren niet gebeurd.",
    "DOORNWIJK (NPD) - De kinderboerderij zoekt een naam voor een ezel. Er kwamen al 600 voorstellen binnen.",
)
AGES = ("12 minuten geleden", "1 uur geleden", "3 uur geleden", "11 uur geleden")
LABEL = "Meer uit Binnenland"


def page(text: str | bytes, expect: Shape | None = None, languages: tuple[str, ...] = ()) -> Page:
    """What is read on `text`."""
    body = text if isinstance(text, bytes) else text.encode()
    capture = Capture("source", "page.txt", "", "", "text/plain", None, body, None)
    return read_page(capture, languages=languages, expect=expect)


def lines(*parts: str) -> str:
    """A page of these lines."""
    return "\n".join(parts)


def paired(first: tuple[str, ...], second: tuple[str, ...]) -> list[str]:
    """Both in turn."""
    return [part for pair in zip(first, second, strict=True) for part in pair]


def furniture(dispatch: Dispatch) -> list[str]:
    """The furniture cues of a dispatch, as printed."""
    return [cue.text for cue in dispatch.cues if cue.where is Where.FURNITURE]


def ages(read: Page) -> list[list[str]]:
    """The furniture of each teaser."""
    return [furniture(teaser) for teaser in read.teasers]


ONE_EACH = [[age] for age in AGES]
TRAILING = {
    "own lines": paired(TEASERS, AGES),
    "glued behind": [text + age for text, age in zip(TEASERS, AGES, strict=True)],
    "behind a space": [f"{text} {age}" for text, age in zip(TEASERS, AGES, strict=True)],
    "behind a mark": [f"{text} | {age}" for text, age in zip(TEASERS, AGES, strict=True)],
    "in brackets": [f"{text} ({age})" for text, age in zip(TEASERS, AGES, strict=True)],
    "glued to the next": [
        TEASERS[0], *(age + text for age, text in zip(AGES, TEASERS[1:], strict=False)), AGES[3]
    ],
    "all run together": ["".join(paired(TEASERS, AGES))],
    "blank lines between": "\n\n".join(f"{text}\n{age}" for text, age in zip(TEASERS, AGES, strict=True)).split("\n"),
    "blank lines everywhere": "\n\n".join(paired(TEASERS, AGES)).split("\n"),
}  # fmt: skip
LEADING = {
    "own lines": paired(AGES, TEASERS),
    "glued": [age + text for text, age in zip(TEASERS, AGES, strict=True)],
    "a space": [f"{age} {text}" for text, age in zip(TEASERS, AGES, strict=True)],
    "a dash": [f"{age} - {text}" for text, age in zip(TEASERS, AGES, strict=True)],
    "all run together": ["".join(paired(AGES, TEASERS))],
    "blank lines between": "\n\n".join(f"{age}\n{text}" for text, age in zip(TEASERS, AGES, strict=True)).split("\n"),
}


def test_the_sample_page_is_read_whole() -> None:
    """A main article, a label and seven teasers with their ages, in page order, in the page's language."""
    read = page((SAMPLES / "buitenland-2026-05-20T2030+0200.txt").read_bytes())
    assert read.main is not None
    assert read.main.headline == "Vuurtoren van Skarvøy krijgt na eeuw weer wachter"
    assert read.main.dateline == Dateline("SKARVØY", ("NPD", "WPN"))
    assert [text.split()[0] for text in read.main.paragraphs] == ["Op", "Dinsdag", "De"]
    assert [cue.text for cue in read.main.cues] == ["woensdagmiddag", "Dinsdag"]
    assert all(cue.where is Where.NARRATIVE for cue in read.main.cues)
    assert read.labels == ("Meer uit Buitenland",)
    assert ages(read) == [[f"{hours} uur geleden"] for hours in (1, 2, 2, 4, 5, 5, 7)]
    assert [teaser.rank for teaser in read.teasers] == [1, 2, 3, 4, 5, 6, 7]
    assert read.language == "nl"
    assert read.shape == Shape("wiretext", count=8, dated=7, ages="trail")


@pytest.mark.parametrize("layout", TRAILING.values(), ids=TRAILING)
@pytest.mark.parametrize("above", [(*MAIN, LABEL), (LABEL,)], ids=["main", "list"])
def test_ages_that_trail_belong_to_the_teaser_before(above: tuple[str, ...], layout: list[str]) -> None:
    """However trailing ages are laid out, each teaser has its own and no text of a neighbour."""
    read = page(lines(*above, *layout))
    assert ages(read) == ONE_EACH
    assert [teaser.text for teaser in read.teasers] == [text.split(" - ", 1)[1] for text in TEASERS]
    assert (read.main is not None, read.shape.ages) == (len(above) > 1, "trail")


@pytest.mark.parametrize("layout", LEADING.values(), ids=LEADING)
@pytest.mark.parametrize("above", [(*MAIN, LABEL), (LABEL,)], ids=["main", "list"])
def test_ages_that_lead_belong_to_the_teaser_behind(above: tuple[str, ...], layout: list[str]) -> None:
    """However leading ages are laid out, each teaser has its own and no text of a neighbour."""
    read = page(lines(*above, *layout))
    assert ages(read) == ONE_EACH
    assert [teaser.text for teaser in read.teasers] == [text.split(" - ", 1)[1] for text in TEASERS]
    assert (read.main is not None, read.shape.ages) == (len(above) > 1, "lead")


def test_an_earlier_shape_decides_where_a_cut_page_does_not() -> None:
    """Of a list that opens and closes with a text, only the series itself can tell which of them lost its age."""
    cut = lines(LABEL, TEASERS[0], AGES[0], TEASERS[1], AGES[1], TEASERS[2])
    assert ages(page(cut)) == [[AGES[0]], [AGES[1]], []]
    assert ages(page(cut, Shape("wiretext", ages="lead"))) == [[], [AGES[0]], [AGES[1]]]


def test_all_lists_of_a_page_are_read_alike() -> None:
    """A second list that was cut off is read as the first one says."""
    read = page(lines(LABEL, *paired(AGES, TEASERS), "Meer uit Sport", TEASERS[0], AGES[0], TEASERS[1]))
    assert ages(read)[4:] == [[], [AGES[0]]]
    assert [teaser.label for teaser in read.teasers] == [LABEL] * 4 + ["Meer uit Sport"] * 2


@pytest.mark.parametrize("ending", ["\r\n", "\n", " \t\n", "\n\n", "\r"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_line_endings_and_marks_change_nothing(ending: str, mark: str) -> None:
    """Carriage returns, blank lines, trailing spaces and a byte order mark leave the dispatches as they are."""
    plain = page(lines(*MAIN, LABEL, *paired(TEASERS, AGES)))
    assert page(mark + ending.join([*MAIN, LABEL, *paired(TEASERS, AGES)])) == plain


def test_a_page_without_line_breaks_keeps_its_dispatches() -> None:
    """Where all line breaks became spaces, or went, headline, label, teasers and ages are still told apart."""
    for glue in (" ", ""):
        read = page(glue.join([*MAIN, LABEL, *paired(TEASERS, AGES)]))
        assert read.main is not None
        assert read.main.headline == HEADLINE
        assert (read.labels, ages(read)) == ((LABEL,), ONE_EACH)


@pytest.mark.parametrize(
    "text",
    [
        lines(*MAIN),
        lines(HEADLINE, "2 uur geleden", *STORY),
        lines(*MAIN, "2 uur geleden"),
        lines(*STORY),
        lines(HEADLINE, STORY[1]),
        STORY[0],
        lines(STORY[0], "gisteren"),
    ],
)
def test_a_page_with_one_story_is_a_main_article(text: str) -> None:
    """One story is the main article, with or without headline, dateline and time."""
    read = page(text)
    assert read.main is not None
    assert (read.main.role, read.teasers) == (Role.MAIN, ())


def test_stories_of_like_form_are_all_teasers() -> None:
    """Where nothing sets the first story apart, a page without labels has teasers only."""
    for parts in (TEASERS, paired(TEASERS, AGES), paired(("Kop een", "Kop twee", "Kop drie", "Kop vier"), TEASERS)):
        read = page(lines(*parts))
        assert (read.main, len(read.teasers)) == (None, 4)


def test_headlines_belong_to_the_text_behind_them() -> None:
    """A teaser's headline, time and text are told apart in any order that headline comes before text."""
    heads = ("School maakt stroom", "Brug blijft dicht", "Das gezien", "Ezel zoekt naam")
    orders = [
        [part for head, text, age in zip(heads, TEASERS, AGES, strict=True) for part in order(head, text, age)]
        for order in (
            lambda head, text, age: (head, text, age),
            lambda head, text, age: (age, head, text),
            lambda head, text, age: (head, age, text),
            lambda head, text, age: (head, text.split(" - ")[1], age),
            lambda head, text, age: (head, age, text.split(" - ")[1]),
        )
    ]
    for order in orders:
        read = page(lines(*MAIN, LABEL, *order))
        assert [teaser.headline for teaser in read.teasers] == list(heads)
        assert ages(read) == ONE_EACH


def test_a_line_of_a_few_words_above_a_list_is_its_label() -> None:
    """Where teasers have no headlines, a short line between them is the label of those that follow."""
    read = page(lines(*MAIN, LABEL, *paired(TEASERS, AGES), "Kort nieuws", *paired(TEASERS[:2], AGES[:2])))
    assert [teaser.label for teaser in read.teasers] == [LABEL] * 4 + ["Kort nieuws"] * 2
    assert read.labels == (LABEL, "Kort nieuws")


def test_a_headline_may_look_like_a_dateline() -> None:
    """A headline that opens with a place is a headline where the text below it has a dateline of its own."""
    read = page(lines("ALTENA - Brug weer open", *STORY))
    assert read.main is not None
    assert (read.main.headline, read.main.dateline) == (
        "ALTENA - Brug weer open",
        Dateline("VLISSINGEN", ("NPD", "KBP")),
    )


def test_a_word_above_the_headline_is_a_label() -> None:
    """A section's name above a main article's headline is its label, not its headline."""
    read = page(lines("Binnenland", *MAIN))
    assert read.main is not None
    assert (read.main.label, read.main.headline, len(read.main.paragraphs)) == ("Binnenland", HEADLINE, 3)


def test_an_imprint_is_no_story() -> None:
    """A line of copyright below a list makes no dispatch."""
    read = page(lines(LABEL, *paired(TEASERS, AGES), "© 2026 Noordzee Pers Dienst"))
    assert len(read.teasers) == 4


@pytest.mark.parametrize(
    "sentence",
    [
        "Rood won gisteren met 3-2.",
        "Dat is 10 jaar geleden ingevoerd.",
        "Het duurde 2 uur en 5 minuten.",
        "In 2019 kostte het 8,7 miljoen euro.",
        "Vandaag is het feest.",
        "Zaterdag: bewolkt met 12 graden.",
        "De trein van 14.05 uur rijdt niet.",
        "Hij begon om 7 uur.",
        "3 uur geleden begon het te regenen.",
    ],
)
def test_times_inside_a_story_are_its_own(sentence: str) -> None:
    """A time in a sentence is no furniture, wherever the sentence stands."""
    read = page(lines(LABEL, f"{TEASERS[0]} {sentence}", AGES[0], TEASERS[1], sentence, AGES[1]))
    assert ages(read) == [[AGES[0]], [AGES[1]]]
    assert all(sentence in teaser.text for teaser in read.teasers)


def test_a_time_says_what_it_is_about() -> None:
    """Captions tell published from updated, on one line or on two."""
    read = page(lines(LABEL, TEASERS[0], "Gepubliceerd 2 uur geleden | Bijgewerkt 8 minuten geleden", *TEASERS[1:2]))
    assert [cue.about for cue in read.teasers[0].cues] == [About.PUBLISHED, About.UPDATED]


def test_a_byline_names_authors_and_a_notice_a_revision() -> None:
    """What stands before a dateline is kept: reporters as authors, a notice at the end of the text."""
    read = page(lines(HEADLINE, "Door Mia Hop", "Nieuw bericht, vervangt: " + STORY[0], STORY[1]))
    assert read.main is not None
    assert (read.main.authors, read.main.revised) == (("Mia Hop",), True)
    assert read.main.paragraphs[-1] == "Nieuw bericht, vervangt:"


def test_each_story_has_its_own_language() -> None:
    """A page in two languages has its ages read in both, and each story says which it is in."""
    english = (
        "HALVERTON (WPN) - The clock on the town hall ran backwards on Wednesday. Nobody was late, the mayor said."
    )
    read = page(lines(LABEL, *paired(TEASERS, AGES), "More from World", english, "2 hours ago"))
    assert [teaser.language for teaser in read.teasers] == ["nl"] * 4 + ["en"]
    assert ages(read)[-1] == ["2 hours ago"]


def test_the_configured_language_names_the_page_it_is_in() -> None:
    """A configured tag is kept where the page is in that language, and gives way where it is plainly not."""
    dutch, english = lines(*MAIN), "The clock on the town hall ran backwards on Wednesday, and nobody was late for it."
    assert page(dutch, languages=("nl-BE",)).language == "nl-BE"
    assert page(english, languages=("nl-BE",)).language == "en"


@pytest.mark.parametrize(
    ("body", "why"),
    [
        (b" \n\n ", "the page is empty"),
        (b"---\n***\n", "no story stands on the page"),
        (LABEL.encode(), "no story stands on the page"),
        ("© Noordzee Pers Dienst".encode(), "no story stands on the page"),
        (b"3 uur geleden", "no story stands on the page"),
        (b"een\n" * 10_001, "more than 10,000 lines"),
    ],
)
def test_a_page_without_a_story_is_an_error(body: bytes, why: str) -> None:
    """An empty page, one without any text, and one of endless lines say what is wrong with them."""
    with pytest.raises(PageError, match=why):
        page(body, languages=("nl",))


TIMES = (*AGES, "gisteren", "21:05", "20 mei 2026 18:15")
OTHERS = ("(ANSA) - PISA, 1 LUG - Il ponte è aperto.", "LEEDS — The bridge is open.", "【ロンドン時事】橋。")
PIECES = st.sampled_from((*MAIN, *TEASERS, *TIMES, *OTHERS, LABEL, "Meer uit Sport", "Kort nieuws", "Een zin."))
GLUE = st.sampled_from(["\n", "\n", "\n", "\n\n", "", " ", " | ", "\r\n"])


def letters(*texts: str | None) -> Counter[str]:
    """How often each letter and digit stands in `texts`."""
    return Counter(character for text in texts if text for character in text if character.isalnum())


def told(read: Page) -> list[str | None]:
    """Everything that a page was told as, each part once."""
    parts: list[str | None] = [*read.labels]
    if read.main and read.main.label:
        parts.append(read.main.label)
    for dispatch in read.dispatches:
        parts += [dispatch.headline, dispatch.text, *furniture(dispatch), *dispatch.authors]
        if dateline := dispatch.dateline:
            parts += [dateline.place, *dateline.credits, dateline.date_text]
    return parts


@given(st.lists(st.tuples(PIECES, GLUE), min_size=1, max_size=14))
def test_every_word_ends_up_in_one_place(parts: list[tuple[str, str]]) -> None:
    """Whatever a page is made of, each letter of its stories is told once: as headline, dateline, text or time."""
    text = "".join(piece + glue for piece, glue in parts)
    try:
        read = page(text, languages=("nl",))
    except PageError:
        return
    assert not letters(*told(read)) - letters(text)
    assert not letters(text) - letters(*told(read), *_alone(parts))


def _alone(parts: list[tuple[str, str]]) -> list[str]:
    """Labels, told once however often they stand there, and times that no story stands at."""
    return [piece for piece, _ in parts if piece in (*TIMES, LABEL, "Meer uit Sport", "Kort nieuws")]


@given(st.one_of(st.binary(max_size=300), st.text(max_size=300).map(str.encode)))
def test_any_bytes_are_a_page_or_an_error(body: bytes) -> None:
    """Any bytes give a page with a story on it, or a PageError that says why."""
    try:
        read = page(body)
    except PageError as error:
        assert error.remedy  # noqa: PT017
    else:
        assert read.dispatches


@pytest.mark.parametrize(
    ("label", "age", "language"),
    [
        ("Meer uit Kunst", "1 uur geleden", "nl"),
        ("Mehr aus Kunst", "vor 1 Stunde", "de"),
        ("More from Kunst", "1 hour ago", "en"),
        ("Plus d'articles dans Kunst", "il y a 1 heure", "fr"),
    ],
)
def test_a_page_of_one_short_story_is_in_the_language_of_its_label(label: str, age: str, language: str) -> None:
    """However little stands on it, its section is that of the longer pages before and after."""
    read = page(lines(label, age, "QUASTEL (NPX) - Ferragut stopt na 16 concerten in Quastel."))
    assert (read.language, read.labels) == (language, (label,))
    assert [teaser.label for teaser in read.teasers] == [label]


NEIGHBOURS = {
    "sv": (
        "Mer från Konst",
        "BRINTHA (RKT/DPW) - En staty av Abramowicz har stulits i Brintha. Polisen söker 74 vittnen.",
        "1 minut sedan",
        "ALDERMOOR (DPW/RKT) - Orkestern i Aldermoor slutar efter 49 år. Dirigenten Kesselrink talar om en svart dag.",
        "18 minuter sedan",
    ),
    "pl": (
        "Więcej z Sztuka",
        "UMBRIA (DPW/NPX) - Pisarz Nyquist dostaje nagrodę Umbria. Wynosi ona 33 euro.",
        "godzinę temu",
    ),
    "fr": (
        "Plus d'articles dans Arts",
        "ALDERMOOR (RKT) - Une statue de Kesselrink a été volée à Aldermoor. La police cherche 73 témoins.",
        "il y a 35 minutes",
        "FENNMARK (RKT/NPX) - L'orchestre de Fennmark s'arrête après 23 ans. Le chef Halloran parle d'un jour noir.",
        "il y a 55 minutes",
        "OLDEVEEN (NPX/DPW) - L'écrivain Castellan reçoit le prix de Oldeveen. Il est doté de 25 euros.",
        "il y a 1 heure",
        (
            "KORVEL (NPX/DPW) - La ville de Korvel achète 48 tableaux de Vandoorn. "
            "Le musée veut les montrer l'année prochaine."
        ),
        "il y a 1 heure",
        "QUASTEL (RKT) - L'écrivain Ferragut reçoit le prix de Quastel. Il est doté de 27 euros.",
        "il y a 2 heures",
        "UMBRIA (NPX) - La ville de Umbria achète 35 tableaux de Nyquist. Le musée veut les montrer l'année prochaine.",
        "il y a 2 heures",
        "ZOLDEREN (RKT/DPW) - L'orchestre de Zolderen s'arrête après 28 ans. Le chef Toll parle d'un jour noir.",
        "il y a 3 heures",
    ),
}


@pytest.mark.parametrize("language", NEIGHBOURS)
def test_furniture_tells_neighbouring_languages_apart(language: str) -> None:
    """A few sentences may look Danish, Catalan or like nothing: label and ages do not, and are read."""
    label, *told = NEIGHBOURS[language]
    read = page(lines(label, *told))
    assert (read.language, read.labels, read.main) == (language, (label,), None)
    assert ages(read) == [[age] for age in told[1::2]]


def test_ages_lead_below_a_heading_that_no_lexicon_knows() -> None:
    """Each dispatch keeps the age above it: none is given to the heading, which would move all others by one."""
    read = page(lines("Het allerlaatste uit ons archief", *paired(AGES, TEASERS)))
    assert [teaser.dateline.place for teaser in read.teasers if teaser.dateline] == [
        "ALTENA",
        "BERGHEM",
        "COEVERDEN",
        "DOORNWIJK",
    ]
    assert ages(read) == [[age] for age in AGES]
    assert read.main is None


def test_a_headline_with_a_story_keeps_its_own_age() -> None:
    """What stands between a headline and the next dateline is the headline's: ages trail there as everywhere."""
    told = "De brug is sinds vandaag weer open voor alle verkeer, meldt de gemeente."
    read = page(lines("Brug is weer open", told, "12 minuten geleden", *paired(TEASERS[1:], AGES[1:])))
    assert ages(read) == [[age] for age in AGES[1:]]
