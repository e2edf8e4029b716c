"""Windows of calendar and clock times."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feeder.dating.windows import windows
from feeder.errors import UsageError
from feeder.model.time import CalendarTime, Unit, Window

AMSTERDAM = "Europe/Amsterdam"
T = datetime(2026, 3, 14, 20, tzinfo=UTC)  # Saturday 21:00 in Amsterdam


def at(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=UTC)  # type: ignore[misc,arg-type]


def only(phrase: CalendarTime, taken_at: datetime | None = T, zone: str = AMSTERDAM, *, exact: bool = False) -> Window:
    (found,) = windows(phrase, taken_at=taken_at, zone=zone, exact=exact)
    return found


@pytest.mark.parametrize(
    ("phrase", "earliest", "latest"),
    [
        (CalendarTime(2026, 3, 14, hour=21, minute=5), at(2026, 3, 14, 20, 5), at(2026, 3, 14, 20, 6)),
        (CalendarTime(2026, 3, 14, hour=21, minute=5, second=7), at(2026, 3, 14, 20, 5, 7), at(2026, 3, 14, 20, 5, 8)),
        (CalendarTime(2026, 3, 13), at(2026, 3, 12, 23), at(2026, 3, 13, 23)),
        (CalendarTime(2026, 2), at(2026, 1, 31, 23), at(2026, 2, 28, 23)),
        (CalendarTime(2025), at(2024, 12, 31, 23), at(2025, 12, 31, 23)),
        (CalendarTime(month=12, day=24), at(2025, 12, 23, 23), at(2025, 12, 24, 23)),
        (CalendarTime(month=3, day=14), at(2026, 3, 13, 23), at(2026, 3, 14, 23)),
        (CalendarTime(month=3, day=15), at(2026, 3, 14, 23), at(2026, 3, 15, 23)),
        (CalendarTime(month=3, day=16), at(2025, 3, 15, 23), at(2025, 3, 16, 23)),
        (CalendarTime(month=2, day=29), at(2024, 2, 28, 23), at(2024, 2, 29, 23)),
        (CalendarTime(month=4), at(2025, 3, 31, 22), at(2025, 4, 30, 22)),
        (CalendarTime(month=3, day=13, weekday=4), at(2026, 3, 12, 23), at(2026, 3, 13, 23)),
        (CalendarTime(month=3, day=13, weekday=3), at(2025, 3, 12, 23), at(2025, 3, 13, 23)),
        (CalendarTime(day=13, weekday=4), at(2026, 3, 12, 23), at(2026, 3, 13, 23)),
        (CalendarTime(day=20), at(2026, 2, 19, 23), at(2026, 2, 20, 23)),
        (CalendarTime(hour=6, minute=53), at(2026, 3, 14, 5, 53), at(2026, 3, 14, 5, 54)),
        (CalendarTime(hour=23, minute=53), at(2026, 3, 13, 22, 53), at(2026, 3, 13, 22, 54)),
        (CalendarTime(hour=7), at(2026, 3, 14, 6), at(2026, 3, 14, 6, 1)),
        (CalendarTime(2026, 3, 13, hour=24, minute=0), at(2026, 3, 13, 23), at(2026, 3, 13, 23, 1)),
        (CalendarTime(back=1), at(2026, 3, 12, 23), at(2026, 3, 13, 23)),
        (CalendarTime(back=1, hour=14, minute=5), at(2026, 3, 13, 13, 5), at(2026, 3, 13, 13, 6)),
        (CalendarTime(back=0, part=(6, 12)), at(2026, 3, 14, 5), at(2026, 3, 14, 11)),
        (CalendarTime(back=-1), at(2026, 3, 14, 23), at(2026, 3, 15, 23)),
        (CalendarTime(weekday=4), at(2026, 3, 12, 23), at(2026, 3, 13, 23)),
        (CalendarTime(weekday=5), at(2026, 3, 13, 23), at(2026, 3, 14, 23)),
        (CalendarTime(weekday=6), at(2026, 3, 7, 23), at(2026, 3, 8, 23)),
        (CalendarTime(weekday=5, hour=14, minute=5), at(2026, 3, 14, 13, 5), at(2026, 3, 14, 13, 6)),
        (CalendarTime(weekday=5, hour=23, minute=5), at(2026, 3, 7, 22, 5), at(2026, 3, 7, 22, 6)),
        (CalendarTime(weekday=4, part=(6, 12)), at(2026, 3, 13, 5), at(2026, 3, 13, 11)),
        (CalendarTime(weekday=5, back=1, span=Unit.WEEK), at(2026, 3, 6, 23), at(2026, 3, 7, 23)),
        (CalendarTime(weekday=0, back=-1, span=Unit.WEEK), at(2026, 3, 15, 23), at(2026, 3, 16, 23)),
        (CalendarTime(part=(22, 30)), at(2026, 3, 13, 21), at(2026, 3, 14, 5)),
        (CalendarTime(back=0, span=Unit.WEEK), T - timedelta(days=7), T),
        (CalendarTime(back=1, span=Unit.HOUR), T - timedelta(hours=2), T - timedelta(minutes=30)),
        (CalendarTime(2026, 3, 14, hour=21, minute=5, zone="-05:00"), at(2026, 3, 15, 2, 5), at(2026, 3, 15, 2, 6)),
        (CalendarTime(2026, 3, 14, hour=21, minute=5, zone="UTC"), at(2026, 3, 14, 21, 5), at(2026, 3, 14, 21, 6)),
        (CalendarTime(2026, 3, 14, hour=9, minute=5, zone="Asia/Tokyo"), at(2026, 3, 14, 0, 5), at(2026, 3, 14, 0, 6)),
    ],
)  # fmt: skip
def test_a_calendar_time_is_what_clocks_and_calendars_there_showed(
    phrase: CalendarTime, earliest: datetime, latest: datetime
) -> None:
    """What is printed gives the local minute or day; what is left out is the latest that is not after the capture."""
    assert only(phrase) == Window(earliest, latest)


@given(
    st.sampled_from([(Unit.WEEK, 7), (Unit.MONTH, 30), (Unit.YEAR, 365)]),
    st.datetimes(datetime(2005, 1, 1), datetime(2035, 1, 1)).map(lambda when: when.replace(tzinfo=UTC)),
)
def test_last_week_may_be_the_calendars_or_an_age(unit: tuple[Unit, int], taken_at: datetime) -> None:
    """ "Last week" ends where this week began or later, and its middle is both before that and ½ to 2 weeks old."""
    span, days = unit
    size = timedelta(days=days)
    found = only(CalendarTime(back=1, span=span), taken_at, "UTC")
    assert found.width <= 1.5 * size
    assert taken_at - 2 * size <= found.middle <= taken_at - 0.45 * size


@pytest.mark.parametrize(
    ("phrase", "hours"),
    [
        (CalendarTime(2026, 3, 29), 23),
        (CalendarTime(2026, 3, 28), 24),
        (CalendarTime(2025, 10, 26), 25),
    ],
)
def test_a_day_is_as_long_as_clocks_make_it(phrase: CalendarTime, hours: int) -> None:
    """A local day has 23 hours where clocks go forward and 25 where they go back."""
    assert only(phrase, at(2026, 5, 1)).width == timedelta(hours=hours)


def test_a_clock_time_that_happens_twice_is_both() -> None:
    """02:30 on the night that clocks go back gives two windows an hour apart."""
    phrase = CalendarTime(2025, 10, 26, hour=2, minute=30)
    found = windows(phrase, taken_at=T, zone=AMSTERDAM)
    assert [window.earliest for window in found] == [at(2025, 10, 26, 0, 30), at(2025, 10, 26, 1, 30)]


def test_a_clock_time_that_never_happens_is_moved_on() -> None:
    """02:30 on the night that clocks go forward is 03:30 in summer time."""
    assert only(CalendarTime(2026, 3, 29, hour=2, minute=30), at(2026, 5, 1)).earliest == at(2026, 3, 29, 1, 30)


@pytest.mark.parametrize("minute", [0, 30])
def test_yesterday_on_a_dst_night_is_the_local_day(minute: int) -> None:
    """Yesterday at 23:30, seen from after the night that clocks go back, is before the change."""
    phrase = CalendarTime(back=1, hour=23, minute=minute)
    assert only(phrase, at(2025, 10, 26, 12)).earliest == at(2025, 10, 25, 21, minute)


def test_metadata_is_an_instant() -> None:
    """A machine's time is exact whether or not it has seconds, and a day where it has no clock."""
    phrase = CalendarTime(2026, 3, 14, hour=20, minute=5, zone="UTC")
    assert only(phrase, exact=True) == Window(at(2026, 3, 14, 20, 5), at(2026, 3, 14, 20, 5))
    assert only(CalendarTime(2026, 3, 13), exact=True).width == timedelta(days=1)


