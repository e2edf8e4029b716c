"""What else a teaser's block says: its summary, its picture, who wrote it, and the heading that it stands under."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from feeder.model.page import Image
from feeder.pages.html.document import Document
from feeder.pages.html.listing_cells import Item
from feeder.pages.html.listing_flat import Block
from feeder.pages.html.listing_outline import HEADINGS, Outline
from feeder.pages.html.listing_times import Times
from feeder.pages.html.listing_words import word_count
from feeder.text import squash

SHORTEST_SUMMARY = 30
LONGEST_SUMMARY = 600
LONGEST_LABEL = 60
LONGEST_NAME = 60
FEW_WORDS = 8
LONGEST_BYLINE = 90
_BYLINE = re.compile(
    r"(?:^|[^\w])(?:By|Door|Von|Par|Por|Av|Af|Autor|Autorka|Auteur|Автор)\b:? "
    r"([A-ZÀ-ÖØ-ÞŁŚŻА-Я][\w.'’-]*(?: (?:de|den|der|van|von|du|la|el|al|da|di))*"
    r"(?: [A-ZÀ-ÖØ-ÞŁŚŻА-Я][\w.'’-]*){1,3})"
)
_ENDS = (".", "!", "?", "。", "…")
_SOURCES = ("src", "data-src", "data-original", "data-lazy-src", "data-srcset", "srcset")
_AUTHOR_PATHS = frozenset("author authors auteur auteurs autor autores autoren autori skribent redacteur".split())
_TINY = re.compile(r"^(?:1?\d|2[0-4])(?:px)?$")


def summary(outline: Outline, block: Block, title: int, headline: str, times: Times) -> str | None:
    """The lines of the block that tell the story: not its headline, not times, not bare links."""
    told: list[str] = []
    for text, linked in _lines(outline, block, title):
        if linked or len(text) < SHORTEST_SUMMARY or text == headline or _dated(text, times):
            continue
        told.append(text)
        if sum(map(len, told)) >= LONGEST_SUMMARY // 2:
            break
    return " ".join(told)[:LONGEST_SUMMARY] or None


def _dated(text: str, times: Times) -> bool:
    """Whether a line is a time and who wrote, or little more: no telling."""
    if len(text) > LONGEST_LABEL * 2:
        return False
    spans = times.spans(text)
    words = word_count(text) - sum(word_count(span.text) for span in spans)
    return bool(spans) and (times.is_time(text) or (words <= FEW_WORDS and not text.endswith(_ENDS)))


def _lines(outline: Outline, block: Block, title: int) -> Iterator[tuple[str, bool]]:
    """The lines of the block outside its headline, each with whether it is all link."""
    closed = outline.last[title] if title >= 0 else -1
    opened = outline.first[title] if title >= 0 else -1
    line: list[int] = []
    for run in [*range(block.first, block.last), -1]:
        if line and (run < 0 or _parted(outline, line, run)):
            yield outline.between(line[0], line[-1] + 1), all(_in_link(outline, each, block) for each in line)
            line = []
        if run >= 0 and not opened <= run < closed:
            line.append(run)


def _parted(outline: Outline, line: Sequence[int], run: int) -> bool:
    """Whether a run begins another line than those before it, or another piece without a space between."""
    one, two = outline.owners[line[-1]], outline.owners[run]
    if run != line[-1] + 1 or outline.meet(one, two):
        return run != line[-1] + 1
    apart = outline.runs[run].startswith(" ")
    return outline.line(two) != outline.line(outline.owners[line[0]]) if apart else True


def _in_link(outline: Outline, run: int, block: Block) -> bool:
    """Whether a run stands in a link that is not the whole card."""
    element = outline.owners[run]
    while block.start <= element:
        if outline.tags[element] == "a":
            return outline.last[element] - outline.first[element] <= 2
        element = outline.parents[element]
    return False


def image(document: Document, outline: Outline, block: Block) -> Image | None:
    """The first picture of the block that is no icon."""
    for element in range(block.start, block.stop):
        if outline.tags[element] in ("img", "source", "amp-img"):
            node = outline.elements[element]
            if _TINY.match(node.get("width") or "") or _TINY.match(node.get("height") or ""):
                continue
            for name in _SOURCES:
                address = document.absolute(_first_of(name, node.get(name)))
                if address:
                    return Image(address, alt=squash(node.get("alt") or "") or None)
    return None


def _first_of(name: str, value: str | None) -> str | None:
    if value is None or value.startswith("data:"):
        return None
    return value.split(",")[0].split()[0] if name.endswith("srcset") and value.strip() else value


def authors(outline: Outline, block: Block, title: int) -> tuple[str, ...]:
    """The writers: whom the markup names (`rel=author`, microdata, links to an author's page), else a byline."""
    names: dict[str, None] = {}
    for element in range(block.start, block.stop):
        node = outline.elements[element]
        href = (node.get("href") or "").casefold()
        told = node.get("itemprop") == "author" or "author" in (node.get("rel") or "").split()
        if told or (href and not _AUTHOR_PATHS.isdisjoint(href.split("/"))):
            name = outline.text(element)
            if 2 < len(name) <= LONGEST_NAME:
                names[name] = None
    return tuple(names) or tuple(_bylines(outline, block, title))


def _bylines(outline: Outline, block: Block, title: int) -> Iterator[str]:
    """The name in a short line such as "14 March · By Mia Bos"."""
    for text, _ in _lines(outline, block, title):
        if len(text) <= LONGEST_BYLINE and (found := _BYLINE.search(text)):
            yield found[1]
            return


def label(outline: Outline, item: Item, blocks: Sequence[Block], times: Times) -> str | None:
    """The nearest heading over the item that is the list's, not an item's: short, no date, below the page's own.

    `blocks` are those of all items in page order: what stands in one, or holds one, is no heading over the list.
    """
    element = item.block.start
    for _ in range(6):
        above = outline.parents[element]
        if above <= 0:
            return None
        for sibling in outline.before(element, 30):
            place = bisect_left(blocks, sibling + 1, key=_start)
            inside = place > 0 and blocks[place - 1].holds(sibling)
            if inside or place != bisect_left(blocks, outline.ends[sibling], key=_start):
                continue
            text = _heading_text(outline, sibling)
            if text and not times.is_time(text) and not text.isdigit():
                return text
        element = above
    return None


def _start(block: Block) -> int:
    return block.start


def _heading_text(outline: Outline, element: int) -> str | None:
    """The text of a heading, alone or in a wrapper of its own; None for anything else, and for the page's title."""
    for inner in range(element, min(outline.ends[element], element + 4)):
        if outline.tags[inner] in HEADINGS:
            text = outline.text(inner)
            whole = outline.last[element] - outline.first[element] <= outline.last[inner] - outline.first[inner] + 1
            return text if whole and outline.tags[inner] != "h1" and 0 < len(text) <= LONGEST_LABEL else None
    return None
