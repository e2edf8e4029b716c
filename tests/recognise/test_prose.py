"""Never guess: ordinary prose has no times beyond the real ones."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from feeder.lexicon import load
from feeder.recognise.times import find

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


def test_twenty_languages() -> None:
    """The prose is in at least twenty languages, and some of it has a real time."""
    entries = list(prose())
    assert len({tag for tag, _ in entries}) >= 20
    assert any(_REAL.search(text) for _, text in entries)
