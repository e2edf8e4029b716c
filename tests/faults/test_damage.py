"""A damaged database: it is detected, set aside with a message, made anew, and feeds are served all the while."""

from __future__ import annotations

import json
import os
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from feeder.daemon.upkeep import backup_of
from feeder.store import open_store
from tests.support.wire import page

CONFIG = '[feeder]\ntimezone = "Europe/Amsterdam"\n[[sources]]\nname = "wire"\npath = "in/*.txt"\nsection = "streek"\n'


def feeder(folder: Path, *words: str, check: bool = True) -> subprocess.CompletedProcess[str]:
    """Run a command of feeder in the folder."""
    done = subprocess.run(
        [sys.executable, "-m", "feeder", *words],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0 or not check, done.stderr
    return done


@pytest.fixture
def house(tmp_path: Path) -> Path:
    """An installation that has published."""
    (tmp_path / "in").mkdir()
    (tmp_path / "config.toml").write_text(CONFIG, encoding="utf-8")
    (tmp_path / "in" / "sport-2026-05-01T1200+0200.txt").write_text(page(), encoding="utf-8")
    feeder(tmp_path, "once")
    return tmp_path


def told(folder: Path) -> dict[str, Any]:
    """Each story of the feed: its id to its instant."""
    items = json.loads((folder / "output" / "streek.json").read_bytes())["items"]
    return {item["id"]: item.get("date_published") for item in items}


def damage_header(path: Path) -> None:
    with path.open("r+b") as file:
        file.write(b"\0" * 64)


def damage_body(path: Path) -> None:
    """Noise over all pages but the first two."""
    with closing(sqlite3.connect(path)) as database:
        database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    size = path.stat().st_size
    with path.open("r+b") as file:
        file.seek(8192)
        file.write(b"\xa5" * (size - 8192))


def damage_word(path: Path) -> None:
    """A letter of a story, which the database itself does not notice: the digest of the entry does."""
    data = path.read_bytes()
    assert b"zwembad" in data
    path.write_bytes(data.replace(b"zwembad", b"zwembed"))


def back_up(folder: Path) -> None:
    store = open_store("sqlite:///feeder.db", folder=folder)
    store.backup(backup_of(folder / "feeder.db"))
    store.close()


DAMAGES = {"header": damage_header, "body": damage_body, "word": damage_word}


@pytest.mark.parametrize("kind", DAMAGES)
@pytest.mark.parametrize("backed_up", [True, False], ids=["backup", "no backup"])
def test_doctor_explains_and_repairs(house: Path, kind: str, backed_up: bool) -> None:
    """`feeder doctor` says what is wrong and what to do; with --repair nothing is lost and no id or instant changes."""
    if backed_up:
        back_up(house)
        (house / "in" / "sport-2026-05-01T1500+0200.txt").write_text(page(later=3), encoding="utf-8")
        feeder(house, "once")  # what came after the backup is in the feeds only
    before = told(house)
    DAMAGES[kind](house / "feeder.db")
    sick = feeder(house, "doctor", check=False)
    assert sick.returncode == 1
    assert "damaged" in sick.stdout + sick.stderr or "malformed" in sick.stdout
    assert "doctor --repair" in sick.stdout
    mended = feeder(house, "doctor", "--repair")
    assert "set aside as feeder.db.damaged" in mended.stdout
    assert ("restored from feeder.db.backup" in mended.stdout) is backed_up
    assert (house / "feeder.db.damaged").exists()
    assert told(house) == before
    feeder(house, "once", "--force")
    assert told(house) == before
    assert feeder(house, "doctor").stdout == "Everything is in order.\n"


def test_a_damaged_backup_is_passed_over(house: Path) -> None:
    """Where the backup is damaged too, the feeds tell what the database held."""
    before = told(house)
    back_up(house)
    damage_header(backup_of(house / "feeder.db"))
    damage_body(house / "feeder.db")
    mended = feeder(house, "doctor", "--repair")
    assert "no whole backup" in mended.stdout
    feeder(house, "once")
    assert told(house) == before


@pytest.mark.parametrize("kind", ["header", "body"])
def test_the_daemon_mends_it_at_its_start(house: Path, kind: str) -> None:
    """A daemon that starts on a damaged database says so, makes it anew, and goes on; its feeds never went away."""
    before = told(house)
    DAMAGES[kind](house / "feeder.db")
    running = subprocess.Popen(
        [sys.executable, "-m", "feeder", "run", "--no-web"],
        cwd=house,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        (house / "in" / "sport-2026-05-02T1200+0200.txt").write_text(
            "Meer uit Streek\nALMEN (XNP) - De toren van Almen krijgt na eeuwen een nieuwe spits van leisteen.\n"
            "2 uur geleden\n",
            encoding="utf-8",
        )
        end = time.monotonic() + 60
        while len(now := told(house)) == len(before):
            assert now == before
            assert time.monotonic() < end, "nothing new was published"
            time.sleep(0.2)
        assert feeder(house, "doctor", "--repair", check=False).returncode == 75
        running.terminate()
        _, logged = running.communicate(timeout=60)
    finally:
        running.kill()
    assert "set aside as feeder.db.damaged" in logged
    assert before.items() <= told(house).items()


def test_changed_and_missing_files_are_written_again(house: Path) -> None:
    """Published files that somebody changed or removed are what was published after --repair."""
    whole = {path: path.read_bytes() for path in (house / "output").glob("streek.*")}
    (house / "output" / "streek.rss").unlink()
    (house / "output" / "streek.json").write_text("mine", encoding="utf-8")
    feeder(house, "doctor", "--repair")
    assert {path: path.read_bytes() for path in whole} == whole
