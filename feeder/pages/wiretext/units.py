"""Pieces under one label grouped into units, one for each dispatch."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

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
