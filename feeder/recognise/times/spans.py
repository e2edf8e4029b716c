"""Times in text: a whole cue, and the spans of running or glued text that are one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from feeder.lexicon import HOLE, Lexicon, PageWords
from feeder.model.time import About, Phrase
from feeder.recognise.times import calendar, relative
from feeder.recognise.times.machine import machine
from feeder.recognise.times.matches import Match
from feeder.recognise.times.normalise import Folded, fold, fold_term

LONGEST_CUE = 200
"""Characters; a longer text is no single cue."""
REACH = 40
"""Characters before a time in which a word that says what it is about is looked for."""


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

    The first of `lexicons` that recognises it decides; machine-readable forms belong to no language. Words that say
    what the time is about ("Bijgewerkt: 3 uur geleden") may stand around it.
    """
    if len(text) > LONGEST_CUE or HOLE in text:
        return ()
    if lexicons and (phrases := relative.whole(text, lexicons[0].ages)):
        return phrases
    exact = machine(text.strip())
    if exact is not None:
        return (exact,)
    folded = fold_term(text)
    for lexicon in lexicons:
        if phrases := _whole(folded, lexicon) or _whole(_without_words(folded, lexicon.page), lexicon):
            return phrases
    return ()


def _whole(folded: str, lexicon: Lexicon) -> tuple[Phrase, ...]:
    if not folded:
        return ()
    return relative.whole(folded, lexicon.ages) or calendar.whole(folded, lexicon)


def _without_words(folded: str, page: PageWords) -> str:
    """`folded` without the word before or after its time that says what the time is about; "" where it has none."""
    known = sorted((*page.published, *page.updated), key=len, reverse=True)
    for word in known:
        if folded.startswith(word):
            return folded[len(word) :].lstrip(" :-|")
        if folded.endswith(word):
            return folded[: -len(word)].rstrip(" :-|,(")
    return ""


def find(text: str, lexicons: Sequence[Lexicon]) -> list[Span]:
    """The times in running or glued `text`, in order, none overlapping; offsets are those of `text` itself."""
    folded = fold(text)
    spans: list[Span] = []
    for lexicon in lexicons:
        for match in _longest(_matches(folded.text, lexicon)):
            spans.append(_span(match, text, folded, lexicon, spans[-1].end if spans else 0))
        if spans:
            break
    return spans


def _matches(folded: str, lexicon: Lexicon) -> Iterator[Match]:
    yield from relative.matches(folded, lexicon)
    yield from calendar.matches(folded, lexicon)


def _longest(matches: Iterable[Match]) -> Iterator[Match]:
    """`matches` from left to right, the longer where two overlap from one place, the earlier otherwise."""
    end = 0
    for match in sorted(matches, key=lambda match: (match.start, -match.end)):
        if match.start >= end:
            yield match
            end = match.end


def _span(match: Match, text: str, folded: Folded, lexicon: Lexicon, after: int) -> Span:
    start, end = folded.original(match.start, match.end)
    end = start + len(text[start:end].rstrip())
    before = fold_term(text[max(after, start - REACH) : start])
    return Span(start, end, text[start:end], match.phrases, _about(before, lexicon))


def _about(before: str, lexicon: Lexicon) -> About:
    """What a time is about, by the last word before it that says so."""
    updated = max((before.rfind(word) for word in lexicon.page.updated), default=-1)
    published = max((before.rfind(word) for word in lexicon.page.published), default=-1)
    return About.UPDATED if updated > published else About.PUBLISHED
