"""Which groups are the page's list of teasers: the weightiest, and what else on the page is of its kind."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial

from feeder.pages.html.listing.flat import Block
from feeder.pages.html.listing.groups import Group, candidate_groups, refenced
from feeder.pages.html.listing.links import Anchor
from feeder.pages.html.listing.members import (
    OWN_WORDS,
    WEAK,
    Member,
    bare,
    counted,
    headlines,
    lesser,
    names,
    of_a_piece,
    questions,
    stands_alone,
    strong,
    vague,
    without_strangers,
)
from feeder.pages.html.listing.outline import Outline
from feeder.pages.html.listing.scores import Scored, Signs, score, shared
from feeder.pages.html.listing.shows import Seen
from feeder.pages.html.listing.times import Times

A_LIST = 1.5
A_SINGLE = 2.4
MORE = 1.5
ONE_MORE = 1.8
KIN = 0.7
AMONG = 0.6
ALIKE = 1.0
MOSTLY = 0.8

OUTSIDE = -2.5


@dataclass(frozen=True, slots=True)
class Choice:
    """The anchors chosen as teasers, in page order, with the groups that they came from and the groups not taken.

    `fences` are all links of chosen stories that have a block of their own: each ends the blocks of the others.
    """

    anchors: tuple[Anchor, ...]
    fences: tuple[Anchor, ...]
    taken: tuple[Scored, ...]
    left: tuple[Scored, ...]


def choose(outline: Outline, anchors: Sequence[Anchor], times: Times, dull: frozenset[str]) -> Choice:
    """Take the weightiest group, then every other that is like it or strong by itself."""
    weigh = partial(score, outline, times=times, dull=dull, seen=Seen(outline, times), headings={})
    scored = [weigh(group) for group in candidate_groups(outline, anchors, times, dull)]
    scored.sort(key=lambda each: -each.mass)
    gathering = _Gathering(
        anchors,
        [anchor.element for anchor in anchors],
        outline.parents,
        lambda group, fences: weigh(refenced(outline, group, fences)),
    )
    for each in scored:
        gathering.offer(each)
    return gathering.choice(scored)


def _penalty(each: Scored, fresh: list[Member]) -> float:
    """What the group takes from each of some of its members: they may not share the headlines that the others do."""
    apart = len(fresh) > 2 and not shared([signs.title for _, _, signs in fresh])
    return each.penalty - each.repeats * apart


@dataclass(slots=True)
class _Gathering:
    """What was taken so far: the best link to each story, the stories whose blocks hold a link, and their kind.

    `links` are all of the page, in page order, `places` their elements; `parents` are those of the outline.
    """

    links: Sequence[Anchor]
    places: Sequence[int]
    parents: Sequence[int]
    again: Callable[[Group, Sequence[Anchor]], Scored]
    taken: list[Scored] = field(default_factory=list)
    best: dict[str, tuple[Signs, Anchor]] = field(default_factory=dict)
    chosen: dict[int, str] = field(default_factory=dict)
    held: defaultdict[int, list[tuple[str, Signs]]] = field(default_factory=lambda: defaultdict(list))
    families: set[tuple[str, str, int]] = field(default_factory=set)
    listings: set[tuple[str, ...]] = field(default_factory=set)
    fences: dict[int, Anchor] = field(default_factory=dict)
    start: int = 0
    stop: int = 0

    def offer(self, each: Scored) -> None:
        """Take the group if its links that are new here are worth it; one of known stories only holds its blocks."""
        pairs = zip(each.group.anchors, each.group.blocks, strict=True)
        over: set[int] = set()
        if (
            self.chosen
            and (held := [(anchor, self._others(anchor, block)) for anchor, block in pairs])
            and any(count for _, count in held)
        ):
            over = {anchor.element for anchor, count in held if count > 1 and anchor.shape.family not in self.families}
            each = self.again(each.group, [anchor for _, anchor in self.best.values()])
        members = list(zip(each.group.anchors, each.group.blocks, each.signs, strict=True))
        alike = self._alike(each)
        # Only weak links, and those in the blocks of others, are asked whether they are of a piece with the list.
        asked = bool(self.held) or any(signs.weight < WEAK for signs in each.signs)
        one_of = of_a_piece(members, self.parents) if asked else frozenset()
        fresh = without_strangers(
            [
                member
                for member in members
                if member[0].element not in over
                and self._fresh(member, alike, len(members) > 1, member[0].key in one_of)
            ]
        )
        known = [member for member in members if member[0].key in self.best]
        worthy = self._worthy(each, fresh)
        if worthy and not self.taken:
            self.start, self.stop = each.group.blocks[0].start, each.group.blocks[-1].stop
        if worthy:
            self.taken.append(each)
        for anchor, _, signs in worthy:
            self._take(anchor, signs)
        known += worthy
        for anchor, block, signs in known:
            self._hold(anchor, block, signs)

    def _worthy(self, each: Scored, fresh: list[Member]) -> list[Member]:
        """Which of the links that are new here are taken: all, those that are plainly teasers, or none."""
        if not fresh or each.tabled or questions(fresh):
            return []
        if self._worth(each, fresh, _penalty(each, fresh)):
            return fresh
        plain = strong(fresh)
        return plain if plain and self._worth(each, plain, 0.0) else []

    def _others(self, anchor: Anchor, block: Block) -> int:
        """How many stories already taken a link's block holds: it may be the heading over them."""
        stretch = self.places[bisect_left(self.places, block.start) : bisect_left(self.places, block.stop)]
        return len({self.chosen.get(place, anchor.key) for place in stretch} - {anchor.key})

    def _alike(self, each: Scored) -> bool:
        """Whether the group's links stand as those of a group taken before do, wrappers aside."""
        return any(each.group.plain == one.group.plain for one in self.taken)

    def _fresh(self, member: Member, alike: bool, several: bool, one_of: bool) -> bool:
        anchor, _, signs = member
        if anchor.key in self.best or anchor.shape.segments in self.listings:
            return False
        if (signs.weight < WEAK and not one_of) or signs.region <= OUTSIDE:
            return False
        if alike and anchor.shape.family in self.families:
            return True
        holders = self.held.get(anchor.element, ())
        return not any(key != anchor.key and lesser(member, lead, several, one_of) for key, lead in holders)

    def _worth(self, each: Scored, fresh: list[Member], penalty: float) -> bool:
        count = len(fresh)
        if counted(fresh):
            return False
        # Those that were let in for their make have no vote.
        votes = [signs.weight for _, _, signs in fresh if signs.weight >= WEAK] or [0.0]
        mean = sum(votes) / len(votes) - penalty
        if not self.taken and count == 1:
            return mean >= A_SINGLE and stands_alone(fresh[0], each.group.plain[0])
        if not self.taken:
            return mean >= A_LIST and not names(fresh)
        kin = sum(anchor.shape.family in self.families for anchor, _, _ in fresh) / count
        among = sum(self.start < anchor.element < self.stop for anchor, _, _ in fresh) / count
        alike = self._alike(each)
        if each.aside or (bare(fresh) and not alike) or (kin < MOSTLY and not headlines(fresh)):
            return False
        if count < 3 and any(vague(member) for member in fresh):
            return False
        return mean + KIN * (2 * kin - 1) + AMONG * among + ALIKE * alike * kin >= (MORE if count > 1 else ONE_MORE)

    def _take(self, anchor: Anchor, signs: Signs) -> None:
        self.best[anchor.key] = (signs, anchor)
        self.chosen[anchor.element] = anchor.key
        self.families.add(anchor.shape.family)
        segments = anchor.shape.segments
        if segments[:-1] not in self.listings:
            self.listings.update(segments[:depth] for depth in range(1, len(segments)))

    def _hold(self, anchor: Anchor, block: Block, signs: Signs) -> None:
        """Let the story have this block, and this link where it says more than the one before did."""
        if signs.weight >= WEAK:
            self.fences[anchor.element] = anchor
        for place in self.places[bisect_left(self.places, block.start) : bisect_left(self.places, block.stop)]:
            self.held[place].append((anchor.key, signs))
        first, link = self.best[anchor.key]
        timed = signs.timed and not first.timed and signs.weight > first.weight and signs.region > OUTSIDE
        silent = first.lent or first.own < OWN_WORDS
        named = signs.own >= OWN_WORDS and not signs.lent and silent and self._beside(link, anchor)
        if timed or named:
            self.best[anchor.key] = (signs, anchor)

    def _beside(self, one: Anchor, two: Anchor) -> bool:
        """Whether no link to another story stands between two."""
        first, last = sorted((one.element, two.element))
        between = self.links[bisect_left(self.places, first) : bisect_left(self.places, last)]
        return all(link.key == one.key or link.weight < 0 for link in between)

    def choice(self, scored: list[Scored]) -> Choice:
        """What was gathered, in page order."""
        found = [anchor for _, anchor in self.best.values() if anchor.shape.segments not in self.listings]
        left = tuple(each for each in scored if each not in self.taken)
        anchors = tuple(sorted(found, key=lambda anchor: anchor.element))
        fences = tuple({**self.fences, **{anchor.element: anchor for anchor in anchors}}.values())
        return Choice(anchors, fences, tuple(self.taken), left)
