"""Never guess: ordinary prose has no times beyond the real ones."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest

from feeder.lexicon import load
from feeder.recognise.times import find

_NUMBER = re.compile(r"(?<![0-9])[0-9]{1,3}(?![0-9])")
_REAL = re.compile(r"\[\[(.*?)\]\]")


def prose() -> Iterator[tuple[str, str]]:
    for line in (Path(__file__).parent / "prose.txt").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            tag, _, text = line.partition(" ")
            yield tag, text


@pytest.mark.parametrize(("tag", "text"), list(prose()))
def test_no_times_beyond_the_real_ones(tag: str, text: str) -> None:
    """Durations, ages of people, scores, amounts, years and prices give nothing; a stated age is found."""
    lexicon = load(tag)
    assert lexicon is not None
    found = [span.text for span in find(_REAL.sub(r"\1", text), (lexicon,))]
    assert found == _REAL.findall(text)


def test_other_numbers_make_no_times_of_prose() -> None:
    """Whichever numbers of up to three digits the durations, scores and amounts have, none of them is a time."""
    chance = Random(7)
    for tag, text in prose():
        lexicon = load(tag)
        for _ in range(0 if _REAL.search(text) else 4):
            other = _NUMBER.sub(lambda number: _another(number.group(), chance), text)
            assert [span.text for span in find(other, (lexicon,) if lexicon else ())] == [], other


def _another(number: str, chance: Random) -> str:
    """A number with as many digits."""
    return str(chance.randrange(10 ** (len(number) - 1), 10 ** len(number)))


def test_forty_languages() -> None:
    """The prose is in some forty languages, and some of it has a real time."""
    entries = list(prose())
    assert len({tag for tag, _ in entries}) >= 38
    assert any(_REAL.search(text) for _, text in entries)
