"""The headline of each teaser of a list, chosen by column.

The items of one list are built alike, so what holds the headline of one holds that of all: a heading, the link's own
text, or a line beside a link that only says "Lees meer". A column is a path of tags below the items' own top; the one
whose texts read most like headlines (different in every item, a few words long, linked or headed) is taken.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from statistics import median

from feeder.pages.html.listing.cells import FEWEST_WORDS, Cell, Column, Item, row_of
from feeder.pages.html.listing.outline import Outline
from feeder.pages.html.listing.spots import Spots
from feeder.pages.html.listing.times import Times
from feeder.pages.html.listing.words import word_count
from feeder.recognise.links import shape
from feeder.text import squash

# A picture's file or number, where its name should stand.
_FILE = re.compile(r"(?=[^\d_]*+[\d_])[\w.-]++")
_PICTURES = frozenset({"img"})
BEGUN = 4
"""Characters: fewer say nothing of how a headline goes on."""
_DIGITS = re.compile(r"\d+")
_ENDS = (".", "。", "…", "...")


def titles(outline: Outline, items: Sequence[Item], times: Times, dull: frozenset[str]) -> list[tuple[str, int]]:
    """The headline of each item of one list, and the element that holds it (-1: an attribute or the address)."""
    known = Spots(outline)
    rows = [row_of(outline, item, times, dull, known) for item in items]
    columns = _columns(rows, times, dull)
    return [_title(outline, item, row, columns) for item, row in zip(items, rows, strict=True)]


def _columns(rows: Sequence[dict[Column, Cell]], times: Times, dull: frozenset[str]) -> list[tuple[Column, bool]]:
    """The columns that could hold headlines, weightiest first, each with whether its texts are wordy."""
    columns: dict[Column, list[Cell]] = {}
    for row in rows:
        for column, cell in row.items():
            columns.setdefault(column, []).append(cell)
    found = []
    for column, cells in columns.items():
        words = median([word_count(cell.text) for cell in cells])
        found.append((_weight(cells, words, len(rows), times, dull), column, words >= FEWEST_WORDS))
    found.sort(key=lambda each: -each[0])
    return [(column, wordy) for weight, column, wordy in found if weight > 0]


def _weight(cells: list[Cell], words: float, count: int, times: Times, dull: frozenset[str]) -> float:
    """How much a column reads like headlines, whose texts have so many `words`."""
    _, texts, spots, named, beyond, places = zip(*cells, strict=True)
    distinct = len(set(texts)) / len(texts)
    if len(texts) > 1 and distinct <= 1 / len(texts):
        return -10.0
    weight: float = 2.0 * distinct + 2.0 * len(cells) / count
    weight += 3.0 * (sum([spot.headed for spot in spots]) / len(cells))
    weight += 2.0 * (sum([spot.linked for spot in spots]) / len(cells))
    weight += 1.0 if 3 <= words <= 25 else -1.5 if words > 30 else 0.0
    weight -= 3.0 * (sum([spot.foreign for spot in spots]) / len(cells))
    weight -= 1.5 * (sum(beyond) / len(cells))
    weight -= 2.5 * (sum([spot.mixed for spot in spots]) / len(cells))
    weight += 1.5 * (sum(named) / len(cells))
    weight -= 1.0 * (sum([text.endswith(_ENDS) for text in texts]) / len(texts))
    weight -= 4.0 * (len(texts) > 1 and _of_few_forms(texts))
    weight -= 6.0 * (sum([text in dull for text in texts]) / len(texts))
    weight -= 4.0 * (sum(map(times.is_time, texts)) / len(texts))
    return weight - 0.1 * float(median(places))


def _of_few_forms(texts: Sequence[str]) -> bool:
    """Whether texts differ in little but their digits, as counts of comments do."""
    forms: set[str] = set()
    for text in texts:
        forms.add(_DIGITS.sub("", text))
        if len(forms) > max(1, len(texts) // 4):
            return False
    return True


def _title(
    outline: Outline, item: Item, row: dict[Column, Cell], columns: list[tuple[Column, bool]]
) -> tuple[str, int]:
    """The text in the weightiest column that is this item's own; then any; at last a name from an attribute."""
    cells = [row[column] for column, _ in columns if column in row]
    for cell in [cell for cell in cells if not cell.spot.foreign] or cells:
        lines = [row[column] for column, wordy in columns if wordy and column in row] if cell.spot.mixed else []
        chosen = _line_of_card(outline, cell, lines) if cell.spot.mixed else cell
        return _whole(outline, chosen, item, row), chosen.element
    return _spare(outline, item), -1


def _line_of_card(outline: Outline, card: Cell, lines: Sequence[Cell]) -> Cell:
    """The weightiest line of a card whose column reads like headlines; the card's whole text where none does."""
    inside = (cell for cell in lines if card.element < cell.element < outline.ends[card.element])
    return next((cell for cell in inside if not cell.spot.mixed), card)


def _whole(outline: Outline, cell: Cell, item: Item, row: dict[Column, Cell]) -> str:
    """The text, or the full one that an attribute, a picture's name or another line gives where it is shown cut."""
    text = cell.text
    begun = text.rstrip("….")[:20]
    if text.endswith(("…", "...")) and len(begun) >= BEGUN:
        fulls = [outline.has(each, "title") for each in (cell.element, item.anchor.element)]
        fulls += [outline.has(each, "alt") for each in outline.tagged(_PICTURES, item.block.start, item.block.stop)]
        told = [squash(full) for full in fulls if full] + [each.text for each in row.values() if not each.spot.mixed]
        return next((full for full in told if len(full) > len(text) and full.startswith(begun)), text)
    return text


def _spare(outline: Outline, item: Item) -> str:
    """A headline for an item without one: a name for the link or its picture, at last the words of its address."""
    for attribute in ("aria-label", "title"):
        if named := squash(outline.has(item.anchor.element, attribute) or ""):
            return named
    for element in range(item.block.start, item.block.stop):
        named = squash(outline.has(element, "alt") or "") if outline.tags[element] == "img" else ""
        if named and not _FILE.fullmatch(named):
            return named
    segments = shape(item.anchor.url).segments
    return squash(re.sub(r"[-_+]+", " ", segments[-1].partition(".")[0])) if segments else ""
