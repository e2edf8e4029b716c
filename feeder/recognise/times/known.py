"""Texts that differ in their digits alone, read by how the first of them was: what a page prints, it prints often.

A text's template is itself with all its digits 0. Whether it is an age or a time of the calendar, and where it has its
numbers, holds for every text of it; only what numbers are worth does not. What is not settled by that alone (a
machine's notation, a day of the month that may be an age) is left to the readers that look at each text by itself.
"""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from feeder.lexicon import HOLE, load
from feeder.model.time import Phrase
from feeder.recognise.times import calendar, relative
from feeder.recognise.times.ages import Amount
from feeder.recognise.times.calendar_places import Names
from feeder.recognise.times.calendar_templates import stretches
from feeder.recognise.times.calendar_values import Form
from feeder.recognise.times.machine import may_be_machine
from feeder.recognise.times.spans import is_day_of_month, may_be_age

_MOST_STRETCHES = 8192


class Template(NamedTuple):
    """How texts are read whose digits alone differ: as one of `ages`, or as the first of `forms` that is a time."""

    ages: tuple[Amount | Phrase, ...]
    forms: tuple[Form, ...]
    names: Names


class _Zeroed(dict[str, str]):
    """What stands in a template for each stretch of a text; filled as they are met, and emptied when they are many."""

    def __missing__(self, stretch: str) -> str:
        if len(self) > _MOST_STRETCHES:
            self.clear()
        zeroed = self[stretch] = "0" * len(stretch) if stretch.isdecimal() else stretch
        return zeroed


_ZEROED = _Zeroed()


def read(text: str, tag: str) -> tuple[Phrase, ...]:
    """What `text`, one cue in the language `tag`, says as its template tells; () where that alone does not tell."""
    parts = stretches(text)
    template = _template("".join(map(_ZEROED.__getitem__, parts)), tag)
    if template is None:
        return ()
    ages, forms, names = template
    if ages:
        return relative.filled(ages, tuple(parts[1::2]))
    for form in forms:
        if times := form.read(parts, names):
            return times
    return ()


@lru_cache(maxsize=16_384)
def _template(text: str, tag: str) -> Template | None:
    lexicon = load(tag)
    if lexicon is None or HOLE in text or may_be_machine(text):
        return None
    if may_be_age(text) and (ages := relative.readings(text, lexicon.ages)):
        settled = relative.has_whole_numbers(text) and not is_day_of_month(text, lexicon)
        return Template(ages, (), {}) if settled else None
    forms, names = calendar.understood(text, lexicon)
    return Template((), forms, names) if forms else None
