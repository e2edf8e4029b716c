"""What is looked at while a simulation runs, from inside the process."""

from __future__ import annotations

import asyncio
import logging
import resource
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from unittest import mock

from feeder import reading
from feeder.errors import FeederError
from feeder.model.page import Capture, Page
from feeder.model.specs import SourceSpec
from feeder.pipeline import intake
from feeder.pipeline.context import Context
from feeder.pipeline.intake import Judged
from feeder.pipeline.leases import Lease
from feeder.reconcile.changes import Changes
from feeder.sources.delivery import Delivery
from tests.simulator.faults import CrashError


@dataclass(frozen=True)
class Taken:
    """What this process takes of the machine: memory and the write-ahead log in MB, descriptors."""

    memory: float
    descriptors: int
    log: float


def taken(folder: Path) -> Taken:
    """By the installation in `folder`, now."""
    pages, log = int(Path("/proc/self/statm").read_text().split()[1]), folder / "feeder.db-wal"
    descriptors = len(list(Path("/proc/self/fd").iterdir()))
    return Taken(pages * PAGE_SIZE / 2**20, descriptors, log.stat().st_size / 2**20 if log.exists() else 0.0)


EXPECTED = (CrashError, FeederError)
PAGE_SIZE = resource.getpagesize()  # bytes
_LOGS = ("feeder", "asyncio", "apscheduler")


class _Surprises(logging.Handler):
    """Keeps what was logged with an error that nobody raised on purpose. Jobs of the dead are cancelled: by us."""

    def __init__(self, wrong: list[str], dead: Callable[[], bool]) -> None:
        super().__init__(logging.ERROR)
        self._wrong, self._dead = wrong, dead

    def emit(self, record: logging.LogRecord) -> None:
        error = record.exc_info[1] if record.exc_info else None
        buried = isinstance(error, asyncio.CancelledError) and self._dead()
        if error is not None and not buried and not isinstance(error, EXPECTED):
            self._wrong.append(f"a surprise: {record.getMessage()}: {error!r}")


@contextmanager
def surprises(wrong: list[str], dead: Callable[[], bool]) -> Iterator[None]:
    """Note each error that is logged and is none of feeder's own; print nothing."""
    handler = _Surprises(wrong, dead)
    logs = [logging.getLogger(name) for name in _LOGS]
    before = [(log.level, log.propagate) for log in logs]
    for log in logs:
        log.addHandler(handler)
        log.propagate = False
        log.setLevel(logging.ERROR)
    try:
        yield
    finally:
        for log, (level, propagate) in zip(logs, before, strict=True):
            log.removeHandler(handler)
            log.propagate = propagate
            log.setLevel(level)


@contextmanager
def watched_commits(wrong: list[str]) -> Iterator[None]:
    """Note each commit of a refresh that did not hold its source."""
    honest = intake._write

    def write(context: Context, spec: SourceSpec, lease: Lease, delivery: Delivery, judged: Judged) -> Changes:
        changes = honest(context, spec, lease, delivery, judged)
        with context.store.read() as reader:
            row = reader.source(spec.name)
        if row is None or row.token != lease.token:
            wrong.append(f"{spec.name} was committed without its lease")
        return changes

    with mock.patch.object(intake, "_write", write):
        yield


@contextmanager
def pages_read_once() -> Iterator[None]:
    """A page that was read before is not read again: what stands on it depends on nothing else (the reader is pure)."""
    honest, known = reading.read_page, dict[Any, Page]()

    def read_page(capture: Capture, **asked: Any) -> Page:
        key = (capture.body, capture.url, capture.final_url, capture.media_type, repr(asked))
        if key not in known:
            known[key] = honest(capture, **asked)
        return known[key]

    with mock.patch.object(reading, "read_page", read_page):
        yield
