"""Pages that are rendered at fixed minutes and then served to everybody: their stories appear on a raster.

Where only hours are printed, such a page contradicts nothing: each of its stories looks as if it had been published
when the page was next rendered. But stories come at any minute. Where the windows of many, each narrow by now, all
hold one and the same minute of the raster, the page has it and not the stories, and may be as old as a step of it.
(Or its newsroom publishes on the raster; then windows are wider than they need to be, and hold.)
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from math import prod

from feeder.dating.evidence import LAG
from feeder.model.time import Basis, Calibration, Dating, Learned, Window

STEPS = (300, 600, 900, 1200, 1800)
"""Seconds between two renderings: what part an hour evenly."""
BY_LUCK = 1e-6
"""One in so many series of stories at any minute would fit a raster as well as one that is believed."""
_SHOWN = (Basis.RELATIVE, Basis.ARRIVAL, Basis.ORDER)


def learn_raster(calibration: Calibration, stored: Sequence[Dating | None], taken_at: datetime) -> Calibration:
    """`calibration` of a source whose `stored` stories show a raster: its pages may be a step and a minute old.

    The same object where they show none, or it is known already how old its pages may be.
    """
    if calibration.staleness is not None:
        return calibration
    windows = _apart(dating.window for dating in stored if dating is not None and dating.basis in _SHOWN)
    luck, step = min((_luck(windows, step), step) for step in STEPS)
    if luck * len(STEPS) > BY_LUCK:
        return calibration
    proof = f"stories appear every {step // 60} min only, as on the page of {taken_at:%Y-%m-%dT%H:%M:%SZ}"
    return replace(calibration, staleness=Learned(step + LAG, proof, taken_at))


def _apart(windows: Iterable[Window | None]) -> list[Window]:
    """`windows` that do not overlap, the narrowest first: stories that came together show one minute, not two."""
    found: list[Window] = []
    for window in sorted((each for each in windows if each is not None), key=lambda each: each.width):
        if all(window.intersect(other) is None for other in found):
            found.append(window)
    return found


def _luck(windows: Sequence[Window], step: int) -> float:
    """How likely stories at any minute have windows that all hold one minute of a raster; 1 where these do not."""
    narrow = [window for window in windows if window.width.total_seconds() < step / 2]
    if len(narrow) < 2:
        return 1.0
    first = narrow[0]
    least = first.width.total_seconds()
    start = first.earliest.timestamp()
    low, high = 0.0, least
    for window in narrow[1:]:
        width = window.width.total_seconds()
        # Where the window lies beside the first, on the circle of a step.
        begins = (window.earliest.timestamp() - start + step / 2) % step - step / 2
        low, high = max(low, begins), min(high, begins + width)
        if low >= high:
            return 1.0
    return prod(min(1.0, (least + window.width.total_seconds()) / step) for window in narrow[1:])
