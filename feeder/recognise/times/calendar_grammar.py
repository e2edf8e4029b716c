"""Which rows of token letters are a time, in any language: patterns over the letters of `calendar_tokens`.

`<d:…>` names what a letter is there: d day · m month · y year · e era · t numeric date · p day and month · w weekday ·
r day counted back, or last weekday · q part of a day · c clock · h hour · i minute · s second · f half · b last ·
o number of
four digits that is a clock · a before or after noon, or part of the day · z zone · x month of the same day in
another calendar.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from functools import cache, lru_cache

Fields = tuple[tuple[str, int], ...]
"""Pairs of a name and the index of its token."""

_YEAR = "(?:<e:E><y:[ynvj]>|<y:[ynv]><e:E>?)"
_DATE = (
    f"(?:<d:[jn]>D?_<m:M>M?(?:,?_{_YEAR})?"
    f"|<m:M>_<d:[jn]>D?(?:,?_{_YEAR})?"
    f"|{_YEAR}(?:E[jnv])?,?_<m:M>_<d:[jn]>D?"
    f"|{_YEAR},?_<d:[jn]>D?_<m:M>"
    "|<e:E>?<t:t><e:E>?)"
)
_PAIR = "(?:<p:[bl]>(?:_<y:y><e:E>?)?|<y:y>,?_<p:[bl]>)"
_OTHER = "(?:[jn]D?<x:M>(?:E?[ynv]E?)?|(?:[yv]E?)?<x:M>[jn]D?(?:[yv]E?)?)"
_OTHERS = f"{_OTHER}(?:~{_OTHER.replace('x:', 'X:')})?"
"""The same day in another calendar, or in two."""
_A = "<a:[AP]>"
_AFTER = f"{_A}?H?(?:<z:[ZG]>Z?)?{_A}?"
_TIME = (
    f"(?:K*<z:Z>?K*{_A}?K*<c:c>[Hh]?{_AFTER}"
    f"|K*<z:Z>?K*{_A}?K*<h:[jn]>[Hh](?:<i:[jn]>I?(?:<s:[jn]>S?)?|<f:F>)?{_AFTER}"
    f"|K*<h:[jn]>{_A}<z:Z>?"
    f"|K*{_A}K*<h:[jn]>"
    "|K*<o:y>(?:[Hh]<z:Z>?|<z:Z>)"
    "|K+<h:[jn]><z:Z>?)"
)
# A time that is one without a day beside it: "9" or "9 h" is not, "om 9 uur" is.
_TIME_ALONE = (
    f"(?:<z:Z>?K*{_A}?K*<c:c>[Hh]?{_AFTER}"
    f"|<z:Z>?K*{_A}?K*<h:[jn]>H(?:<i:[jn]>I?(?:<s:[jn]>S?)?|<f:F>)?{_AFTER}"
    f"|K*<h:[jn]>h<i:n>{_AFTER}"
    f"|K+<h:[jn]>h(?:<i:n>I?)?{_AFTER}"
    f"|K*{_A}K*<h:[jn]>h(?:<i:n>I?)?|K*<h:[jn]>{_A}<z:Z>?)"
)
_W = "K*(?:<w:W>~)?K*"
_W1 = "(?:K*<w:W>~)?"
_W2 = "(?:~<w:W>)?"
_DAY = "(?:<w:W>~<r:R>|<r:R>~<w:W>|<b:B>_<w:W>|<w:W>_<b:B>|<r:[RLQV]>|<w:W>)"
_WHOLE = (
    f"(?:R~)?{_W}{_DATE}{_W2}(?:~{_TIME}{_W2}|~<q:P>)?",
    f"{_TIME}~(?:R~)?{_W}{_DATE}{_W2}<z:Z>?",
    f"K*<w:W>~{_TIME}~{_DATE}",
    f"{_W}{_OTHERS}~{_W}(?:{_DATE}|{_PAIR}){_W2}(?:~{_TIME})?",
    f"{_W}(?:{_DATE}|{_PAIR}){_W2}~{_OTHERS}(?:~{_TIME})?",
    f"{_TIME}~{_W}{_OTHERS}~{_W}{_DATE}{_W2}",
    f"{_W1}{_PAIR}{_W2}(?:~{_TIME})?",
    f"{_TIME}~{_W1}{_PAIR}{_W2}",
    f"{_W}<p:g>(?:~{_TIME})",
    f"{_TIME}~{_W}<p:g>",
    f"{_W}<d:[jn]>D{_W2}~{_TIME}",
    f"K*{_DAY}~{_TIME}",
    f"{_TIME}~K*{_DAY}",
    f"K*{_DAY}(?:~<q:P>)?",
    "<q:P>~<r:R>",
    "(?:<m:M>M?,?_<y:y><e:E>?|<m:M>,?_<e:E><y:[ynvj]>|<y:y><e:E>?,?_<m:M>|<e:E><y:[ynvj]>,?_<m:M>)",
    _TIME_ALONE,
)
_MONTH = "<m:M>(?:[|]?M)?"
_NAMED = (
    f"(?:<d:[jn]>_{_MONTH},?_(?:<e:E>_)?<y:y>|<m:M>_<d:[jn]>_,?_<y:y>|<y:y>[f.,|]{{0,4}}<m:M>_<d:[jn]>D?"
    f"|<y:y>,?_<d:[jn]>_<m:M>|<e:E>_<y:[ynvj]>_<m:M>_<d:[jn]>D?|<y:v>_<m:M>_<d:[jn]>D|<e:E><t:t>|<t:t>"
    f"|<d:[jn]>[|-]<m:M>[|-]<y:[yn]>|<d:[jn]>_{_MONTH},?_'<y:n>|<m:M>_<d:[jn]>_,?_'<y:n>"
    f"|<d:[jn]>_{_MONTH}|<m:M>_<d:[jn]>D?)"
)
_LEAD = "(?:K-?)*"
_BEHIND = f"(?:{_A}[.]?)?H?(?:[.|]?<z:[ZG]>)?{_A}?"
_CLOCK = (
    f"(?:<z:Z>?{_LEAD}{_A}?{_LEAD}<c:c>[Hh]?{_BEHIND}"
    f"|{_LEAD}{_A}?<h:[jn]>H(?:<i:[jn]>I?|<f:F>)?{_BEHIND}"
    f"|{_LEAD}<h:[jn]>h<i:n>{_BEHIND}"
    f"|K+<h:[jn]>h{_BEHIND}"
    f"|{_LEAD}<h:[jn]>{_A}<z:Z>?)"
)
_WR = "(?:<w:W>~)?"
_LED = "(?:(?<=[uU])|(?<=[uU][|,.f-]))"
"""Behind a word for published or updated, where less says a time: "Updated: 14:05"."""
_RUNNING = (
    f"{_WR}{_NAMED}{_W2}(?:~{_CLOCK})?",
    f"{_CLOCK}[f,'|K-]{{0,4}}{_WR}{_NAMED}{_W2}",
    f"{_WR}<d:[jn]>_<m:M>_<y:n>~{_CLOCK}",
    f"{_WR}<p:[bl]>{_W2}~{_CLOCK}",
    f"{_WR}<p:[bl]>_<y:y>(?:~{_CLOCK})?",
    f"{_DAY}~{_CLOCK}",
    f"{_CLOCK}[f,K]{{0,2}}{_DAY}",
    f"{_LED}{_CLOCK}",
    f"{_LED}{_WR}(?:<t:t>|<p:[bl]>)",
    "(?<=[uU][|])<r:R>",
)
_STRETCH = re.compile("[^x]+")
"""Between words that are none of the calendar, which none of these holds."""
_TELLING = re.compile("[jnvytblc]|[uU][|]R")
"""One of these that each of them holds: a number, a date, a clock, "Updated: yesterday"."""
_LONGEST_KEPT = 40
_NARRATIVE = ("<w:W>_<q:P>", "<r:[RL]>_<q:P>", "<q:P>_<r:R>", "<r:[QLV]>", "<w:W>")


def _compiled(pattern: str, joint: str, gap: str) -> re.Pattern[str]:
    """`pattern` with its names made unique; `_` is what may stand within a date, `~` between its parts.

    `*` and `+` mean at most two, so that no long row of letters takes more than linear time.
    """
    number = itertools.count()
    named = re.sub(r"<(\w):([^<>]*)>", lambda part: f"(?P<{part[1]}{next(number)}>{part[2]})", pattern)
    joined = re.sub(r"(?<![<\w])_", joint, named).replace("~", gap)
    return re.compile(joined.replace("*", "{0,2}").replace("+", "{1,2}"))


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    return tuple(_compiled(f"[uU]*{pattern}[uUK]*", "", "") for pattern in _WHOLE)


@cache
def _running() -> tuple[re.Pattern[str], ...]:
    return tuple(_compiled(pattern, "[f.]{0,3}", "[f.,'|-]{0,4}") for pattern in _RUNNING)


@cache
def _narrative() -> re.Pattern[str]:
    return _compiled("|".join(_NARRATIVE), "[f.-]{0,2}", "")


def _fields(match: re.Match[str]) -> Fields:
    places = match.regs
    return tuple([(name[0], places[at][0]) for name, at in match.re.groupindex.items() if places[at][0] >= 0])


@lru_cache(maxsize=16_384)
def whole(row: str) -> tuple[Fields, ...]:
    """The ways in which the whole of a row of letters (without marks and words that say nothing) is a time."""
    found = (pattern.fullmatch(row) for pattern in _patterns())
    return tuple(_fields(match) for match in found if match is not None)


def running(row: str) -> Iterator[tuple[int, int, Fields]]:
    """Where a row of letters, marks and all, holds times that say their day: (first, end, fields)."""
    for stretch in _STRETCH.finditer(row):
        known, start = stretch.group(), stretch.start()
        for first, end, fields in _in_stretch(known) if len(known) <= _LONGEST_KEPT else _times(known):
            yield start + first, start + end, tuple([(name, start + index) for name, index in fields])


@lru_cache(maxsize=4096)
def _in_stretch(stretch: str) -> tuple[tuple[int, int, Fields], ...]:
    """Cached: between words that are none of the calendar stand the same few rows."""
    return tuple(_times(stretch))


def _times(stretch: str) -> Iterator[tuple[int, int, Fields]]:
    for pattern in _running() if _TELLING.search(stretch) else ():
        for match in pattern.finditer(stretch):
            yield match.start(), match.end(), _fields(match)


def narrative(row: str) -> Iterator[tuple[int, int, Fields]]:
    """Where a row of letters names weekdays and parts of days."""
    for match in _narrative().finditer(row):
        yield match.start(), match.end(), _fields(match)
