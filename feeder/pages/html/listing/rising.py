"""Ages without a word that says so ("5 min", "2 uur"): times where they rise down a list, as those of news do.

Elsewhere such a text is how long reading takes, or a film; those stand in no order.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from typing import NamedTuple

from feeder.model.time import Age, Phrase, Unit
from feeder.pages.html.listing.cells import Item
from feeder.pages.html.listing.outline import Outline
from feeder.pages.html.listing.times import Times
from feeder.recognise.times import Span

LONGEST = 12
FEWEST, MANY = 4, 6
"""Items that have such ages: of several units, of one."""
DISTINCT = 4
SHARE = 0.75
_UNITS = list(Unit)


class Rising(NamedTuple):
    """An age of one item: the column of the element that it stands in, the age, and the run of text that it is."""

    column: tuple[str, ...]
    span: Span
    run: int


def rising_ages(
    outline: Outline, items: Sequence[Item], told: Sequence[int], times: Times
) -> list[Rising | None] | None:
    """The bare age of each item, of one column for all; None where no column has them rise. `told` as for `cues`."""
    rows = [_ages(outline, item, title, times) for item, title in zip(items, told, strict=True)]
    for column in dict.fromkeys(age.column for row in rows for age in row):
        found = [next((age for age in row if age.column == column), None) for row in rows]
        ages = [age.span.phrases[0] for age in found if age]
        if len(ages) >= SHARE * len(items) and _rise(ages):
            return [_settled(age, ages) if age else None for age in found]
    return None


def _settled(age: Rising, ages: Sequence[Phrase]) -> Rising:
    """`age` without its other readings, where hours or days follow: "5m" above "1 u" is minutes, and no months."""
    several = len({phrase.unit for phrase in ages if isinstance(phrase, Age)}) > 1
    return age._replace(span=replace(age.span, phrases=age.span.phrases[:1])) if several else age


def _ages(outline: Outline, item: Item, title: int, times: Times) -> list[Rising]:
    above, found = outline.parents[item.block.top], []
    headline = range(outline.first[title], outline.last[title]) if title >= 0 else range(0)
    for run in range(item.block.first, item.block.last):
        text = outline.words[run]
        if len(text) <= LONGEST and run not in headline and outline.has_number(run, run + 1):
            spans = times.spans(text, marked=True)
            if len(spans) == 1 and spans[0].phrases and all(isinstance(age, Age) for age in spans[0].phrases):
                found.append(Rising(outline.column(outline.owners[run], above), spans[0], run))
    return found


def _rise(ages: Sequence[Phrase]) -> bool:
    """Whether each age is at least that before it, and there are so many that this is no accident."""
    values = [(_UNITS.index(age.unit), age.least) for age in ages if isinstance(age, Age)]
    units, different = {unit for unit, _ in values}, set(values)
    enough = len(values) >= MANY and len(different) >= DISTINCT
    several = len(values) >= FEWEST and len(units) > 1
    return (enough or several) and all(one <= two for one, two in pairwise(values))
