"""The text of a page as paragraphs in page order: what a reader sees as one paragraph, heading or list item.

Pages write a paragraph as `<p>`, as a `<div>`, or as bare text between two `<br>`; here all become one `Paragraph` with
its words, how much of them is linked, and its inline markup, so that nothing later cares which it was.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import islice

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
    "label datalist map progress meter dialog nav".split()
)
HEADINGS = frozenset("h1 h2 h3 h4 h5 h6".split())
_SINGLE = HEADINGS | {"p", "li"}
INLINE = frozenset("a em i strong b sub sup code".split())
MANY = 5
"""Paragraphs that no form to fill in has."""
STRONG = 80
"""The size from which a paragraph is running text, if it has sentences and few links."""

_SENTENCE = re.compile(r"[.!?。！？।؟] ")
_CLOSED = re.compile(r"\W*?[.!?…;:。！？।؟۔\"'”’»)\]]")  # of the end of a text, read backwards
_WIDE = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\u0e00-\u0e7f]")
_DENSE = re.compile(r"[\u0590-\u06ff\u0900-\u0dff]")
_UNSTOPPED = re.compile(r"[\u0e00-\u0eff]")  # Thai and Lao end a sentence with a space, and a paragraph with nothing
# What only screen readers say ("opens in a new window").
_SPOKEN = re.compile(r"(?:^|[-_\s])(?:sr-only|visually-?hidden|screen-?reader(?:-text)?|vh|assistive-text)(?=$|[-_\s])")
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)

Test = Callable[[HtmlElement], bool]


@dataclass(frozen=True, slots=True)
class Tag:
    """The opening (or, where `closing`, the closing) of inline markup; `href` as the page writes it."""

    name: str
    href: str | None = None
    closing: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class Paragraph:
    """A run of text with no block boundary inside.

    `path` holds the block elements around it, the outermost first; `doubts` those of them that the caller doubts.
    `size` is its length in letters (one of Chinese, Japanese, Korean or Thai says as much as 2.5, one of Hebrew, Arabic
    or the scripts of India as much as 1.3), `link_share` the
    share of its text that is linked, 0 to 1, `strong` whether it is running text beyond doubt. `pieces` are its text
    and inline markup in order.
    """

    path: tuple[HtmlElement, ...]
    doubts: tuple[HtmlElement, ...]
    text: str
    size: float
    link_share: float
    strong: bool
    pieces: tuple[str | Tag, ...]

    @property
    def closed(self) -> bool:
        """Whether it ends as a sentence does."""
        return _is_closed(self.text)

    @property
    def owner(self) -> HtmlElement:
        """The block element that it stands in."""
        return self.path[-1]

    @property
    def tag(self) -> str:
        return str(self.owner.tag)

    @property
    def heading(self) -> bool:
        return self.tag in HEADINGS

    @property
    def strength(self) -> float:
        """The size of a strong paragraph; 0 for any other."""
        return self.size if self.strong else 0.0


@dataclass(slots=True)
class _Run:
    """Text gathered since the last block boundary."""

    pieces: list[str | Tag] = field(default_factory=list)
    linked: int = 0
    breaks: int = 0


def paragraphs(root: HtmlElement, skip: Test, doubt: Test) -> list[Paragraph]:
    """The paragraphs under `root` in page order. What `skip` says is left out whole; what `doubt` says is noted."""
    return list(_Walk(skip, doubt).paragraphs(root))


class _Walk:
    """One pass over a tree, without recursion."""

    def __init__(self, skip: Test, doubt: Test) -> None:
        self._skip = skip
        self._doubt = doubt
        self._run = _Run()
        self._path: list[HtmlElement] = []
        self._doubts: list[HtmlElement] = []
        self._links = 0

    def paragraphs(self, root: HtmlElement) -> Iterator[Paragraph]:
        walker = iterwalk(root, events=("start", "end"))
        skipped: HtmlElement | None = None
        for event, element in walker:
            if event == "start":
                if element is not root and self._left_out(element):
                    skipped = element
                    walker.skip_subtree()
                else:
                    yield from self._enter(element)
                continue
            if element is skipped:
                skipped = None
            else:
                yield from self._leave(element)
            if element is not root:
                self._add(element.tail)
        yield from self._flush()

    def _left_out(self, element: HtmlElement) -> bool:
        if element.tag in INVISIBLE or (element.tag == "form" and not _is_page(element)):
            return True
        if not self._parts(element):
            return hidden(element) or (element.tag == "span" and bool(_SPOKEN.search(element.get("class", ""))))
        return self._skip(element)

    def _parts(self, element: HtmlElement) -> bool:
        """Whether an element starts a new line: HTML's block elements, and custom ones, which pages lay out as such
        unless they stand within a paragraph."""
        tag = element.tag
        return tag in BLOCKS or ("-" in tag and not (self._path and self._path[-1].tag in _SINGLE))

    def _enter(self, element: HtmlElement) -> Iterator[Paragraph]:
        tag = element.tag
        if self._parts(element):
            yield from self._flush()
            self._path.append(element)
            if self._doubt(element):
                self._doubts.append(element)
        elif tag == "br":
            yield from self._break()
        elif tag in INLINE:
            self._links += tag == "a"
            self._run.pieces.append(Tag(tag, element.get("href")))
        self._add(element.text)

    def _leave(self, element: HtmlElement) -> Iterator[Paragraph]:
        tag = element.tag
        if self._path and self._path[-1] is element:
            yield from self._flush()
            self._path.pop()
            if self._doubts and self._doubts[-1] is element:
                self._doubts.pop()
        elif tag in INLINE:
            self._links -= tag == "a"
            self._run.pieces.append(Tag(tag, closing=True))

    def _break(self) -> Iterator[Paragraph]:
        """One `<br>` is white space, two on end part paragraphs."""
        self._run.breaks += 1
        if self._run.breaks > 1:
            yield from self._flush()
        else:
            self._run.pieces.append("\n")

    def _add(self, text: str | None) -> None:
        if not text:
            return
        self._run.pieces.append(text)
        if not text.isspace():
            self._run.breaks = 0
            self._run.linked += len(text.strip()) if self._links else 0

    def _flush(self) -> Iterator[Paragraph]:
        run, self._run = self._run, _Run()
        text = squash("".join(piece for piece in run.pieces if isinstance(piece, str))) if run.pieces else ""
        if text and self._path:
            size = letters(text)
            share = min(1.0, run.linked / len(text))
            told = size >= STRONG and share < 0.35 and self._path[-1].tag not in HEADINGS
            yield Paragraph(
                tuple(self._path), tuple(self._doubts), text, size, share, told and _runs(text), tuple(run.pieces)
            )


def letters(text: str) -> float:
    """The length of `text`, where one letter of a script that says more with fewer counts as more."""
    if text.isascii():
        return len(text)
    return len(text) + 1.5 * len(_WIDE.findall(text)) + 0.3 * len(_DENSE.findall(text))


def _is_closed(text: str) -> bool:
    return bool(_CLOSED.match(text[:-200:-1]))


def _runs(text: str) -> bool:
    """Whether `text` is made of sentences."""
    if _SENTENCE.search(text) or _is_closed(text):
        return True
    return not text.isascii() and 2 * len(_UNSTOPPED.findall(text)) > len(text)


def _is_page(form: HtmlElement) -> bool:
    """Whether `form` is no form to fill in, but stands around a whole page, as some servers write it."""
    return any(True for _ in form.iter("h1", "article", "main")) or len(list(islice(form.iter("p"), MANY))) == MANY


def hidden(element: HtmlElement) -> bool:
    """Whether the page itself hides `element` from everybody."""
    # Paragraphs are kept from screen readers by paywalls, not because they are no text.
    if element.get("hidden") is not None or (element.get("aria-hidden") == "true" and element.tag != "p"):
        return True
    style = element.get("style")
    return bool(style and _HIDDEN.search(style))
