"""A site's own names, and titles without them: what a separator parts from an end of a title and names its site."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice, pairwise
from urllib.parse import urlsplit

from lxml.html import HtmlElement

from feeder.pages.html.document import Document
from feeder.pages.html.jsonld import types
from feeder.text import fold, tidy

_SEPARATOR = re.compile(r"(\s[-–—~/|•·»«:]{1,2}\s|\s?(?:[|｜•·：_]|::)\s?|:\s|\s?【)")  # titles have single spaces
_ALWAYS = re.compile(r"[|｜»«]|::")
_METAS = ("og:site_name", "application-name", "apple-mobile-web-app-title", "publisher", "dc.publisher")
_OWNERS = re.compile(r"\w*(?:Organization|WebSite)")
_NOT_WORDS = re.compile(r"[\W_]+")
_WIDE = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
LEAST = 8
"""Letters of a headline; one of Chinese, Japanese or Korean says as much as two."""
LONGEST_NAME = 60
TELLING = 5
"""Letters from which a part of a host's name is no accident."""
HEADLINE_WORDS, NAME_WORDS = 4, 3
MOST_TEXTS = 400


@dataclass(frozen=True, slots=True)
class SiteNames:
    """What a page's site is called: `stated` by the page, `host` its labels, `places` where in the site the page is.

    All squeezed to letters and digits.
    """

    stated: frozenset[str]
    host: tuple[str, ...]
    places: frozenset[str]

    def named(self, text: str) -> bool:
        """Whether `text` is the site's name, and nothing but that."""
        squeezed = _squeezed(text)
        if not squeezed or len(text) > LONGEST_NAME:
            return False
        return squeezed in self.stated or any(_like(squeezed, text, label) for label in self.host)

    def without(self, title: str, *, decorated: bool) -> str:
        """`title` without the names at its ends; `decorated`: it is one to which sites add theirs, before a colon too.

        What is left is a title: never next to nothing.
        """
        parts = _SEPARATOR.split(title)
        cut = False
        while len(parts) > 2 and self._is_tail(parts, cut) and _enough("".join(parts[:-2])):
            parts, cut = parts[:-2], True
        while len(parts) > 2 and self.named(parts[0]) and _enough("".join(parts[2:])):
            if parts[1].strip() in (":", "：") and not decorated:
                break
            parts = parts[2:]
        return "".join(parts).strip()

    def _is_tail(self, parts: list[str], cut: bool) -> bool:
        tail = parts[-1].removesuffix("】")
        return self.named(tail) or (cut and _squeezed(tail) in self.places)


def site_names(document: Document) -> SiteNames:
    """The names that the page states for its site, and those in its address."""
    stated = [*document.head.meta(*_METAS), *_owners(document)]
    try:
        address = urlsplit(document.url)
    except ValueError:
        address = urlsplit("")
    labels = [_squeezed(label) for label in (address.hostname or "").split(".") if label != "www"]
    host = (*labels[:-1], *map("".join, pairwise(labels)), "".join(labels))
    places = [*address.path.split("/"), *document.head.meta("article:section", "articlesection")]
    return SiteNames(_all_squeezed(stated), tuple(filter(None, host)), _all_squeezed(places))


def _owners(document: Document) -> Iterator[str]:
    for thing in document.objects:
        if any(map(_OWNERS.fullmatch, types(thing))):
            names = (thing.get("name"), thing.get("alternateName"))
            yield from (name for name in names if isinstance(name, str))


def _like(squeezed: str, text: str, label: str) -> bool:
    """Whether a name is a host's: "The Dijkbode" of thedijkbode.example, "NBO News" of nbo.example."""
    if squeezed == label:
        return True
    begins = len(label) > 2 and squeezed.startswith(label) and len(text.split()) <= NAME_WORDS
    within = len(squeezed) >= TELLING and squeezed in label
    return begins or within


def shown_part(root: HtmlElement, title: str) -> str | None:
    """The longest part of a window's title, what separators part from it left out, that the page shows as it is."""
    parts = _SEPARATOR.split(title)
    if len(parts) < 3:
        return None
    texts = (text for part in root.iter("body") for text in part.itertext())
    shown = {fold(tidy(text)) for text in islice(texts, MOST_TEXTS) if len(text) >= LEAST}
    ends = ((first, last) for first in range(0, len(parts), 2) for last in range(first + 1, len(parts) + 1, 2))
    told = ("".join(parts[first:last]) for first, last in ends)
    return max((part for part in told if _enough(part) and fold(part) in shown), key=len, default=None)


def undecorated(title: str) -> str:
    """A window's title, the only one there is, without the short pieces that all sites put behind bars."""
    parts = _SEPARATOR.split(title)
    while len(parts) > 2 and _ALWAYS.search(parts[-2]) and len(parts[-1].split()) <= NAME_WORDS:
        if len("".join(parts[:-2]).split()) < HEADLINE_WORDS:
            break
        parts = parts[:-2]
    return "".join(parts).strip()


def _squeezed(text: str) -> str:
    return _NOT_WORDS.sub("", fold(text))


def _all_squeezed(texts: Iterable[str]) -> frozenset[str]:
    return frozenset(map(_squeezed, texts)) - {""}


def _enough(text: str) -> bool:
    return len(_squeezed(text)) + len(_WIDE.findall(text)) >= LEAST
