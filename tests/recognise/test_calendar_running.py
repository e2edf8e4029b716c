"""Calendar and clock times in running text: what is one, what is prose, and that any text takes linear time."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from feeder.lexicon import Lexicon, load, tags
from feeder.model.time import About, CalendarTime
from feeder.recognise.times import calendar, calendar_grammar, calendar_templates, calendar_tokens, find, whole
from feeder.recognise.times.normalise import fold, fold_term
from tests.recognise.calendar_notation import notation, phrases


def lexicon(tag: str) -> Lexicon:
    """The lexicon of `tag`, which there is."""
    found = load(tag)
    assert found is not None
    return found


def found_in(text: str, tag: str) -> list[tuple[str, str]]:
    """The texts and likeliest readings of the times that running `text` holds."""
    return [(span.text, notation(span.phrases[0])) for span in find(text, [lexicon(tag)])]


@pytest.mark.parametrize(
    ("text", "tag", "expected"),
    [
        (
            "Published 14 March 2026 21:05. Updated 15 March 2026, 9:05 am",
            "en",
            [("14 March 2026 21:05", "2026-03-14 21:05"), ("15 March 2026, 9:05 am", "2026-03-15 09:05")],
        ),
        (
            "The meeting on Saturday, March 14, 2026 at 9:05 pm ET drew 14 people.",
            "en",
            [("Saturday, March 14, 2026 at 9:05 pm ET", "2026-03-14 21:05 America/New_York")],
        ),
        (
            "Gepubliceerd: 14 mrt 2026 21:05 | Bijgewerkt: gisteren om 14.05 uur. Ajax won met 3-1.",
            "nl",
            [("14 mrt 2026 21:05", "2026-03-14 21:05"), ("gisteren om 14.05 uur", "b1 14:05")],
        ),
        (
            "Publié le 14 mars 2026 à 21h05 - Mis à jour le 15 mars 2026 à 08h00",
            "fr",
            [("14 mars 2026 à 21h05", "2026-03-14 21:05"), ("15 mars 2026 à 08h00", "2026-03-15 08:00")],
        ),
        (
            "公開 2026年3月14日 21時5分 更新 2026年3月14日 22時0分 首相は会見した。",
            "ja",
            [("2026年3月14日 21時5分", "2026-03-14 21:05"), ("2026年3月14日 22時0分", "2026-03-14 22:00")],
        ),
        (
            "发布时间：2026-03-14 21:05 昨天下午3点，12人受伤",
            "zh",
            [("2026-03-14 21:05", "2026-03-14 21:05"), ("昨天下午3点", "b1 15:00")],
        ),
        (
            "입력 2026.04.27. 오후 3:05 수정 2026.04.27. 오후 5:10 기사원문",
            "ko",
            [("2026.04.27. 오후 3:05", "2026-04-27 15:05"), ("2026.04.27. 오후 5:10", "2026-04-27 17:10")],
        ),
        (
            "نشر في: 14 مارس 2026 الساعة 21:05 آخر تحديث: 15 مارس 2026 - 9:05 م",
            "ar",
            [("14 مارس 2026 الساعة 21:05", "2026-03-14 21:05"), ("15 مارس 2026 - 9:05 م", "2026-03-15 21:05")],
        ),
        ("Стало известно вчера в 14:05, в 2019 году их было 14", "ru", [("вчера в 14:05", "b1 14:05")]),
        (
            "Sent 14 Mar 2026 21:05:33 +0230 (2026-03-14T18:35:33Z), seen 2026-03-14T19:05:33+00:30.",
            "en",
            [
                ("14 Mar 2026 21:05:33 +0230", "2026-03-14 21:05:33 +02:30"),
                ("2026-03-14T18:35:33Z", "2026-03-14 18:35:33 UTC"),
                ("2026-03-14T19:05:33+00:30", "2026-03-14 19:05:33 +00:30"),
            ],
        ),
        ("Am Freitag, 14. März, fehlten 3,5 Millionen. Es begann um 14 Uhr.", "de", [("Freitag, 14. März", "--03-14")]),
        (
            "প্রকাশ: ১৪ মার্চ ২০২৬, ২৯ ফাল্গুন ১৪৩২",
            "bn",
            [("১৪ মার্চ ২০২৬", "2026-03-14"), ("২৯ ফাল্গুন ১৪৩২", "1432-11-29 bengali")],
        ),
        (
            "काठमाडौं । शनिबार, फागुन ३०, २०८२ १४:०५ मा प्रकाशित",
            "ne",
            [("शनिबार, फागुन ३०, २०८२ १४:०५", "2082-11-30 14:05 nepali")],
        ),
        ("አዲስ አበባ፣ መጋቢት 5፣ 2018 (ኤፍ) ጠቅላይ ሚኒስትር", "am", [("መጋቢት 5፣ 2018", "2018-07-05 ethiopian")]),
        ("מאת דוד כהן, תשפ״ו, 14.03, 14:05. ניסן 3 דלתות, 5 באב.", "he", []),
        ("영화는 3시간이고 수요일 3시간 동안", "ko", []),
        ("Tussen 21.05 en 5.00 uur is de weg dicht.", "nl", []),
    ],
)
def test_a_time_that_says_its_day_is_found_in_running_text(
    text: str, tag: str, expected: list[tuple[str, str]]
) -> None:
    """Dates with a month's name or a full year, and days with a clock time, are found verbatim; nothing else is."""
    assert found_in(text, tag) == expected


DATED = (
    "2026-03-14 21:05",
    "2026-04-27 21:05",
    "2026-04-27 15:05",
    "2569-03-14 21:05 buddhist",
    "1404-12-23 21:05 persian",
)
STAMPS = {language: (phrase, expected) for language, phrase, expected in reversed(list(phrases())) if expected in DATED}


