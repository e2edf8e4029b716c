"""Zones as pages print them."""

from __future__ import annotations

import pytest

from feeder.recognise.times.zones import abbreviated, offset, region


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("+0100", "+01:00"), ("+01:00", "+01:00"), ("-05:30", "-05:30"), ("GMT+2", "+02:00"), ("UTC+5:30", "+05:30"),
        ("gmt-3", "-03:00"), ("Z", "UTC"), ("UTC", "UTC"), ("+00:00", "UTC"), ("-12", "-12:00"), ("+14:00", "+14:00"),
        ("+14:30", None), ("-13:00", None), ("+01:07", None), ("CET", None), ("12", None), ("", None),
    ],
)  # fmt: skip
def test_an_offset_is_read_or_refused(text: str, expected: str | None) -> None:
    """Offsets that a zone of today can have are read; all else is refused."""
    assert offset(text) == expected


@pytest.mark.parametrize(
    ("name", "tags", "expected"),
    [
        ("CET", (), "+01:00"), ("mesz", ("de",), "+02:00"), ("MSK", (), "+03:00"), ("JST", (), "+09:00"),
        ("WIB", ("id",), "+07:00"), ("ET", ("en",), "America/New_York"), ("EST", ("en",), "-05:00"),
        ("EST", ("en-AU",), "+10:00"), ("NPT", (), "+05:45"),
        ("IST", ("hi",), "+05:30"), ("IST", ("en-IN",), "+05:30"), ("IST", ("he",), "Asia/Jerusalem"),
        ("IST", ("en-IE",), "Europe/Dublin"), ("IST", ("en",), "+05:30"), ("IST", (), None),
        ("CST", ("zh",), "+08:00"), ("CST", ("en-US",), "-06:00"), ("CST", (), None),
        ("BST", ("en-GB",), "+01:00"), ("BST", ("bn",), "+06:00"), ("uur", ("nl",), None),
    ],
)  # fmt: skip
def test_an_abbreviation_is_told_by_the_language_or_refused(
    name: str, tags: tuple[str, ...], expected: str | None
) -> None:
    """What several countries call by one name is told by the page's region, and is no zone where that is not known."""
    assert abbreviated(name, tags) == expected


@pytest.mark.parametrize(
    ("tag", "expected"),
    [("en-GB", "GB"), ("zh-Hant-TW", "TW"), ("zh-Hans", "CN"), ("hi", "IN"), ("en_us", "US"), ("fr", "")],
)
def test_a_region_is_the_stated_one_else_the_languages_own(tag: str, expected: str) -> None:
    """A script is no region; a language that one country speaks stands for it."""
    assert region(tag) == expected
