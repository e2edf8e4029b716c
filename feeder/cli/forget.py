"""`feeder forget`: an entry goes, and never comes back."""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from feeder.cli.failures import complain
from feeder.cli.options import config_option, installation_of, json_option, log_option, print_json, store_of
from feeder.errors import UsageError
from feeder.text import printable

if TYPE_CHECKING:
    from feeder.pipeline.context import Context
    from feeder.pipeline.publishing import PublishReport


@click.command("forget")
@click.argument("guid")
@config_option
@json_option
@log_option
def command(guid: str, config: Path, as_json: bool) -> None:
    """Withdraw an entry for good: from feeds, pages and archive.

    GUID may be the beginning of one, or the entry's link. Its keys are remembered, so that the story does not return
    with the next refresh.
    """
    from feeder.cli.clock import SystemClock
    from feeder.pipeline.context import Context

    installation, clock = installation_of(config), SystemClock()
    store = store_of(installation)
    try:
        now = clock.utc()
        with store.write() as writer:
            entry = writer.find(guid)
            if entry is None:
                raise UsageError(guid, "there is no such entry", "take its id from a feed, or its link")
            writer.delete_entry(entry.guid, now)
            # Every section: an archive holds what was in its section once.
            writer.mark_due((slug for slug, row in writer.sections().items() if row.retired is None), now)
        report = asyncio.run(_publish(Context(installation, store, clock)))
    finally:
        store.close()
    written = [file for done in report.published for file in done.files]
    if as_json:
        print_json({"guid": entry.guid, "sections": list(entry.sections), "written": written})
    else:
        title = entry.lead.dispatch.title
        click.echo(printable(f"Forgotten: {entry.guid} ({title})" if title else f"Forgotten already: {entry.guid}"))
    for section, error in report.errors:
        complain(f"{section}: {error}")
    sys.exit(1 if report.errors else 0)


async def _publish(context: Context) -> PublishReport:
    """Write the feeds without it; the next run tells the hub."""
    from feeder.pipeline.leases import PATIENCE
    from feeder.pipeline.publishing import publish_due
    from feeder.pipeline.websub import tell_hub

    report = await publish_due(context, patience=PATIENCE)
    await tell_hub(context, report.published)
    return report
