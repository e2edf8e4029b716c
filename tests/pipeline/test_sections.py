"""Sections: where stories go, and how feeds of several are made."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from tests.support.installation import CONFIG, House
from tests.support.wire import MAIN, STORIES, Story, page

pytestmark = pytest.mark.usefixtures("each_database")

SPORT = page(STORIES[:2], main="", section="Sport")
STREEK = page(STORIES[1:], section="Streek")


def put(house: House) -> None:
    """Two pages of two sections that share a story."""
    house.put("sport-2026-03-14T2100+0100.txt", SPORT)
    house.put("streek-2026-03-14T2101+0100.txt", STREEK)


def test_labels_make_sections_and_a_story_in_two_has_one_id(tmp_path: Path) -> None:
    """The same story under two labels is one entry, in both feeds, under one id."""
    house = House(tmp_path)
    put(house)
    house.run()
    sport, streek = ({item["id"] for item in house.json(slug)["items"]} for slug in ("sport", "streek"))
    assert len(sport & streek) == 1
    assert len(sport | streek) == len(house.entries()) == 5


def test_ids_are_distinct_where_that_is_asked_for(tmp_path: Path) -> None:
    """For readers that keep ids globally, each feed has its own."""
    house = House(tmp_path, CONFIG.replace("[feeder]", '[feeder]\nsection_ids = "distinct"'))
    put(house)
    house.run()
    sport, streek = ({item["id"] for item in house.json(slug)["items"]} for slug in ("sport", "streek"))
    assert not sport & streek


def test_a_combined_feed_has_everything_once(tmp_path: Path) -> None:
    """all.rss carries the stories of every section, each once, and goes away when it is no longer asked for."""
    house = House(tmp_path, CONFIG.replace("[feeder]", "[feeder]\ncombined = true"))
    put(house)
    house.run()
    assert len({item["id"] for item in house.json("all")["items"]}) == 5
    assert "all.rss" in house.files()["feeds.opml"][0].decode()
    house.config = CONFIG
    house.run()
    assert "all.rss" not in house.files()["feeds.opml"][0].decode()


def test_a_combined_feed_of_old_pages(tmp_path: Path) -> None:
    """Its days count back from the newest capture, as those of any feed, and not from when it was first made."""
    house = House(tmp_path, CONFIG.replace("[feeder]", "[feeder]\ncombined = true"))
    house.clock.now += timedelta(days=400)
    put(house)
    house.run()
    assert len({item["id"] for item in house.json("all")["items"]}) == 5


def test_the_configured_section_always_applies_and_labels_add(tmp_path: Path) -> None:
    """A source's own section holds all its stories; a label on the page leads to another one too."""
    house = House(tmp_path, CONFIG + 'section = "regio"\n')
    put(house)
    house.run()
    assert len(house.json("regio")["items"]) == 5
    assert len(house.json("sport")["items"]) == 2


def test_no_labels_make_sections_where_the_owner_says_so(tmp_path: Path) -> None:
    """Without new sections, stories go to those that are configured, by label or title, or to their source's."""
    more = '[sections.regio]\ntitle = "Regio"\nlabels = ["Meer uit Streek"]\n'
    house = House(tmp_path, CONFIG.replace("[feeder]", "[feeder]\nnew_sections = false") + more)
    put(house)
    house.run()
    assert {name for name in house.files() if name.endswith(".rss")} == {"regio.rss", "wire.rss"}
    assert len(house.json("regio")["items"]) == 4
    assert house.json("regio")["title"] == "Regio"


def test_filters_and_limits(tmp_path: Path) -> None:
    """Include and exclude decide what a section shows; the limit how much."""
    more = (
        '[sections.streek]\nexclude = { words = ["brand"] }\nlimit = 2\n'
        '[sections.sport]\ninclude = { places = ["ALMEN"] }\n'
    )
    house = House(tmp_path, CONFIG + more)
    put(house)
    house.run()
    streek = house.json("streek")["items"]
    assert len(streek) == 2
    assert not any("brand" in item["content_html"] for item in streek)
    assert [item["_feeder"]["dateline"]["place"] for item in house.json("sport")["items"]] == ["ALMEN"]


def test_licensed_texts_are_summaries_in_every_feed(tmp_path: Path) -> None:
    """`text = "summary"` keeps full texts out of the files."""
    house = House(tmp_path, CONFIG + '[sections.streek]\ntext = "summary"\n')
    house.put("streek-2026-03-14T2101+0100.txt", STREEK)
    house.run()
    last = MAIN.strip().split("\n")[-1]
    assert not any(last.encode() in body for body, _ in house.files().values())


def test_what_leaves_a_feed_is_archived_once_and_for_good(tmp_path: Path) -> None:
    """A feed holds so many; the others stand in archive documents that do not change while news goes on."""
    house = House(tmp_path, CONFIG.replace("[feeder]", "[feeder]\nmax_entries = 4"))
    seen: dict[str, tuple[bytes, int]] = {}
    for hour in range(12):
        text = page(
            (Story("ALMEN", f"Nieuws nummer {hour} uit Almen is dat de kerk {hour} keer luidde.", 1),),
            main="",
        )
        house.put(f"streek-2026-03-14T{10 + hour:02}00+0100.txt", text)
        house.run()
        archived = {name: file for name, file in house.files().items() if name.startswith("archive/")}
        assert seen.items() <= archived.items()
        seen = archived
    shown = {item["id"] for item in house.json("streek")["items"]}
    stored = {
        item["id"]
        for name in seen
        if name.endswith(".json")
        for item in house.json(name.removesuffix(".json"))["items"]
    }
    assert len(shown) == 4
    assert shown | stored == {entry.guid for entry in house.entries()}
    assert b'rel="prev-archive"' in house.files()["streek.atom"][0]


def test_sections_are_decided_anew_when_the_configuration_changes(tmp_path: Path) -> None:
    """A mistaken section in the configuration does not stick to stories that are still on a page; ids stay."""
    house = House(tmp_path, CONFIG + 'section = "fuot"\n')
    house.put("streek-2026-03-14T2101+0100.txt", page(main=""))
    house.run()
    guids = {entry.guid for entry in house.entries("fuot")}
    house.config = CONFIG + 'section = "goed"\n'
    house.run()
    assert {entry.guid for entry in house.entries("goed")} == guids
    assert not house.entries("fuot")
    assert house.json("fuot")["items"] == []
