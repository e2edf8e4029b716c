"""Teasers in the JSON that a page carries: schema.org lists, and the state that a framework draws the page from.

A list of objects that have a title and an address is weighed as a list of links is.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from feeder.model.page import Dispatch
from feeder.model.time import Where
from feeder.pages.html.document import Document
from feeder.pages.html.listing.links import link_key, link_weight, names_list
from feeder.pages.html.listing.outline import Outline
from feeder.pages.html.listing.things import Stated, Thing, may_tell, teaser_of
from feeder.pages.html.listing.times import Times
from feeder.pages.html.listing.words import word_count
from feeder.pages.html.scripts import read_within, states, tells
from feeder.recognise.links import canonical, shape

MAX_NODES = 60_000
MAX_STORIES = 500
A_LIST = 1.5
UNLIKE = -0.5
LONG = 200
"""Characters: a shorter string is no list of stories by itself."""
_HOLDERS = (dict, list)


def stated_teasers(document: Document, outline: Outline, times: Times) -> list[Stated]:
    """The teasers of the page's JSON, each address once, in the order of the lists that look like stories."""
    found: dict[str, Stated] = {}
    for root in (list(document.objects), *states(outline.codes, _attributes(outline))):
        for things in _lists(root):
            for stated in _stories(document, things[:MAX_STORIES], times):
                found.setdefault(stated.key, stated)
            if len(found) >= MAX_STORIES:
                return list(found.values())
    return list(found.values())


def _attributes(outline: Outline) -> Iterator[str]:
    """What stands in attributes whose names tell of state."""
    if any(map(tells, outline.attributes)):
        for element in outline.bearing(tells, 0, len(outline.tags)):
            yield from (str(value) for name, value in outline.elements[element].items() if tells(str(name)))


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


def _lists(root: Any) -> Iterator[list[Thing]]:
    """Every list of two objects or more, and every object of objects used as one, outermost first."""
    queue, known = [root], {id(root)}
    for seen, value in enumerate(queue):
        if seen > MAX_NODES:
            return
        inner = value.values() if isinstance(value, dict) else value
        held = [read_within(each) if isinstance(each, str) and len(each) > LONG else each for each in inner]
        held = [each for each in held if isinstance(each, _HOLDERS)]
        things = [each for each in held if isinstance(each, dict)]
        if len(things) >= 2:
            yield things
        further = [each for each in held if id(each) not in known]
        known.update(map(id, further))
        queue.extend(further)


def _stories(document: Document, things: Sequence[Thing], times: Times) -> list[Stated]:
    """The objects of one list as teasers, if the list looks like one of stories."""
    if sum(may_tell(thing) for thing in things) < max(2, len(things) // 2):
        return []
    page, own = shape(canonical(document.url)), link_key(canonical(document.url))
    found: list[Stated] = []
    weights = []
    for seen, thing in enumerate(things):
        if (seen - len(found)) * 2 > len(things) + 2:
            return []
        stated = teaser_of(document, thing, times)
        if stated and stated.key != own:
            looks = shape(stated.key)
            lists = names_list(looks, stated.key)
            weight = _weight(stated) + link_weight(looks, page, stated.key, lists)
            if weight >= UNLIKE or stated.dispatch.cues:
                found.append(stated)
                weights.append(weight)
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
