"""`feeder remove`, `pause` and `resume`: what becomes of a source. Stories that it brought stay."""

from __future__ import annotations

from pathlib import Path

import click

from feeder.cli.editing import read_document, remove_source, sources_of, write_document
from feeder.cli.options import config_option, installation_of, log_option, store_of
from feeder.errors import UsageError


@click.command("remove")
@click.argument("source")
@config_option
@log_option
def remove(source: str, config: Path) -> None:
    """Take a source out of config.toml. Its stories stay in their feeds until they are too old."""
    document = read_document(config)
    if not remove_source(document, source):
        raise _unknown(source, [str(table.get("name")) for table in sources_of(document)])
    write_document(config, document)
    click.echo(f"Removed source {source!r} from {config}.")


@click.command("pause")
@click.argument("source")
@config_option
@log_option
def pause(source: str, config: Path) -> None:
    """Leave a source alone until it is resumed, or asked for by name."""
    _set_paused(source, config, paused=True)
    click.echo(f"Paused source {source!r}.")


@click.command("resume")
@click.argument("source")
@config_option
@log_option
def resume(source: str, config: Path) -> None:
    """Refresh a paused source again."""
    _set_paused(source, config, paused=False)
    click.echo(f"Resumed source {source!r}.")


def _set_paused(source: str, config: Path, *, paused: bool) -> None:
    from feeder.cli.clock import SystemClock
    from feeder.pipeline.publishing import sync

    installation = installation_of(config)
    if source not in installation.sources:
        raise _unknown(source, list(installation.sources))
    store = store_of(installation)
    try:
        with store.write() as writer:
            sync(writer, installation, SystemClock().utc())
            writer.save_source(source, paused=paused)
    finally:
        store.close()


def _unknown(source: str, known: list[str]) -> UsageError:
    return UsageError(source, "there is no source of that name", f"there are {', '.join(known) or 'none'}")
