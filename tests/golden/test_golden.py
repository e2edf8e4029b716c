"""Each page of the golden corpus is read as the JSON beside it says, which states what the page is for."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from tests.golden.corpus import PAGES, Golden, pairs

HOUR = timedelta(hours=1)


@pytest.mark.parametrize("golden", pairs(), ids=lambda golden: golden.name)
def test_a_page_is_read_as_its_pair_says(golden: Golden) -> None:
    """Each page gives exactly the reading beside it."""
    assert golden.read() == golden.pinned["reading"], golden.pinned["purpose"]


def test_every_page_has_a_pair_and_a_purpose() -> None:
    """No page stands without its reading, and each says in a sentence what it is for."""
    assert {path.stem for path in PAGES.glob("*.txt")} == {golden.name for golden in pairs()}
    assert all(golden.pinned["purpose"].endswith(".") for golden in pairs())


@pytest.mark.parametrize("golden", pairs(), ids=lambda golden: golden.name)
def test_shifting_the_capture_shifts_every_relative_window(golden: Golden) -> None:
    """A page captured an hour later has each window that hangs on an age an hour later, and nothing else changed."""
    moved = golden.read(later=HOUR)
    for before, after in zip(golden.pinned["reading"]["teasers"], moved["teasers"], strict=True):
        assert (before["text"], before["dateline"]) == (after["text"], after["dateline"])
        if before["basis"] == after["basis"] == "relative":
            for edge in ("earliest", "latest"):
                assert datetime.fromisoformat(after[edge]) - datetime.fromisoformat(before[edge]) == HOUR
