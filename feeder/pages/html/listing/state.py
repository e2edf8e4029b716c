"""Teasers in the JSON that a page carries: schema.org lists, and the state that a framework draws the page from.

A list of objects that have a title and an address is weighed as a list of links is. Nothing here is run: what is no
plain JSON is passed over.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from html import unescape
from itertools import islice
from typing import Any

from feeder.model.page import Dispatch, Image, Role
from feeder.model.time import About, TimeCue, Where
from feeder.pages.html.document import Document
from feeder.pages.html.listing.links import link_key, link_weight, names_list
from feeder.pages.html.listing.outline import Outline
from feeder.pages.html.listing.times import Times
from feeder.pages.html.listing.words import word_count
from feeder.pages.html.paths import strings
from feeder.pages.html.payload import is_payload, lists_in
from feeder.recognise.links import canonical, is_file, shape
from feeder.recognise.times import machine
from feeder.text import squash

Thing = dict[str, Any]

MAX_SCRIPT = 4 * 1024 * 1024
MAX_NODES = 60_000
MAX_STORIES = 500
MAX_NAMES = 100
A_LIST = 1.5
_HOLDERS = (dict, list)
_PAGES = "//*[@data-page]/@data-page"
_TITLES = ("headline", "title", "name", "heading", "kop", "titel")
_TITLED = re.compile(rf"\"(?:{'|'.join(_TITLES)})\\?\"\s*:", re.IGNORECASE)
_ENTITY = re.compile(r"&(?:#\d{1,6}|#x[\da-f]{1,5}|[a-z]{2,8});", re.IGNORECASE)
_ASSIGNED = re.compile(r"(?:window|self|globalThis)(?:\.|\[['\"])[\w$]+(?:['\"]\])?\s*=\s*(?=[{\[])")

_LINKS = (
    "url",
    "link",
    "href",
    "permalink",
    "canonicalurl",
    "weburl",
    "shareurl",
    "path",
    "uri",
    "mainentityofpage",
    "@id",
)
_PUBLISHED = (
    "datepublished",
    "publishedat",
    "published",
    "publicationdate",
    "publishdate",
    "pubdate",
    "firstpublished",
    "firstpublishedat",
    "date",
    "dategmt",
    "displaydate",
    "createdat",
    "created",
    "datecreated",
    "timestamp",
)
_UPDATED = ("datemodified", "updatedat", "updated", "lastupdated", "modified", "modifiedat", "lastmodified")
_SUMMARIES = (
    "description",
    "summary",
    "excerpt",
    "lead",
    "intro",
    "teaser",
    "subtitle",
    "standfirst",
    "dek",
    "articlebody",
)
_IMAGES = ("image", "thumbnailurl", "thumbnail", "picture", "photo", "imageurl", "leadimage")
_AUTHORS = ("author", "authors", "byline", "creator")
_WRAPPERS = ("item", "node", "data", "attributes", "article", "content")
_INNER = (
    "rendered",
    "text",
    "value",
    "plain",
    "default",
    "url",
    "href",
    "src",
    "contenturl",
    "name",
    "title",
    "@id",
    "iso",
    "utc",
)


@dataclass(frozen=True, slots=True)
class Stated:
    """A teaser as JSON states it, under the key of its address."""

    key: str
    dispatch: Dispatch


def stated_teasers(document: Document, outline: Outline, times: Times) -> list[Stated]:
    """The teasers of the page's JSON, each address once, in the order of the lists that look like stories."""
    found: dict[str, Stated] = {}
    for root in (list(document.objects), *_states(document, outline)):
        for things in _lists(root):
            for stated in _stories(document, things[:MAX_STORIES], times):
                found.setdefault(stated.key, stated)
            if len(found) >= MAX_STORIES:
                return list(found.values())
    return list(found.values())


