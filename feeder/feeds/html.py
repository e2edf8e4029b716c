"""What all pages for people share: the frame, its policy, and the escaping of text."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterable
from datetime import UTC, tzinfo
from functools import cache
from hashlib import sha256
from html import escape
from importlib.resources import files
from zoneinfo import ZoneInfo

from feeder.feeds import FORMATS
from feeder.feeds.about import NAME, VERSION
from feeder.feeds.markup import line
from feeder.feeds.phrases import Phrases

# The formats that people subscribe to: what they are called, and their media types.
FEED_NAMES = {"rss": "RSS", "atom": "Atom", "json": "JSON Feed"}
FEED_TYPES = {name: FORMATS[name].media_type for name in FEED_NAMES}


def text(value: str) -> str:
    """`value` as the text of an element."""
    return escape(line(value), quote=False)


def attribute(value: str | None) -> str:
    """`value` as the text of a double-quoted attribute."""
    return escape(line(value or ""))


def spoken(words: Phrases, language: str | None) -> str:
    """The `lang` attribute of our own words among those of `language`; nothing where it is the same."""
    own = (language or words.language).split("-")[0].lower()
    return "" if own == words.language else f' lang="{words.language}"'


def zone_of(name: str) -> tzinfo:
    """The time zone called `name`; UTC where there is none of that name."""
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        return UTC


@cache
def _style() -> tuple[str, str]:
    """The style sheet, and the source that the policy allows it by (CSP 2, section 7.17)."""
    style = "\n" + files("feeder.feeds").joinpath("page.css").read_text("utf-8")
    return style, f"'sha256-{b64encode(sha256(style.encode()).digest()).decode()}'"


def chips(feeds: Iterable[tuple[str, str]], title: str) -> str:
    """The links to the feeds of what is called `title`, as (format, address); out of their list they name it too."""
    label = attribute(title)
    links = (
        f'<li><a href="{attribute(url)}" type="{FEED_TYPES[name]}" aria-label="{label}: {FEED_NAMES[name]}">'
        f"{FEED_NAMES[name]}</a></li>"
        for name, url in feeds
    )
    return f'<ul class="feeds" role="list">{"".join(links)}</ul>'


def head(
    title: str,
    description: str,
    alternates: list[tuple[str, str, str]],
    *,
    canonical: str | None = None,
    icon: str | None = None,
) -> str:
    """The head of a page; `alternates` are the feeds that readers discover, as (media type, title, address)."""
    links = [
        f'<link rel="alternate" type="{kind}" title="{attribute(name)}" href="{attribute(url)}">'
        for kind, name, url in alternates
    ]
    if canonical:
        links.append(f'<link rel="canonical" href="{attribute(canonical)}">')
    links.append(f'<link rel="icon" href="{attribute(icon) if icon else "data:,"}">')
    return f"""<title>{text(title)}</title>
<meta name="description" content="{attribute(description)}">
{chr(10).join(links)}"""


def document(language: str | None, words: Phrases, top: str, body: str) -> bytes:
    """A whole page. Its policy allows pictures and the one style sheet, by its hash; nothing else."""
    style, source = _style()
    policy = f"default-src 'none'; style-src {source}; img-src https: http: data:; base-uri 'none'; form-action 'none'"
    return f"""<!DOCTYPE html>
<html lang="{attribute(language or words.language)}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta name="color-scheme" content="light dark">
<meta name="generator" content="{NAME} {VERSION}">
{top}
<style>{style}</style>
</head>
<body>
{body}
</body>
</html>
""".encode()
