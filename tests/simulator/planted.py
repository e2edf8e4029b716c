"""Bugs, planted one at a time: each must be caught by an invariant, or the invariant is worth nothing.

Each plants what somebody might really have written, and says in which short simulation it shows.
"""

from __future__ import annotations

import asyncio
import os
import random
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from unittest import mock
from uuid import UUID

from sqlalchemy import false

from feeder.model.entry import Entry
from feeder.pipeline import fetching, intake, publishing
from feeder.publish import files
from feeder.reconcile import changes
from feeder.sources.http import fetch, poll
from feeder.store import Writer, claims
from feeder.store.claims import ClaimWrites
from feeder.store.schedule import ScheduleWrites
from tests.newsroom.wording import Style
from tests.simulator.clock import START
from tests.simulator.faults import CrashError
from tests.simulator.sites import Mood, Site, Spell, make_sites

Sites = Callable[[int, float], list[Site]]


def moody(mood: Mood, start: float, end: float) -> Sites:
    """Two sites on two hosts; the first is in that mood from `start` to `end` minutes."""

    def make(seed: int, hours: float) -> list[Site]:
        sites = make_sites(seed, hours)[:2]
        for site in sites:
            site.spells, site.crawl_delay, site.retry_after, site.etags = (), None, "3600", True
        sites[0].spells = (Spell(mood, START + timedelta(minutes=start), START + timedelta(minutes=end)),)
        return sites

    return make


def one_host(mood: Mood, start: float, end: float) -> Sites:
    """Two sites on one host, the first in that mood from `start` to `end` minutes."""

    def make(seed: int, hours: float) -> list[Site]:
        sites = moody(mood, start, end)(seed, hours)
        sites[1].host = sites[0].host
        return sites

    return make


CALM = moody(Mood.FINE, 0, 0)


def still(seed: int, hours: float) -> list[Site]:
    """Two sites that print clock times and have no news: their pages stay as they are."""
    sites = CALM(seed, hours)
    for site in sites:
        site.room = replace(site.room, style=Style("nl", clock=True), per_hour=0.2, edited=0.0, pinned=0.0, gone=0.0)
    return sites


@dataclass(frozen=True)
class Planted:
    """A bug: how it is planted, what the simulation has to bring, and words that tell that it was caught."""

    plant: Callable[[], AbstractContextManager[Any]]
    told: str
    sites: Sites = CALM
    hours: float = 2.0
    crashes: float = 0.0
    script: tuple[tuple[float, str], ...] = ((10.0, "nothing"),)


def no_total_timeout() -> Any:
    """A server that never answers is waited for, for ever."""
    honest = fetch.HttpFetch.__init__

    def made(self: Any, user_agent: str, clock: Any, limits: Any = None, transport: Any = None) -> None:
        honest(self, user_agent, clock, fetch.Limits(deadline=1e9), transport)

    return mock.patch.object(fetch.HttpFetch, "__init__", made)


def no_dedupe() -> Any:
    """Every sighting is a new story."""

    def match(sightings: Sequence[object], *ignored: object) -> tuple[None, ...]:
        return tuple(None for _ in sightings)

    honest = intake.reconcile

    def reconcile(sightings: Any, guids: Any, candidates: Any, seen: Any, calibrations: Any) -> Any:
        changes = honest(sightings, guids, candidates, seen, calibrations)
        stamp = f"-{seen.at.timestamp():.0f}"
        minted = [replace(entry, guid=entry.guid + stamp, keys=()) for entry in changes.minted]
        versions = [(guid + stamp, version) for guid, version in changes.appearances]
        return replace(changes, minted=minted, keys=(), appearances=versions)

    return mock.patch.multiple(intake, match=match, reconcile=reconcile)


def now_as_date() -> Any:
    """The time of the run is the date of every story."""
    honest = publishing.publish_section

    def publish(store: Any, installation: Any, slug: str, now: Any, token: str) -> Any:
        def admitted(*arguments: Any) -> Iterator[Entry]:
            return (replace(entry, published=now) for entry in heads_admitted(*arguments))

        with mock.patch("feeder.publish.heads.admitted", admitted):
            return honest(store, installation, slug, now, token)

    from feeder.publish.heads import admitted as heads_admitted

    return mock.patch.object(publishing, "publish_section", publish)


