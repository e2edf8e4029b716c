"""The verdict over an installation whose processes were killed: nothing lost, nothing twice, nothing left behind."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from urllib.parse import urlsplit

from feeder.check import Level, check
from feeder.store import open_store
from tests.simulator.invariants import in_parity, swept

OURS = {"config.toml", ".config.toml.idle", "in", "output"} | {
    f"feeder.db{more}" for more in ("", "-wal", "-shm", ".lock", ".backup")
}
FORMATS = ("rss", "atom", "json")


def untold(output: Path, stories: Iterable[tuple[str, str]]) -> Iterator[str]:
    """Stories, as (section, path of the link), that are not told exactly once.

    The oldest of a feed may stand in its archive already (RFC 5005), and in each of the two but once.
    """
    wanted: dict[str, list[str]] = {}
    for section, path in stories:
        wanted.setdefault(section, []).append(path)
    for section, paths in wanted.items():
        shown, kept = _links(output.glob(f"{section}.json")), _links((output / "archive").glob(f"{section}-*.json"))
        for path in paths:
            if not shown[path] + kept[path]:
                yield f"{path} is told nowhere"
            if max(shown[path], kept[path]) > 1:
                yield f"{path} is told twice"


def _links(documents: Iterable[Path]) -> Counter[str]:
    items = (item for path in documents for item in json.loads(path.read_bytes())["items"])
    return Counter(urlsplit(item["url"]).path for item in items)


def unsettled(folder: Path) -> Iterator[str]:
    """What is damaged, invalid or left behind once everything is done."""
    store = open_store("sqlite:///feeder.db", folder=folder)
    yield from store.check()
    with store.read() as reader:
        stored = Counter(entry.lead.dispatch.link for entry in reader.entries())
    store.close()
    yield from (f"{link} is stored {count} times" for link, count in stored.items() if link and count > 1)
    yield from swept(folder / "output")
    yield from in_parity(folder / "output")
    yield from invalid(folder / "output")
    yield from (f"{name} was left behind" for name in {path.name for path in folder.iterdir()} - OURS)


def invalid(output: Path) -> Iterator[str]:
    """What readers would fail on in any published feed, archives too."""
    for path in sorted(path for kind in FORMATS for path in output.rglob(f"*.{kind}")):
        faults = [finding for finding in check(path.read_bytes()) if finding.level is Level.ERROR]
        yield from (f"{path.name}: {finding.message}" for finding in faults)
