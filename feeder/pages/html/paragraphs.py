"""The text of a page as blocks in page order: what a reader sees as one paragraph, heading or list item.

Pages write a paragraph as `<p>`, as a `<div>`, or as bare text between two `<br>`; here all become one `Paragraph` with
its words, how much of them is linked, and its inline markup, so that nothing later cares which it was.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from html import escape

from lxml.etree import iterwalk
from lxml.html import HtmlElement

from feeder.text import squash

BLOCKS = frozenset(
    "address article aside blockquote body center dd details dialog div dl dt fieldset figcaption figure footer form "
    "h1 h2 h3 h4 h5 h6 header hr html li main nav ol p pre search section summary table tbody td tfoot th thead tr "
    "ul".split()
)
INVISIBLE = frozenset(
    "script style noscript template head iframe object embed svg math canvas audio video button select textarea input "
    "label datalist map progress meter dialog nav form".split()
)
HEADINGS = frozenset("h1 h2 h3 h4 h5 h6".split())
_INLINE = {"em": "em", "i": "em", "strong": "strong", "b": "strong", "sub": "sub", "sup": "sup", "code": "code"}
# What only screen readers say ("opens in a new window").
_SPOKEN = re.compile(r"(?:^|[-_\s])(?:sr-only|visually-?hidden|screen-?reader(?:-text)?|vh|assistive-text)(?=$|[-_\s])")
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)


Resolve = Callable[[str | None], str | None]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A run of text with no block boundary inside. `owner` is the block element around it, `linked` the number of its
    characters inside links, `markup` the same text as inline HTML with absolute links."""

    owner: HtmlElement
    text: str
    linked: int
    markup: str

    @property
    def tag(self) -> str:
        return str(self.owner.tag)

    @property
    def heading(self) -> bool:
        return self.tag in HEADINGS

    @property
    def link_share(self) -> float:
        """The share of the text that is linked, 0 to 1."""
        return min(1.0, self.linked / len(self.text))


@dataclass(slots=True)
class _Run:
    """Text gathered since the last block boundary."""

    text: list[str] = field(default_factory=list)
    markup: list[str] = field(default_factory=list)
    linked: int = 0
    breaks: int = 0


def paragraphs(root: HtmlElement, absolute: Resolve, skip: Callable[[HtmlElement], bool]) -> list[Paragraph]:
    """The paragraphs under `root` in page order. `absolute` resolves links; `skip` leaves out a whole subtree."""
    return list(_Walk(absolute, skip).paragraphs(root))


class _Walk:
    """One pass over a tree, without recursion."""

    def __init__(self, absolute: Resolve, skip: Callable[[HtmlElement], bool]) -> None:
        self._absolute = absolute
        self._skip = skip
        self._run = _Run()
        self._owners: list[HtmlElement] = []
        self._links = 0
        self._closing: list[str] = []

    def paragraphs(self, root: HtmlElement) -> Iterator[Paragraph]:
        walker = iterwalk(root, events=("start", "end"))
        skipped: HtmlElement | None = None
        for event, element in walker:
            if event == "start":
                if element is not root and self._left_out(element):
                    skipped = element
                    walker.skip_subtree()
                    continue
                yield from self._enter(element)
            elif element is skipped:
                skipped = None
            else:
                yield from self._leave(element)
            if event == "end" and element is not root:
                self._add(element.tail)
        yield from self._flush()

    def _left_out(self, element: HtmlElement) -> bool:
        aside = element.tag == "span" and bool(_SPOKEN.search(element.get("class", "")))
        return element.tag in INVISIBLE or aside or self._skip(element)

    def _enter(self, element: HtmlElement) -> Iterator[Paragraph]:
        tag = element.tag
        if tag in BLOCKS:
            yield from self._flush()
            self._owners.append(element)
        elif tag == "br":
            yield from self._break()
        elif tag == "a":
            self._links += 1
            self._open("a", self._absolute(element.get("href")))
        elif tag in _INLINE:
            self._open(_INLINE[tag])
        self._add(element.text)

    def _leave(self, element: HtmlElement) -> Iterator[Paragraph]:
        tag = element.tag
        if tag in BLOCKS:
            yield from self._flush()
            self._owners.pop()
        elif tag == "a":
            self._links -= 1
            self._close("a")
        elif tag in _INLINE:
            self._close(_INLINE[tag])

    def _open(self, name: str, href: str | None = None) -> None:
        attribute = f' href="{escape(href)}"' if href else ""
        self._run.markup.append(f"<{name}{attribute}>")
        self._closing.append(name)

    def _close(self, name: str) -> None:
        if name in self._closing:
            self._closing.remove(name)
            self._run.markup.append(f"</{name}>")

    def _break(self) -> Iterator[Paragraph]:
        """One `<br>` is white space, two on end part paragraphs."""
        self._run.breaks += 1
        if self._run.breaks > 1:
            yield from self._flush()
        else:
            self._run.text.append("\n")
            self._run.markup.append("<br>")

    def _add(self, text: str | None) -> None:
        if not text:
            return
        self._run.text.append(text)
        self._run.markup.append(escape(text))
        if not text.isspace():
            self._run.breaks = 0
            self._run.linked += len(squash(text)) if self._links else 0

    def _flush(self) -> Iterator[Paragraph]:
        run, self._run = self._run, _Run()
        text = squash("".join(run.text))
        if text and self._owners:
            yield Paragraph(self._owners[-1], text, run.linked, "".join(run.markup).strip())


def hidden(element: HtmlElement) -> bool:
    """Whether the page itself hides `element` from everybody."""
    # Paragraphs are kept from screen readers by paywalls, not because they are no text.
    if element.get("hidden") is not None or (element.get("aria-hidden") == "true" and element.tag != "p"):
        return True
    style = element.get("style")
    return bool(style and _HIDDEN.search(style))
