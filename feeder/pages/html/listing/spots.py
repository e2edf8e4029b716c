"""Where in a block a headline could stand.

Tags and the order of texts alone tell it, so blocks that are built alike, as those of one list are, are looked at once.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from feeder.pages.html.listing.flat import Block
from feeder.pages.html.listing.outline import HEADINGS, INLINE, Outline


class Spot(NamedTuple):
    """An element that holds text itself, or is a heading or a link with text in it. Elements count from the block's
    first.

    `path` is its tags below the block's parent; `headed`: a heading, or in one; `linked`: on the item's own link;
    `foreign`: on a link that leads elsewhere; `mixed`: several lines or pieces; `inner` are the elements in it that
    have text, `held` those of the item's links that stand in it.
    """

    element: int
    path: tuple[str, ...]
    headed: bool
    linked: bool
    foreign: bool
    mixed: bool
    inner: tuple[int, ...]
    held: tuple[int, ...]


Spots = dict[tuple[int, tuple[int, ...], tuple[int, ...]], tuple[Spot, ...]]
"""The spots of a list's blocks by how these are built."""


def spots_of(
    outline: Outline, block: Block, ours: Sequence[int], others: Sequence[int], known: Spots
) -> tuple[Spot, ...]:
    """The spots of a block with links to the item's story (`ours`) and elsewhere (`others`), in page order.

    Those of blocks built alike come from `known`, where those of others are kept.
    """
    _, start, stop, first, last = block
    places = tuple([link - start for link in ours]), tuple([link - start for link in others])
    build = outline.make(start, stop, first, last), *places
    found = known.get(build)
    if found is None:
        elements = [element for element in range(start, stop) if _own_line(outline, element)]
        found = known[build] = tuple([spot(outline, element, block, ours, others) for element in elements])
    return found


def spot(outline: Outline, element: int, block: Block, ours: Sequence[int], others: Sequence[int]) -> Spot:
    """What stands at an element, in the block or above it."""
    ends, start = outline.ends, block.start
    path = outline.column(element, outline.parents[block.top])
    inner = [each for each in range(element + 1, ends[element]) if outline.last[each] > outline.first[each]]
    return Spot(
        element - start,
        path,
        not HEADINGS.isdisjoint(path) or outline.tags[element] in HEADINGS,
        any(outline.meet(element, link) for link in ours),
        any(link <= element < ends[link] for link in others),
        _mixed(outline, element),
        tuple([each - start for each in inner]),
        tuple([link - start for link in ours if element < link < ends[element]]),
    )


def _own_line(outline: Outline, element: int) -> bool:
    """Whether the element holds text itself, or is a heading or a link with text in it."""
    if element in outline.owning:
        return True
    tag = outline.tags[element]
    return (tag == "a" or tag in HEADINGS) and outline.last[element] > outline.first[element]


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
