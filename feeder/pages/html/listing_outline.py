"""A page as flat arrays: its visible elements in document order, and the pieces of text between them.

Everything that recognition asks of a page ("what text is in here", "is this inside that") is then a comparison of
numbers, so that a page is walked once, however many candidate lists are weighed on it.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field

from lxml import etree

from feeder.text import squash

# Never read as text: code, controls, drawings. A heading inside <button> or <label> is furniture too.
_SKIPPED = frozenset(
    "script style noscript template svg math iframe head select option datalist object embed canvas audio video "
    "textarea input button link meta".split()
)
INLINE = frozenset(
    "a abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd mark q rb rp rt ruby s samp small span "
    "strike strong sub sup time tt u var wbr".split()
)
SHORT = 30
"""Characters: the most that a menu's entry has."""
REGIONS = {"nav": 1, "menu": 1, "header": 2, "footer": 4, "aside": 8, "form": 16, "article": 32, "main": 32}
HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})


@dataclass(frozen=True, slots=True)
class Outline:
    """The visible elements of a page, numbered in document order.

    `parents[i]` is i's parent (-1 for the root), `ends[i]` the number after its last descendant. The text in element
    i is `runs[first[i]:last[i]]`; a run starts with a space where a block, a line or white space parts it from the
    one before. `owners` names each run's element; `above[i]` is the sum of the `REGIONS` that i stands in.
    """

    elements: list[etree._Element]
    tags: list[str]
    parents: list[int]
    ends: list[int]
    first: list[int]
    last: list[int]
    runs: list[str]
    owners: list[int]
    above: list[int]
    _menus: dict[int, bool] = field(default_factory=dict, repr=False)
    _breaks: dict[int, list[int]] = field(default_factory=dict, repr=False)
    _children: dict[int, list[int]] = field(default_factory=dict, repr=False)
    _texts: dict[int, str] = field(default_factory=dict, repr=False)
    _paths: dict[int, tuple[str, ...]] = field(default_factory=dict, repr=False)

    def in_menu(self, element: int) -> bool:
        """Whether `element` is in a menu's entry: it, or an ancestor, stands among short links and opens with one."""
        chain = []
        while element > 0 and element not in self._menus:
            chain.append(element)
            element = self.parents[element]
        found = self._menus.get(element, False)
        for each in reversed(chain):
            found = found or (self._opens_short(each) and self._among_entries(each))
            self._menus[each] = found
        return found

    def _among_entries(self, element: int) -> bool:
        siblings = self.children(self.parents[element])
        entries = sum(self._is_entry(sibling) for sibling in siblings)
        return entries >= 2 and entries * 4 >= len(siblings)

    def _is_entry(self, element: int) -> bool:
        if self.ends[element] - element > 12 or self.last[element] - self.first[element] > 3:
            return False
        links = [inner for inner in range(element, self.ends[element]) if self.tags[inner] == "a"]
        if len(links) != 1:
            return False
        text = self.text(element)
        return 0 < len(text) <= SHORT and text == self.text(links[0])

    def _opens_short(self, element: int) -> bool:
        """Whether the first text in `element` is a short link, no heading."""
        first = self.first[element]
        up, short = self.owners[first] if first < self.last[element] else element, False
        while up > element:
            if self.tags[up] in HEADINGS:
                return False
            short = short or (self.tags[up] == "a" and len(self.text(up)) <= SHORT)
            up = self.parents[up]
        return short

    def text(self, element: int) -> str:
        """The text in `element`, on one line."""
        text = self._texts.get(element)
        if text is None:
            text = self._texts[element] = self.between(self.first[element], self.last[element])
        return text

    def between(self, first: int, last: int) -> str:
        """The text of the runs from `first` up to `last`, on one line."""
        return "".join(self.runs[first:last]).strip()

    def children(self, element: int) -> list[int]:
        """The child elements of `element`; shared, not to be changed."""
        found = self._children.get(element)
        if found is None:
            found = self._children[element] = []
            child, end = element + 1, self.ends[element]
            while child < end:
                found.append(child)
                child = self.ends[child]
        return found

    def before(self, element: int, most: int) -> list[int]:
        """The siblings before `element`, nearest first, at most `most`."""
        siblings = self.children(self.parents[element])
        place = bisect_left(siblings, element)
        return siblings[max(0, place - most) : place][::-1]

    def ancestors(self, element: int, most: int = 1 << 30) -> list[int]:
        """The ancestors of `element`, nearest first, at most `most`."""
        found: list[int] = []
        while len(found) < most and (element := self.parents[element]) >= 0:
            found.append(element)
        return found

    def meet(self, one: int, two: int) -> bool:
        """Whether one of two elements stands in the other, or both are one."""
        return one <= two < self.ends[one] or two <= one < self.ends[two]

    def line(self, element: int) -> int:
        """The block element whose line `element` is on: itself, or the nearest ancestor that is not inline."""
        while element > 0 and self.tags[element] in INLINE:
            element = self.parents[element]
        return element

    def line_runs(self, element: int) -> tuple[int, int]:
        """The runs of the line that `element` is on, between the line breaks around it."""
        line = self.line(element)
        first, last = self.first[line], self.last[line]
        breaks = self._breaks.get(line)
        if breaks is None:
            within = range(line, self.ends[line])
            breaks = self._breaks[line] = [self.first[inner] for inner in within if self.tags[inner] in ("br", "hr")]
        place = bisect_right(breaks, self.first[element])
        if place:
            first = max(first, breaks[place - 1])
        return first, min(last, breaks[place]) if place < len(breaks) else last

    def path(self, element: int) -> tuple[str, ...]:
        """The tags from the root down to `element`."""
        path = self._paths.get(element)
        if path is None:
            above = self.parents[element]
            path = self._paths[element] = (*(self.path(above) if above >= 0 else ()), self.tags[element])
        return path

    def column(self, element: int, above: int) -> tuple[str, ...]:
        """The tags from below `above` down to `element`."""
        return self.path(element)[len(self.path(above)) if above >= 0 else 0 :]

    def has(self, element: int, attribute: str) -> str | None:
        """The value of an attribute of `element`."""
        return self.elements[element].get(attribute)


