"""The instant that is published: chosen once from the first window narrow enough, then frozen."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from feeder.dating.ahead import SKEW, is_of_now
from feeder.dating.anywhere import is_anywhere, supposing_utc
from feeder.dating.evidence import UNCALIBRATED, Calibrations, rendering_of
from feeder.dating.judge import judge
from feeder.model.time import Basis, Calibration, Dating, Evidence, Learned, Rounding, Window

WIDEST = timedelta(days=31)
"""The widest window whose middle is published: readers stamp undated items "now", which is worse."""
_ALWAYS = datetime.min.replace(tzinfo=UTC)


def freeze(
    published: datetime | None, dating: Dating, *, taken_at: datetime | None, calibrations: Calibrations, exact: bool
) -> datetime | None:
    """The instant to publish from now on, given the one that was (None: none yet).

    It moves at most once, from inexact to exact metadata: `exact` says that `published` was exact already.
    """
    if published is None or (is_exact(dating) and not exact):
        return publishable(dating, taken_at=taken_at, calibrations=calibrations) or published
    return published


def is_exact(dating: Dating) -> bool:
    """Whether metadata states the very instant."""
    return dating.basis is Basis.MACHINE and dating.earliest == dating.latest and dating.earliest is not None


def publishable(dating: Dating, *, taken_at: datetime | None, calibrations: Calibrations) -> datetime | None:
    """The instant, in whole seconds, that `dating` is good for at `taken_at`; None where it would be a guess.

    The middle of the window, of its floor cell while the source's rounding is unknown (33 of 34 sites measured
    floor) and of its fresh part, never after the capture.
    """
    window = dating.window
    if window is None or window.width > WIDEST:
        return None
    if taken_at is not None and window.earliest > taken_at + SKEW:
        return None
    middle = _likeliest(dating, window, calibrations).middle
    if taken_at is not None:
        middle = min(middle, taken_at)
    return middle.replace(microsecond=0)


def _likeliest(dating: Dating, window: Window, calibrations: Calibrations) -> Window:
    """The part of `window` that holds if this page is fresh, its source floors, and its days are of the assumed zone.

    The latter two as long as they are not known.
    """
    if any(is_of_now(item, window) for item in dating.evidence):
        return Window(window.latest, window.latest)
    if window.exact or not any(_supposes(item, calibrations) for item in dating.evidence):
        return window
    sources = {item.source for item in dating.evidence}
    supposed = {source: _likely(calibrations.get(source, UNCALIBRATED)) for source in sources}
    fresh = (_supposing_fresh(item, calibrations) for item in dating.evidence)
    likely = judge(fresh, supposed).window
    narrower = [item.window for item in dating.evidence if item.basis is Basis.ARRIVAL and item.window is not None]
    for part in (likely, *narrower):
        window = (window.intersect(part) if part else None) or window
    return window


def _supposes(item: Evidence, calibrations: Calibrations) -> bool:
    """Whether what `item` says hangs on more than its words and its capture."""
    if item.basis not in (Basis.MACHINE, Basis.STATED):
        return True
    return is_anywhere(item, calibrations.get(item.source, UNCALIBRATED))


def _supposing_fresh(item: Evidence, calibrations: Calibrations) -> Evidence:
    """`item` as if its page were as new as it can be, where it may be old only because its source was seen to serve
    old copies: most of its pages are not."""
    calibration = calibrations.get(item.source, UNCALIBRATED)
    if calibration.staleness is None:
        return item
    rendered = rendering_of(item, calibration)
    return replace(item, staleness=0.0, rendered=rendered and replace(rendered, since=rendered.until))


def _likely(calibration: Calibration) -> Calibration:
    rounding = calibration.rounding or Learned(Rounding.FLOOR, "supposed", _ALWAYS)
    return replace(supposing_utc(calibration), rounding=rounding, staleness=None)
