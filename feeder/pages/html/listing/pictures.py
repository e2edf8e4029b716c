"""A teaser's picture: the first of its block that is no icon, and that few other stories have.

What stands beside many stories is a placeholder until the real picture is loaded, a button, or the writer's portrait.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from feeder.model.page import Image
from feeder.pages.html.document import Document
from feeder.pages.html.listing.cells import Item
from feeder.pages.html.listing.flat import Block
from feeder.pages.html.listing.outline import Outline
from feeder.text import squash

MANY = 3
_SOURCES = ("data-src", "data-original", "data-lazy-src", "data-srcset", "src", "srcset")
"""Where there is one for scripts, `src` is what shows until they have run."""
_PICTURES = frozenset({"img", "source", "amp-img"})
_SIDES = ("width", "height")
_TINY = re.compile(r"^(?:1?\d|2[0-4])(?:px)?$")

Place = tuple[int, list[str], list[str]]
"""A picture, counted from the first element of its block, and its attributes for its size and its address."""
Places = dict[int, list[Place]]
"""The pictures of blocks by how these are built."""


def pictures(document: Document, outline: Outline, items: Sequence[Item]) -> list[Image | None]:
    """The picture of each of the `items` of one list."""
    known: Places = {}
    first = [next(_images(document, outline, item, known), None) for item in items]
    if not _shared(first):
        return first
    every = [list(_images(document, outline, item, known)) for item in items]
    shared = _shared(image for images in every for image in {image.url: image for image in images}.values())
    return [next((image for image in images if image.url not in shared), None) for images in every]


def _shared(images: Iterable[Image | None]) -> frozenset[str]:
    counted = Counter(image.url for image in images if image)
    return frozenset(url for url, count in counted.items() if count >= MANY)


def _images(document: Document, outline: Outline, item: Item, known: Places) -> Iterator[Image]:
    """The pictures of an item that are no icons; `known` are their places in the blocks of the list so far."""
    start = item.block.start
    places = known.get(item.make)
    if places is None:
        places = known[item.make] = _places(outline, item.block)
    for place, sizes, sources in places:
        node = outline.elements[start + place]
        if any(_TINY.match(node.get(side) or "") for side in sizes):
            continue
        for name in sources:
            if address := document.absolute(_first_of(name, node.get(name))):
                yield Image(address, alt=squash(node.get("alt") or "") or None)
                break


def _places(outline: Outline, block: Block) -> list[Place]:
    """The pictures of a block, with those of their attributes that say something."""
    found = []
    for element in outline.tagged(_PICTURES, block.start, block.stop):
        names = outline.elements[element].keys()
        sizes, sources = [side for side in _SIDES if side in names], [name for name in _SOURCES if name in names]
        found.append((element - block.start, sizes, sources))
    return found


def _first_of(name: str, value: str | None) -> str | None:
    """The address in an attribute; None where it holds the picture itself, or a pattern for addresses."""
    if value is None or value.startswith("data:") or "{" in value:
        return None
    return value.split(",")[0].split()[0] if name.endswith("srcset") and value.strip() else value
