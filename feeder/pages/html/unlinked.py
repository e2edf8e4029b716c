"""Dispatches without links in HTML: a page of wire text with markup around it.

Teasers that link nowhere are no listing to `listing`; to a reader of articles they are one long text. They are told by
what no article has: one dateline after the other, each with a time of its own.
"""

from __future__ import annotations

from dataclasses import replace

from lxml.html import HtmlElement

from feeder.model.page import Dispatch, Page
from feeder.model.time import Where
from feeder.pages.html.document import Document
from feeder.pages.html.paragraphs import paragraphs
from feeder.pages.wiretext.page import read_text

LEAST = 3
_ASIDE = frozenset({"aside", "footer", "header", "figure"})
_LINKED = 0.5


def unlinked(document: Document, languages: tuple[str, ...]) -> Page | None:
    """The page of dispatches that the text of `document` is; None where it is none."""
    found = paragraphs(document.root, _outside, lambda _: False)
    lines = [paragraph.text for paragraph in found if paragraph.link_share < _LINKED]
    if len(lines) < LEAST:
        return None
    page = read_text("\n".join(lines), document.url, languages)
    if page is None or sum(map(_is_dispatch, page.teasers)) < max(LEAST, 0.75 * len(page.teasers)):
        return None
    return replace(page, shape=replace(page.shape, reader="html wiretext"))


def _outside(element: HtmlElement) -> bool:
    return element.tag in _ASIDE


def _is_dispatch(teaser: Dispatch) -> bool:
    """Whether a dateline with a place and a credit opens it, and a time stands by it."""
    dateline = teaser.dateline
    named = dateline is not None and bool(dateline.place and dateline.credits)
    return named and any(cue.where is Where.FURNITURE for cue in teaser.cues)
