"""The same entries are the same bytes, whoever writes them, where and when."""

from __future__ import annotations

import os
import subprocess
import sys
from hashlib import sha256
from pathlib import Path

import pytest

from feeder.feeds import render_all
from feeder.feeds.index import render_index
from feeder.feeds.opml import render_opml
from tests.feeds.hostile import Hostile
from tests.feeds.samples import BASE, full_entry, make_entry, make_feed, undated_entry
from tests.support.installation import CONFIG, House
from tests.support.wire import page


def digest() -> str:
    """Of everything that is written for a feed with all that entries can have, and for one of hostile texts."""
    entries = [full_entry(0), make_entry(1), undated_entry(2), make_entry(3, dispatch={"language": "ar"})]
    feeds = [make_feed(entries), make_feed(Hostile(7).entries(100), section="é", language=None)]
    bodies = [body for feed in feeds for body in render_all(feed).values()]
    bodies += [render_index(feeds, title="x", home_url=BASE), render_opml(feeds, title="x")]
    return sha256(b"".join(bodies)).hexdigest()


@pytest.mark.parametrize(
    "surroundings",
    [
        {"PYTHONHASHSEED": "1", "TZ": "Asia/Tokyo", "LC_ALL": "C"},
        {"PYTHONHASHSEED": "2", "TZ": "America/St_Johns", "LC_ALL": "nl_NL.UTF-8", "PYTHONOPTIMIZE": "1"},
    ],
)
def test_another_process_writes_the_same(surroundings: dict[str, str]) -> None:
    """Neither the seed of hashes nor time zone, language or optimisation of a process move a byte."""
    top = Path(__file__).parents[2]
    code = "from tests.feeds.test_bytes import digest; print(digest())"
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=top, env=os.environ | surroundings, check=True, capture_output=True, text=True
    )
    assert done.stdout.strip() == digest()


def test_a_new_release_moves_one_line_where_something_is_published_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Files that name their writer differ in that line and once; archives and JSON do not at all."""
    house = House(tmp_path, CONFIG.replace("[feeder]", "[feeder]\nmax_entries = 2"))
    house.put("streek-2026-03-14T2100+0100.txt", page())
    house.run()
    before = house.files()
    for module in ("rss", "atom", "html"):
        monkeypatch.setattr(f"feeder.feeds.{module}.VERSION", "99.9")
    house.run(offline=True)
    after = house.files()
    moved = {name for name in before if before[name] != after[name]}
    assert moved == {"streek.rss", "streek.atom", "streek.html", "index.html"}
    for name in moved:
        old, new = (files[name][0].splitlines() for files in (before, after))
        assert len([1 for one, other in zip(old, new, strict=True) if one != other]) == 1
    house.run(offline=True)
    assert house.files() == after
