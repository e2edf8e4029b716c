"""A page of text as pieces: labels, time cues, and texts with the dateline that opens them.

A line may hold several pieces ("3 uur geledenWASHINGTON (ANP) - …").
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import islice

from feeder.lexicon import Lexicon
from feeder.model.time import TimeCue
from feeder.pages.wiretext.edges import BEFORE, BEHIND, CAPITALS, CREDIT_AHEAD, ENDS, Edges, orderly
from feeder.recognise.datelines import find as find_dateline
from feeder.recognise.datelines_types import Found
from feeder.recognise.labels import section_of
from feeder.text import squash

_LONGEST_LABEL = 80
_MOST_JOINTS = 500
# Where two texts may have been run together: a small letter or a sentence's end meets a capital.
_JOINT = re.compile(
    rf"(?<=[^\W\d_{CAPITALS}])(?=[{CAPITALS}])|(?<=\S[{re.escape(ENDS)}])(?=[{CAPITALS}])|(?<=[。！？」』])(?=\S)"
)


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
class Cutter:
    """Cuts the lines of one page. `languages` and `lexicons` are the page's, the likeliest first."""

    languages: tuple[str, ...]
    lexicons: Sequence[Lexicon]

    def pieces(self, text: str) -> list[Piece]:
        """The pieces of `text`, in order."""
        edges = Edges(self.languages, self.lexicons, orderly(text))
        found: list[Piece] = []
        block = 0
        for raw in text.splitlines():
            line = squash(raw)
            if line:
                found.extend(self._cut(line, block, edges))
            else:
                block += 1
        return found

    def _cut(self, line: str, block: int, edges: Edges) -> Iterator[Piece]:
        done = 0
        for start, end, cue in edges.cues(line):
            yield from self._texts(_trimmed(line, done, start), block)
            yield Piece(Kind.CUE, cue.text, block, cue=cue)
            done = end
        yield from self._texts(_trimmed(line, done, len(line)), block)

    def _texts(self, text: str, block: int) -> Iterator[Piece]:
        """`text` as labels and texts, cut where a dateline or a label is glued to what stands before it."""
        done = 0
        for joint in islice(_JOINT.finditer(text), _MOST_JOINTS):
            at = joint.start()
            if at > done and self._begins(text, at):
                yield from self._plain(text[done:at], block)
                done = at
        yield from self._plain(text[done:], block)

    def _begins(self, text: str, at: int) -> bool:
        """Whether something new begins at `at`: a credited dateline, or a label to its end or its next joint."""
        if CREDIT_AHEAD.match(text, at):
            found = find_dateline(text[at : at + 200], self.languages)
            if found is not None and found.start == 0 and found.dateline.credits and found.dateline.place:
                return True
        longest = at + _LONGEST_LABEL
        ends = [joint.start() for joint in _JOINT.finditer(text, at + 1, longest)]
        ends += [len(text)] if len(text) <= longest else []
        return any(self._is_label(text[at:end]) for end in ends)

    def _plain(self, text: str, block: int) -> Iterator[Piece]:
        text = text.strip()
        if self._is_label(text):
            yield Piece(Kind.LABEL, text, block)
        elif any(map(str.isalnum, text)):
            yield Piece(Kind.TEXT, text, block, found=find_dateline(text, self.languages))

    def _is_label(self, text: str) -> bool:
        return 0 < len(text) <= _LONGEST_LABEL and section_of(text, self.lexicons) is not None


def _trimmed(line: str, start: int, end: int) -> str:
    """`line[start:end]` without the marks that part it from a time at either end."""
    text = line[start:end].lstrip(BEHIND if start else " ")
    return text.rstrip(BEFORE if end < len(line) else " ")
