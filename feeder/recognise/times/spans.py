"""Times in text: a whole cue, and the spans of running or glued text that are one."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from feeder.lexicon import HOLE, Lexicon, PageWords
from feeder.model.time import About, Phrase
from feeder.recognise.times import calendar, relative, running
from feeder.recognise.times.abouts import abouts
from feeder.recognise.times.edges import trimmed, typed_plainly
from feeder.recognise.times.machine import machine
from feeder.recognise.times.matches import Match
from feeder.recognise.times.normalise import Folded, fold, fold_term

LONGEST_CUE = 200
"""Characters; a longer text is no single cue."""


_DATED = re.compile(r"\d(?:\d{3}|[:/]\d|[.,]\d\d)")
"""A clock, a date or a year: what no age has."""


_BARE = re.compile(r"\d\d? ([^\W\d_]{3})\.?")


@dataclass(frozen=True, slots=True)
class Span:
    """A time found in a text: `text[start:end]`, verbatim, with its readings and the instant that it is about."""

    start: int
    end: int
    text: str
    phrases: tuple[Phrase, ...]
    about: About = About.PUBLISHED


def whole(text: str, lexicons: Sequence[Lexicon]) -> tuple[Phrase, ...]:
    """What `text` says as one cue: alternatives where it is ambiguous, likeliest first; () where it is not a time.

    Machine-readable forms belong to no language; of `lexicons` the first that recognises it decides. Words that say
    what the time is about ("Bijgewerkt: 3 uur geleden") may stand around it.
    """
    if len(text) > LONGEST_CUE or HOLE in text:
        return ()
    exact = machine(text)
    if exact is not None:
        return (exact,)
    return next((phrases for lexicon in lexicons if (phrases := worded(text, lexicon))), ())


def worded(text: str, lexicon: Lexicon) -> tuple[Phrase, ...]:
    """What `text`, of at most `LONGEST_CUE` characters, says as one cue in the words of `lexicon`.

    Where it says nothing as it stands, without what stands around it, and as typed without accents.
    """
    if phrases := _worded(text, lexicon):
        return phrases
    bare = trimmed(text)
    if bare != text and (phrases := _worded(bare, lexicon)):
        return phrases
    plain = typed_plainly(lexicon) if bare.isascii() else None
    return _worded(bare, plain) if plain else ()


def _worded(text: str, lexicon: Lexicon) -> tuple[Phrase, ...]:
    if may_be_age(text) and (phrases := relative.whole(text, lexicon.ages)):
        return phrases if not is_day_of_month(text, lexicon) else calendar.whole(text, lexicon)
    if phrases := calendar.whole(text, lexicon):
        return phrases
    bare = _without_words(fold_term(text), lexicon.page)
    return _either(bare, lexicon) if bare else ()


def may_be_age(text: str) -> bool:
    """Whether nothing in `text` rules out that it is an age: whatever its digits are, it has no clock and no year."""
    return _DATED.search(text) is None


def is_day_of_month(text: str, lexicon: Lexicon) -> bool:
    """Whether a bare count of units is rather a date: "2 set" is the second of September before it is two weeks."""
    bare = _BARE.fullmatch(text)
    terms = lexicon.calendar.terms.get(bare[1].lower(), ()) if bare else ()
    return any(not rest and senses[0][0] == "M" for rest, senses in terms)


def _either(text: str, lexicon: Lexicon) -> tuple[Phrase, ...]:
    return relative.whole(text, lexicon.ages) or calendar.whole(text, lexicon)


def _without_words(folded: str, page: PageWords) -> str:
    """`folded` without the word before or after its time that says what the time is about; "" where it has none."""
    known = _ranked(page)
    if not folded.startswith(known) and not folded.endswith(known):
        return ""
    for word in known:
        if folded.startswith(word):
            return folded[len(word) :].lstrip(" :-|")
        if folded.endswith(word):
            return folded[: -len(word)].rstrip(" :-|,(")
    return ""


@lru_cache(maxsize=512)
def _ranked(page: PageWords) -> tuple[str, ...]:
    """The words that say what a time is about, the longest first."""
    return tuple(sorted((*page.published, *page.updated), key=len, reverse=True))


def find(text: str, lexicons: Sequence[Lexicon]) -> list[Span]:
    """The times in running or glued `text`, in order, none overlapping; offsets are those of `text` itself.

    The one of `lexicons` decides whose times take the most of the text, the first of equals: Arabic reads all of what
    English reads a piece of.
    """
    folded = fold(text)
    best: list[Span] = []
    most = 0
    for lexicon in lexicons:
        matches = list(_longest(_matches(folded.text, lexicon)))
        taken = sum(match.end - match.start for match in matches)
        if taken > most:
            best, most = list(_spans(matches, text, folded, lexicon.page)), taken
        if best and most >= len(folded.text):
            break
    return best


def _spans(matches: Sequence[Match], text: str, folded: Folded, page: PageWords) -> Iterator[Span]:
    for match, about in zip(matches, abouts(matches, folded.text, page), strict=True):
        start, end = folded.original(match.start, match.end)
        end = start + len(text[start:end].rstrip())
        yield Span(start, end, text[start:end], match.phrases, about or About.PUBLISHED)


def _matches(folded: str, lexicon: Lexicon) -> Iterator[Match]:
    yield from running.matches(folded, lexicon)
    yield from calendar.matches(folded, lexicon)


def _longest(matches: Iterable[Match]) -> Iterator[Match]:
    """`matches` from left to right, the longer where two overlap from one place, the earlier otherwise."""
    end = 0
    for match in sorted(matches, key=lambda match: (match.start, -match.end)):
        if match.start >= end:
            yield match
            end = match.end
