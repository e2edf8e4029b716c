"""The times that readers are shown in a teaser's own block, each with the column that it stands in.

A time in running text is the story's own: "On 3 May the first boat came through" says nothing of when it was published.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from feeder.model.time import CalendarTime, Phrase
from feeder.pages.html.listing.cells import Item
from feeder.pages.html.listing.days import part_day
from feeder.pages.html.listing.outline import Outline
from feeder.pages.html.listing.times import LONGEST, LONGEST_ALONE, PART_OF_DAY, Times
from feeder.pages.html.listing.words import word_count
from feeder.recognise.times import Span
from feeder.text import squash

FEW = 3
HALF = 0.5
MOST = 0.9
WORDY = 10
LOOSE = "#"
"""Ends the column of a text that stands in its element beside other things."""
_LENGTH = re.compile(r"\d{1,2}:\d\d")
_DURATION = re.compile(r"(?:^|[-_\s])(?:duration|length|runtime|playtime|timecode)(?=$|[-_\s])", re.IGNORECASE)
_SENTENCE = re.compile(r"[^\W\d_]{2}[.!?…。！？]\W*$")


Column = tuple[str, ...]
"""The tags from a list's blocks down to where a time stands."""


class Shown(NamedTuple):
    """A time that readers are shown: the column that it stands in, the time, and the text around it.

    `alone`: the text is the time and little else; `marked`: the page marks it as a time; `dayless`: it is a bare clock,
    rather a film's length where a day stands elsewhere. It stands in the runs of text [first, last).
    """

    column: Column
    span: Span
    alone: bool
    marked: bool
    dayless: bool
    first: int
    last: int
    text: str = ""

    @property
    def told(self) -> bool:
        """Whether the text around the time reads like a sentence."""
        words = word_count(squash(self.text[: self.span.start] + self.text[self.span.end :]))
        return words > WORDY or (words > 3 and bool(_SENTENCE.search(self.text)))


def _is_clock(phrase: Phrase) -> bool:
    return (
        isinstance(phrase, CalendarTime)
        and phrase.hour is not None
        and (phrase.day, phrase.month, phrase.weekday, phrase.back) == (None,) * 4
    )


def seen(
    column: tuple[str, ...], span: Span, alone: bool, marked: bool, first: int, last: int, text: str = ""
) -> Shown:
    """A time in the runs [first, last) of a page's text, as `Shown` has it."""
    return Shown(column, span, alone, marked, all(map(_is_clock, span.phrases)), first, last, text)


class Part(NamedTuple):
    """An element of a block that a time could be in, counted from the block's first, up to `stop`."""

    start: int
    stop: int
    marked: bool
    owning: bool
    column: tuple[str, ...]


Parts = dict[tuple[int, int], list[Part]]
"""The parts of the blocks of a list by how these are built and where their headlines are, as far as they are known."""


def shown_times(outline: Outline, items: Sequence[Item], told: Sequence[int], times: Times) -> list[list[Shown]]:
    """The times shown for each item of one list outside its headline, in page order; `told` as for `cues`."""
    known: Parts = {}
    rows = [_shown(outline, item, title, times, known) for item, title in zip(items, told, strict=True)]
    shares = _shares(rows)
    alone = {each.column for row in rows for each in row if each.alone and shares[each.column] >= HALF}
    return [[each for each in row if _furniture(each, shares, alone, len(rows))] for row in rows]


def _shares(rows: Sequence[list[Shown]]) -> dict[tuple[str, ...], float]:
    """In which share of the items each column has a time."""
    counts = Counter(column for row in rows for column in {each.column for each in row})
    return {column: count / len(rows) for column, count in counts.items()}


def _furniture(each: Shown, shares: dict[tuple[str, ...], float], usual: set[tuple[str, ...]], count: int) -> bool:
    """Whether a time is the list's own furniture: alone in its element, or amid other words in nearly every item.

    Where most items have a time alone, no other is looked for.
    """
    if each.alone or each.marked:
        return True
    if usual:
        # "Just now", which has no number, is found in the innermost of the elements that are the time of other items.
        whole = 2 * (each.span.end - each.span.start) > len(each.text)
        return (each.column[:-1] in usual or (whole and each.column[:-2] in usual)) and not each.told
    if count < FEW:
        return not each.told
    return shares[each.column] >= (MOST if each.told else HALF)


