"""Times as news sites print them, in 70 editions: what `feeder.resolve` makes of a thousand forms at many instants.

The floors are measured figures, rounded down; they are never lowered.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from datetime import UTC, datetime, timedelta
from functools import cache
from random import Random

import pytest

from feeder.dating.resolve import resolve
from feeder.lexicon import load
from feeder.model.time import Dating
from feeder.recognise.times import find, whole
from tests.dating.newsprint import Case, cases, kind, styles, verdict

EACH, SEED = 2, 1
RIGHT, WRONG = 0.998, 0.0005
MISSED = 0.02
"""In running text, where a day and a month in numbers are no date and nothing ends an Arabic word but a space."""
RIGHT_OF_ONE = 0.95
"""Of the editions that have ten forms and more."""


def dated(case: Case, taken_at: datetime) -> Dating:
    return resolve(case.text, taken_at=taken_at, zone=case.style.zone, languages=(case.style.tag,))


@cache
def judged() -> tuple[tuple[str, Case], ...]:
    """Every case with what became of it."""
    found = ((dated(case, case.taken_at), case) for case in cases(EACH, SEED))
    return tuple((verdict(case, dating.earliest, dating.latest), case) for dating, case in found)


def test_printed_times_are_read_right() -> None:
    """Of the windows next to all hold the truth and are as tight as the phrase; hardly any misses it."""
    counts = Counter(said for said, _ in judged())
    failed = [
        f"{said}: {case.style.tag} {case.text!r} ({case.style.text})" for said, case in judged() if said != "right"
    ]
    assert counts["right"] >= RIGHT * counts.total(), failed
    assert counts["wrong"] <= WRONG * counts.total(), failed


def test_no_edition_is_left_behind() -> None:
    """Each language and country of some forms is read nearly as well as all together."""
    by_tag: dict[str, Counter[str]] = defaultdict(Counter)
    for said, case in judged():
        by_tag[case.style.tag][said] += 1
    shares = {tag: counts["right"] / counts.total() for tag, counts in by_tag.items() if counts.total() >= 10 * EACH}
    assert len(shares) >= 40
    assert {tag: share for tag, share in shares.items() if share < RIGHT_OF_ONE} == {}


def test_nothing_without_a_year_lies_more_than_a_day_ahead() -> None:
    """Whenever it is captured, a form without its year names the latest such time that is not in the future."""
    chance = Random(SEED)
    undated = [case for _, case in judged() if kind(case.style) != "full"]
    for case in undated:
        taken_at = datetime(2026, 1, 1, tzinfo=UTC) + timedelta(seconds=chance.randrange(366 * 86400))
        window = dated(case, taken_at).window
        assert window is None or window.earliest <= taken_at + timedelta(days=1), case


@pytest.mark.parametrize("around", ["Abc def\n{}\n34 Xyz", "Abc Def | {} | Ghi", "Abc def: {}Xyz abc.", "(Abc, {})"])
def test_printed_times_are_found_among_other_words(around: str) -> None:
    """On a line of its own, between marks, before a capital: what says its day is found and read as it is alone.

    Of numbers without a year, and of Arabic dates in two calendars, as little is made as the floor allows.
    """
    printed = [(case.text.strip(), case.style.tag) for _, case in judged()[::EACH] if kind(case.style) != "clock"]
    missed = []
    for text, tag in printed:
        lexicon = load(tag)
        assert lexicon is not None
        spans = find(around.format(text), (lexicon,))
        if [span.phrases[0] for span in spans] != list(whole(text, (lexicon,))[:1]):
            missed.append((tag, text, [span.text for span in spans]))
    assert len(missed) <= MISSED * len(printed), missed


def test_the_forms_are_many() -> None:
    """The list has a thousand forms in 70 editions, with and without years, counted days and clocks alone."""
    listed = list(styles())
    kinds = Counter(map(kind, listed))
    assert len(listed) >= 1000
    assert len({style.tag for style in listed}) >= 70
    assert min(kinds[name] for name in ("full", "noyear", "weekday", "clock", "counted")) >= 40
