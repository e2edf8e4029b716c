"""What a page's ages give away about the rounding of its source by themselves.

A floor never reaches sixty minutes or twenty-four hours where the next unit is printed too (WordPress, which rounds,
does); "about 1 hour" is how date-fns and rails, which round, print every hour.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime

from feeder.model.time import Age, Evidence, Rounding, Unit

_FULL = {Unit.MINUTE: (60, Unit.HOUR), Unit.HOUR: (24, Unit.DAY)}
_WEIGHT = 3


def giveaways(stories: Iterable[Sequence[Evidence]], taken_at: datetime) -> Iterator[tuple[Rounding, int, str]]:
    """The roundings that the ages printed on the capture of `taken_at` give away: which, its weight, and how."""
    ages = [
        (phrase, item.text)
        for story in stories
        for item in story
        if item.taken_at == taken_at and len(item.phrases) == 1
        for phrase in item.phrases
        if isinstance(phrase, Age)
    ]
    yield from _full_units(ages)
    hours = [(age, text) for age, text in ages if age.unit is Unit.HOUR and age.least >= 1]
    if hours and all(age.approximate for age, _ in hours):
        yield Rounding.ROUND, _WEIGHT, f'"{hours[0][1]}": every hour is printed as about so many'


def _full_units(ages: Sequence[tuple[Age, str]]) -> Iterator[tuple[Rounding, int, str]]:
    units = {age.unit for age, _ in ages}
    for unit, (full, following) in _FULL.items():
        counted = [(age.most, text) for age, text in ages if age.unit is unit and age.grain == 1]
        most, text = max(counted, default=(0.0, ""))
        if most == full and following in units:
            yield Rounding.ROUND, _WEIGHT, f'"{text}" is printed before one {following.value} is'
