"""Lines whose meaning only their neighbours tell: bare titles of lists, headlines like datelines, imprints."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from feeder.pages.wiretext.pieces import Kind, Piece
from feeder.pages.wiretext.units import is_headline

_TITLE_WORDS = 3
_LONGEST_IMPRINT = 120
_IMPRINTS = ("©", "(c) ", "copyright ")


def settle(pieces: Sequence[Piece]) -> list[Piece]:
    """`pieces` with each line told for what it is among the others."""
    settled = [_told(piece, following) for piece, following in zip(pieces, [*pieces[1:], None], strict=False)]
    titles = set(_titles(settled))
    return [replace(piece, kind=Kind.LABEL) if index in titles else piece for index, piece in enumerate(settled)]


def _told(piece: Piece, following: Piece | None) -> Piece:
    if piece.kind is not Kind.TEXT:
        return piece
    if len(piece.text) <= _LONGEST_IMPRINT and piece.text.casefold().startswith(_IMPRINTS):
        return replace(piece, kind=Kind.LABEL, found=None)
    if _is_headline_like_dateline(piece, following):
        return replace(piece, found=None)
    return piece


def _is_headline_like_dateline(piece: Piece, following: Piece | None) -> bool:
    """Whether "ALTENA - Brug weer open" is a headline: no agency is named, and the text behind it names one."""
    if piece.found is None or piece.found.dateline.credits or following is None or following.found is None:
        return False
    return bool(following.found.dateline.credits) and is_headline(replace(piece, found=None))


def _titles(pieces: Sequence[Piece]) -> list[int]:
    """The lines of a few words that stand above lists of dispatches which have no headlines of their own."""
    heads = [index for index in range(len(pieces) - 1) if _heads(pieces, index)]
    openings = sum(piece.opens for piece in pieces)
    if openings < 3 or 3 * len(heads) > openings:
        return []
    return [index for index in heads if index and len(pieces[index].text.split()) <= _TITLE_WORDS]


def _heads(pieces: Sequence[Piece], index: int) -> bool:
    """Whether the piece at `index` is a headline with a dateline behind it, at most a time between."""
    piece = pieces[index]
    if piece.kind is not Kind.TEXT or not is_headline(piece):
        return False
    behind = next((later for later in pieces[index + 1 : index + 4] if later.kind is not Kind.CUE), None)
    return behind is not None and behind.opens
