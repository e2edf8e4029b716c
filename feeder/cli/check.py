"""`feeder check`: what is wrong with a feed, ours or anyone's."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from feeder.cli.options import config_option, installation_of, json_option, print_json, store_of
from feeder.errors import UsageError

if TYPE_CHECKING:
    from feeder.check import Finding


@click.command("check")
@click.argument("feed", metavar="FILE|URL|SECTION")
@click.option(
    "--previous", type=click.Path(path_type=Path, exists=True), help="An earlier copy: ids and dates must hold."
)
@click.option("--allow-private", is_flag=True, help="Let the address be private or loopback.")
@config_option
@json_option
def command(feed: str, previous: Path | None, allow_private: bool, config: Path, as_json: bool) -> None:
    """Tell what is wrong with a feed, in words, and what to do about it.

    Works on any RSS, Atom or JSON feed. For a section, all its formats are checked, and against each other. Exit
    status 1 where there are errors.
    """
    before = previous.read_bytes() if previous else None
    found = {name: _check(name, *given, before) for name, given in _given(feed, config, allow_private).items()}
    if as_json:
        print_json({name: [finding.as_dict() for finding in findings] for name, findings in found.items()})
    else:
        for name, findings in found.items():
            _print(name, findings)
    errors = any(finding.level == "error" for findings in found.values() for finding in findings)
    sys.exit(1 if errors else 0)


def _check(
    name: str, data: bytes, siblings: dict[str, bytes], url: str | None, previous: bytes | None
) -> list[Finding]:
    from feeder.check import check
    from feeder.cli.clock import SystemClock

    return check(data, previous=previous, siblings=siblings, url=url, now=SystemClock().utc())


def _given(feed: str, config: Path, allow_private: bool) -> dict[str, tuple[bytes, dict[str, bytes], str | None]]:
    """What to check, by name: bytes, the same feed in other formats, its address."""
    if feed.startswith(("http://", "https://")):
        from feeder.cli.fetching import fetched

        return {feed: (fetched(feed, allow_private=allow_private).body, {}, feed)}
    path = Path(feed)
    if path.is_file():
        return {feed: (path.read_bytes(), _siblings(path), None)}
    if config.exists():
        found = _section(feed, config)
        if found:
            return found
    raise UsageError(feed, "is no file, no address and no section", "see 'feeder status' for the sections")


def _siblings(path: Path) -> dict[str, bytes]:
    """The other formats of the same feed that stand beside a file."""
    others = {name: path.with_suffix(f".{name}") for name in ("rss", "atom", "json")}
    return {name: other.read_bytes() for name, other in others.items() if other != path and other.is_file()}


def _section(slug: str, config: Path) -> dict[str, tuple[bytes, dict[str, bytes], str | None]]:
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
    base = installation.settings.base_url
    return {
        f"{slug}.{kind}": (body, {other: b for other, b in feeds.items() if other != kind}, f"{base}{slug}.{kind}")
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
