"""Each page of the golden corpus goes through the whole pipeline, on either kind of database, as it was read."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from feeder.model.entry import Entry
from tests.golden.corpus import Golden, pairs
from tests.support.installation import House

pytestmark = pytest.mark.usefixtures("each_database")

Stored = tuple[str, tuple[str, ...], datetime | None, datetime | None, datetime | None]


def of_reading(item: dict[str, Any]) -> Stored:
    instants = (datetime.fromisoformat(item[key]) if item[key] else None for key in ("published", "earliest", "latest"))
    return (item["text"], tuple(item["sections"]) or ("wire",), *instants)  # type: ignore[return-value]


def of_entry(entry: Entry) -> Stored:
    window = entry.dating.window
    edges = (window.earliest, window.latest) if window else (None, None)
    return (entry.lead.dispatch.text, entry.sections, entry.published, *edges)


def words(stored: Stored) -> str:
    return stored[0]


def config_of(told: dict[str, Any]) -> str:
    """The zone and the languages that a page is read with, as an owner would say them."""
    zone = f'timezone = "{told["zone"]}"\n' if "zone" in told else ""
    language = "".join(f'language = "{tag}"\n' for tag in told.get("languages", ()))
    return f'[feeder]\n{zone}{language}[[sources]]\nname = "wire"\npath = "in/*.txt"\n'


@pytest.mark.parametrize("golden", pairs(), ids=lambda golden: golden.name)
def test_a_page_is_stored_as_its_pair_says(golden: Golden, tmp_path: Path) -> None:
    """Every item of the reading is one entry with its words, section, instant and window; and nothing else is."""
    told = golden.pinned
    house = House(tmp_path, config_of(told))
    house.put("page.txt", golden.path.with_suffix(".txt").read_bytes())
    house.put("page.txt.toml", f"taken_at = {told['taken_at']}\n")
    assert not house.run().failed
    reading = told["reading"]
    items = [*([reading["main"]] if reading["main"] else []), *reading["teasers"]]
    stored, read = map(of_entry, house.entries()), map(of_reading, items)
    assert sorted(stored, key=words) == sorted(read, key=words)
