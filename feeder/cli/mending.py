"""Mending an installation: a damaged database is set aside, and made anew from its backup and the feeds."""

from __future__ import annotations

import asyncio
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from feeder.cli.clock import SystemClock
from feeder.cli.options import store_of
from feeder.errors import DamagedError

if TYPE_CHECKING:
    from feeder.model.specs import Installation
    from feeder.store import Store


def database_file(installation: Installation) -> Path | None:
    """The file of an SQLite database; None for PostgreSQL."""
    from feeder.store.engine import database_url

    url = database_url(installation.settings.database, installation.folder)
    return Path(url.database or "") if url.get_backend_name() == "sqlite" else None


def lock_of(installation: Installation) -> Path | None:
    """The file that the daemon of an SQLite database locks; on PostgreSQL one of many is elected instead."""
    path = database_file(installation)
    return None if path is None else path.with_name(f"{path.name}.lock")


def damage(installation: Installation) -> str | None:
    """What is wrong with the database that only making it anew can mend, in words. Reads all of it."""
    try:
        store = store_of(installation)
    except DamagedError as error:
        return error.message
    try:
        return next(iter(store.check()), None)
    finally:
        store.close()


def mend(installation: Installation, fault: str) -> list[str]:
    """Set the database aside; take back its newest backup, if that is whole, and what the feeds tell besides.

    What was done, in words. The caller holds `lock_of`: no daemon has the database.
    """
    from feeder.daemon.upkeep import backup_of
    from feeder.store.upkeep import restore, set_aside

    path = database_file(installation)
    if path is None:
        return []
    done = [f"{path} is damaged ({fault}); it was set aside as {set_aside(path).name}"]
    if restore(path, backup_of(path)):
        done.append(f"{path} was restored from {backup_of(path).name}")
    else:
        done.append("there is no whole backup; the database begins anew with what the feeds tell")
    store = store_of(installation)
    try:
        taken = _take_back(installation, store)
    finally:
        store.close()
    return [*done, f"{taken} stories were taken back from the feeds in {installation.settings.output}"]


def _take_back(installation: Installation, store: Store) -> int:
    """How many stories the feeds told of that the store did not have."""
    from feeder.pipeline.context import Context
    from feeder.pipeline.publishing import prepare
    from feeder.pipeline.restoring import restore_published

    now = SystemClock().utc()
    with store.write() as writer:
        before = writer.count_entries()
        restore_published(writer, installation.settings.output, now)
        taken = writer.count_entries() - before
    asyncio.run(prepare(Context(installation, store, SystemClock())))
    return taken


def rewrite(installation: Installation) -> list[str]:
    """Write again the published files that are missing or were changed. What was done, in words."""
    from feeder.publish.files import restore_files

    store = store_of(installation)
    try:
        wrong = wrong_files(installation, store)
        for path, _ in wrong:
            path.unlink(missing_ok=True)
        if wrong:
            restore_files(store, installation.settings.output)
    finally:
        store.close()
    return [f"{path} was written again" for path, _ in wrong]


def wrong_files(installation: Installation, store: Store) -> list[tuple[Path, str]]:
    """Published files that are missing or hold other bytes than were published: (the file, what is wrong with it)."""
    from feeder.publish.files import INDEX

    output, found = installation.settings.output, []
    with store.read() as reader:
        for section in (*(slug for slug, row in reader.sections().items() if row.retired is None), INDEX):
            for file, generation in reader.generations(section, bodies=False).items():
                path = output / file
                if not path.exists():
                    found.append((path, "is missing"))
                elif sha256(path.read_bytes()).hexdigest() != generation.digest:
                    found.append((path, "was changed by hand"))
    return found
