"""`feeder add`: look at a page or a folder, show what is there, and make it a source."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import click

from feeder.cli.editing import add_source, free_name, read_document, taken_names, write_document
from feeder.cli.options import config_option

if TYPE_CHECKING:
    from feeder.model.page import Capture


@click.command("add")
@click.argument("address", metavar="URL|FOLDER")
@click.option("--name", help="What to call the source; default: from its address.")
@click.option("--section", help="The section that all its stories belong to.")
@click.option("--allow-private", is_flag=True, help="Let the address be private or loopback.")
@click.option("--ignore-robots", is_flag=True, help="Read the page though robots.txt forbids it.")
@config_option
def command(
    address: str, name: str | None, section: str | None, allow_private: bool, ignore_robots: bool, config: Path
) -> None:
    """Show what feeder finds at an address or in a folder, and add it to config.toml.

    Comments in config.toml stay. Where the page has feeds of its own, they are shown first: add one of those instead
    if it serves you.
    """
    document = read_document(config)
    web = address.startswith(("http://", "https://"))
    if web:
        from feeder.cli.fetching import fetched

        _show(fetched(address, allow_private=allow_private, ignore_robots=ignore_robots))
    else:
        _show_folder(Path(address))
    source = {"name": name or free_name(_words(address), taken_names(document))}
    source |= {"url": address} if web else {"path": os.path.relpath(address, config.resolve().parent)}
    source |= {"section": section} if section else {}
    add_source(document, source)
    if allow_private and web:
        document["sources"][-1].add("allow_private", True)
    write_document(config, document)
    click.echo(f"Added source {source['name']!r} to {config}. 'feeder once {source['name']}' makes its feeds.")


def _show(capture: Capture) -> None:
    from feeder.cli.reading_table import print_reading
    from feeder.reading import ReadingContext, read_capture

    print_reading(read_capture(capture, ReadingContext()).reading, "UTC", capture.taken_by)


def _show_folder(folder: Path) -> None:
    """The newest file of a folder, or of a glob."""
    from feeder.model.specs import SourceSpec
    from feeder.sources.folder import deliver, in_order
    from feeder.sources.scan import scan

    spec = SourceSpec("", path=str(folder), root=Path.cwd())
    files = in_order(scan(spec), spec, "UTC")
    click.echo(f"{len(files)} files" + (f"; the newest is {files[-1].path}:" if files else " so far."))
    if files:
        _show(deliver(files[-1], spec, "UTC").capture)


def _words(address: str) -> str:
    """What an address says of itself: host and path, or the folder's name."""
    parts = urlsplit(address)
    return f"{parts.hostname.removeprefix('www.')} {parts.path}" if parts.hostname else Path(address).name
