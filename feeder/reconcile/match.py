"""Which stored entry is each sighting of a capture? Keys first, likeness for what keys do not know."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from feeder.identity.likeness import differ, likeness
from feeder.model.entry import Appearance, Entry, Sighting
from feeder.model.page import Dispatch
from feeder.model.stored import Candidates
from feeder.text import fold

ALIKE = 0.55  # pairs of words that must agree: rewording single words of a lead leaves 0.6 and more
ALIKE_UNDATED = 0.75  # nothing else says that an undated text is the same story


def match(sightings: Sequence[Sighting], candidates: Candidates, source: str) -> list[str | None]:
    """The guid of the stored entry of each sighting; None for a story that nobody has seen.

    An entry that a key names is never also taken for a merely like text of the same capture.
    """
    found = [_by_key(sighting, candidates) for sighting in sightings]
    taken = {guid for guid in found if guid}
    for i, sighting in enumerate(sightings):
        if found[i] is None:
            found[i] = _by_likeness(sighting, candidates, source, taken)
            if guid := found[i]:
                taken.add(guid)
    return found


def _by_key(sighting: Sighting, candidates: Candidates) -> str | None:
    """The owner of the strongest key that has one; likeness bands are hints, not keys."""
    return next(
        (candidates.owners[key] for key in sighting.keys if key.kind != "like" and key in candidates.owners), None
    )


def _by_likeness(sighting: Sighting, candidates: Candidates, source: str, taken: Iterable[str]) -> str | None:
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
    if _place(here) != _place(there) or _links_differ(here, there) or differ(here.lead, there.lead):
        return False
    window, stored = sighting.dating.window, entry.dating.window
    if window and stored:
        return score >= ALIKE and window.intersect(stored) is not None
    return score >= ALIKE_UNDATED and fold(here.headline or "") == fold(there.headline or "")


def _place(dispatch: Dispatch) -> str:
    return fold(dispatch.dateline.place or "") if dispatch.dateline else ""


def _links_differ(here: Dispatch, there: Dispatch) -> bool:
    """Two stories with links of their own are told by their links, unless the headline says it is one renamed."""
    return bool(here.link and there.link) and fold(here.headline or "") != fold(there.headline or "")
