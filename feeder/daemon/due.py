"""What the database says is due, in the transactions that a tick needs; each of them blocks."""

from __future__ import annotations

import logging
from collections.abc import Collection

from feeder.daemon.hands import Duty
from feeder.pipeline.context import Context
from feeder.pipeline.leases import LEASE_SECONDS, Lease, claim

log = logging.getLogger("feeder")


def claim_due(context: Context, duty: Duty, limit: int) -> list[Lease]:
    """Up to `limit` due sources of a duty, claimed; none that its hands are busy with."""
    busy = tuple(duty.hands.busy())
    return claim(context, limit, but=busy, nodes=duty.nodes, shared=duty.shared)


def anything_due(context: Context, hinted: Collection[str]) -> bool:
    """Whether a source is due; those that were hinted at are from now on."""
    now = context.clock.utc()
    if hinted:
        with context.store.write() as writer:
            for name in hinted:
                row = writer.source(name)
                if row is not None and row.token is None:
                    writer.save_source(name, next_due=now)
    with context.store.read() as reader:
        due = reader.next_due()
    return due is not None and due <= now


def sections_due(context: Context) -> bool:
    """Whether a section is to be published."""
    with context.store.read() as reader:
        return bool(reader.due_sections(context.clock.utc()))


def put_right(context: Context) -> None:
    """After the clock was set back: what was done in what is now the future waits from now on."""
    with context.store.write() as writer:
        count = writer.reaim(context.clock.utc(), LEASE_SECONDS)
    if count:
        log.warning("%d sources were last refreshed in what is now the future; their waits begin now", count)
