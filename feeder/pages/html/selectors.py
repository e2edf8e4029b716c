"""Teasers by the selectors of a configuration: CSS, each with an optional `@attribute`, any of them left out.

`item` says what one teaser is; without it, each match of the first other selector stands for one, with all that is
around it and around no other. What is not selected is recognised inside the item. A selector that matches nothing
anywhere on the page is a changed layout: the shape then counts 0 and names that selector as its `group`.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import cast

from cssselect import SelectorError
from lxml.cssselect import CSSSelector
from lxml.etree import XPathError
from lxml.html import HtmlElement, fragment_fromstring

from feeder.errors import PageError
from feeder.lexicon import load
from feeder.model.page import Dispatch, Image, Role, Shape
from feeder.model.specs import SelectSpec
from feeder.model.time import About, TimeCue, Where
from feeder.pages.html.document import Document
from feeder.pages.html.listing.teasers import Listing
from feeder.pages.html.paths import elements, text_of
from feeder.recognise.datelines import split
from feeder.recognise.times import find, machine, whole
from feeder.text import shorten, squash

READER = "selectors"
FIELDS = ("item", "title", "link", "time", "summary", "image", "label")
_ATTRIBUTE = re.compile(r"(?P<css>.*?)@(?P<name>[A-Za-z_][\w:.-]*)\s*", re.DOTALL)
_NAMESPACE = re.compile(r"""^(?:[^"'|]|\|=|"[^"]*"|'[^']*')*+\|""")
_HEADINGS = ".//h1 | .//h2 | .//h3 | .//h4 | .//h5 | .//h6"
_STAMPED = ("datetime", "content", "data-time", "data-timestamp", "data-date")


@dataclass(frozen=True, slots=True)
class Selector:
    """One compiled selector: an element (None: the item itself) and, where it ends in `@name`, one attribute of it."""

    css: CSSSelector | None
    attribute: str | None

    def elements(self, root: HtmlElement) -> list[HtmlElement]:
        """The elements that it names under `root`, in document order."""
        return cast(list[HtmlElement], self.css(root)) if self.css is not None else [root]

    def finds(self, root: HtmlElement) -> bool:
        """Whether it names anything under `root` that has its attribute."""
        found = self.elements(root)
        return any(element.get(self.attribute) for element in found) if self.attribute else bool(found)


@cache
def compiled(text: str) -> Selector:
    """`text` ("h2 a@href", "time", "@data-url") compiled. Raises ValueError, in words, where it is no selector."""
    match = _ATTRIBUTE.fullmatch(text.strip())
    css, attribute = (match["css"].strip(), match["name"]) if match else (text.strip(), None)
    if not css and not attribute:
        raise ValueError("the selector is empty")
    if _NAMESPACE.search(css):
        raise ValueError(f"{shorten(text, 60)!r} names a namespace, and HTML has none")
    try:
        selector = Selector(CSSSelector(css, translator="html") if css else None, attribute)
        selector.elements(fragment_fromstring("<p></p>"))
    except (SelectorError, XPathError, RecursionError) as error:
        raise ValueError(f"{shorten(text, 60)!r} is no CSS selector: {error}") from error
    return selector


def select_teasers(document: Document, select: SelectSpec) -> Listing:
    """The teasers that `select` names, in page order. Raises PageError where a selector is none."""
    chosen = _compile(document, select)
    items = _items(document.root, chosen)
    missing = next((name for name, one in chosen.items() if not _matches(name, one, items, document.root)), None)
    items = [] if missing else items
    found = [_dispatch(document, item, chosen, rank) for rank, item in enumerate(items)]
    teasers = tuple(teaser for teaser in found if teaser.headline or teaser.summary)
    group = f"{missing} = {getattr(select, missing)}" if missing else select.item or ""
    dated = sum(bool(teaser.cues) for teaser in teasers)
    labels = tuple(dict.fromkeys(teaser.label for teaser in teasers if teaser.label))
    return Listing(teasers, Shape(READER, group, len(teasers), dated), (), labels)


def _compile(document: Document, select: SelectSpec) -> dict[str, Selector]:
    chosen = {}
    for name in FIELDS:
        if text := getattr(select, name):
            try:
                chosen[name] = compiled(text)
            except ValueError as error:
                subject = document.url or "page"
                raise PageError(subject, f"select.{name}: {error}", "correct it in the configuration") from error
    return chosen


def _matches(name: str, one: Selector, items: Sequence[HtmlElement], root: HtmlElement) -> bool:
    """Whether a selector has something in any item, with the attribute that it names; a label may stand over all."""
    if name == "item":
        return bool(items)
    return any(one.finds(item) for item in items) or (name == "label" and one.finds(root))


def _items(root: HtmlElement, chosen: dict[str, Selector]) -> list[HtmlElement]:
    if "item" in chosen:
        return chosen["item"].elements(root)
    anchor = next(chosen[name] for name in FIELDS if name in chosen)
    matches = anchor.elements(root)
    within = Counter(element for match in matches for element in (match, *match.iterancestors()))
    return list(dict.fromkeys(_alone(match, within) for match in matches))


def _alone(match: HtmlElement, within: Mapping[HtmlElement, int]) -> HtmlElement:
    """The widest element around `match` that holds no other match; `match` itself among crowded siblings.

    `within` counts the matches in each element, itself included.
    """
    widest = match
    for element in match.iterancestors():
        if within[element] > 1 or element.tag == "body":
            break
        widest = element
    return widest


def _dispatch(document: Document, item: HtmlElement, chosen: dict[str, Selector], rank: int) -> Dispatch:
    link = _link(document, item, chosen.get("link"))
    headline = _text(item, chosen["title"]) if "title" in chosen else _headline(item)
    summary = _text(item, chosen["summary"]) if "summary" in chosen else _summary(item, headline)
    tags = tuple(lexicon.tag for lexicon in document.lexicons)
    dateline, text = split(summary, languages=tags) if summary else (None, None)
    return Dispatch(
        role=Role.TEASER,
        headline=headline,
        summary=text,
        link=link,
        image=_image(document, item, chosen.get("image")),
        label=_label(document, item, chosen.get("label")),
        dateline=dateline,
        language=document.language,
        cues=_cues(document, item, chosen.get("time")),
        rank=rank,
    )


def _values(item: HtmlElement, selector: Selector) -> list[str]:
    found = selector.elements(item)
    texts = [e.get(selector.attribute, "") if selector.attribute else text_of(e) for e in found]
    return [text for text in map(squash, texts) if text]


def _text(item: HtmlElement, selector: Selector) -> str | None:
    return next(iter(_values(item, selector)), None)


def _label(document: Document, item: HtmlElement, selector: Selector | None) -> str | None:
    """The item's own label, else the one that stands over all items."""
    return _text(item, selector) or _text(document.root, selector) if selector else None


def _link(document: Document, item: HtmlElement, selector: Selector | None) -> str | None:
    """The selected address; else that of the item itself, of its heading, or the first in it."""
    if selector and selector.attribute:
        addresses = _values(item, selector)
    elif selector:
        addresses = [href for e in selector.elements(item) for href in _hrefs(e)]
    else:
        headed = [href for heading in elements(item, _HEADINGS) for href in _hrefs(heading)]
        addresses = [*headed, *_hrefs(item)]
    return next((link for link in map(document.absolute, addresses) if link), None)


def _hrefs(element: HtmlElement) -> list[str]:
    """The addresses on `element`, in it, and around it, in this order."""
    near = [element, *elements(element, ".//a[@href]"), *element.iterancestors("a")]
    return [href for href in (e.get("href") for e in near) if href]


def _headline(item: HtmlElement) -> str | None:
    """The first heading that has text, else the longest link's."""
    heads = [text for text in map(text_of, elements(item, _HEADINGS)) if text]
    linked = sorted(map(text_of, elements(item, "descendant-or-self::a[@href]")), key=len, reverse=True)
    return next((text for text in (*heads, *linked) if text), None)


def _summary(item: HtmlElement, headline: str | None) -> str | None:
    texts = (text_of(p) for p in elements(item, ".//p"))
    return next((text for text in texts if len(text) >= 30 and text != headline), None)


def _image(document: Document, item: HtmlElement, selector: Selector | None) -> Image | None:
    if selector and selector.attribute:
        sources = [(address, "") for address in _values(item, selector)]
    else:
        found = selector.elements(item) if selector else elements(item, ".//img")
        sources = [(e.get("src") or e.get("data-src") or "", e.get("alt") or "") for e in found]
    for address, alt in sources:
        if address and not address.startswith("data:") and (link := document.absolute(address)):
            return Image(link, alt=squash(alt) or None)
    return None


def _cues(document: Document, item: HtmlElement, selector: Selector | None) -> tuple[TimeCue, ...]:
    """What is selected is a time, all of it; without a selector, `time` elements, else times in the item's words."""
    if selector and selector.attribute:
        return tuple(cue for text in _values(item, selector)[:1] if (cue := _cue(text, document)))
    marked = selector.elements(item) if selector else elements(item, ".//time")
    for element in marked:
        stamped = next((element.get(name) for name in _STAMPED if machine(element.get(name) or "")), None)
        if cue := _cue(stamped or text_of(element), document):
            return (cue,)
    if selector:
        return ()
    spans = (span for e in elements(item, ".//*[not(*)]") for span in find(text_of(e), document.lexicons) if _short(e))
    return tuple(TimeCue(span.text, Where.FURNITURE, span.about, span.phrases) for span in spans)[:1]


def _short(element: HtmlElement) -> bool:
    return len(text_of(element)) <= 60


def _cue(text: str, document: Document) -> TimeCue | None:
    """`text`, all of it, as a cue; None where it says no time."""
    if machine(text):
        return TimeCue(text, Where.METADATA, About.PUBLISHED)
    english = load("en")
    lexicons = (*document.lexicons, *((english,) if english else ()))
    told = text and (whole(text, lexicons) or find(text, lexicons))
    return TimeCue(text, Where.FURNITURE, About.PUBLISHED) if told else None
