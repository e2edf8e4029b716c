"""The short lines by an article's text that are no part of it: times, bylines, the headline once more."""

from __future__ import annotations

from collections.abc import Sequence

from feeder.lexicon import Lexicon
from feeder.model.time import CalendarTime
from feeder.pages.html.paragraphs import Paragraph
from feeder.recognise.times import find
from feeder.text import fold

LONGEST_STAMP = 60
"""Characters of a line that is a time, or that a headline may have behind it."""
LONGEST_DATED, LONGEST_NAME = 100, 40
"""Characters of a byline, and of what in it is no time."""
LONGEST_NEAR = 160
_STOPS = (".", "!", "?", "。", "।", "؟", ":", "”", '"')


def is_stamp(paragraph: Paragraph, lexicons: Sequence[Lexicon]) -> bool:
    """Whether a line is a byline: half of it is a time, or it is a day and a few words that end no sentence."""
    text = paragraph.text
    if paragraph.strong or len(text) > LONGEST_DATED:
        return False
    spans = find(text, lexicons)
    told = sum(len(span.text) for span in spans)
    if len(text) <= LONGEST_STAMP and 2 * told >= len(text):
        return True
    dated = any(isinstance(p, CalendarTime) and p.day and p.month for span in spans for p in span.phrases)
    return dated and len(text) - told <= LONGEST_NAME and not text.endswith(_STOPS)


def is_dated(paragraph: Paragraph, lexicons: Sequence[Lexicon]) -> bool:
    """Whether a short line has a day of the calendar."""
    spans = find(paragraph.text, lexicons) if len(paragraph.text) <= LONGEST_NEAR and not paragraph.strong else []
    return any(isinstance(phrase, CalendarTime) and phrase.day for span in spans for phrase in span.phrases)


def says_headline(paragraph: Paragraph, headline: str | None) -> bool:
    """Whether a paragraph is the headline, alone or with a time behind it, as pages without headings write it."""
    title = fold(headline or "")
    return bool(title) and fold(paragraph.text).startswith(title) and len(paragraph.text) <= len(title) + LONGEST_STAMP
