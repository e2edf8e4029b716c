"""How much a link and its block look like a teaser, and a group of them like a list of teasers.

No sign decides; each adds or takes a little. The weights were set on real pages, half of them kept aside to check.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from feeder.pages.html.listing.figures import tabled
from feeder.pages.html.listing.flat import Block
from feeder.pages.html.listing.groups import Group
from feeder.pages.html.listing.headings import Headings, heading_of
from feeder.pages.html.listing.links import Anchor
from feeder.pages.html.listing.outline import Outline
from feeder.pages.html.listing.shows import Seen, Shows
from feeder.pages.html.listing.times import Times
from feeder.pages.html.listing.words import heads_another_list, word_count

LONG_TEXT = 40
OWN_TITLE = 0.4
OVER = 3
FEWEST_WORDS = 4
SENTENCE_ENDS = (".", "!", "?", "…", "。", "！", "？")
REPEATED = 1.5
SEVERAL = 3
MOST_LINES = 30
_WORDED = (-0.3, 0.2, 0.6, 0.6, 1.0)


class Signs(NamedTuple):
    """What was seen of one link in its block. `words` counts those of the likeliest title, `own` those of the link;
    `lent`: the title is not the link's own text; `weight` is the sum of all: about 2 for a plain teaser, less than 0
    for a plain menu entry."""

    title: str
    words: float
    own: float
    timed: bool
    headed: bool
    pictured: bool
    told: bool
    priced: bool
    lent: bool
    region: float
    weight: float

    @property
    def marks(self) -> tuple[bool, ...]:
        """What items of one make have in common, whatever their words."""
        return (self.timed, self.headed, self.told)


def signs(
    outline: Outline,
    anchor: Anchor,
    block: Block,
    shows: Shows,
    times: Times,
    dull: frozenset[str],
    alone: bool,
    known: Headings,
) -> Signs:
    """The signs of one link in its block; `dull` texts head no story; `alone`: it has no list."""
    element = anchor.element
    text = outline.text(element)
    own = word_count(text)
    lent = not text or text in dull
    others = shows.others(outline, element, block.start)
    heading, apart = heading_of(outline, element, block, others, alone and not lent, known)
    if lent:
        text = _first_line(outline, block, dull, times, 1 if heading else SEVERAL)
    title = heading if len(heading) > len(text) or not text else text
    words = word_count(title) if lent or title != text else own
    lent = lent or (apart and title == heading != text and own < FEWEST_WORDS)
    length, timed, pictured, priced, region, *_ = shows
    told = (spare := length - len(title)) >= LONG_TEXT and spare - (
        _said(outline, block, others) if others else 0
    ) >= LONG_TEXT
    inline = _inline(outline, anchor, times) and (alone or not _between_sentences(outline, anchor, times))
    headed = bool(heading)
    weight = region + anchor.weight + (_WORDED[min(4, int(words) - 1)] if words else -0.5)
    weight += OWN_TITLE * (own >= 1 and not lent) + 1.5 * timed + 0.8 * headed + 0.4 * pictured + 0.7 * told
    weight -= 1.5 * (lent and own > 0 and anchor.weight < -1)
    weight = weight - 1.0 * priced - 6.0 * inline
    return Signs(title, words, own, timed, headed, pictured, told, priced, lent, region, weight)


def _said(outline: Outline, block: Block, links: Sequence[int]) -> int:
    """How much of a block's text, in characters, its links to other pages are: a menu's lower entries tell nothing."""
    return sum(len(outline.text(block.start + link)) for link in links)


def _first_line(outline: Outline, block: Block, dull: frozenset[str], times: Times, words: int) -> str:
    """The first text in a block that could be a headline of so many words, or else the first of any."""
    first = ""
    for run in range(block.first, min(block.last, block.first + MOST_LINES)):
        text = outline.words[run]
        if text not in dull and any(map(str.isalpha, text)) and not times.is_time(text):
            if word_count(text) >= words:
                return text
            first = first or text
    return first


def _inline(outline: Outline, anchor: Anchor, times: Times) -> bool:
    """Whether the link stands in running text: prose goes before it on its line, or the sentence goes on after it."""
    first, last = outline.first[anchor.element], outline.last[anchor.element]
    start, stop = outline.line_runs(anchor.element)
    if first == start and last == stop:
        return False
    after = outline.between(last, stop)
    if len(after) > LONG_TEXT and after[0].islower() and outline.owners[last] in _around(outline, anchor):
        return True
    before = outline.between(start, first)
    if len(before) <= 15 or times.is_time(before):
        return False
    around = _around(outline, anchor)
    loose = [outline.runs[run] for run in range(start, first) if outline.owners[run] in around]
    return len("".join(loose)) > 15


def _around(outline: Outline, anchor: Anchor) -> set[int]:
    """The block element whose line a link is on, and the elements on that line which hold the link."""
    line = outline.lines[anchor.element]
    return {line, *(up for up in outline.ancestors(anchor.element, 4) if up > line)}


def _between_sentences(outline: Outline, anchor: Anchor, times: Times) -> bool:
    """Whether a link of several words in loose text stands behind a sentence or a day, and before the next sentence."""
    first, last = outline.first[anchor.element], outline.last[anchor.element]
    start, stop = outline.line_runs(anchor.element)
    before = outline.between(start, first).rstrip()
    after = outline.between(last, stop).lstrip()
    ends = not before or before.endswith(SENTENCE_ENDS) or times.is_time(outline.words[first - 1])
    begins = not after or (after[0].isalnum() and not after[0].islower())
    return ends and begins and word_count(outline.text(anchor.element)) >= FEWEST_WORDS


@dataclass(frozen=True, slots=True)
class Scored:
    """A group with the signs of each member; `penalty` is what the group as a whole takes from each.

    `repeats` is that part of it which is for headlines that many of its links share.
    `aside`: what stands right over it says that it is another list than the page's news; `tabled`: its blocks are rows
    of a table of figures.
    """

    group: Group
    signs: tuple[Signs, ...]
    penalty: float
    aside: bool
    repeats: float = 0.0
    tabled: bool = False

    @property
    def mean(self) -> float:
        """The mean weight of a member."""
        return sum(each.weight for each in self.signs) / len(self.signs) - self.penalty

    @property
    def mass(self) -> float:
        """What the whole list weighs against other lists: many good items before few."""
        return float(self.mean * len(self.signs) ** 0.7)


def score(
    outline: Outline,
    group: Group,
    *,
    times: Times,
    dull: frozenset[str],
    seen: Seen,
    headings: Headings,
) -> Scored:
    """The group, weighed; `seen` are the blocks of the page, `headings` where those known so far have theirs."""
    alone = len(group.anchors) < 3
    found = tuple(
        signs(outline, anchor, block, seen[block], times, dull, alone, headings)
        for anchor, block in zip(group.anchors, group.blocks, strict=True)
    )
    count = len(found)
    repeats = REPEATED * shared([each.title for each in found if each.title or not each.timed])
    start = group.blocks[0].first
    aside = any(heads_another_list(run) for run in outline.runs[max(0, start - OVER) : start])
    wares = sum(each.priced and not each.timed for each in found) * 2 > count
    rows = tabled(outline, group.blocks, [each.title for each in found], times)
    penalty = repeats + 1.0 * (group.links > 1.5 * count) + 3.0 * wares
    return Scored(group, found, penalty, aside, repeats, rows)


def shared(headlines: Sequence[str]) -> bool:
    """Whether many of several headlines are the same."""
    return len(headlines) > 2 and len(set(headlines)) < 0.6 * len(headlines)
