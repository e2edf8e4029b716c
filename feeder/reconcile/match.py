"""Which stored entry is each sighting of a capture? Names first, then words, openings, and likeness at last.

names      the id or link that the page itself gives the story
words      a story of the very same words
openings   place and first sentence, or a lone headline: templated notices of other days share those, so that the rest
           may not contradict it
likeness   a reworded text (`alike`)

A story that is edited and published anew at once tells another time: that contradicts nothing where the entry has just
vanished from the midst of its list, or where a long text is all but the same.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from feeder.identity.keys import NAMES, OPENINGS, place_of
from feeder.identity.likeness import differ
from feeder.model.entry import Appearance, Entry, Sighting
from feeder.model.page import Dispatch
from feeder.model.stored import Candidates
from feeder.reconcile.alike import ANEW, all_but_the_same, links_differ, most_alike
from feeder.reconcile.places import Places
from feeder.text import fold


def match(sightings: Sequence[Sighting], candidates: Candidates, source: str) -> list[str | None]:
    """The guid of the stored entry of each sighting; None for a story that nobody has seen.

    An entry that a key names is never also taken for a merely like text of the same capture.
    """
    found = recognise(sightings, candidates, source)
    places = Places(found, candidates, source)
    taken = {guid for guid in found if guid}
    for i, sighting in enumerate(sightings):
        if found[i] is None and (guid := most_alike(sighting, i, candidates, source, taken, places)):
            found[i] = guid
            taken.add(guid)
    return found


def recognise(sightings: Sequence[Sighting], candidates: Candidates, source: str) -> list[str | None]:
    """As `match`, by keys alone; `candidates` need hold no more than their owners."""
    found = [_owner(s, NAMES, candidates) or _owner(s, {"words"}, candidates) for s in sightings]
    places = Places(found, candidates, source)
    taken = {guid: sighting for guid, sighting in zip(found, sightings, strict=True) if guid}
    for i, sighting in enumerate(sightings):
        if found[i] is None and (guid := _by_opening(sighting, candidates, source, taken, places)):
            found[i] = guid
            taken.setdefault(guid, sighting)
    return found


def _owner(sighting: Sighting, kinds: Collection[str], candidates: Candidates) -> str | None:
    """The owner of the strongest key of `kinds` that has one."""
    owners = candidates.owners
    return next((owners[key] for key in sighting.keys if key.kind in kinds and key in owners), None)


def _by_opening(
    sighting: Sighting, candidates: Candidates, source: str, taken: Mapping[str, Sighting], places: Places
) -> str | None:
    """The entry that has the same opening, unless it is another story on this capture, or the rest contradicts it."""
    guid = _owner(sighting, OPENINGS, candidates)
    if guid is None or guid not in candidates.entries:
        return guid
    if guid in taken and _told(taken[guid].dispatch) != _told(sighting.dispatch):
        return None
    known = candidates.appearances.get(guid, {}).get(source)
    if known is None:
        return guid
    return None if _is_another(sighting, candidates.entries[guid], known, places) else guid


def _told(dispatch: Dispatch) -> tuple[str, str]:
    return fold(dispatch.headline or ""), fold(dispatch.lead)


def _is_another(sighting: Sighting, entry: Entry, known: Appearance, places: Places) -> bool:
    """Whether a story with the opening of `entry` is another one all the same: of another time, and of other words."""
    here, there = sighting.dispatch, known.dispatch
    if here.role is not there.role:
        return False
    window, stored = sighting.dating.window, entry.dating.window
    if window is None or stored is None:
        return links_differ(here, there) and not place_of(here)
    if window.intersect(stored) is not None or _continues(here, there):
        return False
    if links_differ(here, there) or window.earliest - stored.latest > ANEW or differ(here.lead, there.lead):
        return True
    return not places.vanished(known) and not all_but_the_same(here.lead, there.lead)


def _continues(here: Dispatch, there: Dispatch) -> bool:
    """Whether the longer text is the shorter one with more to it, under one headline."""
    short, long = sorted((fold(here.lead), fold(there.lead)), key=len)
    return fold(here.headline or "") == fold(there.headline or "") and long.startswith(short.rstrip(". …"))
