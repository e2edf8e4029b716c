"""Entries in every state, and installations that move, lose their database, or change how they give ids."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from feeder.check import check
from feeder.model.entry import State
from tests.support.installation import CONFIG, House
from tests.support.wire import STORIES, Story, page

pytestmark = pytest.mark.usefixtures("each_database")

SMALL = CONFIG.replace("[feeder]", '[feeder]\nbase_url = "https://oud.example/"\nmax_entries = 3\ncombined = true')
PAGE = "streek-2026-03-14T2100+0100.txt"


def house_in(root: Path, config: str = SMALL) -> House:
    """An installation with ten stories, three in the feed and the others in archives."""
    house = House(root, config)
    for hour in range(10):
        story = Story("ALMEN", f"Nieuws nummer {hour} uit Almen is dat de kerk {hour} keer luidde.", 1)
        house.put(f"streek-2026-03-14T{10 + hour:02}00+0100.txt", page((story,), main=""))
        if hour in (5, 9):
            house.run()
    return house


def everywhere(house: House, guid: str) -> set[str]:
    """The files that hold an id."""
    return {name for name, (body, _) in house.files().items() if guid.encode() in body}


def updated(house: House) -> datetime:
    """When the feed says that it changed last."""
    return datetime.fromisoformat(house.json("streek")["_feeder"]["updated"])


@pytest.mark.parametrize("place", [0, -1])
@pytest.mark.parametrize("forget", [False, True])
def test_a_withdrawal_goes_through_every_file(tmp_path: Path, place: int, forget: bool) -> None:
    """Feeds, archives and the combined ones lose the entry; what else stands in them stays; no time goes backwards."""
    house = house_in(tmp_path)
    before, entry = updated(house), house.entries("streek")[place]
    others = {e.guid: everywhere(house, e.guid) for e in house.entries() if e.guid != entry.guid}
    assert {Path(name).stem.split("-")[0] for name in everywhere(house, entry.guid)} == {"streek", "all"}
    with house.store() as store, store.write() as writer:
        act = writer.delete_entry if forget else writer.withdraw
        act(entry.guid, house.clock.now)
        writer.mark_due(entry.sections, house.clock.now)
    house.run()
    assert everywhere(house, entry.guid) == set()
    assert all(found <= everywhere(house, guid) for guid, found in others.items())
    assert updated(house) == (house.clock.now - timedelta(minutes=1) if place == 0 else before)
    house.put(
        "streek-2026-03-15T0900+0100.txt", page((Story("BAAK", "De molen van Baak draait weer eens.", 1),), main="")
    )
    house.run()
    assert everywhere(house, entry.guid) == set()
    assert updated(house) >= before


def test_a_held_entry_comes_out_when_its_time_has_come(tmp_path: Path) -> None:
    """Until then it is nowhere; then it is in the feed, which says that it changed at that time."""
    house = House(tmp_path, CONFIG)
    house.put(PAGE, page(STORIES, main=""))
    house.run()
    entry, until = house.entries("streek")[0], house.clock.now + timedelta(minutes=30)
    with house.store() as store, store.write() as writer:
        writer.update_entry(replace(entry, state=State.HELD, state_at=until))
        writer.mark_due(entry.sections, house.clock.now)
    assert house.run().next_due == until
    assert everywhere(house, entry.guid) == set()
    house.clock.now = until
    house.run()
    assert everywhere(house, entry.guid) == {f"streek.{kind}" for kind in ("rss", "atom", "json")}
    assert updated(house) == until


def test_a_section_that_is_gone_leaves_nothing(tmp_path: Path) -> None:
    """The files of a retired section go, archives too; should it come back, it is without what was withdrawn."""
    house = house_in(tmp_path)
    before = {name for name in house.files() if "all" in name}
    house.config = SMALL.replace("combined = true", "combined = false")
    house.run()
    assert len(before) > 4
    assert not any("all" in name for name in house.files())
    entry = house.entries("streek")[-1]
    with house.store() as store, store.write() as writer:
        writer.withdraw(entry.guid, house.clock.now)
        writer.mark_due(entry.sections, house.clock.now)
    house.run()
    house.config = SMALL
    house.run()
    assert {name for name in house.files() if "all" in name} == before
    assert everywhere(house, entry.guid) == set()


def test_a_new_address_goes_through_every_file(tmp_path: Path) -> None:
    """After base_url changed, feeds and archives link to themselves and to one another where they are served now."""
    house = house_in(tmp_path)
    ids = {name: [item["id"] for item in house.json(name)["items"]] for name in ("streek", "archive/streek-0001")}
    house.config = SMALL.replace("https://oud.example/", "https://nieuw.example/feeds/")
    house.run()
    for name, (body, _) in house.files().items():
        assert b"oud.example" not in body
        if name.endswith((".rss", ".atom", ".json")):
            assert check(body, url=f"https://nieuw.example/feeds/{name}") == []
    assert ids == {name: [item["id"] for item in house.json(name)["items"]] for name in ids}


def test_a_withdrawal_finds_entries_that_were_given_other_ids(tmp_path: Path) -> None:
    """An archive of before `section_ids` changed loses a withdrawn entry all the same."""
    house = house_in(tmp_path)
    house.config = SMALL.replace("[feeder]", '[feeder]\nsection_ids = "distinct"')
    house.run()
    entry = house.entries("streek")[-1]
    assert any(name.startswith("archive/streek") for name in everywhere(house, entry.guid))
    with house.store() as store, store.write() as writer:
        writer.withdraw(entry.guid, house.clock.now)
        writer.mark_due(entry.sections, house.clock.now)
    house.run()
    assert everywhere(house, entry.guid) == set()


def test_a_lost_database_comes_back_from_the_feeds(tmp_path: Path) -> None:
    """Ids, instants, sections and archives are as they were: no byte changes, and no story is new to any reader."""
    house = house_in(tmp_path)
    before, known = house.files(), {entry.guid: entry for entry in house.entries()}
    house.lose_database()
    house.run()
    assert {entry.guid for entry in house.entries()} == set(known)
    for entry in house.entries():
        for field in ("published", "updated", "sort_at", "first_seen", "sections"):
            assert getattr(entry, field) == getattr(known[entry.guid], field)
    assert {name: body for name, (body, _) in house.files().items()} == {name: b for name, (b, _) in before.items()}
    story = Story("VORDEN", "Een schuur bij Vorden is verwoest door brand.", 1)
    house.put("streek-2026-03-14T2300+0100.txt", page((story,), main=""))
    house.run()
    assert len(house.entries()) == len(known) + 1


def test_a_lost_database_and_feeds_with_markup(tmp_path: Path) -> None:
    """Links, pictures and enclosures of a content are as they were."""
    item = (
        "<item><title>Brood</title><link>https://krant.example/brood</link><guid>1</guid>"
        "<pubDate>Sat, 14 Mar 2026 19:00:00 +0100</pubDate><description>Brood &amp;amp; spelen.</description>"
        '<enclosure url="https://krant.example/a.jpg" type="image/jpeg" length="12"/>'
        '<content:encoded xmlns:content="http://purl.org/rss/1.0/modules/content/">&lt;p&gt;Met &lt;a '
        'href="/x"&gt;link&lt;/a&gt;.&lt;/p&gt;</content:encoded></item>'
    )
    house = House(tmp_path, CONFIG.replace("*.txt", "*.xml"))
    head = "<title>Krant</title><link>https://krant.example/</link><description>x</description><language>nl</language>"
    house.put("k-2026-03-14T2100+0100.xml", f'<rss version="2.0"><channel>{head}{item}</channel></rss>')
    house.run()
    before = house.files()
    assert b"https://krant.example/x" in before["wire.json"][0]
    (tmp_path / "in" / "k-2026-03-14T2100+0100.xml").unlink()
    house.lose_database()
    house.run(force=True)
    bodies = {name: body for name, (body, _) in house.files().items()}
    assert {name: _without_keys(body) for name, body in bodies.items() if name.endswith(".json")} == {
        name: _without_keys(body) for name, (body, _) in before.items() if name.endswith(".json")
    }


def _without_keys(body: bytes) -> Any:
    feed = json.loads(body)
    for item in feed["items"]:
        for evidence in ("cue", "keys"):
            item["_feeder"].pop(evidence, None)
    return feed


def test_nothing_is_missed_where_others_left_the_section(tmp_path: Path) -> None:
    """What was withdrawn or moved to another section does not hide that a story has yet to be archived."""
    house = house_in(tmp_path)
    with house.store() as store, store.write() as writer:
        for entry in house.entries("streek")[-3:]:
            writer.withdraw(entry.guid, house.clock.now)
        for entry in house.entries("streek")[-5:-3]:
            writer.update_entry(replace(entry, sections=("elders",)))
        writer.mark_due(["streek"], house.clock.now)
    for hour in range(2):
        story = Story("BAAK", f"Het nieuws van uur {hour} uit Baak is dat de molen {hour} keer draaide.", 1)
        house.put(f"streek-2026-03-15T{10 + hour:02}00+0100.txt", page((story,), main=""))
        house.run()
    for entry in house.entries("streek"):
        assert any(name.endswith("streek.json") or "archive/streek" in name for name in everywhere(house, entry.guid))


def test_a_withdrawal_reaches_the_archive_of_a_section_that_a_story_has_left(tmp_path: Path) -> None:
    """A story that was archived under one section and stands in another now goes from both."""
    house = house_in(tmp_path)
    entry = house.entries("streek")[-1]
    with house.store() as store, store.write() as writer:
        writer.update_entry(replace(entry, sections=("elders",)))
        writer.withdraw(entry.guid, house.clock.now)
        writer.mark_due(["streek"], house.clock.now)
    house.run()
    assert everywhere(house, entry.guid) == set()
