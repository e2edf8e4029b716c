"""A folded text as tokens of the calendar: numbers, numeric dates, clocks, and the words that a language has for them.

A token has a letter for each thing that it may be, with a value. The letters of words are those of
`feeder.lexicon.calendar`; besides them there are:

j n v y    a number of one, two, three, four digits
c          a clock with a colon or a dot, perhaps with its offset
t          a numeric date
b l g      a day and a month parted by a dot, a slash, a hyphen
z          a number with a sign: an offset where a word for UTC stands beside it
G          a zone, but behind a clock only: before one it is a weekday ("pet")
, . - '    marks; "|" any other that may part times       x    anything else

What a number is worth does not matter here, only how many digits it has: the value of a token that has numbers is
`Printed`, so that texts that differ in their digits alone are understood once.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from feeder.lexicon.calendar import NUMBER, WORD, CalendarWords, Sense
from feeder.recognise.times.calendar_numbers import UNKNOWN, Printed, numeric
from feeder.recognise.times.calendar_templates import MONTH, WEEKDAY
from feeder.recognise.times.zones import abbreviated

_TOKEN = re.compile(
    rf"""\ ?(?:
    (?P<utc>(?:utc|gmt)\]?\s?[+-]\s?\d{{1,2}}(?:[:.]?\d{{2}})?(?!\d|[.:/-]\d))
    |(?P<word>{WORD})
    |(?P<triple>(?:\d{{3,4}}(?P<s1>\s?[./-]\s?)\d{{1,2}}(?P=s1)\d{{1,2}}
                 |\d{{1,2}}(?P<s2>\s?[./-]\s?)\d{{1,2}}(?P=s2)(?:\d{{4}}|\d{{2}})
                 |\d{{1,2}}/\d{{1,2}}-(?:\d{{4}}|\d{{2}})
                 |\d{{1,2}}(?P<s3>\s?[./]\s?)\d{{1,2}}(?P=s3)\d)(?!\d|[./:]\d|-\d(?!\d?:\d\d)))
    |(?P<clock>(?:\d{{1,2}}:\d{{2}}(?::\d{{2}}(?:[.,]\d{{1,9}})?(?:-\d{{2}}:?\d{{2}})?)?|\d{{1,2}}\s?:\s\d{{2}}(?!\s?:))
        (?:\s-(?:0\d|1[0-2]):?[03]0)?(?!\d|[:-]\d))
    |(?P<pair>\d{{1,2}}(?:[./-]\d{{1,2}}\.?|\.\s\d{{1,2}}\.)(?!\d|[./:-]\d))
    |(?P<zone>\+\d{{1,2}}(?:[:.]?\d{{2}})?(?!\d|[.:/-]\d))
    |(?P<number>\d+(?!\d|[.,:/-]\d(?!\d?:\d\d))|\d{{1,2}}(?=,\d{{4}}(?!\d)))
    |(?P<other>\d+(?:[.,:/-]\d+)*|(?<![\w{MONTH}{WEEKDAY}])[+-]\d+(?:[:.]\d{{2}}(?!\d))?)
    |(?P<name>[{MONTH}{WEEKDAY}])
    |(?P<line>\n)
    |(?P<mark>[^\s\d]))
    """,
    re.VERBOSE,
)
_MARKS: dict[str, tuple[Sense, ...]] = {
    mark: ((mark if mark in ",.-'" else "|", None),)
    for mark in ",.-/|:;@°()[]•·'\"*→»־՝፣፡،؛।၊។『』「」【】（）〔〕《》<>"
}
_BETWEEN = frozenset(".'-\"")
"""Marks that may stand between the pieces of a term: "a.m.", "segunda-feira", "d'abril"."""
_IN_ZONE = _BETWEEN | frozenset("(,")
"""And between those of a zone: "Центральная Европа, стандартное время"."""
_RUN = re.compile(r"\d+")
_NAMED = {MONTH: "M", WEEKDAY: "W"}
_SINGLE, _MARK = frozenset(("word", "number", "name")), frozenset(("mark", "line"))
_UTC: tuple[Sense, ...] = (("Z", "UTC"),)
_CUT_SHORT = frozenset("MW")
_YEAR_SIGNS = ("年", "년")


class Token(NamedTuple):
    """What stands at [start, end) of the folded text: its senses, the likeliest first."""

    senses: tuple[Sense, ...]
    start: int
    end: int


Piece = tuple[str, str, int, int, int]
"""The kind of a piece, the text to look up (`NUMBER` for any number), its place, and the words and numbers before."""


def tokens(text: str, words: CalendarWords, tags: Sequence[str]) -> list[Token]:
    """The tokens of folded `text`, marks among them; `tags` tell which zone an abbreviation means."""
    pieces = _pieces(text)
    found: list[Token] = []
    at, end, has_utc = 0, len(pieces), False
    while at < end:
        kind, piece, start, stop, run = pieces[at]
        at += 1
        senses: tuple[Sense, ...] | None = None
        if kind == "word" or kind == "number":
            for rest, known in words.terms.get(piece, ()):
                after = _follows(pieces, at, rest, _IN_ZONE if known[0][0] == "Z" else _BETWEEN) if rest else at
                if after:
                    senses = _bound(known, pieces[at - 1 : after]) if NUMBER in (piece, *rest) else known
                    at, stop = after, pieces[after - 1][3]
                    break
        if senses is None:
            if kind == "triple" and found and found[-1].senses[0][0] == "E":
                kind = "dated"  # "R8.3.14": no version, since an era stands before it
            senses = _alone(kind, text[start:stop], run, words, tags)
        elif senses[0][0] in _CUT_SHORT and stop - start < 5 and (zone := abbreviated(text[start:stop], tags)):
            senses = (("G", zone), *senses)  # Serbian "cet" without its accent: Thursday, or Central European Time
        has_utc = has_utc or senses == _UTC
        found.append(Token(senses, start, stop))
    if any(sign in text for sign in _YEAR_SIGNS):
        found = _with_years(found, text)
    return list(_with_offsets(found)) if has_utc else found


def _with_years(found: list[Token], text: str) -> list[Token]:
    """`found` with what stands before the sign of a year as a year: "26年3月" is no 26th of March."""
    years = list(found)
    for index in range(1, len(found)):
        before, token = found[index - 1], found[index]
        letter, value = before.senses[0]
        if text[token.start : token.end].strip() in _YEAR_SIGNS and letter in "jn":
            led = index > 1 and found[index - 2].senses[0][0] == "E"
            years[index - 1] = before._replace(senses=(("v", value),) if letter == "n" or led else UNKNOWN)
    return years


def _with_offsets(found: list[Token]) -> Iterator[Token]:
    """`found` with a language's own word for UTC and the offset beside it as one: "Гринуич+2", "+3:30 گرینویچ"."""
    at = 0
    while at < len(found):
        token, after = found[at], found[at + 1 : at + 3]
        at += 1
        if token.senses == _UTC and after and after[0].senses[0][0] in "Zz":
            token, at = _offset(token, after[0]), at + 1
        elif token.senses[0][0] in "Zz" and after and after[0].senses == _UTC:
            token, at = _offset(token, after[0], of=token), at + 1
        elif token.senses == _UTC and len(after) == 2 and after[0].senses[0][0] == "-" and _joined(after):
            token, at = _offset(token, after[1], sign="-"), at + 2
        yield token


