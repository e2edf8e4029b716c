"""Time cues of teasers: what machines are told, what readers are shown, at last what the address says.

Only a teaser's own block speaks for it. What readers are shown is chosen by column, as headlines are: of all short
texts that are times, those that stand at one place in most items.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from lxml import etree

from feeder.model.time import About, CalendarTime, Phrase, TimeCue, Where
from feeder.pages.html.listing_flat import Block
from feeder.pages.html.listing_outline import Outline
from feeder.pages.html.listing_times import LONGEST, Times
from feeder.pages.html.listing_titles import Item
from feeder.recognise.times import Span, machine

_PUBLISHED = frozenset({"datepublished", "datecreated", "uploaddate", "startdate", "pubdate"})
_MODIFIED = frozenset({"datemodified", "dateupdated"})
_TELLING = ("date", "time", "publish", "created", "stamp", "epoch")
_CHANGED = ("modif", "updat", "change")
MANY = 3
_NUMERIC = re.compile(r"\b(\d{1,2})\s?([./-])\s?(\d{1,2})\s?\2\s?\d{2,4}\b")
_PART_OF_DAY = re.compile(r"\d{1,2}([-./])\d{1,2}\.?")


@dataclass(frozen=True, slots=True)
class Shown:
    """A time that readers are shown: the column that it stands in, the text around it, and the time."""

    column: tuple[str, ...]
    span: Span
    alone: bool
    marked: bool


def cues(outline: Outline, items: Sequence[Item], told: Sequence[int], times: Times) -> list[tuple[TimeCue, ...]]:
    """The cues of each item of one list; `told` names the element that holds each one's headline (-1: none)."""
    shown = [_shown(outline, item, title, times) for item, title in zip(items, told, strict=True)]
    columns = _columns(shown)
    day_first = _day_first(shown)
    stated = [_stated(outline, item.block) for item in items]
    if _constant(stated, shown):
        stated = [() for _ in items]
    return [
        tuple(metadata) + _printed(outline, item, row, columns, day_first) or _addressed(item)
        for item, row, metadata in zip(items, shown, stated, strict=True)
    ]


def _shown(outline: Outline, item: Item, title: int, times: Times) -> list[Shown]:
    """The times in an item's block, outside its headline, in page order."""
    found: list[Shown] = []
    above = outline.parents[item.block.top]
    element = item.block.start
    while element < item.block.stop:
        if element == title:
            found += _after_headline(outline, item, title, times)
            element = outline.ends[element]
            continue
        text = outline.text(element) if outline.last[element] - outline.first[element] <= 6 else ""
        if text and _PART_OF_DAY.fullmatch(text) and (day := _part_day(outline, item.block, text, times)):
            found.append(Shown(outline.column(element, above), day, True, False))
            element = outline.ends[element]
            continue
        marked = outline.tags[element] == "time"
        if text and (marked or times.is_time(text)):
            found += [Shown(outline.column(element, above), span, True, marked) for span in times.spans(text, marked)]
            element = outline.ends[element]
            continue
        found += _loose(outline, element, above, times)
        element += 1
    found += _beside(outline, item, times)
    return found


def _after_headline(outline: Outline, item: Item, title: int, times: Times) -> Iterator[Shown]:
    """Times in elements of their own at the end of the element that holds the headline.

    With words behind it ("Open day, 7 June, in the town hall") a time is what the story is about.
    """
    for inner in range(title + 1, outline.ends[title]):
        text = outline.text(inner)
        if outline.last[inner] == outline.last[title] and (outline.tags[inner] == "time" or times.is_time(text)):
            for span in times.spans(text):
                yield Shown(outline.column(inner, outline.parents[item.block.top]), span, True, True)


def _loose(outline: Outline, element: int, above: int, times: Times) -> Iterator[Shown]:
    """Times in the text that stands directly in an element beside other things ("14 mrt · 3 min · Jan")."""
    for run in range(outline.first[element], outline.last[element]):
        if outline.owners[run] == element and len(outline.runs[run]) <= LONGEST // 2:
            text = outline.between(run, run + 1)
            for span in times.spans(text):
                yield Shown((*outline.column(element, above), "#"), span, times.is_time(text), False)


def _beside(outline: Outline, item: Item, times: Times) -> Iterator[Shown]:
    """Times in a flat list's bare text, which no element of the block holds."""
    parent = outline.parents[item.block.top]
    for run in range(item.block.first, item.block.last):
        if outline.owners[run] == parent:
            text = outline.between(run, run + 1)
            for span in times.spans(text):
                yield Shown(("#",), span, times.is_time(text), False)


def _columns(rows: Sequence[list[Shown]]) -> dict[tuple[str, ...], float]:
    """How much each column is the list's own time: by how many items have one there, alone, in an element for times."""
    weights: dict[tuple[str, ...], float] = {}
    for row in rows:
        for column in {shown.column for shown in row}:
            first = next(shown for shown in row if shown.column == column)
            weights[column] = weights.get(column, 0.0) + 1.0 + 1.0 * first.alone + 0.5 * first.marked
    return weights


