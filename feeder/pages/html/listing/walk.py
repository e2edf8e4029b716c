"""Builds the outline of a page: one walk over its elements in document order."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import accumulate
from typing import Any

from lxml import etree

from feeder.pages.html.listing.outline import INLINE, REGIONS, Kind, Outline
from feeder.text import squash

# Never read as text: code, controls, drawings. A heading inside <button> or <label> is furniture too.
_SKIPPED = frozenset(
    "script style noscript template svg math iframe head select option datalist object embed canvas audio video "
    "textarea input button link meta".split()
)
_NONE: dict[str, int] = {}
_CODE = frozenset({"script", "template"})
LONGEST = 400
"""Characters: longer than any time or price."""
_DIGIT = re.compile(r"\d")
_Open = tuple[etree._Element | None, int, dict[str, int]]
"""An element that is not yet left, its number (-1: skipped), and the kinds of its children by tag."""


class _Walk:
    """Builds an outline from elements as they come in document order: no recursion, so depth costs no stack."""

    def __init__(self) -> None:
        self.outline = Outline(
            [], [], [], [], [], [], [], [], [], [], [], [], [], [], [], {}, [], {}, set(), set(), set(), []
        )
        self._below: list[dict[str, int]] = []
        self._open: list[_Open] = [(None, -1, {})]
        self._parted = True

    def take(self, elements: Iterable[etree._Element]) -> Outline:
        """The outline of all elements of a tree; one in a skipped element is skipped."""
        out, opened, below, looks = self.outline, self._open, self._below, self.outline.looks
        tags, lines, runs, has_digit = out.tags, out.lines, out.runs, _DIGIT.search
        for element in elements:
            above = element.getparent()
            if opened[-1][0] is not above:
                self._leave(above)
            _, parent, kinds = opened[-1]
            tag = element.tag
            names: tuple[Any, ...] = tuple(element.keys())
            kind = kinds.get(tag, -1)
            if kind < 0 and tag not in _SKIPPED and (parent >= 0 or above is None):
                kind = self._new_kind(tag, parent, kinds)
            look = looks.get((kind, names))
            if look is None:
                if kind < 0 or "hidden" in names:
                    self._skip(element, tag, names)
                    continue
                look = looks[kind, names] = len(looks)
            number = len(tags)
            opened.append((element, number, below[kind]))
            out.elements.append(element)
            tags.append(tag)
            out.parents.append(parent)
            out.ends.append(0)
            out.first.append(len(runs))
            out.last.append(0)
            out.kinds.append(kind)
            out.build.append(look)
            if tag == "a":
                out.hrefs[number] = element.get("href") or ""
            if number and tag in INLINE:
                lines.append(lines[parent])
            else:
                lines.append(number)
                self._parted = True
            if text := element.text:
                self._add(text, number)
        self._leave(None)
        out.attributes.update(*[names for _, names in looks])
        out.owning.update(out.owners)
        out.depths.extend([out.named[kind].depth for kind in out.kinds])
        out.extents.extend(accumulate(map(len, runs), initial=0))
        out.numbers.extend(accumulate([len(run) <= LONGEST and has_digit(run) is not None for run in runs], initial=0))
        return out

    def _skip(self, element: etree._Element, tag: str, names: Iterable[str]) -> None:
        out, opened = self.outline, self._open
        opened.append((element, -1, _NONE))
        out.attributes.update(names)
        if tag == "meta":
            out.metas.add(next((number for _, number, _ in reversed(opened) if number >= 0), -1))
        elif tag in _CODE:
            out.codes.append(element)

    def _new_kind(self, tag: str, parent: int, kinds: dict[str, int]) -> int:
        """The number of a path of tags that was not met before: `tag` below `parent`, whose `kinds` it joins."""
        named, above = self.outline.named, self.outline.kinds[parent] if parent >= 0 else -1
        regions, depth = 0, 0
        if above >= 0:
            regions, depth = named[above].regions | REGIONS.get(named[above].tag, 0), named[above].depth + 1
        kind = kinds[tag] = len(named)
        named.append(Kind(above, tag, depth, regions))
        self._below.append({})
        return kind

    def _leave(self, above: etree._Element | None) -> None:
        """Leave what is open up to `above`, which stays open."""
        out, opened = self.outline, self._open
        while opened[-1][0] is not above:
            element, number, _ = opened.pop()
            if number >= 0:
                out.ends[number] = len(out.tags)
                out.last[number] = len(out.runs)
                if out.lines[number] == number:
                    self._parted = True
            if element is not None and (tail := element.tail) and (owner := opened[-1][1]) >= 0:
                self._add(tail, owner)

    def _add(self, text: str, owner: int) -> None:
        if text.isspace():
            self._parted = True
            return
        if text.isprintable() and "  " not in text:  # its only white space are single spaces
            words = text.strip()
        else:
            words = " ".join(text.split())
            words = words if words.isprintable() else squash(words)
        if not words:
            self._parted = True
            return
        out, apart = self.outline, self._parted or text[0].isspace()
        out.runs.append(" " + words if apart else words)
        out.words.append(words)
        out.owners.append(owner)
        out.build.append(-2 * out.kinds[owner] - apart - 1)
        self._parted = text[-1].isspace()


def outline(root: etree._Element) -> Outline:
    """The outline of a parsed page. Linear in its size."""
    return _Walk().take(root.iter("*"))