def plain_writes() -> Any:
    """Files are written in their place."""

    def write(path: Path, body: bytes, modified: datetime) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("wb") as file:
            for part in (body[: len(body) // 2], body[len(body) // 2 :]):
                file.write(part)
                file.flush()
                os.fsync(file.fileno())

    return mock.patch.object(files, "_write", write)


def no_guard() -> Any:
    """APScheduler is left to itself when the clock is set back."""

    async def watch(self: object, on_jump: object) -> None:
        await asyncio.sleep(1e9)

    return mock.patch("feeder.daemon.clockwork.Clockwork.watch", watch)


def no_in_flight_set() -> Any:
    """Only leases tell what is being refreshed, and a clock that is set forward ends them."""
    return mock.patch("feeder.daemon.hands.OwnHands.busy", return_value=())


def no_fence() -> Any:
    """Whoever finishes, commits, whoever holds the source by then."""

    def renew(self: Writer, name: str, token: str, until: object) -> bool:
        return True

    def check(self: object, clock: object) -> None:
        return None

    return _both(
        mock.patch.object(ClaimWrites, "renew_source", renew),
        mock.patch("feeder.pipeline.leases.Lease.check", check),
    )


def deaf_to_retry_after() -> Any:
    """429 is a failure like any other, and the next interval is soon."""
    honest = poll._trouble

    def trouble(*arguments: Any) -> Any:
        return replace(honest(*arguments), not_before=None, host_not_before=None)

    def due(spec: Any, row: Any, now: Any, *ignored: Any, **more: Any) -> Any:
        return now + timedelta(minutes=15)

    return _both(mock.patch.object(poll, "_trouble", trouble), mock.patch("feeder.pipeline.refresh.next_due", due))


def empty_deletes() -> Any:
    """A page without stories empties its feed."""
    honest = intake.fold

    def fold(writer: Writer, spec: Any, capture: Any, seen_at: Any, judged: Any, now: Any) -> Any:
        if not judged.read.reading.sightings:
            writer.delete_entries([entry.guid for entry in writer.entries() if entry.lead.source == spec.name])
            writer.mark_due([spec.section], now)
        return honest(writer, spec, capture, seen_at, judged, now)

    return mock.patch.object(intake, "fold", fold)


def due_at_every_start() -> Any:
    """When each source is due is forgotten with the process."""
    honest = ScheduleWrites.sync_sources

    def sync(self: Writer, specs: Any, now: Any) -> None:
        honest(self, specs, now)
        for name in specs:
            self.save_source(name, next_due=now)

    return mock.patch.object(ScheduleWrites, "sync_sources", sync)


def receipt_first() -> Any:
    """What the server said of a page is kept before its stories are: a crash between the two loses them."""

    def settle(context: Any, spec: Any, lease: Any, answer: Any) -> Any:
        if answer.receipt is not None:
            with context.store.write() as writer:
                writer.save_receipt(spec.name, spec.url or "", answer.receipt)
        if answer.delivery is not None and context.clock.random() < 0.5:
            context.store.plan.die("between a receipt and its stories")
            raise CrashError("between a receipt and its stories")
        return honest(context, spec, lease, answer)

    honest = fetching._settle
    return mock.patch.object(fetching, "_settle", settle)


@contextmanager
def hosts_forgotten() -> Iterator[None]:
    """Only sources are known to be in flight, and another source of the same host is asked beside them."""
    claims._claimable.cache_clear()
    with mock.patch.object(claims, "_AT_WORK", false()):
        yield
    claims._claimable.cache_clear()


def ids_by_chance() -> Any:
    """A story's id is drawn, and does not follow from the story."""
    chance = random.Random("ids")

    def mint(key: object) -> str:
        return f"urn:uuid:{UUID(int=chance.getrandbits(128))}"

    return mock.patch.object(changes, "mint_guid", mint)


def nothing_is_swept() -> Any:
    """What a killed writer left stays; every writer has its own name for what is not finished yet."""

    @contextmanager
    def locked(folder: Path) -> Iterator[None]:
        folder.mkdir(parents=True, exist_ok=True)
        yield

    def write(path: Path, body: bytes | None, modified: datetime) -> None:
        beside = path.with_name(f".{path.name}.{time.monotonic_ns()}.tmp")
        path.parent.mkdir(parents=True, exist_ok=True)
        beside.write_bytes(body or b"")
        os.fsync(0)
        beside.replace(path)

    return _both(mock.patch.object(files, "folder_lock", locked), mock.patch.object(files, "_write", write))


def leases_of_a_day() -> Any:
    """Whoever dies holds its source for a day."""
    return _both(*(mock.patch(f"feeder.{room}.LEASE_SECONDS", 86400.0) for room in ("pipeline.leases", "daemon.due")))


@contextmanager
def _both(*patches: Any) -> Iterator[None]:
    for patch in patches:
        patch.start()
    try:
        yield
    finally:
        for patch in patches:
            patch.stop()


BEGINNING = ((10.0, "ahead"),)  # while the first requests are under way, the clock is set forward
PLANTED = {
    "no total timeout": Planted(no_total_timeout, "was not asked between", moody(Mood.HUNG, 10, 40), hours=3),
    "no dedupe": Planted(no_dedupe, "stands there", hours=1.5),
    "now as date": Planted(now_as_date, "is published", hours=1.5),
    "plain writes": Planted(plain_writes, "torn", crashes=0.02),
    "no guard": Planted(no_guard, "was not asked between", hours=4, script=((3600.0, "behind"),)),
    "no in-flight set": Planted(no_in_flight_set, "twice at once", moody(Mood.HUNG, 0, 5), hours=0.5, script=BEGINNING),
    "no fence": Planted(
        no_fence, "without its lease", moody(Mood.SLOW, 0, 5), hours=0.5, script=(*BEGINNING, (12.0, "once"))
    ),
    "deaf to Retry-After": Planted(deaf_to_retry_after, "wanted to be left alone", moody(Mood.BUSY, 10, 40)),
    "empty deletes": Planted(empty_deletes, "stands 0 times", moody(Mood.REDESIGNED, 70, 130)),
    "due at every start": Planted(due_at_every_start, "is asked for again", script=((1200.0, "restart"),)),
    "hosts forgotten": Planted(
        hosts_forgotten, "twice at once", one_host(Mood.SLOW, 0, 5), hours=0.5, script=BEGINNING
    ),
    "ids by chance": Planted(ids_by_chance, "gone after a rebuild", hours=1.0),
    "nothing is swept": Planted(nothing_is_swept, "was left behind", crashes=0.02),
    "leases of a day": Planted(
        leases_of_a_day, "is leased until", moody(Mood.HUNG, 0, 5), hours=1.5, script=((10.0, "crash"),)
    ),
    "receipt first": Planted(receipt_first, "stands 0 times", still),
}
