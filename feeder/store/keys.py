"""Which entry answers to a name: keys, and the bands of likeness. No look-up ever scans."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from hashlib import sha256

from sqlalchemy import BigInteger, cast, func, insert, select

from feeder.errors import StoreError
from feeder.model.entry import Key
from feeder.store.schema import bands, keys
from feeder.store.transaction import Transaction, listed, packed

LIKE = "like"
CROWD = 16  # the newest entries of a band that are looked at: a template's band may hold thousands
_LONGEST = 500  # characters of a key's value; PostgreSQL indexes no more than 2,700 bytes


class KeyConflict(StoreError):  # noqa: N818 -- no error: the answer is to read again
    """A key that was to be minted has an owner by now: read the candidates again and decide again.

    `keys` are those that have one, with the guid of their entry.
    """

    def __init__(self, subject: str, taken: dict[Key, str]) -> None:
        self.keys = taken
        told = ", ".join(f"{key.kind}:{key.value} by {guid}" for key, guid in list(taken.items())[:3])
        super().__init__(subject, f"keys taken meanwhile ({told})", "read the candidates again")


def stored(value: str) -> str:
    """A key's value as it is kept: itself, or its digest where no index would take it."""
    return value if len(value) <= _LONGEST else "sha256:" + sha256(value.encode("utf-8", "surrogatepass")).hexdigest()


_wanted = listed("wanted")
_OWNERS = select(keys.c.kind, keys.c.value, keys.c.entry_id).select_from(
    _wanted.join(keys, keys.c.value == _wanted.c.value)
)

# From the entry at the end of the crowd on: by index, whatever the band holds.
_crowd = bands.alias("crowd")
_CUT = (
    select(_crowd.c.entry_id)
    .where(_crowd.c.value == _wanted.c.value)
    .order_by(_crowd.c.entry_id.desc())
    .limit(1)
    .offset(CROWD - 1)
    .scalar_subquery()
    .correlate(_wanted)
)
_ALIKE = (
    select(bands.c.entry_id)
    .select_from(_wanted.join(bands, bands.c.value == _wanted.c.value))
    .where(bands.c.entry_id >= func.coalesce(_CUT, 0))
)
_KEYS_OF = (
    select(keys.c.entry_id, keys.c.kind, keys.c.value)
    .select_from(_wanted.join(keys, keys.c.entry_id == cast(_wanted.c.value, BigInteger)))
    .order_by(keys.c.kind, keys.c.value)
)
_BANDS_OF = (
    select(bands.c.entry_id, bands.c.value)
    .select_from(_wanted.join(bands, bands.c.entry_id == cast(_wanted.c.value, BigInteger)))
    .order_by(bands.c.value)
)


class KeyReads(Transaction):
    """Looking keys up."""

    def _owner_ids(self, wanted: Iterable[Key]) -> dict[Key, int]:
        """The number of the entry that owns each of `wanted`; those without an owner are left out."""
        asked = {(key.kind, stored(key.value)): key for key in wanted if key.kind != LIKE}
        if not asked:
            return {}
        rows = self._run(_OWNERS, wanted=packed(dict.fromkeys(value for _, value in asked)))
        return {asked[row.kind, row.value]: row.entry_id for row in rows if (row.kind, row.value) in asked}

    def _alike_ids(self, wanted: Iterable[Key]) -> set[int]:
        """The numbers of entries that share a band with `wanted`, at most the newest `CROWD` of each band."""
        values = dict.fromkeys(key.value for key in wanted if key.kind == LIKE)
        return set(self._run(_ALIKE, wanted=packed(values)).scalars()) if values else set()

    def _keys_of(self, numbers: Iterable[int]) -> dict[int, tuple[Key, ...]]:
        """The keys and bands of each entry."""
        wanted = packed(numbers)
        found: dict[int, list[Key]] = {}
        for row in self._run(_KEYS_OF, wanted=wanted):
            found.setdefault(row.entry_id, []).append(Key(row.kind, row.value))
        for row in self._run(_BANDS_OF, wanted=wanted):
            found.setdefault(row.entry_id, []).append(Key(LIKE, row.value))
        return {number: tuple(known) for number, known in found.items()}


class KeyWrites(KeyReads):
    """Adding keys; none is ever moved to another entry."""

    def _mint_keys(self, pairs: Sequence[tuple[int, Key]]) -> None:
        """Give new entries their keys. Of two new entries with one key, the first has it.

        Raises IntegrityError when an older entry, or another process's new one, owns one.
        """
        first: dict[Key, int] = {}
        for number, key in pairs:
            if key.kind != LIKE:
                first.setdefault(Key(key.kind, stored(key.value)), number)
        rows = [{"kind": key.kind, "value": key.value, "entry_id": number} for key, number in sorted(first.items())]
        self._run_many(insert(keys), rows)
        self._insert_new(bands, _band_rows(pairs))

    def _grow_keys(self, pairs: Sequence[tuple[int, Key]]) -> None:
        """Give known entries more keys; one that has an owner stays with it."""
        rows = [
            {"kind": key.kind, "value": stored(key.value), "entry_id": number}
            for number, key in sorted(pairs, key=lambda pair: pair[1])
            if key.kind != LIKE
        ]
        self._insert_new(keys, rows)
        self._insert_new(bands, _band_rows(pairs))


def _band_rows(pairs: Iterable[tuple[int, Key]]) -> list[dict[str, object]]:
    """Rows in one order everywhere: two writers that wait for each other in different orders would never end."""
    wanted = sorted({(key.value, number) for number, key in pairs if key.kind == LIKE})
    return [{"value": value, "entry_id": number} for value, number in wanted]
