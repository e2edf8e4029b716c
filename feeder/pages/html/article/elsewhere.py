"""The body of an article that its page's markup lacks: in JSON-LD, in a framework's state, or as another tool reads it.

Pages that are drawn by scripts carry their text in `script type="application/json"`; it is looked for in the smallest
object that also holds the headline, so that other stories in the same state stay out.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from typing import Any

from feeder.errors import PageError
from feeder.pages.html.document import Document, tree
from feeder.pages.html.paragraphs import STRONG, paragraphs
from feeder.pages.html.paths import strings
from feeder.text import fold, tidy

ENOUGH = 250
MAX_STATE = 4 * 1024 * 1024
MAX_VALUES = 100_000
_STATES = "//script[@type='application/json' or @id='__NEXT_DATA__' or @id='__NUXT_DATA__']/text()"
_SENTENCES = re.compile(r"[.!?…。！？।؟]")
_MARKUP = re.compile(r"</?(?:p|div|br|h[2-6]|ul|li|span|a)\b", re.IGNORECASE)


def elsewhere(document: Document, headline: str, stated: str | None) -> tuple[str, ...]:
    """The paragraphs of the article's body outside the page's markup; `stated` is JSON-LD's `articleBody`."""
    for texts in (_plain(stated or ""), _from_state(document, headline)):
        if sum(map(len, texts)) >= ENOUGH:
            return texts
    return ()


def _plain(text: str) -> tuple[str, ...]:
    """A text as paragraphs, whether it is plain or markup."""
    if _MARKUP.search(text):
        try:
            root = tree(f"<div>{text}</div>", "")
        except PageError:
            return ()
        return tuple(paragraph.text for paragraph in paragraphs(root, lambda _: False, lambda _: False))
    return tuple(tidy(part) for part in text.split("\n") if part.strip())


def _from_state(document: Document, headline: str) -> tuple[str, ...]:
    for script in strings(document.root, _STATES):
        if len(script) > MAX_STATE or not headline:
            continue
        try:
            state = json.loads(script)
        except (ValueError, RecursionError):
            continue
        if texts := _beside_headline(state, fold(headline)):
            return texts
    return ()


def _beside_headline(state: Any, headline: str) -> tuple[str, ...]:
    """The running text in the smallest object that holds `headline` as a value and enough of it."""
    best: tuple[str, ...] = ()
    for holder in _objects(state):
        if any(isinstance(value, str) and fold(value) == headline for value in holder.values()):
            told = tuple(dict.fromkeys(part for text in _texts(holder) for part in _plain(text) if part))
            size = sum(map(len, told))
            if size >= ENOUGH and (not best or size < sum(map(len, best))):
                best = told
    return best


def _objects(state: Any) -> Iterator[dict[str, Any]]:
    return (value for value in _values(state) if isinstance(value, dict))


def _texts(holder: dict[str, Any]) -> Iterable[str]:
    """The strings in `holder`, in its order, that are running text."""
    texts = (value for value in _values(holder) if isinstance(value, str))
    return (text for text in texts if _told(text))


def _told(text: str) -> bool:
    return (
        len(text) >= STRONG
        and " " in text
        and bool(_SENTENCES.search(text))
        and not text.startswith(("{", "[", "http"))
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
