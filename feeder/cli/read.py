"""`feeder read`: what would we make of this page?"""

from __future__ import annotations

import sys
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import click

from feeder.cli.options import installation_of, json_option, log_option, print_json
from feeder.cli.reading_table import print_reading
from feeder.cli.selecting import select_option, selectors, spec_of
from feeder.errors import SourceError, UsageError
from feeder.model.specs import Settings

if TYPE_CHECKING:
    from feeder.model.page import Capture


@click.command("read")
@click.argument("page", metavar="URL|FILE")
@click.option("--at", metavar="ISO", help="When the page was captured, e.g. 2026-03-14T21:00+01:00.")
@click.option("--url", metavar="BASE", help="The address that the page came from.")
@click.option("--language", metavar="TAG", help="Its language, e.g. nl.")
@click.option("--timezone", metavar="ZONE", help="The zone of times that print none, e.g. Europe/Amsterdam.")
@click.option("--allow-private", is_flag=True, help="Let the address be private or loopback.")
@click.option("--ignore-robots", is_flag=True, help="Read the page though robots.txt forbids it.")
@select_option
@click.option(
    "--config",
    "config",
    type=click.Path(path_type=Path, dir_okay=False),
    help="A configuration whose language, time zone and contact hold; none is needed.",
)
@json_option
@log_option
def command(
    page: str,
    at: str | None,
    url: str | None,
    language: str | None,
    timezone: str | None,
    allow_private: bool,
    ignore_robots: bool,
    selected: tuple[str, ...],
    config: Path | None,
    as_json: bool,
) -> None:
    """Show what feeder makes of a page: its stories, their times, and why.

    Nothing is stored and no configuration is needed. The capture time of a file comes from --at, a sidecar
    FILE.toml, or a date and time in its name; without one, "3 hours ago" dates nothing. A login, a portal or the like
    in place of the page is shown as well, and ends with exit status 1.
    """
    from feeder.reading import ReadingContext, read_capture

    settings = installation_of(config).settings if config else Settings()
    named, language = timezone or settings.timezone, language or settings.language
    zone, select = _zone(named), spec_of(selectors(selected))
    settings = replace(settings, allow_private=allow_private or settings.allow_private)
    capture = _told(_given(page, zone, settings, ignore_robots=ignore_robots), at, url, zone)
    languages = (language,) if language else ()
    context = ReadingContext(languages=languages, zone=zone, zone_assumed=named is None, select=select)
    read = read_capture(capture, context)
    if as_json:
        print_json(read.reading.as_dict())
    else:
        print_reading(read.reading, zone, capture.taken_by)
    if read.reading.page.blocked:
        sys.exit(1)


def _zone(name: str | None) -> str:
    try:
        ZoneInfo(name or "UTC")
    except (KeyError, ValueError, OSError):
        raise UsageError(f"--timezone {name}", "is no IANA time zone", "write one such as Europe/Amsterdam") from None
    return name or "UTC"


def _given(page: str, zone: str, settings: Settings, *, ignore_robots: bool) -> Capture:
    if page.startswith(("http://", "https://")):
        from feeder.cli.fetching import fetched

        allow_private = settings.allow_private
        return fetched(page, settings.contact, allow_private=allow_private, ignore_robots=ignore_robots)
    if "://" in page:
        raise UsageError(page, "is neither a page on the web nor a file", "write an address with http:// or https://")
    return _from_file(Path(page), zone)


def _told(capture: Capture, at: str | None, url: str | None, zone: str) -> Capture:
    """What the arguments say of a capture wins over what it says itself."""
    if at:
        capture = replace(capture, taken_at=_instant(at, zone), taken_by="argument", staleness=0.0)
    return replace(capture, url=url, final_url=url) if url else capture


def _from_file(path: Path, zone: str) -> Capture:
    from feeder.model.file import FileStat
    from feeder.model.specs import SourceSpec
    from feeder.sources.folder import deliver
    from feeder.sources.scan import Found

    if path.is_dir():
        raise UsageError(str(path), "is a folder", "name one file, or add the folder as a source to config.toml")
    if not path.is_file():
        bare = "." in path.parts[0] and not path.parts[0].startswith(".") and path.suffix != ".txt"
        hint = f", or write https://{path} for a page on the web" if bare else ""
        raise SourceError(str(path), "there is no such file", f"check its name{hint}")
    stat = path.stat()
    found = Found(path.name, path, FileStat(stat.st_size, stat.st_mtime_ns, stat.st_ino))
    capture = deliver(found, SourceSpec(name="", path=path.name, root=path.absolute().parent), zone).capture
    return replace(capture, series=path.name)  # it is called by its name: here it is no page over time


def _instant(text: str, zone: str) -> datetime:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        raise UsageError(f"--at {text}", "is no time", "write one such as 2026-03-14T21:00+01:00") from None
    return moment if moment.tzinfo else moment.replace(tzinfo=ZoneInfo(zone))
