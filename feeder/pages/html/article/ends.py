"""Where a story begins and ends among the paragraphs around it: below its headline, before what readers reply."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
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
LEAST_REPLIES, REPLIES, LONGEST_REPLY = 2, 12, 2
"""Signed lines from which they are replies, and so many are looked at; the paragraphs that replies have in the mean."""
LEAST_TOLD = 0.3
"""The part of the text that the story itself then has at least."""


def below_headline(inside: list[Paragraph], headline: str | None) -> list[Paragraph]:
    """`inside` from the story's own heading on, where most of the text stands below it: not the note on cookies."""
    title = fold(headline or "")[:60]
    places = [place for place, p in enumerate(inside) if title and p.heading and fold(p.text).startswith(title)]
    if not places:
        return inside
    below = inside[places[0] + 1 :]
    told = sum(paragraph.strength for paragraph in inside)
    return below if sum(paragraph.strength for paragraph in below) > told * MOSTLY else inside


def before_replies(kept: list[Paragraph], inside: list[Paragraph], lexicons: Sequence[Lexicon]) -> list[Paragraph]:
    """`kept` up to where signed and dated lines, each with a text below it, begin: readers' replies; `inside` are all
    paragraphs that they stand among.

    The posts of a liveblog have a clock time and no more; and they begin at once, not behind a story. Captions stand
    amid a text that has many more paragraphs than they are.
    """
    signed = sorted(
        islice((place for line, place in _texts_below(kept, inside) if _is_signed(line, lexicons)), REPLIES)
    )
    texts = sum(paragraph.strong for paragraph in kept[signed[0] : signed[-1] + 1]) if signed else 0
    if len(signed) < LEAST_REPLIES or texts > LONGEST_REPLY * len(signed):
        return kept
    before = kept[: signed[0]]
    while before and (before[-1].heading or not (before[-1].strong or before[-1].closed)):
        before.pop()
    told = sum(paragraph.strength for paragraph in before)
    return before if told > LEAST_TOLD * sum(paragraph.strength for paragraph in kept) else kept


def _texts_below(kept: list[Paragraph], inside: list[Paragraph]) -> Iterator[tuple[Paragraph, int]]:
    """The lines behind the first paragraph of `kept`, each with the place in `kept` of the text below it.

    A line that is not kept itself has it right below, in another element than the story's.
    """
    yield from ((line, place) for place, (line, below) in enumerate(pairwise(kept), 1) if not below.heading)
    places = {id(paragraph): place for place, paragraph in enumerate(kept)}
    for line, below in pairwise(inside[inside.index(kept[0]) :] if kept else []):
        place = places.get(id(below), 0)
        if place and id(line) not in places and below.path[-2:][0] is not kept[0].path[-2:][0]:
            yield line, place


def before_imprint(kept: list[Paragraph]) -> list[Paragraph]:
    """`kept` without the address and the rights that a printed page ends with."""
    end = len(kept)
    while end and len(kept[end - 1].text) <= LONGEST_IMPRINT and _IMPRINT.search(kept[end - 1].text):
        end -= 1
    return kept[:end]


def _is_signed(paragraph: Paragraph, lexicons: Sequence[Lexicon]) -> bool:
    """Whether a line is a name and a day, or an age."""
    text = paragraph.text
    if paragraph.strong or paragraph.heading or len(text) > LONGEST_SIGNED or not any(map(str.isdigit, text)):
        return False
    spans = find(text, lexicons)
    if text.endswith(_STOPS) and not any(text.endswith(span.text) for span in spans):
        return False
    dated = any(not isinstance(p, CalendarTime) or p.day is not None for span in spans for p in span.phrases)
    return dated and len(text) - sum(len(span.text) for span in spans) >= LEAST_NAME
