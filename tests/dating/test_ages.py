"""Windows of ages."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from dateutil.relativedelta import relativedelta
from hypothesis import given
from hypothesis import strategies as st

from feeder.dating.ages import SIZES
from feeder.dating.windows import windows
from feeder.model.time import Age, Rounding, Unit, Window

T = datetime(2026, 3, 14, 20, tzinfo=UTC)
MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
INSTANTS = st.datetimes(datetime(2005, 1, 1), datetime(2035, 1, 1)).map(
    lambda when: when.replace(tzinfo=UTC, microsecond=0)
)


def window(age: Age, rounding: Rounding | None = None, taken_at: datetime = T, staleness: float = 0.0) -> Window:
    (found,) = windows(age, taken_at=taken_at, rounding=rounding, staleness=staleness)
    return found


@pytest.mark.parametrize(
    ("age", "rounding", "oldest", "youngest"),
    [
        (Age(Unit.HOUR, 3, 3), Rounding.FLOOR, 4 * HOUR, 3 * HOUR),
        (Age(Unit.HOUR, 3, 3), Rounding.ROUND, 3.5 * HOUR, 2.5 * HOUR),
        (Age(Unit.HOUR, 3, 3), None, 4 * HOUR, 2.5 * HOUR - 30 * timedelta(seconds=1)),
        (Age(Unit.MINUTE, 12, 12), Rounding.FLOOR, 13 * MINUTE, 12 * MINUTE),
        (Age(Unit.MINUTE, 12, 12), None, 13 * MINUTE, 11.5 * MINUTE),
        (Age(Unit.MINUTE, 0, 0), None, MINUTE, 0 * MINUTE),
        (Age(Unit.HOUR, 0, 0), Rounding.ROUND, 0.5 * HOUR, 0 * HOUR),
        (Age(Unit.HOUR, 2, 3), Rounding.FLOOR, 4 * HOUR, 2 * HOUR),
        (Age(Unit.HOUR, 1.5, 1.5, grain=0.5), Rounding.FLOOR, 2 * HOUR, 1.5 * HOUR),
        (Age(Unit.MINUTE, 15, 15, grain=15), None, 30 * MINUTE, 7.5 * MINUTE),
        (Age(Unit.DAY, 1, 1), Rounding.ROUND, 1.75 * DAY, 0.5 * DAY),
        (Age(Unit.DAY, 2, 2), None, 3 * DAY, 1.5 * DAY),
        (Age(Unit.WEEK, 1, 1), Rounding.FLOOR, 14 * DAY, 7 * DAY),
        (Age(Unit.HOUR, 1, 1, approximate=True), None, 1.5 * HOUR, 0.5 * HOUR - 30 * timedelta(seconds=1)),
        (Age(Unit.MONTH, 1, 1, approximate=True), None, 52.5 * DAY, 22.5 * DAY),
        (Age(Unit.MONTH, 2, 2, approximate=True), None, 67.5 * DAY, 37.5 * DAY),
        (Age(Unit.MONTH, 5, 5, approximate=True), None, 165 * DAY, 135 * DAY),
        (Age(Unit.MINUTE, 60, 60), None, 61 * MINUTE, 59.5 * MINUTE),
        (Age(Unit.MINUTE, 60, 60), Rounding.FLOOR, 61 * MINUTE, 60 * MINUTE),
        (Age(Unit.HOUR, 24, 24, approximate=True), None, 24 * HOUR, 23.5 * HOUR - 30 * timedelta(seconds=1)),
        (Age(Unit.HOUR, 1, 1, approximate=True), Rounding.FLOOR, 2 * HOUR, 0.5 * HOUR - 30 * timedelta(seconds=1)),
    ],
)
def test_an_age_is_its_count_of_units_before_the_capture(
    age: Age, rounding: Rounding | None, oldest: timedelta, youngest: timedelta
) -> None:
    """A floored age lies in [n, n+1) units, a rounded one in [n-½, n+½), one of an unknown site in either."""
    assert window(age, rounding) == Window(T - oldest, T - youngest)


def test_a_stale_page_reaches_further_back_only() -> None:
    """Staleness moves the beginning of the window and leaves its end."""
    fresh, stale = window(Age(Unit.HOUR, 3, 3)), window(Age(Unit.HOUR, 3, 3), staleness=600)
    assert stale == Window(fresh.earliest - timedelta(minutes=10), fresh.latest)


def test_months_and_years_are_the_calendars() -> None:
    """A month ago on 31 August reaches back to the end of June, not to a sum of 30-day months."""
    taken_at = datetime(2026, 8, 31, 12, tzinfo=UTC)
    assert window(Age(Unit.MONTH, 1, 1), Rounding.FLOOR, taken_at).earliest == datetime(2026, 6, 30, 12, tzinfo=UTC)
    assert window(Age(Unit.YEAR, 2, 2), Rounding.FLOOR, taken_at).earliest == datetime(2023, 8, 31, 12, tzinfo=UTC)


@pytest.mark.parametrize("age", [Age(Unit.HOUR, 1e15, 1e15), Age(Unit.YEAR, 4000, 4000), Age(Unit.MONTH, 1e9, 1e9)])
def test_an_age_before_the_year_one_says_nothing(age: Age) -> None:
    """Counts that no calendar holds give no window, and no error."""
    assert windows(age, taken_at=T) == ()


def test_twelve_months_are_a_rounded_year() -> None:
    """A site that floors prints a year there: what is left of twelve months ends about where the year is full."""
    assert window(Age(Unit.MONTH, 12, 12)) == window(Age(Unit.MONTH, 12, 12), Rounding.ROUND)


def test_years_lie_around_their_count() -> None:
    """From two years on the 1½ units reach as far before the count as after it; "over" stays on its side."""
    found = window(Age(Unit.YEAR, 2, 2))
    assert abs(found.middle - (T - relativedelta(years=2))) < DAY
    assert timedelta(days=540) < found.width < timedelta(days=550)
    over = window(Age(Unit.YEAR, 3.25, 3.25, 0.75))
    assert T - relativedelta(years=3, months=9) < over.middle < T - relativedelta(years=3, months=3)


@pytest.mark.parametrize("count", [3, 4, 5, 8, 12, 20])
def test_the_middle_of_years_is_past_their_count(count: int) -> None:
    """The middle of "3 years" and of "about 3 years" is where a site that floors prints them, and one that rounds."""
    for age in (Age(Unit.YEAR, count, count), Age(Unit.YEAR, count, count, approximate=True)):
        assert T - relativedelta(years=count, months=3) < window(age).middle < T - relativedelta(years=count)


@pytest.mark.parametrize("months", [13, 17, 29, 41, 58, 74, 119])
def test_years_and_months_are_the_calendars(months: int) -> None:
    """The middle of so many years and months lies between them and a month more on the calendar."""
    middle = window(Age(Unit.MONTH, months, months)).middle
    assert T - relativedelta(months=months + 1) < middle < T - relativedelta(months=months)


def test_an_age_needs_a_capture_time() -> None:
    """Without a capture time a relative phrase resolves to nothing."""
    assert windows(Age(Unit.HOUR, 3, 3), taken_at=None) == ()


AGES = st.builds(
    lambda unit, count: Age(unit, count, count), st.sampled_from(list(Unit)), st.integers(0, 40).map(float)
)


@given(AGES, INSTANTS, st.sampled_from([None, *Rounding]))
def test_no_age_is_wider_than_one_and_a_half_units(age: Age, taken_at: datetime, rounding: Rounding | None) -> None:
    """A window is never wider than 1½ units and the pad of hours, nor does it end after its capture."""
    size = timedelta(seconds={**SIZES, Unit.MONTH: 31 * 86400, Unit.YEAR: 366 * 86400}[age.unit])
    for found in windows(age, taken_at=taken_at, rounding=rounding):
        assert found.width <= 1.5 * size + timedelta(seconds=90)
        assert found.latest <= taken_at


@given(
    st.sampled_from([Unit.SECOND, Unit.MINUTE, Unit.HOUR, Unit.DAY, Unit.WEEK]),
    st.sampled_from(list(Rounding)),
    st.booleans(),
    st.floats(0, 200),
    INSTANTS,
)
def test_a_rendered_age_contains_the_true_time(
    unit: Unit, rounding: Rounding, known: bool, units: float, taken_at: datetime
) -> None:
    """Whatever a site that floors or rounds prints, read back with its rounding or without, holds the true instant."""
    published = taken_at - timedelta(seconds=round(units * SIZES[unit]))
    exact = (taken_at - published).total_seconds() / SIZES[unit]
    count = int(exact + (0.5 if rounding is Rounding.ROUND else 0.0))
    assert window(Age(unit, count, count), rounding if known else None, taken_at).holds(published)


@given(st.integers(0, 1500), st.booleans(), st.booleans(), INSTANTS)
def test_a_rendered_count_of_months_contains_the_true_time(
    days: int, calendar: bool, known: bool, taken_at: datetime
) -> None:
    """Sites that floor months of the calendar or of 30 days: their texts read back hold the true instant."""
    published = taken_at - timedelta(days=days, hours=5)
    between = relativedelta(taken_at, published)
    count = between.years * 12 + between.months if calendar else (taken_at - published).days // 30
    found = window(Age(Unit.MONTH, count, count), Rounding.FLOOR if known else None, taken_at)
    # What months of the calendar and of 30 days drift apart by in a year is cut from both ends of an unknown one.
    drift = timedelta(days=0 if known else 3)
    if count <= 14 and (known or count != 12):
        assert Window(found.earliest - drift, found.latest + drift).holds(published)


@given(st.integers(15, 700), st.sampled_from([30.0, 30.44]), INSTANTS)
def test_a_rounded_count_of_months_contains_the_true_time(days: int, month: float, taken_at: datetime) -> None:
    """Sites that round months of 30 or 30.44 days: their texts read back hold the true instant."""
    published = taken_at - timedelta(days=days, hours=5)
    count = int((taken_at - published) / timedelta(days=month) + 0.5)
    assert window(Age(Unit.MONTH, count, count), Rounding.ROUND, taken_at).holds(published)


@given(AGES, INSTANTS, st.timedeltas(timedelta(0), timedelta(days=3000)))
def test_shifting_the_capture_shifts_the_window(age: Age, taken_at: datetime, shift: timedelta) -> None:
    """An age of seconds to weeks on a page taken later by so much is a window later by as much."""
    if age.unit in SIZES:
        before, after = window(age, None, taken_at), window(age, None, taken_at + shift)
        assert after == Window(before.earliest + shift, before.latest + shift)
