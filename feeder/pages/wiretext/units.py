"""Pieces grouped into units, one for each dispatch: whether ages lead or trail is decided for all lists of a page."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

from feeder.pages.wiretext.pieces import Kind, Piece

_LONGEST_HEADLINE = 160


class Ages(StrEnum):
    """Where the time of a unit stands: before its text, behind it, or between its headline and its text."""

    LEAD = "lead"
    TRAIL = "trail"
    INSIDE = "inside"


@dataclass(frozen=True, slots=True)
class Segment:
    """The pieces under one label; the label is None before the first."""

    label: str | None
    pieces: tuple[Piece, ...]

    @property
    def told(self) -> bool:
        """Whether any text stands under the label: a time alone is no story's, and is left out."""
        return any(piece.kind is Kind.TEXT for piece in self.pieces)


@dataclass(frozen=True, slots=True)
class Unit:
    """The pieces of one dispatch, under their label."""

    label: str | None
    pieces: tuple[Piece, ...]

    @property
    def texts(self) -> tuple[Piece, ...]:
        return tuple(piece for piece in self.pieces if piece.kind is Kind.TEXT)

    @property
    def headed(self) -> bool:
        """Whether a headline opens it and more text follows."""
        texts = self.texts
        return len(texts) > 1 and is_headline(texts[0])


def segments(pieces: Iterable[Piece]) -> list[Segment]:
    """`pieces` under their labels, in page order; the part before the first label comes first, even when empty."""
    found: list[Segment] = []
    label: str | None = None
    current: list[Piece] = []
    for piece in pieces:
        if piece.kind is Kind.LABEL:
            found.append(Segment(label, tuple(current)))
            label, current = piece.text, []
        else:
            current.append(piece)
    return [*found, Segment(label, tuple(current))]


def is_headline(piece: Piece) -> bool:
    """Whether a text reads as a headline: short, no dateline, no full stop."""
    text = piece.text.rstrip("\"'”’»)")
    return not piece.opens and len(text) <= _LONGEST_HEADLINE and not text.endswith((".", ",", ";", ":", "…", "。"))


def ages_of(lists: Sequence[Segment], expected: Literal["lead", "trail"] | None) -> Ages:
    """Where ages stand in `lists`: one answer for the whole page.

    A list that opens with an age and does not close with one has them lead, and the other way round; blank lines
    around each dispatch say it too. Where nothing says it, `expected`, else they trail.
    """
    votes = {Ages.LEAD: 0, Ages.TRAIL: 0}
    for segment in lists:
        if _inside(segment.pieces):
            return Ages.INSIDE
        for vote in _votes(segment.pieces):
            votes[vote] += 1
    if votes[Ages.LEAD] != votes[Ages.TRAIL]:
        return max(votes, key=lambda ages: votes[ages])
    return Ages(expected) if expected else _open_end(lists)


def _votes(pieces: Sequence[Piece]) -> Iterable[Ages]:
    if not _times(pieces) or len(pieces) == 1:
        return
    first, last = pieces[0].kind is Kind.CUE, pieces[-1].kind is Kind.CUE
    if first != last:
        yield Ages.LEAD if first else Ages.TRAIL
    for block in _blocks(pieces):
        first, last = block[0].kind is Kind.CUE, block[-1].kind is Kind.CUE
        if first != last and len(_times(block)) == 1 and block != tuple(pieces):
            yield Ages.LEAD if first else Ages.TRAIL


def _open_end(lists: Sequence[Segment]) -> Ages:
    """A list with an age at both ends was cut off behind one: they lead. With none at its ends: they trail."""
    opens = [segment.pieces[0].kind is Kind.CUE for segment in lists if segment.pieces and _times(segment.pieces)]
    return Ages.LEAD if opens and all(opens) else Ages.TRAIL


