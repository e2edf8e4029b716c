"""Times read in a language that need not be the text's: pieces of longer times that this language cannot read."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from feeder.model.time import CalendarTime, Phrase
from feeder.recognise.times.spans import Span

_AFTER_A_NUMBER = re.compile(r"\d[\s,،\u200e\u200f]{1,4}$")
_ENDS_IN_A_WORD = re.compile(r"[\s,]{1,3}(?:[^\W\d_]{1,4}|[^\W\d_]{1,3}\.(?: ?[^\W\d_]{1,3}\.?)?)\s*")
"""What may say which half of the day a clock is in: the last word behind it, short or abbreviated."""
_NOON = 12


def entire(spans: Iterable[Span], text: str) -> Iterator[Span]:
    """The `spans` of `text` that a reader who does not know its language may believe.

    None that begins right behind a number ("14 mars 2026, 17:21 tu": no Tuesday), and no clock before one o'clock in
    the afternoon that one short word follows and no more ("14/03/2026 5:32 م"): of those the day is left.
    """
    for span in spans:
        if _AFTER_A_NUMBER.search(text[: span.start]):
            continue
        if not _ENDS_IN_A_WORD.fullmatch(text, span.end):
            yield span
        elif sure := _sure_parts(span.phrases):
            yield replace(span, phrases=sure)


def _sure_parts(phrases: Iterable[Phrase]) -> tuple[Phrase, ...]:
    parts = map(_sure_part, phrases)
    return tuple(dict.fromkeys(part for part in parts if part))


def _sure_part(phrase: Phrase) -> Phrase | None:
    """`phrase` without a clock that may be of the other half of the day; None where nothing is left of it."""
    if not isinstance(phrase, CalendarTime) or phrase.hour is None or phrase.hour > _NOON:
        return phrase
    return day_of(phrase) if phrase.day or phrase.weekday is not None or phrase.back is not None else None


def day_of(phrase: Phrase) -> Phrase:
    """A calendar time without its clock and zone; an age as it is."""
    if not isinstance(phrase, CalendarTime):
        return phrase
    return replace(phrase, hour=None, minute=None, second=None, zone=None)
