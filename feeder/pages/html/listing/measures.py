"""Columns of numbers that look like times and are none: how long films are, ratings, prices, temperatures, versions.

What tells is the column: times of a list run down the page, or up, but for a few, and all of a column are times.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from feeder.model.time import CalendarTime
from feeder.pages.html.listing.cells import Item
from feeder.pages.html.listing.order import in_no_order
from feeder.pages.html.listing.outline import Outline
from feeder.pages.html.listing.shown import LOOSE, Column, Shown

MANY = 3
MONTHS = 4
"""In how many months a list without years, in no order, has no story."""
SMALL_HOURS = (8, 0)
_NUMBERS = re.compile(r"\d{1,3}(?:([.:/-])\d{1,3}){1,2}")
_VERSION = re.compile(r"\d{1,3}\.\d{1,3}\.\d{1,3}")
_PAIR = re.compile(r"(\d{1,2})([./-])(\d{1,2})")
_SCALES = (5, 10, 20, 100)

Pair = tuple[int, int]


def without_measures(outline: Outline, items: Sequence[Item], rows: list[list[Shown]]) -> list[list[Shown]]:
    """The times of each item but for those of columns that measure something else."""
    columns: dict[Column, list[Shown]] = {}
    for each in (each for row in rows for each in row if _bare(each)):
        columns.setdefault(each.column, []).append(each)
    others = {
        column
        for column, found in columns.items()
        if _alone(found, rows) or _measures(found) or _denied(outline, items, rows, column)
    }
    return [[each for each in row if each.column not in others or not _bare(each)] for row in rows] if others else rows


def _bare(shown: Shown) -> bool:
    """Whether a time is numbers and nothing more: a clock, a day without its year, or what may be a version's."""
    text = shown.span.text
    if shown.dayless or _VERSION.fullmatch(text):
        return True
    times = [phrase for phrase in shown.span.phrases if isinstance(phrase, CalendarTime)]
    return _NUMBERS.fullmatch(text) is not None and any(time.year is None for time in times)


def _alone(found: Sequence[Shown], rows: Sequence[object]) -> bool:
    """Whether one item of many has two numbers for a day ("24/7", "1/2")."""
    return len(found) == 1 and len(rows) > MANY and not found[0].dayless


def _measures(found: Sequence[Shown]) -> bool:
    clocks = [each for each in found if each.dayless]
    pairs = [pair for each in found if (pair := _PAIR.fullmatch(each.span.text)) and not each.dayless]
    return _of_films(clocks) or _of_scales(pairs) or _all_over_the_year(found, pairs)


def _of_films(found: Sequence[Shown]) -> bool:
    """Whether bare clocks, in page order, are minutes and seconds rather than hours and minutes."""
    clocks = [_clock(each) for each in found]
    short = sum(len(each.span.text) == len("9:34") for each in found)
    return in_no_order(clocks) and (sorted(clocks)[len(clocks) // 2] < SMALL_HOURS or short * 2 >= len(found))


def _clock(shown: Shown) -> Pair:
    """The hour and minute of a bare clock, the earliest where it could be one of two."""
    return min((each.hour or 0, each.minute or 0) for each in shown.span.phrases if isinstance(each, CalendarTime))


def _of_scales(pairs: Sequence[re.Match[str]]) -> bool:
    """Whether pairs are marks ("7/10", "3/5"): out of one number, in no order."""
    marks = [(int(pair[1]), int(pair[3])) for pair in pairs if pair[2] == "/"]
    scales = {scale for _, scale in marks}
    return (
        len(scales) == 1 and scales.pop() in _SCALES and all(one <= most for one, most in marks) and in_no_order(marks)
    )


def _all_over_the_year(found: Sequence[Shown], pairs: Sequence[re.Match[str]]) -> bool:
    """Whether pairs, read as days, are of many months, and in no order: decimals, or highs and lows."""
    days = [_day(each) for each in found] if len(pairs) == len(found) else []
    return in_no_order(days) and len({month for month, _ in days}) >= MONTHS


def _day(shown: Shown) -> Pair:
    return next((each.month or 0, each.day or 0) for each in shown.span.phrases if isinstance(each, CalendarTime))


def _denied(outline: Outline, items: Sequence[Item], rows: Sequence[Sequence[Shown]], column: Column) -> bool:
    """Whether a quarter of what stands in a column, two items at least, are such numbers as no time has ("45.50")."""
    lacking = [item for item, row in zip(items, rows, strict=True) if all(each.column != column for each in row)]
    others = sum(any(_in_column(outline, item, column)) for item in lacking)
    return others >= 2 and others * 4 >= len(rows)


def _in_column(outline: Outline, item: Item, column: Column) -> Iterator[bool]:
    above = outline.parents[item.block.top]
    path = column[:-1] if column[-1] == LOOSE else column
    for element in range(item.block.start, item.block.stop):
        if path and outline.tags[element] == path[-1] and outline.column(element, above) == path:
            yield _NUMBERS.fullmatch(outline.text(element)) is not None
