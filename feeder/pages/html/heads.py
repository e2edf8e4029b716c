"""What a page's `meta`, `link`, `title` and `base` elements say, gathered in one pass, wherever they stand."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from lxml.html import HtmlElement

MAX_VALUES = 1000
LONGEST_TITLE = 2000


@dataclass(frozen=True, slots=True)
class Head:
    """`metas` maps a name (property, name, itemprop or http-equiv, lower case) to its contents in page order.

    `title` is the window's title, `canonical` the address that the page gives as its own, `base` the one that links
    resolve from; all as written.
    """

    metas: Mapping[str, tuple[str, ...]]
    title: str = ""
    canonical: str | None = None
    base: str | None = None

    def meta(self, *names: str) -> list[str]:
        """The contents under `names`, those of the first name first."""
        return [content for name in names for content in self.metas.get(name, ())]


def head_of(root: HtmlElement) -> Head:
    """The head of the page `root`; at most `MAX_VALUES` contents."""
    metas: dict[str, list[str]] = {}
    first: dict[str, str] = {}
    count = 0
    for element in root.iter("meta", "link", "title", "base"):
        if element.tag == "meta" and count < MAX_VALUES:
            count += _note(metas, element)
        elif element.tag == "title":
            first.setdefault("title", (element.text or "")[:LONGEST_TITLE])
        elif element.tag == "base" and element.get("href"):
            first.setdefault("base", element.get("href", ""))
        elif element.tag == "link" and element.get("rel", "").lower() == "canonical":
            first.setdefault("canonical", element.get("href", ""))
    frozen = {name: tuple(contents) for name, contents in metas.items()}
    return Head(frozen, first.get("title", ""), first.get("canonical"), first.get("base"))


def _note(metas: dict[str, list[str]], element: HtmlElement) -> bool:
    content = element.get("content")
    if not content:
        return False
    for attribute in ("property", "name", "itemprop", "http-equiv"):
        if name := element.get(attribute):
            metas.setdefault(name.strip().lower(), []).append(content)
    return True
