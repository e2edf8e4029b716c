"""Dates of a page whose zone nobody knows: a day of any zone, which begins before UTC's and ends after it.

Only what names a day is widened: a clock time is read in UTC, as is recorded with it, and what counts back from the
capture ("yesterday") too.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from feeder.dating.ahead import MOST_AHEAD, MOST_BEHIND
from feeder.model.time import Basis, CalendarTime, Calibration, Evidence, Learned, Phrase, Window

DAY_AT_MOST = timedelta(hours=25)
_SUPPOSED = Learned("UTC", "supposed", datetime.min.replace(tzinfo=UTC))


def is_anywhere(evidence: Evidence, calibration: Calibration) -> bool:
    """Whether nothing says in which zone `evidence` prints a date: then its day may be that of any."""
    if not evidence.zone_assumed or calibration.zone is not None:
        return False
    return evidence.basis in (Basis.MACHINE, Basis.STATED) and all(map(_is_date, evidence.phrases))


def _is_date(phrase: Phrase) -> bool:
    return isinstance(phrase, CalendarTime) and phrase.day is not None and phrase.hour is None


def supposing_utc(calibration: Calibration) -> Calibration:
    """`calibration` with the default for a zone where none was learned."""
    return calibration if calibration.zone is not None else replace(calibration, zone=_SUPPOSED)


def of_any_zone(window: Window) -> Window:
    """A day of any zone, from where it begins first to where it ends last; months and years stay as they are."""
    if window.width > DAY_AT_MOST:
        return window
    return Window(window.earliest - MOST_AHEAD, window.latest + MOST_BEHIND)
