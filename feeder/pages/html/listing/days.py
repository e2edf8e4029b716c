"""Days without a year: the year that stands over them, or in the address."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise

from feeder.model.time import CalendarTime, Phrase
from feeder.pages.html.listing.cells import Item
from feeder.pages.html.listing.flat import Block
from feeder.pages.html.listing.outline import Outline
from feeder.pages.html.listing.times import Times
from feeder.recognise.times import Span

_YEAR = re.compile(r"(?<![\d.,:/-])(?:199\d|20\d\d)(?![\d.,:/-])")
LONGEST_YEAR = 20


def dated(outline: Outline, item: Item, phrases: tuple[Phrase, ...]) -> tuple[Phrase, ...]:
    """The readings, with the year that stands over the item or in its address where the text itself has none.

    Where the address has the same day in other order, that is the day: "25/11/07" is no 25 November there.
    """
    if item.anchor.shape.day:
        phrases = tuple(dict.fromkeys([_as_addressed(item, p) if isinstance(p, CalendarTime) else p for p in phrases]))
    lacking = [p for p in phrases if isinstance(p, CalendarTime) and p.year is None and p.month is not None]
    if not lacking:
        return phrases
    year = _year_over(outline, item.block) or _year_in(item, lacking[0])
    if year is None:
        return phrases
    return tuple(
        replace(p, year=year) if isinstance(p, CalendarTime) and p.year is None and p.month is not None else p
        for p in phrases
    )


def _as_addressed(item: Item, told: CalendarTime) -> CalendarTime:
    """A day in numbers, in the order in which the item's address has the same ones."""
    day = item.anchor.shape.day
    if day is None or told.year is None or told.month is None or told.day is None:
        return told
    if sorted((told.year % 100, told.month, told.day)) != sorted((day[0] % 100, *day[1:])):
        return told
    return replace(told, year=day[0], month=day[1], day=day[2])


def on_its_day(item: Item, clocks: tuple[Phrase, ...]) -> tuple[Phrase, ...]:
    """Clocks without a day, on the day that the item's address has: a list of all days may print clocks only."""
    day = item.anchor.shape.day
    if day is None:
        return clocks
    year, month, number = day
    return tuple(
        [replace(each, year=year, month=month, day=number) for each in clocks if isinstance(each, CalendarTime)]
    )


def part_day(outline: Outline, block: Block, text: str, times: Times) -> Span | None:
    """A day printed as two numbers, with the year that stands over it: "-" month first, else as the language has it."""
    year = _year_over(outline, block)
    sign = next(character for character in text if not character.isdigit())
    whole = f"{year}-{text}" if sign == "-" else f"{text.rstrip('.')}{sign}{year}"
    spans = times.spans(whole) if year else ()
    return replace(spans[0], text=text) if spans else None


def _year_over(outline: Outline, block: Block) -> int | None:
    """The year in the nearest short text before the block that is a year, and little else."""
    element, steps = block.start, 0
    while (above := outline.parents[element]) > 0 and steps < 5:
        for sibling in outline.before(element, 60):
            runs = range(outline.first[sibling], outline.last[sibling])
            if len(runs) <= 3 and len(outline.text(sibling)) <= LONGEST_YEAR:
                years = (_year_of(outline.words[run]) for run in runs)
                if year := next(filter(None, years), None):
                    return year
        element, steps = above, steps + 1
    return None


def _year_of(text: str) -> int | None:
    years = _YEAR.findall(text)
    return int(years[0]) if len(years) == 1 else None


def _year_in(item: Item, wanted: CalendarTime) -> int | None:
    """The year of an address like /2023/12/… where its month agrees."""
    segments = item.anchor.shape.segments
    for year, month in pairwise(segments):
        if (found := _year_of(year)) and month.isdecimal() and len(month) <= 2 and int(month) == wanted.month:
            return found
    return None
