"""The ledger of files, and the captures that are kept."""

from __future__ import annotations

from hashlib import sha256

import pytest
from sqlalchemy import text

from feeder.model.file import FileStat
from feeder.model.page import Capture
from feeder.model.stored import LedgerRow
from feeder.store import Store, Writer

from .nouns import HOUR, NOON, make_capture


def keep(writer: Writer, capture: Capture) -> None:
    writer.record_capture(capture, None, sha256(capture.body).hexdigest(), keep_body=True)


def count(store: Store, table: str) -> int:
    with store.read() as reader:
        return int(reader.connection.execute(text(f"SELECT count(*) FROM {table}")).scalar_one())


@pytest.mark.parametrize("path", ["drop/één.txt", "drop/not utf-8 \udcff.txt", "a'b\n.txt"])
def test_a_file_is_in_the_ledger_by_its_exact_name(store: Store, path: str) -> None:
    """A file that was taken in is known by path, digest, size, times and inode, whatever its name is encoded in."""
    stat = FileStat(14, -1, 2**64 - 1)
    with store.write() as writer:
        writer.record_capture(make_capture(), path, "ab" * 32, stat)
    with store.read() as reader:
        assert reader.ledger("wire") == {path: LedgerRow(path, "ab" * 32, 14, -1, 2**64 - 1, NOON)}
        assert reader.ledger("other") == {}
        assert list(reader.captures()) == []


def test_the_ledger_knows_the_newest_state_of_a_file(store: Store) -> None:
    """A file that failed and was mended stands once in the ledger, without the error."""
    with store.write() as writer:
        writer.record_capture(make_capture(b"", None), "a.txt", "", FileStat(0, 1, 7), error="a.txt: is empty")
        assert writer.ledger("wire")["a.txt"].error == "a.txt: is empty"
        writer.record_capture(make_capture(), "a.txt", "ab", FileStat(14, 2, 7))
    with store.read() as reader:
        assert reader.ledger("wire") == {"a.txt": LedgerRow("a.txt", "ab", 14, 2, 7, NOON)}


def test_kept_captures_come_back_in_the_order_they_were_taken(store: Store) -> None:
    """Captures are read back whole, by time, whenever they arrived; those of unknown time come last."""
    captures = [make_capture(b"%d" % n, NOON + n * HOUR) for n in range(45)]
    unknown = make_capture(bytes(range(256)), None, media_type=None, charset=None, source="other")
    with store.write() as writer:
        for capture in (unknown, *reversed(captures)):
            keep(writer, capture)
    with store.read() as reader:
        assert list(reader.captures()) == [*captures, unknown]
        assert list(reader.captures("other")) == [unknown]


def test_the_same_bytes_are_kept_once(store: Store) -> None:
    """A page that is retrieved again unchanged costs a row, not its bytes."""
    with store.write() as writer:
        for hour in range(3):
            keep(writer, make_capture(taken_at=NOON + hour * HOUR))
    assert (count(store, "captures"), count(store, "bodies")) == (3, 1)


def test_old_captures_go_with_their_bytes(store: Store) -> None:
    """Pruning removes what is older than the given instant, and bytes that no capture is left with."""
    old, same, new = (make_capture(body, NOON + hour * HOUR) for hour, body in enumerate((b"a", b"b", b"b")))
    with store.write() as writer:
        for capture in (old, same, new):
            keep(writer, capture)
        writer.prune(captures_before=NOON + 2 * HOUR)
    with store.read() as reader:
        assert list(reader.captures()) == [new]
    assert count(store, "bodies") == 1


def test_captures_of_unknown_time_go_with_their_neighbours(store: Store) -> None:
    """A capture of unknown time is pruned with those that were kept after it, and not before."""
    first, last = (make_capture(body, None) for body in (b"first", b"last"))
    with store.write() as writer:
        for capture in (first, make_capture(b"dated", NOON), last):
            keep(writer, capture)
        writer.prune(captures_before=NOON)
        assert len(list(writer.captures())) == 3
        writer.prune(captures_before=NOON + HOUR)
        assert list(writer.captures()) == [last]
