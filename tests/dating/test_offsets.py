"""The zone that a source's own times show: offsets beside instants, made a country's zone where that is known."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from feeder.dating.countries import countries, one_clock, zones_in
from feeder.dating.offsets import Sign, beside, name_zone, stated
from feeder.model.time import Basis, CalendarSystem, CalendarTime, Evidence
from tests.dating.evidences import said

T = datetime(2026, 3, 14, 20, tzinfo=UTC)
SUMMER = datetime(2025, 7, 1, 12, tzinfo=UTC)
PERSIAN = CalendarSystem.PERSIAN
INSTANT = said(CalendarTime(2026, 3, 14, hour=17, minute=5, second=8, zone="UTC"), T, Basis.MACHINE)


def local(hour: int, minute: int = 5, second: int | None = None, day: int | None = None) -> Evidence:
    year, month = (2026, 3) if day else (None, None)
    phrase = CalendarTime(year, month, day, hour=hour, minute=minute, second=second)
    return replace(said(phrase, T, Basis.STATED), zone_assumed=True)


def sign(hours: float, at: datetime = T) -> Sign:
    return Sign(round(60 * hours), at, "seen")


@pytest.mark.parametrize(
    ("country", "hours", "at", "zone"),
    [
        ("CZ", 1, T, "Europe/Prague"),
        ("CZ", 2, SUMMER, "Europe/Prague"),
        ("DE", 1, T, "Europe/Berlin"),
        ("IN", 5.5, T, "Asia/Kolkata"),
        ("CN", 8, T, "Asia/Shanghai"),
        ("AU", 10, T, "Australia/Brisbane"),
        ("AU", 10, SUMMER, "+10:00"),
        ("NL", 9, T, "+09:00"),
        ("", -3.5, T, "-03:30"),
    ],
)
def test_an_offset_is_named_where_the_country_has_one_clock_with_it(
    country: str, hours: float, at: datetime, zone: str
) -> None:
    """The country's zone that has the offset at that instant; the bare offset where it has none, or several."""
    assert name_zone([sign(hours, at)], (country,)) == zone


def test_both_offsets_of_a_year_are_one_zone() -> None:
    """Winter and summer times of one country agree; without a country they show no zone."""
    both = [sign(1), sign(2, SUMMER)]
    assert name_zone(both, ("FR", "BE")) == "Europe/Paris"
    assert name_zone(both) is None
    assert name_zone([]) is None


def test_a_single_odd_one_out_does_not_hide_the_zone() -> None:
    """One story in four may have been updated by a whole number of hours."""
    assert name_zone([sign(1), sign(1), sign(1), sign(3)], ("NL",)) == "Europe/Amsterdam"
    assert name_zone([sign(1), sign(3)], ("NL",)) is None


@pytest.mark.parametrize(
    ("evidence", "minutes"),
    [
        (local(18), [60]),
        (local(18, second=8), [60]),
        (local(18, day=14), [60]),
        (local(2, day=15), [540]),
        (local(22, 50), [345]),
        (local(17), [0]),
        (local(18, second=9), []),
        (local(18, day=12), []),
        (local(18, 20), []),
        (local(0, 0), []),
        (replace(local(18), zone_assumed=False), []),
        (replace(local(18), phrases=(CalendarTime(2026, 2, 31, hour=18, minute=5),)), []),
        (replace(local(18), phrases=(CalendarTime(1404, 12, 23, hour=18, minute=5, system=PERSIAN),)), [60]),
        (replace(local(18), phrases=(CalendarTime(1404, 2, 31, hour=18, minute=5, system=PERSIAN),)), []),
    ],
)
def test_a_local_time_beside_an_instant_shows_an_offset(evidence: Evidence, minutes: list[int]) -> None:
    """Only one that a zone has, on the same seconds where both print them, and where the zone is only assumed."""
    assert [found.minutes for found in beside((evidence, INSTANT))] == minutes


def test_local_times_show_nothing_of_each_other() -> None:
    """A local time in metadata is no instant, so that the same clock in print does not make it UTC."""
    naive = replace(INSTANT, phrases=(CalendarTime(2026, 3, 14, hour=18, minute=5),), zone_assumed=True)
    assert list(beside((naive, local(18)))) == []


def test_printed_offsets_count_but_for_utc() -> None:
    """Programs print UTC wherever they run; another offset was chosen."""
    paris = said(CalendarTime(2026, 3, 14, hour=18, minute=5, zone="+01:00"), T, Basis.MACHINE)
    assert [found.minutes for found in stated((paris, INSTANT))] == [60]


@pytest.mark.parametrize(
    ("url", "languages", "found"),
    [
        ("https://news.example.cz/a", ("cs",), ("CZ",)),
        ("https://news.example.co.uk/a", ("en-US",), ("GB", "US")),
        ("https://news.example/", ("de-AT",), ("AT",)),
        ("https://news.example.tv/", ("fr",), ()),
        ("https://[broken", ("nl-BE",), ("BE",)),
        ("", (), ()),
    ],
)
def test_the_country_is_told_by_domain_and_language(
    url: str, languages: tuple[str, ...], found: tuple[str, ...]
) -> None:
    """The domain of a country first, unless it is sold for what it spells; then the regions of language tags."""
    assert countries(url, languages) == found


def test_zones_of_a_country_agree_or_not() -> None:
    """Berlin and Buesingen were one clock these two years; Sydney and Brisbane are so only in winter."""
    assert one_clock(zones_in("DE"), T)
    assert not one_clock(("Australia/Sydney", "Australia/Brisbane"), SUMMER + timedelta(days=1))
    assert not one_clock((), T)
