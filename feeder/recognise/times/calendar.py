"""Times of the calendar and the clock: a whole cue ("za 14 mrt 21:05"), and those of running text that say their day.

A cue's words are its letters (`calendar_tokens`), a few patterns say which rows of letters are a time
(`calendar_grammar`), the numbers say which (`calendar_values`). Anything that a pattern does not hold is no time.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache, lru_cache
from itertools import islice, product
from typing import Any

from feeder.lexicon import Lexicon, load
from feeder.lexicon.calendar import Sense
from feeder.model.time import CalendarTime
from feeder.recognise.times import calendar_grammar as grammar
from feeder.recognise.times.calendar_hours import is_of_hours
from feeder.recognise.times.calendar_letters import in_digits, is_lettered
from feeder.recognise.times.calendar_numbers import Printed
from feeder.recognise.times.calendar_places import Names
from feeder.recognise.times.calendar_prose import SILENT, is_led, is_news, is_vague, is_within, row, settled
from feeder.recognise.times.calendar_templates import ODD, pieces, places, spelling, stretches, templated
from feeder.recognise.times.calendar_tokens import Token, tokens
from feeder.recognise.times.calendar_values import Form, form_of
from feeder.recognise.times.matches import Match
from feeder.recognise.times.normalise import fold_term

Named = dict[str, Any]
_DIGITS = dict.fromkeys(range(ord("1"), ord("9") + 1), "0")
_ENGLISH_DATE = re.compile(r"\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\b.{0,40}0000")
_MOST_READINGS = 24
_MOST_TOKENS = 24
_SHORTEST_WEEKDAY = 4
"""Letters of a weekday that stands alone: shorter ones are words of many languages ("do", "sun")."""
_UNSPACED_FROM = "\u0e00"
"""Thai and what follows it in Unicode: there two signs are a word."""
_ABBREVIATED = frozenset("KA")


def whole(text: str, lexicon: Lexicon) -> tuple[CalendarTime, ...]:
    """What `text` says as one cue: both where day and month may be swapped, likeliest first; () for no time."""
    if is_lettered(text):
        text = in_digits(text)
    words = lexicon.calendar
    spelled = spelling(words)
    template, parts = templated(text, spelled)
    if ODD in template:
        folded = fold_term(text)
        return whole(folded, lexicon) if folded != text else ()
    for form in _forms(template, lexicon):
        times = form.read(parts, spelled.names)
        if times and not (form.is_weekday and _too_short(fold_term(text))):
            return times
    return _in_english(text, lexicon)


def understood(template: str, lexicon: Lexicon) -> tuple[tuple[Form, ...], Names]:
    """The forms of every text that differs from `template` in its digits alone, with the values of its names.

    No forms where that is not all that tells: numerals that are letters, letters that folding parts anew, a lone
    weekday.
    """
    spelled = spelling(lexicon.calendar)
    folded, parts = templated(template, spelled)
    if ODD in folded or (is_lettered(template) and in_digits(template) != template):
        return (), {}
    forms = _forms(folded, lexicon)
    if any(form.is_weekday for form in forms):
        return (), {}
    return forms, {part: spelled.names[part] for part in parts if part in spelled.names}


def _in_english(text: str, lexicon: Lexicon) -> tuple[CalendarTime, ...]:
    """What `text` says where it is a date of an English page, with the name of its month and its year."""
    english = _english(lexicon.tag)
    folded = fold_term(text) if english else ""
    template = folded.translate(_DIGITS)
    if english and _ENGLISH_DATE.search(template):
        for form in _forms(template, english):
            if form.has_year and (times := form.read(stretches(folded))):
                return times
    return ()


@cache
def _english(tag: str) -> Lexicon | None:
    """English as pages in the language of `tag` use it: for a date with the name of its month and its year."""
    english = load("en")
    own = load(tag)
    if english is None or own is None or tag.startswith("en"):
        return None
    return replace(english, tag=tag, calendar=replace(english.calendar, system=own.calendar.system))


@lru_cache(maxsize=16_384)
def _forms(template: str, lexicon: Lexicon) -> tuple[Form, ...]:
    """The ways to understand a folded template, likeliest first."""
    found = tokens(template, lexicon.calendar, (lexicon.tag,))
    if len(found) > _MOST_TOKENS:
        return ()
    readings: list[Named] = []
    for reading in islice(product(*_senses(found)), _MOST_READINGS):
        telling = [sense for sense in reading if sense[0] not in SILENT]
        for fields in grammar.whole(row(telling)):
            named = _named(telling, fields)
            if named and named not in readings:
                readings.append(named)
    if len(readings) > 1:
        readings.sort(key=_clock_before_date)
    at = places(template)
    forms = [form_of(named, lexicon.calendar, at) for named in readings]
    return tuple([form for form in forms if form is not None])


def _senses(found: Sequence[Token]) -> list[Sequence[Sense]]:
    """The senses of each token of a whole cue; at its end a half of the day goes first: German "am" before a day."""
    senses: list[Sequence[Sense]] = [token.senses for token in found]
    if senses:
        senses[-1] = sorted(senses[-1], key=lambda sense: sense[0] != "A")
    return senses


def _clock_before_date(named: Named) -> bool:
    """Whether of two pairs with dots the first is the clock: "21.01, 06.23" is rather a date and then a time."""
    clock, day = named.get("c"), named.get("p")
    return isinstance(clock, Printed) and isinstance(day, Printed) and clock.first < day.first and "." in clock.text


def _too_short(weekday: str) -> bool:
    return len(weekday) < (_SHORTEST_WEEKDAY if weekday < _UNSPACED_FROM else 2)


def _named(senses: Sequence[Sense], fields: grammar.Fields) -> Named:
    """Values by the grammar's name for them; what one word says of two fields is parted. {} where two contradict."""
    named: Named = {}
    for name, index in fields:
        letter, value = senses[index]
        if named.get(name, value) != value:
            return {}
        if letter == "L":
            named |= {"w": value, "b": None}
        elif letter == "Q":
            named["r"], named["q"] = value
        elif letter == "V":
            named["w"], named["q"] = value
        else:
            named[name] = value
    return named


