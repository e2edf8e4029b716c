"""Folders that others write into: nothing outside them is read, and nothing is written outside what is ours."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from feeder.errors import SourceError
from feeder.model.specs import SourceSpec
from feeder.sources.captured import MAX_BYTES, read_sidecar
from feeder.sources.folder import put_away
from feeder.sources.scan import scan
from feeder.store import open_store
from tests.security.pumps import processor_limit


@pytest.fixture
def watched(tmp_path: Path) -> Path:
    """A watched folder with one page, beside a secret."""
    (tmp_path / "in" / "deep").mkdir(parents=True)
    (tmp_path / "in" / "page.txt").write_text("Een pagina.")
    (tmp_path / "in" / "deep" / "page.txt").write_text("Nog een pagina.")
    (tmp_path / "outside").mkdir()
    (tmp_path / "outside" / "secret.txt").write_text("geheim")
    return tmp_path / "in"


def names(root: Path, path: str) -> list[str]:
    """What a source with that path finds, from the folder of the configuration."""
    return [found.path for found in scan(SourceSpec(name="a", path=path, root=root))]


@pytest.mark.parametrize("path", ["in", "in/*.txt", "in/*/*.txt", "in/**/*.txt", "in/**", "in/**/deep/**/*.txt"])
def test_links_lead_nowhere(watched: Path, path: str) -> None:
    """Links to files and folders outside, up and in a ring: what they lead to is not found, in good time."""
    before = names(watched.parent, path)
    (watched / "file.txt").symlink_to(watched.parent / "outside" / "secret.txt")
    (watched / "passwd.txt").symlink_to("/etc/passwd")
    (watched / "gone.txt").symlink_to(watched / "nothing")
    for folder in (watched, watched / "deep"):
        (folder / "out").symlink_to(watched.parent / "outside")
        (folder / "up").symlink_to("..")
        (folder / "ring").symlink_to(".")
        (folder / "ring2").symlink_to(folder)
    found = names(watched.parent, path)
    assert not [name for name in found if "secret" in name or "passwd" in name or "out/" in name]
    assert set(before) <= set(found)
    assert len(found) < 40


def test_a_link_within_the_folder_is_a_file_of_it(watched: Path) -> None:
    """Who names a page twice inside the folder reads it twice."""
    (watched / "again.txt").symlink_to("deep/page.txt")
    assert names(watched.parent, "in") == ["in/again.txt", "in/page.txt"]


def test_every_depth_is_searched(watched: Path) -> None:
    """`**` stands for no folder, one, or many; names that begin with a dot never match."""
    (watched / ".hidden").mkdir()
    (watched / ".hidden" / "x.txt").write_text("x")
    assert names(watched.parent, "in/**/*.txt") == ["in/deep/page.txt", "in/page.txt"]
    assert names(watched.parent, "in/**") == ["in/deep/page.txt", "in/page.txt"]
    assert names(watched.parent, "i*/**/deep/*.txt") == ["in/deep/page.txt"]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("taken_at = 0001-01-01T00:00:00+01:00", "is no time"),
        ("taken_at = " + "[" * 5000, "cannot be read"),
        ("taken_at = " + "9" * 5000, "cannot be read"),
        ("url = 3", "is no text"),
        ("a" + ".a" * 100_000 + " = 1", "cannot be read"),
        ('url = "javascript:alert(1)"', "is no address"),
        ('url = "file:///etc/passwd"', "is no address"),
        ('url = "https://a.example/"\n' + "# x\n" * MAX_BYTES + 'media_type = "text/html"\n[', ""),
    ],
)
def test_hostile_sidecars(watched: Path, text: str, told: str) -> None:
    """A sidecar is text of a stranger: refused in words, or read no further than its first 8 KB, in good time."""
    (watched / "page.txt.toml").write_text(text)
    if told:
        with processor_limit(2), pytest.raises(SourceError, match=told):
            read_sidecar(watched / "page.txt", "UTC")
    else:
        assert read_sidecar(watched / "page.txt", "UTC").url == "https://a.example/"


def test_a_sidecar_that_is_a_link_or_a_pipe_is_refused(watched: Path) -> None:
    """Neither what a link leads to is read, nor does a pipe hold anybody up."""
    sidecar, outside = watched / "page.txt.toml", watched.parent / "outside" / "other.toml"
    outside.write_text('url = "https://a.example/"')
    for target in (Path("/etc/passwd"), outside):
        sidecar.symlink_to(target)
        with pytest.raises(SourceError, match="cannot be read"):
            read_sidecar(watched / "page.txt", "UTC")
        sidecar.unlink()
    os.mkfifo(sidecar)
    assert read_sidecar(watched / "page.txt", "UTC").taken_at is None


@pytest.mark.parametrize("hindrance", ["link", "file"])
def test_nothing_is_moved_through_a_link(watched: Path, hindrance: str) -> None:
    """done/ that leads elsewhere, or is no folder, is an error, and the file stays."""
    done = watched / "done"
    done.symlink_to(watched.parent / "outside") if hindrance == "link" else done.write_text("x")
    spec = SourceSpec(name="a", path="in/*.txt", root=watched.parent, after="move")
    (page,) = (found for found in scan(spec) if found.path == "in/page.txt")
    with pytest.raises(SourceError):
        put_away(page, spec, failed=False)
    assert (watched / "page.txt").exists()
    assert [path.name for path in (watched.parent / "outside").iterdir()] == ["secret.txt"]


def test_pipes_and_sockets_are_no_files(watched: Path) -> None:
    """Only regular files are read: nothing waits for a pipe."""
    os.mkfifo(watched / "pipe.txt")
    assert names(watched.parent, "in") == ["in/page.txt"]


def test_the_database_is_its_owners(tmp_path: Path) -> None:
    """It holds whole pages, licensed ones too: nobody else may read it, nor its log."""
    before = os.umask(0)
    try:
        store = open_store("sqlite:///feeder.db", folder=tmp_path)
        with store.write() as writer:
            writer.sources()
        modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in tmp_path.iterdir()}
        store.close()
    finally:
        os.umask(before)
    assert "feeder.db" in modes
    assert set(modes.values()) == {0o600}
