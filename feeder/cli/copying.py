"""`feeder copy`: an installation moves from one database to another."""

from __future__ import annotations

from pathlib import Path

import click

from feeder.cli.options import log_option
from feeder.errors import UsageError


@click.command("copy")
@click.option("--from", "origin", required=True, metavar="URL", help="sqlite:///… or postgresql://…")
@click.option("--to", "target", required=True, metavar="URL", help="The database to fill; it must hold nothing yet.")
@log_option
def command(origin: str, target: str) -> None:
    """Move everything from one database to another: ids, evidence, instants and published bytes stay as they are.

    Stop the daemon first. Paths of SQLite files start at the working folder.
    """
    from feeder.store import open_store
    from feeder.store.engine import database_url
    from feeder.store.transfer import transfer

    folder = Path.cwd()
    url = database_url(origin, folder)
    if url.get_backend_name() == "sqlite" and not Path(url.database or "").is_file():
        raise UsageError(origin, "there is no such database", "see `database` in config.toml")
    source, filled = open_store(origin, folder=folder), open_store(target, folder=folder)
    try:
        rows = transfer(source, filled, lambda table, count: click.echo(f"{table}: {count}"))
    finally:
        source.close()
        filled.close()
    click.echo(f"{rows} rows copied to {filled.subject}. Name it as `database` in config.toml, and start feeder again.")
