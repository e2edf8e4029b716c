"""`feeder import`: other people's subscription lists become sources."""

from __future__ import annotations

from pathlib import Path

import click

from feeder.cli.editing import add_source, free_name, read_document, source_at, taken_names, write_document
from feeder.cli.options import config_option, log_option
from feeder.text import counted


@click.group("import")
def command() -> None:
    """Take in what another program exported."""


@command.command("opml")
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@config_option
@log_option
def opml(file: Path, config: Path) -> None:
    """Add every feed of an OPML subscription list as a source; folders become sections.

    Feeds that are sources already are left alone.
    """
    from feeder.feeds.opml import parse_opml
    from feeder.text import slugify

    document = read_document(config)
    added, known = 0, 0
    for subscription in parse_opml(file.read_bytes(), subject=str(file)):
        if source_at(document, subscription.url) is not None:
            known += 1
            continue
        source = {"name": free_name(subscription.title, taken_names(document)), "url": subscription.url}
        section = subscription.folders[-1] if subscription.folders else ""
        add_source(document, source | ({"section": section} if slugify(section) else {}))
        added += 1
    if added:
        write_document(config, document)
    left = f"; {known} of them {'was' if known == 1 else 'were'} there already" if known else ""
    click.echo(f"Added {counted(added, 'source')} to {config}{left}.")
