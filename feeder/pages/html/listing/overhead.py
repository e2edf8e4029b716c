"""The day that stands over several items: "14 March" as a heading, their clocks beside them or none at all."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from itertools import pairwise

from feeder.model.time import CalendarTime
from feeder.pages.html.listing.cells import Item
from feeder.pages.html.listing.outline import Outline
from feeder.pages.html.listing.shown import Shown
from feeder.pages.html.listing.times import LONGEST, Times
from feeder.recognise.times import Span

FEWEST = 3
NEAR = 4
"""Runs of text before the first item that its day may stand in."""


def days_over(outline: Outline, items: Sequence[Item], shown: Sequence[list[Shown]], times: Times) -> list[Span]:
    """The day over each item of one list, in page order; none at all unless each has one, and the days are in order.

    So the masthead's day of today dates nothing. Where items have days of their own, nothing over them counts, unless
    all stand in one parent's loose text, where a heading's day is taken for the item's before it.
    """
    own = sum(any(not each.dayless for each in row) for row in shown)
    flat = len({outline.parents[item.block.top] for item in items}) == 1
    if len(items) < FEWEST or (own and not (flat and own * 2 <= len(items))):
        return []
    firsts = [outline.first[item.anchor.element] for item in items]
    runs = range(max(0, firsts[0] - NEAR), max(firsts))
    days = [(run, span) for run in runs if (span := _day(outline, run, times))]
    places = [bisect_left(days, first, key=lambda day: day[0]) for first in firsts]
    over = [days[place - 1][1] for place in places if place]
    several = len(over) == len(items) and 1 < len(set(places)) < len(items)
    return over if several and _in_order([days[place - 1][1] for place in sorted(set(places))]) else []


def _in_order(days: Sequence[Span]) -> bool:
    """Whether days go down the page, or up."""
    calendar = [each for day in days for each in day.phrases[:1] if isinstance(each, CalendarTime)]
    dates = [(each.year or 0, each.month or 0, each.day or 0) for each in calendar]
    return all(one > two for one, two in pairwise(dates)) or all(one < two for one, two in pairwise(dates))


def _day(outline: Outline, run: int, times: Times) -> Span | None:
    """A run of text that is a day and nothing else, no clock either."""
    text = outline.words[run]
    if not 0 < len(text) <= LONGEST or not outline.has_number(run, run + 1) or not times.is_time(text):
        return None
    spans = times.spans(text)
    whole = spans and all(
        isinstance(each, CalendarTime) and each.day and each.month and each.hour is None for each in spans[0].phrases
    )
    return spans[0] if whole and len(spans) == 1 else None
