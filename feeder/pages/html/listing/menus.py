"""Entries of menus: short links among others like them, with nothing else beside them."""

from __future__ import annotations

from collections import Counter

from feeder.pages.html.listing.outline import HEADINGS, LINKS, Outline
from feeder.pages.html.listing.words import extent

FEWEST = 2
SHORT = 30
"""Characters: the most that a menu's entry has."""
WRAPPERS = 4
BEGINNING = 60
"""Elements."""


def in_menu(outline: Outline, element: int) -> bool:
    """Whether `element` is in a menu's entry: it, or an ancestor, stands among short links and opens with one."""
    chain = []
    while element > 0 and element not in outline.menus:
        chain.append(element)
        element = outline.parents[element]
    found = outline.menus.get(element, False)
    for each in reversed(chain):
        found = found or (_opens_short(outline, each) and _among_entries(outline, each))
        outline.menus[each] = found
    return found


def _among_entries(outline: Outline, element: int) -> bool:
    """Whether two siblings of one tag or more are entries: a fourth of those with the element's tag, it may be one
    itself, or of all, where lists below entries stand beside them (a, ul, a, ul)."""
    place = outline.parents[element], outline.tags[element]
    found = outline.entries.get(place)
    if found is None:
        siblings = outline.children(place[0])
        entries = Counter(outline.tags[sibling] for sibling in siblings if _is_entry(outline, sibling))
        alike = sum(outline.tags[sibling] == place[1] for sibling in siblings)
        most = max(entries.values(), default=0)
        own, others = entries[place[1]], most >= FEWEST and most * (4 if most > FEWEST else 2) >= len(siblings)
        found = outline.entries[place] = others or (own >= FEWEST and own * 4 >= alike)
    return found


def _is_entry(outline: Outline, element: int) -> bool:
    if outline.ends[element] - element > 12 or outline.last[element] - outline.first[element] > 3:
        return False
    links = outline.tagged(LINKS, element, outline.ends[element])
    if len(links) != 1 or outline.tags[element] in HEADINGS:
        return False
    text = outline.text(element)
    return _is_short(text) and text == outline.text(links[0])


def _is_short(text: str) -> bool:
    """Whether a text is as short as a menu's entry; seven letters of a script without spaces may be a headline."""
    return 0 < len(text) <= SHORT and 3 * extent(text) - len(text) <= 2 * SHORT


def _opens_short(outline: Outline, element: int) -> bool:
    """Whether the first text in `element` is a short link, no heading; in a list most links must be short."""
    first = outline.first[element]
    up, short = outline.owners[first] if first < outline.last[element] else element, False
    while up > element:
        if outline.tags[up] in HEADINGS:
            return False
        short = short or (outline.tags[up] == "a" and _is_short(outline.text(up)))
        up = outline.parents[up]
    return short and (not _is_list(outline, element) or _mostly_short(outline, element))


def _is_list(outline: Outline, element: int) -> bool:
    """Whether an element, wrappers aside, holds three of one tag or more, nothing else: no link with a list below."""
    children = outline.children(element)
    for _ in range(WRAPPERS):
        if len(children) == 1:
            children = outline.children(children[0])
    return len(children) > FEWEST and len({outline.tags[child] for child in children}) == 1


def _mostly_short(outline: Outline, element: int) -> bool:
    """Whether no more than half of the links in the beginning of an element, those with words, are long."""
    links = outline.tagged(LINKS, element, min(outline.ends[element], element + BEGINNING))
    texts = [text for link in links if (text := outline.text(link))]
    return sum(map(_is_short, texts)) * 2 >= len(texts)
