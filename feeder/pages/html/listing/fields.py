"""What else a teaser's block says: its summary, and who wrote it."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from lxml import etree

from feeder.pages.html.listing.cells import Item
from feeder.pages.html.listing.flat import Block
from feeder.pages.html.listing.outline import Outline
from feeder.pages.html.listing.times import Times
from feeder.pages.html.listing.words import word_count

SHORTEST_SUMMARY = 30
LONGEST_SUMMARY = 600
LONGEST_PRINT = 120
LONGEST_NAME = 60
FEW_WORDS = 8
LONGEST_BYLINE = 90
_BY = "By Door Von Par Por Av Af Autor Autorka Auteur Автор".split()
# Each looks behind itself for the beginning of a word, so that the search leaps to its first letter.
_BYLINE = re.compile(
    "(?:" + "|".join(rf"{word}(?<!\w{word})" for word in _BY) + r")\b:? "
    r"([A-ZÀ-ÖØ-ÞŁŚŻА-Я][\w.'’-]*(?: (?:de|den|der|van|von|du|la|el|al|da|di))*"
    r"(?: [A-ZÀ-ÖØ-ÞŁŚŻА-Я][\w.'’-]*){1,3})"
)
_ENDS = (".", "!", "?", "。", "…")
_IN_AUTHOR_PATHS = ("aut", "skribent", "redacteur")
_AUTHOR_PATHS = frozenset("author authors auteur auteurs autor autores autoren autori skribent redacteur".split())


Line = tuple[str, bool]
"""A line of a block, and whether all of it is link."""


def summary(lines: Sequence[Line], headline: str, times: Times) -> str | None:
    """The lines of a block that tell the story: not its headline, not times, not bare links."""
    told: list[str] = []
    for text, linked in lines:
        if linked or len(text) < SHORTEST_SUMMARY or text == headline or _dated(text, times):
            continue
        told.append(text)
        if sum(map(len, told)) >= LONGEST_SUMMARY // 2:
            break
    return " ".join(told)[:LONGEST_SUMMARY] or None


def _dated(text: str, times: Times) -> bool:
    """Whether a line is a time and who wrote, or little more: no telling."""
    if len(text) > LONGEST_PRINT:
        return False
    spans = times.spans(text)
    if not spans or times.is_time(text):
        return bool(spans)
    words = word_count(text) - sum(word_count(span.text) for span in spans)
    return words <= FEW_WORDS and not text.endswith(_ENDS)


Lines = dict[tuple[int, int | None], list[tuple[int, int, bool]]]
"""The lines of blocks by how these are built and where the headline is: first and last run, and whether all is link."""


def lines_of(outline: Outline, item: Item, title: int, known: Lines) -> list[Line]:
    """The lines of the item's block outside the element that holds its headline (-1: none does).

    `known` are those of the blocks of its list so far: of blocks built alike they stand alike.
    """
    _, start, _, first, _ = item.block
    build = item.make, title - start if title >= 0 else None
    found = known.get(build)
    if found is None:
        found = known[build] = [
            (one - first, two - first, linked) for one, two, linked in _lines(outline, item.block, title)
        ]
    return [(outline.between(first + one, first + two), linked) for one, two, linked in found]


def _lines(outline: Outline, block: Block, title: int) -> Iterator[tuple[int, int, bool]]:
    closed = outline.last[title] if title >= 0 else -1
    opened = outline.first[title] if title >= 0 else -1
    line: list[int] = []
    for run in [*range(block.first, block.last), -1]:
        if line and (run < 0 or _parted(outline, line, run)):
            yield line[0], line[-1] + 1, all(_in_link(outline, each, block, title) for each in line)
            line = []
        if run >= 0 and not opened <= run < closed:
            line.append(run)


def _parted(outline: Outline, line: Sequence[int], run: int) -> bool:
    """Whether a run begins another line than those before it, or another piece without a space between."""
    one, two = outline.owners[line[-1]], outline.owners[run]
    if run != line[-1] + 1 or outline.meet(one, two):
        return run != line[-1] + 1
    apart = outline.runs[run].startswith(" ")
    return outline.lines[two] != outline.lines[outline.owners[line[0]]] if apart else True


def _in_link(outline: Outline, run: int, block: Block, title: int) -> bool:
    """Whether a run stands in a link that is not the whole card: one with much in it, or the headline's element."""
    element = outline.owners[run]
    while block.start <= element:
        if outline.tags[element] == "a":
            card = element < title < outline.ends[element]
            return not card and outline.last[element] - outline.first[element] <= 2
        element = outline.parents[element]
    return False


def authors(outline: Outline, block: Block, lines: Sequence[Line], named: Sequence[int]) -> tuple[str, ...]:
    """The writers: whom the markup names, at the page's elements `named`, else a byline."""
    names: dict[str, None] = {}
    for element in named[bisect_left(named, block.start) : bisect_left(named, block.stop)]:
        name = outline.text(element)
        if 2 < len(name) <= LONGEST_NAME:
            names[name] = None
    return tuple(names) or tuple(_bylines(lines))


def authors_named(outline: Outline) -> list[int]:
    """The elements of the page that name an author: `rel=author`, microdata, links to an author's page."""
    bearing = outline.bearing(_may_name_author, 0, len(outline.tags))
    return [element for element in bearing if _names_author(outline.elements[element])]


def _may_name_author(attribute: str) -> bool:
    return attribute in ("href", "rel", "itemprop")


def _names_author(node: etree._Element) -> bool:
    href = (node.get("href") or "").casefold()
    if any(map(href.__contains__, _IN_AUTHOR_PATHS)) and not _AUTHOR_PATHS.isdisjoint(href.split("/")):
        return True
    return node.get("itemprop") == "author" or "author" in (node.get("rel") or "").split()


def _bylines(lines: Sequence[Line]) -> Iterator[str]:
    """The name in a short line such as "14 March · By Mia Bos"."""
    for text, _ in lines:
        if len(text) <= LONGEST_BYLINE and (found := _BYLINE.search(text)):
            yield found[1]
            return
