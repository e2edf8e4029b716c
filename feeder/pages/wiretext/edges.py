"""Times that are furniture: those that stand at the edges of texts.

A time is furniture where it fills a line, or stands between two edges: the start or end of a line, the end of a
sentence, a mark ("|"), a dateline, a text that it is glued to. Inside a sentence it is the story's own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from feeder.lexicon import Lexicon
from feeder.model.time import About, Age, Phrase, TimeCue, Where
from feeder.recognise.datelines import find as find_dateline
from feeder.recognise.times import whole

CAPITALS = "A-ZÀ-ÖØ-ÞŁŚŻŹĆČŠŽŘĎŤŇĞİŞŐŰĀĒĪŪĢĶĻŅΑ-ΩА-ЯЁІЇЄҐ"
ENDS = '.!?…"”’»)。！？」』】'
# What parts a time from the text before it, and from the text behind it.
BEFORE = " |•·-–—("
BEHIND = " |•·-–—:,;)"

_LONGEST_CUE = 60
_LONGEST_LINE = 120
_MOST_STARTS = 10_000
_MOST_ENDS = 4
_START = re.compile(
    rf"(?<=\S[{re.escape(ENDS)}])\s?(?=\w)|(?<=[^\W\d_])(?=\d)|(?<=[|•·])\s?|\s[-–—]\s|\((?=[^()]{{3,40}}\)$)"
)
CREDIT_AHEAD = re.compile(r"[^()\[\]/【】]{0,60}[(\[/【]")
_ABBREVIATED = re.compile(r"(?<!\d)\d{1,2}\.$")
_END = re.compile(
    rf"(?P<mark>\s?[|•·]|\s[-–—]\s|:\s|\)$)|(?<=[^\W_{CAPITALS}])(?=[{CAPITALS}])|(?<=\.)(?=[{CAPITALS}])"
    rf"|(?P<opening>\s(?=[^\W\d_a-z]|[(\[/])|(?=[【（(]))"
)


def orderly(text: str) -> bool:
    """Whether a page has no more places where a time might stand than pages of dispatches have: a bound on work."""
    return next(islice(_START.finditer(text), _MOST_STARTS, None), None) is None


@dataclass(frozen=True, slots=True)
class Edges:
    """Finds the furniture on the lines of one page. `inner`: also inside lines, not only where they start."""

    languages: tuple[str, ...]
    lexicons: Sequence[Lexicon]
    inner: bool

    def cues(self, line: str) -> Iterator[tuple[int, int, TimeCue]]:
        """The cues on `line` with where they stand, from left to right."""
        if alone := list(self._alone(line)):
            yield from alone
            return
        safe = self._dateline_end(line, 0)
        for start in self._starts(line):
            found = self._at(line, start) if start >= safe else None
            if found:
                yield found
                safe = found[1] + self._dateline_end(line, found[1])

    def _alone(self, line: str) -> Iterator[tuple[int, int, TimeCue]]:
        """The cues of a line that holds nothing but times and what they are about, parted by marks."""
        if len(line) > _LONGEST_LINE:
            return
        found = []
        for part in re.finditer(r"[^|•·]+", line):
            cue = self._cue(part.group())
            if cue is None:
                return
            found.append((part.start(), part.end(), cue))
        yield from found

    def _starts(self, line: str) -> Iterator[int]:
        yield 0
        for start in _START.finditer(line) if self.inner else ():
            if not _ABBREVIATED.search(line, max(0, start.start() - 4), start.start()):
                yield start.end()

    def _at(self, line: str, start: int) -> tuple[int, int, TimeCue] | None:
        """The longest cue that begins at `start` and ends at an edge."""
        for end, blunt in reversed(self._ends(line, start)):
            cue = self._cue(line[start:end])
            if cue and _fits(cue, start, blunt=blunt):
                return start, end, cue
        return None

    def _ends(self, line: str, start: int) -> list[tuple[int, bool]]:
        """Where a cue that begins at `start` may end, nearest first, and whether only a mark ends it there."""
        limit = min(len(line), start + _LONGEST_CUE)
        ends = [
            (end.start(), end.group("mark") is not None)
            for end in islice(_END.finditer(line, start + 1, limit), _MOST_ENDS)
            if end.group("opening") is None or self._opens(line, end.start(), start)
        ]
        return [*ends, (limit, False)] if limit == len(line) else ends

    def _opens(self, line: str, at: int, start: int) -> bool:
        """Whether a dateline stands at `at`; inside a line only one with a credit counts."""
        return bool((not start or CREDIT_AHEAD.match(line, at)) and self._dateline_end(line, at))

    def _dateline_end(self, line: str, start: int) -> int:
        """How far behind `start` the dateline ends that stands there, marks before it skipped; 0 where none does."""
        rest = line[start : start + 200]
        text = rest.lstrip(BEHIND)
        found = find_dateline(text, self.languages)
        return found.end + len(rest) - len(text) if found and found.start == 0 else 0

    def _cue(self, text: str) -> TimeCue | None:
        text = text.strip(BEFORE + BEHIND)
        phrases = whole(text, self.lexicons) if 0 < len(text) <= _LONGEST_CUE else ()
        return TimeCue(text, Where.FURNITURE, self._about(text), phrases) if phrases else None

    def _about(self, text: str) -> About:
        folded = text.casefold()
        updated = any(word in folded for lexicon in self.lexicons for word in lexicon.page.updated)
        return About.UPDATED if updated else About.PUBLISHED


def _fits(cue: TimeCue, start: int, *, blunt: bool) -> bool:
    """Whether a cue that a mark ends is sharp enough: "Zaterdag: bewolkt" and "Vandaag - zo zegt hij" date nothing."""
    return not blunt or (start == 0 and any(map(_is_sharp, cue.phrases)))


def _is_sharp(phrase: Phrase) -> bool:
    return isinstance(phrase, Age) or phrase.hour is not None or (phrase.day is not None and phrase.month is not None)
