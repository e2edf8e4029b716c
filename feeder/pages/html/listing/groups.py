"""Candidate lists: links that stand at one path of tags, and the block that each has for itself.

A block is as much of the page around a link as holds no other link of its list. Where items have a wrapper it is the
wrapper; where a list is flat (h3, p, p, h3, p, p under one parent) it is the stretch of siblings that recurs.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import NamedTuple

from feeder.pages.html.listing.flat import Block, stretches
from feeder.pages.html.listing.links import Anchor
from feeder.pages.html.listing.outline import Outline
from feeder.pages.html.listing.seams import seamed
from feeder.pages.html.listing.times import Times

FAR = 2
NEAR = 1
_NOWHERE = 1 << 60
WHOLE = frozenset({"html", "body", "main"})


@dataclass(frozen=True, slots=True)
class Group:
    """Links that stand alike, in page order: for each address its first link, and its block.

    `path` is their path of tags, `plain` how they stand and the path without mere wrappers, `links` counts all of them.
    """

    path: tuple[str, ...]
    plain: tuple[str, int]
    anchors: tuple[Anchor, ...]
    blocks: tuple[Block, ...]
    links: int


class Fences(NamedTuple):
    """Links that end the blocks of others, in page order: their elements, and the names of what they lead to.

    `before` and `after` are for each of them the nearest fence there that leads elsewhere.
    """

    places: list[int]
    keys: list[str]
    before: list[int]
    after: list[int]


def fences_of(anchors: Sequence[Anchor]) -> Fences:
    """Links in page order as fences."""
    places = [anchor.element for anchor in anchors]
    keys = [anchor.key for anchor in anchors]
    return Fences(places, keys, _elsewhere(places, keys, -1), _elsewhere(places[::-1], keys[::-1], _NOWHERE)[::-1])


def _elsewhere(places: Sequence[int], keys: Sequence[str], nearest: int) -> list[int]:
    """For each of some links, the nearest one before it that leads elsewhere; `nearest` where there is none."""
    found: list[int] = []
    for place, key in enumerate(keys):
        if place and keys[place - 1] != key:
            nearest = places[place - 1]
        found.append(nearest)
    return found


def candidate_groups(outline: Outline, anchors: Sequence[Anchor], times: Times, dull: frozenset[str]) -> list[Group]:
    """Links by path of tags, by how they stand on their line and by kind, in order of first appearance."""
    alike: dict[tuple[int, str], list[Anchor]] = {}
    for anchor in anchors:
        alike.setdefault((outline.kinds[anchor.element], _standing(outline, anchor)), []).append(anchor)
    stories = [anchor for anchor in anchors if not anchor.lists]
    fences = fences_of(stories)
    groups = []
    for (_, standing), found in alike.items():
        others = fences_of(_among(found, stories)) if any(anchor.lists for anchor in found) else fences
        parts = [part for kind in _kinds(outline, found, times, dull) for part in _parted(outline, kind)]
        groups += [_group(outline, part, standing, others) for part in parts]
    return groups


def _kinds(outline: Outline, anchors: list[Anchor], times: Times, dull: frozenset[str]) -> list[list[Anchor]]:
    """Links of one path by kind, where there are many of another: where all is `div`, a story's day, topics and
    writers may share their headline's path."""
    if len(anchors) == 1:
        return [anchors]
    kinds: dict[str, list[Anchor]] = {}
    again = Counter(anchor.key for anchor in anchors)
    for anchor in anchors:
        text = outline.text(anchor.element)
        other = "day" if times.is_time(text) else "dull" if text in dull else "again" if again[anchor.key] > 1 else ""
        kinds.setdefault("list" if anchor.lists else other, []).append(anchor)
    return [anchors] if min(map(len, kinds.values())) * 4 < len(anchors) else list(kinds.values())


