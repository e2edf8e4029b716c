"""kill -9 at any moment: nothing torn, nothing lost, nothing twice, no id and no instant changed, leftovers swept.

`python -m tests.faults` kills as often as you like.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.faults.judging import unsettled, untold
from tests.faults.killing import COMMANDS, MOMENTS, Victims, kill_often
from tests.faults.migrating import kill_migrations
from tests.faults.rush import rush
from tests.simulator.invariants import look

CI_KILLS = 8  # of each command, and of migrations


@pytest.mark.parametrize("command", COMMANDS)
def test_kills(tmp_path: Path, command: str) -> None:
    """Killed anywhere, in fetches, commits, publications, feeds are whole, and in the end each story is told once."""
    told = kill_often(tmp_path, command, CI_KILLS)
    assert told.wrong == []
    assert set(told.kills) == set(MOMENTS)
    assert told.left["leases"] > 0
    assert told.stories >= CI_KILLS


def test_killed_migrations(tmp_path: Path) -> None:
    """A database of an older schema, or none, is as it was or as it is to be; the next start completes it."""
    told = kill_migrations(tmp_path, CI_KILLS)
    assert told.wrong == []
    assert told.kills.keys() >= {"from nothing", "from 0001"}


def test_three_hundred_files_at_once(tmp_path: Path) -> None:
    """Files that come in a rush are all taken in, each once, while the daemon is killed and started again."""
    assert rush(tmp_path, 300, kills=2).wrong == []


def test_what_is_wrong_is_noticed(tmp_path: Path) -> None:
    """The verdict itself works: what is missing, there twice, changed, torn, invalid or left behind is told of."""
    victims = Victims(tmp_path, "once")
    assert victims.end().wrong == []
    stories, output = list(victims.press.stories()), tmp_path / "output"
    section, path = stories[0]
    feed = json.loads((output / f"{section}.json").read_bytes())
    feed["items"] = [*feed["items"], *feed["items"]]
    (output / f"{section}.json").write_text(json.dumps(feed), encoding="utf-8")
    assert list(untold(output, [(section, path), (section, "/never")])) == [
        f"{path} is told twice",
        "/never is told nowhere",
    ]
    (output / ".news.rss.tmp").write_bytes(b"half")
    (output / "mills.rss").write_text("<rss><channel></channel></rss>", encoding="utf-8")
    (tmp_path / "stray").write_bytes(b"")
    told = "\n".join(unsettled(tmp_path))
    for words in (
        ".news.rss.tmp was left behind",
        "stray was left behind",
        "mills.rss",
        f"{section}.rss tells of other",
    ):
        assert words in told
    feed["items"][0]["id"] = "another"
    (output / f"{section}.json").write_text(json.dumps(feed), encoding="utf-8")
    assert any("has the id another" in words for words in look(output, victims.seen))


def test_leftovers_are_swept_everywhere(tmp_path: Path) -> None:
    """What a killed writer left beside a feed or an archive is gone after the next run that writes."""
    victims = Victims(tmp_path, "once")
    (tmp_path / "output" / "archive").mkdir(exist_ok=True)
    left = [tmp_path / "output" / ".news.rss.tmp", tmp_path / "output" / "archive" / ".news-0001.rss.tmp"]
    for path in left:
        path.write_bytes(b"half")
    victims.end()
    assert [path for path in left if path.exists()] == []
