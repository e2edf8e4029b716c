"""Very many files at once into a watched folder, while the daemon is killed: each is taken in, once."""

from __future__ import annotations

import subprocess
import time
from collections import Counter
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

from tests.faults.judging import unsettled
from tests.faults.killing import COMMANDS, Kills, ask, begin, set_free

CONFIG = """[feeder]
timezone = "Europe/Amsterdam"
[[sources]]
name = "wire"
path = "in/*.txt"
section = "sport"
every = "1h"
"""
PAGE = "Meer uit Sport\nALMEN (XNP) - De raad van Almen heeft ingestemd met zwembad nummer {0}.\n3 uur geleden\n"
FIRST = datetime(2026, 5, 1)
SECONDS_A_FILE = 0.2  # that are waited for, beyond a minute


def put(folder: Path, number: int) -> None:
    """Drop a page into the watched folder, as a program that writes it would; a minute later than the one before."""
    name = f"sport-{FIRST + timedelta(minutes=number):%Y-%m-%dT%H%M}+0200.txt"
    (folder / "in" / name).write_text(PAGE.format(number), encoding="utf-8")


def rush(folder: Path, files: int, kills: int) -> Kills:
    """Drop `files` into the folder that a daemon watches, and kill it `kills` times while it takes them in."""
    told = Kills(stories=files)
    (folder / "in").mkdir()
    (folder / "config.toml").write_text(CONFIG, encoding="utf-8")
    told.wrong += ["the first run failed"] * (begin(folder, "once").wait() != 0)
    daemon = begin(folder, *COMMANDS["run"])
    for number in range(files):
        put(folder, number)
    for turn in range(kills):
        _wait(folder, files * (turn + 1) // (kills + 1), files)
        daemon.kill()
        daemon.wait()
        told.kills["in a rush"] += 1
        set_free(folder)
        daemon = begin(folder, *COMMANDS["run"])
    _wait(folder, files, files)
    daemon.terminate()
    told.wrong += ["the daemon did not end as told"] * (daemon.wait(60) != 0)
    told.wrong += [*_counted(folder, files), *unsettled(folder)]
    return told


def _wait(folder: Path, wanted: int, files: int) -> None:
    """Until that many files were taken in."""
    end = time.monotonic() + 60 + files * SECONDS_A_FILE
    while taken_in(folder) < wanted and time.monotonic() < end:
        time.sleep(0.1)


def taken_in(folder: Path) -> int:
    """How many files stand in the ledger."""
    ((count,),) = ask(folder, "SELECT count(*) FROM ledger WHERE error IS NULL")
    return int(str(count))


def _counted(folder: Path, files: int) -> Iterator[str]:
    """What is not there once."""
    stored = ask(folder, "SELECT count(*), count(DISTINCT guid) FROM entries")[0]
    if (taken_in(folder), *stored) != (files, files, files):
        yield f"of {files} files {taken_in(folder)} were taken in, of {stored} stories"
    process = begin(folder, "export", "jsonl", "sport", stdout=subprocess.PIPE)
    told = Counter(process.communicate()[0].splitlines())
    if len(told) != files or max(told.values(), default=0) > 1:
        yield f"{len(told)} of {files} stories are exported"
