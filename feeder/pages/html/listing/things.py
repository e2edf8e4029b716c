"""One object of a page's JSON as a teaser, whatever its maker calls headline, address, time and the rest."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from html import unescape
from itertools import islice
from typing import Any

from feeder.model.page import Dispatch, Image, Role
from feeder.model.time import About, TimeCue, Where
from feeder.pages.html.document import Document
from feeder.pages.html.listing.links import link_key
from feeder.pages.html.listing.times import Times
from feeder.pages.html.scripts import TITLES
from feeder.recognise.links import canonical, is_file
from feeder.recognise.times import machine
from feeder.text import squash

Thing = dict[str, Any]

MAX_NAMES = 100
_ENTITY = re.compile(r"&(?:#\d{1,6}|#x[\da-f]{1,5}|[a-z]{2,8});", re.IGNORECASE)

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
    "basic",
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


def may_tell(thing: Thing) -> bool:
    """Whether an object with these names may be a story: it has a title and an address, or holds what has."""
    return _may_state(_named_in(thing))


def teaser_of(document: Document, thing: Thing, times: Times) -> Stated | None:
    """The teaser that `thing` tells of; None where it has no headline, or no address of a page."""
    thing = _unwrapped(thing)
    address = _address(_named(thing, _LINKS))
    title = _text(_named(thing, TITLES)) if address else None
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


@lru_cache(maxsize=1024)
def _may_state(names: tuple[str, ...]) -> bool:
    plain = frozenset(_plain_names(names))
    return not plain.isdisjoint(_WRAPPERS) or not (plain.isdisjoint(TITLES) or plain.isdisjoint(_LINKS))


def _unwrapped(thing: Thing) -> Thing:
    """What a list's element is about, by plain names: in `item` (schema.org), `node` (GraphQL), `data` and others."""
    own = _plain(thing)
    for name in _WRAPPERS:
        inner = own.get(name)
        if isinstance(inner, dict) and _text(_named(plain := _plain(inner), TITLES)):
            return {**own, **plain}
    return own


def _plain(thing: Thing) -> Thing:
    """What the object says under its first names, by names without case and dashes."""
    return {name: value for name, value in zip(_plain_names(_named_in(thing)), thing.values(), strict=False) if value}


def _named_in(thing: Thing) -> tuple[str, ...]:
    return tuple(islice(thing, MAX_NAMES))


@lru_cache(maxsize=1024)
def _plain_names(names: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(name.casefold().replace("_", "").replace("-", "") for name in names)


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