def matches(text: str, lexicon: Lexicon) -> Iterator[Match]:
    """The times in folded running `text` that say their day and more: day, month and year; a day and a clock time."""
    found = _running_tokens(text, lexicon)
    senses = settled(found)
    letters = row(senses)
    spans = list(grammar.running(letters))
    parts = pieces(text) if spans else []
    for first, end, fields in spans:
        named = _named(senses, fields)
        if is_of_hours(letters, first, end, frozenset(named)):
            continue
        start, stop = found[first].start, found[end - 1].end
        before, after = text[max(0, start - 1) : start], text[stop : stop + 1]
        told = is_led(senses, first) or not is_vague(found, senses, fields, before, after, lexicon)
        whole_words = not is_within(found[first], found[end - 1], before, after)
        form = form_of(named, lexicon.calendar) if named and told and whole_words else None
        if form and (times := form.read(parts)) and is_news(times[0]):
            yield Match(start, stop, times)


def narrative(text: str, lexicon: Lexicon) -> Iterator[Match]:
    """The weekdays, parts of days and days counted back that folded running `text` names: "vrijdagochtend"."""
    found = _running_tokens(text, lexicon)
    senses = settled(found)
    spans = list(grammar.narrative(row(senses)))
    parts = pieces(text) if spans else []
    for first, end, fields in spans:
        start, stop = found[first].start, found[end - 1].end
        named = _named(senses, fields)
        form = form_of(named, lexicon.calendar) if named and not _too_short(text[start:stop]) else None
        if form and (times := form.read(parts)):
            yield Match(start, stop, times)


def _running_tokens(text: str, lexicon: Lexicon) -> list[Token]:
    """The tokens of running text without the full stops of abbreviations beside a clock time ("kl.", "p.m.")."""
    found = tokens(text, lexicon.calendar, (lexicon.tag,))
    return [
        token
        for before, token in zip([None, *found], found, strict=False)
        if token.senses[0][0] != "." or before is None or before.senses[0][0] not in _ABBREVIATED
    ]
