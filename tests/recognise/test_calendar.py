"""Calendar and clock times that are a whole cue: press styles of 40 languages, orders, refusals."""

from __future__ import annotations

import pytest

from feeder.lexicon import Lexicon, load
from feeder.model.time import CalendarTime, Unit
from feeder.recognise.times import whole
from tests.recognise.calendar_notation import MORE, notation, phrases

LANGUAGES = sorted({language for language, _, _ in phrases()})


def lexicon(tag: str) -> Lexicon:
    """The lexicon of `tag`, which there is."""
    found = load(tag)
    assert found is not None
    return found


def read(text: str, tag: str) -> list[str]:
    """All readings of `text` in short notation; ages as their class's name."""
    found = whole(text, [lexicon(tag)])
    return [notation(phrase) if isinstance(phrase, CalendarTime) else "age" for phrase in found]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_press_style_of_a_language_is_read(language: str) -> None:
    """The likeliest reading of each listed phrase is the time that it states."""
    listed = [(phrase, expected) for own, phrase, expected in phrases() if own == language]
    assert len(listed) >= 15
    assert {phrase: read(phrase, language)[:1] for phrase, _ in listed} == {
        phrase: [expected] for phrase, expected in listed
    }


def test_more_styles() -> None:
    """So is each of a longer list, of some four thousand in seventy languages."""
    listed = list(phrases(MORE))
    assert len(listed) > 4000
    assert [entry for entry in listed if read(entry[1], entry[0])[:1] != [entry[2]]] == []


@pytest.mark.parametrize(
    ("text", "tag", "expected"),
    [
        ("03/04/26", "en", ["2026-03-04", "2026-04-03"]),
        ("03/04/2026 21:05", "en", ["2026-03-04 21:05", "2026-04-03 21:05"]),
        ("03/04/26", "en-US", ["2026-03-04"]),
        ("03/04/26", "en-GB", ["2026-04-03"]),
        ("03/04/26", "en-AU", ["2026-04-03"]),
        ("13/04/26", "en-US", ["2026-04-13"]),
        ("04/13/26", "en-GB", ["2026-04-13"]),
        ("3/4", "en", ["--03-04", "--04-03"]),
        ("3/4", "de", ["--04-03"]),
        ("03-04-26", "nl", ["2026-04-03"]),
        ("2026-04-03", "en", ["2026-04-03"]),
        ("26/04/03", "ja", ["2026-04-03"]),
        ("27/04/2026", "ja", ["2026-04-27"]),
        ("Friday 03/04/2026", "en", ["2026-04-03"]),
        ("Wednesday 03/04/2026", "en", ["2026-03-04"]),
        ("3/4/69", "en-GB", ["2069-04-03"]),
        ("3/4/70", "en-GB", ["1970-04-03"]),
    ],
)
def test_day_and_month_stand_in_the_order_of_the_region(text: str, tag: str, expected: list[str]) -> None:
    """The region's order is taken; both, likeliest first, where English names no region; a weekday settles it."""
    assert read(text, tag) == expected


@pytest.mark.parametrize(
    ("text", "tag", "expected"),
    [
        ("12:00 AM", "en", "00:00"),
        ("12:30 p.m.", "en", "12:30"),
        ("9 pm", "en", "21:00"),
        ("mañana 9:05 de la noche", "es", None),
        ("ayer a las 9 de la noche", "es", "b1 21:00"),
        ("hoy a la 1 de la madrugada", "es", "b0 01:00"),
        ("昨天晚上12点", "zh", "b1 00:00"),
        ("昨天凌晨1点", "zh", "b1 01:00"),
        ("вчера в 9 вечера", "ru", "b1 21:00"),
        ("вчера в 2 часа дня", "ru", "b1 14:00"),
        ("오늘 밤 11시", "ko", "b0 23:00"),
        ("कल रात 9 बजे", "hi", "b1 21:00"),
        ("14:05 AM", "en", None),
    ],
)
def test_twelve_hours_are_told_by_the_part_of_the_day(text: str, tag: str, expected: str | None) -> None:
    """Halves and parts of the day pick the hour of 24 in each language; a contradiction is no time."""
    assert read(text, tag)[:1] == ([expected] if expected else [])


@pytest.mark.parametrize(
    ("text", "tag", "expected"),
    [
        ("yesterday morning", "en", "b1 p5-12"),
        ("gisteravond", "nl", "b1 p18-24"),
        ("vrijdagochtend", "nl", "w4 p6-12"),
        ("Freitagabend", "de", "w4 p18-24"),
        ("hier soir", "fr", "b1 p18-24"),
        ("vendredi matin", "fr", "w4 p5-12"),
        ("viernes por la tarde", "es", "w4 p13-20"),
        ("14 maart, 's ochtends", "nl", "--03-14 p6-12"),
        ("昨晚", "zh", "b1 p18-24"),
        ("今朝", "ja", "b0 p5-12"),
    ],
)
def test_a_part_of_a_day_is_its_hours(text: str, tag: str, expected: str) -> None:
    """A weekday or a day counted back with a part of the day keeps the part as local hours."""
    assert read(text, tag)[:1] == [expected]


