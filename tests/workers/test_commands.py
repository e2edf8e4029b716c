"""The commands of a fleet, as processes: how they start, what they refuse, and that they do the work together."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from feeder.cli import main
from feeder.store import open_store
from feeder.workers.fleet import fleet
from tests.support.installation import CONFIG
from tests.support.wire import page
from tests.workers.crew import PROJECT, Crew

FIRST = "streek-2026-03-14T2100+0100.txt"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A working folder with a configuration and one page."""
    (tmp_path / "config.toml").write_text(CONFIG)
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / FIRST).write_text(page())
    monkeypatch.chdir(tmp_path)
    return tmp_path


def feeder(*words: str, **environ: str) -> subprocess.CompletedProcess[str]:
    """Run `feeder …` as a process."""
    own = {**os.environ, "PYTHONPATH": str(PROJECT), **environ}
    command = [sys.executable, "-m", "feeder", *words]
    return subprocess.run(command, env=own, capture_output=True, text=True, timeout=60, check=False)


def test_a_worker_needs_a_database_that_can_be_shared(folder: Path) -> None:
    """On SQLite `feeder worker` says why not, and what to do instead."""
    done = feeder("worker")
    assert done.returncode == 2
    assert "its database is a file, which workers cannot share" in done.stderr
    assert "feeder run" in done.stderr


def test_a_database_that_does_not_answer_is_said_in_one_line(folder: Path) -> None:
    """The error names the database without its password, and says what to do."""
    done = feeder("migrate", FEEDER_DATABASE="postgresql://me:secret@/x?host=/nowhere&connect_timeout=2")
    assert done.returncode != 0
    assert "see whether the server is running" in done.stderr
    assert "secret" not in done.stderr
    assert "Traceback" not in done.stderr


def test_the_missing_extra_is_named(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Without its driver a PostgreSQL address says which extra brings it."""
    monkeypatch.setitem(sys.modules, "psycopg", None)
    monkeypatch.setenv("FEEDER_DATABASE", "postgresql://me@/x")
    monkeypatch.setattr(sys, "argv", ["feeder", "once"])
    with pytest.raises(SystemExit):
        main()
    assert "pip install 'feeder[postgres]'" in capsys.readouterr().err


def test_an_installation_moves_by_command(folder: Path, url: str) -> None:
    """`feeder copy` takes everything along, refuses to do it twice, and `feeder migrate` readies the rest."""
    assert feeder("once").returncode == 0
    with_feeds = {path.name: path.read_bytes() for path in (folder / "output").glob("*.*")}
    moved = feeder("copy", "--from", "sqlite:///feeder.db", "--to", url)
    assert moved.returncode == 0, moved.stderr
    assert "entries: 5" in moved.stdout
    assert "holds entries already" in feeder("copy", "--from", "sqlite:///feeder.db", "--to", url).stderr
    assert "there is no such database" in feeder("copy", "--from", "sqlite:///none.db", "--to", url).stderr
    assert feeder("migrate", FEEDER_DATABASE=url).returncode == 0
    assert feeder("once", FEEDER_DATABASE=url).returncode == 0
    assert {path.name: path.read_bytes() for path in (folder / "output").glob("*.*")} == with_feeds
    told = json.loads(feeder("status", "--json", FEEDER_DATABASE=url).stdout)
    assert told["fleet"]["workers"] == 0


def test_a_worker_refreshes_what_the_clock_claims(tmp_path: Path, url: str) -> None:
    """A page that belongs to no machine is taken in by the worker, published by the clock, and `stop` ends both."""
    pages = tmp_path / "shared"
    pages.mkdir()
    (pages / FIRST).write_text(page())
    config = CONFIG.replace('path = "in/*.txt"', f'path = "{pages}/*.txt"')
    crew = Crew(tmp_path, config, url, lease=120.0)
    crew.start("run1")
    crew.start("worker1")
    feed = tmp_path / "run1" / "output" / "streek.json"
    try:
        until = time.monotonic() + 40
        while not feed.exists() and time.monotonic() < until:
            time.sleep(0.1)
        time.sleep(3.0)
        told = _fleet(tmp_path, url)
    finally:
        assert crew.stop() == []
    assert told["clock"].startswith("run1/")
    assert told["clock_silent"] < 3.0  # it shows a beat though nothing is due
    assert (told["workers"], told["lost_workers"], told["stalled"]) == (1, 0, 0)
    assert len(json.loads(feed.read_bytes())["items"]) == 5


def _fleet(folder: Path, url: str) -> dict[str, Any]:
    store = open_store(url, folder=folder)
    told = fleet(store, datetime.now(UTC))
    store.close()
    assert told is not None
    return told