def _inside(pieces: Sequence[Piece]) -> bool:
    """Whether each time stands right behind a headline and before a text, the list opening with a headline."""
    times = [index for index, piece in enumerate(pieces) if piece.kind is Kind.CUE]
    if not times or not is_headline(pieces[0]) or pieces[0].kind is Kind.CUE or times[-1] == len(pieces) - 1:
        return False
    behind = [index for index in times if index - 1 not in times]
    if not all(pieces[index - 1].kind is Kind.TEXT and is_headline(pieces[index - 1]) for index in behind):
        return False
    return all(pieces[index + 1].kind is Kind.CUE or not is_headline(pieces[index + 1]) for index in times)


def _times(pieces: Sequence[Piece]) -> list[Piece]:
    return [piece for piece in pieces if piece.kind is Kind.CUE]


def _blocks(pieces: Sequence[Piece]) -> list[tuple[Piece, ...]]:
    blocks: dict[int, list[Piece]] = {}
    for piece in pieces:
        blocks.setdefault(piece.block, []).append(piece)
    return [tuple(block) for block in blocks.values()]


def units(segment: Segment, ages: Ages) -> list[Unit]:
    """The dispatches of a list, in order."""
    found: list[list[Piece]] = []
    pieces = segment.pieces
    plain = not any(piece.opens or piece.kind is Kind.CUE for piece in pieces)
    for index, piece in enumerate(pieces):
        following = pieces[index + 1] if index + 1 < len(pieces) else None
        if not found or _starts(piece, following, found[-1], ages, plain=plain):
            found.append([])
        found[-1].append(piece)
    return [Unit(segment.label, tuple(unit)) for unit in _merged(found)]


def _starts(piece: Piece, following: Piece | None, unit: list[Piece], ages: Ages, *, plain: bool) -> bool:
    """Whether `piece` opens a new unit after `unit`."""
    texts = [earlier for earlier in unit if earlier.kind is Kind.TEXT]
    if piece.kind is Kind.CUE:
        return ages is Ages.LEAD and bool(texts) and unit[-1].kind is not Kind.CUE
    if ages is Ages.TRAIL and texts and unit[-1].kind is Kind.CUE:
        return True
    if not texts:
        return False
    if piece.opens:
        return not _only_head(texts)
    if is_headline(piece) and following is not None and not _only_head(texts):
        return following.opens or (ages is Ages.INSIDE and following.kind is Kind.CUE)
    return plain and _parted(piece, unit)


def _only_head(texts: Sequence[Piece]) -> bool:
    """Whether a unit has no text yet but its headline (and a byline under it)."""
    return len(texts) <= 2 and not any(text.opens for text in texts) and all(map(is_headline, texts))


def _parted(piece: Piece, unit: list[Piece]) -> bool:
    """Whether, in a list without datelines and times, `piece` is the next one: a line, or a headline after a text."""
    if piece.block != unit[-1].block:
        return True
    return is_headline(piece)


def _merged(found: list[list[Piece]]) -> list[list[Piece]]:
    """Without units that hold nothing but times: those go to the unit before (or behind, at the start)."""
    merged: list[list[Piece]] = []
    pending: list[Piece] = []
    for unit in found:
        if any(piece.kind is Kind.TEXT for piece in unit):
            merged.append([*pending, *unit])
            pending = []
        elif merged:
            merged[-1].extend(unit)
        else:
            pending.extend(unit)
    return merged


def single(pieces: Sequence[Piece]) -> bool:
    """Whether `pieces`, with no label before them, are one story: at most one dateline and one group of times."""
    groups = [
        index
        for index, piece in enumerate(pieces)
        if piece.kind is Kind.CUE and (not index or pieces[index - 1].kind is not Kind.CUE)
    ]
    return sum(piece.opens for piece in pieces) <= 1 and len(groups) <= 1


def fuller(found: Sequence[Unit]) -> bool:
    """Whether the first of `found` is a main article among teasers: more paragraphs, or the only headline."""
    first, others = found[0], found[1:]
    if any(len(unit.texts) - unit.headed > 1 for unit in others):
        return False
    return len(first.texts) - first.headed > 1 or (first.headed and not any(unit.headed for unit in others))
