"""Texts whose template tells all are read by it exactly as each would be by itself."""

from __future__ import annotations

import pytest

from feeder.lexicon import load
from feeder.recognise.times import known, worded
from tests.dating.newsprint import cases

TAGS = ("nl", "en", "ar", "zh", "fr")
TEXTS = (
    "3 uur geleden",
    "1,5 uur geleden",
    "2½ hours ago",
    "14 maart 2026 21:05",
    "31 februari 2026",
    "21:75",
    "99:99",
    "2019年前",
    "二〇二六年3月14日",
    "2 set",
    "2026-03-14T21:05Z",
    "1410000000",
    "за 3 дня",
    "3 m",
    "1² maart",
    "",
)


@pytest.mark.parametrize("tag", TAGS)
def test_a_template_says_nothing_that_the_text_does_not(tag: str) -> None:
    """What a template tells of a text is what the text says; it may leave texts out, and leaves machines' out."""
    lexicon = load(tag)
    assert lexicon is not None
    for text in TEXTS:
        assert known(text, tag) in ((), worded(text, lexicon)), text
    assert known("2026-03-14T21:05Z", tag) == known("14 Mar 2026 21:05", tag) == ()


def test_nearly_all_printed_times_are_told_by_their_template() -> None:
    """Of what news sites print, four in five texts or more are read by their template, and as by themselves."""
    told = many = 0
    for case in cases(1, 5):
        lexicon = load(case.style.tag)
        assert lexicon is not None
        found = known(case.text, case.style.tag)
        assert found in ((), worded(case.text, lexicon)), case.text
        told, many = told + bool(found), many + 1
    assert told > 0.8 * many


def test_a_language_without_a_lexicon_has_no_templates() -> None:
    """A tag that nobody has words for reads nothing."""
    assert known("3 uur geleden", "xx") == ()