def filled_in(teasers: Sequence[Dispatch], stated: Sequence[Stated]) -> list[Dispatch]:
    """The teasers, with what JSON states of the same addresses where they lack it: exact times, summary, picture."""
    known = {each.key: each.dispatch for each in stated}
    return [_filled(teaser, known.get(link_key(canonical(teaser.link or "")))) for teaser in teasers]


def _filled(teaser: Dispatch, stated: Dispatch | None) -> Dispatch:
    if stated is None:
        return teaser
    exact = any(cue.where is Where.METADATA for cue in teaser.cues)
    return replace(
        teaser,
        cues=teaser.cues if exact else stated.cues + teaser.cues,
        summary=teaser.summary or stated.summary,
        image=teaser.image or stated.image,
        authors=teaser.authors or stated.authors,
    )


def _states(document: Document, outline: Outline) -> Iterator[Any]:
    """The JSON values in scripts and attributes."""
    for text in strings(document.root, _PAGES) if "data-page" in outline.attributes else ():
        yield _json(text)
    for text in _scripts(outline):
        if len(text) > MAX_SCRIPT or not _TITLED.search(text):
            continue
        start = text.lstrip()
        assigned = None if start[:1] in "{[" else _ASSIGNED.search(text)
        if start[:1] in "{[" or assigned:
            yield _json(text[assigned.end() :] if assigned else start)


def _scripts(outline: Outline) -> Iterator[str]:
    """What stands in the page's own scripts but JSON-LD, and in its templates."""
    for element in outline.codes:
        if element.tag == "template":
            yield from filter(None, (element.text, *(child.tail for child in element)))
        elif element.text and element.get("src") is None and "ld+json" not in (element.get("type") or ""):
            yield element.text


def _json(text: str) -> Any:
    """The object or list that `text` begins with; an empty list where it begins with none."""
    try:
        value = json.JSONDecoder(strict=False).raw_decode(text)[0]
    except (ValueError, RecursionError):
        return []
    if is_payload(value):
        return lists_in(value)
    return value if isinstance(value, dict | list) else []


def _lists(root: Any) -> Iterator[list[Thing]]:
    """Every list of two objects or more, and every object of objects used as one, outermost first."""
    queue, known = [root], {id(root)}
    for seen, value in enumerate(queue):
        if seen > MAX_NODES:
            return
        held = [each for each in (value.values() if isinstance(value, dict) else value) if isinstance(each, _HOLDERS)]
        things = [each for each in held if isinstance(each, dict)]
        if len(things) >= 2:
            yield things
        further = [each for each in held if id(each) not in known]
        known.update(map(id, further))
        queue.extend(further)


