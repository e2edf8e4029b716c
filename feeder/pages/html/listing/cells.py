"""The texts of a teaser's block that could be its headline, each with what it is."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from feeder.pages.html.listing.flat import Block
from feeder.pages.html.listing.links import Anchor
from feeder.pages.html.listing.outline import HEADINGS, LINKS, Outline
from feeder.pages.html.listing.spots import Spot, Spots, spot, spots_of
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
_NAMES = ("title", "aria-label")
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


def row_of(outline: Outline, item: Item, times: Times, dull: frozenset[str], known: Spots) -> dict[Column, Cell]:
    """An item's cells without the dull ones, unless no other is headed or on its link: stories may share one.

    `known` are the spots of the blocks of its list so far.
    """
    ours, others = _links(outline, item)
    parents = outline.ancestors(item.anchor.element, 2)
    above = [up for up in parents if up < item.block.start and outline.tags[up] in HEADINGS]
    spots = spots_of(outline, item.block, ours, others, known)
    if above:
        spots = (*[spot(outline, up, item.block, ours, others) for up in above], *spots)
    names = _names(outline, item, ours)
    cells = _cells(outline, item.block.start, spots, names, times, dull)
    if any(cell.linked or cell.headed for cell in cells.values()):
        return cells
    return _cells(outline, item.block.start, spots, names, times, frozenset())


def _cells(
    outline: Outline, start: int, spots: Sequence[Spot], names: frozenset[str], times: Times, dull: frozenset[str]
) -> dict[Column, Cell]:
    """The texts of an item that could be its headline: in each column the first few, those on its link apart."""
    found: dict[Column, Cell] = {}
    counts: dict[tuple[tuple[str, ...], bool], int] = {}
    for offset, path, headed, linked, foreign, mixed, inner, held in spots:
        element = start + offset
        text = _headline(outline, element, start, inner, times) if inner else outline.text(element)
        if not text or text in dull or len(text) > LONGEST or not _LETTER.search(text):
            continue
        count = counts[path, linked] = counts.get((path, linked), 0) + 1
        if count <= ALIKE:
            named = bool(names) and fold(text) in names
            beyond = bool(held) and _beyond(outline, element, [start + link for link in held], dull)
            found[path, linked, count] = Cell(element, text, headed, linked, foreign, mixed, named, beyond, len(found))
    return found


def _links(outline: Outline, item: Item) -> tuple[list[int], list[int]]:
    """The links of a block that lead to the item's story, its own first, and those that lead elsewhere."""
    own = item.anchor.element
    ours = [own]
    others: list[int] = []
    links = outline.tagged(LINKS, item.block.start, item.block.stop)
    if len(links) > 1:
        href = _address(outline, own)
        for element in links:
            if element != own:
                (ours if _address(outline, element) == href else others).append(element)
    return ours[:MOST_LINKS], others[:MOST_LINKS]


def _address(outline: Outline, link: int) -> str:
    return (outline.has(link, "href") or "").partition("#")[0]


def _names(outline: Outline, item: Item, ours: Sequence[int]) -> frozenset[str]:
    """What attributes call the story: names of its links and descriptions of pictures, folded."""
    told = [outline.has(link, name) for name in _NAMES if name in outline.attributes for link in ours]
    if "alt" in outline.attributes:
        told += [outline.has(each, "alt") for each in outline.tagged(_PICTURES, item.block.start, item.block.stop)]
    return frozenset([fold(name) for name in told if name])


def _beyond(outline: Outline, element: int, held: Sequence[int], dull: frozenset[str]) -> bool:
    """Whether an element says more than the link of the item's that it holds, where that says enough."""
    text = next((text for link in held if (text := outline.text(link)) not in dull), "")
    return word_count(text) >= FEWEST_WORDS and len(text) < len(outline.text(element))


def _headline(outline: Outline, element: int, start: int, inside: Sequence[int], times: Times) -> str:
    """The text of an element between times in elements of their own, without what parts it from them.

    `inside` are the elements in it that have text, counted from `start`.
    """
    first, last = outline.first[element], outline.last[element]
    whole = first, last
    for offset in inside:
        inner = start + offset
        begin, end = outline.first[inner], outline.last[inner]
        if begin < first or not (outline.tags[inner] == "time" or outline.has_number(begin, end)):
            continue
        text = outline.text(inner)
        if outline.tags[inner] != "time" and not times.is_day(text) and not _RANK.fullmatch(text):
            continue
        if begin > first and not _RANK.fullmatch(text):
            last = begin
            break
        if begin == first:
            first = min(end, last)
    return outline.text(element) if (first, last) == whole else outline.between(first, last).strip(_EDGES)
