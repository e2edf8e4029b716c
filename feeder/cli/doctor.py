"""`feeder doctor`: what is wrong here, and what to do about it."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from feeder.cli.options import config_option, installation_of, json_option, log_option, print_json, store_of
from feeder.errors import FeederError
from feeder.text import printable

if TYPE_CHECKING:
    from feeder.model.specs import Installation
    from feeder.store import Store


@click.command("doctor")
@config_option
@json_option
@log_option
def command(config: Path, as_json: bool) -> None:
    """Look for trouble: configuration, database, output files, sources. Exit status 1 where there is any."""
    installation = installation_of(config)
    troubles = examine(installation)
    if as_json:
        print_json({"troubles": troubles})
    else:
        for trouble in troubles:
            click.echo(printable(f"! {trouble}"))
        click.echo("Everything is in order." if not troubles else f"{len(troubles)} to mend.")
    sys.exit(1 if troubles else 0)


def examine(installation: Installation) -> list[str]:
    """Everything that is wrong, in words, with what to do."""
    try:
        store = store_of(installation)
    except FeederError as error:
        return [str(error)]
    try:
        troubles = store.check()
        troubles += _files(installation, store)
        troubles += _sources(installation, store)
    finally:
        store.close()
    return troubles


def _files(installation: Installation, store: Store) -> list[str]:
    """Published files that are missing or hold other bytes than were published."""
    from hashlib import sha256

    from feeder.publish.files import INDEX

    output, found = installation.settings.output, []
    with store.read() as reader:
        for section in (*reader.sections(), INDEX):
            for file, generation in reader.generations(section, bodies=False).items():
                path = output / file
                if not path.exists():
                    found.append(f"{path} is missing; run 'feeder once --offline'")
                elif sha256(path.read_bytes()).hexdigest() != generation.digest:
                    found.append(f"{path} was changed by hand; remove it and run 'feeder once --offline'")
    return found


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
