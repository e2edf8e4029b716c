"""`feeder doctor`: what is wrong here, and what to do about it."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from feeder.cli.mending import damage, lock_of, mend, rewrite, wrong_files
from feeder.cli.options import config_option, installation_of, json_option, log_option, print_json, store_of
from feeder.errors import FeederError, StoreError
from feeder.text import printable

if TYPE_CHECKING:
    from feeder.model.specs import Installation
    from feeder.store import Store


@click.command("doctor")
@click.option("--repair", is_flag=True, help="Mend what can be mended; the daemon must not run.")
@config_option
@json_option
@log_option
def command(repair: bool, config: Path, as_json: bool) -> None:
    """Look for trouble: configuration, database, output files, sources. Exit status 1 where there is any.

    With --repair, a damaged database is set aside and made anew from its newest backup and from the feeds, and
    published files that are missing or were changed are written again.
    """
    installation = installation_of(config)
    mended = _repair(installation) if repair else []
    troubles = examine(installation)
    if as_json:
        print_json({"troubles": troubles, "mended": mended})
    else:
        for line in (*mended, *(f"! {trouble}" for trouble in troubles)):
            click.echo(printable(line))
        click.echo("Everything is in order." if not troubles else f"{len(troubles)} to mend.")
    sys.exit(1 if troubles else 0)


def _repair(installation: Installation) -> list[str]:
    """Mend the database, then the files; what was done, in words. Raises BusyError while a daemon runs."""
    from feeder.daemon.single import only_one

    with only_one(lock_of(installation)):
        fault = damage(installation)
        return [*(mend(installation, fault) if fault else ()), *rewrite(installation)]


def examine(installation: Installation) -> list[str]:
    """Everything that is wrong, in words, with what to do."""
    troubles: list[str] = []
    try:
        store = store_of(installation)
    except FeederError as error:
        return [str(error)]
    try:
        troubles = [f"{store.subject}: {fault}; run 'feeder doctor --repair'" for fault in store.check()]
        troubles += _files(installation, store)
        troubles += _sources(installation, store)
    except StoreError as error:
        return [*troubles, str(error)]
    finally:
        store.close()
    return troubles


def _files(installation: Installation, store: Store) -> list[str]:
    return [f"{path} {fault}; run 'feeder doctor --repair'" for path, fault in wrong_files(installation, store)]


def _sources(installation: Installation, store: Store) -> list[str]:
    """Folders that are not there, and sources whose last refresh was not good."""
    from feeder.sources.scan import scan

    found = []
    with store.read() as reader:
        rows = reader.sources()
    for name, spec in installation.sources.items():
        row = rows.get(name)
        try:
            if spec.path is not None:
                scan(spec)
        except FeederError as error:
            found.append(f"source {name}: {error}")
        else:
            if row and row.outcome and not row.outcome.good:
                found.append(f"source {name} is {row.outcome.value}: {row.reason}")
    return found
