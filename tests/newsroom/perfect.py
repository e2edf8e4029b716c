"""How narrow a window the evidence of a newsroom's captures could give at best, by brute force.

It knows what no poller knows: which rounding the site uses, when each page was rendered, which text is about which
publication. It intersects every text of every capture, and every arrival, and leaves nothing out.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

from feeder.dating.windows import windows
from feeder.model.time import Window
from tests.newsroom.room import Newsroom, Printed, Snapshot


def first_dates(captures: Sequence[Snapshot]) -> dict[int, datetime]:
    """The instant that each story was dated from when it was first seen: nothing before that can be known."""
    found: dict[int, datetime] = {}
    for capture in captures:
        for item in capture.printed:
            found.setdefault(item.story.number, item.story.dated_at(capture.rendered))
    return found


def perfect(room: Newsroom, captures: Sequence[Snapshot]) -> dict[int, Window]:
    """The narrowest window of each story."""
    truth = first_dates(captures)
    found: dict[int, Window] = {}
    before: Snapshot | None = None
    for capture in captures:
        for item in capture.printed:
            number = item.story.number
            if item.story.dated_at(capture.rendered) != truth[number]:
                continue
            window = _window(room, item, capture, truth[number])
            if number in found:
                window = found[number].intersect(window) or found[number]
            elif before is not None and number not in {other.story.number for other in before.printed}:
                window = Window(before.rendered, capture.rendered).intersect(window) or window
            found[number] = window
        before = capture
    return found


def _window(room: Newsroom, item: Printed, capture: Snapshot, truth: datetime) -> Window:
    zone = room.zone if room.style.clock else "UTC"
    every = windows(item.phrase, taken_at=capture.rendered.astimezone(UTC), zone=zone, rounding=room.style.rounding)
    return next((window for window in every if window.holds(truth)), every[0])
