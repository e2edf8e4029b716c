"""A newsroom replayed through the whole path: files in a folder, entries in the store."""

from __future__ import annotations

from datetime import timedelta
from functools import cache
from pathlib import Path
from statistics import mean
from tempfile import TemporaryDirectory

import pytest

from feeder.model.entry import Entry
from feeder.model.time import Rounding
from tests.newsroom.perfect import first_dates
from tests.newsroom.room import Newsroom, Snapshot
from tests.newsroom.wording import Style
from tests.support.installation import House
from tests.support.postgres import Pool

CONFIG = """
[feeder]
timezone = "Europe/Amsterdam"
[[sources]]
name = "wire"
path = "in/*"
language = "{}"
"""
ROOMS = {
    "minutes": Newsroom(41, Style("en", Rounding.ROUND), days=0.3, anew=0.1, pinned=0.05, gone=0.2, length=14),
    "hours": Newsroom(42, Style("nl", Rounding.FLOOR, minutes=False), days=0.3, gone=0.2, length=14),
    "markup": Newsroom(43, Style("fr", Rounding.FLOOR), days=0.3, at_once=0.4, edited=0.0, length=14),
    "old copies": Newsroom(44, Style("pl", Rounding.FLOOR), days=0.3, at_once=0.3, cached=0.1, length=14),
}
MARKUP = {"markup"}


@cache
def captures(name: str) -> tuple[Snapshot, ...]:
    return tuple(ROOMS[name].captures())


@cache
def entries(name: str, runs: int) -> dict[int, list[Entry]]:
    """The entries of each story after all captures, taken in over so many runs."""
    room, pages = ROOMS[name], captures(name)
    with TemporaryDirectory() as folder:
        house = House(Path(folder), CONFIG.format(room.style.language))
        house.clock.now = pages[-1].taken_at + timedelta(hours=1)
        for start in range(0, len(pages), -(-len(pages) // runs)):
            for page in pages[start : start + -(-len(pages) // runs)]:
                told, suffix = (page.html(), "html") if name in MARKUP else (page.wire(), "txt")
                house.put(f"world-{page.taken_at:%Y-%m-%dT%H%M%S}Z.{suffix}", told)
            house.run()
        found = house.entries()
    numbers = {text: story.number for story in room.stories for text in (story.lead, story.edited_lead)}
    by_story: dict[int, list[Entry]] = {}
    for entry in found:
        by_story.setdefault(numbers[entry.lead.dispatch.text], []).append(entry)
    return by_story


@pytest.mark.parametrize("name", ROOMS)
def test_each_story_is_one_entry(name: str) -> None:
    """No story is missing and none is there twice, edited, published anew, dropped and put back as they are."""
    found = entries(name, 1)
    assert found.keys() == first_dates(captures(name)).keys()
    assert all(len(of_story) == 1 for of_story in found.values())


@pytest.mark.parametrize("name", ROOMS)
def test_entries_hold_the_truth(name: str) -> None:
    """Windows hold the instant of publication; what is published is never in the future, and near the truth."""
    truth, pages = first_dates(captures(name)), captures(name)
    held, errors = [], []
    for number, (entry, *_) in entries(name, 1).items():
        window = entry.dating.window
        held.append(window is not None and window.holds(truth[number]))
        assert entry.published is not None
        assert entry.published <= entry.first_seen
        if truth[number] > pages[0].taken_at:  # it came in while the page was watched
            errors.append(abs(entry.published - truth[number]) / timedelta(minutes=1))
    assert mean(held) >= 0.995
    assert mean(errors) <= (1.0 if ROOMS[name].style.minutes else 4.0)


@pytest.mark.parametrize("name", ROOMS)
def test_instalments_give_the_same_entries(name: str) -> None:
    """All captures in one run and in four give the same ids, instants and windows."""
    assert told(entries(name, 1)) == told(entries(name, 4))


@pytest.mark.postgres
@pytest.mark.parametrize("name", ROOMS)
def test_postgresql_gives_the_same_entries(name: str, pool: Pool, monkeypatch: pytest.MonkeyPatch) -> None:
    """On PostgreSQL a newsroom gives the same ids, instants and windows as on SQLite."""
    monkeypatch.setattr(House, "new_database", staticmethod(pool.lend))
    there = entries.__wrapped__(name, 1)
    monkeypatch.undo()
    assert told(there) == told(entries(name, 1))
    pool.take_back()


def told(found: dict[int, list[Entry]]) -> set[tuple[object, ...]]:
    """What of the entries must be the same however they came to be."""
    return {
        (entry.guid, entry.published, entry.updated, entry.sort_at, entry.dating.window)
        for of_story in found.values()
        for entry in of_story
    }
