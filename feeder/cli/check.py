"""`feeder check`: what is wrong with a feed, ours or anyone's."""

from __future__ import annotations

import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

import click

from feeder.cli.options import config_option, installation_of, json_option, log_option, print_json, store_of
from feeder.errors import UsageError

if TYPE_CHECKING:
    from feeder.check import Finding, Served


_ACCEPT = "application/atom+xml, application/rss+xml, application/feed+json, application/xml;q=0.9, */*;q=0.5"


@dataclass(frozen=True, slots=True)
class Given:
    """What to check: its bytes, the same feed in other formats by their names, its address, what its server said."""

    data: bytes
    siblings: dict[str, bytes] = field(default_factory=dict)
    url: str | None = None
    served: Served | None = None


@click.command("check")
@click.argument("feed", metavar="FILE|URL|SECTION")
@click.option(
    "--previous", type=click.Path(path_type=Path, exists=True), help="An earlier copy: ids and dates must hold."
)
@click.option("--allow-private", is_flag=True, help="Let the address be private or loopback.")
@click.option("--ignore-robots", is_flag=True, help="Ask for it though robots.txt forbids it.")
@config_option
@json_option
@log_option
def command(
    feed: str, previous: Path | None, allow_private: bool, ignore_robots: bool, config: Path, as_json: bool
) -> None:
    """Tell what is wrong with a feed, in words, and what to do about it.

    Works on any RSS, Atom or JSON feed; of an address, how it is served counts too. For a section, all its formats
    are checked, and against each other. Exit status 1 where there are errors.
    """
    before = previous.read_bytes() if previous else None
    if feed.startswith(("http://", "https://")):
        given = {feed: _fetched(feed, allow_private=allow_private, ignore_robots=ignore_robots)}
    else:
        given = _given(feed, config)
    found = {name: _check(one, before) for name, one in given.items()}
    if as_json:
        print_json({name: [finding.as_dict() for finding in findings] for name, findings in found.items()})
    else:
        for name, findings in found.items():
            _print(name, findings)
    errors = any(finding.level == "error" for findings in found.values() for finding in findings)
    sys.exit(1 if errors else 0)


def _check(given: Given, previous: bytes | None) -> list[Finding]:
    from feeder.check import check
    from feeder.cli.clock import SystemClock

    return check(
        given.data,
        previous=previous,
        siblings=given.siblings,
        url=given.url,
        now=SystemClock().utc(),
        served=given.served,
    )


def _fetched(url: str, *, allow_private: bool, ignore_robots: bool) -> Given:
    from feeder.check import Served
    from feeder.cli.fetching import answered

    answer = answered(url, _ACCEPT, allow_private=allow_private, ignore_robots=ignore_robots)
    served = Served(url, answer.final_url, answer.headers, answer.moved_to == answer.final_url)
    return Given(answer.body, url=url, served=served)


def _given(feed: str, config: Path) -> dict[str, Given]:
    """What to check, by name."""
    path = Path(feed)
    if path.is_file():
        return {feed: Given(path.read_bytes(), _siblings(path))}
    if config.exists():
        found = _section(feed, config)
        if found:
            return found
    raise UsageError(feed, "is no file, no address and no section", "see 'feeder status' for the sections")


def _siblings(path: Path) -> dict[str, bytes]:
    """The other formats of the same feed that stand beside a file."""
    others = {name: path.with_suffix(f".{name}") for name in ("rss", "atom", "json")}
    return {name: other.read_bytes() for name, other in others.items() if other != path and other.is_file()}


def _section(slug: str, config: Path) -> dict[str, Given]:
    """The published files of a section, each with its siblings and the address that it is served at."""
    installation = installation_of(config)
    store = store_of(installation)
    try:
        with store.read() as reader:
            files = reader.generations(slug)
    finally:
        store.close()
    bodies = {file.rpartition(".")[2]: g.body for file, g in files.items() if g.body is not None and "/" not in file}
    feeds = {kind: body for kind, body in bodies.items() if kind in ("rss", "atom", "json")}
    address = installation.settings.base_url + quote(slug)
    return {
        f"{slug}.{kind}": Given(body, {other: b for other, b in feeds.items() if other != kind}, f"{address}.{kind}")
        for kind, body in feeds.items()
    }


def _print(name: str, findings: list[Finding]) -> None:
    from feeder.cli.tables import console, print_table

    counts = {level: sum(f.level == level for f in findings) for level in ("error", "warning", "info")}
    summary = ", ".join(f"{count} {level}{'s' * (count != 1)}" for level, count in counts.items() if count)
    console().print(f"{name}: {summary or 'nothing wrong'}", markup=False)
    if findings:
        rows = [(f.level.value, f.where, f.message, f.remedy) for f in findings]
        print_table(("level", "where", "what is wrong", "what to do"), rows)
