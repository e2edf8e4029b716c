"""The texts of a teaser's block that could be its headline, each with what it is."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from feeder.pages.html.listing.flat import Block
from feeder.pages.html.listing.links import Anchor
from feeder.pages.html.listing.outline import HEADINGS, INLINE, LINKS, Outline
from feeder.pages.html.listing.times import Times
from feeder.pages.html.listing.words import word_count
from feeder.text import fold

Column = tuple[tuple[str, ...], bool, int]
"""A path of tags below the item's top, whether on the item's link, and which of several there."""
LONGEST = 300
MOST_LINKS = 50
ALIKE = 3
FEWEST_WORDS = 3
_LETTER = re.compile(r"[^\W\d_]")
_PICTURES = frozenset({"img"})
_RANK = re.compile(r"#?\d{1,2}[.)]?")
_EDGES = " \t-–—|·•:,/»«→›‹←"


class Item(NamedTuple):
    """A chosen link, its block, and the path of tags that its list shares."""

    anchor: Anchor
    block: Block


class Cell(NamedTuple):
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
    parents = outline.ancestors(item.anchor.element, 2)
    above = [up for up in parents if up < block.start and outline.tags[up] in HEADINGS]
    ours, others = _links(outline, item)
    names = _names(outline, item, ours)
    found: dict[Column, Cell] = {}
    counts: dict[tuple[tuple[str, ...], bool], int] = {}
    base = outline.parents[block.top]
    for element in [*above, *range(block.start, block.stop)]:
        text = headline(outline, element, times) if _own_line(outline, element) else ""
        if not text or text in dull or len(text) > LONGEST or not _LETTER.search(text):
            continue
        path, linked = outline.column(element, base), _meets(outline, element, ours)
        count = counts[path, linked] = counts.get((path, linked), 0) + 1
        if count <= ALIKE:
            headed = not HEADINGS.isdisjoint(path) or outline.tags[element] in HEADINGS
            foreign = bool(others) and any(link <= element < outline.ends[link] for link in others)
            mixed, named = _mixed(outline, element), bool(names) and fold(text) in names
            beyond = _beyond(outline, element, ours, dull)
            found[path, linked, count] = Cell(element, text, headed, linked, foreign, mixed, named, beyond, len(found))
    return found


def _meets(outline: Outline, element: int, links: Sequence[int]) -> bool:
    """Whether an element stands in one of several links, or holds one."""
    ends = outline.ends
    return any(element <= link < ends[element] or link <= element < ends[link] for link in links)


def _links(outline: Outline, item: Item) -> tuple[list[int], list[int]]:
    """The links of a block that lead to the item's story, and those that lead elsewhere."""
    href = (outline.has(item.anchor.element, "href") or "").partition("#")[0]
    ours: list[int] = [item.anchor.element]
    others: list[int] = []
    for element in outline.tagged(LINKS, item.block.start, item.block.stop):
        same = (outline.has(element, "href") or "").partition("#")[0] == href
        (ours if same else others).append(element)
    return ours[:MOST_LINKS], others[:MOST_LINKS]


def _names(outline: Outline, item: Item, ours: Sequence[int]) -> frozenset[str]:
    """What attributes call the story: names of its links and descriptions of pictures, folded."""
    named = [attribute for attribute in ("title", "aria-label") if attribute in outline.attributes]
    told = [outline.has(link, attribute) for link in ours for attribute in named]
    told += [outline.has(each, "alt") for each in outline.tagged(_PICTURES, item.block.start, item.block.stop)]
    return frozenset([fold(name) for name in told if name])


def _beyond(outline: Outline, element: int, ours: Sequence[int], dull: frozenset[str]) -> bool:
    """Whether an element says more than the link of the item's that it holds, where that says enough."""
    if outline.ends[element] == element + 1:
        return False
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
    within = range(element + 1, outline.ends[element])
    return bool(within) and any(_parts(outline, inner, element) for inner in within)


def _parts(outline: Outline, inner: int, element: int) -> bool:
    """Whether an element is a line of its own amid the text of another."""
    if outline.tags[inner] in INLINE or outline.tags[inner] == "br":
        return outline.tags[inner] == "br" and outline.first[element] < outline.last[inner] < outline.last[element]
    within = outline.first[inner] > outline.first[element] or outline.last[inner] < outline.last[element]
    return within and outline.last[inner] > outline.first[inner]


def _own_line(outline: Outline, element: int) -> bool:
    """Whether the element holds text itself, or is a heading or a link with text in it."""
    if element in outline.owning:
        return True
    tag = outline.tags[element]
    return (tag == "a" or tag in HEADINGS) and outline.last[element] > outline.first[element]


def headline(outline: Outline, element: int, times: Times) -> str:
    """The text of an element between times in elements of their own, without what parts it from them."""
    if outline.ends[element] == element + 1:
        return outline.text(element)
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
