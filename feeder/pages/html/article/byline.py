"""The times printed around a headline: what its elements tell machines, then what the furniture there says in words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from itertools import groupby, islice

from lxml.html import HtmlElement

from feeder.lexicon import Lexicon
from feeder.model.time import About, CalendarTime, Phrase, TimeCue, Where
from feeder.pages.html.article.stamps import Stamp, best, stamp
from feeder.pages.html.paragraphs import Paragraph
from feeder.pages.html.paths import text_of
from feeder.recognise.times import Span, find, machine
from feeder.text import squash

_TELLING = re.compile(r"date|time|publish|created|stamp|epoch|updat|modif", re.IGNORECASE)
_DATED = re.compile(r"date|time|publish|updated|created", re.IGNORECASE)
_CHANGED = re.compile(r"modif|updat|revis|changed|actuali|aktuali", re.IGNORECASE)
_ITEMS = frozenset({"li", "dd"})  # and no rows or articles, which may hold the whole page
_ENDED = re.compile(r"[.!?…。！？।]$")
LONGEST = 160
"""Characters of a piece of furniture; longer ones are the story's own words."""
LONGEST_HEADING, LONGEST_SENTENCE = 30, 50
"""Characters beside its times of a heading that is a date, and of a sentence that tells of the story."""
LINKED, LEAST_HEADLINE = 0.8, 20
"""The share of a line that is linked, and its characters, from which it announces another story."""
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


def furniture(
    around: Sequence[Paragraph], lexicons: Sequence[Lexicon], day: CalendarTime | None = None
) -> tuple[TimeCue, ...]:
    """What `around` prints as times, the first about publication and the first about a change; machine forms too.

    A line of its own may say what the next is about ("Updated"), or give the clock of the day before it. Where the
    `day` of the publication is known, times of other days are not about it.
    """
    found: dict[About, list[TimeCue]] = {}
    lines = [(paragraph, line) for paragraph in around for line in _lines(paragraph)]
    for place, (paragraph, line) in enumerate(lines):
        before, said = lines[place - 1] if place else (None, "")
        if before and _announced(before, paragraph):
            continue
        spans = _times(line, said, "".join(after for _, after in lines[place + 1 : place + 2]), lexicons)
        for span in spans if spans and not _tells_more(paragraph, line, spans) else ():
            cue = TimeCue(span.text, Where.FURNITURE, span.about, span.phrases)
            if not (day and span.about is About.PUBLISHED and _is_of_another_day(cue, day)):
                found.setdefault(span.about, []).append(cue)
    return tuple(_best(found[about]) for about in About if about in found)


def _is_of_another_day(cue: TimeCue, day: CalendarTime) -> bool:
    """Whether `cue` states a day that is not `day`, whatever the zones of both are."""
    when = _as_stamp(cue)
    one, other = (day_of(each) for each in (when.when if when else None, day))
    return one is not None and other is not None and abs((one - other).days) > 1


def day_of(when: CalendarTime | None) -> date | None:
    """The day that `when` names; None where it names none, or one that is not."""
    try:
        return date(when.year or 0, when.month or 0, when.day or 0) if when else None
    except ValueError:
        return None


def _best(found: list[TimeCue]) -> TimeCue:
    """The first of `found`, unless another says the same more exactly."""
    if (first := _as_stamp(found[0])) is None:
        return found[0]
    chosen = best([first, *(other for cue in found[1:] if (other := _as_stamp(cue)))])
    return next(cue for cue in found if chosen and cue.text == chosen.text)


def _as_stamp(cue: TimeCue) -> Stamp | None:
    when = cue.phrases[0] if len(cue.phrases) == 1 else None
    return Stamp(cue.text, when, cue.about) if isinstance(when, CalendarTime) else None


def _tells_more(paragraph: Paragraph, line: str, spans: Sequence[Span]) -> bool:
    """Whether `line` is more than furniture: a heading about something that happened then, a sentence of a caption."""
    beside = len(line) - sum(len(span.text) for span in spans)
    return beside > (LONGEST_HEADING if paragraph.heading else LONGEST_SENTENCE if _ENDED.search(line) else LONGEST)


def _announced(before: Paragraph, line: Paragraph) -> bool:
    """Whether `line` tells of another story, whose linked headline stands before it in one item of a list."""
    linked = before.link_share > LINKED and len(before.text) >= LEAST_HEADLINE
    return linked and any(element.tag in _ITEMS and element in line.path for element in before.path)


def _lines(paragraph: Paragraph) -> list[str]:
    """The lines of a piece of furniture, the words of neighbouring elements apart; "" for what is the story's own.

    A paragraph that is longer than furniture may be a block of short lines.
    """
    pieces = [piece for piece in paragraph.pieces if isinstance(piece, str)]
    if len(paragraph.text) <= LONGEST:
        return [squash(" ".join(pieces))]
    broken = [squash(" ".join(line)) for is_break, line in groupby(pieces, "\n".__eq__) if not is_break]
    return [line if len(line) <= LONGEST else "" for line in broken]


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
