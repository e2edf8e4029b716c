"""Time cues of teasers: what machines are told, what readers are shown, at last what the address says.

Only a teaser's own block speaks for it. What readers are shown is chosen by column, as headlines are: of all short
texts that are times, those that stand at one place in most items.
"""

from __future__ import annotations

from collections.abc import Sequence

from feeder.model.drafts import drafted
from feeder.model.time import About, TimeCue, Where
from feeder.pages.html.listing.cells import Item
from feeder.pages.html.listing.clocks import at_clock, clock_beside, clock_columns
from feeder.pages.html.listing.days import dated, on_its_day
from feeder.pages.html.listing.machine import Statings, stated_times
from feeder.pages.html.listing.measures import without_measures
from feeder.pages.html.listing.numbers import number_order, settled
from feeder.pages.html.listing.outline import Outline
from feeder.pages.html.listing.overhead import days_over
from feeder.pages.html.listing.rising import with_rising
from feeder.pages.html.listing.shown import Column, Shown, shown_times
from feeder.pages.html.listing.times import Times

MANY = 3
_ABOUTS = tuple(About)
_cue = drafted(TimeCue)


def cues(outline: Outline, items: Sequence[Item], told: Sequence[int], times: Times) -> list[tuple[TimeCue, ...]]:
    """The cues of each item of one list; `told` names the element that holds each one's headline (-1: none)."""
    shown = without_measures(outline, items, shown_times(outline, items, told, times))
    shown = with_rising(outline, items, told, times, shown)
    columns, clocks = _columns(shown), clock_columns(shown)
    order = number_order(each.span for row in shown for each in row[:1])
    statings: Statings = {}
    stated = [stated_times(outline, item, statings) for item in items]
    if _constant(stated, shown):
        stated = [() for _ in items]
    if not any(stated) and (over := days_over(outline, items, shown, times)):
        days = (dated(outline, item, day.phrases) for item, day in zip(items, over, strict=True))
        at = [at_clock(day, next(iter(row), None)) for day, row in zip(days, shown, strict=True)]
        return [(_cue(day.text, Where.FURNITURE, About.PUBLISHED, read),) for day, read in zip(over, at, strict=True)]
    return [
        tuple(metadata) + _printed(outline, item, row, columns, clocks, order) or _addressed(item)
        for item, row, metadata in zip(items, shown, stated, strict=True)
    ]


def _columns(rows: Sequence[list[Shown]]) -> dict[Column, float]:
    """How much each column is the list's own time: by how many items have one there, alone, in an element for times.

    A bare clock says less than a day does.
    """
    weights: dict[Column, float] = {}
    for row in rows:
        for column, first in {shown.column: shown for shown in reversed(row)}.items():
            weight = 1.0 + 1.0 * first.alone + 0.5 * first.marked - 1.0 * first.dayless
            weights[column] = weights.get(column, 0.0) + weight
    return weights


def _printed(
    outline: Outline,
    item: Item,
    row: list[Shown],
    columns: dict[Column, float],
    clocks: frozenset[Column],
    order: str | None,
) -> tuple[TimeCue, ...]:
    """At most one published and one updated cue: from the weightiest column, a day before a clock of the same, the
    earlier in the block where two tie."""
    found: dict[About, TimeCue] = {}
    for shown in sorted(row, key=lambda each: (-columns[each.column], each.dayless)):
        if shown.alone or shown.marked or len(shown.span.text) >= 4:
            text, phrases = shown.span.text, dated(outline, item, settled(shown.span, order))
            clock = None if shown.dayless else clock_beside(outline, shown, row, clocks)
            if clock:
                text, phrases = f"{text} {clock.span.text}", at_clock(phrases, clock)
            elif shown.dayless and shown.span.about is About.PUBLISHED:
                phrases = on_its_day(item, phrases)
            found.setdefault(shown.span.about, _cue(text, Where.FURNITURE, shown.span.about, phrases))
    return tuple([found[about] for about in _ABOUTS if about in found])


def _constant(stated: Sequence[tuple[TimeCue, ...]], shown: Sequence[list[Shown]]) -> bool:
    """Whether many items are told one and the same time while readers are shown several: then it is the page's."""
    texts = [cue.text for row in stated for cue in row[:1]]
    seen = {row[0].span.text for row in shown if row}
    return len(texts) >= MANY and len(set(texts)) == 1 and len(seen) > 1


def _addressed(item: Item) -> tuple[TimeCue, ...]:
    """The day in the item's address, where nothing else dates it."""
    day = item.anchor.shape.day
    return (TimeCue(f"{day[0]:04}-{day[1]:02}-{day[2]:02}", Where.METADATA),) if day else ()