def _printed(
    outline: Outline, item: Item, row: list[Shown], columns: dict[tuple[str, ...], float], day_first: bool | None
) -> tuple[TimeCue, ...]:
    """At most one published and one updated cue: from the weightiest column, the earlier in the block where two tie."""
    found: dict[About, TimeCue] = {}
    for shown in sorted(row, key=lambda each: -columns[each.column]):
        if shown.alone or shown.marked or len(shown.span.text) >= 4:
            phrases = _dated(outline, item, _settled(shown.span, day_first))
            found.setdefault(shown.span.about, TimeCue(shown.span.text, Where.FURNITURE, shown.span.about, phrases))
    return tuple(found[about] for about in About if about in found)


def _day_first(rows: Sequence[list[Shown]]) -> bool | None:
    """Whether numeric days of a list come before their months: one above 12 settles it for all; dots say so too."""
    dotted = None
    for found in (_NUMERIC.search(shown.span.text) for row in rows for shown in row):
        if found and int(found[1]) > 12:
            return True
        if found and int(found[3]) > 12:
            return False
        dotted = dotted or (found and found[2] == ".") or None
    return dotted


def _settled(span: Span, day_first: bool | None) -> tuple[Phrase, ...]:
    """The readings of a numeric date that the list's own order of day and month leaves."""
    found = _NUMERIC.search(span.text)
    if day_first is None or not found:
        return span.phrases
    day, month = (int(found[1]), int(found[3])) if day_first else (int(found[3]), int(found[1]))
    read = [phrase for phrase in span.phrases if isinstance(phrase, CalendarTime) and phrase.month and month <= 12]
    return tuple(dict.fromkeys(replace(phrase, day=day, month=month) for phrase in read)) or span.phrases


def _dated(outline: Outline, item: Item, phrases: tuple[Phrase, ...]) -> tuple[Phrase, ...]:
    """The readings, with the year that stands over the item or in its address where the text itself has none."""
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


def _part_day(outline: Outline, block: Block, text: str, times: Times) -> Span | None:
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
            text = outline.text(sibling) if outline.last[sibling] - outline.first[sibling] <= 2 else ""
            if len(text) <= 16 and (year := _year_of(text)):
                return year
        element, steps = above, steps + 1
    return None


def _year_of(text: str) -> int | None:
    years = [word for word in text.replace("年", " ").split() if len(word) == 4 and word.isdigit()]
    return int(years[0]) if len(years) == 1 and 1990 <= int(years[0]) <= 2100 else None


def _year_in(item: Item, wanted: CalendarTime) -> int | None:
    """The year of an address like /2023/12/… where its month agrees."""
    segments = item.anchor.shape.segments
    for year, month in pairwise(segments):
        if _year_of(year) and month.isdigit() and int(month) == wanted.month:
            return int(year)
    return None


def _stated(outline: Outline, block: Block) -> tuple[TimeCue, ...]:
    """What the block tells machines: `datetime`, microdata, and data attributes whose names speak of time."""
    found: dict[About, TimeCue] = {}
    for node in _nodes(outline, block):
        for about, text in _attributes(node):
            found.setdefault(about, TimeCue(text, Where.METADATA, about))
    return tuple(found[about] for about in About if about in found)


def _nodes(outline: Outline, block: Block) -> Iterator[etree._Element]:
    """The elements of the block that have attributes, then those of its `meta`, which no outline holds."""
    for node in outline.elements[block.start : block.stop]:
        if node.keys():
            yield node
    element = block.start
    while element < block.stop:
        yield from outline.elements[element].iter("meta")
        element = outline.ends[element]


def _attributes(node: etree._Element) -> Iterator[tuple[About, str]]:
    named = frozenset(node.get("itemprop", "").casefold().split())
    about = About.UPDATED if named & _MODIFIED and not named & _PUBLISHED else About.PUBLISHED
    for name in map(str, node.keys()):
        telling = name == "datetime" or (name == "content" and named & (_PUBLISHED | _MODIFIED))
        if not telling and name.startswith("data-"):
            telling = any(word in name for word in _TELLING)
            about = About.UPDATED if any(word in name for word in _CHANGED) else about
        if telling and (text := (node.get(name) or "").strip()) and machine(text) is not None:
            yield about, text


def _constant(stated: Sequence[tuple[TimeCue, ...]], shown: Sequence[list[Shown]]) -> bool:
    """Whether many items are told one and the same time while readers are shown several: then it is the page's."""
    texts = [cue.text for row in stated for cue in row[:1]]
    seen = {row[0].span.text for row in shown if row}
    return len(texts) >= MANY and len(set(texts)) == 1 and len(seen) > 1


def _addressed(item: Item) -> tuple[TimeCue, ...]:
    """The day in the item's address, where nothing else dates it."""
    day = item.anchor.shape.day
    return (TimeCue(f"{day[0]:04}-{day[1]:02}-{day[2]:02}", Where.METADATA),) if day else ()
