"""How long a capture's look-up takes as the store grows: it stays flat up to a million entries.

    python benchmarks/lookup.py [--entries 1000000] [--database sqlite:///lookup.db]

Fills a store with ballast (three keys, eight bands, one listing each; one band in a hundred is a template's, with ever
more entries), then measures the look-up of a capture of 20 teasers that are known and 5 that are not, the write of 5
new entries, and the newest 100 of a section. SQLite's page cache is left as feeder sets it, the system's is warm.
"""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path
from time import perf_counter

from sqlalchemy import text

from feeder.identity.keys import mint
from feeder.model.entry import Appearance, Entry, Key
from feeder.model.page import Dispatch, Role
from feeder.model.time import UNDATED
from feeder.store import Store, open_store

NOON = datetime(2026, 3, 14, 12, tzinfo=UTC)
SIZES = (1_000, 10_000, 100_000, 1_000_000)
HOT = Key("like", "0:template")
ROUNDS = 25

# Rows made inside the database; 4294967291 is prime, so that values spread like digests do.
_SERIES = {
    "sqlite": "WITH RECURSIVE n(n) AS (SELECT {first} UNION ALL SELECT n + 1 FROM n WHERE n < {last})",
    "postgresql": "WITH n(n) AS (SELECT generate_series({first}, {last}))",
}
_SPREAD = "CAST((n * 2654435761 + {salt}) % 4294967291 AS TEXT)"
_LEAD = '{"source":"ballast","series":"x","dispatch":{"role":"teaser","summary":"' + "ballast " * 40 + '"}}'


def fill(store: Store, count: int) -> None:
    """`count` more entries, with what hangs on them."""
    with store.write() as writer:
        first = (writer.connection.execute(text("SELECT max(id) FROM entries")).scalar() or 0) + 1
        if writer.dialect == "sqlite":
            writer.connection.execute(text("PRAGMA cache_size = -400000"))  # of this connection, for filling only
        series = _SERIES[writer.dialect].format(first=first, last=first + count - 1)

        def run(into: str, rows: str, **values: object) -> None:
            writer.connection.execute(text(f"INSERT INTO {into} {series} {rows}"), values)

        at = "CAST(1700000000000000 AS BIGINT) + n"
        run(
            "entries (id, guid, lead, dating, sections, "
            "updated, sort_at, first_seen, last_seen, state, version, digest)",
            f"SELECT n, 'ballast ' || n, :lead, '', '', {at}, {at}, {at}, {at}, 'live', 1, '' FROM n",
            lead=_LEAD,
        )
        value, band = _SPREAD.format(salt="length(kind) * 7919"), _SPREAD.format(salt="band * 104729")
        kinds = "(SELECT 'link' AS kind UNION ALL SELECT 'text' UNION ALL SELECT 'id') AS kinds"
        run("keys (value, kind, entry_id)", f"SELECT {value} || kind, kind, n FROM n, {kinds} ORDER BY 1, 2")
        numbers = (
            "(SELECT 0 AS band " + " ".join(f"UNION ALL SELECT {number}" for number in range(1, 8)) + ") AS numbers"
        )
        hot = f"CASE WHEN band = 0 AND n % 100 = 0 THEN '{HOT.value}' ELSE CAST(band AS TEXT) || ':' || {band} END"
        run("bands (value, entry_id)", f"SELECT {hot}, n FROM n, {numbers} ORDER BY 1, 2")
        run("listings (section, sort_at, entry_id)", f"SELECT 'section ' || (n % 50), {at}, n FROM n ORDER BY 1, 2")
        if writer.dialect == "postgresql":
            writer.connection.execute(text("SELECT setval('entries_id_seq', (SELECT max(id) FROM entries))"))


def teaser(number: int) -> tuple[Entry, list[Key]]:
    """A story with its keys; the first of each capture is a template's."""
    told = sha256(str(number).encode()).hexdigest()
    dispatch = Dispatch(
        Role.TEASER, headline=f"Headline {told}", summary=f"{told} " * 6, link=f"https://a.example/{told}"
    )
    keys = [Key("link", dispatch.link or ""), Key("text", told[:32])]
    keys += [Key("like", f"{band}:{told[band : band + 16]}") for band in range(7)]
    keys += [HOT] if number % 20 == 0 else []
    lead = Appearance("bench", "front", dispatch, number % 20, NOON, NOON, ("bench",))
    at = NOON + timedelta(seconds=number)
    return Entry(mint(keys[0]), lead, UNDATED, None, at, at, at, at, sections=("bench",)), keys


def add(store: Store, numbers: range) -> None:
    """New entries, as a capture brings them."""
    made = [teaser(number) for number in numbers]
    pairs = [(entry.guid, key) for entry, keys in made for key in keys]
    with store.write() as writer:
        writer.apply([entry for entry, _ in made], (), pairs, [(entry.guid, entry.lead) for entry, _ in made])


def timed(action: Callable[[int], object]) -> float:
    """Milliseconds that `action` takes, the best of many rounds: other work on the machine only ever adds."""
    taken = []
    for number in range(ROUNDS):
        start = perf_counter()
        action(number)
        taken.append(perf_counter() - start)
    return min(taken) * 1000


def measure(store: Store, size: int) -> tuple[float, float, float]:
    """(look-up, write, section) in ms."""
    base = size * 100
    for start in range(base, base + 500, 20):
        add(store, range(start, start + 20))
    asked = [
        [key for number in range(base + turn * 20, base + turn * 20 + 20) for key in teaser(number)[1]]
        + [key for number in range(5) for key in teaser(-1 - number - turn * 5 - base)[1]]
        for turn in range(ROUNDS)
    ]

    def look_up(turn: int) -> None:
        with store.read() as reader:
            assert len(reader.candidates(asked[turn]).entries) >= 20

    def section(turn: int) -> None:
        with store.read() as reader:
            assert len(reader.entries("bench", limit=100)) == 100

    return (
        timed(look_up),
        timed(lambda turn: add(store, range(base + 1000 + turn * 5, base + 1005 + turn * 5))),
        timed(section),
    )


def main() -> None:
    """Print one line for each size."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--entries", type=int, default=SIZES[-1], help="the largest size")
    options.add_argument("--database", default="sqlite:///lookup.db", help="an empty PostgreSQL database, else a file")
    chosen = options.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        filled = 0
        print(f"{'entries':>10} {'look-up of 25':>14} {'write of 5':>11} {'newest 100':>11}   (ms)")
        for size in (size for size in SIZES if size <= chosen.entries):
            store = open_store(chosen.database, folder=Path(folder))
            fill(store, size - filled)
            filled = size
            store.close()  # and with it the connection that filled
            store = open_store(chosen.database, folder=Path(folder))
            look_up, write, section = measure(store, size)
            print(f"{size:>10,} {look_up:>14.2f} {write:>11.2f} {section:>11.2f}", flush=True)
            store.close()


if __name__ == "__main__":
    main()
