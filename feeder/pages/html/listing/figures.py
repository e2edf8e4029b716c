"""Rows of tables that tell no stories: measures and rates, standings, matches with their scores, timetables.

Each is plain only over several rows; a list is one of them where most of its rows are, and its links are short names.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from feeder.pages.html.listing.flat import Block
from feeder.pages.html.listing.outline import Outline
from feeder.pages.html.listing.times import Times
from feeder.pages.html.listing.words import extent

FEWEST = 3
MOST_ROWS = 24
MOST_RUNS = 16
"""Pieces of text: a block of more is no row."""
FIGURES = 3
LONGEST_FIGURE = 16
FEW_CLOCKS = 4
NAME = 40
"""Characters, as `extent` counts them: the most that a name has."""
_FIGURE = re.compile(r"[-+–]?[€$£¥]?\s?\d[\d.,:\s]{0,12}(?:[%€$]|[a-zA-Z]{1,2})?")
_DATE = re.compile(r"\d{1,4}([./-])\d{1,2}\1(?:\d{2,4})?")
_DIGIT = re.compile(r"\d")
_WORD = re.compile(r"[^\W\d_]{3}|[月월]")
_DEGREES = re.compile(r"[-–]?\d{1,2}\s?°(?:\s?[CF])?(?:\s?/\s?[-–]?\d{1,2}\s?°(?:\s?[CF])?)?")
_CLOCK = re.compile(r"([01]?\d|2[0-3])[:.h]([0-5]\d)")
_SCORE = re.compile(r"\d{1,3}\s?[-–:]\s?\d{1,3}")
_BETWEEN = re.compile(r"\d{1,2}(?:\s[-–]\s\d{1,2}|\s?:\s?\d)")
_AGAINST = re.compile(r"\S\s+(?:[-–—]|vs\.?|v)\s+\S")


def tabled(outline: Outline, blocks: Sequence[Block], names: Sequence[str], times: Times) -> bool:
    """Whether most blocks are rows of degrees, or, under short `names`, of figures or of matches; or whether all run
    down the hours of a day."""
    if len(blocks) < FEWEST:
        return False
    rows = [_pieces(outline, block) for block in blocks[:MOST_ROWS]]
    half = len(rows) // 2
    if sum(map(bool, rows)) <= half:
        return False
    if sum(any(_DEGREES.fullmatch(text) for text in row if "°" in text) for row in rows) > half:
        return True
    short = [extent(name) <= NAME for name in names[:MOST_ROWS]]
    if sum(short) <= half:
        return False
    told = sum(
        few and (_measured(row) or _played(row, name)) for few, row, name in zip(short, rows, names, strict=False)
    )
    return told > half or _runs_down_the_hours(rows, times)


def _pieces(outline: Outline, block: Block) -> list[str]:
    """What stands in a block that may be a row: one with numbers."""
    few = block.last - block.first <= MOST_RUNS and outline.has_number(block.first, block.last)
    return outline.words[block.first : block.last] if few else []


def _measured(row: Sequence[str]) -> bool:
    """Whether a row has several figures, and nothing that may be a day."""
    if any(_DATE.fullmatch(text) or (_DIGIT.search(text) and _WORD.search(text)) for text in row):
        return False
    return sum(_FIGURE.fullmatch(text) is not None for text in row) >= FIGURES


def _played(row: Sequence[str], name: str) -> bool:
    """Whether a row is a match of one against another, with its score beside or between them."""
    if any(map(_SCORE.fullmatch, row)) and _AGAINST.search(name) is not None:
        return True
    return any(map(_BETWEEN.fullmatch, row[1:-1]))


def _runs_down_the_hours(rows: Sequence[Sequence[str]], times: Times) -> bool:
    """Whether nearly each row has one clock and no day, and clocks rise: the later stands lower, unlike news."""
    told = [[text for text in row if times.is_time(text)] for row in rows]
    found = [[clock for text in row if (clock := _CLOCK.fullmatch(text))] for row in told if len(row) == 1]
    clocks = [(int(each[0][1]), int(each[0][2])) for each in found if len(each) == 1]
    if len(clocks) < FEW_CLOCKS or len(clocks) * 4 < len(rows) * 3:
        return False
    falls = sum(one > two for one, two in pairwise(clocks))
    return falls == 0 or (falls == 1 and len(clocks) > 2 * FEW_CLOCKS)
