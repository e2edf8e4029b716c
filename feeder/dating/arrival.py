"""Arrival as evidence: a story that was not on the previous capture and is on this one was published in between."""

from __future__ import annotations

from collections.abc import Collection, Sequence


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


def standing(new: Collection[int], kept: Sequence[bool]) -> range:
    """The stories at the head of a page that are pinned there: something came in below them.

    `kept` says of each story in page order whether it stood at its place on the previous capture. Where the first that
    did not is one of the `new`, it came in below stories that stood still, and those keep no order of time.
    """
    head = next((index for index, stood in enumerate(kept) if not stood), len(kept))
    return range(head) if head in new else range(0)
