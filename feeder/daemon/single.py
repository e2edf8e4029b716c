"""One daemon for one database: a lock that ends with the process that holds it, however it ends."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from feeder.errors import BusyError, StoreError


@contextmanager
def only_one(path: Path | None) -> Iterator[None]:
    """Hold the lock file at `path` (None: nothing to hold). Raises BusyError where another process has it."""
    if path is None:
        yield
        return
    try:
        handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    except OSError as error:
        raise StoreError(str(path), f"cannot be made: {error.strerror}", "mind the folder's owner") from error
    try:
        _take(handle, path)
        os.ftruncate(handle, 0)
        os.pwrite(handle, f"{os.getpid()}\n".encode(), 0)
        yield
    finally:
        os.close(handle)


def _take(handle: int, path: Path) -> None:
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        holder = os.pread(handle, 32, 0).decode("ascii", "replace").strip() or "unknown"
        remedy = "stop it first, or use `feeder once`, which works beside it"
        raise BusyError(str(path), f"a daemon is running already (process {holder})", remedy) from None
