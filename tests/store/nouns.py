"""Invented stories for the store's tests."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from feeder.model.entry import Appearance, Entry
from feeder.model.page import Capture, Dispatch, Role
from feeder.model.time import UNDATED

NOON = datetime(2026, 3, 14, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)


def make_appearance(headline: str = "Brug bij Oudewerve weer open", source: str = "wire", **changes: Any) -> Appearance:
    """A source's version of a story."""
    dispatch = Dispatch(Role.TEASER, headline=headline, summary="De brug is sinds vanochtend weer open.")
    told: dict[str, Any] = {"rank": 0, "first_seen": NOON, "last_seen": NOON, "sections": ("binnenland",)}
    return Appearance(source, "front", dispatch, **{**told, **changes})


def make_entry(name: str, **changes: Any) -> Entry:
    """An entry whose guid ends in `name`."""
    told: dict[str, Any] = {
        "guid": f"urn:uuid:00000000-0000-5000-8000-{name.rjust(12, '0')}",
        "lead": make_appearance(),
        "dating": UNDATED,
        "published": None,
        "updated": NOON,
        "sort_at": NOON,
        "first_seen": NOON,
        "last_seen": NOON,
        "sections": ("binnenland",),
    }
    return Entry(**{**told, **changes})


def make_capture(body: bytes = b"<p>Brug open</p>", taken_at: datetime | None = NOON, **changes: Any) -> Capture:
    """A capture of the series `front` of the source `wire`."""
    told: dict[str, Any] = {
        "source": "wire",
        "series": "front",
        "url": "https://news.example/",
        "final_url": "https://news.example/",
        "media_type": "text/html",
        "charset": "utf-8",
        "body": body,
        "taken_at": taken_at,
        "taken_by": "response",
        "staleness": 1.5,
    }
    return Capture(**{**told, **changes})
