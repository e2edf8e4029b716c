"""Builds the outline of a page: one walk over its elements in document order."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import cast

from lxml import etree

from feeder.pages.html.listing.outline import INLINE, REGIONS, Outline
from feeder.text import squash

# Never read as text: code, controls, drawings. A heading inside <button> or <label> is furniture too.
_SKIPPED = frozenset(
    "script style noscript template svg math iframe head select option datalist object embed canvas audio video "
    "textarea input button link meta".split()
)


class _Walk:
    """Builds an outline from elements as they come in document order: no recursion, so depth costs no stack."""

    def __init__(self) -> None:
        self.outline = Outline([], [], [], [], [], [], [], [], [], [], [], [], defaultdict(list), set(), set())
        self._open: list[tuple[etree._Element | None, int]] = [(None, -1)]
        self._kinds: dict[tuple[int, str], int] = {}
        self._parted = True

    def take(self, elements: Iterable[etree._Element]) -> Outline:
        """The outline of all elements of a tree; one in a skipped element is skipped."""
        opened, attributes = self._open, self.outline.attributes
        for element in elements:
            above = element.getparent()
            while opened[-1][0] is not above:
                self._leave()
            parent, tag, names = opened[-1][1], element.tag, cast(list[str], element.keys())
            if tag in _SKIPPED or "hidden" in names or (parent < 0 and above is not None):
                opened.append((element, -1))
                if tag == "meta":
                    self.outline.metas.add(next((number for _, number in reversed(opened) if number >= 0), -1))
                continue
            number = self._append(element, tag, parent)
            opened.append((element, number))
            for name in names:
                attributes[name].append(number)
            if text := element.text:
                self._add(text, number)
        while len(opened) > 1:
            self._leave()
        return self.outline

    def _append(self, element: etree._Element, tag: str, parent: int) -> int:
        out = self.outline
        number, place = len(out.tags), len(out.runs)
        out.elements.append(element)
        out.tags.append(tag)
        out.parents.append(parent)
        out.ends.append(0)
        out.first.append(place)
        out.last.append(0)
        regions, depth, kind = 0, 0, -1
        if parent >= 0:
            regions, depth, kind = out.above[parent], out.depths[parent] + 1, out.kinds[parent]
            if (above := out.tags[parent]) in REGIONS:
                regions |= REGIONS[above]
        out.above.append(regions)
        out.depths.append(depth)
        out.kinds.append(self._kind(kind, tag))
        if tag not in INLINE:
            self._parted = True
        return number

    def _kind(self, above: int, tag: str) -> int:
        """The number of the path of tags that ends in `tag` below the path numbered `above`."""
        kind = self._kinds.get((above, tag))
        if kind is None:
            kind = self._kinds[above, tag] = len(self._kinds)
            self.outline.names.append((above, tag))
        return kind

    def _leave(self) -> None:
        element, number = self._open.pop()
        out = self.outline
        if number >= 0:
            out.ends[number] = len(out.tags)
            out.last[number] = len(out.runs)
            if out.tags[number] not in INLINE:
                self._parted = True
        if element is not None and (tail := element.tail) and (above := self._open[-1][1]) >= 0:
            self._add(tail, above)

    def _add(self, text: str, owner: int) -> None:
        words = " ".join(text.split())
        if not words.isprintable():
            words = squash(words)
        if not words:
            self._parted = True
            return
        out = self.outline
        out.runs.append(" " + words if self._parted or text[0].isspace() else words)
        out.owners.append(owner)
        out.owning.add(owner)
        self._parted = text[-1].isspace()


def outline(root: etree._Element) -> Outline:
    """The outline of a parsed page. Linear in its size."""
    return _Walk().take(root.iter("*"))
