"""`feeder export`: everything that is kept, for other programs."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from feeder.cli.options import config_option, installation_of, log_option, store_of
from feeder.errors import UsageError
from feeder.text import escaped

if TYPE_CHECKING:
    from feeder.model.entry import Feed
    from feeder.model.specs import Installation


@click.group("export")
def command() -> None:
    """Write everything that is kept to standard output."""


@command.command("opml")
@config_option
@log_option
def opml(config: Path) -> None:
    """All sections as an OPML subscription list."""
    from feeder.feeds.opml import render_opml
    from feeder.publish.heads import all_heads

    installation = installation_of(config)
    store = store_of(installation)
    try:
        with store.read() as reader:
            heads = all_heads(reader, installation)
    finally:
        store.close()
    click.echo(render_opml(heads, title=installation.settings.title), nl=False)


@command.command("feed")
@click.argument("section")
@click.option("--format", "form", type=click.Choice(["rss", "atom", "json", "html"]), default="atom", show_default=True)
@config_option
@log_option
def feed(section: str, form: str, config: Path) -> None:
    """One section as a feed with every story that is kept, however old."""
    from feeder.feeds import render

    click.echo(render(_whole(installation_of(config), section), form), nl=False)


@command.command("jsonl")
@click.argument("section")
@config_option
@log_option
def jsonl(section: str, config: Path) -> None:
    """One section as JSON lines, a story each: the items of its JSON Feed, newest first."""
    from feeder.feeds import render

    whole = json.loads(render(_whole(installation_of(config), section), "json"))
    for item in whole["items"]:
        click.echo(escaped(json.dumps(item, ensure_ascii=False)))


def _whole(installation: Installation, section: str) -> Feed:
    """The feed of a section with all that it ever carried. Raises UsageError for an unknown section."""
    from feeder.cli.clock import SystemClock
    from feeder.publish.heads import admitted, describe, section_spec

    store = store_of(installation)
    try:
        with store.read() as reader:
            rows = reader.sections()
            if section not in rows:
                raise UsageError(section, "there is no section of that name", f"there are {', '.join(sorted(rows))}")
            spec = section_spec(installation, rows[section])
            titles = {slug: section_spec(installation, row).title for slug, row in rows.items()}
            entries = tuple(admitted(reader, spec, SystemClock().utc()))
            return replace(describe(installation, rows[section], entries), section_titles=titles)
    finally:
        store.close()
