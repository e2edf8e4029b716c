"""Watched folders that vanish and return, files that are replaced while they are read: nothing twice, nothing lost."""

from __future__ import annotations

import shutil
import time
from pathlib import Path
from unittest import mock

from feeder.model.entry import Outcome
from tests.faults.rush import put
from tests.faults.test_disk import Feeder
from tests.support.installation import House
from tests.support.wire import page

FIRST = "streek-2026-04-01T0900+0200.txt"


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


def test_a_folder_comes_and_goes_under_a_daemon(tmp_path: Path) -> None:
    """The feed stays while the folder is away; what is in it when it returns is taken in, nothing twice."""
    feeder = Feeder(tmp_path)
    put(tmp_path, 1)
    with feeder.daemon() as daemon:
        feeder.wait_for(stories=1)
        shutil.move(tmp_path / "in", tmp_path / "away")
        time.sleep(2)
        assert daemon.poll() is None
        assert feeder.stories() == 1
        shutil.move(tmp_path / "away", tmp_path / "in")
        put(tmp_path, 2)
        feeder.wait_for(stories=2)
    feeder.sound(files=2)


def test_files_that_are_written_slowly_and_replaced(tmp_path: Path) -> None:
    """A program writes in pieces, then puts another version in place: the last one is told, once."""
    feeder = Feeder(tmp_path)
    with feeder.daemon():
        for number in range(1, 9):
            put(tmp_path, number)
            path = max((tmp_path / "in").iterdir())
            whole = path.read_text(encoding="utf-8")
            path.write_text(whole[: len(whole) // 2], encoding="utf-8")
            time.sleep(0.1)
            path.write_text(whole, encoding="utf-8")
            time.sleep(0.3 * (number % 5))
            beside = path.with_suffix(".new")
            beside.write_text(whole.replace("nummer", "met overdekt bad, nummer"), encoding="utf-8")
            beside.replace(path)
        feeder.wait_for(stories=8, words="overdekt bad")
    feeder.sound(files=8)
