"""A watched file, told from a changed one."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class FileStat:
    """What tells a file from a changed one without reading it: bytes, nanoseconds since 1970, inode."""

    size: int
    mtime_ns: int
    inode: int
