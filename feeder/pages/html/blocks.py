"""A page as flat arrays: its visible elements in document order, and the pieces of text between them.

Everything that recognition asks of a page ("what text is in here", "is this inside that") is then a comparison of
numbers, so that a page is walked once, however many candidate lists are weighed on it.
"""

from __future__ import annotations

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
HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})


@dataclass(frozen=True, slots=True)
class Outline:
    """The visible elements of a page, numbered in document order.

    `parents[i]` is i's parent (-1 for the root), `ends[i]` the number after its last descendant. The text in element
    i is `runs[first[i]:last[i]]`; a run starts with a space where a block, a line or white space parts it from the
    one before. `owners` names each run's element.
    """

    elements: list[etree._Element]
    tags: list[str]
    parents: list[int]
    ends: list[int]
    first: list[int]
    last: list[int]
    runs: list[str]
    owners: list[int]
    numbers: dict[etree._Element, int] = field(repr=False)

    def text(self, element: int) -> str:
        """The text in `element`, on one line."""
        return self.between(self.first[element], self.last[element])

    def between(self, first: int, last: int) -> str:
        """The text of the runs from `first` up to `last`, on one line."""
        return squash("".join(self.runs[first:last]))

    def children(self, element: int) -> list[int]:
        """The child elements of `element`."""
        found, child, end = [], element + 1, self.ends[element]
        while child < end:
            found.append(child)
            child = self.ends[child]
        return found

    def ancestors(self, element: int) -> list[int]:
        """The ancestors of `element`, nearest first, root last."""
        found = []
        while (element := self.parents[element]) >= 0:
            found.append(element)
        return found

    def path(self, element: int, above: int = -1) -> tuple[str, ...]:
        """The tags from below `above` (default: from the root) down to `element`."""
        tags = []
        while element != above and element >= 0:
            tags.append(self.tags[element])
            element = self.parents[element]
        return tuple(reversed(tags))

    def has(self, element: int, attribute: str) -> str | None:
        """The value of an attribute of `element`."""
        return self.elements[element].get(attribute)


class _Walk:
    """Builds an outline without recursion, so that depth costs no stack."""

    def __init__(self) -> None:
        self.outline = Outline([], [], [], [], [], [], [], [], {})
        self._parted = True

    def run(self, root: etree._Element) -> Outline:
        if not self._enter(root, -1):
            return self.outline
        stack = [(0, iter(root))]
        while stack:
            number, children = stack[-1]
            child = next(children, None)
            if child is None:
                stack.pop()
                self._leave(number)
            elif self._enter(child, number):
                stack.append((len(self.outline.elements) - 1, iter(child)))
            else:
                self._tail(child, number)
        return self.outline

    def _enter(self, element: etree._Element, parent: int) -> bool:
        tag = element.tag
        if not isinstance(tag, str) or tag in _SKIPPED or element.get("hidden") is not None:
            return False
        out = self.outline
        number = len(out.elements)
        out.numbers[element] = number
        out.elements.append(element)
        out.tags.append(tag)
        out.parents.append(parent)
        out.ends.append(number + 1)
        out.first.append(len(out.runs))
        out.last.append(len(out.runs))
        if tag not in INLINE:
            self._parted = True
        if element.text:
            self._add(element.text, number)
        return True

    def _leave(self, number: int) -> None:
        out = self.outline
        out.ends[number] = len(out.elements)
        out.last[number] = len(out.runs)
        if out.tags[number] not in INLINE:
            self._parted = True
        if number:
            self._tail(out.elements[number], out.parents[number])

    def _tail(self, element: etree._Element, parent: int) -> None:
        if element.tail:
            self._add(element.tail, parent)

    def _add(self, text: str, owner: int) -> None:
        if text.isspace():
            self._parted = True
            return
        out = self.outline
        out.runs.append(" " + text if self._parted else text)
        out.owners.append(owner)
        self._parted = False


def outline(root: etree._Element) -> Outline:
    """The outline of a parsed page. Linear in its size."""
    return _Walk().run(root)
