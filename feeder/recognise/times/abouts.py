"""Which instant each time of a running text is about: the word beside it for published, or for updated."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from feeder.lexicon import PageWords
from feeder.model.time import About
from feeder.recognise.times.matches import UNSPACED_FROM, Match
from feeder.recognise.times.normalise import GLUE

REACH = 30
"""Characters before a time, or after it, in which a word is looked for that says what it is about."""


def abouts(matches: Sequence[Match], text: str, page: PageWords) -> Iterator[About | None]:
    """What each time is about, by the word before it; by the one behind it where times that stand together have theirs
    there, or none stands before."""
    ends = [0, *(match.end for match in matches)]
    starts = [*(match.start for match in matches), len(text)]
    before = [
        text[max(end, start - REACH) : start].rpartition("\n")[2] for end, start in zip(ends, starts, strict=True)
    ]
    after = [text[end : min(start, end + REACH)].partition("\n")[0] for end, start in zip(ends, starts, strict=True)]
    leads_on = [starts[index] - ends[index] == len(after[index]) < REACH for index in range(len(matches))] + [False]
    trailing = False
    for index in range(len(matches)):
        said = _about(before[index], page)
        if not leads_on[index] or index == 0:
            last = next(at for at in range(index + 1, len(matches) + 1) if not leads_on[at])
            trailing = said is None and last > index + 1 and _about_after(after[last], page) is not None
        if trailing or (said is None and not leads_on[index + 1]):
            said = _about_after(after[index + 1], page)
        yield said


def _about(before: str, page: PageWords) -> About | None:
    """What a time is about, by the last word before it that says so."""
    return next((about for _, about in _told(before, page)), None)


def _about_after(after: str, page: PageWords) -> About | None:
    """What a time is about, by a word right behind it."""
    said = after.lstrip(" (,:-" + GLUE)
    return next((about for start, about in _told(said, page) if start == 0), None)


def _told(text: str, page: PageWords) -> list[tuple[int, About]]:
    """Where words that say what a time is about begin in `text`, the last first."""
    updated, published = _pattern(page.updated), _pattern(page.published)
    found = [(word.end(), len(word[0]), About.UPDATED) for word in updated.finditer(text)]
    found += [(word.end(), len(word[0]), About.PUBLISHED) for word in published.finditer(text)]
    # "Stand vom" says more than the "vom" in it.
    return [(end - length, about) for end, length, about in sorted(found, reverse=True)]


@lru_cache(maxsize=1024)
def _pattern(words: tuple[str, ...]) -> re.Pattern[str]:
    """Any of `words`, not cut out of a longer one where the script parts words by spaces."""
    ranked = sorted(words, key=len, reverse=True)
    return re.compile(
        "|".join(f"{_edge(word[0], '<!')}{re.escape(word)}{_edge(word[-1], '!')}" for word in ranked) or "(?!)"
    )


def _edge(letter: str, look: str) -> str:
    return rf"(?{look}[^\W\d_])" if letter.isalpha() and letter < UNSPACED_FROM else ""
