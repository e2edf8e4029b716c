"""How everything is, for people and supervisors: /health and /ready."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Any

from feeder.errors import FeederError
from feeder.model.entry import rfc3339
from feeder.model.stored import SourceRow
from feeder.web.site import Site

STALE = 60.0  # seconds without a tick after which the schedule is taken to be stuck
_SHOWN = ("outcome", "reason", "since", "last_ok", "last_run", "next_due", "paused", "failures")
_MEASURED = ("items", "dated", "bytes", "latency")


def health(site: Site) -> tuple[bool, dict[str, Any]]:
    """(whether the process does its work, the documented shape of /health). A source's trouble is not the server's."""
    pulse = site.pulse()
    try:
        with site.store.read() as reader:
            rows = reader.sources()
    except FeederError as error:
        return False, {"status": "the database does not answer", "error": str(error), "sources": {}}
    well = pulse is None or pulse <= STALE
    sources = {name: _source(rows.get(name)) for name in site.installation().sources}
    told = {"status": "ok" if well else "the schedule is stuck", "seconds_since_tick": pulse, "sources": sources}
    fleet = site.fleet()
    if fleet is not None:
        told["fleet"] = fleet
    return well, told


def _source(row: SourceRow | None) -> dict[str, Any] | None:
    """What is remembered of one source, and what share of its stories is dated; None before its first refresh."""
    if row is None:
        return None
    told = {name: _plain(getattr(row, name)) for name in (*_SHOWN, *_MEASURED)}
    return told | {"share_dated": round(row.dated / row.items, 3) if row.items else None}


def _plain(value: object) -> object:
    if isinstance(value, datetime):
        return rfc3339(value)
    return value.value if isinstance(value, StrEnum) else value


def ready(site: Site) -> tuple[bool, dict[str, Any]]:
    """(whether there is something to serve, why not): the overview is written and the database answers."""
    overview = site.installation().settings.output / "index.html"
    if not overview.is_file():
        return False, {"status": "nothing is published yet"}
    try:
        with site.store.read() as reader:
            reader.sections()
    except FeederError as error:
        return False, {"status": "the database does not answer", "error": str(error)}
    return True, {"status": "ok"}
