"""The headings that teasers stand under: "Meer uit Buitenland" over a list."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field
from operator import attrgetter

from feeder.pages.html.listing.flat import Block
from feeder.pages.html.listing.outline import HEADINGS, Outline
from feeder.pages.html.listing.times import Times

LONGEST_LABEL = 60
"""Characters."""
MOST_LEVELS = 6
MOST_SIBLINGS = 30
_START = attrgetter("start")


@dataclass(frozen=True, slots=True)
class Labels:
    """The labels of a page; `blocks` are those of all its items in page order.

    What stands in a block, or holds one, is no heading over a list.
    """

    outline: Outline
    blocks: Sequence[Block]
    times: Times
    _headings: dict[int, list[tuple[int, str]]] = field(default_factory=dict, repr=False)
    _higher: dict[tuple[int, int], str | None] = field(default_factory=dict, repr=False)

    def over(self, element: int) -> str | None:
        """The nearest heading over an item that is the list's, not an item's: short, no date, below the page's own.

        `element` is the first of the item's block.
        """
        return self._over(element, MOST_LEVELS)

    def _over(self, element: int, levels: int) -> str | None:
        above = self.outline.parents[element]
        if above <= 0 or not levels:
            return None
        if headings := self._among(above):
            place = bisect_left(self.outline.children(above), element)
            for nearest, text in reversed(headings):
                if place - MOST_SIBLINGS <= nearest < place:
                    return text
        if (above, levels) not in self._higher:
            self._higher[above, levels] = self._over(above, levels - 1)
        return self._higher[above, levels]

    def _among(self, above: int) -> list[tuple[int, str]]:
        """The headings among the children of an element, each with its place there."""
        found = self._headings.get(above)
        if found is None:
            told = [(place, child, self._text(child)) for place, child in enumerate(self.outline.children(above))]
            found = [(place, text) for place, child, text in told if text and self._apart(child)]
            self._headings[above] = found
        return found

    def _apart(self, element: int) -> bool:
        """Whether an element stands in no item's block, and holds none."""
        place = bisect_left(self.blocks, element + 1, key=_START)
        inside = place > 0 and self.blocks[place - 1].holds(element)
        return not inside and place == bisect_left(self.blocks, self.outline.ends[element], key=_START)

    def _text(self, element: int) -> str | None:
        """The text of a heading, alone or in a wrapper of its own; None for anything else, and for the page's title."""
        outline = self.outline
        for inner in outline.tagged(HEADINGS, element, min(outline.ends[element], element + 4)):
            text = outline.text(inner)
            whole = outline.last[element] - outline.first[element] <= outline.last[inner] - outline.first[inner] + 1
            fits = whole and outline.tags[inner] != "h1" and 0 < len(text) <= LONGEST_LABEL
            return text if fits and not self.times.is_time(text) and not text.isdigit() else None
        return None
