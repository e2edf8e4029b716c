"""The golden corpus: each page in `pages/` is read as the JSON beside it says, which states what the page is for."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from feeder.reading import read

PAGES = Path(__file__).parent / "pages"


@dataclass(frozen=True)
class Golden:
    """One pair: the page's bytes, how it is to be read, and what comes of it."""

    name: str
    body: bytes
    purpose: str
    taken_at: datetime
    reading: dict[str, Any]
    languages: tuple[str, ...]
    zone: str | None


def pairs() -> list[Golden]:
    """Every pair, in order of name."""
    found = []
    for path in sorted(PAGES.glob("*.json")):
        told = json.loads(path.read_text(encoding="utf-8"))
        body = path.with_suffix(".txt").read_bytes()
        taken_at = datetime.fromisoformat(told["taken_at"])
        languages = tuple(told.get("languages", ()))
        found.append(Golden(path.stem, body, told["purpose"], taken_at, told["reading"], languages, told.get("zone")))
    return found


@pytest.mark.parametrize("golden", pairs(), ids=lambda golden: golden.name)
def test_a_page_is_read_as_its_pair_says(golden: Golden) -> None:
    """Each page gives exactly the reading beside it."""
    reading = read(
        golden.body,
        media_type="text/plain",
        taken_at=golden.taken_at,
        languages=golden.languages,
        zone=golden.zone,
    )
    assert reading.as_dict() == golden.reading, golden.purpose


def test_every_page_has_a_pair_and_a_purpose() -> None:
    """No page stands without its reading, and each says in a sentence what it is for."""
    assert {path.stem for path in PAGES.glob("*.txt")} == {golden.name for golden in pairs()}
    assert all(golden.purpose.endswith(".") for golden in pairs())


@pytest.mark.parametrize("golden", pairs(), ids=lambda golden: golden.name)
def test_shifting_the_capture_shifts_every_relative_window(golden: Golden) -> None:
    """A page captured an hour later has each window that hangs on an age an hour later, and nothing else changed."""
    later = datetime.fromtimestamp(golden.taken_at.timestamp() + 3600, tz=golden.taken_at.tzinfo)
    moved = read(
        golden.body, media_type="text/plain", taken_at=later, languages=golden.languages, zone=golden.zone
    ).as_dict()
    for before, after in zip(golden.reading["teasers"], moved["teasers"], strict=True):
        assert (before["text"], before["dateline"]) == (after["text"], after["dateline"])
        if before["basis"] == after["basis"] == "relative":
            edges = [(instant(before[edge]), instant(after[edge])) for edge in ("earliest", "latest")]
            assert all((new - old).total_seconds() == 3600 for old, new in edges)


def instant(text: str) -> datetime:
    """The instant that a reading prints."""
    return datetime.fromisoformat(text)
