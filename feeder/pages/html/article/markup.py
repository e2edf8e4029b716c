"""Paragraphs back to markup: the sanitised HTML of a body, its lists and quotations put together again."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from html import escape
from itertools import groupby

from feeder.pages.html.paragraphs import Paragraph, Tag
from feeder.pages.html.sanitise import sanitise

_LISTS = ("ul", "ol")
_NAMES = {"i": "em", "b": "strong"}

Resolve = Callable[[str | None], str | None]


def content(paragraphs: Iterable[Paragraph], absolute: Resolve) -> str:
    """`paragraphs` as a sanitised HTML fragment, links made `absolute`. Headings start at `h2`: `h1` is the entry's."""
    parts = []
    for wrapping, group in groupby(paragraphs, key=_wrapping):
        inner = "".join(_element(paragraph, absolute) for paragraph in group)
        parts.append(f"<{wrapping}>{inner}</{wrapping}>" if wrapping else inner)
    return sanitise("".join(parts))


def plain_content(texts: Iterable[str]) -> str:
    """Plain paragraphs as markup."""
    return sanitise("".join(f"<p>{escape(text, quote=False)}</p>" for text in texts))


def _wrapping(paragraph: Paragraph) -> str | None:
    near = [element.tag for element in paragraph.path[-4:]]
    if paragraph.tag == "li":
        return next((str(tag) for tag in reversed(near) if tag in _LISTS), "ul")
    return "blockquote" if "blockquote" in near else None


def _element(paragraph: Paragraph, absolute: Resolve) -> str:
    tag = paragraph.tag
    name = "h2" if tag == "h1" else tag if paragraph.heading or tag in ("li", "pre") else "p"
    inner = "".join(_piece(piece, absolute) for piece in paragraph.pieces).strip()
    return f"<{name}>{inner}</{name}>"


def _piece(piece: str | Tag, absolute: Resolve) -> str:
    if isinstance(piece, str):
        return "<br>" if piece == "\n" else escape(piece)
    name = _NAMES.get(piece.name, piece.name)
    if piece.closing:
        return f"</{name}>"
    link = absolute(piece.href) if piece.href else None
    return f'<{name} href="{escape(link)}">' if link else f"<{name}>"
