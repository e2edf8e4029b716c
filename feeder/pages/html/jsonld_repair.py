"""The text of a JSON-LD script to its values, though it is not quite JSON: what pages commonly get wrong, put right.

Comment and CDATA wrappers, comments, raw line breaks in strings, trailing commas, escapes that JSON does not have, HTML
escapes, several values in one script. Where that is not enough (a quotation mark in a text, a script cut short), the
article's own statements are still taken from it, key by key.
"""

from __future__ import annotations

import json
import re
from html import unescape
from typing import Any

MOST_REPAIRED = 1024 * 1024
"""Characters of a script beyond which it is JSON as it stands, or only read key by key."""
_OPENINGS = ("\ufeff", "//", "/*", "<!--", "<![CDATA[", "*/")
_CLOSINGS = (";", "*/", "-->", "]]>", "//", "/*")
_STRING = r'"(?:[^"\\]++|\\.)*+(?:"|\Z)'
_COMMENTS = re.compile(rf"({_STRING})|//[^\n]*+|/\*(?:[^*]++|\*(?!/))*+\*/", re.DOTALL)
_TRAILING_COMMA = re.compile(r",(?=\s*+[}\]])")
_BREAKS = re.compile(r"[\r\n\t]+")
_ESCAPED = re.compile(r"\\(.)", re.DOTALL)
_GAP = re.compile(r"[\s,;]*+")
_KNOWN = '"\\/bfnrtu'
_ARTICLE = re.compile(r"\w*(?:Article|Posting)")
_STATEMENT = re.compile(
    r"""(["'])(@type|headline|datePublished|dateCreated|dateModified)\1\s{0,20}+:\s{0,20}+"""
    r"""(?:\[\s{0,20}+)?(?:"((?:[^"\\\n]|\\.){0,500})"|'((?:[^'\\\n]|\\.){0,500})')"""
)


def values(text: str) -> list[Any]:
    """The JSON values in the script `text`, or at least what it says about its article; [] where it says nothing."""
    body = _unwrapped(text)
    if not body:
        return []
    for repair in (str, _tidied, unescape) if len(body) <= MOST_REPAIRED else (str,):
        found = _decoded(repair(body))
        if found is not None:
            return found
    return _statements(unescape(body) if "&quot;" in body else body)


def _unwrapped(text: str) -> str:
    """`text` without the comment and CDATA marks that pages put around scripts."""
    text = text.strip()
    for mark in _OPENINGS:
        text = text.removeprefix(mark).lstrip()
    for mark in _CLOSINGS:
        text = text.removesuffix(mark).rstrip()
    return text


def _tidied(text: str) -> str:
    """`text` without comments, line breaks, trailing commas and escapes that JSON does not have."""
    text = _COMMENTS.sub(lambda found: found[1] or " ", text)
    text = _ESCAPED.sub(lambda found: found[0] if found[1] in _KNOWN else found[1], text)
    return _TRAILING_COMMA.sub("", _BREAKS.sub(" ", text))


def _decoded(text: str) -> list[Any] | None:
    """The values that follow each other in `text`; None where it is not all JSON."""
    decoder = json.JSONDecoder(strict=False)
    found = []
    place = 0
    while place < len(text):
        try:
            value, place = decoder.raw_decode(text, place)
        except (ValueError, RecursionError):
            return None
        found.append(value)
        gap = _GAP.match(text, place)
        place = gap.end() if gap else place
    return found


def _statements(text: str) -> list[Any]:
    """The first article in a text that is no JSON: what stands behind its type, the first of each key."""
    thing: dict[str, str] = {}
    for found in _STATEMENT.finditer(text):
        key, value = found[2], _ESCAPED.sub(r"\1", found[3] or found[4] or "")
        if key == "@type" and not thing and not _ARTICLE.fullmatch(value):
            continue
        if thing or key == "@type":
            thing.setdefault(key, value)
    return [thing] if thing else []
