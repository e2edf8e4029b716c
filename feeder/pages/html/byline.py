"""The times printed around a headline: what its elements tell machines, then what the furniture there says in words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import islice

from lxml.html import HtmlElement

from feeder.lexicon import Lexicon
from feeder.model.time import About, TimeCue, Where
from feeder.pages.html.paragraphs import Paragraph
from feeder.pages.html.paths import text_of
from feeder.pages.html.stamps import Stamp, stamp
from feeder.recognise.times import find, machine

_TELLING = re.compile(r"date|time|publish|created|stamp|epoch|updat|modif", re.IGNORECASE)
_DATED = re.compile(r"date|time|publish|updated|created", re.IGNORECASE)
_CHANGED = re.compile(r"modif|updat|revis|changed|actuali|aktuali", re.IGNORECASE)
LONGEST = 160
"""Characters of a piece of furniture; longer ones are the story's own words."""
LONGEST_HEADING = 30
"""Characters of a heading that is a date."""
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
    """What `around` prints as times, the first about publication and the first about a change; machine forms too."""
    found: dict[About, TimeCue] = {}
    for paragraph in around:
        if len(paragraph.text) <= (LONGEST_HEADING if paragraph.heading else LONGEST):
            for span in find(paragraph.text, lexicons):
                found.setdefault(span.about, TimeCue(span.text, Where.FURNITURE, span.about, span.phrases))
    return tuple(found[about] for about in About if about in found)
