"""The database stays within what it is told to keep."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import text

from tests.support.installation import CONFIG, House
from tests.support.wire import STORIES, page

pytestmark = pytest.mark.usefixtures("each_database")

START, DAYS = datetime(2026, 3, 1, 6, tzinfo=UTC), 9
KEPT = CONFIG.replace("[feeder]", "[feeder]\nkeep_captures = 1\nkeep_days = 3", 1)


def counts(house: House) -> dict[str, int]:
    """How many rows each of the tables has that would grow with every page."""
    with house.store() as store, store.read() as reader:
        tables = ("captures", "bodies", "entries")
        found = {name: reader.connection.execute(text(f"SELECT count(*) FROM {name}")).scalar_one() for name in tables}
        likeness = "SELECT count(DISTINCT entry_id) FROM bands"
        return {**found, "alike": reader.connection.execute(text(likeness)).scalar_one()}


def test_pages_and_likeness_go_and_stories_stay(tmp_path: Path) -> None:
    """After nine days of three pages each there are the pages of a day, what is like the stories of three, and
    every story."""
    house = House(tmp_path, KEPT)
    for turn in range(3 * DAYS):
        at = START + timedelta(hours=8 * turn)
        told = f"In ronde {turn} van de bouw kwam brug {turn * 37} aan de beurt, met {turn * 11} nieuwe palen erbij."
        house.put(f"streek-{at:%Y-%m-%dT%H%M%S}Z.txt", page((replace(STORIES[0], text=told), *STORIES[1:])))
        house.clock.now = at + timedelta(minutes=1)
        house.run()
    found = counts(house)
    assert found["entries"] >= 3 * DAYS
    assert 3 <= found["captures"] <= 5
    assert found["bodies"] == found["captures"]
    assert 9 <= found["alike"] <= 16
