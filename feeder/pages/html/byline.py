"""The times printed around a headline: what its elements tell machines, then what the furniture there says in words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import islice

from lxml.html import HtmlElement

from feeder.lexicon import Lexicon
from feeder.model.time import About, CalendarTime, Phrase, TimeCue, Where
from feeder.pages.html.paragraphs import Paragraph
from feeder.pages.html.paths import text_of
from feeder.pages.html.stamps import Stamp, stamp
from feeder.recognise.times import Span, find, machine
from feeder.text import squash

_TELLING = re.compile(r"date|time|publish|created|stamp|epoch|updat|modif", re.IGNORECASE)
_DATED = re.compile(r"date|time|publish|updated|created", re.IGNORECASE)
_CHANGED = re.compile(r"modif|updat|revis|changed|actuali|aktuali", re.IGNORECASE)
LONGEST = 160
"""Characters of a piece of furniture; longer ones are the story's own words."""
LONGEST_HEADING = 30
"""Characters of a heading that is a date."""
LONGEST_LABEL, LONGEST_CLOCK = 40, 15
"""Characters of a line that says what the next is about, and of one that is a clock time."""
MOST = 20
MOST_ELEMENTS = 50
"""Elements by a headline that are looked at for their attributes."""


def printed_stamps(around: Sequence[Paragraph]) -> list[Stamp]:
    """The machine-readable times in attributes among `around`: of `time` elements, then of any other that show one."""
    shown = _elements(around)
    found = [_stamp(element, "datetime") for element in shown if element.tag == "time" and element.get("datetime")]
    found += [_stamp(element, name) for element in shown for name in map(str, element.keys()) if _tells(element, name)]
    return [made for made in found if made][:MOST]


def _elements(around: Sequence[Paragraph]) -> list[HtmlElement]:
    owners = dict.fromkeys(paragraph.owner for paragraph in around)
    return list(dict.fromkeys(element for owner in owners for element in islice(owner.iter("*"), MOST_ELEMENTS)))


def _tells(element: HtmlElement, name: str) -> bool:
    """Whether attribute `name` may hold the time that `element` shows.

    So do `datetime`, `data-` names that speak of time, and `title`, which microformats use.
    """
    if name == "title":
        return machine(element.get(name, "")) is not None and bool(_DATED.search(element.get("class", "")))
    return (name == "datetime" and element.tag != "time") or (name.startswith("data-") and bool(_TELLING.search(name)))


def _stamp(element: HtmlElement, name: str) -> Stamp | None:
    names = (name, element.get("class", ""), element.get("itemprop", ""), text_of(element)[:40])
    about = About.UPDATED if _CHANGED.search(" ".join(names)) else About.PUBLISHED
    value = element.get(name, "")
    return stamp(value, about) if machine(value) else None


def furniture(around: Sequence[Paragraph], lexicons: Sequence[Lexicon]) -> tuple[TimeCue, ...]:
    """What `around` prints as times, the first about publication and the first about a change; machine forms too.

    A line of its own may say what the next is about ("Updated"), or give the clock of the day before it.
    """
    found: dict[About, TimeCue] = {}
    lines = [_line(paragraph) for paragraph in around]
    for place, line in enumerate(lines):
        for span in _times(line, lines[place - 1] if place else "", "".join(lines[place + 1 : place + 2]), lexicons):
            found.setdefault(span.about, TimeCue(span.text, Where.FURNITURE, span.about, span.phrases))
    return tuple(found[about] for about in About if about in found)


def _line(paragraph: Paragraph) -> str:
    """The words of a piece of furniture, those of neighbouring elements apart; "" of what is the story's own."""
    if len(paragraph.text) > (LONGEST_HEADING if paragraph.heading else LONGEST):
        return ""
    return squash(" ".join(piece for piece in paragraph.pieces if isinstance(piece, str)))


def _times(line: str, before: str, after: str, lexicons: Sequence[Lexicon]) -> list[Span]:
    spans = find(line, lexicons)
    if not spans:
        return []
    if len(spans) == 1 and len(line) <= LONGEST_LABEL and not any(map(_clocked, spans[0].phrases)):
        joined = find(f"{line} {after}", lexicons) if after and len(after) <= LONGEST_CLOCK else []
        spans = joined if len(joined) == 1 and any(map(_clocked, joined[0].phrases)) else spans
    label = len(before) <= LONGEST_LABEL and not any(map(str.isdecimal, before))
    told = find(f"{before}: {line}", lexicons) if label and before else []
    return [replace(spans[0], about=told[0].about), *spans[1:]] if told else spans


def _clocked(phrase: Phrase) -> bool:
    return isinstance(phrase, CalendarTime) and phrase.hour is not None
