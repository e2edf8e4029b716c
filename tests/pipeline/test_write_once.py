"""Nothing moves, doubles or vanishes while a page changes around a story."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from feeder.model.entry import Entry
from tests.support.installation import CONFIG, House
from tests.support.wire import MAIN, STORIES, Story, page

pytestmark = pytest.mark.usefixtures("each_database")

FIRST = "streek-2026-03-14T2100+0100.txt"
LATER = "streek-2026-03-14T2205+0100.txt"
LATEST = "streek-2026-03-14T2310+0100.txt"


@pytest.fixture
def house(tmp_path: Path) -> House:
    """An installation that has read one page: a main article and four teasers."""
    house = House(tmp_path)
    house.put(FIRST, page())
    report = house.run()
    assert not report.failed
    assert report.refreshed[0].new == 5
    return house


def by_guid(house: House) -> dict[str, Entry]:
    """The stored entries by id."""
    return {entry.guid: entry for entry in house.entries()}


def test_the_first_page_gives_dated_teasers_and_an_undated_main_article_behind_them(house: House) -> None:
    """Ages become instants; a weekday in the story's own words does not."""
    entries = house.entries("streek")
    taken = datetime(2026, 3, 14, 20, tzinfo=UTC)
    expected = [taken - timedelta(hours=story.hours, minutes=30) for story in STORIES]
    assert [entry.published for entry in entries] == [*expected, None]
    assert entries[-1].lead.dispatch.headline == MAIN.split("\n")[0]
    assert entries[-1].updated == taken


def test_the_same_page_again_rewrites_nothing(house: House) -> None:
    """Same bytes, same files, not even their times change, however often and however it is asked."""
    before = house.files()
    house.run()
    house.put("streek-2026-03-14T2101+0100.txt", page())
    house.run(force=True)
    house.run(offline=True)
    assert house.files() == before


def test_pages_of_one_moment_that_word_a_story_differently_change_nothing_again(house: House) -> None:
    """Folded again, in whatever order their names put them, they leave words, versions and files as they are."""
    worded = [page().replace("gemeente", word) for word in ("stad", "plaats")]
    assert worded[0] != worded[1]
    for name, text in zip(("aan", "zee"), worded, strict=True):
        house.put(FIRST.replace("streek", name), text)
    house.run()
    before, files = by_guid(house), house.files()
    house.run(force=True)
    assert by_guid(house) == before
    assert house.files() == files


def test_ages_that_rise_narrow_windows_and_move_nothing(house: House) -> None:
    """65 minutes later with all ages one higher: same ids, same instants, narrower windows, same files."""
    before, files = by_guid(house), house.files()
    house.put(LATER, page(later=1))
    house.run()
    after = by_guid(house)
    assert set(after) == set(before)
    assert {g: e.published for g, e in after.items()} == {g: e.published for g, e in before.items()}
    for guid, entry in after.items():
        if entry.dating.window:
            assert entry.dating.window.width < before[guid].dating.window.width  # type: ignore[union-attr]
    assert house.files() == files


def test_a_reworded_lead_is_the_same_entry_updated(house: House) -> None:
    """Words change, the id and the published instant do not; `updated` is the capture's time."""
    before = by_guid(house)
    reworded = replace(
        STORIES[0], text=STORIES[0].text.replace("na lang overleg ingestemd", "lang vergaderd en ingestemd")
    )
    house.put(LATER, page((reworded, *STORIES[1:]), later=1))
    report = house.run()
    after = by_guid(house)
    assert set(after) == set(before)
    assert (report.refreshed[0].new, report.refreshed[0].changed) == (0, 1)
    changed = next(entry for entry in after.values() if "vergaderd" in entry.lead.dispatch.text)
    assert changed.published == before[changed.guid].published
    assert changed.updated == datetime(2026, 3, 14, 21, 5, tzinfo=UTC)


def test_a_story_that_leaves_and_returns_is_not_new(house: House) -> None:
    """A shorter page deletes nothing, and what comes back is what it was."""
    before = by_guid(house)
    house.put(LATER, page(STORIES[:1], main="", later=1))
    house.run()
    assert set(by_guid(house)) == set(before)
    house.put(LATEST, page(later=2))
    assert house.run().refreshed[0].new == 0
    assert {g: e.published for g, e in by_guid(house).items()} == {g: e.published for g, e in before.items()}


def test_a_teaser_and_its_main_article_are_one_entry(house: House) -> None:
    """The fuller text replaces the thinner, under the same id and instant; never the reverse."""
    story = STORIES[3]
    full = f"Molen van Baak draait weer\n{story.printed} Zaterdag is er feest.\nHet dorp kijkt ernaar uit.\n"
    before = next(entry for entry in house.entries() if "molen" in entry.lead.dispatch.text)
    house.put(LATER, page(STORIES[:3], main=full, later=1))
    assert house.run().refreshed[0].new == 0
    after = by_guid(house)[before.guid]
    assert after.lead.dispatch.headline == "Molen van Baak draait weer"
    assert after.published == before.published
    house.put(LATEST, page(later=2))
    house.run()
    assert by_guid(house)[before.guid].lead.dispatch.headline == "Molen van Baak draait weer"


TEMPLATES = (
    "Het wordt morgen {n} graden in {place}, met een zwakke tot matige wind en af en toe wat regen in de middag.",
    "De wedstrijd tussen {place} en {other} is zondag na een spannende tweede helft geeindigd in een gelijkspel.",
    "In {place} is de weg naar {other} vanaf maandag twee weken dicht voor onderhoud, zo laat de gemeente weten.",
    "De politie zoekt getuigen van een inbraak in een huis in het dorp. De daders komen uit {place}, of uit {other}.",
    "De gemeente heeft vergunning verleend voor een feest op het plein. Het is een {kind}.",
)
KINDS = ("braderie", "kermis", "rommelmarkt", "optocht", "keuring")
PLACES = ("Almen", "Baak", "Vorden", "Ruurlo", "Lochem")


