"""Files to documents: what is kept, for how long, and never half of anything."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest

from feeder.web.shelf import Shelf, section_of


def put(folder: Path, name: str, body: bytes) -> None:
    """Replace a file as it is published: whole."""
    temporary = folder / f".{name}.tmp"
    temporary.write_bytes(body)
    temporary.replace(folder / name)


def test_an_unchanged_file_is_packed_once(tmp_path: Path) -> None:
    """The same document comes back until the file is replaced."""
    shelf = Shelf()
    put(tmp_path, "a.rss", b"one" * 100)
    first = shelf.find(tmp_path, "a.rss")
    assert shelf.find(tmp_path, "a.rss") is first
    put(tmp_path, "a.rss", b"two" * 100)
    second = shelf.find(tmp_path, "a.rss")
    assert second
    assert second.body == b"two" * 100
    (tmp_path / "a.rss").unlink()
    assert shelf.find(tmp_path, "a.rss") is None


def test_memory_is_bounded(tmp_path: Path) -> None:
    """The documents asked for longest ago are let go; one that is too large is served all the same."""
    shelf = Shelf(room=250)
    for name in ("a.rss", "b.rss", "c.rss"):
        put(tmp_path, name, bytes(range(100)))
    first = shelf.find(tmp_path, "a.rss")
    second = shelf.find(tmp_path, "b.rss")
    assert shelf.find(tmp_path, "a.rss") is first
    shelf.find(tmp_path, "c.rss")
    assert shelf.find(tmp_path, "a.rss") is first
    assert shelf.find(tmp_path, "b.rss") is not second
    put(tmp_path, "large.rss", bytes(1000))
    large = shelf.find(tmp_path, "large.rss")
    assert large
    assert large.body == bytes(1000)


def test_what_packing_makes_longer_is_sent_as_it_is(tmp_path: Path) -> None:
    """A tiny file has no packed form."""
    put(tmp_path, "a.rss", b"x")
    document = Shelf().find(tmp_path, "a.rss")
    assert document
    assert document.packed is None


def test_readers_see_one_generation_whole(tmp_path: Path) -> None:
    """While a file is replaced over and over, every reading is one of its states."""
    states = {bytes([65 + i]) * (5000 + i) for i in range(20)}
    put(tmp_path, "a.rss", min(states))
    shelf, seen, over = Shelf(), set(), threading.Event()

    def read() -> None:
        while not over.is_set():
            document = shelf.find(tmp_path, "a.rss")
            seen.add(document.body if document else b"")

    readers = [threading.Thread(target=read) for _ in range(2)]
    for reader in readers:
        reader.start()
    for state in sorted(states) * 5:
        put(tmp_path, "a.rss", state)
    over.set()
    for reader in readers:
        reader.join()
    assert seen <= states


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("sport.rss", "sport"),
        ("world-2.atom", "world-2"),
        ("archive/world-2-13.json", "world-2"),
        ("feeds.opml", "feeds"),
    ],
)
def test_names_tell_their_section(name: str, slug: str) -> None:
    """An archive document is named after its section and its number."""
    assert section_of(name) == slug
