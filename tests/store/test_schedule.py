"""When sources are due and who has them: claim, fence, commit."""

from __future__ import annotations

import sqlite3
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from feeder.model.entry import Outcome
from feeder.model.stored import SourceRow
from feeder.store import Store, Writer, open_store

from .nouns import HOUR, NOON

SECOND = timedelta(seconds=1)
MINUTE = timedelta(minutes=1)
Specs = dict[str, tuple[str, str | None, str | None]]

A = SourceRow("a", "")


def sync(store: Store, specs: Specs, now: datetime = NOON) -> None:
    with store.write() as writer:
        writer.sync_sources(specs, now)


def claim(writer: Writer, now: datetime, token: str, **options: object) -> str | None:
    row = claimed_row(writer, now, token, **options)
    return row.name if row else None


def claimed_row(writer: Writer, now: datetime, token: str, **options: object) -> SourceRow | None:
    return writer.claim_sources(now, 60, lambda: token, 1, **options).get(token)  # type: ignore[arg-type]


def test_sources_follow_the_configuration(store: Store) -> None:
    """New and changed sources are due at once, unchanged ones when they were, removed ones are kept but retired."""
    sync(store, {"a": ("1", "a.example", None), "b": ("1", None, "desk"), "c": ("1", None, None)})
    with store.write() as writer:
        for name in "abc":
            writer.save_source(name, next_due=NOON + HOUR, failures=2)
    sync(store, {"a": ("1", "a.example", None), "b": ("2", None, "desk")}, NOON + MINUTE)
    with store.read() as reader:
        assert list(reader.sources()) == ["a", "b", "c"]
        assert reader.source("a") == SourceRow("a", "1", "a.example", next_due=NOON + HOUR, failures=2)
        assert reader.source("b") == SourceRow("b", "2", node="desk", next_due=NOON + MINUTE, failures=2)
        assert reader.source("c") == SourceRow("c", "1", next_due=NOON + HOUR, failures=2, retired=NOON + MINUTE)
        assert reader.source("d") is None
        assert reader.next_due() == NOON + MINUTE
    sync(store, {"c": ("1", None, None)}, NOON + 2 * MINUTE)
    with store.read() as reader:
        assert reader.source("c") == SourceRow("c", "1", next_due=NOON + 2 * MINUTE, failures=2)


def test_any_number_of_sources_may_come_and_go(tmp_path: Path) -> None:
    """No statement has a parameter for each source: more of them than SQLite allows parameters are no trouble."""
    store, names = open_store("sqlite:///feeder.db", folder=tmp_path), [f"s{n}" for n in range(200)]
    with store.write() as writer:
        driver = writer.connection.connection.driver_connection
        assert driver
        driver.setlimit(sqlite3.SQLITE_LIMIT_VARIABLE_NUMBER, 50)
        writer.sync_sources(dict.fromkeys(names, ("1", None, None)), NOON)
        assert claim(writer, NOON, "one", only=names) == "s0"
        writer.sync_sources({"s7": ("1", None, None)}, NOON + HOUR)
        assert [name for name, row in writer.sources().items() if row.retired is None] == ["s7"]
    store.close()


def test_what_is_said_of_a_source_is_kept(store: Store) -> None:
    """Every column of a source is read back as it was saved; the others stay."""
    sync(store, {"a": ("1", None, None)})
    with store.write() as writer:
        writer.save_source("a", paused=True, outcome=Outcome.BLOCKED, reason="a login", since=NOON, news=2.5, items=20)
        writer.save_source("a", last_ok=NOON, last_run=NOON + HOUR, bytes=2**40, latency=0.25, dated=19)
        writer.save_source("nobody", paused=True)
    with store.read() as reader:
        assert reader.source("a") == SourceRow(
            "a", "1", next_due=NOON, paused=True, outcome=Outcome.BLOCKED, reason="a login", since=NOON, news=2.5,
            items=20, last_ok=NOON, last_run=NOON + HOUR, bytes=2**40, latency=0.25, dated=19,
        )  # fmt: skip


