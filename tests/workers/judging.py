"""What must hold of a fleet after trouble: each check gives what is wrong, in words."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from pathlib import Path

from feeder.publish.files import INDEX
from feeder.store import Store
from tests.workers.origin import Origin, Request

LATE = timedelta(seconds=3)  # by which what is due may wait in a fleet that is well
FAR = 90.0  # seconds between the birth of a story and the instant that a page's minutes tell of it, at most
CLAIMED = 2.0  # seconds that may pass between a claim and its request


@dataclass
class Freeze:
    """A process that was frozen; seconds since 1970."""

    name: str
    at: float
    woken: float = 0.0


def not_recovered(store: Store, now: datetime) -> list[str]:
    """What is late, and whose lease has run out without anybody taking the source."""
    with store.read() as reader:
        rows = reader.sources().values()
    late = [row.name for row in rows if row.next_due is not None and row.next_due < now - LATE]
    return [f"{len(late)} sources are late ({', '.join(late[:3])})"] if late else []


def each_story_once(store: Store, origin: Origin) -> Iterator[str]:
    """Every story that was on a page is one entry, with the instant of its birth."""
    with store.read() as reader:
        entries, rows = reader.entries(limit=1_000_000), reader.sources()
    counted = Counter(entry.lead.dispatch.link for entry in entries)
    yield from (f"{link} is {count} entries" for link, count in counted.items() if count > 1)
    asked = _by_page(origin.diary)
    for name, row in rows.items():
        assert row.last_run is not None
        told = [request.newest for request in asked[f"/{name}"] if 0 < request.ended <= row.last_run.timestamp()]
        wanted = range(origin.oldest(told[0]), told[-1] + 1)
        host = asked[f"/{name}"][0].host
        missing = [n for n in wanted if counted[f"http://{host}:{origin.port}/{name}/{n}"] != 1]
        if missing:
            yield f"{name}: the stories {missing} are missing"
    for entry in entries:
        page, number = str(entry.lead.dispatch.link).rsplit("/", 2)[1:]
        if entry.published is None or abs(entry.published.timestamp() - origin.birth(page, int(number))) > FAR:
            yield f"{entry.lead.dispatch.link} is published {entry.published}"


def _by_page(diary: list[Request]) -> dict[str, list[Request]]:
    found: dict[str, list[Request]] = defaultdict(list)
    for request in diary:
        found[request.path].append(request)
    return found


def one_at_a_time(diary: list[Request]) -> Iterator[str]:
    """No host is asked while it is answering."""
    for request in diary:
        if request.beside:
            yield f"{request.host} was asked for {request.path} by {request.by} while it was answering"


def zombies(diary: list[Request], freezes: list[Freeze], lease: float) -> Iterator[str]:
    """Who was frozen past its lease does not ask for what another has asked for meanwhile: it would need a claim of
    its own, for which the other's must have ended or run out."""
    pages = _by_page(request for request in diary if request.path != "/robots.txt")
    for freeze in freezes:
        for path, requests in pages.items():
            meanwhile = [r.at for r in requests if freeze.at < r.at < freeze.woken and r.by != freeze.name]
            for request in requests:
                if meanwhile and request.by == freeze.name and request.at > freeze.woken:
                    if request.at - meanwhile[-1] < lease - CLAIMED:
                        yield f"{freeze.name}, woken, asked for {path}, which another had taken"
                    break


def other_files(store: Store, output: Path) -> list[str]:
    """The files that are not, byte for byte and to the second, the newest generations."""
    with store.read() as reader:
        newest = [g for slug in (*reader.sections(), INDEX) for g in reader.generations(slug, bodies=False).values()]
    return [g.file for g in newest if not _is(output / g.file, g.digest, g.last_modified)]


def _is(path: Path, digest: str, modified: datetime) -> bool:
    if not path.exists():
        return False
    return sha256(path.read_bytes()).hexdigest() == digest and path.stat().st_mtime == modified.timestamp()
