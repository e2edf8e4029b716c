"""Markup that a feed may carry: a small set of elements, absolute links, nothing that runs. Bounded before nh3."""

from __future__ import annotations

import re
from html import escape
from typing import Literal

import nh3

from feeder.text import clean

MAX_CHARACTERS = 1024 * 1024
MAX_DEPTH = 200

_TAGS = set(
    "a abbr b blockquote br caption cite code dd del div dl dt em figcaption figure h2 h3 h4 h5 h6 hr i img ins li ol "
    "p pre q s small strong sub sup table tbody td tfoot th thead time tr u ul".split()
)
_ATTRIBUTES = {
    "a": {"href", "title", "hreflang"},
    "img": {"src", "alt", "title", "width", "height"},
    "time": {"datetime"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan", "scope"},
}
# What stands apart on a page stays apart without its element, and what browsers show without scripts is shown.
_BLOCK = re.compile(
    r"<(/?)(?:address|article|aside|center|footer|header|hgroup|main|nav|section)\b[^<>]*>",
    re.IGNORECASE,
)
_TITLE = re.compile(r"<(/?)h1\b[^<>]*>", re.IGNORECASE)
_NOSCRIPT = re.compile(r"</?noscript\b[^<>]*>", re.IGNORECASE)
_SCHEMES = {"http", "https", "mailto"}
# Elements whose end is implied never nest by themselves, however often one is left open.
_NESTING = re.compile(
    r"<(/?)(?!(?:p|li|br|img|hr|td|tr|th|dt|dd|option|wbr|input|source)\b)[a-z][^>]{0,2000}", re.IGNORECASE
)


def sanitise(markup: str, base: str = "") -> str:
    """`markup` as a fragment that is safe in any reader: allowed elements only, links to http(s) and mail only.

    Relative links resolve from `base`, and are dropped without one. Markup beyond `MAX_CHARACTERS` is cut; markup
    nested deeper than `MAX_DEPTH` (nh3 is quadratic in that) comes back as its text, escaped.
    """
    markup = clean(markup[:MAX_CHARACTERS])
    if _depth(markup) > MAX_DEPTH:
        return escape(re.sub(r"<[a-zA-Z/!][^<>]*+>?", " ", markup), quote=False).strip()
    markup = _NOSCRIPT.sub("", _TITLE.sub(r"<\1h2>", _BLOCK.sub(r"<\1div>", markup)))
    try:
        return _cleaned(markup, ("rewrite_with_base", base) if base.startswith(("http://", "https://")) else "deny")
    except ValueError:  # `base` is no address after all
        return _cleaned(markup, "deny")


def _cleaned(markup: str, relative: Literal["deny"] | tuple[Literal["rewrite_with_base"], str]) -> str:
    return nh3.clean(
        markup,
        tags=_TAGS,
        attributes=_ATTRIBUTES,
        url_schemes=_SCHEMES,
        url_relative=relative,
        link_rel="noopener noreferrer",
        strip_comments=True,
    ).strip()


def _depth(markup: str) -> int:
    """How deeply elements may nest, counted by their tags."""
    depth = deepest = 0
    for tag in _NESTING.finditer(markup):
        depth = max(0, depth - 1) if tag[1] else depth + 1
        deepest = max(deepest, depth)
    return deepest
