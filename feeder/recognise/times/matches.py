"""What recognition of any kind of time hands back."""

from __future__ import annotations

from dataclasses import dataclass

from feeder.model.time import Phrase

UNSPACED_FROM = "\u0e00"
"""Thai and what follows it in Unicode part no words by spaces."""


@dataclass(frozen=True, slots=True)
class Match:
    """A phrase at [start, end) of folded text, with every way to read it, the likeliest first."""

    start: int
    end: int
    phrases: tuple[Phrase, ...]
