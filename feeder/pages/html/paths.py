"""XPath over a page, compiled once and typed: elements or strings, nothing else."""

from __future__ import annotations

from functools import cache
from typing import cast

from lxml.etree import XPath
from lxml.html import HtmlElement

from feeder.text import squash


@cache
def _compiled(path: str) -> XPath:
    return XPath(path)


def elements(root: HtmlElement, path: str) -> list[HtmlElement]:
    """The elements that XPath `path` selects from `root`, in document order."""
    return cast(list[HtmlElement], _compiled(path)(root))


def strings(root: HtmlElement, path: str) -> list[str]:
    """The attributes or text nodes that XPath `path` selects from `root`, in document order, as plain strings."""
    return [str(value) for value in cast(list[str], _compiled(path)(root))]


def text_of(element: HtmlElement) -> str:
    """All text inside `element`, squashed; that of scripts and styles too, where it holds any."""
    return squash("".join(element.itertext()))
