"""The changes that one capture makes to the store."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from hashlib import sha256

from feeder.identity.keys import mint as mint_guid
from feeder.model.entry import Appearance, Entry, Key, Sighting, State
from feeder.model.stored import Candidates
from feeder.model.time import Calibration
from feeder.reconcile.fold import Seen, mint, refresh_appearance, refresh_entry, sort_instants


@dataclass(frozen=True, slots=True)
class Changes:
    """What to write. `guids` names the entry of each sighting, in their order; `events` is for the log.

    `minted` and `updated` are entries as they shall be; `changed` names those whose feeds must be written again.
    """

    guids: tuple[str, ...]
    minted: tuple[Entry, ...]
    updated: tuple[Entry, ...]
    keys: tuple[tuple[str, Key], ...]
    appearances: tuple[tuple[str, Appearance], ...]
    sections: frozenset[str]
    new: int
    changed: int
    events: tuple[str, ...]


def reconcile(
    sightings: Sequence[Sighting],
    guids: Sequence[str | None],
    candidates: Candidates,
    seen: Seen,
    calibrations: Mapping[str, Calibration],
) -> Changes:
    """Fold one capture, matched to `guids`, into what is stored. `candidates` is all that it knows of the store."""
    desk = _Desk(candidates, seen, dict(calibrations))
    places = sort_instants(tuple(sightings), seen)
    named = [desk.take(sighting, guid, place) for sighting, guid, place in zip(sightings, guids, places, strict=True)]
    return desk.changes(tuple(named))


class _Desk:
    """Where one capture's sightings are folded, one after the other, into the entries they belong to."""

    def __init__(self, candidates: Candidates, seen: Seen, calibrations: dict[str, Calibration]) -> None:
        self._before = candidates.entries
        self._entries = dict(candidates.entries)
        self._stored = candidates.owners
        self._owners = dict(candidates.owners)
        self._appearances = {guid: dict(known) for guid, known in candidates.appearances.items()}
        self._touched: dict[str, None] = {}
        self._keys: list[tuple[str, Key]] = []
        self._seen = seen
        self._calibrations = calibrations
        self._events: list[str] = []

    def take(self, sighting: Sighting, guid: str | None, place: datetime) -> str:
        """Fold one sighting; return the guid of its entry."""
        if guid is None:
            sighting = self._with_own_keys(sighting)
            guid = self._met_here(sighting)
        before = self._entries[guid].lead.dispatch.lead if guid else None
        if guid is None:
            guid = self._mint(sighting, place)
        else:
            self._fold(sighting, guid)
        self._touched[guid] = None
        self._grow(guid, sighting.keys, reworded=before != self._entries[guid].lead.dispatch.lead)
        return guid

    def _with_own_keys(self, sighting: Sighting) -> Sighting:
        """A story that is none of the stored ones, without the opening that it shares with one of them."""
        own = tuple(key for key in sighting.keys if key not in self._stored)
        return replace(sighting, keys=own) if any(key.kind != "like" for key in own) else sighting

    def _met_here(self, sighting: Sighting) -> str | None:
        """The entry that another dispatch of this very capture made, if a key says that it is the same story."""
        return next((self._owners[k] for k in sighting.keys if k.kind != "like" and k in self._owners), None)

    def _mint(self, sighting: Sighting, place: datetime) -> str:
        guid = mint_guid(next(key for key in sighting.keys))
        if guid in self._entries:
            told = "\x1f".join((sighting.dispatch.title, sighting.dispatch.text, self._seen.at.isoformat()))
            guid = mint_guid(Key("clash", sha256(told.encode("utf-8", "surrogatepass")).hexdigest()))
        entry = mint(sighting, guid, self._seen, place)
        self._entries[guid] = entry
        self._appearances[guid] = {self._seen.source: entry.lead}
        return guid

    def _fold(self, sighting: Sighting, guid: str) -> None:
        if self._entries[guid].state is State.WITHDRAWN and sighting.dispatch.state != "withdrawn":
            return  # what was withdrawn or forgotten never comes back by itself
        known = self._appearances.setdefault(guid, {})
        appearance = refresh_appearance(known.get(self._seen.source), sighting, self._seen)
        known[self._seen.source] = appearance
        others = tuple(version for source, version in known.items() if source != self._seen.source)
        entry, events = refresh_entry(self._entries[guid], appearance, others, sighting, self._seen, self._calibrations)
        self._entries[guid] = entry
        self._events.extend(f"{guid}: {event}" for event in events)

    def _grow(self, guid: str, keys: tuple[Key, ...], *, reworded: bool) -> None:
        for key in keys:
            if key.kind == "like":
                if reworded:
                    self._keys.append((guid, key))
            elif key not in self._owners:
                self._owners[key] = guid
                self._keys.append((guid, key))

    def changes(self, guids: tuple[str, ...]) -> Changes:
        """Everything that this capture changes."""
        minted = tuple(self._entries[guid] for guid in self._touched if guid not in self._before)
        folded = [(self._before[guid], self._entries[guid]) for guid in self._touched if guid in self._before]
        shown = [(old, new) for old, new in folded if new.version != old.version or new.sections != old.sections]
        sections = {slug for entry in minted for slug in entry.sections}
        sections |= {slug for pair in shown for entry in pair for slug in entry.sections}
        return Changes(
            guids=guids,
            minted=minted,
            updated=tuple(new for old, new in folded if new != old),
            keys=tuple(self._keys),
            appearances=tuple(
                (guid, self._appearances[guid][self._seen.source])
                for guid in self._touched
                if self._seen.source in self._appearances.get(guid, {})
            ),
            sections=frozenset(sections),
            new=len(minted),
            changed=sum(1 for old, new in folded if new.version != old.version),
            events=tuple(self._events),
        )
