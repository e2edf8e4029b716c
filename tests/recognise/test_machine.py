"""Machine-readable times: what they state, and what is none."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta, timezone
from email.utils import format_datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feeder.recognise.times.machine import machine
from tests.recognise.calendar_notation import notation


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2026-03-14T21:05:33+01:00", "2026-03-14 21:05:33 +01:00"),
        ("2026-03-14T21:05:33.123456Z", "2026-03-14 21:05:33 UTC"),
        ("2026-03-14T21:05:33,5+0100", "2026-03-14 21:05:33 +01:00"),
        ("2026-03-14t21:05z", "2026-03-14 21:05 UTC"),
        ("2026-03-14T21:05-0500", "2026-03-14 21:05 -05:00"),
        ("2026-03-14T21:05+01", "2026-03-14 21:05 +01:00"),
        ("2026-03-14T21:05:33+01:00[Europe/Amsterdam]", "2026-03-14 21:05:33 +01:00"),
        ("2026-03-14 21:05:33 +0100", "2026-03-14 21:05:33 +01:00"),
        ("2026-03-14 21:05:33", "2026-03-14 21:05:33"),
        ("2026-03-14 21:05:33 UTC", "2026-03-14 21:05:33 UTC"),
        ("2026-03-14 21:05 CET", "2026-03-14 21:05 +01:00"),
        ("2026-03-14 21:05 GMT+2", "2026-03-14 21:05 +02:00"),
        ("2026-3-14 9:05", "2026-03-14 09:05"),
        ("2026/03/14 21:05", "2026-03-14 21:05"),
        ("2026-03-14", "2026-03-14"),
        ("2026-03", "2026-03"),
        ("20260314", "2026-03-14"),
        ("20260314T210533Z", "2026-03-14 21:05:33 UTC"),
        ("20260314T2105+0100", "2026-03-14 21:05 +01:00"),
        ("20260314210533", "2026-03-14 21:05:33"),
        ("2026-W11-6", "2026-03-14"),
        ("2026W116", "2026-03-14"),
        ("2026-W11-6T21:05Z", "2026-03-14 21:05 UTC"),
        ("2026-03-14T24:00:00Z", "2026-03-15 00:00:00 UTC"),
        ("2016-12-31T23:59:60Z", "2016-12-31 23:59:59 UTC"),
        ("Sat, 14 Mar 2026 21:05:33 GMT", "2026-03-14 21:05:33 UTC"),
        ("Sat, 14 Mar 2026 21:05:33 +0100", "2026-03-14 21:05:33 +01:00"),
        ("14 Mar 26 21:05 EST", "2026-03-14 21:05 -05:00"),
        ("Saturday, 14-Mar-26 21:05:33 GMT", "2026-03-14 21:05:33 UTC"),
        ("Sun Nov  6 08:49:37 1994", "1994-11-06 08:49:37"),
        ("Sat Mar 14 21:05:33 CET 2026", "2026-03-14 21:05:33 +01:00"),
        ("Sat Mar 14 2026 21:05:33 GMT+0100 (Central European Standard Time)", "2026-03-14 21:05:33 +01:00"),
        ("1773522333", "2026-03-14 21:05:33 UTC"),
        ("1773522333.75", "2026-03-14 21:05:33 UTC"),
        ("1773522333000", "2026-03-14 21:05:33 UTC"),
        ("1773522333000000", "2026-03-14 21:05:33 UTC"),
        ("@1773522333", "2026-03-14 21:05:33 UTC"),
        ("/Date(1773522333000)/", "2026-03-14 21:05:33 UTC"),
        ("631152000", "1990-01-01 00:00:00 UTC"),
    ],
)
def test_a_machine_time_states_what_its_notation_says(text: str, expected: str) -> None:
    """ISO 8601, RFC 5322, RFC 850, asctime, JavaScript and epoch notations give their fields and their zone."""
    found = machine(f" {text} ")
    assert found is not None
    assert notation(found) == expected


@pytest.mark.parametrize(
    "text",
    [
        "", "1h ago", "3 uur geleden", "PT5M", "P1D", "00:00-YY-DD-MM", "0000-00-00", "0001-01-01T00:00:00Z",
        "1970-01-01T00:00:00Z", "1900-01-01", "2026", "2026-13-01", "2026-02-30", "2026-03-14T25:00", "2026-00-10",
        "2026-03-14T21:65", "2026-03-14T21:05:33+25:00", "2026-03-14T21:05:33+01:07", "2026-W54-1", "2026-W11",
        "2026-03-14T21:05 IST", "192.168.1.1", "0.9.12", "1234567", "999999999999999", "315532800", "4102444801",
        "2026-27", "12345678901", "99999999", "20261340", "14-03-2026", "Invalid Date", "null", "{{ date }}",
        "2026-03-14T21:05:33Z" * 8,
    ],
)  # fmt: skip
def test_what_is_no_sane_time_is_none(text: str) -> None:
    """Ages, durations, defaults, impossible days, numbers out of range and ambiguous zones are refused."""
    assert machine(text) is None


ZONED = st.datetimes(datetime(1991, 1, 1), datetime(2099, 1, 1)).flatmap(
    lambda when: st.integers(-48, 56).map(
        lambda quarters: when.replace(microsecond=0, tzinfo=timezone(timedelta(minutes=15 * quarters)))
    )
)


@given(ZONED)
def test_every_instant_is_read_back_from_iso_and_from_mail(when: datetime) -> None:
    """What `isoformat` and `email.utils` write is read as the same instant."""
    for text in (when.isoformat(), when.isoformat(" "), format_datetime(when)):
        found = machine(text)
        assert found is not None
        zone = datetime.strptime("+00:00" if found.zone == "UTC" else found.zone or "", "%z").tzinfo
        day = date(found.year or 1, found.month or 1, found.day or 1)
        read = datetime.combine(day, time(found.hour or 0, found.minute or 0, found.second or 0), zone)
        assert read == when


@given(st.integers(631_152_000, 4_102_444_800))
def test_every_epoch_number_is_its_instant_in_utc(seconds: int) -> None:
    """Seconds and milliseconds since 1970 agree, and with the standard library."""
    found = machine(str(seconds))
    assert found is not None
    assert found == machine(f"{seconds}000")
    when = datetime.fromtimestamp(seconds, UTC)
    assert (found.year, found.month, found.day, found.hour) == (when.year, when.month, when.day, when.hour)


@given(st.text(max_size=60))
def test_no_text_is_an_error(text: str) -> None:
    """Any text at all gives a time or None."""
    found = machine(text)
    assert found is None or found.month is not None
