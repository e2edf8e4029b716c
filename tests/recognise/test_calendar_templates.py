"""Texts that differ in numbers and names alone are understood as one, each with its own numbers and names."""

from __future__ import annotations

import pytest

from feeder.lexicon import load
from feeder.recognise.times import calendar
from feeder.recognise.times.calendar_templates import MONTH, ODD, WEEKDAY, spelling, templated
from tests.recognise.calendar_notation import notation


def _template(text: str, tag: str) -> str:
    lexicon = load(tag)
    assert lexicon is not None
    return templated(text, spelling(lexicon.calendar))[0]


def _read(text: str, tag: str) -> list[str]:
    lexicon = load(tag)
    assert lexicon is not None
    return [notation(time) for time in calendar.whole(text, lexicon)]


@pytest.mark.parametrize("text", ["za 14 maart 2026 21:05", "  Do\u00a001 MEI  1999 00:59", "zo ٢٣ jan. ٢٠٢٥ ١٢:٣٠"])
def test_numbers_and_names_are_places(text: str) -> None:
    """A template has zeros for numbers, of any script, and one sign each for months and weekdays, however spelled."""
    assert _template(text, "nl").replace(".", "") == f"{WEEKDAY} 00 {MONTH} 0000 00:00"


@pytest.mark.parametrize(
    ("text", "tag", "same"),
    [
        ("14 ma\u00adart 2026", "nl", "14 maart 2026"),
        ("1\u200b4 maart 2026", "nl", "14 maart 2026"),
        ("سه\u200cشنبه ۲۳ اسفند ۱۴۰۴", "fa", "سهشنبه ۲۳ اسفند ۱۴۰۴"),
        ("14 ｍａａｒｔ ２０２６", "nl", "14 maart 2026"),
    ],
)
def test_what_folding_joins_is_one_piece(text: str, tag: str, same: str) -> None:
    """A sign that folding drops parts no word and no number: such a text is read as the one without it."""
    assert _read(text, tag) == _read(same, tag) != []


def test_pieces_that_folding_parts_are_odd() -> None:
    """A power is no part of the number before it, nor a number by itself: its template says that it is to be folded."""
    assert ODD in _template("1² maart", "nl")
    assert ODD not in _template("1 maart", "nl")


@pytest.mark.parametrize("text", [f"14 {MONTH} 2026", f"{WEEKDAY} 21:05", f"14{MONTH}03", ODD, f"za {ODD} 21:05"])
def test_signs_of_templates_in_a_text_are_no_names(text: str) -> None:
    """Control characters of a page that are the signs of templates stand for nothing."""
    bare = text.translate(dict.fromkeys(map(ord, (MONTH, WEEKDAY, ODD))))
    assert _read(text, "nl") == _read(bare, "nl")


def test_names_in_other_terms_are_words() -> None:
    """A weekday is a place in a template, but not where it makes another term with the word before it."""
    assert _template("Friday at 9:05", "en") == f"{WEEKDAY} at 0:00"
    assert _template("last Friday at 9:05", "en") == "last friday at 0:00"


def test_many_strange_texts_are_forgotten() -> None:
    """However many texts a page makes up, what is kept of them is bounded, and times are read as before."""
    lexicon = load("nl")
    assert lexicon is not None
    for number in range(6000):
        calendar.whole(f"woord{chr(97 + number % 26) * (number // 26)}", lexicon)
    calendar.whole("14 maart 2026", lexicon)
    assert len(spelling(lexicon.calendar)) < 5000
    assert _read("14 maart 2026", "nl") == ["2026-03-14"]
