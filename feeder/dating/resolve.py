"""`feeder.resolve`: one text that is a time, to a dating."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import UTC, datetime
from functools import lru_cache

from feeder.dating.evidence import UNCALIBRATED, allowed
from feeder.dating.judge import judge
from feeder.dating.phrases import lone, reading
from feeder.dating.windows import windows
from feeder.model.drafts import drafted
from feeder.model.time import (
    UNDATED,
    Basis,
    CalendarTime,
    Calibration,
    Dating,
    Evidence,
    Learned,
    Phrase,
    Rounding,
    Window,
)
from feeder.text import one_or_more

_evidence, _dating = drafted(Evidence), drafted(Dating)
_ISO = re.compile(r"\d[Tt]\d")
_ALWAYS = datetime.min.replace(tzinfo=UTC)


def resolve(
    text: str,
    *,
    taken_at: datetime | None,
    zone: str = "UTC",
    languages: Sequence[str] = (),
    rounding: Rounding | str | None = None,
) -> Dating:
    """When `text`, the whole of it one printed time, says that something was published.

    `taken_at` is the aware instant of the page; None: relative times resolve to nothing. `languages` are BCP 47 tags,
    the first that reads the text decides; none: machine notations, else what the lexicons of the most read languages
    agree on. `rounding` ("floor", "round"): how the site counts ages, None where that is not known. Text that is no
    time, or that may mean several times ("3 m": minutes or months), gives an undated `Dating`. Raises UsageError for
    an unknown `zone`, ValueError for a naive `taken_at`.
    """
    if taken_at is not None and taken_at.tzinfo is not UTC:
        taken_at = _in_utc(taken_at)
    tags = one_or_more(languages)
    basis, phrases = reading(text, tags)
    if basis is Basis.MACHINE and _is_print(phrases[0], text):
        basis = Basis.STATED
    if not phrases:
        phrases = lone(text, tags)
        if not phrases:
            return UNDATED
        basis = Basis.RELATIVE
    evidence = _evidence(basis, text, taken_at, 0.0, phrases, None, zone)
    window = _window(evidence, Rounding(rounding) if rounding else None)
    return _dating(basis, window.earliest, window.latest, (evidence,)) if window else Dating(evidence=(evidence,))


def _in_utc(taken_at: datetime) -> datetime:
    """`taken_at` in UTC: on another clock hours before it would not be hours where the clock was changed between."""
    if taken_at.tzinfo is None:
        raise ValueError(f"taken_at needs a time zone: {taken_at.isoformat()}")
    return taken_at.astimezone(UTC)


def _window(evidence: Evidence, rounding: Rounding | None) -> Window | None:
    """What `evidence`, alone, allows; at once where one window of the past is all it may be."""
    phrases, taken_at, exact = evidence.phrases, evidence.taken_at, evidence.basis is Basis.MACHINE
    if len(phrases) == 1 and taken_at is not None:
        found = windows(phrases[0], taken_at=taken_at, zone=evidence.zone, rounding=rounding, exact=exact)
        if len(found) == 1 and found[0].latest <= taken_at:
            return found[0]
    calibration = _calibration(rounding) if rounding else UNCALIBRATED
    found = allowed(evidence, calibration)
    return found[0] if len(found) == 1 else judge((evidence,), {"": calibration}).window


def _is_print(stated: Phrase, text: str) -> bool:
    """Whether a machine's notation is one that sites print too, "2026-03-14 21:05": then the minute is all it says."""
    clock = isinstance(stated, CalendarTime) and stated.hour is not None and stated.second is None
    return clock and not _ISO.search(text)


@lru_cache(maxsize=4)
def _calibration(rounding: Rounding) -> Calibration:
    return Calibration(rounding=Learned(rounding, "given", _ALWAYS))
