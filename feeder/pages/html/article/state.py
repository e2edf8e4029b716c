"""The article in the state that a framework leaves in its page: the smallest object there that holds its headline.

Other stories in the same state stay out.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from feeder.pages.html.document import Document
from feeder.pages.html.paragraphs import letters
from feeder.pages.html.paths import strings
from feeder.pages.html.payload import is_payload
from feeder.pages.html.scripts import states, tells
from feeder.text import fold

LEAST = 60
"""The size from which a string of sentences is running text."""
MAX_STATE = 4 * 1024 * 1024
MAX_VALUES = 100_000
_PAYLOADS = "//script[@id='__NUXT_DATA__' or @data-nuxt-data]/text()"
_SENTENCES = re.compile(r"[.!?…。！？।؟]")

Holder = dict[str, Any]


def holders(document: Document, headline: str) -> Iterator[Holder]:
    """The objects in the page's state, outer before inner, that have `headline` as a value of their own."""
    folded = fold(headline)
    for state in _states(document) if folded else ():
        for value in _values(state):
            if isinstance(value, dict) and _names(value, folded):
                yield value


def _names(holder: Holder, headline: str) -> bool:
    """Whether `headline` is a value of `holder`, or of an object that is one and holds nothing else."""
    inner = (
        part for value in holder.values() if isinstance(value, dict) and len(value) == 1 for part in value.values()
    )
    return any(isinstance(value, str) and fold(value) == headline for value in (*holder.values(), *inner))


def _states(document: Document) -> Iterator[Any]:
    """What the page's scripts hold as JSON; of a list of values that tell their places in it, the objects put
    together."""
    elements = document.root.iter("*")
    named = (str(value) for each in elements for name, value in each.items() if tells(str(name)))
    yield from states(document.root.iter("script", "template"), named)
    for script in strings(document.root, _PAYLOADS):
        values = _decoded(script)
        yield [_replaced(value, values) for value in values] if is_payload(values) else None


def _replaced(value: Any, values: list[Any]) -> Any:
    """`value`, whose numbers are places in `values`, as Nuxt writes its state."""
    if not isinstance(value, dict):
        return value
    places = {name: at for name, at in value.items() if type(at) is int and 0 <= at < len(values)}
    return {name: values[at] for name, at in places.items()} if len(places) == len(value) else value


def _decoded(script: str) -> Any:
    """The JSON that `script` is; None where it is none, or too much."""
    try:
        return json.loads(script) if len(script) <= MAX_STATE else None
    except (ValueError, RecursionError):
        return None


def texts(holder: Holder) -> list[str]:
    """The strings in `holder`, in its order, that are running text."""
    found = (value for value in _values(holder) if isinstance(value, str))
    return list(dict.fromkeys(text for text in found if _told(text)))


def _told(text: str) -> bool:
    spaced = " " in text or letters(text) > len(text)
    return (
        letters(text) >= LEAST
        and spaced
        and bool(_SENTENCES.search(text))
        and not text.startswith(("{", "[", "http"))
        and "<script" not in text
    )


def _values(value: Any) -> Iterator[Any]:
    """`value` and all in it, depth first in document order, without recursion, at most `MAX_VALUES`."""
    stack = [value]
    for _ in range(MAX_VALUES):
        if not stack:
            return
        item = stack.pop()
        yield item
        if isinstance(item, dict | list):
            inner = list(item.values()) if isinstance(item, dict) else item
            stack.extend(reversed(inner))
