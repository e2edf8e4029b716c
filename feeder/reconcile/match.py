"""Which stored entry is each sighting of a capture? Names first, then words, openings, and likeness at last.

names      the id or link that the page itself gives the story
words      a story of the very same words
openings   place and first sentence, or a lone headline: templated notices of other days share those, so that the rest
           may not contradict it
likeness   a reworded text; numbers, names, links and windows may not contradict it

A story that is edited and published anew at once tells another time: that contradicts nothing where the entry has just
vanished from the midst of its list.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import timedelta

from feeder.identity.keys import NAMES, OPENINGS, place_of
from feeder.identity.likeness import differ, likeness, shingles
from feeder.model.entry import Appearance, Entry, Sighting
from feeder.model.page import Dispatch
from feeder.model.stored import Candidates
from feeder.text import fold

ALIKE = 0.55  # pairs of words that must agree: rewording single words of a lead leaves 0.6 and more
ALIKE_UNDATED = 0.75  # nothing else says that a text without a time, or of another time, is the same story
ALIKE_OPENING = 0.8  # the same of one with the same opening that was gone before, if it is
LONG = 24  # pairs of words or more: a word exchanged in a short notice makes it another one
ANEW = timedelta(days=1)  # a story that is edited and published anew is so within a day; later it is another one


def match(sightings: Sequence[Sighting], candidates: Candidates, source: str) -> list[str | None]:
    """The guid of the stored entry of each sighting; None for a story that nobody has seen.

    An entry that a key names is never also taken for a merely like text of the same capture.
    """
    found = recognise(sightings, candidates, source)
    taken = {guid for guid in found if guid}
    for i, sighting in enumerate(sightings):
        if found[i] is None and (guid := _by_likeness(sighting, candidates, source, taken)):
            found[i] = guid
            taken.add(guid)
    return found


def recognise(sightings: Sequence[Sighting], candidates: Candidates, source: str) -> list[str | None]:
    """As `match`, by keys alone; `candidates` need hold no more than their owners."""
    found = [_owner(s, NAMES, candidates) or _owner(s, {"words"}, candidates) for s in sightings]
    taken = {guid: sighting for guid, sighting in zip(found, sightings, strict=True) if guid}
    for i, sighting in enumerate(sightings):
        if found[i] is None and (guid := _by_opening(sighting, candidates, source, taken)):
            found[i] = guid
            taken.setdefault(guid, sighting)
    return found


def _owner(sighting: Sighting, kinds: Collection[str], candidates: Candidates) -> str | None:
    """The owner of the strongest key of `kinds` that has one."""
    return next(
        (candidates.owners[key] for key in sighting.keys if key.kind in kinds and key in candidates.owners), None
    )


def _by_opening(sighting: Sighting, candidates: Candidates, source: str, taken: Mapping[str, Sighting]) -> str | None:
    """The entry that has the same opening, unless it is another story on this capture, or the rest contradicts it."""
    guid = _owner(sighting, OPENINGS, candidates)
    if guid is None or guid not in candidates.entries:
        return guid
    if guid in taken and _told(taken[guid].dispatch) != _told(sighting.dispatch):
        return None
    known = candidates.appearances.get(guid, {}).get(source)
    if known is None:
        return guid
    vanished = _vanished(known, candidates, source, taken)
    return None if _is_another(sighting, candidates.entries[guid], known, vanished=vanished) else guid


def _vanished(known: Appearance, candidates: Candidates, source: str, taken: Collection[str]) -> bool:
    """Whether `known` stood above a story that is still there: it has not just left the end of its list."""
    versions = (candidates.appearances.get(guid, {}).get(source) for guid in taken)
    return any(
        version.rank > known.rank and (version.series, version.last_seen) == (known.series, known.last_seen)
        for version in versions
        if version is not None
    )


def _told(dispatch: Dispatch) -> tuple[str, str]:
    return fold(dispatch.headline or ""), fold(dispatch.lead)


def _is_another(sighting: Sighting, entry: Entry, known: Appearance, *, vanished: bool) -> bool:
    """Whether a story with the opening of `entry` is another one all the same: of another time, and of other words."""
    here, there = sighting.dispatch, known.dispatch
    if here.role is not there.role:
        return False
    window, stored = sighting.dating.window, entry.dating.window
    if window is None or stored is None:
        return _links_differ(here, there) and not place_of(here)
    if window.intersect(stored) is not None or _continues(here, there):
        return False
    if _links_differ(here, there) or window.earliest - stored.latest > ANEW or differ(here.lead, there.lead):
        return True
    edited = len(shingles(here.lead)) >= LONG and likeness(here.lead, there.lead) >= ALIKE_OPENING
    return not vanished and not edited


def _continues(here: Dispatch, there: Dispatch) -> bool:
    """Whether the longer text is the shorter one with more to it, under one headline."""
    short, long = sorted((fold(here.lead), fold(there.lead)), key=len)
    return fold(here.headline or "") == fold(there.headline or "") and long.startswith(short.rstrip(". …"))


def _by_likeness(sighting: Sighting, candidates: Candidates, source: str, taken: Collection[str]) -> str | None:
    """The most alike entry that may be this story reworded."""
    best, best_score = None, 0.0
    for guid, entry in candidates.entries.items():
        if guid in taken:
            continue
        known = candidates.appearances.get(guid, {}).get(source, entry.lead)
        score = likeness(sighting.dispatch.lead, known.dispatch.lead)
        if score > best_score and score >= ALIKE and _may_be(sighting, entry, known, score, taken, candidates):
            best, best_score = guid, score
    return best


def _may_be(
    sighting: Sighting, entry: Entry, known: Appearance, score: float, taken: Collection[str], candidates: Candidates
) -> bool:
    here, there = sighting.dispatch, known.dispatch
    if place_of(here) != place_of(there) or _links_differ(here, there) or differ(here.lead, there.lead):
        return False
    window, stored = sighting.dating.window, entry.dating.window
    if window and stored:
        if window.intersect(stored) is not None:
            return True
        anew = timedelta() <= window.earliest - stored.latest <= ANEW and score >= ALIKE_UNDATED
        return anew and _vanished(known, candidates, known.source, taken)
    return score >= ALIKE_UNDATED and fold(here.headline or "") == fold(there.headline or "")


def _links_differ(here: Dispatch, there: Dispatch) -> bool:
    """Two stories with links of their own are told by their links, unless the headline says it is one renamed."""
    return bool(here.link and there.link) and fold(here.headline or "") != fold(there.headline or "")
