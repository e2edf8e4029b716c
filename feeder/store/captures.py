"""The ledger of files that were taken in, and the captures that are kept for folding entries anew."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from sqlalchemy import (
    BigInteger,
    Select,
    and_,
    bindparam,
    cast,
    delete,
    exists,
    func,
    insert,
    not_,
    null,
    or_,
    select,
    update,
)

from feeder.model.file import FileStat
from feeder.model.page import Capture
from feeder.model.stored import LedgerRow
from feeder.store.schema import bands, bodies, captures, entries, ledger
from feeder.store.transaction import Transaction, listed, packed

_AT_ONCE = 20  # captures in memory while all are read
_KEPT = [captures.c[name] for name in ("source", "series", "url", "final_url", "media_type", "charset")]
_HOW = [captures.c[name] for name in ("taken_at", "taken_by", "staleness", "seen_at", "confirmed_at")]
_LEDGER = [column for column in ledger.c if column.name != "source"]

_wanted = listed("wanted")
_KEEP = insert(captures)
_FILES = select(*_LEDGER).where(ledger.c.source == bindparam("source"))
_WITH_BODIES = select(captures.c.id, *_KEPT, bodies.c.body, *_HOW).select_from(
    _wanted.join(captures, captures.c.id == cast(_wanted.c.value, BigInteger)).join(
        bodies, bodies.c.sha256 == captures.c.sha256
    )
)


class CaptureReads(Transaction):
    """Reading the ledger and the kept captures."""

    def ledger(self, source: str) -> dict[str, LedgerRow]:
        """The files of a source that were taken in, or failed, by path."""
        return {row.path: LedgerRow(**row._mapping) for row in self._run(_FILES, source=source)}

    def captures(self, source: str | None = None) -> Iterator[Capture]:
        """The kept captures of one source, or all, in the order they were taken; those of unknown time come last."""
        numbers = list(self._run(_in_order(source)).scalars())
        for start in range(0, len(numbers), _AT_ONCE):
            part = numbers[start : start + _AT_ONCE]
            found = {row.id: dict(row._mapping) for row in self._run(_WITH_BODIES, wanted=packed(part))}
            for number in part:
                del found[number]["id"]
                yield Capture(**found[number])


class CaptureWrites(CaptureReads):
    """Keeping captures, and letting the old ones go."""

    def record_capture(
        self,
        capture: Capture,
        path: str | None,
        sha256: str,
        stat: FileStat | None = None,
        keep_body: bool = False,
        error: str | None = None,
    ) -> None:
        """Enter a capture into the ledger (when it has a `path`) and keep its bytes (when `keep_body`).

        `sha256` is of its bytes, in hex. `error` says in words why nothing came of it.
        """
        if path is not None:
            self._enter(capture, path, sha256, stat or FileStat(len(capture.body), 0, 0), error)
        if keep_body:
            self._insert_new(bodies, [{"sha256": sha256, "body": capture.body}])
            told = {column.name: getattr(capture, column.name) for column in (*_KEPT, *_HOW)}
            self._run(_KEEP, **told, sha256=sha256, error=error)

    def confirm_capture(self, source: str, series: str, at: datetime) -> None:
        """Keep with the newest capture of a series that it stood unchanged `at`; where none is kept, nothing."""
        of_series = select(func.max(captures.c.id)).where(captures.c.source == source, captures.c.series == series)
        newest = captures.c.id == of_series.scalar_subquery()
        self._run(update(captures).where(newest).values(confirmed_at=at))

    def _enter(self, capture: Capture, path: str, sha256: str, stat: FileStat, error: str | None) -> None:
        row: dict[str, Any] = {
            "source": capture.source,
            "path": path,
            "sha256": sha256,
            "size": stat.size,
            "mtime_ns": stat.mtime_ns,
            "inode": stat.inode,
            "taken_at": capture.taken_at,
            "error": error,
        }
        self._upsert(ledger, [row])

    def prune(self, *, captures_before: datetime | None = None, likeness_before: datetime | None = None) -> None:
        """Let go of captures taken before `captures_before`, and of the bands of entries last seen before
        `likeness_before`. Captures of unknown time go with those that were kept around them."""
        if captures_before is not None:
            self._prune_captures(captures_before)
        if likeness_before is not None:
            old = select(entries.c.id).where(entries.c.id == bands.c.entry_id, entries.c.last_seen < likeness_before)
            self._run(delete(bands).where(exists(old)))

    def _prune_captures(self, before: datetime) -> None:
        last_old = select(func.max(captures.c.id)).where(captures.c.taken_at < before).scalar_subquery()
        last = self._run(select(last_old)).scalar()
        undated = and_(captures.c.taken_at.is_(null()), captures.c.id < (last or 0))
        gone = or_(captures.c.taken_at < before, undated)
        shas = self._run(select(captures.c.sha256).where(gone).distinct()).scalars().all()
        self._run(delete(captures).where(gone))
        unused = not_(exists(select(captures.c.id).where(captures.c.sha256 == bodies.c.sha256)))
        asked = select(_wanted.c.value)
        self._run(delete(bodies).where(bodies.c.sha256.in_(asked), unused), wanted=packed(shas))


def _in_order(source: str | None) -> Select[tuple[int]]:
    query: Select[tuple[int]] = select(captures.c.id).order_by(captures.c.taken_at.nulls_last(), captures.c.id)
    return query if source is None else query.where(captures.c.source == source)
