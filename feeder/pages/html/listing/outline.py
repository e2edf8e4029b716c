"""A page as flat arrays: its visible elements in document order, and the pieces of text between them.

Everything that recognition asks of a page ("what text is in here", "is this inside that") is then a comparison of
numbers, so that a page is walked once, however many candidate lists are weighed on it.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import accumulate
from typing import NamedTuple

from lxml import etree

INLINE = frozenset(
    "a abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd mark q rb rp rt ruby s samp small span "
    "strike strong sub sup time tt u var wbr".split()
)
REGIONS = {"nav": 1, "menu": 1, "header": 2, "footer": 4, "aside": 8, "form": 16, "article": 32, "main": 32}
HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
LINKS = frozenset({"a"})
BREAKS = frozenset({"br", "hr"})


class Kind(NamedTuple):
    """A path of tags, which many elements share: the kind that it stands in (-1: none) and its last tag.

    `depth` is how many stand above it, `regions` the sum of the `REGIONS` among them.
    """

    above: int
    tag: str
    depth: int
    regions: int


@dataclass(frozen=True, slots=True)
class Outline:
    """The visible elements of a page, numbered in document order.

    `parents[i]` is i's parent (-1 for the root), `ends[i]` the number after its last descendant. The text in element
    i is `runs[first[i]:last[i]]`; a run starts with a space where a block, a line or white space parts it from the
    one before, and `words` are the runs without those spaces, `extents[i]` the characters of all before run i.
    `depths[i]` counts the elements above i, `lines[i]` is the block element whose line i is on: itself, or the nearest
    ancestor that is not inline. `owners` names each run's element, `owning` holds all that have one. `named[kinds[i]]`
    is i's kind, `hrefs` where links lead, as written.
    `build` has a number for each element, its kind with the names of its attributes (`looks` says which), and one below
    0 for each run, for its owner's kind and whether it starts with a space, in their order. `numbers[i]` counts the
    runs before run i that have a digit and are no long text. `attributes` are the names of all attributes on the page,
    unseen ones too; `codes` are its scripts and templates, `metas` the elements that `meta` stands in, directly or
    unseen. `menus` says of elements asked about whether they are in a menu, `entries` of elements whether their
    children of a tag are its entries.
    """

    elements: list[etree._Element]
    tags: list[str]
    parents: list[int]
    ends: list[int]
    first: list[int]
    last: list[int]
    depths: list[int]
    lines: list[int]
    runs: list[str]
    words: list[str]
    extents: list[int]
    owners: list[int]
    kinds: list[int]
    build: list[int]
    named: list[Kind]
    looks: dict[tuple[int, tuple[str, ...]], int]
    numbers: list[int]
    hrefs: dict[int, str]
    attributes: set[str]
    owning: set[int]
    metas: set[int]
    codes: list[etree._Element]
    menus: dict[int, bool] = field(default_factory=dict, repr=False)
    entries: dict[tuple[int, str], bool] = field(default_factory=dict, repr=False)
    _breaks: dict[int, list[int]] = field(default_factory=dict, repr=False)
    _children: dict[int, list[int]] = field(default_factory=dict, repr=False)
    _texts: dict[int, str] = field(default_factory=dict, repr=False)
    _paths: dict[int, tuple[str, ...]] = field(default_factory=lambda: {-1: ()}, repr=False)
    _columns: dict[tuple[int, int], tuple[str, ...]] = field(default_factory=dict, repr=False)
    _wrapless: dict[int, int] = field(default_factory=lambda: {-1: -1}, repr=False)
    _plain: dict[tuple[str, int], int] = field(default_factory=dict, repr=False)
    _tagged: dict[frozenset[str], list[int]] = field(default_factory=dict, repr=False)
    _counts: dict[frozenset[str], list[int]] = field(default_factory=dict, repr=False)
    _makes: dict[tuple[int, ...], int] = field(default_factory=dict, repr=False)
    _made: dict[tuple[int, int, int, int], int] = field(default_factory=dict, repr=False)
    _bearing: dict[Callable[[str], bool], list[int]] = field(default_factory=dict, repr=False)

    def text(self, element: int) -> str:
        """The text in `element`, on one line."""
        first, last = self.first[element], self.last[element]
        if last - first == 1:
            return self.words[first]
        text = self._texts.get(element)
        if text is None:
            text = self._texts[element] = "".join(self.runs[first:last]).strip()
        return text

    def between(self, first: int, last: int) -> str:
        """The text of the runs from `first` up to `last`, on one line."""
        return self.words[first] if last - first == 1 else "".join(self.runs[first:last]).strip()

    def make(self, start: int, stop: int, first: int, last: int) -> int:
        """A number for how the elements `start` up to `stop` with the runs `first` up to `last` are built.

        It is the same for all that differ in nothing but words and the values of attributes.
        """
        place = start, stop, first, last
        found = self._made.get(place)
        if found is None:
            build = tuple(self.build[start + first : stop + last])
            found = self._made[place] = self._makes.setdefault(build, len(self._makes))
        return found

    def has_number(self, first: int, last: int) -> bool:
        """Whether one of the runs from `first` up to `last` has a digit; long ones, which are no times, aside."""
        return self.numbers[last] > self.numbers[first]

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
        parents = self.parents
        for _ in range(most):
            element = parents[element]
            if element < 0:
                break
            found.append(element)
        return found

    def meet(self, one: int, two: int) -> bool:
        """Whether one of two elements stands in the other, or both are one."""
        return one <= two < self.ends[one] or two <= one < self.ends[two]

    def line_runs(self, element: int) -> tuple[int, int]:
        """The runs of the line that `element` is on, between the line breaks around it."""
        line = self.lines[element]
        first, last = self.first[line], self.last[line]
        end = self.ends[line]
        if line + 1 == end or not self.has_tagged(BREAKS, line, end):
            return first, last
        breaks = self._breaks.get(line)
        if breaks is None:
            breaks = self._breaks[line] = [self.first[each] for each in self.tagged(BREAKS, line, end)]
        place = bisect_right(breaks, self.first[element])
        if place:
            first = max(first, breaks[place - 1])
        return first, min(last, breaks[place]) if place < len(breaks) else last

    def regions(self, element: int) -> int:
        """The sum of the `REGIONS` that `element` stands in."""
        return self.named[self.kinds[element]].regions

    def path(self, element: int) -> tuple[str, ...]:
        """The tags from the root down to `element`."""
        return self._path(self.kinds[element])

    def _path(self, kind: int) -> tuple[str, ...]:
        path = self._paths.get(kind)
        if path is None:
            above, tag, *_ = self.named[kind]
            path = self._paths[kind] = (*self._path(above), tag)
        return path

    def column(self, element: int, above: int) -> tuple[str, ...]:
        """The tags from below `above` down to `element`."""
        name = self.kinds[element], self.depths[above] + 1 if above >= 0 else 0
        column = self._columns.get(name)
        if column is None:
            column = self._columns[name] = self.path(element)[name[1] :]
        return column

    def wrapless(self, element: int) -> int:
        """A number for the tags from `element` up to the root, without those that wrap one element and nothing else."""
        return self._numbered(self.tags[element], self._unwrapped(self.parents[element]))

    def _unwrapped(self, element: int) -> int:
        found = self._wrapless.get(element)
        if found is None:
            above = self._unwrapped(self.parents[element])
            found = above if self._wraps(element) else self._numbered(self.tags[element], above)
            self._wrapless[element] = found
        return found

    def _numbered(self, tag: str, above: int) -> int:
        return self._plain.setdefault((tag, above), len(self._plain))

    def _wraps(self, element: int) -> bool:
        inner = element + 1
        return (
            self.tags[element] in ("div", "span")
            and inner < self.ends[element] == self.ends[inner]
            and self.first[element] == self.first[inner]
            and self.last[element] == self.last[inner]
        )

    def tagged(self, tags: frozenset[str], start: int, stop: int) -> list[int]:
        """Those of the elements `start` up to `stop` whose tag is one of `tags`."""
        found = self._tagged.get(tags)
        if found is None:
            found = self._tagged[tags] = [number for number, tag in enumerate(self.tags) if tag in tags]
        return found[bisect_left(found, start) : bisect_left(found, stop)]

    def has_tagged(self, tags: frozenset[str], start: int, stop: int) -> bool:
        """Whether the tag of one of the elements `start` up to `stop` is one of `tags`."""
        counts = self._counts.get(tags)
        if counts is None:
            counts = self._counts[tags] = list(accumulate(map(tags.__contains__, self.tags), initial=0))
        return counts[stop] > counts[start]

    def bearing(self, names: Callable[[str], bool], start: int, stop: int) -> list[int]:
        """Those of the elements `start` up to `stop` that have an attribute whose name passes `names`."""
        found = self._bearing.get(names)
        if found is None:
            looks = {look for (_, each), look in self.looks.items() if any(map(names, each))}
            ours = [look in looks for look in self.build if look >= 0] if looks else []
            found = self._bearing[names] = [number for number, passes in enumerate(ours) if passes]
        return found[bisect_left(found, start) : bisect_left(found, stop)]

    def has(self, element: int, attribute: str) -> str | None:
        """The value of an attribute of `element`."""
        return self.elements[element].get(attribute)
