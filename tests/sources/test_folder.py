"""Files as sources: what is found, what is new, in which order."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from feeder.errors import SourceError
from feeder.model.specs import SourceSpec
from feeder.model.stored import LedgerRow
from feeder.sources import folder
from feeder.sources.scan import scan


def spec(root: Path, path: str, **more: object) -> SourceSpec:
    """A source over files below `root`."""
    return SourceSpec("wire", path=path, root=root, **more)  # type: ignore[arg-type]


def names(root: Path, path: str) -> list[str]:
    """The paths that a source finds."""
    return [found.path for found in scan(spec(root, path))]


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """A folder with pages, a sidecar, a dotfile, folders, and files that were moved away."""
    for name in (
        "in/b.txt",
        "in/a.txt",
        "in/a.txt.toml",
        "in/.hidden.txt",
        "in/deep/c.txt",
        "in/done/old.txt",
        "in/x.md",
    ):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(name)
    return tmp_path


def test_a_file_a_folder_and_globs(tree: Path) -> None:
    """Folders give their own files, ** recurses; sidecars, dotfiles and done/ never match."""
    assert names(tree, "in/a.txt") == ["in/a.txt"]
    assert names(tree, "in") == ["in/a.txt", "in/b.txt", "in/x.md"]
    assert names(tree, "in/*.txt") == ["in/a.txt", "in/b.txt"]
    assert names(tree, "in/**/*.txt") == ["in/a.txt", "in/b.txt", "in/deep/c.txt"]
    assert names(tree, str(tree / "in/*.txt")) == ["in/a.txt", "in/b.txt"]


def test_a_folder_that_is_not_there_is_an_error(tree: Path) -> None:
    """A vanished folder is trouble; a folder without files is not."""
    for path in ("out/*.txt", "in/none.txt", "out"):
        with pytest.raises(SourceError, match="no such"):
            names(tree, path)
    assert names(tree, "in/*.html") == []


def test_links_that_lead_out_of_the_folder_are_not_followed(tree: Path) -> None:
    """A watched folder gives what is in it, whatever links somebody puts there."""
    (tree / "secret.txt").write_text("secret")
    (tree / "in/link.txt").symlink_to(tree / "secret.txt")
    (tree / "in/inner.txt").symlink_to(tree / "in/a.txt")
    assert names(tree, "in/*.txt") == ["in/a.txt", "in/b.txt", "in/inner.txt"]


def test_only_what_the_ledger_does_not_know_is_new(tree: Path) -> None:
    """Size, modification time and inode tell a file from the one that was taken in."""
    found = scan(spec(tree, "in/*.txt"))
    ledger = {f.path: LedgerRow(f.path, "", f.stat.size, f.stat.mtime_ns, f.stat.inode) for f in found}
    assert folder.fresh(found, ledger) == []
    os.utime(tree / "in/a.txt", (1, 1))
    assert [f.path for f in folder.fresh(scan(spec(tree, "in/*.txt")), ledger)] == ["in/a.txt"]


def test_captures_come_oldest_first_whatever_their_names(tmp_path: Path) -> None:
    """Files are folded by the time they were captured, not by name or arrival."""
    for name in ("a-20260314-220000.txt", "z-20260314-210000.txt", "m-20260313-210000.txt"):
        (tmp_path / name).write_text(name)
    source = spec(tmp_path, "*.txt")
    ordered = folder.in_order(scan(source), source, "UTC")
    assert [f.path[0] for f in ordered] == ["m", "z", "a"]


def test_a_delivery_knows_its_series(tmp_path: Path) -> None:
    """Captures of one page at several times are one series."""
    for name in ("p-20260314-220000.txt", "p-20260314-210000.txt"):
        (tmp_path / name).write_text(name)
    source = spec(tmp_path, "*.txt")
    delivered = [folder.deliver(f, source, "UTC") for f in scan(source)]
    assert {d.capture.series for d in delivered} == {"p-.txt"}
    assert all(d.seen_at == d.capture.taken_at for d in delivered)


def test_a_file_too_large_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is read into memory that is larger than a page can be."""
    monkeypatch.setattr(folder, "MAX_BYTES", 3)
    (tmp_path / "big.txt").write_text("1234")
    source = spec(tmp_path, "big.txt")
    with pytest.raises(SourceError, match="4 bytes"):
        folder.deliver(scan(source)[0], source, "UTC")


def test_putting_away_never_overwrites(tmp_path: Path) -> None:
    """A second file of one name stands beside the first in done/."""
    source = spec(tmp_path, "*.txt")
    for text in ("one", "two"):
        (tmp_path / "a.txt").write_text(text)
        (tmp_path / "a.txt.toml").write_text("")
        folder.put_away(scan(source)[0], source, failed=False)
    kept = {path.read_text() for path in (tmp_path / "done").glob("a*.txt")}
    assert kept == {"one", "two"}
    assert not list(tmp_path.glob("a.txt*"))
