"""How narrow a window the evidence of a newsroom's captures could give at best, by brute force.

It knows what no poller knows: which rounding the site uses, which text is about which publication, and, unless asked
what can be known `without_renderings`, when each page was rendered. It uses every text of every capture, and every
arrival, and leaves nothing out.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from math import inf

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


def without_renderings(room: Newsroom, captures: Sequence[Snapshot], oldest: float) -> dict[int, timedelta]:
    """The width of the narrowest window of each story for whoever knows of a page only that it is at most `oldest`
    seconds old.

    A text says that so many seconds at least and so many at most lie between a publication and a rendering. All that
    follows from all of them, forwards and backwards in time, are the shortest paths through these differences.
    """
    differences = list(_differences(room, captures, oldest))
    latest = _shortest(differences)
    earliest = _shortest([(to, start, most) for start, to, most in differences])
    stories = first_dates(captures).keys()
    return {n: timedelta(seconds=latest[n, "story"] + earliest[n, "story"]) for n in stories if (n, "story") in latest}


_Node = tuple[int, str]
_START: _Node = (0, "start")


def _differences(room: Newsroom, captures: Sequence[Snapshot], oldest: float) -> Iterator[tuple[_Node, _Node, float]]:
    """(one, other, seconds): other is at most so many seconds after one."""
    truth, seen = first_dates(captures), set[int]()
    for place, capture in enumerate(captures):
        page, before = (place, "page"), captures[place - 1] if place else None
        taken_at = capture.taken_at.timestamp()
        yield _START, page, taken_at
        yield page, _START, oldest - taken_at
        for item in capture.printed:
            number = item.story.number
            if item.story.dated_at(capture.rendered) != truth[number]:
                continue
            story, window = (number, "story"), _window(room, item, capture, truth[number])
            yield story, page, (capture.rendered - window.earliest).total_seconds()
            yield page, story, (window.latest - capture.rendered).total_seconds()
            if before is not None and number not in seen and truth[number] > before.rendered:
                yield story, (place - 1, "page"), 0.0
        seen |= {item.story.number for item in capture.printed}


def _shortest(differences: Sequence[tuple[_Node, _Node, float]]) -> dict[_Node, float]:
    """The least sum of differences on the way from the start to each node (Bellman and Ford)."""
    found, better = {_START: 0.0}, True
    while better:
        better = False
        for start, to, most in differences:
            if start in found and found[start] + most < found.get(to, inf) - 1e-6:
                found[to], better = found[start] + most, True
    return found


def _window(room: Newsroom, item: Printed, capture: Snapshot, truth: datetime) -> Window:
    zone = room.zone if room.style.clock else "UTC"
    every = windows(item.phrase, taken_at=capture.rendered.astimezone(UTC), zone=zone, rounding=room.style.rounding)
    return next((window for window in every if window.holds(truth)), every[0])