class _Walk:
    """Builds an outline from elements as they come in document order: no recursion, so depth costs no stack."""

    def __init__(self) -> None:
        self.outline = Outline([], [], [], [], [], [], [], [], [])
        self._open: list[tuple[etree._Element, int]] = []
        self._parted = True

    def enter(self, element: etree._Element) -> None:
        """Take the next element, after closing those that it does not stand in; one in a skipped element is skipped."""
        parent = element.getparent()
        while self._open and self._open[-1][0] is not parent:
            self._leave()
        number = self._append(element) if self._visible(element) else -1
        self._open.append((element, number))
        if number >= 0 and element.text:
            self._add(element.text, number)

    def _visible(self, element: etree._Element) -> bool:
        if self._open and self._open[-1][1] < 0:
            return False
        return element.tag not in _SKIPPED and element.get("hidden") is None

    def _append(self, element: etree._Element) -> int:
        out, tag = self.outline, element.tag
        number = len(out.elements)
        out.elements.append(element)
        out.tags.append(tag)
        parent = self._open[-1][1] if self._open else -1
        out.parents.append(parent)
        out.above.append(out.above[parent] | REGIONS.get(out.tags[parent], 0) if parent >= 0 else 0)
        out.ends.append(number + 1)
        out.first.append(len(out.runs))
        out.last.append(len(out.runs))
        if tag not in INLINE:
            self._parted = True
        return number

    def _leave(self) -> None:
        element, number = self._open.pop()
        out = self.outline
        if number >= 0:
            out.ends[number] = len(out.elements)
            out.last[number] = len(out.runs)
            if out.tags[number] not in INLINE:
                self._parted = True
        above = self._open[-1][1] if self._open else -1
        if above >= 0 and element.tail:
            self._add(element.tail, above)

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
        self._parted = text[-1].isspace()

    def close(self) -> Outline:
        """The outline, every element closed."""
        while self._open:
            self._leave()
        return self.outline


def outline(root: etree._Element) -> Outline:
    """The outline of a parsed page. Linear in its size."""
    walk = _Walk()
    for element in root.iter("*"):
        walk.enter(element)
    return walk.close()