@pytest.mark.parametrize("language", sorted(STAMPS))
def test_words_before_a_time_say_what_it_is_about(language: str) -> None:
    """Each of a language's words for published and updated is told, in a cue by itself and in running text."""
    phrase, expected = STAMPS[language]
    page = lexicon(language).page
    told = {**dict.fromkeys(page.published, About.PUBLISHED), **dict.fromkeys(page.updated, About.UPDATED)}
    assert set(told.values()) == {About.PUBLISHED, About.UPDATED}
    for word, about in told.items():
        for text in (f"{word} {phrase}", f"{word}: {phrase}"):
            assert [notation(reading) for reading in whole(text, [lexicon(language)])][:1] == [expected], text
            found = find(text, [lexicon(language)])
            assert [(notation(span.phrases[0]), span.about) for span in found] == [(expected, about)], text


@pytest.mark.parametrize(
    ("text", "tag"),
    [
        ("You may 5 times try, or march 3 miles; he sat 9 rows back and won 3-1 (1-0).", "en"),
        ("Version 2.10.14 costs $14.05, call 06-12-34-56-78 or +31 20 555 1234, IP 192.168.1.14.", "en"),
        ("In 2019 sales rose 8.7 million; in May they fell. On Friday the 14 ministers met at 9.", "en"),
        ("Van 14-16 maart is het 20.000 keer gebeurd; om 7 uur begon het. Ajax won met 3-2.", "nl"),
        ("Der 1. FC Köln gewann 3:1, im Mai 2:0; 3,5 Millionen sahen um 14 Uhr zu.", "de"),
        ("Il a marqué 14 fois en mars, à 14 heures, pour 3,5 millions d'euros.", "fr"),
        ("El mar subió 14 metros en 2019; a las 9 horas, 3-1.", "es"),
        ("首相は14日、東京都内で会見した。5分後、3時間かけて10人が集まった。", "ja"),
        ("В марте 2019 года, в 14 часов, 3,5 миллиона человек.", "ru"),
    ],
)
def test_prose_holds_no_time_that_says_its_day(text: str, tag: str) -> None:
    """Months, years, weekdays and clock times by themselves, ranges, scores, prices and numbers are not found."""
    assert list(calendar.matches(fold(text).text, lexicon(tag))) == []


@pytest.mark.parametrize(
    ("text", "tag", "expected"),
    [
        ("De aanslag van vrijdagochtend in Parijs", "nl", ["w4 p6-12"]),
        ("Vrijdag in de middag en gisteravond", "nl", ["w4 p12-18", "b1 p18-24"]),
        ("The attack on Friday morning left ten dead", "en", ["w4 p5-12"]),
        ("Der Anschlag am Freitagmorgen", "de", ["w4 p6-12"]),
        ("L'attaque de vendredi matin", "fr", ["w4 p5-12"]),
        ("He sat in the sun", "en", []),
    ],
)
def test_days_in_a_storys_own_words_are_found(text: str, tag: str, expected: list[str]) -> None:
    """Weekdays, parts of days and days counted back are found as narrative; short words that look like them are not."""
    found = calendar.narrative(fold(text).text, lexicon(tag))
    readings = [notation(phrase) for match in found for phrase in match.phrases if isinstance(phrase, CalendarTime)]
    assert readings[: len(expected)] == expected
    assert bool(readings) == bool(expected)


def test_no_pattern_repeats_without_bound() -> None:
    """Every repetition in the grammar has a limit, so that a row of letters of any length takes linear time."""
    compiled = [*calendar_grammar._patterns(), *calendar_grammar._running(), calendar_grammar._narrative()]
    assert compiled
    for pattern in compiled:
        assert not re.search(r"[*+]|\{\d*,\}", pattern.pattern)


@settings(deadline=None)
@given(st.text(max_size=80), st.sampled_from(tags()))
def test_no_text_is_an_error_in_any_language(text: str, tag: str) -> None:
    """Any text in any language gives times within its bounds, or nothing."""
    folded = fold(text).text
    calendar.whole(fold_term(text), lexicon(tag))
    for match in (*calendar.matches(folded, lexicon(tag)), *calendar.narrative(folded, lexicon(tag))):
        assert 0 <= match.start < match.end <= len(folded)
        assert match.phrases


@settings(deadline=None)
@given(st.text(alphabet="0123456789:.-+/, \n年autcgm]", max_size=30))
def test_tokens_count_the_words_and_numbers_that_the_text_has(text: str) -> None:
    """No token ends within a number, so that the places of a form are those of the text: "-4:0556" is -4 and 0556."""
    parts = calendar_templates.pieces(text)
    for kind, _, start, end, nth in calendar_tokens._pieces(text):
        if kind in ("word", "number"):
            assert parts[nth] == text[start:end]


CALENDAR = "0123456789 :./-,年月日時th가오후pmuhrmartle14saterdag"


@settings(deadline=None)
@given(st.text(alphabet=CALENDAR, max_size=40), st.sampled_from(("en", "nl", "de", "ja", "ko", "fa", "th", "vi")))
def test_what_is_read_is_always_possible(text: str, tag: str) -> None:
    """Hours, minutes, months and days of every reading exist."""
    for phrase in calendar.whole(fold_term(text), lexicon(tag)):
        assert phrase.hour is None or 0 <= phrase.hour <= 24
        assert phrase.minute is None or 0 <= phrase.minute <= 59
        assert phrase.month is None or 1 <= phrase.month <= 12
        assert phrase.day is None or 1 <= phrase.day <= 31
        assert phrase.weekday is None or 0 <= phrase.weekday <= 6
