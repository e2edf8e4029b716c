"""Damage to samples: the same for the same seed."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random

from tests.fuzz.seeds import FRAGMENTS

MOST_CHANGES = 12
PUMPED = 3_000


class Mutator:
    """Makes inputs out of samples; each is drawn anew from `random`."""

    def __init__(self, random: Random, samples: Sequence[bytes], longest: int) -> None:
        self._random, self._samples, self._longest = random, samples, longest

    def input(self) -> bytes:
        """A sample with a few changes, cut at the longest that the target takes."""
        data = bytearray(self._random.choice(self._samples))
        for _ in range(self._random.randint(1, MOST_CHANGES)):
            self._change(data)
        return bytes(data[: self._longest])

    def _change(self, data: bytearray) -> None:
        at = self._random.randint(0, len(data))
        end = min(len(data), at + int(self._random.expovariate(1 / 20)))
        kind = self._random.randrange(7)
        if kind == 0:
            del data[at:end]
        elif kind == 1:
            data[at:end] = self._random.choice(FRAGMENTS)
        elif kind == 2:
            data[at:at] = self._random.choice(FRAGMENTS)
        elif kind == 3:
            data[at:at] = data[at:end] * self._random.randint(1, 50)
        elif kind == 4:
            data[at:at] = self._random.choice(FRAGMENTS) * self._random.randint(1, PUMPED // 10)
        elif kind == 5:
            data[at:at] = self._random.randbytes(self._random.randint(1, 4))
        else:
            other = self._random.choice(self._samples)
            start = self._random.randint(0, len(other))
            data[at:end] = other[start : start + int(self._random.expovariate(1 / 200))]
