"""`feeder worker`: hands for a clock that runs elsewhere."""

from __future__ import annotations

import asyncio
import os
from pathlib import Path
from typing import TYPE_CHECKING

import click

from feeder.cli.logs import FORMATS, set_up
from feeder.cli.options import config_option, installation_of, store_of, verbose_option
from feeder.cli.service import daemon_of, first_error, run_until_stopped
from feeder.errors import UsageError

if TYPE_CHECKING:
    from feeder.model.specs import Installation
    from feeder.store import Store


@click.command("worker")
@click.option(
    "--hands", default=16, show_default=True, type=click.IntRange(1, 256), help="Refreshes to carry out side by side."
)
@click.option("--log", "log", type=click.Choice(FORMATS), default="text", show_default=True, help="Kind of log lines.")
@config_option
@verbose_option
def command(hands: int, log: str, config: Path, verbose: int) -> None:
    """Carry out refreshes for the clock of a PostgreSQL installation, on any number of machines.

    Folders of sources whose `node` is this machine (FEEDER_NODE, else the host name) are watched here, too. SIGTERM or
    Ctrl-C ends it once what was begun is done.
    """
    set_up(log, verbose, journal="JOURNAL_STREAM" in os.environ)
    installation = installation_of(config)
    store = store_of(installation)
    try:
        if store.path is not None:
            remedy = 'set database = "postgresql://…", or use `feeder run`, which does all of it in one process'
            raise UsageError(str(config), "its database is a file, which workers cannot share", remedy)
        asyncio.run(_work(config, installation, store, hands))
    except BaseExceptionGroup as group:
        raise first_error(group) from group
    finally:
        store.close()


async def _work(config: Path, installation: Installation, store: Store, hands: int) -> None:
    async with daemon_of(config, installation, store, clock=False, hands=hands) as (daemon, beside):
        await run_until_stopped(daemon, beside)
