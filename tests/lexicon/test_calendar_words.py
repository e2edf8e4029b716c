"""The compiled words of the calendar: complete where news is read, understood everywhere."""

from __future__ import annotations

import pytest

from feeder.lexicon import Lexicon, load, tags
from feeder.model.time import CalendarSystem

NEWS = (
    "ar bg bn ca cs da de el en es et fa fi fr he hi hr hu id it ja ko lt lv ms nl no pl pt ro ru sk sl sr sv th tr uk "
    "ur vi zh"
).split()
LETTERS = set("MWRLBPQVAKHhISFDEZfuUjn")


def senses(lexicon: Lexicon) -> set[tuple[str, object]]:
    """Every sense of every term of a language."""
    terms = lexicon.calendar.terms
    return {sense for several in terms.values() for _, known in several for sense in known}


@pytest.mark.parametrize("tag", tags())
def test_every_sense_of_every_language_is_one_that_the_grammar_knows(tag: str) -> None:
    """The compiled codes are read, and their months, weekdays and hours are possible."""
    lexicon = load(tag)
    assert lexicon is not None
    for letter, value in senses(lexicon):
        assert letter in LETTERS
        if letter == "M" and value is not None:
            month, system = value  # type: ignore[misc]
            assert 1 <= month <= {CalendarSystem.HEBREW: 14, CalendarSystem.ETHIOPIAN: 13}.get(system, 12)
            assert isinstance(system, CalendarSystem)
        if letter == "P":
            start, end = value  # type: ignore[misc]
            assert 0 <= start < end <= 36


@pytest.mark.parametrize("tag", NEWS)
def test_a_news_language_has_all_months_weekdays_days_and_words(tag: str) -> None:
    """Twelve months and seven weekdays, by name or number; today, yesterday; words for published and updated."""
    lexicon = load(tag)
    assert lexicon is not None
    known = senses(lexicon)
    numbered = {letter for letter, value in known if value is None}
    named = [value for letter, value in known if letter == "M" and isinstance(value, tuple)]
    months = {month for month, system in named if system is CalendarSystem.GREGORIAN}
    assert "M" in numbered or months == set(range(1, 13))
    weekdays = {value for letter, value in known if letter == "W" and value is not None}
    assert "W" in numbered or weekdays == set(range(7))
    assert {("R", 0), ("R", 1)} <= known
    assert len(lexicon.page.published) >= 5
    assert len(lexicon.page.updated) >= 4


def test_a_region_changes_habits_and_shares_words() -> None:
    """British English is English with the day before the month; a region without habits of its own is the language."""
    english, british = load("en"), load("en-GB")
    assert english is not None
    assert british is not None
    assert (english.calendar.order, english.calendar.either) == ("mdy", True)
    assert (british.calendar.order, british.calendar.either) == ("dmy", False)
    assert british.calendar.terms is english.calendar.terms
    assert load("en_gb") is british
    assert load("nl-NL") is load("nl")
