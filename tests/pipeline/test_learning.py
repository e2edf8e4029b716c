"""What a source teaches is kept with its proof, and tells anew what it printed before."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.support.installation import House

pytestmark = pytest.mark.usefixtures("each_database")

CONFIG = """
[feeder]
[[sources]]
name = "paper"
path = "in/*.html"
section = "town"
language = "en"
"""
HEADLINES = (
    "The harbour opens again after long works",
    "School gets four new rooms after summer",
    "Market draws record number of visitors",
    "Bridge closed for repairs all week long",
)


def front(*times: tuple[int, str]) -> str:
    """A page of linked stories: which, and what stands by it."""
    items = "".join(
        f'<article><h2><a href="https://paper.example/{n}">{HEADLINES[n]}</a></h2>'
        f"<p>{HEADLINES[n]}, says the council in a letter to all who live there.</p><span>{time}</span></article>"
        for n, time in times
    )
    return f'<html lang="en"><body><main><h1>Town</h1>{items}</main></body></html>'


@pytest.fixture
def house(tmp_path: Path) -> House:
    return House(tmp_path, CONFIG)


def dated(house: House) -> dict[str, tuple[datetime | None, object]]:
    """The published instant and the window of each story, by its headline."""
    return {entry.lead.dispatch.title: (entry.published, entry.dating.window) for entry in house.entries()}


def test_a_date_that_could_be_read_both_ways_is_dated_once_the_order_shows(house: House) -> None:
    """Undated at first, though it has left the page by the time that another date is proof."""
    house.put("p-20260420T1200Z.html", front((0, "03/04/2026"), (1, "05/04/2026"), (2, "07/04/2026")))
    house.run()
    assert dated(house)[HEADLINES[0]] == (None, None)
    house.put("p-20260421T1200Z.html", front((3, "19/04/2026"), (1, "05/04/2026"), (2, "07/04/2026")))
    house.run()
    assert dated(house)[HEADLINES[0]][0] == datetime(2026, 4, 3, 12, tzinfo=UTC)
    shown = {item["title"]: item.get("date_published") for item in house.json("town")["items"]}
    assert shown[HEADLINES[0]] == "2026-04-03T12:00:00Z"


def test_a_rounding_learned_later_narrows_what_was_printed_before(house: House) -> None:
    """One exact time tells that the site rounds: earlier windows lose what only a floor allowed, instants stay."""
    house.put("p-20260420T1200Z.html", front((0, "2 hours ago"), (1, "3 hours ago"), (2, "5 hours ago")))
    house.run()
    before = dated(house)
    exact = '2 hours ago <time datetime="2026-04-20T10:38:00+00:00"></time>'
    house.put("p-20260420T1220Z.html", front((3, exact), (0, "3 hours ago"), (1, "3 hours ago")))
    house.run()
    with house.store() as store, store.read() as reader:
        rounding = reader.calibration("paper").rounding
    assert rounding is not None
    assert (rounding.value, "10:38" in rounding.proof) == ("round", True)
    after = dated(house)
    for headline, (published, window) in before.items():
        assert after[headline][0] == published
        assert after[headline][1].width < window.width  # type: ignore[attr-defined]
