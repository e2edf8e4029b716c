"""What recognition of any kind of time hands back."""

from __future__ import annotations

from dataclasses import dataclass

from feeder.model.time import Phrase


@dataclass(frozen=True, slots=True)
class Match:
    """A phrase at [start, end) of folded text, with every way to read it, the likeliest first."""

    start: int
    end: int
    phrases: tuple[Phrase, ...]