def test_the_longest_due_source_is_claimed_first(store: Store) -> None:
    """Sources are claimed in the order they fell due; paused, retired and later ones are not."""
    sync(store, dict.fromkeys("abcde", ("1", None, None)))
    with store.write() as writer:
        for minutes, name in enumerate("badce"):
            writer.save_source(name, next_due=NOON + minutes * MINUTE - SECOND)
        writer.save_source("d", paused=True)
    sync(store, dict.fromkeys("abde", ("1", None, None)))
    with store.write() as writer:
        assert [claim(writer, NOON + 3 * MINUTE, token) for token in "123"] == ["b", "a", None]
        assert claim(writer, NOON + 4 * MINUTE - SECOND, "4") == "e"


def test_a_claimed_source_is_nobody_elses(store: Store) -> None:
    """While a lease lasts nobody else gets the source; finishing sets when it is due next."""
    sync(store, {"a": ("1", None, None)})
    with store.write() as writer:
        assert claim(writer, NOON, "one") == "a"
        assert claim(writer, NOON + 59 * SECOND, "two") is None
        assert not writer.finish_source(A, "two", NOON)
        assert writer.finish_source(SourceRow("a", "", outcome=Outcome.OK, items=7), "one", NOON + HOUR)
        assert not writer.finish_source(A, "one", NOON + HOUR)
    with store.read() as reader:
        assert reader.source("a") == SourceRow("a", "1", next_due=NOON + HOUR, outcome=Outcome.OK, items=7)


def test_a_lease_that_ran_out_is_claimed_again_and_fences_the_first(store: Store) -> None:
    """A worker that froze past its lease loses the source to another, and its commit is refused."""
    sync(store, {"a": ("1", "a.example", None)})
    with store.write() as writer:
        assert claim(writer, NOON, "frozen") == "a"
        assert claim(writer, NOON + MINUTE, "quick") == "a"
        assert not writer.finish_source(A, "frozen", NOON + HOUR, host_ok=NOON)
        assert writer.finish_source(A, "quick", NOON + HOUR)


def test_a_released_source_is_due_when_it_says(store: Store) -> None:
    """A worker that shuts down gives its source back untouched."""
    sync(store, {"a": ("1", "a.example", None)})
    with store.write() as writer:
        writer.save_source("a", outcome=Outcome.OK)
        claim(writer, NOON, "one")
        assert writer.finish_source(A, "one", NOON)
        assert claim(writer, NOON, "two") == "a"
        assert not writer.finish_source(A, "one", NOON)


def test_what_is_at_work_keeps_its_host(store: Store) -> None:
    """Though a clock that was set forward ended its lease, neither it nor another source of its host is taken."""
    sync(store, {"a": ("1", "x.example", None), "b": ("1", "x.example", None), "c": ("1", "y.example", None)})
    with store.write() as writer:
        assert claim(writer, NOON, "one") == "a"
        assert claim(writer, NOON + HOUR, "two", but=["a"]) == "c"
        assert claim(writer, NOON + HOUR, "three", but=["a", "c"]) is None
        assert writer.finish_source(A, "one", NOON + 2 * HOUR)
        assert claim(writer, NOON + HOUR, "four", but=["c"]) == "b"


def test_one_request_per_host_at_a_time(store: Store) -> None:
    """Of the sources of one host one is claimed; the next when it is given back and the host may be asked again."""
    sync(store, {"a": ("1", "x.example", None), "b": ("1", "x.example", None), "c": ("1", "y.example", None)})
    with store.write() as writer:
        assert [claim(writer, NOON, token) for token in "123"] == ["a", "c", None]
        writer.finish_source(A, "1", NOON + HOUR, host_ok=NOON + MINUTE)
        assert claim(writer, NOON + MINUTE / 2, "4") is None
        assert claim(writer, NOON + MINUTE, "5") == "b"


