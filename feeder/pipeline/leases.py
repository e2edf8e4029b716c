"""Who may work on a source now, and until when: claim, fence, commit.

A source is claimed under a random token before anything is asked of it. Every transaction that commits something of
its refresh first renews the lease under that token (`Lease.hold`), which is the fence: where another process has
claimed the source meanwhile, nothing of the refresh is written any more. A lease that ran out is void at once, by the
wall clock or the monotonic one, whichever says so first: its holder starts no request, commits nothing and writes no
file, however long it slept.
"""

from __future__ import annotations

from collections.abc import Collection
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta

from feeder.clock import Clock
from feeder.errors import BusyError, FeederError
from feeder.model.specs import SourceSpec
from feeder.model.stored import SourceRow
from feeder.pipeline.context import Context
from feeder.store import Writer

LEASE_SECONDS = 120.0
GIVE_BACK = 10.0  # seconds between two tries to give back a folder that the database would not take
ROOM = 80.0  # seconds that one request with its redirects may take: a lease with less left is renewed before it

PATIENCE = 30.0  # seconds that a one-shot run waits for what another process is doing


class LeaseLostError(BusyError):
    """Another process may have this source by now; what was not committed yet is dropped."""


@dataclass(slots=True)
class Lease:
    """A source that this process may work on until `until` (wall clock) and `deadline` (monotonic seconds).

    `row` is the source as it was before the claim.
    """

    source: str
    token: str
    until: datetime
    deadline: float
    row: SourceRow

    def check(self, clock: Clock) -> None:
        """Raise LeaseLostError once the lease has run out."""
        if clock.utc() >= self.until or clock.monotonic() >= self.deadline:
            raise LeaseLostError(self.source, "was not done within its lease", "it is refreshed again")

    def hold(self, writer: Writer, clock: Clock) -> None:
        """Renew the lease in the transaction that commits something. Raises LeaseLostError: drop the transaction."""
        self.check(clock)
        until = clock.utc() + timedelta(seconds=LEASE_SECONDS)
        if not writer.renew_source(self.source, self.token, until):
            raise self.lost()
        self.until, self.deadline = until, clock.monotonic() + LEASE_SECONDS

    def lost(self) -> LeaseLostError:
        """What to raise where the token holds the source no more."""
        return LeaseLostError(self.source, "was taken over by another process", "nothing of this refresh is kept")

    async def make_room(self, context: Context) -> None:
        """Have a request that begins now end within the lease. Raises LeaseLostError: it must not begin."""
        self.check(context.clock)
        left = min((self.until - context.clock.utc()).total_seconds(), self.deadline - context.clock.monotonic())
        if left < ROOM:
            await context.offload(self._renew, context)

    def _renew(self, context: Context) -> None:
        with context.store.write() as writer:
            self.hold(writer, context.clock)


Claim = tuple[SourceSpec, Lease]  # what is to be refreshed, and the lease to do it under


def claim(
    context: Context,
    limit: int,
    *,
    only: Collection[str] | None = None,
    but: Collection[str] = (),
    nodes: Collection[str] | None = None,
    shared: bool = True,
) -> list[Lease]:
    """Take up to `limit` due sources, the longest due first (of `only`: due or not), none of `but`."""
    clock = context.clock
    with context.store.write() as writer:
        now, elapsed = clock.utc(), clock.monotonic()
        taken = writer.claim_sources(
            now, LEASE_SECONDS, lambda: make_token(clock), limit, nodes=nodes, only=only, but=but, shared=shared
        )
    until, deadline = now + timedelta(seconds=LEASE_SECONDS), elapsed + LEASE_SECONDS
    return [Lease(row.name, token, until, deadline, row) for token, row in taken.items()]


def resume(context: Context, source: str, token: str) -> Lease | None:
    """The lease of a source that another process claimed for this one to carry out; None where it ran out."""
    clock = context.clock
    with context.store.write() as writer:
        now, row = clock.utc(), writer.source(source)
        if row is None or row.token != token or row.lease_until is None or row.lease_until <= now:
            return None
        until = now + timedelta(seconds=LEASE_SECONDS)
        writer.renew_source(source, token, until)
    return Lease(source, token, until, clock.monotonic() + LEASE_SECONDS, row)


def make_token(clock: Clock) -> str:
    """A name for one claim that no other claim has."""
    return f"{int(clock.random() * 2**53):x}-{int(clock.random() * 2**53):x}"


def release(context: Context, lease: Lease) -> None:
    """Give a source back as it was before the claim: its refresh was cut short.

    It is due now; a page, which was asked for, is due when the lease would have run out, as after a crash: a feeder
    that is started over and over asks nobody over and over.
    """
    due = context.clock.utc() if lease.row.host is None else lease.until
    with context.store.write() as writer:
        writer.finish_source(lease.row, lease.token, due)


async def give_back(context: Context, lease: Lease) -> None:
    """Give a folder back as soon as the database can be written to again, at most until the lease has run out.

    With that it goes on when a full disk has room, not minutes later. Pages are left alone for as long as the lease.
    """
    clock = context.clock
    while lease.row.host is None and clock.utc() < lease.until and clock.monotonic() < lease.deadline:
        await clock.sleep(GIVE_BACK)
        with suppress(FeederError):
            await context.offload(release, context, lease)
            return
