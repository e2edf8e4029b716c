"""True evidence about a story, for property tests: what pages of a site that floors or rounds would have said."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hypothesis import strategies as st

from feeder.dating.ages import SIZES
from feeder.model.time import Age, Basis, CalendarTime, Evidence, Phrase, Rounding, Unit, Window

PUBLISHED = datetime(2026, 3, 14, 11, 7, 31, tzinfo=UTC)
SOURCE = "site"


def said(phrase: Phrase, taken_at: datetime, basis: Basis = Basis.RELATIVE, text: str = "") -> Evidence:
    return Evidence(basis, text or str(phrase), taken_at, phrases=(phrase,), source=SOURCE)


def age(taken_at: datetime, rounding: Rounding, unit: Unit, published: datetime = PUBLISHED) -> Evidence:
    """What a page of `taken_at` prints in `unit`."""
    units = (taken_at - published).total_seconds() / SIZES[unit]
    count = int(units + (0.5 if rounding is Rounding.ROUND else 0.0))
    return said(Age(unit, count, count), taken_at)


def _finest(taken_at: datetime, rounding: Rounding) -> Evidence:
    elapsed = taken_at - PUBLISHED
    unit = Unit.MINUTE if elapsed < timedelta(minutes=50) else Unit.HOUR if elapsed < timedelta(hours=22) else Unit.DAY
    return age(taken_at, rounding, unit)


def _arrival(taken_at: datetime) -> Evidence:
    return Evidence(
        Basis.ARRIVAL, "arrived", taken_at, window=Window(PUBLISHED - timedelta(minutes=9), taken_at), source=SOURCE
    )


def _stated(taken_at: datetime) -> Evidence:
    return said(CalendarTime(PUBLISHED.year, PUBLISHED.month, PUBLISHED.day), taken_at, Basis.STATED)


@st.composite
def true_evidence(draw: st.DrawFn) -> tuple[Rounding, tuple[Evidence, ...]]:
    """A rounding, and distinct pieces of evidence of a site that rounds so, all of them true of `PUBLISHED`."""
    rounding = draw(st.sampled_from(list(Rounding)))
    seconds = draw(st.lists(st.integers(1, 3 * 86400), min_size=1, max_size=12, unique=True))
    times = sorted(PUBLISHED + timedelta(seconds=n) for n in seconds)
    evidence = [_finest(taken_at, rounding) for taken_at in times]
    if draw(st.booleans()):
        evidence.append(_arrival(times[0]))
    if draw(st.booleans()):
        evidence.append(_stated(times[-1]))
    return rounding, tuple(draw(st.permutations(evidence)))
