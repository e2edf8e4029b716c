"""The cheap look at a text's words, and at its letters, that spares most texts a search for times."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feeder.recognise.times import says_no_time, says_other_things, whole
from feeder.recognise.times.normalise import fold
from tests.recognise.calendar_notation import MORE, PHRASES, phrases
from tests.recognise.test_relative import lexicon
from tests.recognise.test_relative import phrases as ages


def test_no_time_says_other_things() -> None:
    """Whatever is read as a time, in any language and form known here, is never taken for other words."""
    known = [(tag, text) for name in (PHRASES, MORE) for tag, text, *_ in phrases(name)]
    known += [(tag, text) for tag, text, _ in ages("relative_phrases.txt")]
    read = [(tag, text) for tag, text in known if whole(text, (lexicon(tag),))]
    assert len(read) > 1000
    assert [each for each in read if says_other_things(each[1], (lexicon(each[0]),))] == []
    wordy = [(tag, text) for tag, text in read if not any(map(str.isdecimal, text))]
    assert len(wordy) > 200
    assert [each for each in wordy if says_no_time(each[1], (lexicon(each[0]),))] == []


@pytest.mark.parametrize(
    "text",
    [
        "Wethouder belooft zwembad voor 2030",
        "Waterschap versterkt dijkvak 12",
        "Brug 3 weken dicht voor al het verkeer",
    ],
)
def test_headlines_say_other_things(text: str) -> None:
    """A headline with a number in it is known by its words."""
    assert says_other_things(text, (lexicon("nl"),))


def test_names_say_no_time() -> None:
    """Names and labels say no time; a word that times have, among others, may."""
    assert says_no_time("Anna de Vries, Oostwold", (lexicon("en"),))
    assert not says_no_time("Gisteren in Oostwold", (lexicon("nl"),))


@given(st.text(alphabet=st.characters(min_codepoint=32, max_codepoint=126), max_size=12))
def test_plain_text_folds_as_any_other(text: str) -> None:
    """Plain text, folded by a shorter way, becomes what it becomes beside a letter that is not plain."""
    plain, beside = fold(text), fold(text + "-é")
    assert plain.text + "-é" == beside.text
    assert [*plain.offsets, len(text) + 1, len(text) + 2] == list(beside.offsets)
