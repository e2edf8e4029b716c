"""Which stored entry is each sighting of a capture? Names first, then words, openings, and likeness at last.

names      the id or link that the page itself gives the story
words      a story of the very same words
openings   place and first sentence, or a lone headline: templated notices of other days share those, so that the rest
           may not contradict it
likeness   a reworded text; numbers, names, links and windows may not contradict it
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import timedelta

from feeder.identity.keys import NAMES, OPENINGS, place_of
from feeder.identity.likeness import differ, likeness
from feeder.model.entry import Appearance, Entry, Sighting
from feeder.model.page import Dispatch
from feeder.model.stored import Candidates
from feeder.text import fold

ALIKE = 0.55  # pairs of words that must agree: rewording single words of a lead leaves 0.6 and more
ALIKE_UNDATED = 0.75  # nothing else says that an undated text is the same story
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
    versions = [candidates.appearances.get(other, {}).get(source) for other in taken]
    gone = not any(version and _below(version, known) for version in versions)
    return None if _is_another(sighting, candidates.entries[guid], known, gone=gone) else guid


def _below(version: Appearance, known: Appearance) -> bool:
    """Whether `version` stood below `known` on its last capture."""
    return (version.series, version.last_seen) == (known.series, known.last_seen) and version.rank > known.rank


def _told(dispatch: Dispatch) -> tuple[str, str]:
    return fold(dispatch.headline or ""), fold(dispatch.lead)


def _is_another(sighting: Sighting, entry: Entry, known: Appearance, *, gone: bool) -> bool:
    """Whether a story with the opening of `entry` is another one all the same: of another time, and of other words.

    `gone`: nothing tells that the entry was on the previous capture and has not left the end of its list.
    """
    here, there = sighting.dispatch, known.dispatch
    if here.role is not there.role:
        return False
    window, stored = sighting.dating.window, entry.dating.window
    if window is None or stored is None:
        return _links_differ(here, there) and not place_of(here)
    if window.intersect(stored) is not None:
        return False
    if gone or _links_differ(here, there) or window.earliest - stored.latest > ANEW:
        return _told(here) != _told(there)
    return not _continues(here.lead, there.lead) and differ(here.lead, there.lead) is not None


def _continues(one: str, other: str) -> bool:
    """Whether the longer text is the shorter one with more to it."""
    short, long = sorted((fold(one).rstrip(". …"), fold(other)), key=len)
    return long.startswith(short.rstrip(". …"))


def _by_likeness(sighting: Sighting, candidates: Candidates, source: str, taken: Collection[str]) -> str | None:
    """The most alike entry that may be this story reworded."""
    best, best_score = None, 0.0
    for guid, entry in candidates.entries.items():
        if guid in taken:
            continue
        known = candidates.appearances.get(guid, {}).get(source, entry.lead)
        score = likeness(sighting.dispatch.lead, known.dispatch.lead)
        if score > best_score and _may_be(sighting, entry, known, score):
            best, best_score = guid, score
    return best


def _may_be(sighting: Sighting, entry: Entry, known: Appearance, score: float) -> bool:
    here, there = sighting.dispatch, known.dispatch
    if place_of(here) != place_of(there) or _links_differ(here, there) or differ(here.lead, there.lead):
        return False
    window, stored = sighting.dating.window, entry.dating.window
    if window and stored:
        return score >= ALIKE and window.intersect(stored) is not None
    return score >= ALIKE_UNDATED and fold(here.headline or "") == fold(there.headline or "")


def _links_differ(here: Dispatch, there: Dispatch) -> bool:
    """Two stories with links of their own are told by their links, unless the headline says it is one renamed."""
    return bool(here.link and there.link) and fold(here.headline or "") != fold(there.headline or "")
