"""The order of a page held against what is stored of its stories: windows that earlier captures narrowed show whether
the list runs newest first, where the ages of one page alone may fit by luck."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from feeder.dating.order import LEAST_DATED, newest_first
from feeder.model.time import Basis, Dating, Window


def recheck(seen: Sequence[Dating], stored: Sequence[Dating | None], taken_at: datetime) -> tuple[Dating, ...]:
    """`seen`, the datings of the capture of `taken_at`, without the evidence of an order that does not hold.

    `stored`: the dating of each of the same stories, None for a new one. A story out of its place takes the order from
    all; a list that does not run newest first at all, arrivals too. Only the evidence is changed, not the windows.
    """
    known = [_window(new, old) if old else None for new, old in zip(seen, stored, strict=True)]
    apart = _above(seen, taken_at)
    dated = sum(window is not None and index not in apart for index, window in enumerate(known))
    if dated < LEAST_DATED:
        return tuple(seen)
    members = newest_first(known, apart=apart)
    if len(members) == dated:
        return tuple(seen)
    dropped = {Basis.ORDER} if members else {Basis.ORDER, Basis.ARRIVAL}
    return tuple(_without(dating, dropped, taken_at) for dating in seen)


def _above(seen: Sequence[Dating], taken_at: datetime) -> frozenset[int]:
    """The stories above one that arrived with this capture, which were there before: pinned, or published anew."""
    came = [
        index
        for index, dating in enumerate(seen)
        if any(item.basis is Basis.ARRIVAL and item.taken_at == taken_at for item in dating.evidence)
    ]
    return frozenset(range(max(came, default=0))).difference(came)


def _window(seen: Dating, stored: Dating) -> Window | None:
    """Where the story stands by both; by the page alone where it was published anew."""
    new, old = seen.window, stored.window
    return new if old is None else old if new is None else new.intersect(old) or new


def _without(dating: Dating, dropped: set[Basis], taken_at: datetime) -> Dating:
    kept = tuple(item for item in dating.evidence if item.basis not in dropped or item.taken_at != taken_at)
    return dating if len(kept) == len(dating.evidence) else replace(dating, evidence=kept)
