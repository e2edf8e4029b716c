"""Where the times of a page's lists stand: one answer for all of them, for they come from one template."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Literal

from feeder.pages.wiretext.pieces import Kind, Piece
from feeder.pages.wiretext.units import Ages, Segment, is_headline


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
    """A list with an age at both ends was cut off behind one: they lead. With none at its ends: they trail.

    Unless that leaves a dispatch without its age to give it to a line that is none: a heading above the list.
    """
    timed = [segment.pieces for segment in lists if _times(segment.pieces)]
    lead = all(pieces[0].kind is Kind.CUE or is_headed(pieces) for pieces in timed)
    return Ages.LEAD if timed and lead else Ages.TRAIL


def is_headed(pieces: Sequence[Piece]) -> bool:
    """Whether a list has a heading above its first age, and each dateline, one at least, right behind an age."""
    opening = [index for index, piece in enumerate(pieces) if piece.opens]
    behind = all(index and pieces[index - 1].kind is Kind.CUE for index in opening)
    heading = len(pieces) > 1 and pieces[0].kind is Kind.TEXT and pieces[1].kind is Kind.CUE
    return bool(opening) and behind and heading and is_headline(pieces[0])


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
