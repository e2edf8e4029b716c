"""JSON-LD on a page (schema.org in `script type="application/ld+json"`): read leniently, flattened, bounded."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from html import unescape
from typing import Any

from lxml.html import HtmlElement

from feeder.pages.html.paths import strings

Thing = dict[str, Any]

MAX_OBJECTS = 4000
_SCRIPTS = "//script[contains(translate(@type, 'LDJSON', 'ldjson'), 'ld+json')]/text()"
_OPENINGS = ("//", "/*", "<!--", "<![CDATA[", "*/")
_CLOSINGS = (";", "*/", "-->", "]]>", "//", "/*")
_TRAILING_COMMA = re.compile(r",(?=\s*[}\]])")
_BREAKS = re.compile(r"[\r\n\t]+")


def objects(root: HtmlElement) -> tuple[Thing, ...]:
    """Every JSON-LD object on the page in document order, the outermost before what it holds; at most `MAX_OBJECTS`.

    A script that is no JSON even after the usual repairs (comment wrappers, raw line breaks in strings, trailing
    commas) gives nothing.
    """
    found: list[Thing] = []
    for script in strings(root, _SCRIPTS):
        for thing in _walk(_parse(script)):
            found.append(thing)
            if len(found) == MAX_OBJECTS:
                return tuple(found)
    return tuple(found)


def _parse(text: str) -> Any:
    body = _unwrapped(text)
    for attempt in (body, _TRAILING_COMMA.sub("", _BREAKS.sub(" ", body)), unescape(body)):
        try:
            return json.loads(attempt, strict=False)
        except (ValueError, RecursionError):
            continue
    return None


def _unwrapped(text: str) -> str:
    """`text` without the comment and CDATA marks that pages put around scripts."""
    text = text.strip()
    for mark in _OPENINGS:
        text = text.removeprefix(mark).lstrip()
    for mark in _CLOSINGS:
        text = text.removesuffix(mark).rstrip()
    return text


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
    return frozenset(str(name).rpartition("/")[2] for name in names if name)