def _offset(first: Token, last: Token, *, of: Token | None = None, sign: str = "") -> Token:
    """One token for all from `first` to `last`: the offset that is printed in `of`, by default in `last`."""
    value = (of or last).senses[0][1]
    if not isinstance(value, str):  # a zone by its name says all by itself
        value = value._replace(letter="Z", text=sign + value.text)
    return Token((("Z", value),), first.start, last.end)


def _joined(pair: list[Token]) -> bool:
    """Whether a mark and a number or a clock after it stand together."""
    return pair[0].end == pair[1].start and pair[1].senses[0][0] in "jnc"


def _pieces(text: str) -> list[Piece]:
    found: list[Piece] = []
    run = 0
    for match in _TOKEN.finditer(text):
        kind = match.lastgroup or ""
        piece, (start, end) = match[kind], match.span(kind)
        if kind == "utc":  # a word before its numbers
            run += 1
        found.append((kind, NUMBER if kind == "number" else piece, start, end, run))
        run += 1 if kind in _SINGLE else 0 if kind in _MARK else len(_RUN.findall(piece))
    return found


def _follows(pieces: list[Piece], at: int, rest: tuple[str, ...], between: frozenset[str]) -> int:
    """The index after `rest`, when it stands in `pieces` from `at` on (marks of `between` skipped); else 0."""
    for wanted in rest:
        while at < len(pieces) and pieces[at][1] in between:
            at += 1
        if at == len(pieces) or pieces[at][1] != wanted:
            return 0
        at += 1
    return at


def _bound(senses: tuple[Sense, ...], pieces: list[Piece]) -> tuple[Sense, ...]:
    """`senses` of a term with a number in it ("3月", "thứ 2"), their values to be read from that number."""
    run = next((piece[4] for piece in pieces if piece[0] == "number"), None)
    if run is None:  # the page's own number sign, not the place of a number
        return UNKNOWN
    return tuple((letter, Printed(letter, run, run + 1, "")) for letter, _ in senses)


def _alone(kind: str, piece: str, run: int, words: CalendarWords, tags: Sequence[str]) -> tuple[Sense, ...]:
    """The senses of a piece that is no term of the language."""
    if kind == "mark":
        return _MARKS.get(piece, UNKNOWN)
    if kind == "name":
        return ((_NAMED[piece], Printed("=", run, run, "")),)
    if kind == "word":
        zone = abbreviated(piece, tags) if len(piece) <= 5 else None
        return (("Z", zone),) if zone else UNKNOWN
    return numeric(kind, piece, run, words)
