"""Times of the calendar and the clock: a whole cue ("za 14 mrt 21:05"), and those of running text that say their day.

A cue's words are its letters (`calendar_tokens`), a few patterns say which rows of letters are a time
(`calendar_grammar`), the numbers say which (`calendar_values`). Anything that a pattern does not hold is no time.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice, product
from typing import Any

from feeder.lexicon import Lexicon
from feeder.lexicon.calendar import Sense
from feeder.model.time import About, CalendarTime, Unit
from feeder.recognise.times import calendar_grammar as grammar
from feeder.recognise.times.calendar_tokens import Token, tokens
from feeder.recognise.times.calendar_values import values
from feeder.recognise.times.matches import Match

_SILENT = frozenset(",.-|f")
"""Letters that say nothing in a text that is one cue."""
_MOST_READINGS = 24
_MOST_TOKENS = 24
_SHORTEST_WEEKDAY = 4
"""Letters of a weekday that stands alone: shorter ones are words of many languages ("do", "sun")."""
_BEFORE_CLOCK = frozenset("KWRLQV")
_AFTER_CLOCK = frozenset("HhAP")


def whole(text: str, lexicon: Lexicon) -> tuple[CalendarTime, ...]:
    """What folded `text` says as one cue: both where day and month may be swapped, likeliest first; () for no time."""
    found = tokens(text, lexicon.calendar, (lexicon.tag,))
    if len(found) > _MOST_TOKENS:
        return ()
    for reading in islice(product(*[token.senses for token in found]), _MOST_READINGS):
        telling = [sense for sense in reading if sense[0] not in _SILENT]
        for fields in grammar.whole("".join([letter for letter, _ in telling])):
            if times := _times(telling, fields, lexicon):
                bare = len(fields) == 1 and times[0].weekday is not None and text < "\u0e00"
                return () if bare and len(text) < _SHORTEST_WEEKDAY else times
    return ()


def _times(senses: Sequence[Sense], fields: grammar.Fields, lexicon: Lexicon) -> tuple[CalendarTime, ...]:
    named: dict[str, Any] = {}
    for name, index in fields:
        letter, value = senses[index]
        if letter == "L":
            named |= {"w": value, "r": 1, "span": Unit.WEEK}
        elif letter == "Q":
            named |= {"r": value[0], "q": value[1]}
        elif letter == "V":
            named |= {"w": value[0], "q": value[1]}
        else:
            named[name] = value
    return tuple(values(named, lexicon.calendar))


def matches(text: str, lexicon: Lexicon) -> Iterator[Match]:
    """The times in folded running `text` that say their day and more: day, month and year; a day and a clock time."""
    found = tokens(text, lexicon.calendar, (lexicon.tag,))
    senses = _settled(found)
    for first, end, fields in grammar.running("".join([letter for letter, _ in senses])):
        if _vague(found, senses, fields):
            continue
        if times := _times(senses, fields, lexicon):
            yield Match(found[first].start, found[end - 1].end, times)


def narrative(text: str, lexicon: Lexicon) -> Iterator[Match]:
    """The weekdays, parts of days and days counted back that folded running `text` names: "vrijdagochtend"."""
    found = tokens(text, lexicon.calendar, (lexicon.tag,))
    senses = _settled(found)
    for first, end, fields in grammar.narrative("".join([letter for letter, _ in senses])):
        start, stop = found[first].start, found[end - 1].end
        if stop - start < _SHORTEST_WEEKDAY and text[start] < "\u0e00":
            continue
        if times := _times(senses, fields, lexicon):
            yield Match(start, stop, times)


def about(text: str, lexicon: Lexicon) -> About | None:
    """Which instant a folded cue says that it is about; None where it does not say."""
    letters = {letter for token in tokens(text, lexicon.calendar, ()) for letter, _ in token.senses}
    if "U" in letters:
        return About.UPDATED
    return About.PUBLISHED if "u" in letters else None


def _settled(found: Sequence[Token]) -> list[Sense]:
    """One sense for each token of running text, by its neighbours."""
    senses = [token.senses[0] for token in found]
    for index, token in enumerate(found):
        if len(token.senses) > 1:
            before = senses[index - 1][0] if index else ""
            after = found[index + 1].senses[0][0] if index + 1 < len(found) else ""
            senses[index] = _settle(token.senses, before, after)
    return senses


def _settle(senses: Sequence[Sense], before: str, after: str) -> Sense:
    by_letter = {sense[0]: sense for sense in reversed(senses)}
    if "c" in by_letter:
        clock = before in _BEFORE_CLOCK or after in _AFTER_CLOCK
        return by_letter["c"] if clock else by_letter.get("b") or by_letter.get("t") or senses[0]
    if "M" in by_letter and (before in "jny." or after in "jny."):
        return by_letter["M"]
    return senses[0]


def _vague(found: Sequence[Token], senses: Sequence[Sense], fields: grammar.Fields) -> bool:
    """Whether prose may mean something else: a month that is also a word ("may"), two numbers, without more."""
    names = {name for name, _ in fields}
    if "t" in names:
        printed, _ = next(senses[index][1] for name, index in fields if name == "t")
        return max(map(len, printed)) < 4
    if names & {"y", "w", "c", "h", "r"}:
        return False
    return any(name == "m" and len(found[index].senses) > 1 for name, index in fields)
