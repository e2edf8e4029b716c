"""A section's filters."""

from __future__ import annotations

import pytest

from feeder.errors import ConfigError
from feeder.feeds.filters import admits
from feeder.model.page import Dateline
from feeder.model.specs import FilterSpec, SectionSpec
from tests.feeds.samples import make_entry

ENTRY = make_entry(
    dispatch={
        "headline": "Straße gesperrt",
        "summary": "De brug bij Nes blijft dicht. 東京都知事が会見",
        "dateline": Dateline("Oslo", ("ANP",)),
        "authors": ("Mies Bakker",),
        "language": "nl-BE",
    }
)


@pytest.mark.parametrize(
    ("spec", "found"),
    [
        (FilterSpec(words=("BRUG",)), True),
        (FilterSpec(words=("brug bij",)), True),
        (FilterSpec(words=("bij brug",)), False),
        (FilterSpec(words=("bru",)), False),
        (FilterSpec(words=("strasse",)), True),
        (FilterSpec(words=("知事",)), True),
        (FilterSpec(words=("...",)), False),
        (FilterSpec(credits=("anp",)), True),
        (FilterSpec(credits=("mies  bakker",)), True),
        (FilterSpec(credits=("AFP",)), False),
        (FilterSpec(places=("OSLO",)), True),
        (FilterSpec(places=("Os",)), False),
        (FilterSpec(regex=(r"^Str.*\n.*Nes",)), True),
        (FilterSpec(regex=(r"nes\b",)), False),
        (FilterSpec(languages=("nl",)), True),
        (FilterSpec(languages=("nl-NL",)), False),
        (FilterSpec(languages=("n",)), False),
        (FilterSpec(words=("niets",), credits=("ANP",)), True),
    ],
)
def test_filter(spec: FilterSpec, found: bool) -> None:
    """An entry that matches any thing named is let in by include and kept out by exclude."""
    assert admits(ENTRY, SectionSpec("s", "S", include=spec)) is found
    assert admits(ENTRY, SectionSpec("s", "S", exclude=spec)) is not found


def test_exclude_wins() -> None:
    """What is both included and excluded stays out; without filters everything is in."""
    brug = FilterSpec(words=("brug",))
    assert not admits(ENTRY, SectionSpec("s", "S", include=brug, exclude=brug))
    assert admits(ENTRY, SectionSpec("s", "S"))


def test_runaway_pattern_ends() -> None:
    """A pattern that would run for ever on a story matches nothing."""
    entry = make_entry(dispatch={"summary": "a" * 5000 + "!"})
    assert not admits(entry, SectionSpec("s", "S", include=FilterSpec(regex=(r"^(a|aa|a+)+$",))))


def test_bad_pattern() -> None:
    """A pattern that is none is named with its fault."""
    with pytest.raises(ConfigError, match=r"'\('"):
        admits(ENTRY, SectionSpec("s", "S", include=FilterSpec(regex=("(",))))
