"""One text to a dating."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feeder.dating.resolve import resolve
from feeder.errors import UsageError
from feeder.model.time import Basis, Window

T = datetime(2026, 3, 14, 20, tzinfo=UTC)
HOUR = timedelta(hours=1)


@pytest.mark.parametrize(
    ("text", "basis", "earliest", "latest"),
    [
        ("3 uur geleden", Basis.RELATIVE, T - 4 * HOUR, T - 2.5 * HOUR + timedelta(seconds=30)),
        ("gisteren", Basis.STATED, datetime(2026, 3, 12, 23, tzinfo=UTC), datetime(2026, 3, 13, 23, tzinfo=UTC)),
        ("14 maart 2026 12:05", Basis.STATED, T.replace(hour=11, minute=5), T.replace(hour=11, minute=6)),
        ("2026-03-14T12:05:09+01:00", Basis.MACHINE, T.replace(hour=11, minute=5, second=9), None),
        ("2026-03-13", Basis.MACHINE, datetime(2026, 3, 12, 23, tzinfo=UTC), datetime(2026, 3, 13, 23, tzinfo=UTC)),
    ],
)
def test_a_text_gives_its_window(text: str, basis: Basis, earliest: datetime, latest: datetime | None) -> None:
    """Relative, stated and machine times are told apart; the evidence carries the text."""
    dating = resolve(text, taken_at=T, zone="Europe/Amsterdam", languages=("nl",))
    assert (dating.basis, dating.earliest, dating.latest) == (basis, earliest, latest or earliest)
    assert dating.evidence[0].text == text


def test_a_capture_on_another_clock_is_the_same_instant() -> None:
    """Ages count hours that passed, whatever the clock of `taken_at`, on the night that clocks change too."""
    noon = datetime(2026, 3, 29, 10, tzinfo=UTC)
    for text in ("12 uur geleden", "2 maanden geleden", "gisteren 14:05"):
        local = resolve(text, taken_at=noon.astimezone(ZoneInfo("Europe/Amsterdam")), languages=("nl",))
        assert local == resolve(text, taken_at=noon, languages=("nl",))
        assert local.window is not None
        assert local.window.latest.tzinfo is UTC


def test_a_known_rounding_narrows() -> None:
    """A caller who knows how the site counts gets the cell, not the union."""
    for rounding in ("floor", "round"):
        dating = resolve("3 uur geleden", taken_at=T, languages=("nl",), rounding=rounding)
        assert dating.window is not None
        assert dating.window.width <= timedelta(hours=1, seconds=30)


def test_the_first_language_that_reads_it_decides() -> None:
    """Languages are tried in order."""
    assert resolve("3 uur geleden", taken_at=T, languages=["en", "nl-BE"]).basis is Basis.RELATIVE


def test_a_unit_alone_is_one_of_it() -> None:
    """Who says that "hodina" is a time means one hour; a second language may be the one that knows it."""
    assert (
        resolve("hodina", taken_at=T, languages=("cs",)).window
        == resolve("1 hodina", taken_at=T, languages=("cs",)).window
    )
    assert resolve("час", taken_at=T, languages=("nl", "ru")).basis is Basis.RELATIVE
    assert resolve("uur", taken_at=T, languages=("nl",)).window is None


def test_without_a_language_only_what_is_agreed_on() -> None:
    """Machine notations, words that only one language has; not a numeric date that languages read differently."""
    assert resolve("2026-03-14T12:05:09Z", taken_at=T).basis is Basis.MACHINE
    assert resolve("3 uur geleden", taken_at=T).basis is Basis.RELATIVE
    assert resolve("03/04/2026", taken_at=T + timedelta(days=99)).window is None


def test_without_a_capture_time_relative_times_resolve_to_nothing() -> None:
    """No capture time: ages and yesterdays are undated; a full date is not."""
    for text in ("3 uur geleden", "gisteren", "14 maart"):
        assert resolve(text, taken_at=None, languages=("nl",)).window is None
    day = datetime(2026, 3, 14, tzinfo=UTC)
    assert resolve("14 maart 2026", taken_at=None, languages=("nl",)).window == Window(day, day + 24 * HOUR)


@pytest.mark.parametrize("text", ["", "8,7 miljoen", "een nieuw bericht", "1-0", "\x00", "9" * 400])
def test_what_is_no_time_is_undated(text: str) -> None:
    """Other text gives no window and no error."""
    assert resolve(text, taken_at=T, languages=("nl",)).window is None


def test_faults_of_the_caller_are_named() -> None:
    """A naive capture time and an unknown zone are errors that say so."""
    with pytest.raises(ValueError, match="taken_at needs a time zone"):
        resolve("gisteren", taken_at=datetime(2026, 3, 14), languages=("nl",))
    with pytest.raises(UsageError, match="Mars/Olympus"):
        resolve("gisteren", taken_at=T, zone="Mars/Olympus", languages=("nl",))


@given(st.text(max_size=60))
def test_any_text_resolves(text: str) -> None:
    """Whatever the text, there is a dating, and its window is not in the future by more than a day."""
    dating = resolve(text, taken_at=T, languages=("en", "nl"))
    assert dating.window is None or dating.window.earliest <= T + timedelta(days=1)


@pytest.mark.parametrize("language", ["nl", "th", "ja", "qqq"])
def test_an_age_left_in_english_is_read_on_any_page(language: str) -> None:
    """A widget that nobody translated says "3 hours ago" on pages of any language; what it says else is not guessed."""
    assert resolve("3 hours ago", taken_at=T, languages=(language,)) == resolve(
        "3 hours ago", taken_at=T, languages=("en",)
    )
    assert resolve("just now", taken_at=T, languages=(language,)).window == Window(T - timedelta(minutes=1), T)
    assert resolve("2h", taken_at=T, languages=(language,)) == resolve("2h", taken_at=T, languages=("en",))
    for text in ("in 3 hours", "3 hours from now", "an hour long ago", "Chicago", "yesterday"):
        assert resolve(text, taken_at=T, languages=(language,)).window is None
