"""Relative phrases as whole cues: ages ("3 uur geleden", "about 2 hours ago", "2h") and days ("gisteren").

A text that is one cue as a whole may be a bare count; in running text (`running`) an age needs a word that says past.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache

from feeder.lexicon import HOLE, AgeWords, Role, Sign
from feeder.model.time import Age, Phrase, Unit
from feeder.recognise.times.ages import AMOUNT, LIKELY, PAST, Amount, amount, fixed, rows, shape, with_minutes
from feeder.recognise.times.normalise import fold_template
from feeder.recognise.times.signs import ALONE, NUMBER, UNSPACED, meanings, terms_of

_PARTS = re.compile(r"½|\d[.,]\d")
_ENDING = re.compile(r"(?<![\s.,;:!|·•)\]/-])[\s.,;:!|·•)\]/-]+\Z")
_OPENING = re.compile(r"\A[\s.,;:|·•(\[/-]*")
# Hebrew patterns of CLDR repeat in digits what the word says: "two weeks ago (2)".
_ECHO = re.compile(rf"(?<=\w['.]) \({HOLE}\)\Z|(?<=\w) \({HOLE}\)\Z")
# An ending that the site leaves to its reader: "vor 5 Minute(n)", "3 hour(s) ago".
_OPTIONAL = re.compile(r"(?<=[^\W\d_])\([^\W\d_]{1,3}\)")
# A letter before a number is a road, a model, a size: "A 3", "S 4".
_ROAD = re.compile(rf"[a-zß-ÿ]\.? ?{HOLE}")
_LONGEST_UNIT = 40
_COMMON = (Role.BEFORE, Role.AFTER, Role.WITH, Role.UNIT, Role.AGED)
_MARKERS = PAST | {Role.ABOUT, Role.OVER, Role.ALMOST, Role.UNDER}


def whole(text: str, words: AgeWords) -> tuple[Phrase, ...]:
    """What `text`, as the page prints it, says as one relative cue, in every way that it can be read; () for none."""
    found = readings(text, words)
    return filled(found, tuple(NUMBER.findall(text))) if found else ()


def readings(text: str, words: AgeWords) -> tuple[Amount | Phrase, ...]:
    """The ways to read `text` as one relative cue, the same for every text that differs in its digits alone."""
    template = HOLE.join(NUMBER.split(text)[::2])
    return _common(words).get(template) or _readings(template, words)


def has_whole_numbers(text: str) -> bool:
    """Whether the numbers of `text` are its rows of digits, without commas and halves."""
    return not _PARTS.search(text)


def filled(readings: tuple[Amount | Phrase, ...], numbers: tuple[str, ...]) -> tuple[Phrase, ...]:
    """The phrases that `readings` are of a text that has `numbers`; () where they make no sense of them."""
    if len(readings) == 1:
        only = readings[0]
        phrase = _aged(only, numbers) if isinstance(only, Amount) else only
        return (phrase,) if phrase is not None else ()
    return likely([_aged(reading, numbers) if isinstance(reading, Amount) else reading for reading in readings])


def one(text: str, words: AgeWords) -> Age | None:
    """The age of one unit that `text` is where it is nothing but its name: "час", "hodina".

    Only where somebody says that it is a time; a page has such words for sections and tabs.
    """
    signs = words.signs.get(_folded(text), ()) if len(text) <= _LONGEST_UNIT else ()
    return next((Age(Unit(sign.unit), 1, 1) for sign in signs if sign.role is Role.ONE), None)


def likely(phrases: Iterable[Phrase | None]) -> tuple[Phrase, ...]:
    """The readings that are some, each once, less those whose count nobody prints where others are likelier."""
    found = tuple([phrase for phrase in phrases if phrase is not None])
    if len(found) < 2:
        return found
    found = tuple(dict.fromkeys(found))
    return tuple(phrase for phrase in found if phrase.kind == "calendar" or phrase.most <= LIKELY[phrase.unit]) or found


def value(number: str) -> float:
    """What a printed number, found by `NUMBER`, counts."""
    return float(number.replace(",", ".").replace("½", ".5"))


@lru_cache(maxsize=8192)
def _aged(amount: Amount, numbers: tuple[str, ...]) -> Age | None:
    return amount.age([value(number) for number in numbers])


@cache
def _common(words: AgeWords) -> Mapping[str, tuple[Amount | Phrase, ...]]:
    """The readings of the templates that most ages have: a number and a unit, with a marker of the past or without.

    Made when a language is first read: a thousandth of a second, so that most phrases never seen before are a look-up.
    """
    by_role = {role: [term for term, signs in words.signs.items() if signs[0].role is role] for role in _COMMON}
    templates: list[str] = []
    for unit in by_role[Role.UNIT] + by_role[Role.AGED]:
        gaps = ("", " ") if UNSPACED.match(unit) else (" ",)
        counted = [f"{HOLE}{gap}{unit}" for gap in gaps]
        templates += counted
        templates += [f"{term} {each}" for term in by_role[Role.BEFORE] for each in counted]
        past = [f"{each}{gap}{term}" for term in by_role[Role.AFTER] for each in counted for gap in gaps]
        templates += past
        templates += [f"{term} {each}" for term in by_role[Role.WITH][:1] for each in past]  # "for 3 timer siden"
    known = {template: _spelled(template, words) for template in templates}
    return {template: readings for template, readings in known.items() if readings}


@lru_cache(maxsize=16_384)
def _readings(template: str, words: AgeWords) -> tuple[Amount | Phrase, ...]:
    whole = _folded(template)
    if found := _common(words).get(whole) or _spelled(whole, words):
        return found
    bare = _OPENING.sub("", _ENDING.sub("", _OPTIONAL.sub("", whole)))
    return (bare != whole and _spelled(bare, words)) or _spelled(bare + ".", words)


def _spelled(folded: str, words: AgeWords) -> tuple[Amount | Phrase, ...]:
    if _ROAD.fullmatch(folded):
        return ()
    if by_itself := alone(folded, words):
        return by_itself
    known = meanings(folded, terms_of(words))
    return tuple([reading for signs in rows(known) if (reading := _reading(signs)) is not None]) if known else ()


def _folded(template: str) -> str:
    folded = fold_template(template)
    return _ECHO.sub("", folded) if "(" in folded else folded


def alone(template: str, words: AgeWords) -> tuple[Phrase, ...]:
    """The phrases that folded `template` is by itself, without a count: "zojuist", "gisteren"."""
    signs = words.signs.get(template, ())
    return tuple([fixed(sign) for sign in signs if sign.role in ALONE]) if signs else ()


@lru_cache(maxsize=8192)
def _reading(signs: tuple[Sign, ...]) -> Amount | None:
    """What a row of signs amounts to: the same rows make up the phrases of all languages."""
    if not AMOUNT.fullmatch(shape(signs)):
        signs = with_minutes(signs)
        if not AMOUNT.fullmatch(shape(signs)):
            return None
    roles = {sign.role for sign in signs}
    return None if Role.ONE in roles and not roles & _MARKERS else amount(signs)