@pytest.mark.parametrize("template", TEMPLATES)
def test_templated_notices_stay_apart(tmp_path: Path, template: str) -> None:
    """Notices from one mould are as many stories as notices, on one page or over days, each under its own id."""
    house = House(tmp_path)
    told = zip(PLACES, PLACES[1:] + PLACES[:1], KINDS, strict=True)
    notices = [template.format(n=10 + i, place=p, other=o, kind=kind) for i, (p, o, kind) in enumerate(told)]
    day = datetime(2026, 3, 14, 20)
    ids: dict[str, str] = {}
    for i in range(len(notices) + 1):
        hours = 2 if i < len(notices) else 7
        shown = tuple(
            Story("ALMEN", text, hours + 5 * rank) for rank, text in enumerate(notices[i::-1] or notices[::-1])
        )
        house.put(f"streek-{day + timedelta(hours=5 * i):%Y-%m-%dT%H%M}+0000.txt", page(shown[:3], main=""))
        house.run()
        found = {entry.lead.dispatch.text: entry.guid for entry in house.entries()}
        assert sorted(found) == sorted(notices[: i + 1])
        assert ids.items() <= found.items()
        ids = found


def test_bad_files_delete_nothing_and_are_reported_once(house: House) -> None:
    """An empty and an undecodable file fail the run that first sees them; everything else goes on."""
    before = by_guid(house)
    house.put("leeg-2026-03-14T2211+0100.txt", "")
    house.put("stuk-2026-03-14T2212+0100.txt", bytes(range(256)) * 3)
    house.put(
        LATER,
        page(
            (*STORIES, Story("LAREN", "De markt van Laren trok een recordaantal bezoekers uit het hele land.", 0)),
            later=1,
        ),
    )
    report = house.run()
    assert report.failed
    assert "leeg-2026-03-14T2211+0100.txt" in report.errors[0]
    assert set(by_guid(house)) > set(before)
    again = house.run()
    assert not again.failed
    with house.store() as store, store.read() as reader:
        row = reader.source("wire")
    assert row is not None
    assert row.outcome == "failing"
    assert row.reason
    (house.root / "in" / "leeg-2026-03-14T2211+0100.txt").unlink()
    (house.root / "in" / "stuk-2026-03-14T2212+0100.txt").write_text(page(later=1))
    assert not house.run().failed
    with house.store() as store, store.read() as reader:
        assert reader.source("wire").outcome == "ok"  # type: ignore[union-attr]


def test_one_source_failing_never_stops_the_others(tmp_path: Path) -> None:
    """A source whose folder is gone is named; the other's feeds are written."""
    house = House(
        tmp_path, '[[sources]]\nname = "gone"\npath = "nowhere/*.txt"\n[[sources]]\nname = "wire"\npath = "in/*.txt"\n'
    )
    house.put(FIRST, page())
    report = house.run()
    assert report.failed
    assert [r.outcome for r in report.refreshed] == ["failing", "ok"]
    assert "streek.rss" in house.files()


def test_main_is_fresh_is_the_owners_word(tmp_path: Path) -> None:
    """With it, "vrijdagochtend" selects the Friday morning before the capture."""
    house = House(
        tmp_path,
        CONFIG + "main_is_fresh = true\n",
    )
    house.put(FIRST, page())
    house.run()
    main = next(entry for entry in house.entries() if entry.lead.dispatch.role == "main")
    assert (main.dating.earliest, main.dating.latest) == (
        datetime(2026, 3, 13, 5, tzinfo=UTC),
        datetime(2026, 3, 13, 11, tzinfo=UTC),
    )


def test_a_lost_file_is_written_again_as_it_was(house: House) -> None:
    """Removing an output file, or all of them, loses nothing."""
    before = house.files()
    for name in before:
        (house.root / "output" / name).unlink()
    house.run()
    assert house.files() == before


def test_a_rebuild_gives_the_same_ids_and_instants(house: House) -> None:
    """Entries folded anew from the kept captures are what they were, windows and all."""
    house.put(LATER, page(later=1))
    house.put(LATEST, page(STORIES[1:], later=2))
    house.run()
    before, files = by_guid(house), house.files()
    house.run(offline=True, rebuild=True)
    after = by_guid(house)
    assert {g: (e.published, e.dating, e.first_seen) for g, e in after.items()} == {
        g: (e.published, e.dating, e.first_seen) for g, e in before.items()
    }
    assert house.files() == files


def test_instalments_do_not_matter(tmp_path: Path) -> None:
    """The same captures in one run, one by one, or with an old one last, give the same ids and published instants."""
    pages = {
        FIRST: page(),
        LATER: page(
            (Story("LAREN", "De markt van Laren trok een recordaantal bezoekers uit het hele land.", 0), *STORIES),
            later=1,
        ),
        LATEST: page(STORIES[:2], later=2),
    }
    told = []
    for order in ([list(pages)], [[name] for name in pages]):
        root = tmp_path / str(len(told))
        root.mkdir()
        house = House(root)
        for names in order:
            for name in names:
                house.put(name, pages[name])
            house.run()
        told.append({guid: (e.published, e.dating.window, e.sort_at) for guid, e in by_guid(house).items()})
    assert told[0] == told[1]