def _parted(outline: Outline, anchors: list[Anchor]) -> list[list[Anchor]]:
    """Links of one path, parted where two neighbours have far less of the page in common than neighbours usually have.

    On a page of nothing but `div` a menu and a list may well share their path of tags; addresses of another family
    tell them apart sooner.
    """
    if len(anchors) < 3:
        return [anchors]
    shared = [_depth_shared(outline, one, two) for one, two in pairwise(anchors)]
    usual = sorted(shared)[len(shared) // 2]
    if min(shared) + NEAR >= usual:
        return [anchors]
    parts = [[anchors[0]]]
    for (one, two), depth in zip(pairwise(anchors), shared, strict=True):
        if depth + (FAR if one.shape.family == two.shape.family else NEAR) < usual:
            parts.append([])
        parts[-1].append(two)
    return parts


def _depth_shared(outline: Outline, one: Anchor, two: Anchor) -> int:
    """How deep the nearest ancestor of two links stands."""
    above, ends, parents = outline.parents[one.element], outline.ends, outline.parents
    while above >= 0 and ends[above] <= two.element:
        above = parents[above]
    return outline.depths[above] + 1 if above >= 0 else 0


def _standing(outline: Outline, anchor: Anchor) -> str:
    """Whether a link is empty, has its line to itself, opens it, or stands within it."""
    first, last = outline.first[anchor.element], outline.last[anchor.element]
    if first == last:
        return "empty"
    start, stop = outline.line_runs(anchor.element)
    if first == start and last == stop:
        return "whole"
    line = outline.lines[anchor.element]
    if first > start and outline.lines[outline.owners[first - 1]] == line:
        return "within"
    return "opens" if last < stop and outline.lines[outline.owners[last]] == line else "whole"


def _group(outline: Outline, anchors: list[Anchor], standing: str, others: Fences) -> Group:
    first_links: dict[str, Anchor] = {}
    for anchor in anchors:
        first_links.setdefault(anchor.key, anchor)
    kept = tuple(first_links.values())
    # One or two links hardly have a list to be fenced in by: any other link that may be a story ends their blocks.
    blocks = blocks_of(outline, kept, fences_of(anchors) if len(kept) > 2 else others)
    plain = standing, outline.wrapless(kept[0].element)
    return Group(outline.path(kept[0].element), plain, kept, blocks, len(anchors))


def refenced(outline: Outline, group: Group, fences: Sequence[Anchor]) -> Group:
    """The group with blocks that hold none of the `fences` either."""
    return replace(group, blocks=blocks_of(outline, group.anchors, fences_of(_among(group.anchors, fences))))


def _among(anchors: Sequence[Anchor], others: Sequence[Anchor]) -> list[Anchor]:
    """Links and others that end their blocks too, in page order."""
    by_place = {anchor.element: anchor for anchor in (*anchors, *others)}
    return [by_place[place] for place in sorted(by_place)]


def blocks_of(outline: Outline, anchors: Sequence[Anchor], fences: Fences) -> tuple[Block, ...]:
    """The block of each of `anchors`, in page order, which holds none of the `fences` with another address."""
    return _with_siblings(outline, _level(outline, anchors, _tops(outline, anchors, fences)))


def blocks_of_lists(
    outline: Outline, lists: Sequence[Sequence[Anchor]], fences: Sequence[Anchor]
) -> list[tuple[Block, ...]]:
    """The blocks of several lists, each link among `fences` ending those of others; within a list tops are level."""
    ends = fences_of(sorted(fences, key=lambda anchor: anchor.element))
    tops = [_level(outline, anchors, _tops(outline, anchors, ends)) for anchors in lists]
    blocks = iter(_with_siblings(outline, [top for each in tops for top in each]))
    return [tuple(next(blocks) for _ in each) for each in tops]


def _tops(outline: Outline, anchors: Sequence[Anchor], fences: Fences) -> list[int]:
    """The highest ancestor of each link that holds no fence with another address."""
    parents, ends, tags = outline.parents, outline.ends, outline.tags
    tops = []
    for anchor in anchors:
        before, after = _neighbours(anchor, fences)
        top = anchor.element
        while (above := parents[top]) > before and ends[above] <= after and tags[above] not in WHOLE:
            top = above
        tops.append(top)
    return tops


def _neighbours(anchor: Anchor, fences: Fences) -> tuple[int, int]:
    """The nearest fences on both sides of a link that lead elsewhere."""
    places, keys, before, after = fences
    left = bisect_left(places, anchor.element) - 1
    right = bisect_right(places, anchor.element, max(0, left))
    key = anchor.key
    return (
        -1 if left < 0 else before[left] if keys[left] == key else places[left],
        _NOWHERE if right == len(places) else after[right] if keys[right] == key else places[right],
    )


def _level(outline: Outline, anchors: Sequence[Anchor], tops: list[int]) -> list[int]:
    """Tops brought to the height that most have above links at one path: a month with one post is not its block."""
    depths, kinds = outline.depths, outline.kinds
    heights = [depths[anchor.element] - depths[top] for anchor, top in zip(anchors, tops, strict=True)]
    if len(set(heights)) == 1:
        return tops
    by_kind: dict[int, list[int]] = {}
    for anchor, height in zip(anchors, heights, strict=True):
        by_kind.setdefault(kinds[anchor.element], []).append(height)
    usual = {
        kind: min(Counter(found).items(), key=lambda pair: (-pair[1], pair[0]))[0] for kind, found in by_kind.items()
    }
    return [
        _up(outline, anchor.element, most) if height > (most := usual[kinds[anchor.element]]) else top
        for anchor, top, height in zip(anchors, tops, heights, strict=True)
    ]


def _up(outline: Outline, element: int, steps: int) -> int:
    for _ in range(steps):
        element = outline.parents[element]
    return element


def _with_siblings(outline: Outline, tops: list[int]) -> tuple[Block, ...]:
    by_parent: dict[int, list[int]] = {}
    for top in tops:
        by_parent.setdefault(outline.parents[top], []).append(top)
    blocks: dict[int, Block] = {}
    for parent, inside in by_parent.items():
        for block in seamed(outline, parent, stretches(outline, parent, sorted(set(inside)))):
            blocks[block.top] = block
    return tuple(blocks[top] for top in tops)
