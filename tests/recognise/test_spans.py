"""Times in running and glued text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feeder.lexicon import load
from feeder.model.time import About, Age, Unit
from feeder.recognise.times import Span, entire, find, whole


def spans(tag: str, text: str) -> list[Span]:
    found = load(tag)
    assert found is not None
    return find(text, (found,))


def texts(tag: str, text: str) -> list[str]:
    return [span.text for span in spans(tag, text)]


PAGE = """Havenstad krijgt nieuwe kade
OUDERDIEP (XYZ) - De haven van Ouderdiep krijgt vrijdagochtend een nieuwe kade van 8,7 miljoen euro. Twee uur spraken
de partijen met elkaar. Het werk duurt "nog een paar dagen" en begon al in 2019.
Meer uit Binnenland
MOLENWIJK (XYZ) - De molen draait weer.
3 uur geledenGROTEBROEK (XYZ/QRS) - De brug is dinsdag dicht, bij 3-2 stemmen.
14 uur geledenLAAGVELD (XYZ) - Het regent.
1 dag geleden"""


def test_ages_of_a_page() -> None:
    """On a page with glued teasers its ages are found, each once, and none of its other numbers."""
    assert texts("nl", PAGE) == ["3 uur geleden", "14 uur geleden", "1 dag geleden"]


@pytest.mark.parametrize(("tag", "text"), [("be", "1 месяц таму"), ("de", "vor 3 J"), ("sr", "pre 5 min")])
def test_text_ends_with_its_age(tag: str, text: str) -> None:
    """An age that ends its text ends there, though longer words of its language begin as its last one does."""
    assert texts(tag, text) == [text]


def test_published_and_updated() -> None:
    """The word before a time says which instant it is about, in glued text too."""
    first, second = spans("de", "vor 9 StundenAktualisiert vor 3 Stunden")
    assert (first.text, first.about) == ("vor 9 Stunden", About.PUBLISHED)
    assert (second.text, second.about) == ("vor 3 Stunden", About.UPDATED)


@pytest.mark.parametrize(
    ("tag", "text", "abouts"),
    [
        ("nl", "Bijgewerkt: 3 uur geleden", "updated"),
        ("nl", "3 uur geleden bijgewerkt", "updated"),
        ("en", "Posted 3 hours ago, updated 1 hour ago", "published updated"),
        ("en", "3 hours ago (updated 1 hour ago)", "published updated"),
        ("en", "An update of the plan is on the way, says he\n3 hours ago", "published"),
        ("fr", "Publié il y a 3 heuresMis à jour il y a 1 heure", "published updated"),
        ("ja", "3時間前に更新", "updated"),
        ("ko", "3시간 전 업데이트", "updated"),
        ("tr", "2 saat önce güncellendi", "updated"),
        ("en", "Published Mar 13, 2026 at 2:05 PMUpdated Mar 14, 2026 at 9:00 AM", "published updated"),
        ("en", "Published3 hours agoUpdated1 hour ago", "published updated"),
        ("en", "2 hours ago / Updated 14:05", "published updated"),
        ("en", "3 hours ago Updates from the ground", "published"),
        ("nl", "Vandaag, 14:05 - Bijgewerkt om 15.30 uur", "published updated"),
        ("nl", "3 uur geleden gepubliceerd, 1 uur geleden bijgewerkt", "published updated"),
        ("nl", "Laatst gewijzigd: 14 maart 2026 09:00 | Gepubliceerd: 13 maart 2026 14:05", "updated published"),
        ("de", "Stand: 14.03.2026, 09:00 Uhr | Erstmals publiziert: 13.03.2026, 14:05 Uhr", "updated published"),
        ("de", "Aktualisiert am 14.03.2026 um 09:00 UhrVeröffentlicht am 13.03.2026", "updated published"),
        ("fr", "Publié le 13 mars 2026 à 14h05Mis à jour le 14 mars 2026 à 9h00", "published updated"),
        ("it", "Pubblicato il 13 marzo 2026 alle 14:05 - Aggiornato alle 16:20", "published updated"),
        ("sv", "Publicerad 13 mars 2026 kl 14.05Uppdaterad 14 mars 2026 kl 09.00", "published updated"),
        ("pl", "13 marca 2026, 14:05 Aktualizacja: 14 marca 2026, 09:00", "published updated"),
        ("ru", "13 марта 2026, 14:05 (обновлено 14 марта 2026, 09:00)", "published updated"),
        ("ar", "نشر في 13 مارس 2026 14:05 آخر تحديث 14 مارس 2026 09:00", "published updated"),
        ("he", "פורסם: 13.03.26, 14:05 עודכן: 14.03.26, 09:00", "published updated"),
        ("ja", "2026年3月13日 14時05分 公開 2026年3月14日 9時00分 更新", "published updated"),
        ("zh", "发布时间：2026-03-13 14:05 更新时间：2026-03-14 09:00", "published updated"),
        ("ko", "입력 2026.03.13 14:05 수정 2026.03.14 09:00", "published updated"),
    ],
)
def test_what_times_are_about(tag: str, text: str, abouts: str) -> None:
    """The nearest word before a time, or right after it, says which instant it is about; none: published."""
    assert " ".join(span.about for span in spans(tag, text)) == abouts


def test_number_sign() -> None:
    """A number sign of the page's own is no place of a number."""
    for tag in ("nl", "tok", "zh"):
        assert all(span.text != "#" for span in spans(tag, "tenpo mun #2, #3 uur, #"))