def test_a_page_that_may_be_old_can_mean_either_day() -> None:
    """ "Yesterday" on a page that was perhaps rendered before midnight means one of two days."""
    found = windows(CalendarTime(back=1), taken_at=at(2026, 3, 14, 0, 10), staleness=1200)
    assert {window.earliest for window in found} == {at(2026, 3, 12), at(2026, 3, 13)}


@pytest.mark.parametrize(
    "phrase", [CalendarTime(2026, 2, 30), CalendarTime(month=13, day=1), CalendarTime(2026, 3, 1, hour=25, minute=0),
               CalendarTime(month=4, day=31), CalendarTime(day=40)]
)  # fmt: skip
def test_a_day_that_does_not_exist_says_nothing(phrase: CalendarTime) -> None:
    """Impossible dates and times give no window, and no error."""
    assert windows(phrase, taken_at=T) == ()


def test_without_a_capture_only_whole_dates_say_anything() -> None:
    """A date with its year needs no capture time; every other calendar phrase does."""
    assert only(CalendarTime(2026, 3, 13), None).earliest == at(2026, 3, 12, 23)
    for phrase in (CalendarTime(back=1), CalendarTime(month=3, day=13), CalendarTime(hour=6, minute=1)):
        assert windows(phrase, taken_at=None) == ()


