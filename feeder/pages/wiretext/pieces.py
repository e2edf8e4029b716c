"""A page of text as pieces: labels, time cues, and texts with the dateline that opens them.

A line may hold several pieces ("3 uur geledenWASHINGTON (ANP) - …").
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import lru_cache
from itertools import islice

from feeder.lexicon import Lexicon, load
from feeder.model.time import TimeCue
from feeder.pages.wiretext.edges import BEFORE, BEHIND, CAPITALS, CREDIT_AHEAD, ENDS, Edges, orderly
from feeder.recognise.datelines import find as find_dateline
from feeder.recognise.datelines_types import Found
from feeder.recognise.labels import section_of
from feeder.text import squash

_LONGEST_LABEL = 80
_MOST_JOINTS = 500
# Where two texts may have been run together: a small letter or a sentence's end meets a capital; or a space before
# a word in capitals, which may be the place of a dateline.
_JOINT = re.compile(
    rf"(?<=[^\W\d_{CAPITALS}])(?=[{CAPITALS}])|(?<=\S[{re.escape(ENDS)}])(?=[{CAPITALS}])|(?<=[。！？」』])(?=\S)"
    rf"|(?<=\S)\s(?=[{CAPITALS}]{{2}})"
)
_LAST_SENTENCE = re.compile(rf"[{re.escape(ENDS)}]\s(?=[^{re.escape(ENDS)}]*$)")


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
    block: int = 0
    found: Found | None = None
    cue: TimeCue | None = None

    @property
    def opens(self) -> bool:
        """Whether a dateline opens it."""
        return self.found is not None


def pieces(text: str, languages: tuple[str, ...], lexicons: Sequence[Lexicon]) -> list[Piece]:
    """The pieces of `text`, in order. `languages` and `lexicons` are the page's, the likeliest first."""
    inner, tags = orderly(text), tuple(lexicon.tag for lexicon in lexicons)
    found: list[Piece] = []
    block = 0
    for raw in text.splitlines():
        line = squash(raw)
        if line:
            cut = _cut(line, languages, tags, inner=inner)
            found.extend(cut if not block else (replace(piece, block=block) for piece in cut))
        else:
            block += 1
    return found


@lru_cache(maxsize=4096)
def _cut(line: str, languages: tuple[str, ...], tags: tuple[str, ...], *, inner: bool) -> tuple[Piece, ...]:
    """The pieces of one line. Cached: most lines of a page stand on its next captures too."""
    lexicons = tuple(lexicon for tag in tags if (lexicon := load(tag)))
    return tuple(_Cutter(languages, lexicons).pieces(line, Edges(languages, lexicons, inner)))


@dataclass(frozen=True, slots=True)
class _Cutter:
    """Cuts the lines of one page."""

    languages: tuple[str, ...]
    lexicons: Sequence[Lexicon]

    def pieces(self, line: str, edges: Edges) -> Iterator[Piece]:
        """The pieces of `line`, in order."""
        done = 0
        for start, end, cue in edges.cues(line):
            yield from self._texts(_trimmed(line, done, start))
            yield Piece(Kind.CUE, cue.text, cue=cue)
            done = end
        yield from self._texts(_trimmed(line, done, len(line)))

    def _texts(self, text: str) -> Iterator[Piece]:
        """`text` as labels and texts, cut where a dateline or a label is run together with what stands before it."""
        opening = find_dateline(text, self.languages)
        done, safe = 0, opening.end if opening else 1
        for joint in islice(_JOINT.finditer(text), _MOST_JOINTS):
            at = joint.end()
            glued = at == joint.start()
            if at >= safe and (self._opens(text, at) or (glued and self._labels(text, done, at))):
                yield from self._plain(text[done:at])
                done = at
        yield from self._plain(text[done:])

    def _opens(self, text: str, at: int) -> bool:
        """Whether a dateline with place and credit stands at `at`, in capitals where only a space parts it."""
        if not CREDIT_AHEAD.match(text, at):
            return False
        found = find_dateline(text[at : at + 200], self.languages)
        if found is None or found.start or not found.dateline.credits or not found.dateline.place:
            return False
        return not text[at - 1].isspace() or found.dateline.place.isupper()

    def _labels(self, text: str, done: int, at: int) -> bool:
        """Whether `at` parts a label from a text: one stands before it, or behind it to the end or the next joint."""
        longest = at + _LONGEST_LABEL
        ends = [joint.start() for joint in _JOINT.finditer(text, at + 1, longest)]
        ends += [len(text)] if len(text) <= longest else []
        return self._is_label(text[done:at]) or any(self._is_label(text[at:end]) for end in ends)

    def _plain(self, text: str) -> Iterator[Piece]:
        text, label = self._unlabelled(text.strip(" |•·"))
        if any(map(str.isalnum, text)):
            yield Piece(Kind.TEXT, text, found=find_dateline(text, self.languages))
        if label:
            yield Piece(Kind.LABEL, label)

    def _unlabelled(self, text: str) -> tuple[str, str]:
        """`text` without the label that it is, or that stands behind its last sentence; and that label."""
        if self._is_label(text):
            return "", text
        ended = _LAST_SENTENCE.search(text, max(0, len(text) - _LONGEST_LABEL))
        if ended and self._is_label(text[ended.end() :]):
            return text[: ended.end()].strip(), text[ended.end() :]
        return text, ""

    def _is_label(self, text: str) -> bool:
        return 0 < len(text) <= _LONGEST_LABEL and section_of(text, self.lexicons) is not None


def _trimmed(line: str, start: int, end: int) -> str:
    """`line[start:end]` without the marks that part it from a time at either end."""
    text = line[start:end].lstrip(BEHIND if start else " ")
    return text.rstrip(BEFORE if end < len(line) else " ")
