"""`feeder add`: look at a page or a folder, show what is there, and make it a source."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import click

from feeder.cli.editing import add_source, free_name, read_document, source_at, taken_names, write_document
from feeder.cli.options import config_option, log_option
from feeder.cli.selecting import select_option, selectors, spec_of
from feeder.errors import SourceError, UsageError
from feeder.text import counted

if TYPE_CHECKING:
    from feeder.model.entry import Reading
    from feeder.model.page import Capture


@click.command("add")
@click.argument("address", metavar="URL|FOLDER")
@click.option("--name", help="What to call the source; default: from its address.")
@click.option("--section", help="The section that all its stories belong to.")
@click.option("--allow-private", is_flag=True, help="Let the address be private or loopback.")
@click.option("--ignore-robots", is_flag=True, help="Read the page though robots.txt forbids it.")
@select_option
@config_option
@log_option
def command(
    address: str,
    name: str | None,
    section: str | None,
    allow_private: bool,
    ignore_robots: bool,
    selected: tuple[str, ...],
    config: Path,
) -> None:
    """Show what feeder finds at an address or in a folder, and add it to config.toml.

    Comments in config.toml stay. Where the page has feeds of its own, they are shown first: add one of those instead
    if it serves you.
    """
    document = read_document(config)
    taken, select = taken_names(document), selectors(selected)
    if name in taken:
        raise UsageError(f"--name {name}", "is the name of a source or a section already", "choose another")
    web = address.startswith(("http://", "https://"))
    if web and name is None and (known := source_at(document, address)):
        raise UsageError(address, f"is source {known!r} already", "give it another --name to read it twice")
    source = {"name": name or free_name(_words(address), taken)}
    source |= {"url": address} if web else {"path": os.path.relpath(address, config.resolve().parent)}
    source |= {"section": section} if section else {}
    if web:
        from feeder.cli.fetching import fetched

        _show(fetched(address, allow_private=allow_private, ignore_robots=ignore_robots), source, select)
    else:
        _show_folder(_folder(address), source, select)
    add_source(document, source)
    if allow_private and web:
        document["sources"][-1].add("allow_private", True)
    if select:
        document["sources"][-1].add("select", select)
    write_document(config, document)
    click.echo(f"Added source {source['name']!r} to {config}. 'feeder once {source['name']}' makes its feeds.")


def _folder(address: str) -> Path:
    """The folder, or the glob, at `address`; what only looks like an address is not taken for one."""
    folder = Path(address)
    if "://" in address:
        raise UsageError(
            address, "is neither a page on the web nor a folder", "write an address with http:// or https://"
        )
    if not folder.exists() and not any(mark in address for mark in "*?["):
        looks = "." in address.split("/")[0] and not address.startswith(".")
        hint = f"write https://{address} for a page on the web" if looks else "make the folder first"
        raise UsageError(address, "there is no such folder", hint)
    return folder


def _show(capture: Capture, source: Mapping[str, str], select: dict[str, str]) -> None:
    """What stands on a page, each story with the section that the source would give it, and what could be better."""
    from feeder.cli.reading_table import print_reading
    from feeder.model.entry import SectionName
    from feeder.reading import ReadingContext, read_capture
    from feeder.sections import slug_of

    own = SectionName(slug_of(source["section"]), source["section"]) if "section" in source else None
    fallback = SectionName(slug_of(source["name"]) or "news", source["name"])
    context = ReadingContext(own_section=own, fallback_section=fallback, select=spec_of(select))
    reading = read_capture(capture, context).reading
    print_reading(reading, "UTC", capture.taken_by)
    if reading.page.blocked:
        hint = "write it into config.toml by hand if feeder can read it at other times"
        raise SourceError(capture.final_url or capture.url, f"not added: it is {reading.page.blocked}", hint)
    for advice in _advice(reading):
        click.echo(advice)


def _advice(reading: Reading) -> Iterator[str]:
    """What to write under the new source where the page leaves something to be wished."""
    page, teasers = reading.page, reading.page.teasers
    if page.shape.reader == "article":
        yield "The page tells one story and lists no others: add the page that lists them, such as a section's front."
    elif not reading.sightings and page.shape.reader != "selectors":
        yield 'feeder finds no stories there: name them under [sources.select], e.g. item = "article".'
    elif teasers and not any(teaser.cues for teaser in teasers):
        yield "The list prints no times: with follow = true the times are those of each story's own page."


def _show_folder(folder: Path, source: Mapping[str, str], select: dict[str, str]) -> None:
    """The newest file of a folder, or of a glob."""
    from feeder.model.specs import SourceSpec
    from feeder.sources.folder import deliver, in_order
    from feeder.sources.scan import scan

    spec = SourceSpec(source["name"], path=str(folder), root=Path.cwd())
    files = in_order(scan(spec), spec, "UTC")
    click.echo(counted(len(files), "file") + (f"; the newest is {files[-1].path}:" if files else " so far."))
    if files:
        _show(deliver(files[-1], spec, "UTC").capture, source, select)


def _words(address: str) -> str:
    """What an address says of itself: host and path, or the folder's name."""
    parts = urlsplit(address)
    if not parts.hostname:
        return Path(address).name
    path = PurePosixPath(parts.path)
    return f"{parts.hostname.removeprefix('www.')} {path.parent} {path.stem}"
