"""The JSON values in a page's scripts, templates and attributes, in whatever wrapping its framework puts them.

A value may be all of a script, be assigned to a name, stand as a string that `JSON.parse` is given, be pushed to Next's
`__next_f` in pieces, or be an attribute. Nothing here is run: what is no plain JSON is passed over.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any
from urllib.parse import unquote

from lxml import etree

from feeder.pages.html.payload import is_payload, lists_in

TITLES = ("headline", "headlines", "title", "name", "heading", "kop", "titel")
"""What makers of pages call a headline."""
MAX_SCRIPT = 4 * 1024 * 1024
"""Characters, of one script and of all that is tried to be read in it."""
MOST_VALUES = 16
MOST_ATTRIBUTES = 200
SHORTEST = 60
# One for each way to write a quote: a search leaps to what its pattern begins with.
_TITLED = tuple(
    re.compile(rf"{begin}(?:{'|'.join(TITLES)}){end}\s*(?::|%3A)", re.IGNORECASE)
    for begin, end in (('"', r'\\?"'), ("&q;", "&q;"), ("%22", "%22"))
)
_ASSIGNED = re.compile(r"[\w$)\]'\"]\s*=\s*(?=[{\[]|JSON\.parse\()")
_PARSED = re.compile(r"JSON\.parse\(\s*(decodeURIComponent\(\s*)?")
_QUOTED = re.compile(r"\"((?:[^\"\\]++|\\.)*+)\"|'((?:[^'\\]++|\\.)*+)'|`((?:[^`\\]++|\\.)*+)`", re.DOTALL)
_HEX = re.compile(r"\\x([\da-fA-F]{2})")
_SPECIAL = re.compile(r"\\.|\"", re.DOTALL)
_AS_JSON = {'"': '\\"', "\\'": "'", "\\`": "`", "\\\n": ""}
_PUSHED = re.compile(r"__next_f\.push\(\s*(?=\[)")
_ROW = re.compile(r"(?:^|\n)[\da-f]{1,4}:(?=[\[{])")
_TELLING = re.compile(r"(?:[\w-]*-)?(?:page|props|state|json|initial|model|items|content|payload|store)")
_ANGULAR = (("&q;", '"'), ("&s;", "'"), ("&l;", "<"), ("&g;", ">"), ("&a;", "&"))


def states(codes: Iterable[etree._Element], attributes: Iterable[str]) -> Iterator[Any]:
    """The objects and lists that have titles in the scripts and templates `codes`, and in `attributes` whose names
    `tells` passes; JSON-LD aside."""
    for text in islice(attributes, MOST_ATTRIBUTES):
        if len(text) >= SHORTEST and text.lstrip()[:1] in ("{", "[") and _titled(text):
            yield _unwrapped(_json(text))
    pushed = []
    for text in _scripts(codes):
        if len(text) > MAX_SCRIPT:
            continue
        if found := _PUSHED.search(text):
            pushed.append(_pushed(text, found.end()))
        elif _titled(text):
            yield from _values(text)
    yield from _rows("".join(pushed)[:MAX_SCRIPT])


def read_within(text: str) -> Any:
    """The object or list that a string of another JSON value is, where it has titles; else an empty list."""
    return _json(text) if text[:1] in ("{", "[") and _titled(text) else []


def _titled(text: str) -> bool:
    """Whether a text has a key of JSON such as titles have."""
    return any(pattern.search(text) for pattern in _TITLED)


def tells(name: str) -> bool:
    """Whether an attribute of this name may hold state."""
    return _TELLING.fullmatch(name) is not None


def _scripts(codes: Iterable[etree._Element]) -> Iterator[str]:
    """What stands in the page's own scripts but JSON-LD, and in its templates."""
    for element in codes:
        if element.tag == "template":
            yield from filter(None, (element.text, *(child.tail for child in element)))
        elif element.text and element.get("src") is None and "ld+json" not in (element.get("type") or ""):
            yield element.text


def _values(text: str) -> Iterator[Any]:
    """The values of one script: itself, or what it assigns to names."""
    start = text.lstrip()
    if start[:1] in ("{", "["):
        yield _json(_plain(start))
        return
    place, left, tried = 0, MAX_SCRIPT, 0
    while left > 0 and tried < MOST_VALUES and (found := _ASSIGNED.search(text, place)):
        value, end = _value_at(text, found.end())
        left -= end - found.end()
        tried += isinstance(value, str) or not value
        place = max(end, found.end())
        if value:
            yield value


def _value_at(text: str, start: int) -> tuple[Any, int]:
    """The value that is assigned at a place, and where it ends, or reading it failed."""
    parsed = _PARSED.match(text, start)
    if parsed is None:
        try:
            value, end = json.JSONDecoder(strict=False).raw_decode(text, start)
        except json.JSONDecodeError as error:
            return [], error.pos
        except (ValueError, RecursionError):
            return [], len(text)
        return _laid_out(value), end
    quoted = _QUOTED.match(text, parsed.end())
    if quoted is None:
        return [], parsed.end()
    told = _unquoted(quoted)
    return _json(unquote(told) if parsed[1] else told), quoted.end()


def _unquoted(quoted: re.Match[str]) -> str:
    """What a string of a script says, whichever quotes it stands in; nothing where its escapes are no JSON's."""
    inner = quoted[quoted.lastindex or 1]
    told = _SPECIAL.sub(lambda found: _AS_JSON.get(found[0], found[0]), _HEX.sub(r"\\u00\1", inner))
    try:
        return str(json.JSONDecoder(strict=False).decode(f'"{told}"'))
    except ValueError:
        return ""


def _pushed(text: str, start: int) -> str:
    """The piece of Next's stream that a script pushes: `[1, "…"]`."""
    value = _json(text[start:])
    return value[1] if isinstance(value, list) and len(value) > 1 and isinstance(value[1], str) else ""


def _rows(stream: str) -> Iterator[Any]:
    """The values of a stream of rows, each with its number before it."""
    for found in _ROW.finditer(stream) if _titled(stream) else ():
        end = stream.find("\n", found.end())
        row = stream[found.end() : end if end >= 0 else len(stream)]
        if _titled(row):
            yield _json(row)


def _plain(text: str) -> str:
    """JSON without the escapes that Angular gives it."""
    if "&q;" in text[:MAX_SCRIPT]:
        for escape, character in _ANGULAR:
            text = text.replace(escape, character)
    return text


def _json(text: str) -> Any:
    """The object or list that `text` begins with; an empty list where it begins with none."""
    try:
        return _laid_out(json.JSONDecoder(strict=False).raw_decode(text.lstrip())[0])
    except (ValueError, RecursionError):
        return []


def _laid_out(value: Any) -> Any:
    if is_payload(value):
        return lists_in(value)
    return value if isinstance(value, dict | list) else []


def _unwrapped(value: Any, depth: int = 8) -> Any:
    """A value without the kinds that Astro puts before each: `[0, "text"]`, `[1, [[0, …]]]`."""
    if isinstance(value, dict):
        return {name: _unwrapped(each, depth - 1) for name, each in value.items()} if depth else value
    if not isinstance(value, list) or not depth:
        return value
    if len(value) == 2 and value[0] in (0, 1) and not isinstance(value[0], bool):
        return _unwrapped(value[1], depth - 1)
    return [_unwrapped(each, depth - 1) for each in value]
