"""Real readers see the same stories in every format: newsboat and sfeed where they are installed, and `reader`."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
from datetime import UTC, datetime
from pathlib import Path

import pytest
from reader import make_reader

from feeder.feeds import render
from feeder.feeds.archive import Archive, archive_feed
from feeder.feeds.view import view
from tests.feeds.samples import full_entry, make_entry, make_feed, undated_entry

Seen = dict[str, tuple[str, str, datetime | None]]

ENTRIES = [
    full_entry(0),
    make_entry(1),
    make_entry(2, dispatch={"headline": "Brood & spel “é” 😀", "link": "https://x.example?a=é&amp;b=[1]|2"}),
    make_entry(3, dispatch={"headline": "عنوان الخبر", "language": "ar", "content": "<p>x<button><p>y</p></button>"}),
    make_entry(4, dispatch={"headline": "東京で大きなパン", "language": "ja"}),
    undated_entry(5),
    undated_entry(6),
]
FEEDS = {
    "usual": make_feed(ENTRIES),
    "distinct": make_feed(ENTRIES, section_ids="distinct", text="summary", language=None),
    "archive": archive_feed(make_feed(ENTRIES), Archive(2, tuple(ENTRIES))),
    "many": make_feed(make_entry(number) for number in range(300)),
}


def _expected(state: str, name: str) -> Seen:
    """Id to link, title and instant; an undated entry has none in RSS, its update elsewhere."""
    undated = {"rss": lambda _shown: None}.get(name, lambda shown: shown.updated.replace(microsecond=0))
    shown = view(FEEDS[state]).entries
    return {each.id: (each.link or "", each.title, each.published or undated(each)) for each in shown}


def _instant(seconds: str | int) -> datetime | None:
    return datetime.fromtimestamp(int(seconds), UTC) if str(seconds) else None


@pytest.mark.skipif(not shutil.which("sfeed"), reason="sfeed is not installed")
@pytest.mark.parametrize("name", ["rss", "atom"])
@pytest.mark.parametrize("state", FEEDS)
def test_sfeed(state: str, name: str) -> None:
    """sfeed reads each id, link, title and instant as it was written."""
    done = subprocess.run(["sfeed"], input=render(FEEDS[state], name), capture_output=True, check=True)
    rows = [line.split("\t") for line in done.stdout.decode().splitlines()]
    assert {row[5]: (row[2], row[1], _instant(row[0])) for row in rows} == _expected(state, name)


@pytest.mark.skipif(not shutil.which("newsboat"), reason="newsboat is not installed")
@pytest.mark.parametrize("name", ["rss", "atom"])
@pytest.mark.parametrize("state", FEEDS)
def test_newsboat(state: str, name: str, tmp_path: Path) -> None:
    """newsboat keeps each id, link, title and instant as it was written (the time of reading for an undated one)."""
    (tmp_path / "feed").write_bytes(render(FEEDS[state], name))
    (tmp_path / "urls").write_text(f"file://{tmp_path}/feed\n")
    (tmp_path / "config").touch()
    options = ["-u", "urls", "-c", "cache", "-C", "config", "-x", "reload"]
    home = {"HOME": str(tmp_path), "PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8"}
    subprocess.run(["newsboat", *options], cwd=tmp_path, env=home, check=True, capture_output=True, timeout=60)
    with sqlite3.connect(tmp_path / "cache") as cache:
        rows = cache.execute("select guid, url, title, pubDate from rss_item").fetchall()
    cache.close()
    seen = {guid: (url, title, _instant(seconds)) for guid, url, title, seconds in rows}
    expected = _expected(state, name)
    assert {guid: words[:2] for guid, words in seen.items()} == {guid: words[:2] for guid, words in expected.items()}
    assert all(seen[guid][2] == words[2] for guid, words in expected.items() if words[2])


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("name", ["rss", "atom", "json"])
@pytest.mark.parametrize("state", FEEDS)
def test_reader(state: str, name: str, tmp_path: Path) -> None:
    """`reader` keeps each id, link, title and instant as it was written, and finds nothing changed the second time."""
    path = tmp_path / f"feed.{name}"
    path.write_bytes(render(FEEDS[state], name))
    with make_reader(":memory:", feed_root=str(tmp_path)) as kept:
        kept.add_feed(path.name)
        kept.update_feeds()
        entries = list(kept.get_entries())
        assert kept.update_feed(path.name) is None or kept.update_feed(path.name).modified == 0
    expected = _expected(state, "rss")
    assert {entry.id: (entry.link, entry.title, entry.published) for entry in entries} == expected
