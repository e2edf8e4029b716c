"""The layout of a page of pieces: its main article, its teasers, its labels, and where ages stand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from feeder.pages.wiretext.ages import ages_of, is_headed
from feeder.pages.wiretext.headings import settle
from feeder.pages.wiretext.pieces import Kind, Piece
from feeder.pages.wiretext.units import Ages, Segment, Unit, is_headline, segments, units
from feeder.recognise.labels import MOST_WORDS


@dataclass(frozen=True, slots=True)
class Layout:
    """The units of a page. `ages` is None where no list of it has times."""

    main: Unit | None
    teasers: tuple[Unit, ...]
    labels: tuple[str, ...]
    ages: Ages | None


def lay_out(pieces: Sequence[Piece], expected: Literal["lead", "trail"] | None) -> Layout:
    """The layout of a page; `expected` is where ages stood when its series was last read."""
    before, *labelled = segments(settle(pieces))
    alone = single(before.pieces)
    lists = labelled if alone else [before, *labelled]
    ages = ages_of(lists, expected)
    timed = any(piece.kind is Kind.CUE for segment in lists for piece in segment.pieces)
    main, leading = _before_labels(before, ages) if before.told else (None, [])
    teasers = (*leading, *(unit for segment in labelled for unit in units(segment, ages)))
    named = [*(unit.label for unit in leading), *(segment.label for segment in labelled)]
    labels = tuple(dict.fromkeys(label for label in named if label))
    return Layout(main, teasers, labels, ages if timed else None)


def _before_labels(before: Segment, ages: Ages) -> tuple[Unit | None, list[Unit]]:
    """The main article and the teasers of the part of a page that no label stands above."""
    if single(before.pieces):
        return Unit(None, before.pieces), []
    found = units(_titled(before, ages), ages)
    if len(found) == 1 or fuller(found):
        return found[0], found[1:]
    return None, found


def _titled(before: Segment, ages: Ages) -> Segment:
    """`before` under its first line, where that is the title of a list whose dispatches have no headlines."""
    first, rest = before.pieces[0], before.pieces[1:]
    most = MOST_WORDS if ages is Ages.LEAD and is_headed(before.pieces) else 3
    if first.kind is not Kind.TEXT or not is_headline(first) or len(first.text.split()) > most:
        return before
    titled = Segment(first.text, rest)
    found = units(titled, ages)
    plain = len(found) > 1 and not fuller(found) and not any(unit.headed for unit in found)
    return titled if plain else before


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