@pytest.mark.parametrize(
    ("tag", "text", "wanted"),
    [
        ("nl", "Lees meer.3 uur geleden", ["3 uur geleden"]),
        ("nl", "pagina 12:3 uur geleden", []),
        ("nl", "1.3 uur geleden gemeld", ["1.3 uur geleden"]),
        ("en", "By A. Writer3 hours agoWorld", ["3 hours ago"]),
        ("en", "POLITICS 3 HOURS AGO", ["3 HOURS AGO"]),
        ("fr", "MondeIl y a 3 heuresParis", ["Il y a 3 heures"]),
        ("es", "Hace 3 horasMadrid", ["Hace 3 horas"]),
        ("ru", "3 часа назадМосква", ["3 часа назад"]),
        ("ja", "政治3時間前東京", ["3時間前"]),
        ("zh", "国际3小时前北京", ["3小时前"]),
        ("ko", "정치 3시간 전 서울", ["3시간 전"]),
        ("th", "การเมือง3 ชั่วโมงที่แล้วกรุงเทพ", ["3 ชั่วโมงที่แล้ว"]),
        ("hu", "Belföld 3 órája Budapest", ["3 órája"]),
        ("nl", "Zojuist\nDe brug is open.\nGisteren\nDe brug was dicht.", ["Zojuist", "Gisteren"]),
        ("nl", "Zojuist is bekend geworden dat gisteren de brug dicht was.", []),
        ("nl", "tussen 2 en 3 uur geleden, en 5 minuten geleden", ["3 uur geleden", "5 minuten geleden"]),
    ],
)
def test_running_and_glued(tag: str, text: str, wanted: list[str]) -> None:
    """Times are found between sentences, at seams without a space, and in scripts without spaces."""
    assert texts(tag, text) == wanted


def test_offsets_are_those_of_the_text() -> None:
    """Offsets count the original text: marks, wide spaces and composed letters before a time shift nothing."""
    text = "\u200e\u00a0 E\u0301té ½\u200b  —  il y a\u00a03\u202fheures\u200eFin"
    (span,) = spans("fr", text)
    assert text[span.start : span.end] == span.text
    assert span.text.startswith("il y a")
    assert span.phrases == (Age(Unit.HOUR, 3, 3),)


def test_first_lexicon_that_finds_decides() -> None:
    """With several languages, the first one that finds a time is believed."""
    english, dutch = load("en"), load("nl")
    assert english is not None
    assert dutch is not None
    assert [span.text for span in find("3 uur geleden", (english, dutch))] == ["3 uur geleden"]
    assert whole("3 uur geleden", (english, dutch)) == (Age(Unit.HOUR, 3, 3),)
    assert find("3 uur geleden", ()) == []


