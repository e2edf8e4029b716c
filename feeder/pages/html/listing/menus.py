"""Entries of menus: short links among others like them, with nothing else beside them."""

from __future__ import annotations

from collections import Counter

from feeder.pages.html.listing.outline import HEADINGS, LINKS, Outline

FEWEST = 2
SHORT = 30
"""Characters: the most that a menu's entry has."""


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
    if len(links) != 1:
        return False
    text = outline.text(element)
    return 0 < len(text) <= SHORT and text == outline.text(links[0])


def _opens_short(outline: Outline, element: int) -> bool:
    """Whether the first text in `element` is a short link, no heading."""
    first = outline.first[element]
    up, short = outline.owners[first] if first < outline.last[element] else element, False
    while up > element:
        if outline.tags[up] in HEADINGS:
            return False
        short = short or (outline.tags[up] == "a" and len(outline.text(up)) <= SHORT)
        up = outline.parents[up]
    return short
