"""Which entry answers to a name: keys, and the bands of likeness. No look-up ever scans."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from hashlib import sha256

from sqlalchemy import BigInteger, cast, func, insert, select

from feeder.errors import StoreError
from feeder.model.entry import Key
from feeder.store.schema import bands, keys
from feeder.store.transaction import Transaction, listed, packed
from feeder.store.types import storable

LIKE = "like"
CROWD = 16  # the newest entries of a band that are looked at: a template's band may hold thousands
_BETWEEN, _END = "\x1f", "\x1e"  # within and after each name where several come joined; such keys are kept as digests
_LONGEST = 500  # characters of a key's value; PostgreSQL indexes no more than 2,700 bytes


class KeyConflict(StoreError):  # noqa: N818 -- no error: the answer is to read again
    """A key that was to be minted has an owner by now: in a new transaction, read the candidates and decide again."""

    def __init__(self, subject: str, taken: str) -> None:
        super().__init__(subject, f"another process was quicker ({taken})", "try again")


def stored(value: str) -> str:
    """A key's value as it is kept: itself, or its digest where it would not fit."""
    if len(value) <= _LONGEST and _BETWEEN not in value and _END not in value:
        return storable(value)
    return "sha256:" + sha256(value.encode("utf-8", "surrogatepass")).hexdigest()


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
_MINT = insert(keys)

# One row for each entry, its names joined: a capture's candidates have hundreds.
_OF = cast(_wanted.c.value, BigInteger)
_KEYS_OF = (
    select(keys.c.entry_id, func.aggregate_strings(keys.c.kind + _BETWEEN + keys.c.value, _END).label("names"))
    .select_from(_wanted.join(keys, keys.c.entry_id == _OF))
    .group_by(keys.c.entry_id)
)
_BANDS_OF = (
    select(bands.c.entry_id, func.aggregate_strings(bands.c.value, _END).label("names"))
    .select_from(_wanted.join(bands, bands.c.entry_id == _OF))
    .group_by(bands.c.entry_id)
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
        """The keys of each entry, without the bands: those are no names, and are pruned."""
        return {
            row.entry_id: tuple(Key(*name.split(_BETWEEN, 1)) for name in sorted(row.names.split(_END)))
            for row in self._run(_KEYS_OF, wanted=packed(numbers))
        }


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
        self._run_many(_MINT, rows)
        self._insert_new(bands, _band_rows({(key.value, number) for number, key in pairs if key.kind == LIKE}))

    def _grow_keys(self, pairs: Sequence[tuple[int, Key]]) -> None:
        """Give known entries more keys; one that has an owner stays with it."""
        rows = [
            {"kind": key.kind, "value": stored(key.value), "entry_id": number}
            for number, key in sorted(pairs, key=lambda pair: pair[1])
            if key.kind != LIKE
        ]
        self._insert_new(keys, rows)
        wanted = {(key.value, number) for number, key in pairs if key.kind == LIKE}
        if wanted:  # mostly they are there: asking first is cheaper than writing
            known = self._run(_BANDS_OF, wanted=packed({number for _, number in wanted}))
            wanted -= {(value, row.entry_id) for row in known for value in row.names.split(_END)}
        self._insert_new(bands, _band_rows(wanted))


def _band_rows(pairs: Iterable[tuple[str, int]]) -> list[dict[str, object]]:
    """Rows in one order everywhere: two writers that wait for each other in different orders would never end."""
    return [{"value": value, "entry_id": number} for value, number in sorted(pairs)]
