"""Disks that are small or may not be written to: real ones where this process may mount them, else the next best."""

from __future__ import annotations

import os
import resource
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

BLOCK = 4096
BALLAST = "ballast"


class SmallDisk:
    """A folder on a disk of a few megabytes. Without the right to mount one, full means: no file grows beyond a KB."""

    def __init__(self, folder: Path, *, real: bool) -> None:
        self.folder, self.real = folder, real

    def fill(self, process: int) -> None:
        """From now on there is no room for what `process` writes."""
        if self.real:
            with (self.folder / BALLAST).open("wb", buffering=0) as file, suppress(OSError):
                while file.write(b"\0" * BLOCK) == BLOCK:
                    pass
        else:
            self._limit(process, 1024)

    def make_room(self, process: int) -> None:
        """There is room again."""
        if self.real:
            (self.folder / BALLAST).unlink()
        else:
            self._limit(process, resource.RLIM_INFINITY)

    def _limit(self, process: int, size: int) -> None:
        _, most = resource.prlimit(process, resource.RLIMIT_FSIZE)
        resource.prlimit(process, resource.RLIMIT_FSIZE, (size, most))


@contextmanager
def small_disk(folder: Path, megabytes: int) -> Iterator[SmallDisk]:
    """`folder` (empty) as a disk of its own, for as long as it is wanted."""
    real = _mount("-t", "tmpfs", "-o", f"size={megabytes}m", "feeder-test", str(folder))
    try:
        yield SmallDisk(folder, real=real)
    finally:
        if real:
            _unmount(folder)


@contextmanager
def read_only(folder: Path) -> Iterator[None]:
    """Nobody may write to `folder`: by a mount where that is allowed (a superuser minds no modes), else by its mode."""
    if _mount("--bind", str(folder), str(folder)):
        try:
            assert _mount("-o", "remount,bind,ro", str(folder)), "a folder cannot be made read-only"
            yield
        finally:
            _unmount(folder)
        return
    mode = folder.stat().st_mode
    folder.chmod(0o555)
    try:
        yield
    finally:
        folder.chmod(mode)


def _mount(*words: str) -> bool:
    """Whether it was mounted."""
    if os.geteuid() != 0:
        return False
    return subprocess.run(["mount", *words], capture_output=True, check=False).returncode == 0


def _unmount(folder: Path) -> None:
    subprocess.run(["umount", "--lazy", str(folder)], check=True)
