"""A disk that is full, an output folder that nobody may write to: told, outlived, made up for. Real processes."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from feeder.store import open_store
from tests.faults.killing import ask, set_free
from tests.faults.rush import CONFIG, put
from tests.support.disks import SmallDisk, read_only, small_disk


class Feeder:
    """An installation whose processes write to `root`."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.told = ""
        (root / "in").mkdir()
        (root / "config.toml").write_text(CONFIG, encoding="utf-8")

    def begin(self, *words: str) -> subprocess.Popen[str]:
        """Begin a command."""
        return subprocess.Popen(
            [sys.executable, "-m", "feeder", *words],
            cwd=self.root,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path), "PYTHONDONTWRITEBYTECODE": "1"},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
        )

    def once(self, status: int = 0, while_running: Callable[[int], None] = lambda process: None) -> str:
        """What `feeder once` says on its way to that exit status."""
        process = self.begin("once")
        while_running(process.pid)
        _, told = process.communicate(timeout=120)
        assert process.returncode == status, told
        assert "Traceback" not in told
        return told

    @contextmanager
    def daemon(self) -> Iterator[subprocess.Popen[str]]:
        """`feeder run` for a while; what it said is in `told` afterwards."""
        process = self.begin("run", "--no-web")
        try:
            yield process
            process.terminate()
            _, self.told = process.communicate(timeout=60)
        finally:
            process.kill()
            process.wait()
            assert process.stderr is not None
            process.stderr.close()
        assert process.returncode == 0, self.told
        assert "Traceback" not in self.told

    def files(self) -> dict[str, bytes]:
        """Every published file."""
        return {path.name: path.read_bytes() for path in (self.root / "output").glob("[!.]*.*")}

    def stories(self, words: str = "") -> int:
        """How many stories the feed tells of, with these words; each once."""
        path = self.root / "output" / "sport.json"
        items = json.loads(path.read_bytes())["items"] if path.exists() else []
        assert len({item["id"] for item in items}) == len(items)
        return sum(words in json.dumps(item) for item in items)

    def wait_for(self, stories: int, words: str = "") -> None:
        """Until the feed tells of so many, with these words, and every other file of that publication is there."""
        end, before = time.monotonic() + 90, dict[str, bytes]()
        while self.stories(words) != stories or self.files() != before:
            assert time.monotonic() < end, "waited in vain"
            before = self.files()
            time.sleep(0.5)

    def sound(self, files: int) -> None:
        """The database is whole, and every file was taken in once."""
        store = open_store("sqlite:///feeder.db", folder=self.root)
        assert store.check() == []
        store.close()
        assert ask(self.root, "SELECT count(*) FROM ledger") == [(files,)]


@pytest.fixture(params=["mounted", "limited"])
def disk(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[SmallDisk]:
    """A disk of 8 MB: a real one where this process may mount it; and a process whose files may not grow."""
    (tmp_path / "disk").mkdir()
    if request.param == "limited":
        yield SmallDisk(tmp_path / "disk", real=False)
        return
    with small_disk(tmp_path / "disk", 8) as disk:
        yield disk


def test_a_run_on_a_full_disk(disk: SmallDisk) -> None:
    """The run says so, feeds stay as they were; with room again nothing is missing and nothing is left behind."""
    feeder = Feeder(disk.folder)
    put(feeder.root, 1)
    feeder.once()
    before = feeder.files()
    for number in range(2, 30):
        put(feeder.root, number)
    told = feeder.once(1, disk.fill)
    assert "cannot be written" in told
    assert feeder.files() == before
    disk.make_room(os.getpid())
    feeder.once()
    assert feeder.stories() == 29
    feeder.sound(files=29)
    assert list(feeder.root.rglob(".*.tmp")) == []


def test_a_daemon_on_a_full_disk(disk: SmallDisk) -> None:
    """It stays, says so, keeps its feeds, and goes on by itself when there is room."""
    feeder = Feeder(disk.folder)
    put(feeder.root, 1)
    with feeder.daemon() as daemon:
        feeder.wait_for(stories=1)
        before = feeder.files()
        for number in range(2, 30):
            put(feeder.root, number)
        disk.fill(daemon.pid)
        time.sleep(4)
        assert daemon.poll() is None
        assert before.keys() <= feeder.files().keys()
        disk.make_room(daemon.pid)
        feeder.wait_for(stories=29)
    assert "cannot be written" in feeder.told
    feeder.sound(files=29)
    assert list(feeder.root.rglob(".*.tmp")) == []


def test_a_run_that_may_not_write_its_feeds(tmp_path: Path) -> None:
    """News is kept and the trouble told; feeds stay as they were; when the folder may be written to, they are made."""
    feeder = Feeder(tmp_path)
    put(feeder.root, 1)
    feeder.once()
    before = feeder.files()
    put(feeder.root, 2)
    with read_only(tmp_path / "output"):
        assert "cannot be written" in feeder.once(1)
    assert feeder.files() == before
    feeder.once()
    assert feeder.stories() == 2
    feeder.sound(files=2)


def test_a_daemon_that_may_not_write_its_feeds(tmp_path: Path) -> None:
    """It stays, says so, and publishes by itself when it may."""
    feeder = Feeder(tmp_path)
    put(feeder.root, 1)
    with feeder.daemon() as daemon:
        feeder.wait_for(stories=1)
        before = feeder.files()
        with read_only(tmp_path / "output"):
            put(feeder.root, 2)
            time.sleep(4)
            assert daemon.poll() is None
            assert feeder.files() == before
        set_free(feeder.root)
        feeder.wait_for(stories=2)
    assert "cannot be written" in feeder.told
    feeder.sound(files=2)
