"""`feeder status`: how is everything?"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from feeder.cli.options import NO_SOURCES, config_option, installation_of, json_option, log_option, print_json, store_of

if TYPE_CHECKING:
    from feeder.model.specs import Installation
    from feeder.model.stored import SectionRow, SourceRow
    from feeder.store import Store


@click.command("status")
@config_option
@json_option
@log_option
def command(config: Path, as_json: bool) -> None:
    """Show how every source and section is: outcome, since when, last good, next due, stories, share dated."""
    installation = installation_of(config)
    store = store_of(installation)
    try:
        told = status(installation, store)
    finally:
        store.close()
    if as_json:
        print_json(told)
    else:
        _print(told)


def status(installation: Installation, store: Store) -> dict[str, Any]:
    """The documented shape of `feeder status --json`."""
    from feeder.publish.heads import listed_as

    with store.read() as reader:
        rows = reader.sources()
        sections = [_section(row, reader.count_shown(listed_as(row.slug))) for row in reader.sections().values()]
    told = _fleet(store)
    return {
        **({"fleet": told} if told else {}),
        "sources": [_source(name, rows.get(name)) for name in installation.sources],
        "sections": sections,
    }


def _fleet(store: Store) -> dict[str, Any] | None:
    """How the workers are; None where one process does it all."""
    if store.path is not None:
        return None
    from feeder.cli.clock import SystemClock
    from feeder.workers.fleet import fleet

    return fleet(store, SystemClock().utc())


def _source(name: str, row: SourceRow | None) -> dict[str, Any]:
    from feeder.model.entry import rfc3339

    if row is None:
        return {"source": name, "outcome": None, "reason": "not refreshed yet"}
    return {
        "source": name,
        "outcome": row.outcome.value if row.outcome else None,
        "reason": row.reason,
        "since": rfc3339(row.since),
        "last_ok": rfc3339(row.last_ok),
        "last_run": rfc3339(row.last_run),
        "next_due": rfc3339(row.next_due),
        "paused": row.paused,
        "items": row.items,
        "dated": row.dated,
        "bytes": row.bytes,
        "latency": row.latency,
        "failures": row.failures,
    }


def _section(row: SectionRow, entries: int) -> dict[str, Any]:
    from feeder.model.entry import rfc3339

    return {
        "section": row.slug,
        "title": row.title,
        "entries": entries,
        "newest_capture": rfc3339(row.newest),
        "publish_due": rfc3339(row.publish_due),
        "retired": rfc3339(row.retired),
    }


def _print(told: dict[str, Any]) -> None:
    from feeder.cli.tables import console, print_table

    if not told["sources"] and not told["sections"]:
        console().print(NO_SOURCES)
        return
    print_table(
        ("source", "outcome", "since", "last good", "next due", "stories", "dated", "fetched"),
        [_source_cells(source) for source in told["sources"]],
    )
    for source in told["sources"]:  # below the table: beside it they would leave no room on a terminal
        if source.get("reason"):
            console().print(f"{source['source']}: {source['reason']}", markup=False)
    if "fleet" in told:
        console().print()
        console().print(_fleet_line(told["fleet"]), markup=False)
    console().print()
    print_table(
        ("section", "title", "entries", "newest capture"),
        [(s["section"], s["title"], str(s["entries"]), _short(s["newest_capture"])) for s in told["sections"]],
    )


def _fleet_line(fleet: dict[str, Any]) -> str:
    return (
        f"{fleet['workers']} workers ({fleet['lost_workers']} lost), {fleet['working']} jobs at work, "
        f"{fleet['waiting']} waiting, {fleet['stalled']} stalled; due for {fleet['lag']:.0f} s at the most; "
        f"the clock is {fleet['clock'] or 'nobody'}"
    )


def _source_cells(source: dict[str, Any]) -> tuple[str, ...]:
    outcome = "paused" if source.get("paused") else source["outcome"] or "–"
    items, dated = source.get("items") or 0, source.get("dated") or 0
    share = f"{dated / items:.0%}" if items else "–"
    times = (_short(source.get(key)) for key in ("since", "last_ok", "next_due"))
    return (source["source"], outcome, *times, str(items), share, _fetched(source))


def _fetched(source: dict[str, Any]) -> str:
    """What the last fetch brought, and in what time; nothing of a folder."""
    size, seconds = source.get("bytes") or 0, source.get("latency") or 0.0
    return f"{size / 1000:.0f} kB, {seconds:.1f} s" if seconds else ""


def _short(instant: str | None) -> str:
    return instant[:16].replace("T", " ") + "Z" if instant else "–"
