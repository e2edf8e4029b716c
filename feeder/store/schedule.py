"""When each source is due, who refreshes it now, and when its host may be asked again.

Claim, fence, commit: a claim takes a lease under a random token; what comes of it is committed only while the token
still holds, in the transaction that calls `finish_source`. A lease that runs out is claimed again by another: nothing
is lost, and nothing is committed twice.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime, timedelta
from typing import Any, TypedDict, Unpack

from sqlalchemy import ColumnElement, Select, and_, exists, not_, null, or_, select, update

from feeder.model.stored import SourceRow
from feeder.store.schema import hosts, meta, sources
from feeder.store.transaction import Transaction, listed, packed

_NAMED = sources.c.name.in_(select(listed("names").c.value))


# What a refresh finds out of a source; the meaning is `SourceRow`'s.
FOUND = (
    "outcome",
    "reason",
    "since",
    "last_ok",
    "last_run",
    "failures",
    "items",
    "dated",
    "bytes",
    "latency",
    "news",
    "watched",
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
        return {row.name: SourceRow(**row._mapping) for row in self._run(select(sources).order_by(sources.c.name))}

    def source(self, name: str) -> SourceRow | None:
        """The row of one source."""
        row = self._run(select(sources).where(sources.c.name == name)).one_or_none()
        return SourceRow(**row._mapping) if row else None

    def next_due(self) -> datetime | None:
        """When the next source falls due; None where none ever does."""
        query = select(sources.c.next_due).where(_wanted(), sources.c.next_due.is_not(None))
        found: datetime | None = self._run(query.order_by(sources.c.next_due).limit(1)).scalar()
        return found

    def not_before(self, names: Collection[str]) -> dict[str, datetime | None]:
        """When each of the named sources may be claimed at the earliest: once its host may be asked; None: any moment,
        as soon as whoever holds it or its host gives it back."""
        query = (
            select(sources.c.name, hosts.c.next_ok).select_from(
                sources.outerjoin(hosts, hosts.c.host == sources.c.host)
            )
        ).where(_NAMED)
        return {row.name: row.next_ok for row in self._run(query, names=packed(names))}

    def meta(self, key: str) -> str | None:
        """A note of the installation."""
        found: str | None = self._run(select(meta.c.value).where(meta.c.key == key)).scalar()
        return found


class ScheduleWrites(ScheduleReads):
    """Changing the schedule: what is configured, what is claimed, what came of it."""

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
        self._run(update(sources).where(_NAMED).values(retired=now), names=packed(gone))
        named = dict.fromkeys(host for _, host, _ in specs.values() if host is not None)
        self._insert_new(hosts, [{"host": host} for host in named])

    def save_source(self, name: str, **columns: Unpack[SourceColumns]) -> None:
        """Say something new of a source; unknown names are ignored, since a source may be removed at any time."""
        self._run(update(sources).where(sources.c.name == name).values(dict(columns)))

    def claim_source(
        self,
        now: datetime,
        lease_seconds: float,
        token: str,
        *,
        nodes: Collection[str] | None = (),
        only: Collection[str] | None = None,
        but: Collection[str] = (),
        shared: bool = True,
    ) -> SourceRow | None:
        """Take the longest due source whose host may be asked, as it is before the claim; None: there is none.

        `nodes`: the names that this process goes by; a source of another node is not taken (None: any is), and none
        of no node unless `shared`. `only`: one of these, due or not, paused or not. `but`: none of these. Until it is
        finished, the source is due when its lease runs out.
        """
        until = now + timedelta(seconds=lease_seconds)
        query = _claimable(now, nodes, shared=shared, by_name=only is not None, but=bool(but))
        names = {"names": packed(only or ()), "others": packed(but)}
        while (row := self._run(query, **names).one_or_none()) is not None:
            if row.host is None or self.claim_host(row.host, now, until, token):
                lease = {"lease_until": until, "token": token, "next_due": until}
                self._run(update(sources).where(sources.c.name == row.name).values(lease))
                return SourceRow(**row._mapping)
            query = query.where(sources.c.host.is_distinct_from(row.host))
        return None

    def finish_source(
        self, row: SourceRow, token: str, next_due: datetime | None, *, host_ok: datetime | None = None
    ) -> bool:
        """Give a source back, as `row` has it from now on: due at `next_due`, its hosts not before `host_ok`.

        What the owner decides (paused, retired, configured how) is not taken from `row`. False where `token` no longer
        holds the source: then the whole transaction must be dropped.
        """
        values: dict[str, Any] = {name: getattr(row, name) for name in FOUND}
        values |= {"lease_until": None, "token": None, "next_due": next_due}
        held = update(sources).where(sources.c.name == row.name, sources.c.token == token)
        if not self._run(held.values(values)).rowcount:
            return False
        freed: dict[str, Any] = {"lease_until": None, "token": None}
        if host_ok is not None:
            freed["next_ok"] = host_ok
        self._run(update(hosts).where(hosts.c.token == token).values(freed))
        return True

    def renew_source(self, name: str, token: str, until: datetime) -> bool:
        """Hold a source, and the hosts that are held with it, until `until`. False where `token` no longer holds it."""
        held = update(sources).where(sources.c.name == name, sources.c.token == token)
        if not self._run(held.values(lease_until=until, next_due=until)).rowcount:
            return False
        self._run(update(hosts).where(hosts.c.token == token).values(lease_until=until))
        return True

    def reaim(self, now: datetime, longest_lease: float) -> int:
        """Put right what a clock that was ahead left behind; return how many sources that concerned.

        A source that was last refreshed in what is now the future waits from now on as long as it was to wait then,
        and so does its host; a lease runs at most `longest_lease` seconds from now.
        """
        latest = now + timedelta(seconds=longest_lease)
        ahead = [row for row in self.sources().values() if row.last_run and row.last_run > now]
        shifts: dict[str, timedelta] = {}
        for row in ahead:
            assert row.last_run is not None
            shift = row.last_run - now
            due = row.next_due - shift if row.next_due else None
            self.save_source(row.name, last_run=now, next_due=due)
            if row.host is not None:
                shifts[row.host] = max(shift, shifts.get(row.host, shift))
        for host, shift in shifts.items():
            next_ok: datetime | None = self._run(select(hosts.c.next_ok).where(hosts.c.host == host)).scalar()
            if next_ok is not None:
                self._run(update(hosts).where(hosts.c.host == host).values(next_ok=next_ok - shift))
        for table in (sources, hosts):
            self._run(update(table).where(table.c.lease_until > latest).values(lease_until=latest))
        leased = sources.c.token.is_not(null())
        self._run(update(sources).where(leased, sources.c.next_due > latest).values(next_due=latest))
        return len(ahead)

    def hold_host(self, host: str, next_ok: datetime) -> None:
        """Have nobody ask a host before `next_ok` (Retry-After)."""
        self._insert_new(hosts, [{"host": host}])
        later = or_(hosts.c.next_ok.is_(null()), hosts.c.next_ok < next_ok)
        self._run(update(hosts).where(hosts.c.host == host, later).values(next_ok=next_ok))

    def claim_host(self, host: str, now: datetime, until: datetime, token: str) -> bool:
        """Take a host for a source that is held under `token`, to be given back with it. False: it is not free."""
        self._insert_new(hosts, [{"host": host}])
        free = or_(hosts.c.token == token, not_(_busy(now)))
        taken = update(hosts).where(hosts.c.host == host, free)
        return bool(self._run(taken.values(lease_until=until, token=token)).rowcount)


def _wanted() -> ColumnElement[bool]:
    return and_(sources.c.retired.is_(null()), sources.c.paused.is_(False))


def _busy(now: datetime) -> ColumnElement[bool]:
    """Whether a host is being asked, or may not be asked yet."""
    leased = and_(hosts.c.lease_until.is_not(null()), hosts.c.lease_until > now)
    return or_(leased, and_(hosts.c.next_ok.is_not(null()), hosts.c.next_ok > now))


def _claimable(now: datetime, nodes: Collection[str] | None, *, shared: bool, by_name: bool, but: bool) -> Select[Any]:
    """The longest due source that may be taken; rows that another transaction is about to take are passed over."""
    free = or_(sources.c.lease_until.is_(null()), sources.c.lease_until <= now)
    host_free = not_(exists(select(hosts.c.host).where(hosts.c.host == sources.c.host, _busy(now))))
    query = select(sources).where(free, host_free)
    if nodes is not None:
        ours = sources.c.node.in_(sorted(nodes))
        query = query.where(or_(sources.c.node.is_(null()), ours) if shared else ours)
    if but:
        query = query.where(sources.c.name.not_in(select(listed("others").c.value)))
    if by_name:
        query = query.where(sources.c.retired.is_(null()), _NAMED)
    else:
        query = query.where(_wanted(), sources.c.next_due <= now)
    ordered = query.order_by(sources.c.next_due, sources.c.name).limit(1)
    return ordered.with_for_update(skip_locked=True, of=sources)
