"""Entries in memory, for captures to be folded into: what the store does for reconciling, and no more."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from feeder.dating.page import Setting, date_page
from feeder.identity.keys import page_keys
from feeder.model.entry import Appearance, Entry, Key, Sighting
from feeder.model.page import Dateline, Dispatch, Page, Role
from feeder.model.stored import Candidates
from feeder.model.time import TimeCue, Where
from feeder.reconcile.changes import reconcile
from feeder.reconcile.fold import Seen
from feeder.reconcile.match import match

START = datetime(2026, 3, 14, 20, tzinfo=UTC)


def teaser(
    text: str, age: str, *, place: str = "ALMEN", headline: str | None = None, link: str | None = None
) -> Dispatch:
    """A teaser with its age, as a reader would have read it."""
    cues = (TimeCue(age, Where.FURNITURE),)
    return Dispatch(Role.TEASER, headline, text, link=link, dateline=Dateline(place, ("XNP",)), cues=cues)


class Shelf:
    """All entries so far. `take` folds one capture and returns the guid of each of its dispatches."""

    def __init__(self) -> None:
        self.entries: dict[str, Entry] = {}
        self._owners: dict[Key, str] = {}
        self._appearances: dict[str, dict[str, Appearance]] = {}

    def take(self, dispatches: Sequence[Dispatch], *, hours: float = 0.0, source: str = "wire") -> tuple[str, ...]:
        """`hours`: after the first capture."""
        at = START + timedelta(hours=hours)
        ranked = tuple(replace(dispatch, rank=rank) for rank, dispatch in enumerate(dispatches))
        keys = page_keys(Page("", "nl", None, ranked))
        datings = date_page(ranked, Setting(at, languages=("nl",), source=source))
        sightings = [Sighting(d, t, None, k, ("s",)) for d, t, k in zip(ranked, datings, keys, strict=True)]
        candidates = Candidates(self._owners, self.entries, self._appearances)
        changes = reconcile(sightings, match(sightings, candidates, source), candidates, Seen(source, "front", at), {})
        self.entries |= {entry.guid: entry for entry in (*changes.minted, *changes.updated)}
        for guid, version in changes.appearances:
            self._appearances.setdefault(guid, {})[version.source] = version
        for guid, key in changes.keys:
            self._owners.setdefault(key, guid)
        self._owners |= {key: entry.guid for entry in changes.minted for key in entry.keys if key.kind != "like"}
        return changes.guids