@given(st.text(alphabet="3 uurgeldn.,:-5minABen\n\u200e"))
def test_spans_are_ordered_and_within(text: str) -> None:
    """Spans stand in order, do not overlap, and are what the text has there."""
    end = 0
    for span in spans("nl", text):
        assert end <= span.start < span.end <= len(text)
        assert span.text == text[span.start : span.end]
        assert span.phrases
        end = span.end


@pytest.mark.parametrize("piece", ["3 uur ", "3,", "1-", "en ", "geleden ", "5 min. ", "ongeveer ", "\u0301", "vor "])
def test_long_hostile_text(piece: str) -> None:
    """A text of a hundred thousand characters that keeps beginning a phrase is read to its end."""
    text = piece * (100_000 // len(piece))
    assert spans("nl", text + ".\n7 uur geleden")[-1].text == "7 uur geleden"


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("14 mars 2026, 17:21 TU", []),
        ("14-03-2026 5:32 GD", [(2026, 3, 14, None)]),
        ("14-03-2026 5:32 m.d.", [(2026, 3, 14, None)]),
        ("14-03-2026 17:32 GD", [(2026, 3, 14, 17)]),
        ("14-03-2026 5:32", [(2026, 3, 14, 5)]),
        ("14-03-2026 5:32 PM", [(2026, 3, 14, 17)]),
        ("14-03-2026 5:32 Havenstad verandert", [(2026, 3, 14, 5)]),
        ("5:32 GD", []),
        ("2 hours ago GD", ["age"]),
    ],
)
def test_what_another_language_reads(text: str, left: list[tuple[int, int, int, int | None] | str]) -> None:
    """Of a text in a language nobody knows no piece of a longer time is believed, and no half of a day is guessed."""
    phrases = [span.phrases[0] for span in entire(spans("en", text), text)]
    assert [p.kind if isinstance(p, Age) else (p.year, p.month, p.day, p.hour) for p in phrases] == left


def test_the_language_that_reads_more_of_a_text_decides() -> None:
    """Of two languages of a page the one that reads the whole time is believed, not the one that reads a piece."""
    languages = [lexicon for tag in ("en", "ar") if (lexicon := load(tag))]
    (span,) = find("13/03/2026\u060c 2:43 \u0645 \u2013", languages)
    assert [(p.day, p.month, p.hour) for p in span.phrases if not isinstance(p, Age)] == [(13, 3, 14)]


@pytest.mark.parametrize(
    ("text", "hour"),
    [
        ("14.03.2026 12:49 AM", 0),
        ("12:12 am 14.03.2026", 12),
        ("12:12 am Montag, 3. März", 12),
        ("3/14/26, 1:49 PM", 13),
    ],
)
def test_german_am(text: str, hour: int) -> None:
    """Behind a clock German "am" is "on the" before a day, and else what English pages have there."""
    (span,) = spans("de", text)
    assert [p.hour for p in span.phrases if not isinstance(p, Age)] == [hour]
    german = [lexicon for lexicon in [load("de")] if lexicon]
    assert [p.hour for p in whole(text, german) if not isinstance(p, Age)] == [hour]


@pytest.mark.parametrize(
    ("tag", "text", "left"),
    [
        ("en", "Open Mon–Fri 8am–8pm, Sat 9am–7pm", []),
        ("en", "Monday through Friday 8am - 8pm ET", []),
        ("en", "8am to 8pm ET Saturday", []),
        ("nl", "ma t/m vr 9.00 – 17.00 uur, za 10:00 tot 16:00", []),
        ("sk", "Po - Pia 9:00 - 17:00", []),
        ("fr", "sam 10h00 à 18h00", []),
        ("ru", "Доставим сегодня с 18:00 до 23:00", []),
        ("en", "Sat 14:05 - 3 min read", ["Sat 14:05"]),
        ("en", "Sat 14:05 Sun 15:05", ["Sat 14:05", "Sun 15:05"]),
        ("nl", "za 14:05 bijgewerkt 16:30", ["za 14:05", "16:30"]),
    ],
)
def test_opening_hours(tag: str, text: str, left: list[str]) -> None:
    """Ranges of weekdays and clocks are hours that something is open, and no times."""
    assert texts(tag, text) == left
