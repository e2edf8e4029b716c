"""Paragraphs back to markup: the sanitised HTML of a body, its lists and quotations put together again."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby

from feeder.pages.html.paragraphs import Paragraph
from feeder.pages.html.sanitise import sanitise

_LISTS = ("ul", "ol")


def content(paragraphs: Iterable[Paragraph]) -> str:
    """`paragraphs` as a sanitised HTML fragment. Headings start at `h2`: the story's own title is the entry's."""
    parts = []
    for wrapping, group in groupby(paragraphs, key=_wrapping):
        inner = "".join(f"<{_element(p)}>{p.markup}</{_element(p)}>" for p in group)
        parts.append(f"<{wrapping}>{inner}</{wrapping}>" if wrapping else inner)
    return sanitise("".join(parts))


def _wrapping(paragraph: Paragraph) -> str | None:
    if paragraph.tag == "li":
        parent = paragraph.owner.getparent()
        return str(parent.tag) if parent is not None and parent.tag in _LISTS else "ul"
    around = (paragraph.owner, *list(paragraph.owner.iterancestors())[:3])
    return "blockquote" if any(element.tag == "blockquote" for element in around) else None


def _element(paragraph: Paragraph) -> str:
    if paragraph.heading:
        return "h2" if paragraph.tag == "h1" else paragraph.tag
    return paragraph.tag if paragraph.tag in ("li", "pre") else "p"
