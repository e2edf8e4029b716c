"""Relative phrases as whole cues."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feeder.lexicon import Lexicon, load, tags
from feeder.model.time import Age, CalendarTime, Phrase, Unit
from feeder.recognise.times import one, whole

HERE = Path(__file__).parent
TOLERANCE = 0.3


def lexicon(tag: str) -> Lexicon:
    found = load(tag)
    assert found is not None
    return found


def read(tag: str, text: str) -> tuple[Phrase, ...]:
    return whole(text, (lexicon(tag),))


def phrases(name: str) -> Iterator[tuple[str, str, str]]:
    for line in (HERE / name).read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            tag, _, rest = line.partition(" ")
            for entry in rest.split(" | "):
                text, _, wanted = entry.partition(" => ")
                yield tag, text.strip(), wanted.strip()


def is_read(tag: str, text: str, wanted: str) -> bool:
    """Whether `text` is read as `wanted`: an age ("hour 2 3"), or none ("-")."""
    found = read(tag, text)
    if wanted == "-":
        return not any(isinstance(phrase, Age) for phrase in found)
    unit, least, *most = wanted.split()
    age = found[0] if found else None
    if not isinstance(age, Age) or age.unit != unit:
        return False
    wide = float(most[0] if most else least)
    return abs(age.least - float(least)) < TOLERANCE and abs(age.most - wide) < TOLERANCE


@pytest.mark.parametrize(("tag", "text", "wanted"), list(phrases("relative_phrases.txt")))
def test_phrase(tag: str, text: str, wanted: str) -> None:
    """Each phrase of our list is read as the age that it says, and what is to come is no age."""
    assert is_read(tag, text, wanted)


@pytest.mark.parametrize("name", ["relative_more.txt", "relative_widgets.txt", "relative_translated.txt"])
def test_more_phrases(name: str) -> None:
    """So is each of three longer lists, of some fifteen thousand in a hundred and seventy languages."""
    assert [(tag, text) for tag, text, wanted in phrases(name) if not is_read(tag, text, wanted)] == []


@pytest.mark.parametrize(
    ("tag", "text", "unit"),
    [
        ("ru", "час", Unit.HOUR),
        ("cs", "Hodina", Unit.HOUR),
        ("pl", "minuta", Unit.MINUTE),
        ("fi", "kuukausi", Unit.MONTH),
        ("bg", "година", Unit.YEAR),
        ("uk", "день", Unit.DAY),
    ],
)
def test_a_unit_alone(tag: str, text: str, unit: Unit) -> None:
    """Where a language has no article its unit alone is one of it, for who knows it to be a time; not on a page."""
    assert one(text, lexicon(tag).ages) == Age(unit, 1, 1)
    assert read(tag, text) == ()
    assert one("uur", lexicon("nl").ages) is None


def test_hours_with_bare_minutes() -> None:
    """An hour and minutes without their unit are an age beside a marker, a clock time without one."""
    assert read("fr", "il y a 1h20") == (Age(Unit.MINUTE, 80, 80),)
    assert read("nl", "1 u 30 geleden") == (Age(Unit.MINUTE, 90, 90),)
    assert not any(isinstance(phrase, Age) for phrase in read("fr", "1h20"))


def test_halves_in_one_character() -> None:
    """A vulgar half is a count, alone and after a number."""
    assert read("da", "½ minut") == (Age(Unit.MINUTE, 0.5, 0.5, 0.5),)
    assert read("en", "2½ hours ago") == (Age(Unit.HOUR, 2.5, 2.5, 0.5),)


def test_every_language_reads_what_it_prints() -> None:
    """In every language, one of its units with a count is an age of that unit."""
    for tag in tags():
        words = lexicon(tag)
        units = [(term, sign.unit) for term, signs in words.ages.signs.items() for sign in signs if sign.role == "U"]
        for term, unit in units:
            ages = {age.unit for text in (f"4 {term}", f"{term} 4") for age in read(tag, text) if isinstance(age, Age)}
            assert unit in ages, (tag, term, unit)


@pytest.mark.parametrize(
    ("tag", "text", "back", "span"),
    [
        ("nl", "gisteren", 1, Unit.DAY),
        ("nl", "Eergisteren", 2, Unit.DAY),
        ("nl", "vandaag", 0, Unit.DAY),
        ("nl", "vorige week", 1, Unit.WEEK),
        ("en", "Yesterday", 1, Unit.DAY),
        ("en", "last month", 1, Unit.MONTH),
        ("de", "letztes Jahr", 1, Unit.YEAR),
        ("fr", "avant-hier", 2, Unit.DAY),
        ("ja", "昨日", 1, Unit.DAY),
        ("vi", "tháng trước", 1, Unit.MONTH),
        ("hi", "कल", 1, Unit.DAY),
    ],
)
def test_days_counted_back(tag: str, text: str, back: int, span: Unit) -> None:
    """A word for a day, week, month or year is a time of the calendar, counted from the capture."""
    assert read(tag, text) == (CalendarTime(back=back, span=span),)


def test_last_weekday() -> None:
    """A weekday that is said to be the last one is counted back in weeks."""
    assert read("nl", "afgelopen vrijdag") == (CalendarTime(weekday=4, back=1, span=Unit.WEEK),)


def test_two_readings_stay_two() -> None:
    """A short form that may be minutes or months stays both, until its count tells."""
    assert {phrase.unit for phrase in read("nl", "3 m") if isinstance(phrase, Age)} == {Unit.MINUTE, Unit.MONTH}
    assert [phrase.unit for phrase in read("nl", "40 m") if isinstance(phrase, Age)] == [Unit.MINUTE]


def test_approximations() -> None:
    """ "About" marks the age; "less than" reaches down to nothing; "over" and "almost" stay on their side."""
    assert read("nl", "ongeveer 3 uur geleden") == (Age(Unit.HOUR, 3, 3, approximate=True),)
    assert read("nl", "minder dan 5 minuten geleden") == (Age(Unit.MINUTE, 0, 4),)
    (over,), (almost,) = read("en", "over 3 hours ago"), read("en", "almost 3 hours ago")
    assert isinstance(over, Age)
    assert isinstance(almost, Age)
    assert 3 < over.least < 4
    assert 2 < almost.most < 3


@pytest.mark.parametrize(
    "text",
    ["", " ", "geleden", "uur", "uur geleden", "drie", "3", "3 3 uur", "5 min. 3 uur", "3-2", "2019 jaar geleden",
     "om 14.05 uur", "3 uur 5 uur geleden", "-", "#", "# uur geleden", "\x02 uur geleden", "3 uur " + "x" * 300],
)  # fmt: skip
def test_no_age(text: str) -> None:
    """Half a phrase, a bare number, a clock time, and units that run up are no ages."""
    assert not any(isinstance(phrase, Age) for phrase in read("nl", text))


@pytest.mark.parametrize("text", ["\u200f٣ ساعات\u200f قبل", "منذ ٣ ساعات", "منذ\u00a03\u202fساعات", "قبل ３ ساعات."])
def test_digits_marks_and_spaces(text: str) -> None:
    """Digits of any script, direction marks, and spaces of any width are read over."""
    found = read("ar", text)
    assert found in ((Age(Unit.HOUR, 3, 3),), ())
    assert found or text.startswith("\u200f")


@given(st.text(max_size=60), st.sampled_from(["nl", "ja", "ar", "th", "hu"]))
def test_any_text_is_read_without_error(text: str, tag: str) -> None:
    """No text makes recognition fail, and what it finds is sane."""
    for phrase in read(tag, text):
        assert not isinstance(phrase, Age) or 0 <= phrase.least <= phrase.most


@given(st.integers(1, 99), st.sampled_from(["nl", "en", "de", "fr", "ru", "ar", "he", "zh", "hi", "fi"]))
def test_counts(count: int, tag: str) -> None:
    """The printed number is the count, whatever it is."""
    past = {"nl": "{} jaar geleden", "en": "{} years ago", "de": "vor {} Jahren", "fr": "il y a {} ans",
            "ru": "{} лет назад", "ar": "قبل {} سنة", "he": "לפני {} שנים", "zh": "{}年前", "hi": "{} साल पहले",
            "fi": "{} vuotta sitten"}  # fmt: skip
    assert read(tag, past[tag].format(count)) == (Age(Unit.YEAR, count, count),)
