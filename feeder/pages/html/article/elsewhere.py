"""The body of an article that its page's markup lacks: in JSON-LD, or in a framework's `state`.

Pages that are drawn by scripts carry their text in `script type="application/json"`.
"""

from __future__ import annotations

import re

from feeder.errors import PageError
from feeder.pages.html.article.state import holders
from feeder.pages.html.article.state import texts as texts_in
from feeder.pages.html.document import Document, tree
from feeder.pages.html.paragraphs import letters, paragraphs
from feeder.text import tidy

ENOUGH = 250
"""The size from which texts are a body."""
_MARKUP = re.compile(r"</?(?:p|div|br|h[2-6]|ul|li|span|a)\b", re.IGNORECASE)


def elsewhere(document: Document, headline: str, stated: str | None) -> tuple[str, ...]:
    """The paragraphs of the article's body outside the page's markup; `stated` is JSON-LD's `articleBody`."""
    told = _plain(stated or "")
    return told if _size(told) >= ENOUGH else _from_state(document, headline)


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
    """The running text beside the headline: the least that is enough of it."""
    best: tuple[str, ...] = ()
    for holder in holders(document, headline):
        told = tuple(dict.fromkeys(part for text in texts_in(holder) for part in _plain(text) if part))
        if _size(told) >= ENOUGH and (not best or _size(told) < _size(best)):
            best = told
    return best


def _size(texts: tuple[str, ...]) -> float:
    return sum(map(letters, texts))
