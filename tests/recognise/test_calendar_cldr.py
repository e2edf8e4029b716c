"""Dates and times as CLDR's own patterns write them, rendered by Babel, are read back in each language."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from babel.dates import format_date, format_datetime

from feeder.dating.zones import offset_at
from feeder.lexicon import load
from feeder.model.time import CalendarSystem, CalendarTime
from feeder.recognise.times import whole

# Where Babel's release of CLDR and ours have the same words; Babel leaves the names of a few others out.
LANGUAGES = (
    "af am ar as az be bg bn br bs ca cs cy da de el en eo es et eu fa fi fil fo fr fy ga gd gl gu he hi hr hu hy id "
    "is it ja ka kk kn ko ky lb lo lt lv mk ml mn mr ms mt my nb nl nn pl pt ro ru sk sl sq sr sv sw ta te th ti tk tr "
    "uk uz vi yue zh"
).split()
ZONES = ("UTC", "Europe/London", "Europe/Amsterdam", "America/New_York", "Asia/Tokyo")
# Babel's release has other words for some zones in these.
OTHER_ZONES = frozenset("am eo fy ga mt nb nn uk".split())
INSTANTS = (
    datetime(2026, 3, 14, 21, 5, 33),
    datetime(2026, 1, 31, 0, 30, 5),
    datetime(2025, 10, 27, 12, 0, 0),
    datetime(2024, 2, 29, 9, 59, 59),
)


def renderings(when: datetime, language: str) -> dict[str, bool]:
    """The texts that `language` writes for `when`, and whether they have its clock."""
    dates = {format_date(when, width, language): False for width in ("full", "long", "medium", "short")}
    return dates | {format_datetime(when, width, locale=language): True for width in ("medium", "short")}


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_cldr_writes_is_read_back(language: str) -> None:
    """Full, long, medium and short dates, and the latter two with their times, give the same day and minute."""
    lexicon = load(language)
    assert lexicon is not None
    for when in INSTANTS:
        for text, timed in renderings(when, language).items():
            readings = whole(text, [lexicon])
            assert readings, text
            first = readings[0]
            assert isinstance(first, CalendarTime), text
            year = (first.year or 0) - (543 if first.system is CalendarSystem.BUDDHIST else 0)
            assert (year, first.month, first.day) == (when.year, when.month, when.day), text
            assert (first.hour, first.minute) == ((when.hour, when.minute) if timed else (None, None)), text


@pytest.mark.parametrize("language", [language for language in LANGUAGES if language not in OTHER_ZONES])
def test_zones_are_read_back(language: str) -> None:
    """Full and long times, which name their zone in words, as an abbreviation or as an offset, give the instant."""
    lexicon = load(language)
    assert lexicon is not None
    for when in INSTANTS:
        for zone in ZONES:
            local = when.replace(tzinfo=ZoneInfo(zone))
            for width in ("full", "long"):
                text = format_datetime(local, width, locale=language)
                (first, *_) = whole(text, [lexicon]) or (None,)
                assert isinstance(first, CalendarTime), text
                assert (first.hour, first.minute, first.second) == (when.hour, when.minute, when.second), text
                assert offset_at(first.zone or "", local) == local.utcoffset(), text
