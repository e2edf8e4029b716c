"""The times printed around a headline: `time` elements first, then what the furniture there says in words."""

from __future__ import annotations

import re
from collections.abc import Sequence

from lxml.html import HtmlElement

from feeder.lexicon import Lexicon
from feeder.model.time import About, TimeCue, Where
from feeder.pages.html.paragraphs import Paragraph
from feeder.pages.html.paths import text_of
from feeder.pages.html.stamps import Stamp, stamp
from feeder.recognise.times import find

_CHANGED = re.compile(r"modif|updat|revis|changed|actuali|aktuali", re.IGNORECASE)
LONGEST = 160
"""Characters of a piece of furniture; longer ones are the story's own words."""
LONGEST_HEADING = 30
"""Characters of a heading that is a date."""


def printed_stamps(around: Sequence[Paragraph]) -> list[Stamp]:
    """The `time` elements among `around` that hold a machine-readable time."""
    found = []
    for time in _times(around):
        names = " ".join((time.get("class", ""), time.get("itemprop", ""), text_of(time)[:40]))
        about = About.UPDATED if _CHANGED.search(names) else About.PUBLISHED
        found.append(stamp(time.get("datetime"), about))
    return [made for made in found if made]


def _times(around: Sequence[Paragraph]) -> list[HtmlElement]:
    owners = dict.fromkeys(paragraph.owner for paragraph in around)
    times = [time for owner in owners for time in owner.iter("time") if time.get("datetime")]
    return list(dict.fromkeys(times))[:20]


def furniture(around: Sequence[Paragraph], lexicons: Sequence[Lexicon]) -> tuple[TimeCue, ...]:
    """What `around` prints as times, the first about publication and the first about a change; machine forms too."""
    found: dict[About, TimeCue] = {}
    for paragraph in around:
        if len(paragraph.text) <= (LONGEST_HEADING if paragraph.heading else LONGEST):
            for span in find(paragraph.text, lexicons):
                found.setdefault(span.about, TimeCue(span.text, Where.FURNITURE, span.about, span.phrases))
    return tuple(found[about] for about in About if about in found)
