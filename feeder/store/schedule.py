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

from feeder.model.entry import Outcome
from feeder.model.stored import SourceRow
from feeder.store.schema import hosts, meta, sources
from feeder.store.transaction import Transaction, listed, packed

_NAMED = sources.c.name.in_(select(listed("names").c.value))


class Found(TypedDict, total=False):
    """What a refresh found of a source; the meaning is `SourceRow`'s."""

    outcome: Outcome | None
    reason: str | None
    since: datetime | None
    last_ok: datetime | None
    last_run: datetime | None
    failures: int
    items: int
    dated: int
    bytes: int
    latency: float
    rate: float | None


class SourceColumns(Found, total=False):
    """What else may be said of a source."""

    next_due: datetime | None
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
        nodes: Collection[str] = (),
        only: Collection[str] | None = None,
    ) -> SourceRow | None:
        """Take the longest due source whose host may be asked, as it is before the claim; None: there is none.

        `nodes`: the names that this process goes by; a source of another node is not taken. `only`: one of these,
        due or not, paused or not. Until it is finished or released, the source is due when its lease runs out.
        """
        until = now + timedelta(seconds=lease_seconds)
        query = _claimable(now, nodes, by_name=only is not None)
        while (row := self._run(query, names=packed(only or ())).one_or_none()) is not None:
            if row.host is None or self._claim_host(row.host, now, until, token):
                lease = {"lease_until": until, "token": token, "next_due": until}
                self._run(update(sources).where(sources.c.name == row.name).values(lease))
                return SourceRow(**row._mapping)
            query = query.where(sources.c.host.is_distinct_from(row.host))
        return None

    def finish_source(
        self,
        name: str,
        token: str,
        next_due: datetime | None,
        *,
        host_ok: datetime | None = None,
        **columns: Unpack[Found],
    ) -> bool:
        """Give a source back: due at `next_due`, its host not to be asked before `host_ok`.

        False where `token` no longer holds it: then the whole transaction must be dropped.
        """
        values: dict[str, Any] = {**columns, "lease_until": None, "token": None, "next_due": next_due}
        held = update(sources).where(sources.c.name == name, sources.c.token == token)
        if not self._run(held.values(values)).rowcount:
            return False
        freed: dict[str, Any] = {"lease_until": None, "token": None}
        if host_ok is not None:
            freed["next_ok"] = host_ok
        self._run(update(hosts).where(hosts.c.token == token).values(freed))
        return True

    def release_source(self, name: str, token: str, next_due: datetime) -> bool:
        """Give a source back untouched (shutting down): due at `next_due`. False where the lease was lost."""
        return self.finish_source(name, token, next_due)

    def hold_host(self, host: str, next_ok: datetime) -> None:
        """Have nobody ask a host before `next_ok` (Retry-After)."""
        self._insert_new(hosts, [{"host": host}])
        later = or_(hosts.c.next_ok.is_(null()), hosts.c.next_ok < next_ok)
        self._run(update(hosts).where(hosts.c.host == host, later).values(next_ok=next_ok))

    def _claim_host(self, host: str, now: datetime, until: datetime, token: str) -> bool:
        self._insert_new(hosts, [{"host": host}])
        free = update(hosts).where(hosts.c.host == host, not_(_busy(now)))
        return bool(self._run(free.values(lease_until=until, token=token)).rowcount)


def _wanted() -> ColumnElement[bool]:
    return and_(sources.c.retired.is_(null()), sources.c.paused.is_(False))


def _busy(now: datetime) -> ColumnElement[bool]:
    """Whether a host is being asked, or may not be asked yet."""
    leased = and_(hosts.c.lease_until.is_not(null()), hosts.c.lease_until > now)
    return or_(leased, and_(hosts.c.next_ok.is_not(null()), hosts.c.next_ok > now))


def _claimable(now: datetime, nodes: Collection[str], *, by_name: bool) -> Select[Any]:
    """The longest due source that may be taken; rows that another transaction is about to take are passed over."""
    free = or_(sources.c.lease_until.is_(null()), sources.c.lease_until <= now)
    ours = or_(sources.c.node.is_(null()), sources.c.node.in_(sorted(nodes)))
    host_free = not_(exists(select(hosts.c.host).where(hosts.c.host == sources.c.host, _busy(now))))
    query = select(sources).where(free, ours, host_free)
    if by_name:
        query = query.where(sources.c.retired.is_(null()), _NAMED)
    else:
        query = query.where(_wanted(), sources.c.next_due <= now)
    ordered = query.order_by(sources.c.next_due, sources.c.name).limit(1)
    return ordered.with_for_update(skip_locked=True, of=sources)
