"""The article in the state that a framework leaves in its page: the smallest object there that holds its headline.

Other stories in the same state stay out.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from feeder.pages.html.document import Document
from feeder.pages.html.paragraphs import STRONG, letters
from feeder.pages.html.paths import strings
from feeder.text import fold

MAX_STATE = 4 * 1024 * 1024
MAX_VALUES = 100_000
_STATES = "//script[@type='application/json' or @id='__NEXT_DATA__' or @id='__NUXT_DATA__']/text()"
_SENTENCES = re.compile(r"[.!?…。！？।؟]")

Holder = dict[str, Any]


def holders(document: Document, headline: str) -> Iterator[Holder]:
    """The objects in the page's state, outer before inner, that have `headline` as a value of their own."""
    folded = fold(headline)
    for script in strings(document.root, _STATES) if folded else ():
        try:
            state = json.loads(script) if len(script) <= MAX_STATE else None
        except (ValueError, RecursionError):
            continue
        for value in _values(state):
            if isinstance(value, dict) and any(isinstance(v, str) and fold(v) == folded for v in value.values()):
                yield value


def texts(holder: Holder) -> list[str]:
    """The strings in `holder`, in its order, that are running text."""
    found = (value for value in _values(holder) if isinstance(value, str))
    return list(dict.fromkeys(text for text in found if _told(text)))


def _told(text: str) -> bool:
    spaced = " " in text or letters(text) > len(text)
    return (
        letters(text) >= STRONG and spaced and bool(_SENTENCES.search(text)) and not text.startswith(("{", "[", "http"))
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
