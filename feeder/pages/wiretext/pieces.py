"""A page of text as pieces: labels, time cues, and texts with the dateline that opens them.

A line may hold several pieces ("3 uur geledenWASHINGTON (ANP) - …"). A time is furniture only where it stands at the
edge of a text: at the start or end of a line, after a sentence, before a dateline, or glued to either. Inside a
sentence it belongs to the story.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from feeder.lexicon import Lexicon
from feeder.model.time import About, TimeCue, Where
from feeder.recognise.datelines import find as find_dateline
from feeder.recognise.datelines_types import Found
from feeder.recognise.labels import section_of
from feeder.recognise.times import Span, whole
from feeder.recognise.times import find as find_times
from feeder.text import squash

_LONGEST_LABEL = 80
_LONGEST_CUE_LINE = 60
_REACH = 60
_LONGEST_EDGE = 40

_UPPER = "A-ZÀ-ÖØ-ÞŁŚŻŹĆČŠŽŘĎŤŇĞİŞŐŰĀĒĪŪĢĶĻŅΑ-ΩА-ЯЁІЇЄҐ"
_ENDS = '.!?…"”’»)|•·。！？」』】'
_MARKS = " \t|•·-–—:,;()"
# Where two texts may have been run together: a small letter or a sentence's end meets a capital.
_JOINT = re.compile(
    rf"(?<=[^\W\d_{_UPPER}])(?=[{_UPPER}])|(?<=[{re.escape(_ENDS)}])(?=[{_UPPER}])|(?<=[。！？」』])(?=\S)"
)
# Where a time may stand inside a line: at a joint, glued to a digit of its own, or before a credit in brackets.
_SEAM = re.compile(rf"{_JOINT.pattern}|(?<=[^\W\d_])(?=\d)|(?<=[{re.escape(_ENDS)}])\s?(?=\d)|\)\s{{0,2}}[-–—=_:.]")
_GAP = re.compile(rf"(?<=\S)\s|(?<=\d)(?=[^\W\d])|{_JOINT.pattern}")
_SENTENCE_END = re.compile(rf"(?<=[^\W\d][{re.escape(_ENDS)}])\s?(?=\w)")
_AFTER = re.compile(r"\)?\s{0,3}[|•·]|\)?\s[-–—]\s|:\s")


class Kind(StrEnum):
    """What a piece is."""

    LABEL = "label"
    CUE = "cue"
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class Piece:
    """One piece of a page. `block` counts the runs of lines that blank lines part.

    `found` is the dateline that opens a text, `cue` the time of a cue.
    """

    kind: Kind
    text: str
    block: int
    found: Found | None = None
    cue: TimeCue | None = None

    @property
    def opens(self) -> bool:
        """Whether a dateline opens it."""
        return self.found is not None


@dataclass(frozen=True, slots=True)
class Reader:
    """Cuts the lines of one page. `languages` and `lexicons` are the page's, the likeliest first."""

    languages: tuple[str, ...]
    lexicons: Sequence[Lexicon]

    def pieces(self, text: str) -> list[Piece]:
        """The pieces of `text`, in order."""
        found: list[Piece] = []
        block = 0
        for raw in text.splitlines():
            line = squash(raw)
            if line:
                found.extend(self._cut(line, block))
            else:
                block += 1
        return found

    def _cut(self, line: str, block: int) -> Iterator[Piece]:
        cues = self._whole_line(line)
        if cues:
            yield from (Piece(Kind.CUE, cue.text, block, cue=cue) for cue in cues)
            return
        done = 0
        for span in self._furniture(line):
            yield from self._texts(line[done : span.start].strip(_MARKS.replace("-", "")), block)
            cue = TimeCue(span.text, Where.FURNITURE, span.about, span.phrases)
            yield Piece(Kind.CUE, span.text, block, cue=cue)
            done = span.end
        rest = line[done:]
        yield from self._texts((rest.lstrip(_MARKS.replace("(", "")) if done else rest).strip(), block)

    def _whole_line(self, line: str) -> list[TimeCue]:
        """The cues of a line that holds nothing else but words that say what they are about."""
        if len(line) > 2 * _LONGEST_CUE_LINE:
            return []
        phrases = whole(line, self.lexicons) if len(line) <= _LONGEST_CUE_LINE else ()
        spans = find_times(line, self.lexicons)
        if phrases and len(spans) < 2:
            about = spans[0].about if spans else About.PUBLISHED
            return [TimeCue(line, Where.FURNITURE, about, phrases)]
        return _captioned(line, spans, self.lexicons)

    def _furniture(self, line: str) -> Iterator[Span]:
        """The times of `line` that stand at the edge of a text."""
        opening = find_dateline(line, self.languages)
        safe = opening.end if opening else 0
        for span in self._times(line):
            if span.start < safe or not _edge_before(line[: span.start]):
                continue
            rest = line[span.end :]
            following = self._opened(rest)
            if _edge_after(rest) or following or self._is_label(rest.strip()):
                safe = span.end + following
                yield span

    def _opened(self, rest: str) -> int:
        """Where the dateline ends that opens `rest`, marks before it skipped; 0 where none does."""
        text = rest.lstrip(_MARKS.replace("(", ""))
        found = find_dateline(text, self.languages)
        return found.end + len(rest) - len(text) if found and found.start == 0 else 0

    def _times(self, line: str) -> list[Span]:
        """The times near the edges and seams of `line`: those in the midst of a long text are its own."""
        spans = [
            _shifted(_unglued(span, self.lexicons), start)
            for start, end in _windows(line)
            for span in find_times(line[start:end], self.lexicons)
        ]
        head, tail = self._head(line), self._tail(line)
        if head and not any(span.start < head.end for span in spans):
            spans.insert(0, head)
        if tail and not any(span.end > tail.start for span in spans):
            spans.append(tail)
        return spans

    def _head(self, line: str) -> Span | None:
        """A time before the dateline that `line` goes on with, in a form that only says so there ("21:05 OSLO …")."""
        for end in reversed([gap.start() for gap in _GAP.finditer(line, 1, _LONGEST_EDGE)]):
            if self._opened(line[end:]) and (span := self._edge(line, 0, end)):
                return span
        return None

    def _tail(self, line: str) -> Span | None:
        """A time behind the last sentence of `line`, in a form that only says so there ("… pers.gisteren")."""
        for gap in _SENTENCE_END.finditer(line, max(0, len(line) - _LONGEST_EDGE)):
            if span := self._edge(line, gap.end(), len(line)):
                return span
        return None

    def _edge(self, line: str, start: int, end: int) -> Span | None:
        text = line[start:end].strip(_MARKS)
        phrases = whole(text, self.lexicons) if text else ()
        at = line.find(text, start)
        return Span(at, at + len(text), text, phrases) if phrases else None

    def _texts(self, text: str, block: int) -> Iterator[Piece]:
        """`text` as labels and texts, cut where a dateline or a label is glued to what stands before it."""
        done = 0
        for joint in _JOINT.finditer(text):
            at = joint.start()
            if at > done and self._begins(text[at:]):
                yield from self._plain(text[done:at], block)
                done = at
        yield from self._plain(text[done:], block)

    def _begins(self, text: str) -> bool:
        """Whether something new begins with `text`: a label to its end or its next joint, or a credited dateline."""
        if text[0].islower():
            return False
        found = find_dateline(text, self.languages)
        if found is not None and found.start == 0 and found.dateline.credits and found.dateline.place:
            return True
        ends = [joint.start() for joint in _JOINT.finditer(text, 0, _LONGEST_LABEL) if joint.start()]
        return any(self._is_label(text[:end]) for end in (*ends, len(text)))

    def _plain(self, text: str, block: int) -> Iterator[Piece]:
        text = text.strip()
        if self._is_label(text):
            yield Piece(Kind.LABEL, text, block)
        elif any(map(str.isalnum, text)):
            yield Piece(Kind.TEXT, text, block, found=find_dateline(text, self.languages))

    def _is_label(self, text: str) -> bool:
        return 0 < len(text) <= _LONGEST_LABEL and section_of(text, self.lexicons) is not None


