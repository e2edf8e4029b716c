"""The publication time that a page's scripts state (state, words for analytics), where nothing else is exact."""

from __future__ import annotations

import re

from feeder.model.time import About
from feeder.pages.html.article.stamps import Stamp, stamp
from feeder.pages.html.article.state import Holder, holders
from feeder.pages.html.article.stated import about
from feeder.pages.html.document import Document
from feeder.pages.html.paths import strings

MAX_SCRIPT = 1024 * 1024
_SCRIPTS = "//script[not(@src)]/text()"
# A name that speaks of publishing, as JSON and as scripts write it, with a day and a clock behind it.
_TOLD = re.compile(
    r"(?<!un)(?P<name>(?:publi|pub_?date|pub_?time)[\w.-]{0,30}+)\\?[\"']?\s{0,4}[:=]\s{0,4}\\?[\"']"
    r"(?P<time>\d{4}-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d(?:\.\d{1,6})?)?\s?(?:Z|[+-]\d\d:?\d\d)?)\\?[\"']",
    re.IGNORECASE,
)


def scripted(document: Document, headline: str | None) -> Stamp | None:
    """The publication time in the page's scripts, of several or of other names that beside `headline`."""
    found: dict[object, Stamp] = {}
    for text in strings(document.root, _SCRIPTS):
        for told in _TOLD.finditer(text[:MAX_SCRIPT]):
            made = stamp(told["time"], About.PUBLISHED) if about(told["name"]) is About.PUBLISHED else None
            if made:
                found.setdefault(made.when, made)
    if len(found) == 1:
        return next(iter(found.values()))
    beside = (_in(holder) for holder in holders(document, headline or ""))
    return next((made for made in beside if made), None)


def _in(holder: Holder) -> Stamp | None:
    """The publication time that an object states of itself."""
    named = (value for name, value in holder.items() if about(name) is About.PUBLISHED)
    return next((made for value in named if (made := stamp(value, About.PUBLISHED))), None)