def test_many_are_claimed_together(store: Store) -> None:
    """As many of the longest due as asked for, one of each host, each with its host under a token of its own."""
    spec = {"a": "x.example", "b": "x.example", "c": None, "d": "y.example", "e": None, "f": "z.example"}
    sync(store, {name: ("1", host, None) for name, host in spec.items()})
    tokens = iter("1234567")
    with store.write() as writer:
        taken = writer.claim_sources(NOON, 60, lambda: next(tokens), 4)
        assert {token: row.name for token, row in taken.items()} == {"1": "a", "2": "c", "3": "d", "4": "e"}
        assert all(row.token is None for row in taken.values())
        assert not writer.claim_host("x.example", NOON, NOON + MINUTE, "other")
        assert writer.claim_host("y.example", NOON, NOON + MINUTE, "3")
        rest = writer.claim_sources(NOON, 60, lambda: next(tokens), 9)
        assert [row.name for row in rest.values()] == ["f"]
        assert writer.finish_source(taken["1"], "1", NOON + HOUR, host_ok=NOON)
        assert [row.name for row in writer.claim_sources(NOON, 60, lambda: next(tokens), 9).values()] == ["b"]


def test_a_host_that_asks_for_patience_gets_it(store: Store) -> None:
    """Retry-After holds for every source of a host, and is never shortened."""
    sync(store, {"a": ("1", "x.example", None)})
    with store.write() as writer:
        writer.hold_host("x.example", NOON + HOUR)
        writer.hold_host("x.example", NOON + MINUTE)
        writer.hold_host("never.example", NOON + MINUTE)
        assert claim(writer, NOON + HOUR - MINUTE, "1") is None
        assert claim(writer, NOON + HOUR - MINUTE, "1", only=["a"]) is None
        assert claim(writer, NOON + HOUR, "1") == "a"


def test_only_its_node_claims_a_folder(store: Store) -> None:
    """A source that belongs to a node is claimed there and nowhere else."""
    sync(store, {"a": ("1", None, "desk")})
    with store.write() as writer:
        assert claim(writer, NOON, "1") is None
        assert claim(writer, NOON, "1", nodes=["attic"]) is None
        assert claim(writer, NOON, "1", nodes=["attic", "desk"]) == "a"


def test_a_named_source_is_claimed_before_it_is_due(store: Store) -> None:
    """Asked for by name, a source is claimed though it is paused or not due, unless somebody has it."""
    sync(store, {"a": ("1", None, None), "b": ("1", None, None)})
    with store.write() as writer:
        writer.save_source("a", next_due=NOON + HOUR, paused=True)
        assert claim(writer, NOON, "1", only=["a", "gone"]) == "a"
        assert claim(writer, NOON, "2", only=["a", "gone"]) is None
        assert claim(writer, NOON, "2", only=[]) is None


def test_workers_that_claim_at_once_never_share(store: Store, backend: str, tmp_path: Path, shared: str) -> None:
    """Four workers on their own connections claim 40 sources on 8 hosts: each source once, one per host at a time."""
    sync(store, {f"s{n:02}": ("1", f"h{n % 8}.example", None) for n in range(40)})

    def work(worker: int) -> list[str]:
        own, taken = open_store(shared, folder=tmp_path), []
        for turn in range(40):
            token = f"{worker}-{turn}"
            with own.write() as writer:
                row = claimed_row(writer, NOON, token)
            if row is None:
                continue
            with own.write() as writer:
                assert writer.connection.exec_driver_sql(
                    "SELECT count(*) FROM sources WHERE token IS NOT NULL GROUP BY host ORDER BY 1 DESC"
                ).scalar() == 1  # fmt: skip
                assert writer.finish_source(row, token, NOON + HOUR, host_ok=NOON)
            taken.append(row.name)
        own.close()
        return taken

    with ThreadPoolExecutor(4) as pool:
        claimed = [name for taken in pool.map(work, range(4)) for name in taken]
    assert len(set(claimed)) == len(claimed)
    with store.write() as writer:
        left = [row.name for row in writer.sources().values() if row.next_due == NOON]
    assert sorted(claimed + left) == [f"s{n:02}" for n in range(40)]
    assert len(claimed) > 8


@pytest.fixture
def shared(backend: str, request: pytest.FixtureRequest) -> str:
    """The address of `store`'s database."""
    return "sqlite:///feeder.db" if backend == "sqlite" else str(request.getfixturevalue("shared_url"))
