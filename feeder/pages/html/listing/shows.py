"""What a block shows, whichever of its links it is weighed for: told once, as stories are often linked twice."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from feeder.pages.html.listing.flat import Block
from feeder.pages.html.listing.menus import in_menu
from feeder.pages.html.listing.outline import LINKS, REGIONS, Outline
from feeder.pages.html.listing.times import Times

MOST_RUNS = 40
SHORT = 400
"""Characters: a longer block is none of wares."""
_PICTURES = frozenset({"img", "picture"})
_TIMES = frozenset({"time"})
_CURRENCIES = ("€", "$", "£", "¥", "kr", "zł", "USD", "EUR")
_PRICE = re.compile(r"(?:[€$£¥]\s?\d)|(?:\d\s?(?:€|kr\b|zł|USD|EUR))")


class Shows(NamedTuple):
    """The length of a block's text; whether it has a time, a picture, a price; what its place on the page takes.

    `links` are all that it holds, `one` says whether they lead to one address.
    """

    length: int
    timed: bool
    pictured: bool
    priced: bool
    region: float
    links: list[int]
    one: bool

    def others(self, outline: Outline, link: int, start: int) -> tuple[int, ...]:
        """The links that lead elsewhere than one of them does, counted from `start`."""
        hrefs, href = outline.hrefs, outline.hrefs[link]
        return () if self.one else tuple([each - start for each in self.links if hrefs[each] != href])


class Seen(dict[Block, Shows]):
    """What the blocks of a page show, each looked at when it is first asked for."""

    def __init__(self, outline: Outline, times: Times) -> None:
        self._outline, self._times = outline, times
        text = "".join(outline.runs)
        self._sells = any(map(text.__contains__, _CURRENCIES))

    def __missing__(self, block: Block) -> Shows:
        outline, (_, start, stop, first, last) = self._outline, block
        length = outline.extents[last] - outline.extents[first]
        numbered = outline.has_number(first, last)
        links = outline.tagged(LINKS, start, stop)
        found = self[block] = Shows(
            length,
            outline.has_tagged(_TIMES, start, stop) or (numbered and self._timed(first, last)),
            outline.has_tagged(_PICTURES, start, stop),
            numbered and self._sells and length < SHORT and self._priced(first, last),
            _outside(outline.regions(start)) - 2.5 * in_menu(outline, outline.parents[start]),
            links,
            len(links) < 2 or len({outline.hrefs[link] for link in links}) == 1,
        )
        return found

    def _timed(self, first: int, last: int) -> bool:
        return any(map(self._times.is_time, self._outline.words[first : min(last, first + MOST_RUNS)]))

    def _priced(self, first: int, last: int) -> bool:
        text = "".join(self._outline.runs[first:last])
        return any(map(text.__contains__, _CURRENCIES)) and _PRICE.search(text) is not None


@cache
def _outside(regions: int) -> float:
    """What the parts of the page that an element stands in take from its weight."""
    weight = -2.5 if regions & REGIONS["nav"] else 0.0
    if not regions & REGIONS["article"]:
        weight -= 2.5 if regions & REGIONS["footer"] else 1.2 if regions & REGIONS["header"] else 0.0
    weight -= 0.6 if regions & REGIONS["aside"] else 0.0
    return weight - (0.5 if regions & REGIONS["form"] else 0.0)
