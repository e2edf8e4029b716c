"""Blocks of a list without wrappers: which siblings of a link's own element belong to it.

Between two links of a flat list (h3, p, p, h3, p, p …) something recurs. Whether it follows its link or leads it is
read from the two ends of the list: what recurs stands after the last link, or before the first.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from feeder.pages.html.listing.outline import BREAKS, HEADINGS, LINKS, Outline
from feeder.pages.html.listing.words import extent

Signature = tuple[object, ...]
MUCH = 40
MOST_CHILDREN = 5000


class Block(NamedTuple):
    """What belongs to one link: elements `start` up to `stop`, runs `first` up to `last`; `top` holds the link."""

    top: int
    start: int
    stop: int
    first: int
    last: int

    def holds(self, element: int) -> bool:
        """Whether `element` stands in this block."""
        return self.start <= element < self.stop


def stretches(outline: Outline, parent: int, tops: Sequence[int]) -> list[Block]:
    """The blocks of `tops`, children of one parent in page order: each alone, or with the siblings that recur."""
    first, last, ends = outline.first, outline.last, outline.ends
    apart = [ends[one] != two or first[two] > last[one] for one, two in pairwise(tops)] if parent >= 0 else []
    if sum(apart) * 2 <= len(tops) - 1 or len(children := outline.children(parent)) >= MOST_CHILDREN:
        return [Block(top, top, ends[top], first[top], last[top]) for top in tops]
    places = [bisect_left(children, top) for top in tops]
    gaps = [children[one + 1 : two] for one, two in pairwise(places)]
    pattern = Counter(tuple(_signature(outline, child) for child in gap) for gap in gaps).most_common(1)[0][0]
    return _Flat(outline, parent, children, places, pattern).blocks()


def _signature(outline: Outline, element: int) -> Signature:
    """What siblings of one kind share: their tag, their children's, whether they say much, whether they link."""
    length = extent("".join(outline.runs[outline.first[element] : outline.last[element]]))
    children = tuple([outline.tags[child] for child in outline.children(element)[:3]])
    links = outline.tagged(LINKS, element, outline.ends[element])
    return (outline.tags[element], children, length > MUCH, bool(links))


