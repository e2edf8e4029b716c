"""Is a text that no key knows a stored story reworded? By likeness, unless the rest contradicts it."""

from __future__ import annotations

from collections.abc import Collection
from datetime import timedelta
from functools import lru_cache

from feeder.identity.keys import place_of
from feeder.identity.likeness import differ, likeness, shingles
from feeder.model.entry import Appearance, Entry, Sighting
from feeder.model.page import Dispatch
from feeder.model.stored import Candidates
from feeder.reconcile.places import Places
from feeder.text import fold

ALIKE = 0.55  # pairs of words that must agree: rewording single words of a lead leaves 0.6 and more
ALIKE_UNDATED = 0.75  # nothing else says that a text without a time, or of another time, is the same story
ALIKE_LONG = 0.8  # a text of another time, whose entry was gone before
LONG = 24  # pairs of words or more: a word exchanged in a short notice makes it another one
ANEW = timedelta(days=1)  # a story that is edited and published anew is so within a day; later it is another one


def most_alike(
    sighting: Sighting, index: int, candidates: Candidates, source: str, taken: Collection[str], places: Places
) -> str | None:
    """The guid of the most alike entry, none of `taken`, that may be the story of the sighting at `index` reworded."""
    best, best_score = None, ALIKE
    for guid, entry in candidates.entries.items():
        if guid in taken:
            continue
        known = candidates.appearances.get(guid, {}).get(source, entry.lead)
        score = likeness(sighting.dispatch.lead, known.dispatch.lead)
        if (
            score >= best_score
            and _may_be(sighting, index, known, places)
            and _timely(sighting, entry, known, score, places)
        ):
            best, best_score = guid, score
    return best


def _may_be(sighting: Sighting, index: int, known: Appearance, places: Places) -> bool:
    """Whether place, links, numbers and names allow it; a name may be corrected where the text keeps its place."""
    here, there = sighting.dispatch, known.dispatch
    if place_of(here) != place_of(there) or links_differ(here, there):
        return False
    why = differ(here.lead, there.lead)
    return why is None or (why == "names" and places.replaced(index, known))


def _timely(sighting: Sighting, entry: Entry, known: Appearance, score: float, places: Places) -> bool:
    """Whether the windows meet; or the story was published anew, and vanished from the midst of its list for it, or is
    back in a long text that is all but the same."""
    here, there = sighting.dispatch, known.dispatch
    window, stored = sighting.dating.window, entry.dating.window
    if window is None or stored is None:
        return score >= ALIKE_UNDATED and _headline(here) == _headline(there)
    if window.intersect(stored) is not None:
        return True
    anew = timedelta() <= window.earliest - stored.latest <= ANEW
    return anew and score >= ALIKE_UNDATED and (places.vanished(known) or all_but_the_same(here.lead, there.lead))


def all_but_the_same(one: str, other: str) -> bool:
    """Whether two long texts are nearly one; scripts without capitals do not show whether a name was exchanged."""
    cased = any(letter.isupper() for letter in one)
    return cased and len(shingles(one)) >= LONG and likeness(one, other) >= ALIKE_LONG


def links_differ(here: Dispatch, there: Dispatch) -> bool:
    """Two stories with links of their own are told by their links, unless the headline says it is one renamed."""
    return bool(here.link and there.link) and _headline(here) != _headline(there)


def _headline(dispatch: Dispatch) -> str:
    return _folded(dispatch.headline or "")


_folded = lru_cache(maxsize=4096)(fold)  # each headline of a page is compared with those of many entries
