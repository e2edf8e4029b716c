"""Other calendars' days against days that are known from almanacs."""

from __future__ import annotations

from datetime import date

import pytest

from feeder.dating.eras import to_gregorian
from feeder.model.time import CalendarSystem as System


@pytest.mark.parametrize(
    ("system", "printed", "expected"),
    [
        (System.PERSIAN, (1400, 1, 1), date(2021, 3, 21)),
        (System.PERSIAN, (1404, 12, 23), date(2026, 3, 14)),
        (System.PERSIAN, (1403, 12, 30), date(2025, 3, 20)),
        (System.ISLAMIC, (1445, 9, 1), date(2024, 3, 11)),
        (System.ISLAMIC, (1446, 10, 1), date(2025, 3, 30)),
        (System.ISLAMIC, (1446, 12, 10), date(2025, 6, 6)),
        (System.BUDDHIST, (2569, 4, 27), date(2026, 4, 27)),
        (System.ROC, (115, 3, 14), date(2026, 3, 14)),
        (System.JAPANESE, (8, 3, 14), date(2026, 3, 14)),
        (System.JAPANESE, (1, 5, 1), date(2019, 5, 1)),
        (System.BENGALI, (1432, 1, 1), date(2025, 4, 14)),
        (System.BENGALI, (1432, 11, 29), date(2026, 3, 14)),
        (System.BENGALI, (1430, 11, 30), date(2024, 3, 14)),
        (System.BENGALI, (1425, 12, 30), date(2019, 4, 13)),
        (System.NEPALI, (2082, 1, 1), date(2025, 4, 14)),
        (System.NEPALI, (2082, 11, 30), date(2026, 3, 14)),
        (System.ETHIOPIAN, (2016, 1, 1), date(2023, 9, 12)),
        (System.ETHIOPIAN, (2015, 13, 6), date(2023, 9, 11)),
        (System.ETHIOPIAN, (2018, 7, 5), date(2026, 3, 14)),
        (System.HEBREW, (5786, 7, 1), date(2025, 9, 23)),
        (System.HEBREW, (5786, 12, 25), date(2026, 3, 14)),
        (System.HEBREW, (5784, 14, 25), date(2024, 3, 5)),
        (System.HEBREW, (5784, 13, 14), date(2024, 3, 24)),
        (System.HEBREW, (5786, 1, 15), date(2026, 4, 2)),
        (System.GREGORIAN, (2026, 3, 14), date(2026, 3, 14)),
    ],
)
def test_a_day_of_another_calendar_is_the_day_that_almanacs_say(
    system: System, printed: tuple[int, int, int], expected: date
) -> None:
    """New years, feasts and leap days fall on the days on which they were kept."""
    assert to_gregorian(system, *printed) == expected


@pytest.mark.parametrize(
    ("system", "printed"),
    [
        (System.PERSIAN, (1404, 12, 30)),
        (System.PERSIAN, (1404, 13, 1)),
        (System.ISLAMIC, (1447, 9, 31)),
        (System.ISLAMIC, (1600, 1, 1)),
        (System.BUDDHIST, (2569, 2, 29)),
        (System.ROC, (115, 0, 1)),
        (System.BENGALI, (1432, 11, 30)),
        (System.BENGALI, (1432, 13, 1)),
        (System.NEPALI, (2082, 11, 32)),
        (System.NEPALI, (2300, 1, 1)),
        (System.ETHIOPIAN, (2018, 13, 6)),
        (System.ETHIOPIAN, (2018, 14, 1)),
        (System.HEBREW, (5784, 12, 1)),
        (System.HEBREW, (5786, 14, 1)),
        (System.HEBREW, (5786, 13, 1)),
        (System.HEBREW, (5786, 2, 30)),
    ],
)
def test_a_day_that_no_calendar_has_is_refused(system: System, printed: tuple[int, int, int]) -> None:
    """A leap day in a common year, a thirteenth month and years off the tables raise ValueError."""
    with pytest.raises(ValueError):
        to_gregorian(system, *printed)
