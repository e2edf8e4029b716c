"""The headings that may be a page's headline: `h1`, else what is marked up as one; with and without their labels."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from lxml.html import HtmlElement

from feeder.pages.html.paragraphs import BLOCKS, hidden
from feeder.pages.html.paths import elements
from feeder.text import squash

MOST = 12
LONGEST = 400
_MARKED = (
    "//*[contains(concat(' ', @itemprop, ' '), ' headline ')] | "
    "//*[contains(@class, 'title') or contains(@class, 'headline')][self::h2 or self::h3 or self::div or self::p or "
    "self::span] | //article//h2 | //main//h2"
)
_TITLED = re.compile(
    r"(?:^|[\s_-])(?:(?:article|entry|post|story|news|page|content|main)[_-]*(?:title|headline)|headline|p-name)(?=$|[\s_])",
    re.IGNORECASE,
)


def first_headings(root: HtmlElement) -> list[HtmlElement]:
    """The page's `h1` elements, at most `MOST`."""
    return list(islice(root.iter("h1"), MOST))


def other_headings(root: HtmlElement) -> list[HtmlElement]:
    """What else may hold the headline: microdata's, what a class names so, an `h2` of the article; at most `MOST`."""
    found = elements(root, _MARKED)
    marked = [element for element in found if "headline" in element.get("itemprop", "").split()]
    marked += [element for element in found if _TITLED.search(element.get("class", ""))]
    return list(dict.fromkeys([*marked, *(element for element in found if element.tag == "h2")]))[:MOST]


def shown(element: HtmlElement) -> str:
    """The text of a heading as one line: its line breaks and inner blocks are spaces."""
    return squash("".join(_pieces(element)))


def wordings(element: HtmlElement) -> list[str]:
    """What a heading may say: all of its text, and that without one of the elements in it (a kicker, a badge)."""
    whole = shown(element)
    if len(whole) > LONGEST:
        return []
    parts = [squash("".join(_pieces(element, without=child))) for child in islice(element.iterdescendants(), MOST)]
    return list(dict.fromkeys(text for text in (whole, *parts) if text))


def _pieces(element: HtmlElement, without: HtmlElement | None = None) -> Iterator[str]:
    """The texts in `element`, without recursion: those of `without`, of hidden elements and of scripts left out."""
    stack: list[HtmlElement | str] = [element]
    while stack:
        item = stack.pop()
        if isinstance(item, str):
            yield item
            continue
        apart = item.tag == "br" or item.tag in BLOCKS
        tail = item.tail if item is not element else None
        if tail:
            stack.append(tail)
        if apart:
            yield " "
            stack.append(" ")
        if item is not without and not hidden(item) and item.tag not in ("script", "style", "svg"):
            stack.extend(reversed(list(item)))
            if item.text:
                stack.append(item.text)
