"""What is remembered of series and sources between captures."""

from __future__ import annotations

from feeder.model.entry import Key, Outcome, Previous, SeriesState
from feeder.model.page import Receipt, Shape
from feeder.model.time import Calibration, Learned, Rounding
from feeder.store import Store

from .nouns import NOON

STATE = SeriesState(
    shape=Shape("html", "ul.list > li", 20, 18, "lead"),
    previous=Previous(NOON, ((Key("link", "https://news.example/a"), Key("like", "0:a")), (Key("text", "1"),))),
    outcome=Outcome.LAYOUT_CHANGED,
    reason="no list as before",
    since=NOON,
    last_ok=NOON,
)
RECEIPT = Receipt('W/"1"', "Sat, 14 Mar 2026 12:00:00 GMT", "ab", "cd")
LEARNED = Calibration(
    rounding=Learned(Rounding.FLOOR, "59 minuten", NOON),
    day_first=Learned(False, "3/14/2026", NOON),
    zone=Learned("Europe/Amsterdam", "og:time", NOON),
    staleness=Learned(90.5, "Age: 90", NOON),
    ages=Learned("trail", "18 of 20", NOON),
    notes=("moment",),
)


def test_a_series_is_remembered(store: Store) -> None:
    """State and receipt of a series are read back equal; saving the one leaves the other."""
    with store.write() as writer:
        writer.save_receipt("wire", "front", RECEIPT)
        writer.save_series("wire", "front", SeriesState())
        writer.save_series("wire", "front", STATE)
        writer.save_receipt("wire", "only receipt", RECEIPT)
    with store.read() as reader:
        assert reader.series_state("wire", "front") == STATE
        assert reader.receipt("wire", "front") == RECEIPT
        assert reader.series("wire") == {"front": STATE}


def test_a_receipt_can_be_dropped(store: Store) -> None:
    """Dropping a receipt makes the next request unconditional, and touches nothing else."""
    with store.write() as writer:
        writer.save_receipt("wire", "front", RECEIPT)
        writer.save_series("wire", "front", STATE)
        writer.save_receipt("wire", "front", None)
    with store.read() as reader:
        assert reader.receipt("wire", "front") is None
        assert reader.series_state("wire", "front") == STATE


def test_what_was_never_met_is_remembered_as_empty(store: Store) -> None:
    """A new series has the empty state, no receipt, and its source nothing learned."""
    with store.read() as reader:
        assert reader.series_state("wire", "front") == SeriesState()
        assert reader.receipt("wire", "front") is None
        assert reader.calibration("wire") == Calibration()
        assert reader.calibrations([]) == {}


def test_what_was_learned_is_remembered_per_source(store: Store) -> None:
    """Every habit of a source comes back with its proof; sources do not mix."""
    with store.write() as writer:
        writer.save_calibration("wire", Calibration())
        writer.save_calibration("wire", LEARNED)
    with store.read() as reader:
        assert reader.calibrations(["wire", "other"]) == {"wire": LEARNED, "other": Calibration()}
