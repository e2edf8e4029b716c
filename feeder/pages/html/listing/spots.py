"""Where in a block a headline could stand.

Tags and the order of texts alone tell it, so blocks that are built alike, as those of one list are, are looked at once.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from feeder.pages.html.listing.flat import Block
from feeder.pages.html.listing.outline import HEADINGS, INLINE, Outline

ALIKE = 3
"""The columns at one path of tags: what more texts stand there are no headlines."""
_PICTURES = frozenset({"img"})
_NAMES = ("title", "aria-label")


class Spot(NamedTuple):
    """An element that holds text itself, or is a heading or a link with text in it. Elements count from the block's
    first.

    `columns` are the numbers of the columns of its list that its text may stand in, the first free one of them;
    `headed`: a heading, or in one; `linked`: on the item's own link; `foreign`: on a link that leads elsewhere;
    `mixed`: several lines or pieces; `inner` are the elements in it that have text, `timed`: one of them is a `time`;
    `held` are those of the item's links that stand in it.
    """

    element: int
    columns: range
    headed: bool
    linked: bool
    foreign: bool
    mixed: bool
    inner: tuple[int, ...]
    timed: bool
    held: tuple[int, ...]


class Pattern(NamedTuple):
    """What items have in common whose blocks are built alike: their spots, how far above the item's link stand headings
    that its block does not hold, and the attributes that may name the story, each with its element."""

    spots: tuple[Spot, ...]
    above: tuple[int, ...]
    names: tuple[tuple[int, str], ...]


@dataclass(frozen=True, slots=True)
class Spots:
    """The patterns of a list's items so far, and its columns: a path of tags below the block's parent, whether on the
    item's link, and which of several there."""

    outline: Outline
    _patterns: dict[tuple[int, tuple[int, ...], tuple[int, ...]], Pattern] = field(default_factory=dict, repr=False)
    _columns: dict[tuple[tuple[str, ...], bool], range] = field(default_factory=dict, repr=False)

    def pattern(self, block: Block, make: int, ours: Sequence[int], others: Sequence[int]) -> Pattern:
        """The pattern of an item with links to its story (`ours`, its own first) and elsewhere (`others`)."""
        start = block.start
        name = make, tuple([link - start for link in ours]), tuple([link - start for link in others])
        found = self._patterns.get(name)
        if found is None:
            found = self._patterns[name] = self._pattern(block, ours, others)
        return found

    def _pattern(self, block: Block, ours: Sequence[int], others: Sequence[int]) -> Pattern:
        outline, start, stop = self.outline, block.start, block.stop
        spots = [self.spot(each, block, ours, others) for each in range(start, stop) if _own_line(outline, each)]
        above = [
            steps
            for steps, up in enumerate(outline.ancestors(ours[0], 2))
            if up < start and outline.tags[up] in HEADINGS
        ]
        named = [(link, name) for name in _NAMES if name in outline.attributes for link in ours]
        if "alt" in outline.attributes:
            named += [(each, "alt") for each in outline.tagged(_PICTURES, start, stop)]
        names = [(each - start, name) for each, name in named if outline.has(each, name) is not None]
        return Pattern(tuple(spots), tuple(above), tuple(names))

    def spot(self, element: int, block: Block, ours: Sequence[int], others: Sequence[int]) -> Spot:
        """What stands at an element, in the block or above it."""
        outline, ends, start = self.outline, self.outline.ends, block.start
        path = outline.column(element, outline.parents[block.top])
        inner = [each for each in range(element + 1, ends[element]) if outline.last[each] > outline.first[each]]
        linked = any(outline.meet(element, link) for link in ours)
        return Spot(
            element - start,
            self._columns.setdefault(
                (path, linked), range(len(self._columns) * ALIKE, (len(self._columns) + 1) * ALIKE)
            ),
            not HEADINGS.isdisjoint(path) or outline.tags[element] in HEADINGS,
            linked,
            any(link <= element < ends[link] for link in others),
            _mixed(outline, element),
            tuple([each - start for each in inner]),
            any(outline.tags[each] == "time" for each in inner),
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