@dataclass(frozen=True, slots=True)
class _Flat:
    outline: Outline
    parent: int
    children: list[int]
    places: list[int]
    pattern: tuple[Signature, ...]

    def blocks(self) -> list[Block]:
        if self.pattern and all(signature[0] in BREAKS for signature in self.pattern):
            return [self._line(place) for place in self.places]
        if split := self._split():
            return self._around(split)
        if self._leads():
            fences = [-1, *self.places[:-1]]
            return [
                self._block(self._reach(place, fence, -1), place + 1, place, True)
                for place, fence in zip(self.places, fences, strict=True)
            ]
        fences = [*self.places[1:], len(self.children)]
        return [
            self._block(place, self._reach(place, fence, 1) + 1, place, False)
            for place, fence in zip(self.places, fences, strict=True)
        ]

    def _split(self) -> int:
        """How many of the pattern's siblings follow their item, where the others lead the next; 0: it is not split.

        So the list's own ends must say, both; what leads is short (a day, a label, a picture).
        """
        length, last = len(self.pattern), self.places[-1] + 1
        before = self._signatures(self.children[max(0, self.places[0] - length) : self.places[0]])
        after = self._signatures(self.children[last : last + length])
        if after == self.pattern or before == self.pattern:
            return 0
        for trailing in range(length - 1, 0, -1):
            leading = self.pattern[trailing:]
            short = not any(signature[2] for signature in leading)
            if short and after[:trailing] == self.pattern[:trailing] and before[trailing - length :] == leading:
                return trailing
        return 0

    def _signatures(self, elements: Sequence[int]) -> tuple[Signature, ...]:
        return tuple(_signature(self.outline, element) for element in elements)

    def _around(self, trailing: int) -> list[Block]:
        """The blocks of items with siblings on both sides: between two, what is like the leading ones leads."""
        leading = self.pattern[trailing:]
        floors = [-1, *self.places[:-1]]
        starts = [self._start(place, floor, leading) for place, floor in zip(self.places, floors, strict=True)]
        last = self._reach(self.places[-1], len(self.children), 1) + 1
        stops = [*starts[1:], min(last, self.places[-1] + trailing + 1)]
        return [
            self._block(start, stop, place, False)
            for start, stop, place in zip(starts, stops, self.places, strict=True)
        ]

    def _start(self, place: int, floor: int, leading: Sequence[Signature]) -> int:
        """The first of the siblings before an item, and behind `floor`, that are like the leading ones.

        What is like nothing in the list (an advertisement) may stand among them.
        """
        start = place
        wanted = list(leading)
        for before in range(place - 1, max(floor, place - 2 * len(self.pattern) - 1), -1):
            found = _signature(self.outline, self.children[before])
            if wanted and found == wanted[-1]:
                start = before
                wanted.pop()
            elif found in self.pattern or not wanted:
                break
        return start

    def _line(self, place: int) -> Block:
        """All that stands between two line breaks."""
        outline, children = self.outline, self.children
        start = stop = place
        while start > 0 and outline.tags[children[start - 1]] not in BREAKS:
            start -= 1
        while stop + 1 < len(children) and outline.tags[children[stop + 1]] not in BREAKS:
            stop += 1
        first = outline.last[children[start - 1]] if start else outline.first[self.parent]
        last = outline.first[children[stop + 1]] if stop + 1 < len(children) else outline.last[self.parent]
        return Block(children[place], children[start], outline.ends[children[stop]], first, last)

    def _leads(self) -> bool:
        length = len(self.pattern)
        if not length:
            return self._text_before() and not self._text_after()
        before = self.children[max(0, self.places[0] - length) : self.places[0]][::-1]
        after = self.children[self.places[-1] + 1 : self.places[-1] + 1 + length]
        lead, trail = self._likeness(before, self.pattern[::-1]), self._likeness(after, self.pattern)
        if lead == trail:
            lead, trail = self._shared(before, -1), self._shared(after, 1)
        return lead > trail and not self._headed()

    def _headed(self) -> bool:
        outline, top = self.outline, self.children[self.places[0]]
        gap = self.children[self.places[0] + 1 : self.places[1]]
        return outline.tags[top] in HEADINGS and any(outline.tags[child] == "p" for child in gap)

    def _likeness(self, found: Sequence[int], pattern: Sequence[Signature]) -> float:
        """How much siblings are like the pattern, from the item on, 0 to 1."""
        alike = sum(
            sum(mine == theirs for mine, theirs in zip(_signature(self.outline, child), wanted, strict=True))
            for child, wanted in zip(found, pattern, strict=False)
        )
        return alike / sum(map(len, pattern))

    def _shared(self, found: Sequence[int], step: int) -> float:
        """How many siblings of the list's first or last item say what those of other items say, as far as digits tell:
        days are no numbers of pages."""
        inner = self.places[1:] if step < 0 else self.places[:-1]
        forms = [self._forms([self.children[place + step * n] for n in range(1, len(found) + 1)]) for place in inner]
        usual = Counter(form for each in forms for form in each)
        return sum(usual[form] * 2 > len(inner) for form in self._forms(found))

    def _forms(self, elements: Sequence[int]) -> list[tuple[int, str, str]]:
        return [(n, self.outline.tags[each], self._form(each)) for n, each in enumerate(elements)]

    def _form(self, element: int) -> str:
        text = self.outline.text(element)
        return "words" if not any(map(str.isdigit, text)) else "number" if text.isdecimal() else "both"

    def _matches(self, start: int, length: int) -> bool:
        found = self.children[start : start + length] if start >= 0 else []
        return [self.outline.tags[child] for child in found] == [wanted[0] for wanted in self.pattern]

    def _text_before(self) -> bool:
        top = self.children[self.places[0]]
        return self.outline.first[top] > self.outline.first[self.parent]

    def _text_after(self) -> bool:
        top = self.children[self.places[-1]]
        return self.outline.last[top] < self.outline.last[self.parent]

    def _reach(self, place: int, fence: int, step: int) -> int:
        """The farthest sibling of an item in one direction: up to the next item's, no farther than the pattern goes.

        At the list's own end the pattern must fit; between two items all that stands there is one item's.
        """
        inside = 0 <= fence < len(self.children)
        room = abs(fence - place) - 1
        if inside:
            return place + step * (min(room, len(self.pattern)) if self._fits(place, step) else room)
        reached = place
        for wanted in self.pattern if step > 0 else self.pattern[::-1]:
            following = reached + step
            if not 0 <= following < len(self.children):
                break
            if self.outline.tags[self.children[following]] != wanted[0]:
                break
            reached = following
        return reached

    def _fits(self, place: int, step: int) -> bool:
        length = len(self.pattern)
        return length > 0 and self._matches(place + 1 if step > 0 else place - length, length)

    def _block(self, start: int, stop: int, place: int, leads: bool) -> Block:
        outline, children = self.outline, self.children
        first = outline.first[children[start]]
        last = outline.last[children[stop - 1]]
        if leads:
            first = outline.last[children[start - 1]] if start else outline.first[self.parent]
        else:
            last = outline.first[children[stop]] if stop < len(children) else outline.last[self.parent]
        if not self.pattern or leads or stop < len(children):
            return Block(children[place], children[start], outline.ends[children[stop - 1]], first, last)
        return Block(
            children[place], children[start], outline.ends[children[stop - 1]], first, outline.last[children[stop - 1]]
        )
