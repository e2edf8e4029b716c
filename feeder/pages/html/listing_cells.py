"""The texts of a teaser's block that could be its headline, each with what it is."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from feeder.pages.html.listing_flat import Block
from feeder.pages.html.listing_links import Anchor
from feeder.pages.html.listing_outline import HEADINGS, INLINE, Outline
from feeder.pages.html.listing_times import Times
from feeder.pages.html.listing_words import word_count
from feeder.text import fold

Column = tuple[str, ...]
LONGEST = 300
MOST_LINKS = 50
ALIKE = 3
FEWEST_WORDS = 3
_LETTER = re.compile(r"[^\W\d_]")
_RANK = re.compile(r"#?\d{1,2}[.)]?")
_EDGES = " \t-–—|·•:,/»«→›‹←"


@dataclass(frozen=True, slots=True)
class Item:
    """A chosen link, its block, and the path of tags that its list shares."""

    anchor: Anchor
    block: Block


@dataclass(frozen=True, slots=True)
class Cell:
    """One text of one item: its element, what it says, and what it is.

    `headed`: a heading; `linked`: on the item's own link; `foreign`: on a link that leads elsewhere; `mixed`: several
    lines or pieces; `named`: what an attribute calls the link or its picture; `beyond`: it holds
    the item's link and words besides; `place`: how many cells come before it.
    """

    element: int
    text: str
    headed: bool
    linked: bool
    foreign: bool
    mixed: bool
    named: bool
    beyond: bool
    place: int


def row_of(outline: Outline, item: Item, times: Times, dull: frozenset[str]) -> dict[Column, Cell]:
    """An item's cells without the dull ones, unless no other is headed or on its link: stories may share one."""
    cells = _cells(outline, item, times, dull)
    if any(cell.linked or cell.headed for cell in cells.values()):
        return cells
    return _cells(outline, item, times, frozenset())


def _cells(outline: Outline, item: Item, times: Times, dull: frozenset[str]) -> dict[Column, Cell]:
    """The texts of an item that could be its headline: in each column the first few, those on its link apart."""
    block = item.block
    above = [
        up for up in outline.ancestors(item.anchor.element, 2) if outline.tags[up] in HEADINGS and up < block.start
    ]
    ours, others = _links(outline, item)
    names = _names(outline, item, ours)
    found: dict[Column, Cell] = {}
    counts: Counter[Column] = Counter()
    for element in [*above, *range(block.start, block.stop)]:
        if outline.last[element] == outline.first[element] or not _own_line(outline, element):
            continue
        text = headline(outline, element, times)
        if not text or text in dull or len(text) > LONGEST or not _LETTER.search(text):
            continue
        linked = any(outline.meet(element, link) for link in ours)
        path = (*outline.column(element, outline.parents[block.top]), "linked" * linked)
        counts[path] += 1
        if counts[path] <= ALIKE:
            column = (*path, str(counts[path]))
            headed = not HEADINGS.isdisjoint(column) or outline.tags[element] in HEADINGS
            foreign = any(link <= element < outline.ends[link] for link in others)
            mixed, named, beyond = _mixed(outline, element), fold(text) in names, _beyond(outline, element, ours, dull)
            found[column] = Cell(element, text, headed, linked, foreign, mixed, named, beyond, len(found))
    return found


def _links(outline: Outline, item: Item) -> tuple[list[int], list[int]]:
    """The links of a block that lead to the item's story, and those that lead elsewhere."""
    href = (outline.has(item.anchor.element, "href") or "").partition("#")[0]
    ours: list[int] = [item.anchor.element]
    others: list[int] = []
    for element in range(item.block.start, item.block.stop):
        if outline.tags[element] == "a":
            same = (outline.has(element, "href") or "").partition("#")[0] == href
            (ours if same else others).append(element)
    return ours[:MOST_LINKS], others[:MOST_LINKS]


def _names(outline: Outline, item: Item, ours: Sequence[int]) -> frozenset[str]:
    """What attributes call the story: names of its links and descriptions of pictures, folded."""
    told = [outline.has(link, attribute) for link in ours for attribute in ("title", "aria-label")]
    pictures = (each for each in range(item.block.start, item.block.stop) if outline.tags[each] == "img")
    told += [outline.has(picture, "alt") for picture in pictures]
    return frozenset(fold(name) for name in told if name)


def _beyond(outline: Outline, element: int, ours: Sequence[int], dull: frozenset[str]) -> bool:
    """Whether an element says more than the link of the item's that it holds, where that says enough."""
    for link in ours:
        if element < link < outline.ends[element] and (text := outline.text(link)) not in dull:
            return word_count(text) >= FEWEST_WORDS and len(text) < len(outline.text(element))
    return False


def _mixed(outline: Outline, element: int) -> bool:
    """Whether the element's text is on several lines, or in pieces without a space between: a card, no headline."""
    for run in range(outline.first[element] + 1, outline.last[element]):
        one, two = outline.owners[run - 1], outline.owners[run]
        if not outline.runs[run].startswith(" ") and one != two and not outline.meet(one, two):
            return True
    return any(_parts(outline, inner, element) for inner in range(element + 1, outline.ends[element]))


def _parts(outline: Outline, inner: int, element: int) -> bool:
    """Whether an element is a line of its own amid the text of another."""
    if outline.tags[inner] in INLINE or outline.tags[inner] == "br":
        return outline.tags[inner] == "br" and outline.first[element] < outline.last[inner] < outline.last[element]
    within = outline.first[inner] > outline.first[element] or outline.last[inner] < outline.last[element]
    return within and outline.last[inner] > outline.first[inner]


def _own_line(outline: Outline, element: int) -> bool:
    """Whether the element holds text itself, or is a heading or a link."""
    if outline.tags[element] in HEADINGS or outline.tags[element] == "a":
        return True
    return any(outline.owners[run] == element for run in range(outline.first[element], outline.last[element]))


def headline(outline: Outline, element: int, times: Times) -> str:
    """The text of an element between times in elements of their own, without what parts it from them."""
    first, last = outline.first[element], outline.last[element]
    whole = first, last
    for inner in range(element + 1, outline.ends[element]):
        if outline.first[inner] < first or outline.last[inner] == outline.first[inner]:
            continue
        text = outline.text(inner)
        if outline.tags[inner] != "time" and not times.is_day(text) and not _RANK.fullmatch(text):
            continue
        if outline.first[inner] > first and not _RANK.fullmatch(text):
            last = outline.first[inner]
            break
        if outline.first[inner] == first:
            first = min(outline.last[inner], last)
    text = outline.between(first, last)
    return text if (first, last) == whole else text.strip(_EDGES)
