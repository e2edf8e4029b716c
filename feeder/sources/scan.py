"""Which files are there: a file, a folder, or a glob. Imports next to nothing: idle runs do no more than this."""

from __future__ import annotations

import glob
import os
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from feeder.errors import SourceError
from feeder.model.file import FileStat
from feeder.model.specs import SourceSpec

DONE, FAILED = "done", "failed"  # where processed files are moved, when they are


@dataclass(frozen=True, slots=True)
class Found:
    """A file that is there: its path as the ledger knows it (relative to the configuration), and its identity."""

    path: str
    file: Path
    stat: FileStat

    @property
    def mtime(self) -> datetime:
        """When the file was last written, in UTC."""
        return datetime.fromtimestamp(self.stat.mtime_ns / 1e9, UTC)


def scan(spec: SourceSpec) -> list[Found]:
    """Every file of the source that is there now, by path. Raises SourceError when its folder is not there."""
    pattern = str(spec.root / (spec.path or ""))
    base = Path(pattern)
    if base.is_dir():
        pattern = str(base / "*")
    elif not glob.has_magic(pattern) and not base.exists():
        raise SourceError(str(base), "there is no such file or folder", f"mend path of source {spec.name!r}")
    elif not (folder := _folder(pattern)).is_dir():
        raise SourceError(str(folder), "there is no such folder", f"mend path of source {spec.name!r}")
    return sorted(_found(spec.root, _names(pattern), _folder(pattern)), key=lambda f: f.path)


def base_folder(spec: SourceSpec) -> Path:
    """The folder that a source's files are in, or below."""
    whole = spec.root / (spec.path or "")
    return whole if whole.is_dir() else _folder(str(whole))


def _names(pattern: str) -> Iterable[str]:
    """What matches, each once. `**` goes into folders, never through links to them: those may lead out, or in rings."""
    top, deep, rest = pattern.partition(f"{os.sep}**{os.sep}")
    if not deep and pattern.endswith(f"{os.sep}**"):
        top, deep, rest = pattern.removesuffix("**"), "**", "*"
    if not deep:
        return glob.iglob(pattern)  # noqa: PTH207  (unlike Path.glob it never matches dotfiles)
    tops = glob.iglob(top) if glob.has_magic(top) else (top,)  # noqa: PTH207
    folders = (folder for name in tops for folder in _folders(name))
    return dict.fromkeys(name for folder in folders for name in _names(os.path.join(glob.escape(folder), rest)))  # noqa: PTH118


def _folders(top: str) -> Iterable[str]:
    """`top` and every folder in it, at any depth; not those whose names begin with a dot."""
    for folder, inner, _ in os.walk(top):
        inner[:] = [name for name in inner if not name.startswith(".")]
        yield folder


def _folder(pattern: str) -> Path:
    """The deepest folder above the first part of `pattern` that is a pattern itself."""
    parts = Path(pattern).parts
    plain = [part for i, part in enumerate(parts[:-1]) if not any(glob.has_magic(p) for p in parts[: i + 1])]
    return Path(*plain)


def _found(root: Path, names: Iterable[str], folder: Path) -> Iterable[Found]:
    """The files among `names`; not sidecars, not what was moved away, not links that lead out of the folder."""
    within = folder.resolve()
    inside: dict[Path, bool] = {}  # the folders of the files: whether they are where they seem to be
    for name in names:
        file = Path(name)
        if {DONE, FAILED} & set(file.relative_to(folder).parts[:-1]) or _is_sidecar(file):
            continue
        try:
            if file.parent not in inside:
                inside[file.parent] = file.parent.resolve().is_relative_to(within)
            if not inside[file.parent] or (file.is_symlink() and not file.resolve().is_relative_to(within)):
                continue
            stat = stat_of(file)
        except OSError:
            continue
        if file.is_file():
            yield Found(os.path.relpath(file, root), file, stat)


def stat_of(file: Path) -> FileStat:
    """What tells the file from a changed one. Raises OSError."""
    stat = file.stat()
    return FileStat(stat.st_size, stat.st_mtime_ns, stat.st_ino)


def _is_sidecar(file: Path) -> bool:
    return file.suffix == ".toml" and file.with_suffix("").exists()
