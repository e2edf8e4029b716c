"""The verdict over a simulation that has ended."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from feeder.config.load import parse
from feeder.model.entry import Entry
from feeder.pipeline.context import Context
from feeder.pipeline.run import run_once
from feeder.store import Store, open_store
from feeder.store.transfer import transfer
from tests.simulator import invariants
from tests.simulator.clock import START
from tests.simulator.loop import VirtualLoop
from tests.simulator.sites import Site
from tests.simulator.watching import Taken

if TYPE_CHECKING:
    from tests.simulator.simulation import Life

EVERY = 900.0
SQLITE = "sqlite:///feeder.db"


@dataclass
class Outcome:
    """What came of a simulation. `trace` is the same wherever the same was asked and published."""

    wrong: list[str] = field(default_factory=list)
    trace: str = ""
    requests: int = 0
    crashes: int = 0
    stories: int = 0
    taken: list[Taken] = field(default_factory=list)
    """What the process took of the machine at each look."""


def configuration(sites: Mapping[str, Site]) -> str:
    """The config.toml of the simulated installation."""
    tables = "".join(
        f'[[sources]]\nname = "{site.name}-list"\nurl = "{site.url}"\nsection = "{site.name}"\nevery = "15m"\n'
        for site in sites.values()
    )
    return f'[feeder]\ntimezone = "Europe/Amsterdam"\n{tables}'


def judge(life: Life) -> None:
    """Say in the outcome what did not hold."""
    output, diary, past, outcome = life.folder / "output", life.network.diary, life.past, life.outcome
    lost = [*past.crashes, *past.failing]
    wanted = invariants.visible_twice(diary, lost)
    sections = {link: link.split("/")[3] for link in wanted}
    slack = 180.0 + 600 * (len(past.crashes) + len(past.jumps))
    for told in (
        invariants.look(output, life.seen),
        invariants.swept(output),
        invariants.in_parity(output),
        invariants.all_there(output, wanted, sections),
        invariants.manners(life.network, EVERY, lost, past.jumps, past.stops),
        invariants.nobody_starves(life.sites, diary, START, life.end, EVERY, slack),
        _store(life),
        _rebuild(life),
    ):
        outcome.wrong += told
    outcome.requests, outcome.crashes, outcome.stories = len(diary), len(past.crashes), len(wanted)
    outcome.trace = _trace(life)


def _trace(life: Life) -> str:
    told = [f"{a.at.isoformat()} {a.host} {a.path} {a.status}" for a in life.network.diary]
    files = sorted((life.folder / "output").glob("*.*"))
    told += [f"{path.name} {hashlib.sha256(path.read_bytes()).hexdigest()}" for path in files]
    return hashlib.sha256("\n".join(told).encode()).hexdigest()


def _store(life: Life) -> Iterable[str]:
    """No source is anybody's any more, and the database is whole."""
    store, now = open_store(life.simulation.database, folder=life.folder), life.clock.utc()
    with store.read() as reader:
        rows = reader.sources().values()
    leased = [row for row in rows if row.lease_until and row.lease_until > now]
    faults = store.check()
    store.close()
    return [*(f"{row.name} is leased until {row.lease_until}" for row in leased), *faults]


def _rebuild(life: Life) -> Iterator[str]:
    """The store equals what its captures make of it; instants too, where no clock was set."""
    before, after = _rebuilt(life)
    yield from (f"{guid} is gone after a rebuild" for guid in before.keys() - after.keys())
    yield from (f"{guid} is new after a rebuild" for guid in after.keys() - before.keys())
    for guid in before.keys() & after.keys():
        one, other = before[guid], after[guid]
        if not life.past.jumps and one.published != other.published:
            yield f"{guid} is published {other.published} after a rebuild, and was {one.published}"


def _rebuilt(life: Life) -> tuple[dict[str, Entry], dict[str, Entry]]:
    """The entries of a copy of the store, before and after it is made anew from its captures."""
    copy = life.folder / "copy"
    copy.mkdir()
    origin, store = open_store(life.simulation.database, folder=life.folder), open_store(SQLITE, folder=copy)
    transfer(origin, store)
    origin.close()
    before, loop = _entries(store), VirtualLoop()
    installation = parse(configuration(life.sites), {}, folder=copy)
    loop.run_until_complete(run_once(Context(installation, store, life.clock), offline=True, rebuild=True))
    loop.close()
    after = _entries(store)
    store.close()
    shutil.rmtree(copy)
    return before, after


def _entries(store: Store) -> dict[str, Entry]:
    with store.read() as reader:
        return {entry.guid: entry for entry in reader.entries()}
