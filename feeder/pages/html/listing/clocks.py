"""Clocks that stand beside their day, each in an element of its own: "14 March 2026", "21:05"."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from feeder.model.time import CalendarTime, Phrase
from feeder.pages.html.listing.outline import Outline
from feeder.pages.html.listing.shown import Column, Shown

LATE = 8
"""The hour that one clock at least of a column is past: minutes and seconds of films hardly are."""
LONGEST_SIGN = 3


def clock_columns(rows: Iterable[Sequence[Shown]]) -> frozenset[Column]:
    """The columns of bare clocks that are times of day."""
    clocks = (each for row in rows for each in row if each.dayless and each.alone)
    return frozenset(each.column for each in clocks if _hour(each) >= LATE)


def _hour(shown: Shown) -> int:
    return max(phrase.hour or 0 for phrase in shown.span.phrases if isinstance(phrase, CalendarTime))


def clock_beside(outline: Outline, day: Shown, row: Sequence[Shown], columns: frozenset[Column]) -> Shown | None:
    """The clock of a trusted column that stands right before or behind a day, a sign between them at most."""
    for each in row:
        if each.dayless and each.column in columns and (_next(outline, day, each) or _next(outline, each, day)):
            return each if len(each.span.phrases) == 1 else None
    return None


def _next(outline: Outline, one: Shown, other: Shown) -> bool:
    """Whether `other` follows `one`: both are all of their texts where the two meet."""
    between = range(one.last, other.first)
    signs = len(between) <= 1 and all(len(outline.words[run]) <= LONGEST_SIGN for run in between)
    ends = one.alone or one.text.rstrip().endswith(one.span.text)
    return one.last <= other.first and signs and ends and (other.alone or other.text.startswith(other.span.text))


def at_clock(days: tuple[Phrase, ...], clock: Shown | None) -> tuple[Phrase, ...]:
    """The readings of a day at the time of a clock; other readings as they are."""
    told = clock.span.phrases[0] if clock and clock.dayless else None
    return tuple([_at_clock(each, told) for each in days]) if isinstance(told, CalendarTime) else days


def _at_clock(day: Phrase, clock: CalendarTime) -> Phrase:
    if not isinstance(day, CalendarTime) or day.hour is not None:
        return day
    zone = day.zone or clock.zone
    return replace(day, hour=clock.hour, minute=clock.minute, second=clock.second, part=clock.part, zone=zone)
