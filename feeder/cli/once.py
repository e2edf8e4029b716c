"""`feeder once`: refresh, publish, report, end."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from feeder.cli.clock import SystemClock
from feeder.cli.failures import complain
from feeder.cli.idle import idle_sources, remember
from feeder.cli.options import (
    NO_SOURCES,
    config_option,
    installation_of,
    json_option,
    log_option,
    print_json,
    store_of,
)
from feeder.text import counted

if TYPE_CHECKING:
    from feeder.model.specs import Installation
    from feeder.pipeline.run import RunReport


@click.command("once")
@click.argument("names", metavar="[SOURCE|SECTION]...", nargs=-1)
@click.option("--force", is_flag=True, help="Ignore due times and what was taken in before.")
@click.option("--offline", is_flag=True, help="Write feeds from the database; fetch and read nothing.")
@click.option("--rebuild", is_flag=True, help="With --offline: fold entries anew from the kept captures.")
@config_option
@json_option
@log_option
def command(names: tuple[str, ...], force: bool, offline: bool, rebuild: bool, config: Path, as_json: bool) -> None:
    """Refresh sources once and write their feeds.

    Without names, every source. A section's name stands for its sources. Exit status 1 when something failed; the
    rest went on.
    """
    if rebuild and not offline:
        raise click.UsageError("--rebuild goes with --offline")
    full = bool(names or force or offline)
    idle = None if full else idle_sources(config, os.environ, SystemClock().utc())
    if idle is not None:
        _print_idle(idle, as_json=as_json)
        return
    installation = installation_of(config)
    report = _run(installation, names, force=force, offline=offline, rebuild=rebuild, quiet=as_json)
    if not full and not report.failed:
        remember(config, os.environ, installation, report.next_due)
    if as_json:
        print_json(report.as_dict())
    else:
        _print(report, installation)
    sys.exit(1 if report.failed else 0)


def _print_idle(names: list[str], *, as_json: bool) -> None:
    if not as_json:
        click.echo(f"{counted(len(names), 'source')}, nothing new; every feed stays as it is.")
        return
    from feeder.model.entry import Outcome, RefreshReport

    reports = [RefreshReport(name, Outcome.UNCHANGED).as_dict() for name in names]
    print_json({"sources": reports, "sections": [], "errors": []})


def _run(
    installation: Installation, names: tuple[str, ...], *, force: bool, offline: bool, rebuild: bool, quiet: bool
) -> RunReport:
    import asyncio

    from feeder.cli.fetching import network
    from feeder.cli.node import node_name
    from feeder.pipeline.context import Context
    from feeder.pipeline.run import run_once

    async def run() -> RunReport:
        async with network(installation) as (fetch, robots):
            nodes = None if store.path is not None else (node_name(),)
            context = Context(installation, store, clock, fetch, robots, progress=progress, nodes=nodes)
            return await run_once(context, names, force=force, offline=offline, rebuild=rebuild)

    store, clock = store_of(installation), SystemClock()
    try:
        with _progress(shown=not quiet and sys.stderr.isatty()) as progress:
            return asyncio.run(run())
    finally:
        store.close()


@contextmanager
def _progress(*, shown: bool) -> Iterator[Callable[[str, int, int], None]]:
    """A bar for each source that has work, on a terminal only."""
    if not shown:
        yield lambda source, done, total: None
        return
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True) as bars:
        tasks: dict[str, object] = {}

        def tell(source: str, done: int, total: int) -> None:
            if source not in tasks:
                tasks[source] = bars.add_task(source, total=total)
            bars.update(tasks[source], completed=done)  # type: ignore[arg-type]

        yield tell


def _print(report: RunReport, installation: Installation) -> None:
    from feeder.cli.tables import console, print_table

    if report.refreshed:
        print_table(
            ("source", "outcome", "captures", "stories", "new", "changed", "undated"),
            [
                (r.source, r.outcome.value, *(str(n) for n in (r.captures, r.dispatches, r.new, r.changed, r.undated)))
                for r in report.refreshed
            ],
        )
    output = installation.settings.output
    for done in report.published:
        wrote = _wrote(output / done.section, done.files)
        console().print(f"{done.section}: {counted(done.entries, 'entry', 'entries')}, {wrote}", markup=False)
    if report.published:
        console().print(f"Overview: {output / 'index.html'}   Subscribe to all: {output / 'feeds.opml'}", markup=False)
    elif not installation.sources:
        console().print(NO_SOURCES)
    elif not report.failed:
        console().print("Nothing new; every feed stays as it is.")
    for error in report.errors:
        complain(error)


def _wrote(section: Path, files: Collection[str]) -> str:
    """Which files of a section were written: its own by their formats, those of its archive by their number."""
    own = [Path(file).suffix for file in files if "/" not in file]
    archive = sum("/" in file for file in files)
    parts = [f"{section}{{{','.join(sorted(own))}}}"] if own else []
    parts += [f"{counted(archive, 'file')} of its archive"] if archive else []
    return f"wrote {' and '.join(parts)}" if parts else "unchanged"
