"""A disk that is full, an output folder that nobody may write to, watched folders that vanish and return."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from unittest import mock

from feeder.model.entry import Outcome
from tests.support.installation import House
from tests.support.wire import page

FIRST, SECOND = "streek-2026-04-01T0900+0200.txt", "streek-2026-04-01T1100+0200.txt"
LIMITED = """
import resource, signal, sys
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv.pop(1)),) * 2)
from feeder.cli import main
main()
"""


def limited(root: Path, size: int) -> subprocess.CompletedProcess[str]:
    """`feeder once`, which can make no file longer than `size` bytes, as where the disk is full."""
    return subprocess.run(
        [sys.executable, "-c", LIMITED, str(size), "once"],
        cwd=root,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def test_a_full_disk(tmp_path: Path) -> None:
    """Where nothing can be written the run says so, feeds stay as they were; with room again nothing is missing."""
    house = House(tmp_path)
    (tmp_path / "config.toml").write_text(house.config, encoding="utf-8")
    house.put(FIRST, page())
    assert limited(tmp_path, 1 << 40).returncode == 0
    before = house.files()
    house.put(SECOND, page(later=2) + "Meer uit Streek\nALMEN (XNP) - Een nieuw bericht over de markt van Almen.\n")
    full = limited(tmp_path, 1000)
    assert full.returncode == 1
    assert "Traceback" not in full.stderr
    assert "feeder:" in full.stderr
    assert house.files() == before
    assert limited(tmp_path, 1 << 40).returncode == 0
    with house.store() as store:
        assert store.check() == []
        with store.read() as reader:
            assert len(reader.ledger("wire")) == 2


def test_a_folder_that_vanishes_and_returns(tmp_path: Path) -> None:
    """While it is away the source is in trouble and its feed stays; when it is back nothing is taken in twice."""
    house = House(tmp_path)
    house.put(FIRST, page())
    house.run()
    before, entries = house.files(), house.entries()
    shutil.move(tmp_path / "in", tmp_path / "away")
    assert house.run().refreshed[0].outcome is Outcome.FAILING
    assert house.files() == before
    shutil.move(tmp_path / "away", tmp_path / "in")
    report = house.run()
    assert (report.refreshed[0].outcome, report.refreshed[0].captures) == (Outcome.UNCHANGED, 0)
    assert [entry.guid for entry in house.entries()] == [entry.guid for entry in entries]


def test_a_file_replaced_while_it_is_read(tmp_path: Path) -> None:
    """It is left for the next look, and then taken in as it is, once."""
    house = House(tmp_path)
    house.put(FIRST, page())
    honest = Path.read_bytes

    def replaced(path: Path) -> bytes:
        body = honest(path)
        if path.name == FIRST:
            path.write_text(page(later=1), encoding="utf-8")
        return body

    with mock.patch.object(Path, "read_bytes", replaced):
        house.run()
    assert house.entries() == []
    house.run()
    with house.store() as store, store.read() as reader:
        assert len(reader.ledger("wire")) == 1
        assert len(reader.entries()) > 0
