"""Entries of menus: short links among others like them, with nothing else beside them."""

from __future__ import annotations

from feeder.pages.html.listing.outline import HEADINGS, LINKS, Outline

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
    """Whether two siblings with an element's tag or more, and a fourth of them, are entries; it may be one itself."""
    place = outline.parents[element], outline.tags[element]
    found = outline.entries.get(place)
    if found is None:
        siblings = [each for each in outline.children(place[0]) if outline.tags[each] == place[1]]
        entries = sum(_is_entry(outline, sibling) for sibling in siblings)
        found = outline.entries[place] = entries >= 2 and entries * 4 >= len(siblings)
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
