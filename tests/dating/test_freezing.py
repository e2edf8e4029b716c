"""The published instant: chosen once, never in the future, never a guess."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from feeder.dating.combine import combine
from feeder.dating.freezing import freeze, is_exact, publishable
from feeder.model.time import (
    UNDATED,
    Age,
    Basis,
    CalendarTime,
    Calibration,
    Dating,
    Evidence,
    Learned,
    Phrase,
    Rounding,
    Unit,
    Window,
)
from tests.dating.evidences import SOURCE, said

T = datetime(2026, 3, 14, 20, tzinfo=UTC)
HOUR = timedelta(hours=1)
EXACT = CalendarTime(2026, 3, 14, hour=16, minute=12, second=9, zone="UTC")


def calibrated(rounding: Rounding) -> dict[str, Calibration]:
    return {SOURCE: Calibration(rounding=Learned(rounding, "known", T))}


def dated(phrase: Phrase, basis: Basis = Basis.RELATIVE) -> Dating:
    return combine([said(phrase, T, basis)], {})


@pytest.mark.parametrize(
    ("dating", "calibrations", "instant"),
    [
        (dated(Age(Unit.HOUR, 3, 3)), {}, T - 3.5 * HOUR),
        (dated(Age(Unit.HOUR, 3, 3)), calibrated(Rounding.FLOOR), T - 3.5 * HOUR),
        (dated(Age(Unit.MINUTE, 0, 0)), {}, T - timedelta(seconds=30)),
        (dated(CalendarTime(2026, 3, 13), Basis.STATED), {}, datetime(2026, 3, 13, 12, tzinfo=UTC)),
        (dated(EXACT, Basis.MACHINE), {}, T.replace(hour=16, minute=12, second=9)),
        (dated(CalendarTime(2025, 2), Basis.STATED), {}, datetime(2025, 2, 15, tzinfo=UTC)),
    ],
)
def test_the_middle_is_published(dating: Dating, calibrations: dict[str, Calibration], instant: datetime) -> None:
    """The middle of the window, of the floor cell while the rounding is unknown, in whole seconds."""
    assert publishable(dating, taken_at=T, calibrations=calibrations) == instant


def test_the_middle_of_a_rounded_cell_is_the_count_itself() -> None:
    """A source known to round publishes "3 hours ago" as three hours before."""
    rounds = calibrated(Rounding.ROUND)
    dating = combine([said(Age(Unit.HOUR, 3, 3), T)], rounds)
    assert publishable(dating, taken_at=T, calibrations=rounds) == T - 3 * HOUR


def test_a_guess_is_not_published() -> None:
    """A bare year, a window over 31 days and no window at all publish nothing."""
    for dating in (dated(CalendarTime(2025), Basis.STATED), dated(Age(Unit.MONTH, 2, 2)), UNDATED):
        assert publishable(dating, taken_at=T, calibrations={}) is None


def test_the_future_is_not_published() -> None:
    """A time after the capture waits; one ahead by less than clocks differ is published as of the capture."""
    ahead = Dating(Basis.STATED, T + HOUR, T + 2 * HOUR)
    assert publishable(ahead, taken_at=T, calibrations={}) is None
    assert publishable(ahead, taken_at=T + 9 * HOUR, calibrations={}) == T + 1.5 * HOUR
    soon = T + timedelta(minutes=2)
    assert publishable(Dating(Basis.MACHINE, soon, soon), taken_at=T, calibrations={}) == T


def test_what_is_published_stays() -> None:
    """A later window that excludes the published instant does not move it."""
    first = freeze(None, dated(Age(Unit.HOUR, 3, 3)), taken_at=T, calibrations={}, exact=False)
    later = Dating(Basis.RELATIVE, T - 9 * HOUR, T - 8 * HOUR)
    assert freeze(first, later, taken_at=T + HOUR, calibrations={}, exact=False) == first


def test_exact_metadata_moves_it_once() -> None:
    """From an inexact instant to the exact one, and never from there."""
    exact = dated(EXACT, Basis.MACHINE)
    assert is_exact(exact)
    moved = freeze(T - 3.5 * HOUR, exact, taken_at=T, calibrations={}, exact=False)
    assert moved == exact.earliest
    other = Dating(Basis.MACHINE, T - 9 * HOUR, T - 9 * HOUR)
    assert freeze(moved, other, taken_at=T, calibrations={}, exact=True) == moved


def test_an_undated_entry_is_published_once_it_is_dated() -> None:
    """Nothing is frozen while nothing is known."""
    assert freeze(None, UNDATED, taken_at=T, calibrations={}, exact=False) is None
    assert freeze(None, dated(Age(Unit.HOUR, 3, 3)), taken_at=T, calibrations={}, exact=False) == T - 3.5 * HOUR


def test_an_arrival_is_published_between_the_captures() -> None:
    """The lag that an arrival allows for widens its window, not what is published."""
    window = Window(T - timedelta(minutes=14), T)
    arrived = Evidence(Basis.ARRIVAL, "", T, window=window, source=SOURCE)
    dating = combine([said(Age(Unit.HOUR, 0, 0), T), arrived], {})
    assert dating.earliest == window.earliest - timedelta(minutes=1)
    assert publishable(dating, taken_at=T, calibrations={}) == window.middle
