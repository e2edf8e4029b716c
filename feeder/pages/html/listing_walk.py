"""Builds the outline of a page: one walk over its elements in document order."""

from __future__ import annotations

from typing import cast

from lxml import etree

from feeder.pages.html.listing_outline import INLINE, REGIONS, Outline
from feeder.text import squash

# Never read as text: code, controls, drawings. A heading inside <button> or <label> is furniture too.
_SKIPPED = frozenset(
    "script style noscript template svg math iframe head select option datalist object embed canvas audio video "
    "textarea input button link meta".split()
)


class _Walk:
    """Builds an outline from elements as they come in document order: no recursion, so depth costs no stack."""

    def __init__(self) -> None:
        self.outline = Outline([], [], [], [], [], [], [], [], [], [], [], [], {}, set(), set())
        self._open: list[tuple[etree._Element | None, int]] = [(None, -1)]
        self._kinds: dict[tuple[int, str], int] = {}
        self._parted = True

    def enter(self, element: etree._Element) -> None:
        """Take the next element, after closing those that it does not stand in; one in a skipped element is skipped."""
        above, opened = element.getparent(), self._open
        while opened[-1][0] is not above:
            self._leave()
        parent, tag, names = opened[-1][1], element.tag, cast(list[str], element.keys())
        if (parent < 0 and len(opened) > 1) or tag in _SKIPPED or "hidden" in names:
            opened.append((element, -1))
            if tag == "meta":
                self.outline.metas.add(next((number for _, number in reversed(opened) if number >= 0), -1))
            return
        number = self._append(element, tag, parent)
        opened.append((element, number))
        attributes = self.outline.attributes
        for name in names:
            if name in attributes:
                attributes[name].append(number)
            else:
                attributes[name] = [number]
        if text := element.text:
            self._add(text, number)

    def _append(self, element: etree._Element, tag: str, parent: int) -> int:
        out = self.outline
        number, place = len(out.tags), len(out.runs)
        out.elements.append(element)
        out.tags.append(tag)
        out.parents.append(parent)
        out.ends.append(number + 1)
        out.first.append(place)
        out.last.append(place)
        if parent >= 0:
            above = out.tags[parent]
            out.above.append(out.above[parent] | REGIONS[above] if above in REGIONS else out.above[parent])
            out.depths.append(out.depths[parent] + 1)
            name = out.kinds[parent], tag
        else:
            out.above.append(0)
            out.depths.append(0)
            name = -1, tag
        kind = self._kinds.setdefault(name, len(self._kinds))
        out.kinds.append(kind)
        if kind == len(out.names):
            out.names.append(name)
        if tag not in INLINE:
            self._parted = True
        return number

    def _leave(self) -> None:
        element, number = self._open.pop()
        out = self.outline
        if number >= 0:
            out.ends[number] = len(out.tags)
            out.last[number] = len(out.runs)
            if out.tags[number] not in INLINE:
                self._parted = True
        above = self._open[-1][1]
        if above >= 0 and element is not None and (tail := element.tail):
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

    def close(self) -> Outline:
        """The outline, every element closed."""
        while len(self._open) > 1:
            self._leave()
        return self.outline


def outline(root: etree._Element) -> Outline:
    """The outline of a parsed page. Linear in its size."""
    walk = _Walk()
    for element in root.iter("*"):
        walk.enter(element)
    return walk.close()
