"""`feeder migrate`: the database, brought to this release's schema before anything starts."""

from __future__ import annotations

from pathlib import Path

import click

from feeder.cli.options import config_option, installation_of, log_option, store_of


@click.command("migrate")
@config_option
@log_option
def command(config: Path) -> None:
    """Bring the database to this release's schema, one process at a time, all or nothing.

    Every command does so by itself when it opens the database; this is for those who want it done beforehand.
    """
    store = store_of(installation_of(config))
    try:
        if store.path is None:
            from feeder.workers.queue import prepare_queue

            prepare_queue(store)
        click.echo(f"{store.subject} has the schema of this release.")
    finally:
        store.close()