@pytest.mark.parametrize(
    ("text", "tag", "expected"),
    [
        ("昨晚8:30", "zh", "b1 20:30 p18-24"),
        ("gisteravond om 8.30 uur", "nl", "b1 20:30 p18-24"),
        ("vanmiddag 3.15 uur", "nl", "b0 15:15 p12-18"),
        ("ieri sera alle 20:30", "it", "b1 20:30 p18-24"),
        ("last night at 1:30", "en", "b0 01:30 p18-27"),
        ("dün gece 01:20", "tr", "b0 01:20 p21-28"),
    ],
)
def test_the_evening_of_a_day_tells_its_hours(text: str, tag: str, expected: str) -> None:
    """ "Last night at 8:30" is half past eight in the evening; what is past midnight is of the day after."""
    assert read(text, tag)[:1] == [expected]


def test_the_last_weekday_is_the_one_before_this_day() -> None:
    """ "Last Friday" counts one week back, so that on a Friday it is not that day itself."""
    for text, tag in (
        ("last Friday at 14:05", "en"),
        ("afgelopen vrijdag 14:05", "nl"),
        ("venerdì scorso alle 14:05", "it"),
    ):
        found = whole(text, [lexicon(tag)])[0]
        assert isinstance(found, CalendarTime)
        assert (found.weekday, found.back, found.span, found.hour) == (4, 1, Unit.WEEK, 14)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("14 Mar 2026 21:05:33 +0100", "2026-03-14 21:05:33 +01:00"),
        ("14 Mar 2026 21:05 -0500", "2026-03-14 21:05 -05:00"),
        ("March 14, 2026 21:05 UTC+2", "2026-03-14 21:05 +02:00"),
        ("Mar 14 2026 1405 GMT", "2026-03-14 14:05 UTC"),
        ("March 14, 2026 9:05 PM (CET)", "2026-03-14 21:05 +01:00"),
        ("Saturday 9:05 PM PDT", "w5 21:05 -07:00"),
    ],
)
def test_a_printed_zone_is_kept(text: str, expected: str) -> None:
    """Offsets and abbreviations beside a clock time are its zone."""
    assert read(text, "en") == [expected]


@pytest.mark.parametrize(
    ("text", "tag"),
    [
        *((text, "en") for text in (
            "2.1.4", "v2.1.14", "10.4.11", "192.168.1.1", "10.12.14.1", "555-1234", "06-12-34-56-78", "+31 20 555 1234",
            "3-1", "21-19", "12-10", "$14.05", "€14,05", "14.05 USD", "8.7 million", "in 2019", "2019", "2026", "March",
            "may", "Sat", "sun", "100", "Page 3 of 14", "14 people", "2026-0314-221", "978-3-16-148410-0", "Windows 10",
            "1,234", "Mar 14 people", "10:00-11:00", "21:05-22:00", "3:1", "99:99", "25:00", "31 February 2026",
            "Feb 30, 2026", "13/13/2026", "2026-13-01", "Room 9", "at 9", "G7", "50/50", "Q1 2026", "May 2026 budget",
            "14/15", "the 14th", "March 14 2026 March 15 2026", "14", "1/0", "0/1", "2026-27", "31 Mar 21 Apr",
            "14 Mar 2026 GMT",
        )),
        *((text, "nl") for text in ("3-1", "2-0", "do", "ma", "za", "mei", "1-2 (0-1)", "€ 3,50", "20.000", "uur")),
        *((text, "de") for text in ("so", "Mai", "1. FC Köln", "3:1", "3,5 Millionen", "im Mai")),
        *((text, "fr") for text in ("mars", "mai", "été", "1,5 million")),
        *((text, "es") for text in ("mar", "mié", "3-1", "segundo")),
        *((text, "ja") for text in ("月", "日", "3-1", "令和", "2026年", "10", "東京14日")),
        *((text, "zh") for text in ("3-1", "2026年", "一", "三月", "五一", "12人")),
    ],
)  # fmt: skip
def test_numbers_and_words_that_are_no_times_are_refused(text: str, tag: str) -> None:
    """Versions, scores, prices, telephone numbers, ids, ranges, bare months and years give nothing."""
    assert read(text, tag) == []


def test_digits_marks_and_spaces_of_any_script_are_read() -> None:
    """Full-width and Arabic digits, direction marks and no-break spaces change nothing."""
    assert read("２０２６年３月１４日　２１：０５", "ja") == ["2026-03-14 21:05"]
    assert read("\u200f١٤\u200f/٣\u200f/٢٠٢٦\u200f ٢١:٠٥", "ar") == ["2026-03-14 21:05"]
    assert read("二〇二六年三月十四日 21:05", "zh") == ["2026-03-14 21:05"]
    assert read("14\u00a0mars\u202f2026 à 21\u202fh\u202f05", "fr") == ["2026-03-14 21:05"]
    assert read("SABADO, 14 DE MARCO DE 2026", "pt") == ["2026-03-14"]


def test_an_age_is_not_taken_for_a_clock_time() -> None:
    """A count of hours by itself is an age; with a clock's joiner or minutes it is the time of day."""
    assert read("7 uur", "nl") == ["age"]
    assert read("om 7 uur", "nl") == ["07:00"]
    assert read("14h", "fr") == ["age"]
    assert read("à 14h", "fr") == ["14:00"]
    assert read("14h05", "fr") == ["14:05"]
    assert read("7 Uhr", "de") == ["07:00"]
    assert read("2 set", "it") == ["--09-02"]
    assert read("2 set. fa", "it") == ["age"]
