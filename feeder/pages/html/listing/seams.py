"""Where one item of a list without wrappers ends and the next begins, as their own links say.

A picture or a day that leads to the next story belongs to it, and "Read more" to the one before, whatever recurs.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from itertools import pairwise

from feeder.pages.html.listing.flat import MOST_CHILDREN, Block
from feeder.pages.html.listing.outline import LINKS, Outline

FAR = 6
"""Siblings before the first item that may lead it."""


def seamed(outline: Outline, parent: int, blocks: list[Block]) -> list[Block]:
    """The blocks of children of one parent, in page order, each with the siblings that link to its story.

    Where such a sibling opens some items, what stands between it and their own link opens the others, too.
    """
    flat = any(block.start != block.top or block.stop != outline.ends[block.top] for block in blocks)
    if len(blocks) < 2 or not flat or len(children := outline.children(parent)) >= MOST_CHILDREN:
        return blocks
    places = [bisect_left(children, block.top) for block in blocks]
    opened = [_opens(outline, children, one, two) for one, two in pairwise([places[0] - FAR, *places])]
    closed = [_closes(outline, children, one, two) for one, two in pairwise(places)]
    pictures = [(one, two) for one, two in zip(places, closed, strict=False) if not outline.text(children[one])]
    usual = _usual(outline, children, [*zip(opened, places, strict=True), *pictures])
    cuts = [bisect_left(children, block.start) for block in blocks]
    for number, place in enumerate(places):
        floor = places[number - 1] if number else max(-1, place - FAR)
        floor = closed[number - 1] if number and closed[number - 1] > floor else floor
        start = place - len(usual)
        if usual and start > floor and _tags(outline, children[start:place]) == usual:
            cuts[number] = min(cuts[number], start)
        if opened[number] > floor:
            cuts[number] = min(cuts[number], opened[number])
        cuts[number] = max(cuts[number], floor + 1)
    return _cut(outline, children, blocks, cuts)


def _addresses(outline: Outline, element: int) -> set[str]:
    links = outline.tagged(LINKS, element, outline.ends[element])
    return {address for link in links if (address := outline.hrefs[link].partition("#")[0])}


def _opens(outline: Outline, children: Sequence[int], one: int, two: int) -> int:
    """The first sibling between two items that links to the second; else the second's own place."""
    own = _addresses(outline, children[two])
    between = range(max(one + 1, 0), two)
    return next((place for place in between if not own.isdisjoint(_addresses(outline, children[place]))), two)


def _closes(outline: Outline, children: Sequence[int], one: int, two: int) -> int:
    """The last sibling between two items that links to the first; else the first's own place."""
    own = _addresses(outline, children[one])
    between = range(two - 1, one, -1)
    return next((place for place in between if not own.isdisjoint(_addresses(outline, children[place]))), one)


def _usual(outline: Outline, children: Sequence[int], pairs: Sequence[tuple[int, int]]) -> tuple[str, ...]:
    """The tags between an item's first link and the one with its words, where all items with two have the same."""
    between = {_tags(outline, children[one + 1 : two]) for one, two in pairs if one < two}
    return between.pop() if len(between) == 1 else ()


def _tags(outline: Outline, elements: Sequence[int]) -> tuple[str, ...]:
    return tuple([outline.tags[element] for element in elements])


def _cut(outline: Outline, children: Sequence[int], blocks: list[Block], cuts: Sequence[int]) -> list[Block]:
    """The blocks, each begun at the child that `cuts` names and ended where the next begins."""
    found = list(blocks)
    for number, cut in enumerate(cuts):
        start = children[cut]
        if start == found[number].start:
            continue
        found[number] = found[number]._replace(start=start, first=outline.first[start])
        if number and (start < blocks[number].start or found[number - 1].stop <= start):
            before = found[number - 1]
            found[number - 1] = before._replace(stop=start, last=outline.first[start])
    return found
