"""The sources' rows: what is configured, when each is due, how it is; and the installation's own notes."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import TypedDict, Unpack

from sqlalchemy import and_, bindparam, null, select, update

from feeder.model.stored import SourceRow
from feeder.store.schema import hosts, meta, sources
from feeder.store.transaction import Transaction, listed, packed
from feeder.store.types import Words

NAMED = sources.c.name.in_(select(listed("names").c.value))
WANTED = and_(sources.c.retired.is_(null()), sources.c.paused.is_(False))
_THIS = sources.c.name == bindparam("source", type_=Words())
_ALL = select(sources).order_by(sources.c.name)
_ONE = select(sources).where(_THIS)
_NEXT_DUE = (
    select(sources.c.next_due).where(WANTED, sources.c.next_due.is_not(None)).order_by(sources.c.next_due).limit(1)
)
_NOTE = select(meta.c.value).where(meta.c.key == bindparam("note", type_=Words()))
_NOT_BEFORE = (
    select(sources.c.name, hosts.c.next_ok)
    .select_from(sources.outerjoin(hosts, hosts.c.host == sources.c.host))
    .where(NAMED)
)


class SourceColumns(TypedDict, total=False):
    """What else may be said of a source."""

    next_due: datetime | None
    last_run: datetime | None
    paused: bool


class ScheduleReads(Transaction):
    """Reading the sources' rows, and the installation's own notes."""

    def sources(self) -> dict[str, SourceRow]:
        """Every source there ever was, by name, in the order of the names."""
        return {row.name: SourceRow(**row._mapping) for row in self._run(_ALL)}

    def source(self, name: str) -> SourceRow | None:
        """The row of one source."""
        row = self._run(_ONE, source=name).one_or_none()
        return SourceRow(**row._mapping) if row else None

    def next_due(self) -> datetime | None:
        """When the next source falls due; None where none ever does."""
        found: datetime | None = self._run(_NEXT_DUE).scalar()
        return found

    def not_before(self, names: Collection[str]) -> dict[str, datetime | None]:
        """When each of the named sources may be claimed at the earliest: once its host may be asked; None: any moment,
        as soon as whoever holds it or its host gives it back."""
        return {row.name: row.next_ok for row in self._run(_NOT_BEFORE, names=packed(names))}

    def meta(self, key: str) -> str | None:
        """A note of the installation."""
        found: str | None = self._run(_NOTE, note=key).scalar()
        return found


class ScheduleWrites(ScheduleReads):
    """Changing what is configured, and what is said of a source."""

    def set_meta(self, key: str, value: str) -> None:
        """Keep a note of the installation."""
        self._upsert(meta, [{"key": key, "value": value}])

    def sync_sources(self, specs: Mapping[str, tuple[str, str | None, str | None]], now: datetime) -> None:
        """Make the rows agree with the configuration: name to (fingerprint, host, node).

        New sources, and those that return, are due now; one with another fingerprint too. What is configured no more
        is retired, with everything remembered of it.
        """
        known = self.sources()
        changed = [
            {"name": name, "fingerprint": spec[0], "host": spec[1], "node": spec[2], "next_due": now, "retired": None}
            for name, spec in specs.items()
            if name not in known
            or known[name].retired
            or (known[name].fingerprint, known[name].host, known[name].node) != spec
        ]
        self._upsert(sources, changed)
        gone = [name for name, row in known.items() if name not in specs and row.retired is None]
        self._run(update(sources).where(NAMED).values(retired=now), names=packed(gone))
        named = dict.fromkeys(host for _, host, _ in specs.values() if host is not None)
        self._insert_new(hosts, [{"host": host} for host in named])

    def save_source(self, name: str, **columns: Unpack[SourceColumns]) -> None:
        """Say something new of a source; unknown names are ignored, since a source may be removed at any time."""
        self._run(update(sources).where(sources.c.name == name).values(dict(columns)))
