"""Nouns that are made quickly are the nouns that their class makes."""

from __future__ import annotations

from dataclasses import FrozenInstanceError

import pytest

from feeder.model.drafts import drafted
from feeder.model.time import Age, CalendarTime, Unit, Window


def test_a_drafted_noun_is_as_any_other() -> None:
    """It has its class, its defaults, is equal to one made by the class, hashes alike, and is frozen."""
    quick = drafted(CalendarTime)(2026, 3, 14)
    slow = CalendarTime(2026, 3, 14)
    assert type(quick) is CalendarTime
    assert quick == slow
    assert hash(quick) == hash(slow)
    assert repr(quick) == repr(slow)
    with pytest.raises(FrozenInstanceError):
        quick.year = 2025  # type: ignore[misc]


def test_a_draft_needs_what_its_class_needs() -> None:
    """A field without a default is asked for, and what looks at its fields is not drafted."""
    with pytest.raises(TypeError):
        drafted(Age)(Unit.HOUR)  # type: ignore[call-arg]
    with pytest.raises(TypeError, match="Window looks at"):
        drafted(Window)
