"""The texts of a teaser's block that could be its headline, each with what it is."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from feeder.pages.html.listing.flat import Block
from feeder.pages.html.listing.links import Anchor
from feeder.pages.html.listing.outline import LINKS, Outline
from feeder.pages.html.listing.spots import Spot, Spots
from feeder.pages.html.listing.times import Times
from feeder.pages.html.listing.words import word_count
from feeder.text import fold

Column = int
LONGEST = 300
MOST_LINKS = 50
FEWEST_WORDS = 3
_LETTER = re.compile(r"[^\W\d_]")
_LONGEST_RANK = 4
_RANK = re.compile(r"#?\d{1,2}[.)]?")
_NO_NAMES: frozenset[str] = frozenset()
_EDGES = " \t-–—|·•:,/»«→›‹←"


class Item(NamedTuple):
    """A chosen link, its block, and the number of how that is built (`Outline.make`)."""

    anchor: Anchor
    block: Block
    make: int


class Cell(NamedTuple):
    """One text of one item: its element, what it says, and the spot that it stands at.

    `named`: what an attribute calls the link or its picture; `beyond`: it holds the item's link and words besides;
    `place`: how many cells come before it.
    """

    element: int
    text: str
    spot: Spot
    named: bool
    beyond: bool
    place: int


def row_of(outline: Outline, item: Item, times: Times, dull: frozenset[str], known: Spots) -> dict[Column, Cell]:
    """An item's cells without the dull ones, unless no other is headed or on its link: stories may share one.

    `known` are the spots of the blocks of its list so far.
    """
    ours, others = _links(outline, item)
    start = item.block.start
    spots, above, named = known.pattern(item.block, item.make, ours, others)
    if above:
        ups = [outline.ancestors(item.anchor.element, steps + 1)[-1] for steps in above]
        spots = (*[known.spot(up, item.block, ours, others) for up in ups], *spots)
    names = [outline.has(start + each, name) for each, name in named]
    folded = frozenset([fold(name) for name in names if name]) if names else _NO_NAMES
    cells = _cells(outline, start, spots, folded, times, dull)
    if any(cell.spot.linked or cell.spot.headed for cell in cells.values()):
        return cells
    return _cells(outline, start, spots, folded, times, frozenset())


def _cells(
    outline: Outline, start: int, spots: Sequence[Spot], names: frozenset[str], times: Times, dull: frozenset[str]
) -> dict[Column, Cell]:
    """The texts of an item that could be its headline: in each column the first few, those on its link apart."""
    found: dict[Column, Cell] = {}
    for spot in spots:
        element = start + spot.element
        text = _headline(outline, element, start, spot, times) if spot.inner else outline.text(element)
        if not text or text in dull or len(text) > LONGEST or not (text[0].isalpha() or _LETTER.search(text)):
            continue
        for column in spot.columns:
            if column not in found:
                named = bool(names) and fold(text) in names
                beyond = bool(spot.held) and _beyond(outline, element, start, spot.held, dull)
                found[column] = Cell(element, text, spot, named, beyond, len(found))
                break
    return found


def _links(outline: Outline, item: Item) -> tuple[list[int], list[int]]:
    """The links of a block that lead to the item's story, its own first, and those that lead elsewhere."""
    own = item.anchor.element
    ours = [own]
    others: list[int] = []
    links = outline.tagged(LINKS, item.block.start, item.block.stop)
    if len(links) > 1:
        hrefs = outline.hrefs
        address = hrefs[own].partition("#")[0]
        for element in links:
            if element != own:
                (ours if hrefs[element].partition("#")[0] == address else others).append(element)
    return ours[:MOST_LINKS], others[:MOST_LINKS]


def _beyond(outline: Outline, element: int, start: int, held: Sequence[int], dull: frozenset[str]) -> bool:
    """Whether an element says more than the first link of the item's that it holds, where that says enough."""
    for link in held:
        text = outline.text(start + link)
        if text not in dull:
            return word_count(text) >= FEWEST_WORDS and len(text) < len(outline.text(element))
    return False


def _headline(outline: Outline, element: int, start: int, spot: Spot, times: Times) -> str:
    """The text of an element between times in elements of their own, without what parts it from them."""
    first, last = outline.first[element], outline.last[element]
    if not spot.timed and not outline.has_number(first, last):
        return outline.text(element)
    whole = first, last
    for offset in spot.inner:
        inner = start + offset
        begin, end = outline.first[inner], outline.last[inner]
        if begin < first or not (outline.tags[inner] == "time" or outline.has_number(begin, end)):
            continue
        text = outline.text(inner)
        ranked = len(text) <= _LONGEST_RANK and _RANK.fullmatch(text) is not None
        if outline.tags[inner] != "time" and not ranked and not times.is_day(text):
            continue
        if begin > first and not ranked:
            last = begin
            break
        if begin == first:
            first = min(end, last)
    return outline.text(element) if (first, last) == whole else outline.between(first, last).strip(_EDGES)
