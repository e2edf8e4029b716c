"""Where a story begins and ends among the paragraphs around it: below its headline, before what readers reply."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import islice, pairwise

from feeder.lexicon import Lexicon
from feeder.model.time import CalendarTime
from feeder.pages.html.paragraphs import Paragraph
from feeder.recognise.times import find
from feeder.text import fold

_IMPRINT = re.compile(r"^(?:©|\(c\)|copyright\b|URL:)|© ?\d{4}", re.IGNORECASE)
_STOPS = (".", "!", "?", "。", "।", "؟", "”", "’", '"', ")")
MOSTLY = 0.5
"""The part of a text that stands below its headline where what stands above is no part of it."""
LONGEST_SIGNED = 90
"""Characters of a line that says who replied, and when."""
LONGEST_IMPRINT = 200
LEAST_NAME = 3
REPLIES, LEAST_TOLD = 2, 0.3
"""Signed lines from which they are replies; the part of the text that the story itself then has at least."""


def below_headline(inside: list[Paragraph], headline: str | None) -> list[Paragraph]:
    """`inside` from the story's own heading on, where most of the text stands below it: not the note on cookies."""
    title = fold(headline or "")[:60]
    places = [place for place, p in enumerate(inside) if title and p.heading and fold(p.text).startswith(title)]
    if not places:
        return inside
    below = inside[places[0] + 1 :]
    told = sum(paragraph.strength for paragraph in inside)
    return below if sum(paragraph.strength for paragraph in below) > told * MOSTLY else inside


def before_replies(kept: list[Paragraph], lexicons: Sequence[Lexicon]) -> list[Paragraph]:
    """`kept` up to where signed and dated lines, each with a text below it, begin: readers' replies.

    The posts of a liveblog have a clock time and no more; and they begin at once, not behind a story.
    """
    places = (
        place
        for place, (paragraph, below) in enumerate(pairwise(kept))
        if not below.heading and _is_signed(paragraph, lexicons)
    )
    signed = list(islice(places, REPLIES))
    if len(signed) < REPLIES:
        return kept
    before = kept[: signed[0]]
    while before and (before[-1].heading or not (before[-1].strong or before[-1].closed)):
        before.pop()
    told = sum(paragraph.strength for paragraph in before)
    return before if told > LEAST_TOLD * sum(paragraph.strength for paragraph in kept) else kept


def before_imprint(kept: list[Paragraph]) -> list[Paragraph]:
    """`kept` without the address and the rights that a printed page ends with."""
    end = len(kept)
    while end and len(kept[end - 1].text) <= LONGEST_IMPRINT and _IMPRINT.search(kept[end - 1].text):
        end -= 1
    return kept[:end]


def _is_signed(paragraph: Paragraph, lexicons: Sequence[Lexicon]) -> bool:
    """Whether a line is a name and a day, or an age."""
    text = paragraph.text
    if paragraph.strong or paragraph.heading or len(text) > LONGEST_SIGNED:
        return False
    spans = find(text, lexicons)
    if text.endswith(_STOPS) and not any(text.endswith(span.text) for span in spans):
        return False
    dated = any(not isinstance(p, CalendarTime) or p.day is not None for span in spans for p in span.phrases)
    return dated and len(text) - sum(len(span.text) for span in spans) >= LEAST_NAME
