"""Markup that a feed may carry: a small set of elements, absolute links, nothing that runs. Bounded before nh3."""

from __future__ import annotations

import re
from html import escape
from typing import Literal

import nh3

from feeder.text import clean, nests_deeply, without_tags

MAX_CHARACTERS = 1024 * 1024

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


def sanitise(markup: str, base: str = "") -> str:
    """`markup` as a fragment that is safe in any reader: allowed elements only, links to http(s) and mail only.

    Relative links resolve from `base`, and are dropped without one. Markup beyond `MAX_CHARACTERS` is cut; markup
    nested too deeply (nh3 is quadratic in that) comes back as its text, escaped.
    """
    markup = clean(markup[:MAX_CHARACTERS])
    if nests_deeply(markup):
        return escape(without_tags(markup), quote=False).strip()
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
