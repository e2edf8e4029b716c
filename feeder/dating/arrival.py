"""Arrival as evidence: a story that was not on the previous capture and is on this one was published in between."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Sequence

from feeder.model.time import Basis, Dating


def arrived(new: Collection[int], members: Collection[int], count: int, *, apart: Collection[int] = ()) -> list[int]:
    """Which of the `new` among `count` stories in page order came in since the previous capture as the newest.

    `members` are the stories that run newest first (`order.newest_first`). A list that shares no story with its
    previous capture says nothing, nor does a story that stands below one that was there: it filled a gap at the end
    of the list, or was put back.
    """
    there = [index for index in sorted(members) if index not in new]
    if not there:
        return []
    return [index for index in range(min(there[0], count)) if index in new and index not in apart]


def standing(was: Sequence[int | None]) -> frozenset[int]:
    """The stories of a page whose place says nothing of their time: pinned at its head, or moved up.

    `was`: where each story, in page order, stood on the previous capture, None for a new one. Where the first that did
    not stand at its place is new, it came in below stories that stood still. A story that is above one now that it was
    below of was published anew, or pinned.
    """
    head = next((index for index, place in enumerate(was) if place != index), len(was))
    pinned = range(head) if head < len(was) and was[head] is None else range(0)
    return frozenset(pinned) | _moved(was)


def _moved(was: Sequence[int | None]) -> frozenset[int]:
    """The fewest stories without which those that were there before stand in the order that they had."""
    there = [(index, place) for index, place in enumerate(was) if place is not None]
    tails: list[int] = []  # the least place that ends an order of so many
    chains: list[tuple[int, ...]] = []
    for index, place in there:
        length = bisect_left(tails, place)
        chain = (*(chains[length - 1] if length else ()), index)
        tails[length:] = [place, *tails[length + 1 :]]
        chains[length:] = [chain, *chains[length + 1 :]]
    kept = chains[-1] if chains else ()
    return frozenset(index for index, _ in there).difference(kept)


def outlived(datings: Sequence[Dating], new: Collection[int]) -> frozenset[int]:
    """The stories at the head of a page that are pinned there: one that is printed as older stands above a younger one.

    At most a quarter of the page: more of them are a list in another order.
    """
    head = 0
    for index in range(len(datings) // 4):
        if index not in new and _older(datings[index], datings[index + 1]):
            head = index + 1
    return frozenset(range(head)).difference(new)


def _older(dating: Dating, below: Dating) -> bool:
    """Whether of two stories dated by ages the first has the greater."""
    if dating.basis is not Basis.RELATIVE or below.basis is not Basis.RELATIVE:
        return False
    return dating.latest is not None and below.latest is not None and dating.latest < below.latest