def _stories(document: Document, things: Sequence[Thing], times: Times) -> list[Stated]:
    """The objects of one list as teasers, if the list looks like one of stories."""
    if sum(_may_state(_named_in(thing)) for thing in things) < max(2, len(things) // 2):
        return []
    page, own = shape(canonical(document.url)), link_key(canonical(document.url))
    found: list[Stated] = []
    weights = []
    for seen, thing in enumerate(things):
        if (seen - len(found)) * 2 > len(things) + 2:
            return []
        stated = _stated(document, _unwrapped(thing), times)
        if stated and stated.key != own:
            found.append(stated)
            looks = shape(stated.key)
            lists = names_list(looks, stated.key)
            weights.append(_weight(stated) + link_weight(looks, page, stated.key, lists))
    if len(found) < 2 or len(found) * 2 < len(things) or sum(weights) / len(found) < A_LIST:
        return []
    titles = [stated.dispatch.title for stated in found]
    if len(set(titles)) * 2 <= len(titles) or sum(word_count(title) >= 2 for title in titles) * 2 < len(titles):
        return []
    return found


def _weight(stated: Stated) -> float:
    words = word_count(stated.dispatch.title)
    return (
        (1.0 if words >= 4 else 0.4 if words >= 3 else -0.3)
        + 1.2 * bool(stated.dispatch.cues)
        + 0.4 * bool(stated.dispatch.summary)
    )


def _plain(thing: Thing) -> Thing:
    """What the object says under its first names, by names without case and dashes."""
    return {name: value for name, value in zip(_plain_names(_named_in(thing)), thing.values(), strict=False) if value}


def _named_in(thing: Thing) -> tuple[str, ...]:
    return tuple(islice(thing, MAX_NAMES))


@lru_cache(maxsize=1024)
def _plain_names(names: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(name.casefold().replace("_", "").replace("-", "") for name in names)


@lru_cache(maxsize=1024)
def _may_state(names: tuple[str, ...]) -> bool:
    """Whether an object with these names may be a story: it has a title and an address, or holds what has."""
    plain = frozenset(_plain_names(names))
    return not plain.isdisjoint(_WRAPPERS) or not (plain.isdisjoint(_TITLES) or plain.isdisjoint(_LINKS))


def _unwrapped(thing: Thing) -> Thing:
    """What a list's element is about, by plain names: in `item` (schema.org), `node` (GraphQL), `data` and others."""
    own = _plain(thing)
    for name in _WRAPPERS:
        inner = own.get(name)
        if isinstance(inner, dict) and _text(_named(plain := _plain(inner), _TITLES)):
            return {**own, **plain}
    return own


def _stated(document: Document, thing: Thing, times: Times) -> Stated | None:
    address = _address(_named(thing, _LINKS))
    title = _text(_named(thing, _TITLES)) if address else None
    link = document.absolute(address)
    if not title or len(title) > 300 or not link or is_file(canonical(link)):
        return None
    picture = document.absolute(_address(_named(thing, _IMAGES)))
    dispatch = Dispatch(
        role=Role.TEASER,
        headline=title,
        summary=_text(_named(thing, _SUMMARIES)),
        link=link,
        image=Image(picture) if picture else None,
        authors=_names(_named(thing, _AUTHORS)),
        language=document.language,
        cues=tuple(_cues(thing)) or tuple(_printed(thing, times)),
    )
    return Stated(link_key(canonical(link)), dispatch)


def _named(thing: Thing, names: Sequence[str]) -> Any:
    """The value under the first of `names` that the object has; its own names are plain."""
    return next((thing[name] for name in names if name in thing), None)


def _text(value: Any) -> str | None:
    """A text, or the one inside {"rendered": …} and its like; markup is left out, and its entities are resolved."""
    for _ in range(3):
        if isinstance(value, list):
            value = value[0] if value else None
        if isinstance(value, dict):
            value = _named(_plain(value), _INNER)
    if not isinstance(value, str):
        return None
    plain = re.sub(r"<[^<>]*>", " ", value)
    return squash(_ENTITY.sub(lambda found: unescape(found[0]), plain) if "&" in plain else plain) or None


def _address(value: Any) -> str | None:
    text = _text(value)
    return text if text and " " not in text and ("/" in text) else None


def _names(value: Any) -> tuple[str, ...]:
    several = value if isinstance(value, list) else [value]
    names = (_text(each) for each in several[:8])
    return tuple(name for name in names if name and len(name) <= 60 and "://" not in name)


def _cues(thing: Thing) -> Iterator[TimeCue]:
    for about, names in ((About.PUBLISHED, _PUBLISHED), (About.UPDATED, _UPDATED)):
        value = _named(thing, names)
        text = str(value) if isinstance(value, int | float) and not isinstance(value, bool) else _text(value)
        if text and machine(text) is not None:
            yield TimeCue(text, Where.METADATA, about)


def _printed(thing: Thing, times: Times) -> Iterator[TimeCue]:
    """The day that an object has ready for showing to readers ("dateLabel": "14 March 2026")."""
    for name, value in thing.items():
        if "date" in name and isinstance(value, str) and times.is_time(value):
            for span in times.spans(value)[:1]:
                yield TimeCue(span.text, Where.FURNITURE, span.about, span.phrases)
            return