def _shown(outline: Outline, item: Item, title: int, times: Times, known: Parts) -> list[Shown]:
    """The times in an item's block, outside its headline, in page order."""
    found: list[Shown] = []
    start = item.block.start
    name = item.make, max(-1, title - start)
    parts = known.get(name)
    if parts is None:
        parts = known[name] = _parts(outline, item, title)
    read = start
    for part in parts:
        element = start + part.start
        if element < read:
            continue
        if element == title:
            found += _after_headline(outline, item, title, times)
            read = start + part.stop
        elif (whole := _whole(outline, item, element, part, times)) is not None:
            found += whole
            read = start + part.stop
        elif part.owning:
            found += _loose(outline, element, part.column, times)
    if outline.parents[item.block.top] in outline.owning:
        found += _beside(outline, item, times)
    return found


def _parts(outline: Outline, item: Item, title: int) -> list[Part]:
    """The elements of a block that have text, or hold the headline."""
    above, (_, start, stop, *_) = outline.parents[item.block.top], item.block
    return [
        Part(
            each - start,
            outline.ends[each] - start,
            outline.tags[each] == "time",
            each in outline.owning,
            outline.column(each, above),
        )
        for each in range(start, stop)
        if outline.first[each] < outline.last[each] or each == title
    ]


def _whole(outline: Outline, item: Item, element: int, part: Part, times: Times) -> list[Shown] | None:
    """The times of an element that is marked as one, or says one and little else, which takes a number; else None."""
    first, last, marked = outline.first[element], outline.last[element], part.marked
    if not marked:
        long = outline.extents[last] - outline.extents[first] > LONGEST_ALONE
        if long or not outline.has_number(first, last):
            return None
    text = _text(outline, element, times)
    if PART_OF_DAY.fullmatch(text) and (day := part_day(outline, item.block, text, times)):
        return [seen(part.column, day, True, False, first, last)]
    if text and (marked or times.is_time(text)):
        found = [] if _is_length(outline, element, text) else times.spans(text, marked)
        return [seen(part.column, span, True, marked, first, last) for span in found]
    return None


def _is_length(outline: Outline, element: int, text: str) -> bool:
    """Whether what looks like a clock tells how long a film is: it is named so, or stands on a picture without an hour
    of two digits, as clocks of news have it."""
    if not _LENGTH.fullmatch(text):
        return False
    within = range(element, outline.ends[element])
    pictured = len(text) == len("2:08") and any(outline.tags[each] == "img" for each in within)
    return pictured or any(_DURATION.search(outline.elements[each].get("class") or "") for each in within)


def _text(outline: Outline, element: int, times: Times) -> str:
    """The text of a small element; with spaces between its pieces where only so it is a time ("14", "mrt", "2026")."""
    runs = range(outline.first[element], outline.last[element])
    text = outline.text(element) if len(runs) <= 6 else ""
    if 2 <= len(runs) <= 4 and len(text) <= 24 and not times.is_time(text):
        apart = " ".join(outline.words[run] for run in runs)
        return apart if apart != text and times.is_time(apart) else text
    return text


def _after_headline(outline: Outline, item: Item, title: int, times: Times) -> Iterator[Shown]:
    """Times in elements of their own that open or end the element that holds the headline.

    With words around it ("Open day, 7 June, in the town hall") a time is what the story is about.
    """
    for inner in range(title + 1, outline.ends[title]):
        text = outline.text(inner)
        edge = outline.first[inner] == outline.first[title] or outline.last[inner] == outline.last[title]
        if edge and text and (outline.tags[inner] == "time" or times.is_time(text)):
            for span in times.spans(text):
                column = outline.column(inner, outline.parents[item.block.top])
                yield seen(column, span, True, True, outline.first[inner], outline.last[inner])


def _loose(outline: Outline, element: int, column: tuple[str, ...], times: Times) -> Iterator[Shown]:
    """Times in the text that stands directly in an element beside other things ("14 mrt · 3 min · Jan")."""
    for run in range(outline.first[element], outline.last[element]):
        if outline.owners[run] == element and len(outline.runs[run]) <= LONGEST // 2:
            text = outline.words[run]
            for span in times.spans(text):
                yield seen((*column, LOOSE), span, times.is_time(text), False, run, run + 1, text)


def _beside(outline: Outline, item: Item, times: Times) -> Iterator[Shown]:
    """Times in a flat list's bare text, which no element of the block holds."""
    parent = outline.parents[item.block.top]
    for run in range(item.block.first, item.block.last):
        if outline.owners[run] == parent:
            text = outline.words[run]
            for span in times.spans(text):
                yield seen((LOOSE,), span, times.is_time(text), False, run, run + 1, text)
