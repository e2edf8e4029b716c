"""Times in metadata that lie ahead of their capture: a local time that is labelled UTC, or clocks that disagree.

Such a time is no instant any more, but still says that the story is of now at the latest, and not of long before.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from feeder.model.time import Basis, CalendarTime, Evidence, Window

SKEW = timedelta(minutes=5)
"""How far a site's clock may run ahead of ours: what lies further after its capture cannot have been published."""
MOST_AHEAD, MOST_BEHIND = timedelta(hours=14), timedelta(hours=12)
"""How far local clocks are from UTC (tz database); a time further ahead of its capture is an announcement."""


def ahead(windows: tuple[Window, ...], evidence: Evidence) -> tuple[Window, ...]:
    """Up to the capture, from as long before it as the instants `windows` are after it; () where they tell nothing.

    From 14 hours before the instant where its zone is UTC or nobody's, since it may be a local time of anywhere.
    """
    taken_at = evidence.taken_at
    if taken_at is None or not _clocked(evidence):
        return ()
    near = [window.earliest for window in windows if taken_at < window.earliest < taken_at + MOST_AHEAD]
    return tuple(Window(_since(instant, taken_at, evidence), taken_at) for instant in near)


def was_ahead(evidence: Evidence, window: Window) -> bool:
    """Whether `window` is what is left of an instant in metadata that lay ahead of its capture."""
    return _clocked(evidence) and not window.exact


def is_of_now(evidence: Evidence, window: Window) -> bool:
    """Whether `window` is left of a time ahead whose zone is sure: nothing that can be is nearer to it than its end."""
    return was_ahead(evidence, window) and _zone_is_sure(evidence) and window.latest == evidence.taken_at


def _since(instant: datetime, taken_at: datetime, evidence: Evidence) -> datetime:
    return taken_at - (instant - taken_at) if _zone_is_sure(evidence) else instant - MOST_AHEAD


def _clocked(evidence: Evidence) -> bool:
    phrase = evidence.phrases[0] if evidence.phrases else None
    return evidence.basis is Basis.MACHINE and isinstance(phrase, CalendarTime) and phrase.hour is not None


def _zone_is_sure(evidence: Evidence) -> bool:
    printed = evidence.phrases[0].zone if isinstance(evidence.phrases[0], CalendarTime) else None
    return printed != "UTC" if printed else not evidence.zone_assumed
