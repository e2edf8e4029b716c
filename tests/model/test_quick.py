"""Nouns that are quick to make are frozen dataclasses like any other."""

from __future__ import annotations

import inspect
from dataclasses import FrozenInstanceError, dataclass, field, replace
from datetime import UTC, datetime

import pytest

from feeder.model.quick import quick
from feeder.model.time import CalendarTime, Unit, Window


def test_fields_are_set_by_place_by_name_and_by_default() -> None:
    """Each field takes what is given for it, or else its default."""
    time = CalendarTime(2026, 3, hour=21)
    assert (time.year, time.month, time.day, time.hour, time.span) == (2026, 3, None, 21, Unit.DAY)
    assert replace(time, day=14) == CalendarTime(year=2026, month=3, day=14, hour=21)


def test_nothing_of_it_changes() -> None:
    """A noun that is quick to make is as frozen as before."""
    with pytest.raises(FrozenInstanceError):
        CalendarTime(2026).year = 2027  # type: ignore[misc]


def test_a_noun_still_checks_itself() -> None:
    """What a noun refuses, it still refuses."""
    with pytest.raises(ValueError, match="ends before it begins"):
        Window(datetime(2026, 3, 15, tzinfo=UTC), datetime(2026, 3, 14, tzinfo=UTC))


def test_its_arguments_are_still_told() -> None:
    """Whoever asks for the signature of a noun is told its fields."""
    assert list(inspect.signature(Window).parameters) == ["earliest", "latest"]


def test_a_noun_whose_fields_are_made_for_it_is_refused() -> None:
    """A field with a factory is no plain argument, which is an error where the noun is declared."""

    @dataclass(frozen=True, slots=True)
    class Noun:
        several: list[str] = field(default_factory=list)

    with pytest.raises(TypeError, match=r"Noun\.several"):
        quick(Noun)