def _windows(line: str) -> list[tuple[int, int]]:
    """The parts of `line` near its edges and seams, overlapping ones joined, never starting inside a number."""
    if len(line) <= 4 * _REACH:
        return [(0, len(line))]
    places = [0, *(seam.end() for seam in _SEAM.finditer(line)), len(line)]
    windows: list[tuple[int, int]] = []
    for place in places:
        start, end = max(0, place - 2 * _REACH), min(len(line), place + _REACH)
        while start and line[start - 1].isalnum():
            start -= 1
        if windows and start <= windows[-1][1]:
            windows[-1] = (windows[-1][0], max(end, windows[-1][1]))
        else:
            windows.append((start, end))
    return windows


def _shifted(span: Span, by: int) -> Span:
    return Span(span.start + by, span.end + by, span.text, span.phrases, span.about)


def _unglued(span: Span, lexicons: Sequence[Lexicon]) -> Span:
    """`span` without a number that the text before it ended with ("… in 2019.3 uur geleden")."""
    glued = re.match(r"\d{2,}[.,](?=\d)", span.text)
    if glued is None:
        return span
    phrases = whole(span.text[glued.end() :], lexicons)
    if not phrases:
        return span
    return Span(span.start + glued.end(), span.end, span.text[glued.end() :], phrases, span.about)


def _edge_before(before: str) -> bool:
    """Whether a time may stand after `before`: nothing, a sentence's end, a mark, or a text that it is glued to."""
    text = before.rstrip(" (")
    if not text.strip(_MARKS):
        return True
    glued = text == before and text[-1].isalpha() and text[-1].lower() != text[-1].upper()
    return glued or text[-1] in _ENDS or text.endswith((" -", " –", " —"))


def _edge_after(rest: str) -> bool:
    """Whether a time may stand before `rest`: nothing, a mark, or a capital that it is glued to."""
    return not rest.strip(" )") or rest[0].isupper() or bool(_AFTER.match(rest))


def _captioned(line: str, spans: Sequence[Span], lexicons: Sequence[Lexicon]) -> list[TimeCue]:
    """The cues of a line like "Published 3 hours ago | Updated 1 hour ago", each with the words before it."""
    cues: list[TimeCue] = []
    done = 0
    for span in spans:
        caption = line[done : span.start].strip(_MARKS)
        if caption and not _is_caption(caption, lexicons):
            return []
        end = span.end
        cues.append(TimeCue(line[done:end].strip(_MARKS), Where.FURNITURE, span.about, span.phrases))
        done = end
    return cues if cues and not line[done:].strip(_MARKS + ".") else []


def _is_caption(caption: str, lexicons: Sequence[Lexicon]) -> bool:
    folded = caption.casefold().strip(_MARKS)
    return any(folded in (*lexicon.page.published, *lexicon.page.updated) for lexicon in lexicons)
