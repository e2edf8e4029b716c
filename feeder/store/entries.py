"""Entries and their appearances: stories that last, by guid, by section, by key."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, Row, Select, bindparam, cast, delete, func, insert, select, update
from sqlalchemy.exc import IntegrityError

from feeder.errors import DamagedError, StoreError
from feeder.model.entry import Appearance, Entry, Key, State
from feeder.model.page import Dispatch, Role
from feeder.model.stored import Candidates
from feeder.model.time import UNDATED
from feeder.recognise.links import canonical
from feeder.store.engine import REPAIR
from feeder.store.keys import KeyConflict, KeyReads, KeyWrites
from feeder.store.rows import appearance_of, entry_of, is_whole, row_of, slugs_of, text_of
from feeder.store.schema import appearances, bands, entries, listings
from feeder.store.transaction import listed, packed

URN = "urn:uuid:"

_wanted = listed("wanted")
_BY_ID = select(entries).select_from(_wanted.join(entries, entries.c.id == cast(_wanted.c.value, BigInteger)))
_BY_GUID = select(entries).select_from(_wanted.join(entries, entries.c.guid == _wanted.c.value))
_PLACES = select(entries.c.guid, entries.c.id, entries.c.sections, entries.c.sort_at, entries.c.forgotten).select_from(
    _wanted.join(entries, entries.c.guid == _wanted.c.value)
)
_VERSIONS = (
    select(appearances.c.entry_id, appearances.c.version)
    .select_from(_wanted.join(appearances, appearances.c.entry_id == cast(_wanted.c.value, BigInteger)))
    .order_by(appearances.c.source)
)
_COUNT = select(func.count()).select_from(entries)
_INSERT = insert(entries)
_UPDATE = update(entries).where(entries.c.id == bindparam("number"))
_UNLIST = delete(listings).where(listings.c.entry_id == bindparam("number"))


class EntryReads(KeyReads):
    """Reading entries. Each is checked against its digest as it is read; DamagedError where it differs."""

    def entry(self, guid: str) -> Entry | None:
        """The entry of that guid."""
        return next(iter(self._entries(self._run(_BY_GUID, wanted=packed([guid])).all())), None)

    def find(self, text: str) -> Entry | None:
        """The entry that `text` means: its guid, the beginning of just one guid (with or without urn:uuid:), or a
        link."""
        guid = text.strip()
        prefix = guid.lower() if guid.lower().startswith(URN) else URN + guid.lower()
        begins = (entries.c.guid >= prefix) & (entries.c.guid < prefix + "\U0010ffff")
        rows = self._run(select(entries).where((entries.c.guid == guid) | begins).limit(2)).all() if guid else []
        if len(rows) == 1:
            return self._entries(rows)[0]
        owners = self._owner_ids([Key("link", guid), Key("link", canonical(guid))])
        found = self._by_id(set(owners.values()))
        return next(iter(found.values()), None)

    def entries(
        self,
        section: str | None = None,
        *,
        since: datetime | None = None,
        before: datetime | None = None,
        limit: int | None = None,
        states: Collection[State] = (State.LIVE,),
    ) -> list[Entry]:
        """Entries of one section, or all, the newest first: by `sort_at`, which lies in [since, before), then guid."""
        query: Select[Any] = select(entries)
        place = entries.c.sort_at
        if section is not None:
            query = query.join(listings, listings.c.entry_id == entries.c.id).where(listings.c.section == section)
            place = listings.c.sort_at
        if since is not None:
            query = query.where(place >= since)
        if before is not None:
            query = query.where(place < before)
        query = query.where(entries.c.state.in_(sorted(states))).order_by(place.desc(), entries.c.guid).limit(limit)
        return self._entries(self._run(query).all())

    def count_entries(self) -> int:
        """How many entries there are, in any state."""
        return int(self._run(_COUNT).scalar_one())

    def count_shown(self, section: str | None, among: Collection[str] | None = None) -> int:
        """How many entries of a section (of all, for None) may be shown, now or later; `among` these guids only."""
        query = _COUNT.where(entries.c.state != State.WITHDRAWN)
        if section is not None:
            query = query.where(entries.c.id == listings.c.entry_id, listings.c.section == section)
        if among is None:
            return int(self._run(query).scalar_one())
        query = query.where(entries.c.guid.in_(select(listed("wanted").c.value)))
        return int(self._run(query, wanted=packed(among)).scalar_one())

    def appearances(self, guid: str) -> tuple[Appearance, ...]:
        """Each source's version of an entry, by the sources' names."""
        number = self._places([guid]).get(guid)
        return () if number is None else tuple(self._versions([number.id]).get(number.id, {}).values())

    def candidates(self, wanted: Iterable[Key], also: Iterable[str] = ()) -> Candidates:
        """The entries that sightings with the keys `wanted` may be, and those of the guids `also`."""
        asked = tuple(wanted)
        owners = self._owner_ids(asked)
        numbers = {*owners.values(), *self._alike_ids(asked), *(row.id for row in self._places(also).values())}
        found = self._by_id(numbers)
        versions = self._versions(numbers)
        return Candidates(
            owners={key: found[number].guid for key, number in owners.items()},
            entries={entry.guid: entry for entry in found.values()},
            appearances={entry.guid: versions.get(number, {}) for number, entry in found.items()},
        )

    def _by_id(self, numbers: Collection[int]) -> dict[int, Entry]:
        rows = self._run(_BY_ID, wanted=packed(numbers)).all() if numbers else []
        return dict(zip((row.id for row in rows), self._entries(rows), strict=True))

    def _entries(self, rows: Sequence[Row[Any]]) -> list[Entry]:
        known = self._keys_of([row.id for row in rows]) if rows else {}
        return [self._entry(row, known.get(row.id, ())) for row in rows]

    def _entry(self, row: Row[Any], known: tuple[Key, ...]) -> Entry:
        if not is_whole(row):
            raise DamagedError(self.subject, f"entry {row.guid} is damaged", REPAIR)
        return entry_of(row, known)

    def _versions(self, numbers: Collection[int]) -> dict[int, dict[str, Appearance]]:
        found: dict[int, dict[str, Appearance]] = {}
        for row in self._run(_VERSIONS, wanted=packed(numbers)) if numbers else ():
            version = appearance_of(row.version)
            found.setdefault(row.entry_id, {})[version.source] = version
        return found

    def _places(self, guids: Iterable[str]) -> dict[str, Row[Any]]:
        """Number, sections, place in the order and whether forgotten, by guid; unknown guids are left out."""
        asked = tuple(guids)
        return {row.guid: row for row in self._run(_PLACES, wanted=packed(asked))} if asked else {}


class EntryWrites(EntryReads, KeyWrites):
    """Writing entries. A forgotten one keeps growing keys, and else never changes again."""

    def add_entry(self, entry: Entry, names: Iterable[Key]) -> None:
        """Store a new entry. Raises KeyConflict where its guid or one of `names` is taken."""
        self.apply((entry,), (), [(entry.guid, key) for key in names], ())

    def update_entry(self, entry: Entry) -> None:
        """Store what became of a known entry; its keys are left alone. Raises StoreError where it is not known."""
        self.apply((), (entry,), (), ())

    def add_keys(self, guid: str, names: Iterable[Key]) -> None:
        """Let a known entry answer to more names; one that another entry owns stays there."""
        self.apply((), (), [(guid, key) for key in names], ())

    def save_appearance(self, guid: str, appearance: Appearance) -> None:
        """Store a source's version of a known entry."""
        self.apply((), (), (), ((guid, appearance),))

    def apply(
        self,
        minted: Sequence[Entry],
        updated: Sequence[Entry],
        keys: Sequence[tuple[str, Key]],
        appearances: Sequence[tuple[str, Appearance]],
    ) -> None:
        """Write everything that one capture changed: new entries, changed ones, (guid, key) and (guid, appearance).

        New entries own the keys listed for them (not those in `Entry.keys`); known entries grow by those that nobody
        owns. Raises KeyConflict, which must end the transaction, where another entry has a new one's key or guid;
        StoreError for a guid that is not there.
        """
        new = {entry.guid for entry in minted}
        try:
            self._run_many(_INSERT, [row_of(entry) for entry in sorted(minted, key=_guid)])
            places = self._known([*new, *(e.guid for e in updated), *(pair[0] for pair in (*keys, *appearances))])
            self._mint_keys([(places[guid].id, key) for guid, key in keys if guid in new])
        except IntegrityError as error:
            raise KeyConflict(self.subject, str(error.orig)) from error
        self._list([(places[entry.guid].id, entry) for entry in minted])
        self._grow_keys([(places[guid].id, key) for guid, key in keys if guid not in new])
        self._update([entry for entry in updated if not places[entry.guid].forgotten], places)
        self._save_versions([(places[guid].id, seen) for guid, seen in appearances if not places[guid].forgotten])

    def withdraw(self, guid: str, at: datetime) -> Entry:
        """Withdraw an entry from its feeds; it stays as a tombstone. Returns it as it is now."""
        return self._replace(replace(self._sure(guid), state=State.WITHDRAWN, state_at=at))

    def delete_entry(self, guid: str, at: datetime | None = None) -> Entry:
        """Forget an entry: its words and its sources' versions go; guid, keys and places stay, so that it never comes
        back. Returns what stays, withdrawn `at` (else when it was last seen)."""
        entry = self._sure(guid)
        number = self._known([guid])[guid].id
        blank = Appearance("", "", Dispatch(Role.MAIN), 0, entry.first_seen, entry.last_seen)
        left = replace(entry, lead=blank, dating=UNDATED, state=State.WITHDRAWN, state_at=at or entry.last_seen)
        kept = self._replace(left, forgotten=True)
        for table in (appearances, bands):
            self._run(delete(table).where(table.c.entry_id == number))
        return kept

    def delete_entries(self, guids: Iterable[str]) -> None:
        """Remove entries with all that hangs on them, so that captures can make them anew. Forgotten ones stay."""
        asked = select(listed("wanted").c.value)
        unforgotten = entries.c.forgotten.is_(False)
        self._run(delete(entries).where(entries.c.guid.in_(asked), unforgotten), wanted=packed(guids))

    def _update(self, changed: Sequence[Entry], places: dict[str, Row[Any]]) -> None:
        ordered = sorted(changed, key=_guid)
        self._run_many(_UPDATE, [{"number": places[entry.guid].id, **row_of(entry)} for entry in ordered])
        moved = [
            (place.id, entry)
            for entry in ordered
            if (place := places[entry.guid]).sort_at != entry.sort_at or slugs_of(place.sections) != entry.sections
        ]
        self._run_many(_UNLIST, [{"number": number} for number, _ in moved])
        self._list(moved)

    def _list(self, placed: Sequence[tuple[int, Entry]]) -> None:
        rows = [
            {"section": section, "sort_at": entry.sort_at, "entry_id": number}
            for number, entry in placed
            for section in entry.sections
        ]
        self._insert_new(listings, rows)

    def _save_versions(self, seen: Sequence[tuple[int, Appearance]]) -> None:
        ordered = sorted(seen, key=lambda pair: (pair[0], pair[1].source))
        rows = [
            {"entry_id": number, "source": version.source, "version": text_of(version)} for number, version in ordered
        ]
        self._upsert(appearances, rows)

    def _replace(self, entry: Entry, *, forgotten: bool = False) -> Entry:
        after = replace(entry, version=entry.version + 1)
        number = self._known([entry.guid])[entry.guid].id
        self._run(_UPDATE, number=number, **row_of(after, forgotten=forgotten))
        return after

    def _sure(self, guid: str) -> Entry:
        self._known([guid])
        return self._entries(self._run(_BY_GUID, wanted=packed([guid])).all())[0]

    def _known(self, guids: Sequence[str]) -> dict[str, Row[Any]]:
        places = self._places(dict.fromkeys(guids))
        if unknown := next((guid for guid in guids if guid not in places), None):
            raise StoreError(self.subject, f"there is no entry {unknown}", "it may have been removed meanwhile")
        return places


def _guid(entry: Entry) -> str:
    return entry.guid
