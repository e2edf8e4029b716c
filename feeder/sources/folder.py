"""Files as dispatch sources: which of those that are there are new, and what they deliver.

A file is new when its size, modification time or inode is not what the ledger holds for its path. Files are taken
in by the time they were captured, so that an archive read at once and the same files read as they came give the same.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from hashlib import sha256
from pathlib import Path

from feeder.errors import SourceError
from feeder.model.file import FileStat
from feeder.model.page import Capture
from feeder.model.specs import SourceSpec
from feeder.model.stored import LedgerRow
from feeder.sources.captured import Sidecar, name_time, read_sidecar, sidecar_of, taken_at
from feeder.sources.delivery import Delivery
from feeder.sources.scan import DONE, FAILED, Found, stat_of

MAX_BYTES = 50_000_000


def fresh(found: Iterable[Found], ledger: Mapping[str, LedgerRow]) -> list[Found]:
    """The files that the ledger does not know as they are now."""
    return [file for file in found if not _known(file, ledger.get(file.path))]


def _known(file: Found, row: LedgerRow | None) -> bool:
    return row is not None and FileStat(row.size, row.mtime_ns, row.inode) == file.stat


def settled(files: Iterable[Found], now: datetime, seconds: float) -> list[Found]:
    """Those of `files` that nobody has written to for `seconds`; one from the future is not waited for."""
    return [file for file in files if not timedelta(0) <= now - file.mtime < timedelta(seconds=seconds)]


def in_order(files: Iterable[Found], spec: SourceSpec, zone: str) -> list[Found]:
    """`files` by the time they were captured; where that is unknown, by when they were written."""
    return sorted(files, key=lambda file: (_when(file, spec, zone), file.path))


def _when(file: Found, spec: SourceSpec, zone: str) -> datetime:
    try:
        sidecar = read_sidecar(file.file, zone) if sidecar_of(file.file).exists() else Sidecar()
    except SourceError:
        sidecar = Sidecar()
    return taken_at(file.file, file.mtime, sidecar, spec, zone)[0] or file.mtime


class UnsettledError(SourceError):
    """A file changed while it was read, or went away: it is looked at again."""


def deliver(file: Found, spec: SourceSpec, zone: str) -> Delivery:
    """Read one file. Raises SourceError when it cannot be read or is larger than 50 MB, UnsettledError."""
    if file.stat.size > MAX_BYTES:
        raise SourceError(file.path, f"has {file.stat.size} bytes; {MAX_BYTES} is the most", "split it")
    try:
        body = file.file.read_bytes()
        if stat_of(file.file) != file.stat:
            raise UnsettledError(file.path, "changed while it was read", "it is read again")
    except FileNotFoundError:
        raise UnsettledError(file.path, "is not there any more", "it was there a moment ago") from None
    except OSError as error:
        raise SourceError(file.path, f"cannot be read: {error.strerror}", "check its permissions") from error
    sidecar = read_sidecar(file.file, zone)
    at, by = taken_at(file.file, file.mtime, sidecar, spec, zone)
    url = sidecar.url or ""
    capture = Capture(
        source=spec.name,
        series=series_of(file.path, spec, zone),
        url=url,
        final_url=url,
        media_type=sidecar.media_type,
        charset=None,
        body=body,
        taken_at=at,
        taken_by=by,
        seen_at=at or file.mtime,
    )
    return Delivery(capture, file.path, sha256(body).hexdigest(), at or file.mtime, file.stat)


def series_of(path: str, spec: SourceSpec, zone: str) -> str:
    """The series of a file: its path with the capture time taken out of its name."""
    folder, name = os.path.split(path)
    timed = name_time(name, zone, spec.captured_pattern)
    return str(Path(folder) / (timed[1] if timed else name))


def put_away(file: Found, spec: SourceSpec, *, failed: bool) -> None:
    """Move a processed file (and its sidecar) to done/ or failed/ beside it; never over another file.

    Raises SourceError where that cannot be.
    """
    try:
        _put_away(file, failed=failed)
    except OSError as error:
        raise SourceError(file.path, f"cannot be moved: {error.strerror}", "check the folder's permissions") from error


def _put_away(file: Found, *, failed: bool) -> None:
    target = file.file.parent / (FAILED if failed else DONE)
    if target.is_symlink():
        raise SourceError(str(target), "is a link, which may lead anywhere", "make it a folder")
    target.mkdir(exist_ok=True)
    for path in (file.file, sidecar_of(file.file)):
        if path.exists():
            goal = target / path.name
            if goal.exists():
                goal = target / f"{path.stem}-{file.stat.mtime_ns}{path.suffix}"
            path.rename(goal)
