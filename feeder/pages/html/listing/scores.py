"""How much a link and its block look like a teaser, and a group of them like a list of teasers.

No sign decides; each adds or takes a little. The weights were set on real pages, half of them kept aside to check.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from feeder.pages.html.listing.flat import Block
from feeder.pages.html.listing.groups import Group
from feeder.pages.html.listing.links import Anchor
from feeder.pages.html.listing.outline import HEADINGS, LINKS, Outline
from feeder.pages.html.listing.shows import Shows, shows_of
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


@dataclass(slots=True)
class Signs:
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
    inline: bool
    lent: bool
    region: float
    link: float
    weight: float = field(init=False)

    def __post_init__(self) -> None:
        weight = self.region + self.link
        weight += -0.5 if not self.words else _WORDED[min(4, int(self.words) - 1)]
        weight += (
            OWN_TITLE * (self.own >= 1 and not self.lent)
            + 1.5 * self.timed
            + 0.8 * self.headed
            + 0.4 * self.pictured
            + 0.7 * self.told
        )
        weight -= 1.5 * (self.lent and self.own > 0 and self.link < -1)
        self.weight = weight - 1.0 * self.priced - 6.0 * self.inline

    @property
    def marks(self) -> tuple[bool, ...]:
        """What items of one make have in common, whatever their words."""
        return (self.timed, self.headed, self.told)


def signs(
    outline: Outline, anchor: Anchor, block: Block, shows: Shows, times: Times, dull: frozenset[str], alone: bool
) -> Signs:
    """The signs of one link in its block; `dull` texts head no story; `alone`: it has no list."""
    text = outline.text(anchor.element)
    own = word_count(text)
    lent = not text or text in dull
    heading, apart = _heading(outline, anchor, block, alone and not lent)
    if lent:
        text = _first_line(outline, block, dull, times, 1 if heading else SEVERAL)
    title = heading if len(heading) > len(text) or not text else text
    words = word_count(title) if lent or title != text else own
    lent = lent or (apart and title == heading != text and own < FEWEST_WORDS)
    length, timed, pictured, priced, region = shows
    return Signs(
        title=title,
        words=words,
        own=own,
        timed=timed,
        headed=bool(heading),
        pictured=pictured,
        told=(spare := length - len(title)) >= LONG_TEXT and spare - _elsewhere(outline, anchor, block) >= LONG_TEXT,
        priced=priced,
        inline=_inline(outline, anchor, times) and (alone or not _between_sentences(outline, anchor, times)),
        lent=lent,
        region=region,
        link=anchor.weight,
    )


def _elsewhere(outline: Outline, anchor: Anchor, block: Block) -> int:
    """How much of a block's text, in characters, its links to other pages are: a menu's lower entries tell nothing."""
    href = outline.has(anchor.element, "href")
    inside = outline.tagged(LINKS, block.start, block.stop)
    return sum(len(outline.text(inner)) for inner in inside if outline.has(inner, "href") != href)


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


def _heading(outline: Outline, anchor: Anchor, block: Block, own: bool) -> tuple[str, bool]:
    """The first heading of the block that is or could be this link's, and whether it stands apart from it.

    `own`: only one that holds or fills the link.
    """
    element = anchor.element
    if not HEADINGS.isdisjoint(outline.path(element)[-5:-1]):
        return outline.text(next(up for up in outline.ancestors(element, 4) if outline.tags[up] in HEADINGS)), False
    start, stop = (element, outline.ends[element]) if own else (block.start, block.stop)
    for inner in outline.tagged(HEADINGS, start, stop):
        if (text := outline.text(inner)) and not _taken(outline, inner, anchor):
            return text, not outline.meet(inner, element)
    return "", False


def _taken(outline: Outline, heading: int, anchor: Anchor) -> bool:
    """Whether a heading holds a link that leads elsewhere: it is that story's."""
    href = outline.has(anchor.element, "href")
    inside = outline.tagged(LINKS, heading, outline.ends[heading])
    return any(outline.has(inner, "href") != href for inner in inside)


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
    `aside`: what stands right over it says that it is another list than the page's news.
    """

    group: Group
    signs: tuple[Signs, ...]
    penalty: float
    aside: bool
    repeats: float = 0.0

    @property
    def mean(self) -> float:
        """The mean weight of a member."""
        return sum(each.weight for each in self.signs) / len(self.signs) - self.penalty

    @property
    def mass(self) -> float:
        """What the whole list weighs against other lists: many good items before few."""
        return float(self.mean * len(self.signs) ** 0.7)


def score(outline: Outline, group: Group, *, times: Times, dull: frozenset[str], known: dict[Block, Shows]) -> Scored:
    """The group, weighed; `known` are the blocks of the page that were looked at so far."""
    alone = len(group.anchors) < 3
    found = tuple(
        signs(outline, anchor, block, shows_of(outline, block, times, known), times, dull, alone)
        for anchor, block in zip(group.anchors, group.blocks, strict=True)
    )
    count = len(found)
    repeats = REPEATED * shared([each.title for each in found if each.title or not each.timed])
    start = group.blocks[0].first
    aside = any(heads_another_list(run) for run in outline.runs[max(0, start - OVER) : start])
    wares = sum(each.priced and not each.timed for each in found) * 2 > count
    return Scored(group, found, repeats + 1.0 * (group.links > 1.5 * count) + 3.0 * wares, aside, repeats)


def shared(headlines: Sequence[str]) -> bool:
    """Whether many of several headlines are the same."""
    return len(headlines) > 2 and len(set(headlines)) < 0.6 * len(headlines)
