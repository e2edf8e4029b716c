"""Published files to bytes and validators. Files are replaced whole, so one open file is one generation.

The entity tag is the sha256 of the bytes, as the generation's digest is, and the file's time is the generation's: so
every process, every restart and every server of the same folder gives the same validators.
"""

from __future__ import annotations

import gzip
import os
import re
from collections import OrderedDict
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path, PurePosixPath
from threading import Lock

from feeder.feeds import FORMATS

ROOM = 64_000_000  # bytes of documents kept in memory, packed forms included
MEDIA_TYPES = {form.extension: form.media_type for form in FORMATS.values()} | {".opml": "text/x-opml"}

_NAME = re.compile(r"(?:archive/)?[^/\\.\x00-\x1f\x7f][^/\\\x00-\x1f\x7f]*")
_LONGEST_NAME = 200  # bytes: a slug has 80 at most
_ARCHIVED = re.compile(r"(.+)-\d+")
_Mark = tuple[int, int, int, int]


@dataclass(frozen=True, slots=True)
class Document:
    """A published file. `packed` is its gzip form, None where that is not shorter; `modified` whole seconds, UTC."""

    name: str
    body: bytes
    packed: bytes | None
    digest: str
    modified: datetime
    mark: _Mark

    @property
    def size(self) -> int:
        """Bytes in memory."""
        return len(self.body) + len(self.packed or b"")

    @property
    def media_type(self) -> str:
        """Its Content-Type, with the charset that feeds are written in."""
        return f"{MEDIA_TYPES[PurePosixPath(self.name).suffix]}; charset=utf-8"


def is_published_name(name: str) -> bool:
    """Whether feeder publishes files of such names: nothing hidden, no other folders, no way up."""
    if _NAME.fullmatch(name) is None or PurePosixPath(name).suffix not in MEDIA_TYPES:
        return False
    return len(name.encode("utf-8", "replace")) <= _LONGEST_NAME


def section_of(name: str) -> str:
    """The slug of the section that a published file belongs to."""
    stem = PurePosixPath(name).stem
    archived = _ARCHIVED.fullmatch(stem) if name.startswith("archive/") else None
    return archived[1] if archived else stem


class Shelf:
    """The documents of one folder, the latest asked for kept in memory. Threads may share it."""

    def __init__(self, room: int = ROOM) -> None:
        self._room = room
        self._kept: OrderedDict[Path, Document] = OrderedDict()
        self._used = 0
        self._lock = Lock()

    def recall(self, folder: Path, name: str) -> Document | None:
        """The file `name` of `folder` where it is in memory and has not changed; None tells nothing."""
        path = folder / name
        with self._lock:
            known = self._kept.get(path)
        if known is None:
            return None
        try:
            same = known.mark == _mark(path.stat())
        except OSError:
            return None
        if same:
            with self._lock:
                if path in self._kept:
                    self._kept.move_to_end(path)
        return known if same else None

    def find(self, folder: Path, name: str) -> Document | None:
        """The file `name` of `folder` as it is now; None where it is not there."""
        path = folder / name
        known = self.recall(folder, name)
        if known is not None:
            return known
        try:
            with path.open("rb") as file:
                mark = _mark(os.fstat(file.fileno()))
                return self._keep(path, _document(name, file.read(), mark))
        except (FileNotFoundError, IsADirectoryError, NotADirectoryError):
            return None

    def _keep(self, path: Path, document: Document) -> Document:
        with self._lock:
            before = self._kept.pop(path, None)
            self._kept[path] = document
            self._used += document.size - (before.size if before else 0)
            while self._used > self._room:
                self._used -= self._kept.popitem(last=False)[1].size
        return document


def _mark(stat: os.stat_result) -> _Mark:
    """What tells one state of a file from another."""
    return stat.st_ino, stat.st_size, stat.st_mtime_ns, stat.st_ctime_ns


def _document(name: str, body: bytes, mark: _Mark) -> Document:
    packed = gzip.compress(body, 6, mtime=0)
    modified = datetime.fromtimestamp(mark[2] // 1_000_000_000, UTC)
    return Document(name, body, packed if len(packed) < len(body) else None, sha256(body).hexdigest(), modified, mark)
