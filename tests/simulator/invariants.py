"""What must hold of an installation, whatever happened to it: each check gives what is wrong, in words."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any

from lxml import etree

from feeder.daemon.daemon import DRAIN
from feeder.pipeline.leases import LEASE_SECONDS
from feeder.schedule import EARLY
from tests.simulator.network import Asked, Network
from tests.simulator.sites import Mood, Site

ROUND = 5.0  # seconds after a crash in which what was asked before may be lost with it


@dataclass
class Seen:
    """What the feeds have shown so far: the id and the instant of each story, and which files there were."""

    ids: dict[str, str] = field(default_factory=dict)
    published: dict[str, str] = field(default_factory=dict)
    files: set[str] = field(default_factory=set)


def look(output: Path, seen: Seen) -> Iterator[str]:
    """Every file is whole and valid; ids and published instants are what they were; no file is gone."""
    present = {path.name for path in output.glob("*.*")} if output.is_dir() else set()
    yield from (f"{name} has gone" for name in seen.files - present)
    seen.files |= {name for name in present if not name.startswith(".")}
    for path in sorted(output.glob("*.json")):
        items = _json(path)
        if items is None:
            yield f"{path.name} is torn"
            continue
        yield from _items(path.stem, items, seen)
    for path in sorted([*output.glob("*.rss"), *output.glob("*.atom")]):
        try:
            etree.fromstring(path.read_bytes())
        except etree.XMLSyntaxError as error:
            yield f"{path.name}: {error}"


def swept(output: Path) -> Iterator[str]:
    """Nothing is left of files that a crash kept from being finished."""
    yield from (f"{path.relative_to(output)} was left behind" for path in output.rglob(".*.tmp"))


def in_parity(output: Path) -> Iterator[str]:
    """Every format tells of the same stories; a disk that fails between two files keeps that from holding for long."""
    for path in sorted(output.glob("*.json")):
        yield from _parity(path, [item["id"] for item in _json(path) or []])


def _json(path: Path) -> list[dict[str, Any]] | None:
    try:
        items: list[dict[str, Any]] = json.loads(path.read_bytes())["items"]
    except ValueError:
        return None
    return items


def _items(section: str, items: list[dict[str, Any]], seen: Seen) -> Iterator[str]:
    counted = Counter(item.get("url") for item in items)
    yield from (f"{section}: {url} stands there {count} times" for url, count in counted.items() if count > 1)
    for item in items:
        url, guid, published = item["url"], item["id"], item.get("date_published")
        if seen.ids.setdefault(url, guid) != guid:
            yield f"{section}: {url} has the id {guid}, and had {seen.ids[url]}"
        if published and seen.published.setdefault(url, published) != published:
            yield f"{section}: {url} is published {published}, and was {seen.published[url]}"


def _parity(path: Path, ids: list[str]) -> Iterator[str]:
    for kind, found in ((".rss", ".//item/guid"), (".atom", ".//{*}entry/{*}id")):
        root = etree.fromstring(path.with_suffix(kind).read_bytes())
        told = [node.text for node in root.iterfind(found)]
        if sorted(map(str, told)) != sorted(ids):
            yield f"{path.stem}{kind} tells of other stories than {path.name}"


def visible_twice(diary: list[Asked], crashes: list[datetime]) -> dict[str, int]:
    """The stories that stood on the page in at least two polls whose fruits no crash can have taken."""
    counted: Counter[str] = Counter()
    for asked in diary:
        ended = asked.ended
        if asked.stories and ended and not any(ended <= at < ended + timedelta(seconds=ROUND) for at in crashes):
            counted.update(asked.stories)
    return {link: count for link, count in counted.items() if count >= 2}


def all_there(output: Path, wanted: dict[str, int], sections: dict[str, str]) -> Iterator[str]:
    """Every wanted story is in the feed of its section, or its archive, exactly once. `sections`: by link."""
    found: dict[str, Counter[str]] = defaultdict(Counter)
    for path in [*output.glob("*.json"), *output.glob("archive/*.json")]:
        section = path.stem if path.parent == output else path.stem.rpartition("-")[0]
        found[section].update(item["url"] for item in _json(path) or [])
    for link in wanted:
        count = found[sections[link]][link]
        if count != 1:
            yield f"{link} stands {count} times in {sections[link]}, after {wanted[link]} polls that showed it"


def manners(
    network: Network, every: float, crashes: list[datetime], jumps: list[datetime], stops: list[datetime]
) -> Iterator[str]:
    """No host is asked twice at once, nor while it wants to be left alone, nor an address oftener than configured.

    A one-shot run beside the daemon may be early by the part of an interval that it may be by design. What an orderly
    end cut short is asked for again once its lease would have run out.
    """
    yield from network.overlaps
    by_host: dict[str, list[Asked]] = defaultdict(list)
    by_page: dict[str, list[Asked]] = defaultdict(list)
    for asked in network.diary:
        by_host[asked.host].append(asked)
        if asked.path.strip("/") in network.sites:
            by_page[asked.path].append(asked)
    disturbed = sorted([*crashes, *jumps])
    for host, requests in by_host.items():
        yield from _early(host, requests, disturbed)
    for page, requests in by_page.items():
        for one, other in pairwise(requests):
            gap = (other.at - one.at).total_seconds()
            least = LEASE_SECONDS - 5.0 if _cut_short(one, stops) else every * (1 - EARLY) - 1.0
            if gap < least and not _between(disturbed, one.at, other.at):
                yield f"{page} is asked for again after {gap:.0f} s at {other.at}"


def _early(host: str, requests: list[Asked], disturbed: list[datetime]) -> Iterator[str]:
    hold: Asked | None = None
    for asked in requests:
        if hold and hold.hold and asked.at < hold.hold and not _between(disturbed, hold.at, asked.at):
            yield f"{host} is asked at {asked.at}, and wanted to be left alone until {hold.hold}"
        if asked.hold and (hold is None or hold.hold is None or asked.hold > hold.hold):
            hold = asked


def _cut_short(asked: Asked, stops: list[datetime]) -> bool:
    """Whether a request lasted until the daemon could wait for it no longer."""
    return asked.ended is not None and any(asked.at <= at <= asked.ended - timedelta(seconds=DRAIN) for at in stops)


def _between(instants: list[datetime], start: datetime, end: datetime) -> bool:
    return any(start <= at <= end for at in instants)


def nobody_starves(
    sites: dict[str, Site], diary: list[Asked], start: datetime, end: datetime, every: float, slack: float
) -> Iterator[str]:
    """A site that is fine is asked about as often as configured; after trouble, soon enough in view of its length."""
    for site in sites.values():
        if any(spell.mood is Mood.GONE for spell in site.spells):
            continue
        asked = [start, *(a.at for a in diary if a.path == f"/{site.name}"), end]
        for one, other in pairwise(asked):
            near = [spell for spell in site.spells if spell.start <= other and spell.end >= one - 4 * _s(every)]
            lengths = [(min(spell.end, other) - spell.start).total_seconds() for spell in near]
            allowed = 1.3 * every + slack + (max(1800.0, *(2.5 * length for length in lengths)) if near else 0.0)
            if (other - one).total_seconds() > allowed:
                yield f"{site.name} was not asked between {one} and {other}"


def _s(seconds: float) -> timedelta:
    return timedelta(seconds=seconds)
