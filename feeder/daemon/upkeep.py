"""What wants doing from time to time: let go of what is old, keep a copy of the database, mend what was lost."""

from __future__ import annotations

import asyncio
import logging
from pathlib import Path

from feeder.errors import FeederError
from feeder.pipeline.context import Context
from feeder.pipeline.run import prune
from feeder.publish.files import restore_files

HOURLY, DAILY = 3600.0, 86400.0
BACKUP = ".backup"  # behind the name of the database's file

log = logging.getLogger("feeder")


def backup_of(path: Path) -> Path:
    """Where the newest copy of the database at `path` is."""
    return path.with_name(path.name + BACKUP)


async def tidy(context: Context) -> None:
    """Let go of what is older than it is kept, and write again what was published and is no longer there."""
    try:
        await context.offload(prune, context)
        await context.offload(restore_files, context.store, context.installation.settings.output)
    except FeederError as error:
        log.warning("%s", error)


async def back_up(context: Context) -> None:
    """Copy an SQLite database beside itself; the older copy stays until the new one is whole."""
    path = context.store.path
    if path is None:
        return
    try:
        await asyncio.shield(asyncio.ensure_future(context.offload(context.store.backup, backup_of(path))))
    except FeederError as error:
        log.error("no copy of the database was made: %s", error)
