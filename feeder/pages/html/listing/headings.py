"""The heading of a link: the one that it stands in, or the first of its block that is no other story's.

Tags and where links lead tell which, so it is told once for all blocks that are built alike.
"""

from __future__ import annotations

from feeder.pages.html.listing.flat import Block
from feeder.pages.html.listing.outline import HEADINGS, Outline

NEAR = 4
"""How many of the elements above a link may be its heading."""
Place = tuple[int, int, bool]
"""How far above its link a heading stands, or else (0) where in the block; whether it stands apart from the link."""
_NONE: Place = (0, -1, False)
Headings = dict[tuple[int, int, tuple[int, ...], bool], Place]
"""Where headings are, by how a block is built, where in it the link is and those that lead elsewhere, and `own`."""


def heading_of(
    outline: Outline, link: int, block: Block, others: tuple[int, ...], own: bool, known: Headings
) -> tuple[str, bool]:
    """The text of the heading that is or could be a link's ("": none), and whether it stands apart from the link.

    `others` are the links in the block that lead elsewhere, counted from its start; `own`: only one that holds or fills
    the link counts. `known` keeps where headings are.
    """
    _, start, stop, first, last = block
    name = outline.make(start, stop, first, last), link - start, others, own
    found = known.get(name)
    if found is None:
        found = known[name] = _above(outline, link) or _inside(outline, link, block, others, own)
    up, inner, apart = found
    if up:
        for _ in range(up):
            link = outline.parents[link]
        return outline.text(link), False
    return (outline.text(start + inner), apart) if inner >= 0 else ("", False)


def _above(outline: Outline, link: int) -> Place | None:
    above = [outline.tags[each] in HEADINGS for each in outline.ancestors(link, NEAR)]
    return (above.index(True) + 1, -1, False) if True in above else None


def _inside(outline: Outline, link: int, block: Block, others: tuple[int, ...], own: bool) -> Place:
    """The first heading with a text that holds no link which leads elsewhere: it is that story's."""
    begin, end = (link, outline.ends[link]) if own else (block.start, block.stop)
    for inner in outline.tagged(HEADINGS, begin, end):
        taken = any(inner <= block.start + other < outline.ends[inner] for other in others)
        if outline.first[inner] < outline.last[inner] and not taken:
            return 0, inner - block.start, not outline.meet(inner, link)
    return _NONE
