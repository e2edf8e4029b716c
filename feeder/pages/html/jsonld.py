"""JSON-LD on a page (schema.org in `script type="application/ld+json"`): read leniently, flattened, bounded."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from lxml.html import HtmlElement

from feeder.pages.html.jsonld_repair import values
from feeder.pages.html.paths import strings

Thing = dict[str, Any]

MAX_OBJECTS = 4000
_SCRIPTS = "//script[contains(translate(@type, 'LDJSON', 'ldjson'), 'ld+json')]/text()"
_PREFIX = re.compile(r"[/:#]")


def objects(root: HtmlElement) -> tuple[Thing, ...]:
    """Every JSON-LD object on the page in document order, the outermost before what it holds; at most `MAX_OBJECTS`.

    A script that is no JSON even after the usual repairs gives at most what it says of an article.
    """
    found: list[Thing] = []
    for script in strings(root, _SCRIPTS):
        for thing in _walk(values(script)):
            found.append(thing)
            if len(found) == MAX_OBJECTS:
                return tuple(found)
    return tuple(found)


def _walk(value: Any) -> Iterator[Thing]:
    """The objects in `value`, breadth first within each: no recursion, whatever the nesting."""
    queue = [value]
    for item in queue:
        if isinstance(item, dict):
            yield item
            queue.extend(inner for inner in item.values() if isinstance(inner, dict | list))
        elif isinstance(item, list):
            queue.extend(inner for inner in item if isinstance(inner, dict | list))


def types(thing: Thing) -> frozenset[str]:
    """The `@type` names of `thing`, without the schema.org prefix."""
    kind = thing.get("@type")
    names = kind if isinstance(kind, list) else [kind]
    return frozenset(_PREFIX.split(str(name))[-1] for name in names if name)
