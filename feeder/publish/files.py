"""Generations to files. Whoever writes takes the folder's lock and writes what the newest generation says, so that two
processes never undo each other, and a reader never sees half a file."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime, timedelta
from hashlib import sha256
from pathlib import Path

from feeder.errors import PublishError
from feeder.model.stored import Generation
from feeder.store import Store

INDEX = "index"  # where the generations of the overview are kept; no section may have this slug


def commit(
    store: Store, section: str, bodies: Mapping[str, bytes], now: datetime, token: str | None
) -> tuple[str, ...]:
    """Make a generation of each file whose bytes changed; return their names."""
    changed = []
    with store.write() as writer:
        known = writer.generations(section, bodies=False)
        for file, body in bodies.items():
            digest = sha256(body).hexdigest()
            if file in known and known[file].digest == digest:
                continue
            if writer.save_generation(section, file, digest, _later(known.get(file), now), body, token) is None:
                raise PublishError(file, "another process took the section over", "it will be published there")
            changed.append(file)
    return tuple(changed)


def _later(known: Generation | None, now: datetime) -> datetime:
    """`now` in whole seconds, as HTTP tells times, and later than the generation before: no two share a time."""
    second = now.replace(microsecond=0)
    return max(second, known.last_modified + timedelta(seconds=1)) if known else second


def write_files(store: Store, output: Path, section: str) -> None:
    """Bring the files of `section` in `output` to their newest generation; equal ones are left alone."""
    with folder_lock(output):
        with store.read() as reader:
            generations = reader.generations(section, bodies=False)
            missing = [g for g in generations.values() if not _is_there(output / g.file, g)]
            bodies = {generation.file: reader.body(section, generation.file) for generation in missing}
        for generation in missing:
            _write(output / generation.file, bodies[generation.file], generation.last_modified)


def restore_files(store: Store, output: Path) -> None:
    """Write again what was published and is no longer in `output`; take away what retired sections left there."""
    with store.read() as reader:
        retired = {slug: row.retired is not None for slug, row in reader.sections().items()} | {INDEX: False}
        known = {slug: reader.generations(slug, bodies=False) for slug in retired}
    for slug, files in known.items():
        there = [file for file in files if (output / file).exists()]
        if retired[slug] and there:
            _remove(output, there)
        elif not retired[slug] and len(there) < len(files):
            write_files(store, output, slug)


def _remove(output: Path, files: Iterable[str]) -> None:
    """Take files away. A section that comes back is written anew from its generations, without what went meanwhile."""
    with folder_lock(output):
        for file in files:
            (output / file).unlink(missing_ok=True)


@contextmanager
def folder_lock(folder: Path) -> Iterator[None]:
    """One writer of `folder` at a time, over processes; sweeps what a killed writer left."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        handle = os.open(folder / ".lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
    except OSError as error:
        raise PublishError(str(folder), f"cannot be written: {error.strerror}", "check the folder's owner") from error
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        for leftover in (*folder.glob(".*.tmp"), *folder.glob("archive/.*.tmp")):
            leftover.unlink(missing_ok=True)
        yield
    finally:
        os.close(handle)


def _is_there(path: Path, generation: Generation) -> bool:
    """Whether the file holds its generation already. Its time tells: no two generations of a file have the same."""
    try:
        if path.stat().st_mtime == generation.last_modified.timestamp():
            return True
        return sha256(path.read_bytes()).hexdigest() == generation.digest
    except OSError:
        return False


def _write(path: Path, body: bytes | None, modified: datetime) -> None:
    if body is None:
        return
    temporary = path.with_name(f".{path.name}.tmp")
    seconds = modified.timestamp()
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with temporary.open("wb") as file:
            file.write(body)
            file.flush()
            os.fsync(file.fileno())
        os.utime(temporary, (seconds, seconds))
        temporary.replace(path)
        _sync_folder(path.parent)
    except OSError as error:
        temporary.unlink(missing_ok=True)
        raise PublishError(
            str(path), f"cannot be written: {error.strerror}", "free space or mend permissions"
        ) from error


def _sync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