def test_an_unknown_zone_is_an_error_that_names_it() -> None:
    """A zone that no database knows is refused with the remedy."""
    with pytest.raises(UsageError, match=r"Mars/Olympus.*IANA"):
        windows(CalendarTime(back=1), taken_at=T, zone="Mars/Olympus")


PARTIAL = st.one_of(
    st.builds(CalendarTime, month=st.integers(1, 12), day=st.integers(1, 31), weekday=st.none() | st.integers(0, 6)),
    st.builds(CalendarTime, weekday=st.integers(0, 6)),
    st.builds(CalendarTime, hour=st.integers(0, 23), minute=st.integers(0, 59)),
    st.builds(CalendarTime, weekday=st.integers(0, 6), hour=st.integers(0, 23), minute=st.integers(0, 59)),
    st.builds(CalendarTime, month=st.integers(1, 12)),
)
INSTANTS = st.datetimes(datetime(2005, 1, 1), datetime(2035, 1, 1)).map(lambda when: when.replace(tzinfo=UTC))
ZONES = st.sampled_from(["UTC", AMSTERDAM, "America/New_York", "Australia/Lord_Howe", "Asia/Kathmandu", "+14:00"])


@given(PARTIAL, INSTANTS, ZONES)
def test_nothing_without_a_year_lies_more_than_a_day_ahead(phrase: CalendarTime, taken_at: datetime, zone: str) -> None:
    """No phrase without a year is resolved into the future beyond a day and the difference of zones."""
    for window in windows(phrase, taken_at=taken_at, zone=zone):
        assert window.earliest <= taken_at + timedelta(days=1)


@given(INSTANTS, INSTANTS, ZONES)
def test_a_printed_minute_contains_the_true_time(published: datetime, taken_at: datetime, zone: str) -> None:
    """A local date and time, printed for any instant anywhere, gives a window that holds it, on DST nights too."""
    local = published.astimezone(ZoneInfo(zone) if "/" in zone or zone == "UTC" else published.tzinfo)
    phrase = CalendarTime(local.year, local.month, local.day, hour=local.hour, minute=local.minute)
    shown = "UTC" if zone == "+14:00" else zone
    assert any(window.holds(published) for window in windows(phrase, taken_at=taken_at, zone=shown))


@given(INSTANTS, st.integers(0, 6), ZONES)
def test_a_weekday_is_within_the_last_seven_days(taken_at: datetime, weekday: int, zone: str) -> None:
    """A weekday alone is the latest such day, today included."""
    (window,) = windows(CalendarTime(weekday=weekday), taken_at=taken_at, zone=zone)
    assert window.earliest <= taken_at < window.earliest + timedelta(days=7, hours=2)
