"""How the workers are: alive, at work, stalled; who is the clock; how long what is due has waited."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import inspect, text

from feeder.store import Store
from feeder.workers.queue import QUEUE, STALLED

_WORKERS = text(
    "SELECT count(*) FILTER (WHERE last_heartbeat > now() - make_interval(secs => :stalled)), count(*) "
    "FROM procrastinate_workers"
)
_JOBS = text("SELECT status::text, count(*) FROM procrastinate_jobs WHERE queue_name = :queue GROUP BY 1")
_STALLED = text(
    "SELECT count(*) FROM procrastinate_jobs j LEFT JOIN procrastinate_workers w ON w.id = j.worker_id "
    "WHERE j.status = 'doing' AND (w.id IS NULL OR w.last_heartbeat < now() - make_interval(secs => :stalled))"
)
_CLOCK = text("SELECT value, extract(epoch FROM clock_timestamp()) FROM meta WHERE key = 'clock'")


def fleet(store: Store, now: datetime) -> dict[str, Any] | None:
    """The documented shape of `fleet` in `feeder status --json` and /health; None where one process does it all."""
    if store.path is not None:
        return None
    with store.read() as reader:
        rows = [row for row in reader.sources().values() if row.retired is None]
        run = reader.connection.execute
        if not inspect(reader.connection).has_table("procrastinate_jobs"):
            return None
        alive, known = run(_WORKERS, {"stalled": STALLED}).one()
        jobs: dict[str, int] = {row[0]: row[1] for row in run(_JOBS, {"queue": QUEUE})}
        stalled = run(_STALLED, {"stalled": STALLED}).scalar_one()
        clock = run(_CLOCK).one_or_none()
    due = [row.next_due for row in rows if row.next_due is not None and not row.paused and row.next_due <= now]
    return {
        "workers": alive,
        "lost_workers": known - alive,
        "waiting": jobs.get("todo", 0),
        "working": jobs.get("doing", 0),
        "stalled": stalled,
        "leases": sum(row.lease_until is not None and row.lease_until > now for row in rows),
        "lag": max(((now - at).total_seconds() for at in due), default=0.0),
        "clock": clock[0].partition(" ")[2] if clock else None,
        "clock_silent": round(float(clock[1]) - float(clock[0].partition(" ")[0]), 1) if clock else None,
    }
