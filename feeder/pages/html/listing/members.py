"""The links of one group, each with its block and signs: which of them are plainly teasers, which plainly none."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from statistics import median

from feeder.pages.html.listing.flat import Block
from feeder.pages.html.listing.links import Anchor
from feeder.pages.html.listing.scores import Signs

LESSER = 1.5
OWN_WORDS = 2
WEAK = 0.2
FAR_BELOW = 0.25
HEADLINE = 4
SHORT_HEADLINE = 3
PLAINLY = 2.4
SLUGLIKE = 0.5
STORYLIKE = 0.9
UNLIKE = -0.5

_SIGN = re.compile(r"(?<!\S)[^\w\s](?!\S)")
_COUNTED = re.compile(r"\([\d., ]+\)$")

Member = tuple[Anchor, Block, Signs]


def of_a_piece(members: Sequence[Member], parents: Sequence[int]) -> frozenset[str]:
    """The stories of a list whose own words say little ("Storks"), but that are built and addressed as the others are.

    Built alike: what most items show (a time, a heading, a text), they show; where those show nothing, they stand
    beside them.
    """
    strong = [member for member in members if member[2].weight >= WEAK]
    if len(strong) < 3 or len(strong) * 3 < len(members) * 2:
        return frozenset()
    family = Counter(anchor.shape.family for anchor, _, _ in strong).most_common(1)[0][0]
    marks = Counter(signs.marks for _, _, signs in strong).most_common(1)[0][0]
    tops = Counter(parents[block.top] for _, block, _ in strong)
    return frozenset(
        anchor.key
        for anchor, block, signs in members
        if anchor.shape.family == family and signs.marks == marks and (any(marks) or tops[parents[block.top]] >= 3)
    )


def strong(members: list[Member]) -> list[Member]:
    """The members that are plainly teasers, where bylines or shelves share their path of tags."""
    plain = bool(members) and names(members)
    return [
        member
        for member in members
        if member[2].weight >= PLAINLY
        and member[2].own >= HEADLINE
        and not member[2].priced
        and (not plain or any(member[2].marks))
    ]


def without_strangers(members: list[Member]) -> list[Member]:
    """The members but for those that weigh far less and lead elsewhere: on bare markup a menu may share the path."""
    if len(members) < 3:
        return members
    usual = median(signs.weight for _, _, signs in members)
    family = Counter(anchor.shape.family for anchor, _, _ in members).most_common(1)[0][0]
    return [
        (anchor, block, signs)
        for anchor, block, signs in members
        if anchor.shape.family == family or signs.weight >= FAR_BELOW * usual
    ]


def headlines(members: Sequence[Member]) -> bool:
    """Whether links that lead elsewhere than the list's still look like headlines: long, or headed.

    One or two links that borrow a headline from what is around them are those of a byline or a picture.
    """
    few = len(members) < 3
    long = sum(
        words >= HEADLINE or (words >= SHORT_HEADLINE and signs.headed and not (signs.lent and few))
        for words, (_, _, signs) in zip(_words(members), members, strict=True)
    )
    return long * 2 >= len(members)


def vague(member: Member) -> bool:
    """Whether a link that has no list says little of its own ("Read more"), and its address is not a story's."""
    anchor, _, signs = member
    return (signs.lent or (signs.own < HEADLINE and not signs.headed and not signs.timed)) and anchor.weight < SLUGLIKE


def stands_alone(member: Member, standing: str) -> bool:
    """Whether the only link of its make is a teaser by itself: in no sentence, headed or with a story's address."""
    anchor, _, signs = member
    return not signs.lent and standing != "within" and (signs.headed or anchor.weight >= UNLIKE)


def names(members: Sequence[Member]) -> bool:
    """Whether links, with or without pictures, are nothing but short names: channels, shelves of a shop, subjects.

    Of many shelves some may stand by a text or under a heading, and their addresses may be as long as stories'.
    """
    shown = sum(signs.timed or signs.headed or signs.told for _, _, signs in members)
    dated = sum(anchor.shape.day is not None for anchor, _, _ in members)
    if max(shown, dated) * 3 >= len(members):
        return False
    return median(signs.own - len(_SIGN.findall(signs.title)) for _, _, signs in members) < HEADLINE


def counted(members: Sequence[Member]) -> bool:
    """Whether most are short names that end in how many things they hold, "Wardrobes (17)": shelves, topics, months."""
    if median(_words(members)) > HEADLINE:
        return False
    return sum(bool(_COUNTED.search(signs.title)) for _, _, signs in members) * 2 > len(members)


def questions(members: Sequence[Member]) -> bool:
    """Whether all of several are questions, without times: those of a help desk."""
    asked = all(signs.title.endswith(("?", "？", "؟")) and not signs.timed for _, _, signs in members)
    return len(members) >= 3 and asked


def bare(members: Sequence[Member]) -> bool:
    """Whether links are short names and nothing else, as topics and shelves are; a picture may be their icon."""
    shown = sum(
        signs.timed or signs.headed or signs.told or (signs.pictured and anchor.weight >= SLUGLIKE)
        for anchor, _, signs in members
    )
    return len(members) > 1 and shown * 3 < len(members) and median(_words(members)) < HEADLINE


def _words(members: Sequence[Member]) -> list[float]:
    """How many words each has for a headline: its own, or in a list also those beside a link that names none."""
    few = len(members) < 3
    return [signs.words if signs.lent and not few else signs.own for _, _, signs in members]


def lesser(member: Member, lead: Signs, several: bool, one_of: bool) -> bool:
    """Whether a link in another's block is that one's (a tag, a translation, a comment count), no teaser of its own.

    In a list of several a headline that leads to a story is none, nor is what stands among such.
    """
    anchor, _, signs = member
    if several and anchor.weight >= SLUGLIKE and not signs.lent and (one_of or signs.own >= HEADLINE):
        return False
    return signs.weight < lead.weight - LESSER or signs.own < OWN_WORDS
