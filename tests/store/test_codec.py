"""Nouns to JSON and back, equal whatever they hold."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from feeder.model.codec import dump, load
from feeder.model.entry import Appearance, Previous, SeriesState
from feeder.model.page import Dispatch, Receipt
from feeder.model.time import Age, CalendarTime, Calibration, Dating, Evidence, Learned, TimeCue, Window

INSTANTS = st.datetimes(datetime(1, 1, 2), datetime(9999, 12, 30), timezones=st.just(UTC))
st.register_type_strategy(datetime, INSTANTS)
st.register_type_strategy(float, st.floats(allow_nan=False, allow_infinity=False))
st.register_type_strategy(Window, st.tuples(INSTANTS, INSTANTS).map(lambda edges: Window(min(edges), max(edges))))
st.register_type_strategy(Learned, lambda kind: st.builds(Learned, st.from_type(kind.__args__[0]), st.text(), INSTANTS))
KINDS: list[Any] = [
    Age,
    Appearance,
    CalendarTime,
    Calibration,
    Dating,
    Dispatch,
    Evidence,
    Previous,
    Receipt,
    SeriesState,
    TimeCue,
]


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_nouns_come_back_equal(kind: Any) -> None:
    """Any value of a stored noun is read back equal, to the microsecond, and told by the same text again."""

    @settings(max_examples=30, deadline=None)
    @given(st.from_type(kind))
    def check(value: Any) -> None:
        text = dump(value)
        assert load(kind, text) == value
        assert dump(load(kind, text)) == text

    check()


def test_defaults_take_no_room() -> None:
    """Fields that hold their defaults are left out, so that a noun may grow a field without a migration."""
    assert dump(Dating()) == "{}"
    assert load(Dating, "{}") == Dating()


def test_what_no_text_may_hold_is_replaced() -> None:
    """A lone surrogate, as odd file names have, is told as a question mark instead of failing the capture."""
    assert load(Receipt, dump(Receipt(etag="a\udcffb"))) == Receipt(etag="a?b")


def test_another_text_is_no_noun() -> None:
    """Text that is not the noun's raises ValueError."""
    for text in ("", "[]", '{"earliest": "soon"}'):
        with pytest.raises(ValueError):
            load(Dating, text)
