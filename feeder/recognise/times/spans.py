"""Times in text: a whole cue, and the spans of running or glued text that are one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from feeder.lexicon import HOLE, Lexicon, PageWords
from feeder.model.time import About, Phrase
from feeder.recognise.times import calendar, relative, running
from feeder.recognise.times.machine import machine
from feeder.recognise.times.matches import Match
from feeder.recognise.times.normalise import GLUE, Folded, fold, fold_term

LONGEST_CUE = 200
"""Characters; a longer text is no single cue."""
REACH = 30
"""Characters before a time, or after it, in which a word is looked for that says what it is about."""


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
    """The times in running or glued `text`, in order, none overlapping; offsets are those of `text` itself.

    The first of `lexicons` that finds any decides.
    """
    folded = fold(text)
    for lexicon in lexicons:
        matches = list(_longest(_matches(folded.text, lexicon)))
        if matches:
            return list(_spans(matches, text, folded, lexicon.page))
    return []


def _spans(matches: Sequence[Match], text: str, folded: Folded, page: PageWords) -> Iterator[Span]:
    done = 0
    for match, following in zip_longest(matches, matches[1:]):
        start, end = folded.original(match.start, match.end)
        end = start + len(text[start:end].rstrip())
        limit = following.start if following else len(folded.text)
        before = folded.text[max(done, match.start - REACH) : match.start].rpartition("\n")[2]
        after = folded.text[match.end : min(limit, match.end + REACH)].partition("\n")[0]
        about = _about(before, page) or _about_after(after, following is not None and len(after) < REACH, page)
        yield Span(start, end, text[start:end], match.phrases, about or About.PUBLISHED)
        done = match.end


def _about(before: str, page: PageWords) -> About | None:
    """What a time is about, by the last word before it that says so."""
    updated, published = _last(page.updated, before), _last(page.published, before)
    if updated == published:
        return None
    return About.UPDATED if updated > published else About.PUBLISHED


def _last(words: Iterable[str], text: str) -> tuple[int, int]:
    """Where in `text` the last of `words` ends, and its length: "stand vom" says more than the "vom" in it."""
    found = ((text.rfind(word), len(word)) for word in words)
    return max(((start + length, length) for start, length in found if start >= 0), default=(-1, 0))


def _about_after(after: str, leads_on: bool, page: PageWords) -> About | None:
    """What a time is about, by a word right after it that does not lead on to the next time."""
    said = after.lstrip(" (,:-" + GLUE)
    for about, words in ((About.UPDATED, page.updated), (About.PUBLISHED, page.published)):
        if not leads_on and said.startswith(words):
            return about
    return None


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
