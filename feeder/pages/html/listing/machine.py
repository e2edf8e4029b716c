"""Times that a teaser's block tells machines: `datetime`, microdata, and data attributes whose names speak of time."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from feeder.model.drafts import drafted
from feeder.model.time import About, TimeCue, Where
from feeder.pages.html.listing.cells import Item
from feeder.pages.html.listing.flat import Block
from feeder.pages.html.listing.outline import Outline
from feeder.recognise.times import machine

_PUBLISHED = frozenset({"datepublished", "datecreated", "uploaddate", "startdate", "pubdate"})
_MODIFIED = frozenset({"datemodified", "dateupdated"})
_STATING = _PUBLISHED | _MODIFIED
_ABOUTS = tuple(About)
_cue = drafted(TimeCue)
_TELLING = ("date", "time", "publish", "created", "stamp", "epoch")
_CHANGED = ("modif", "updat", "change")
Statings = dict[int, list[tuple[int, bool]]]
"""The elements that may state times, by how their blocks are built; each with whether only `datetime` can."""


def stated_times(outline: Outline, item: Item, known: Statings) -> tuple[TimeCue, ...]:
    """What the block tells machines: `datetime`, microdata, and data attributes whose names speak of time.

    `known` are the elements with such attributes in the blocks of its list so far.
    """
    block, start = item.block, item.block.start
    places = known.get(item.make)
    if places is None:
        places = known[item.make] = _places(outline, block)
    found: dict[About, TimeCue] = {}
    for place, plain in places:
        node = outline.elements[start + place]
        for about, text in _datetime(node) if plain else _attributes(node):
            found.setdefault(about, _cue(text, Where.METADATA, about))
    for node in _metas(outline, block) if outline.metas else ():
        for about, text in _attributes(node):
            found.setdefault(about, _cue(text, Where.METADATA, about))
    return tuple([found[about] for about in _ABOUTS if about in found]) if found else ()


def _places(outline: Outline, block: Block) -> list[tuple[int, bool]]:
    """The elements of the block that may state a time, each with whether it can only do so by its `datetime`."""
    found = []
    for element in outline.bearing(_speaks, block.start, block.stop):
        names = outline.elements[element].keys()
        plain = "itemprop" not in names and not any(map(_tells, map(str, names)))
        found.append((element - block.start, plain))
    return found


def _metas(outline: Outline, block: Block) -> Iterator[etree._Element]:
    """The `meta` of the block, which no outline holds."""
    element = block.start if any(map(block.holds, outline.metas)) else block.stop
    while element < block.stop:
        yield from outline.elements[element].iter("meta")
        element = outline.ends[element]


def _datetime(node: etree._Element) -> tuple[tuple[About, str], ...]:
    text = (node.get("datetime") or "").strip()
    return ((About.PUBLISHED, text),) if text and machine(text) is not None else ()


def _speaks(name: str) -> bool:
    """Whether an attribute of this name may state a time."""
    return name in ("datetime", "content") or _tells(name)


def _tells(name: str) -> bool:
    return name.startswith("data-") and any(word in name for word in _TELLING)


def _attributes(node: etree._Element) -> Iterator[tuple[About, str]]:
    named = frozenset(node.get("itemprop", "").casefold().split())
    about = About.UPDATED if named & _MODIFIED and not named & _PUBLISHED else About.PUBLISHED
    for name in map(str, node.keys()):
        telling = name == "datetime" or (name == "content" and not named.isdisjoint(_STATING))
        if not telling and name.startswith("data-"):
            telling = _tells(name)
            about = About.UPDATED if any(word in name for word in _CHANGED) else about
        if telling and (text := (node.get(name) or "").strip()) and machine(text) is not None:
            yield about, text
