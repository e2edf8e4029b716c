"""What the order of ages down a list tells of them: that they are times, and what a short one counts.

A text such as "5 min" or "2 uur" is how long reading takes, or a film, unless it rises down the list as the ages of
news do; "5m" above "1 u" is minutes, and no months.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from feeder.model.time import Age, Unit
from feeder.pages.html.listing.cells import Item
from feeder.pages.html.listing.outline import Outline
from feeder.pages.html.listing.shown import Shown, seen
from feeder.pages.html.listing.times import Times

LONGEST = 12
FEWEST, MANY = 4, 6
"""Items that have such ages: of several units, of one."""
DISTINCT = 4
SHARE, HALF = 0.75, 0.5
_UNITS = list(Unit)

Rows = list[list[Shown]]


def with_rising(outline: Outline, items: Sequence[Item], told: Sequence[int], times: Times, rows: Rows) -> Rows:
    """The times of each item, where most have none with their bare ages; `told` as for `cues`."""
    if sum(map(bool, rows)) < HALF * len(rows):
        bare = [_bare(outline, item, title, times) for item, title in zip(items, told, strict=True)]
        for column in dict.fromkeys(age.column for row in bare for age in row):
            found = [[age for age in row if age.column == column][:1] for row in bare]
            if sum(map(bool, found)) >= SHARE * len(found) and _rise(found):
                rows = [row + ages for row, ages in zip(rows, found, strict=True)]
                break
    return _settled(rows)


def _bare(outline: Outline, item: Item, title: int, times: Times) -> list[Shown]:
    """The texts of an item outside its headline that are an age and nothing else."""
    above, found = outline.parents[item.block.top], []
    headline = range(outline.first[title], outline.last[title]) if title >= 0 else range(0)
    for run in range(item.block.first, item.block.last):
        text = outline.words[run]
        if len(text) <= LONGEST and run not in headline and outline.has_number(run, run + 1):
            spans = times.spans(text, marked=True)
            if len(spans) == 1 and _ages(spans[0].phrases):
                found.append(seen(outline.column(outline.owners[run], above), spans[0], True, True, run, run + 1))
    return found


def _ages(phrases: Sequence[object]) -> list[Age]:
    """The readings, where all are ages; [] where one is not."""
    ages = [phrase for phrase in phrases if isinstance(phrase, Age)]
    return ages if len(ages) == len(phrases) else []


def _values(column: Sequence[Sequence[Shown]]) -> list[tuple[int, float]]:
    """What orders the likeliest readings of a column's ages, down the page."""
    likeliest = [age for row in column for each in row for age in _ages(each.span.phrases)[:1]]
    return [(_UNITS.index(age.unit), age.least) for age in likeliest]


def _rise(column: Sequence[Sequence[Shown]]) -> bool:
    """Whether each age is at least that before it, and there are so many that this is no accident."""
    values = _values(column)
    enough = len(values) >= MANY and len(set(values)) >= DISTINCT
    return (enough or (len(values) >= FEWEST and _several(values))) and all(one <= two for one, two in pairwise(values))


def _several(values: Sequence[tuple[int, float]]) -> bool:
    return len({unit for unit, _ in values}) > 1


def _settled(rows: Rows) -> Rows:
    """`rows` without the other readings of short ages in columns of several units that rise."""
    open_ = dict.fromkeys(each.column for row in rows for each in row if len(_ages(each.span.phrases)) > 1)
    for column in open_:
        own = [[each for each in row if each.column == column] for row in rows]
        if _several(_values(own)) and _rise(own):
            rows = [[_likeliest(each) if each.column == column else each for each in row] for row in rows]
    return rows


def _likeliest(shown: Shown) -> Shown:
    return shown._replace(span=replace(shown.span, phrases=shown.span.phrases[:1]))
