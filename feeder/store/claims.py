"""Who refreshes a source now, and when its host may be asked again: claim, fence, commit.

A claim takes a lease under a random token; what comes of it is committed only while the token still holds, in the
transaction that calls `finish_source`. A lease that runs out is claimed again by another: nothing is lost, and nothing
is committed twice. Every statement is made once: a claim is the most frequent thing that a database is asked.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from datetime import datetime, timedelta
from functools import cache
from typing import Any

from sqlalchemy import Integer, Select, and_, bindparam, exists, func, not_, null, or_, select, update

from feeder.model.stored import SourceRow
from feeder.store.schedule import NAMED, WANTED, ScheduleWrites
from feeder.store.schema import hosts, sources
from feeder.store.transaction import listed, packed
from feeder.store.types import Instant, Words

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

_now, _until, _ok = (bindparam(name, type_=Instant()) for name in ("now", "until", "ok"))
_name, _host, _token = (bindparam(name, type_=Words()) for name in ("of", "at", "by"))

_LEASED = and_(hosts.c.lease_until.is_not(null()), hosts.c.lease_until > _now)
_BUSY = or_(_LEASED, and_(hosts.c.next_ok.is_not(null()), hosts.c.next_ok > _now))
_FREE = or_(sources.c.lease_until.is_(null()), sources.c.lease_until <= _now)
_HOST_FREE = not_(exists(select(hosts.c.host).where(hosts.c.host == sources.c.host, _BUSY)))
_at_work = sources.alias("at_work")
_TOKENS = select(_at_work.c.token).where(_at_work.c.name.in_(select(listed("others").c.value)))
_AT_WORK = exists(select(hosts.c.host).where(hosts.c.host == sources.c.host, hosts.c.token.in_(_TOKENS)))
_TRIED = select(listed("tried").c.value)  # hosts that this transaction has taken, or seen taken
_LOCK_HOSTS = select(hosts.c.host).where(hosts.c.host.in_(select(listed("asked").c.value)), not_(_BUSY))
_LOCK_HOSTS = _LOCK_HOSTS.order_by(hosts.c.host).with_for_update(skip_locked=True)

_TAKE = update(sources).where(sources.c.name == _name).values(lease_until=_until, token=_token, next_due=_until)
_HELD = and_(sources.c.name == _name, sources.c.token == _token)
_RENEW = update(sources).where(_HELD).values(lease_until=_until, next_due=_until)
_FINISH = (
    update(sources)
    .where(_HELD)
    .values({name: bindparam(f"new_{name}", type_=sources.c[name].type) for name in (*FOUND, "next_due")})
    .values(lease_until=None, token=None)
)
_THIS_HOST = hosts.c.host == _host
_GIVE_HOST = update(hosts).where(_THIS_HOST).values(lease_until=_until, token=_token)
_TAKE_HOST = update(hosts).where(_THIS_HOST, or_(hosts.c.token == _token, not_(_BUSY)))
_TAKE_HOST = _TAKE_HOST.values(lease_until=_until, token=_token)
_RENEW_HOSTS = update(hosts).where(hosts.c.token == _token).values(lease_until=_until)
_FREE_HOSTS = (
    update(hosts)
    .where(hosts.c.token == _token)
    .values(lease_until=None, token=None, next_ok=func.coalesce(_ok, hosts.c.next_ok))
)
_HOLD_HOST = (
    update(hosts).where(_THIS_HOST, or_(hosts.c.next_ok.is_(null()), hosts.c.next_ok < _ok)).values(next_ok=_ok)
)


class ClaimWrites(ScheduleWrites):
    """Claiming sources and their hosts, and giving them back."""

    def claim_sources(
        self,
        now: datetime,
        lease_seconds: float,
        token: Callable[[], str],
        most: int,
        *,
        nodes: Collection[str] | None = (),
        only: Collection[str] | None = None,
        but: Collection[str] = (),
        shared: bool = True,
    ) -> dict[str, SourceRow]:
        """Take up to `most` of the longest due sources whose hosts may be asked, one of each host.

        Returns each as it was before the claim, by the `token` made for it. `nodes`: the names that this process goes
        by; a source of another node is not taken (None: any is), and none of no node unless `shared`. `only`: one of
        these, due or not, paused or not. `but`: none of these, which are at work, and none of a host that they hold,
        whatever a clock says. Until it is finished, a source is due when its lease runs out.
        """
        query = _claimable(nodes is not None, shared, only is not None, bool(but))
        told = {"now": now, "names": packed(only or ()), "others": packed(but), "nodes": packed(nodes or ())}
        until, tried, taken = now + timedelta(seconds=lease_seconds), set[str](), dict[str, SourceRow]()
        while len(taken) < most:
            due = [
                SourceRow(**row._mapping)
                for row in self._run(query, **told, tried=packed(tried), most=most - len(taken))
            ]
            if not due:
                break
            free = self._free_hosts({row.host for row in due if row.host is not None}, now)
            claims = {token(): row for row in _one_of_each(due) if row.host is None or row.host in free}
            self._take(claims, until)
            tried.update(row.host for row in due if row.host is not None)
            taken |= claims
        return taken

    def _take(self, claims: dict[str, SourceRow], until: datetime) -> None:
        """Have each token hold its source, and its host: rows that this transaction has locked."""
        held = [{"of": row.name, "at": row.host, "until": until, "by": token} for token, row in claims.items()]
        self._run_many(_TAKE, held)
        self._run_many(_GIVE_HOST, [claim for claim in held if claim["at"] is not None])

    def _free_hosts(self, named: Collection[str], now: datetime) -> set[str]:
        """Those of the named hosts that nobody has or is about to take, locked by this transaction."""
        asked = {"asked": packed(named), "now": now}
        free = set(self._run(_LOCK_HOSTS, **asked).scalars())
        if len(free) < len(named):  # some were never asked for yet, or are taken
            self._insert_new(hosts, [{"host": host} for host in sorted(named) if host not in free])
            free.update(self._run(_LOCK_HOSTS, **asked).scalars())
        return free

    def finish_source(
        self, row: SourceRow, token: str, next_due: datetime | None, *, host_ok: datetime | None = None
    ) -> bool:
        """Give a source back, as `row` has it from now on: due at `next_due`, its hosts not before `host_ok`.

        What the owner decides (paused, retired, configured how) is not taken from `row`. False where `token` no longer
        holds the source: then the whole transaction must be dropped.
        """
        found = {f"new_{name}": getattr(row, name) for name in FOUND}
        if not self._run(_FINISH, **found, new_next_due=next_due, of=row.name, by=token).rowcount:
            return False
        self._run(_FREE_HOSTS, by=token, ok=host_ok)
        return True

    def renew_source(self, name: str, token: str, until: datetime) -> bool:
        """Hold a source, and the hosts that are held with it, until `until`. False where `token` no longer holds it."""
        if not self._run(_RENEW, of=name, by=token, until=until).rowcount:
            return False
        self._run(_RENEW_HOSTS, by=token, until=until)
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
        self._run(_HOLD_HOST, at=host, ok=next_ok)

    def claim_host(self, host: str, now: datetime, until: datetime, token: str) -> bool:
        """Take a host for a source that is held under `token`, to be given back with it. False: it is not free."""
        taken = {"at": host, "now": now, "until": until, "by": token}
        if self._run(_TAKE_HOST, **taken).rowcount:
            return True
        self._insert_new(hosts, [{"host": host}])
        return bool(self._run(_TAKE_HOST, **taken).rowcount)


@cache
def _claimable(by_node: bool, shared: bool, by_name: bool, at_work: bool) -> Select[Any]:
    """The longest due sources that may be taken; rows that another transaction is about to take are passed over."""
    query = select(sources).where(_FREE, _HOST_FREE, or_(sources.c.host.is_(null()), sources.c.host.not_in(_TRIED)))
    if at_work:
        query = query.where(sources.c.name.not_in(select(listed("others").c.value)), not_(_AT_WORK))
    if by_node:
        ours = sources.c.node.in_(select(listed("nodes").c.value))
        query = query.where(or_(sources.c.node.is_(null()), ours) if shared else ours)
    if by_name:
        query = query.where(sources.c.retired.is_(null()), NAMED)
    else:
        query = query.where(WANTED, sources.c.next_due <= _now)
    ordered = query.order_by(sources.c.next_due, sources.c.name).limit(bindparam("most", type_=Integer))
    return ordered.with_for_update(skip_locked=True, of=sources)


def _one_of_each(due: Iterable[SourceRow]) -> Iterator[SourceRow]:
    """The first of each host, and all that have none."""
    seen = set[str]()
    for row in due:
        if row.host is not None:
            if row.host in seen:
                continue
            seen.add(row.host)
        yield row
