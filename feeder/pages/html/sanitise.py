"""Markup that a feed may carry: a small set of elements, absolute links, nothing that runs. Bounded before nh3."""

from __future__ import annotations

import nh3

MAX_CHARACTERS = 1024 * 1024

_TAGS = set(
    "a abbr b blockquote br caption cite code dd del dl dt em figcaption figure h2 h3 h4 h5 h6 hr i img ins li ol p "
    "pre q s small strong sub sup table tbody td tfoot th thead time tr u ul".split()
)
_ATTRIBUTES = {
    "a": {"href", "title", "hreflang"},
    "img": {"src", "alt", "title", "width", "height"},
    "time": {"datetime"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan", "scope"},
}
_SCHEMES = {"http", "https", "mailto"}


def sanitise(markup: str) -> str:
    """`markup` as a fragment that is safe in any reader: allowed elements only, links to http(s) and mail only.

    Relative links are dropped: whoever knows the page's base makes them absolute before.
    """
    return nh3.clean(
        markup[:MAX_CHARACTERS],
        tags=_TAGS,
        attributes=_ATTRIBUTES,
        url_schemes=_SCHEMES,
        url_relative="deny",
        link_rel="noopener noreferrer",
        strip_comments=True,
    )
