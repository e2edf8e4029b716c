"""Adding, removing and pausing sources."""

from __future__ import annotations

from pathlib import Path

from tests.cli.conftest import Feeder
from tests.support.wire import page


def test_add_shows_a_folder_and_keeps_the_comments(feeder: Feeder, folder: Path) -> None:
    """The newest page is shown, the source is written after what stands there, and works."""
    config = folder / "config.toml"
    config.write_text("# mine\n" + config.read_text())
    (folder / "drop").mkdir()
    (folder / "drop" / "a-20260314-210000.txt").write_text(page(main="", section="Sport"))
    added = feeder("add", "drop", "--section", "sport")
    assert added.status == 0
    assert "1 files; the newest is" in added.out
    assert "3 uur geleden" in added.out
    text = config.read_text()
    assert text.startswith("# mine\n")
    assert 'name = "drop"\npath = "drop"\nsection = "sport"' in text
    assert feeder("once", "drop").status == 0
    assert (folder / "output" / "sport.rss").exists()


def test_add_makes_a_configuration_where_there_is_none(feeder: Feeder, folder: Path) -> None:
    """A newcomer's first command leaves a configuration that runs; a name is never given twice."""
    (folder / "config.toml").unlink()
    assert feeder("add", "in").status == 0
    assert feeder("add", "in").status == 0
    assert (folder / "config.toml").read_text().count("[[sources]]") == 2
    assert feeder("once").status == 0


def test_remove_takes_the_source_and_leaves_its_stories(feeder: Feeder, folder: Path) -> None:
    """Feeds stay as they are; the rest of the file too."""
    feeder("once")
    before = feeder("export", "jsonl", "streek").out
    assert feeder("remove", "wire").status == 0
    assert "timezone" in (folder / "config.toml").read_text()
    assert feeder("once").status == 0
    assert feeder("export", "jsonl", "streek").out == before
    assert (folder / "output" / "streek.rss").read_text().count("<item>") == 5
    assert feeder("remove", "wire").status == 2


def test_a_paused_source_is_left_alone_unless_it_is_named(feeder: Feeder, folder: Path) -> None:
    """Pausing takes effect at once, and is taken back at once."""
    feeder("once")
    assert feeder("pause", "wire").status == 0
    assert "paused" in feeder("status").out
    (folder / "in" / "streek-2026-03-14T2205+0100.txt").write_text(page(later=1))
    assert "wire" not in feeder("once").out
    assert feeder("once", "wire", "--json").json["sources"][0]["captures"] == 1
    assert feeder("resume", "wire").status == 0
    assert "paused" not in feeder("status").out
    assert feeder("pause", "nobody").status == 2
