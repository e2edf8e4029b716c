"""Whether what stands down a page runs in an order, as times of news do but for a few."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Any

FEWEST = 3


def in_no_order(values: Sequence[Any]) -> bool:
    """Whether of the steps from each of `values` to the next, three at least, a quarter go either way."""
    steps = [two > one for one, two in pairwise(values)]
    return len(steps) >= FEWEST and min(sum(steps), len(steps) - sum(steps)) * 4 >= len(steps)
