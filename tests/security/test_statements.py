"""Names, ids and words of strangers are values in the database, never part of a statement."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.support.installation import CONFIG, House

HOSTILE = (
    "'; DROP TABLE entries; --",
    '" OR 1=1 --',
    "x') UNION SELECT 1 --",
    "%",
    "_",
    "\\",
    "\x00",
    "urn:uuid:%",
    "*",
    "' || '",
)


@pytest.fixture
def house(tmp_path: Path) -> House:
    """An installation with stories."""
    house = House(
        tmp_path, '[[sources]]\nname = "o\'brien; --"\npath = "in/*"\nsection = "x\'; DROP TABLE sections; --"\n'
    )
    house.put("s-2026-03-14T2100+0100.txt", "'; DROP TABLE entries; --\nOUDEKERK (';--) - De brug is open.\n")
    return house


def test_pages_and_names_are_values(house: House) -> None:
    """A source, a section and a story that are named like statements are kept under those names."""
    assert not house.run().failed
    (entry,) = house.entries()
    assert entry.lead.dispatch.headline == "'; DROP TABLE entries; --"
    assert entry.lead.source == "o'brien; --"
    assert entry.sections == ("x-drop-table-sections",)
    assert house.json("x-drop-table-sections")["items"][0]["title"] == "'; DROP TABLE entries; --"


@pytest.mark.parametrize("text", HOSTILE)
def test_no_text_finds_an_entry_that_it_does_not_name(house: House, text: str) -> None:
    """Neither quotes nor wildcards find, and so forget or explain, anything."""
    house.run()
    with house.store() as store:
        with store.read() as reader:
            assert reader.find(text) is None
            assert reader.entries(text) == []
        with store.write() as writer:
            assert writer.find(text) is None
    assert len(house.entries()) == 1


def test_a_state_of_a_million_keys_is_read_or_refused(tmp_path: Path) -> None:
    """JSON with very many keys, inside a page or as one, is no trouble."""
    house = House(tmp_path)
    state = json.dumps({f"k{number}": number for number in range(100_000)})
    house.put("a-2026-03-14T2100+0100.json", state)
    house.put("b-2026-03-14T2100+0100.html", f"<html><script>window.__STATE__ = {state}</script><p>Niets.</p></html>")
    house.run()
    assert house.entries() is not None


def test_a_title_of_a_megabyte(tmp_path: Path) -> None:
    """It is kept, shortened or refused in words; the run goes on."""
    house = House(tmp_path)
    house.put("a-2026-03-14T2100+0100.txt", "woord " * 170_000 + "\nOUDEKERK (ANP) - De brug is open.\n")
    house.put("b-2026-03-14T2101+0100.txt", "Brug open\nOUDEKERK (ANP) - De brug over de Linge is open.\n")
    house.run()
    assert "Brug open" in [entry.lead.dispatch.headline for entry in house.entries()]


def test_labels_without_end(tmp_path: Path) -> None:
    """A page that names section after section makes no more than max_sections, and no trouble."""
    house = House(tmp_path, "[feeder]\nmax_sections = 3\n" + CONFIG.replace("[feeder]", ""))
    labels = "".join(f"Meer uit Plaats{n}\nOUDEKERK (ANP) - Brug {n} is open.\n2 uur geleden\n" for n in range(500))
    house.put("a-2026-03-14T2100+0100.txt", "Kop\nOUDEKERK (ANP) - De brug is open.\n" + labels)
    house.run()
    assert len({section for entry in house.entries() for section in entry.sections}) <= 4
