"""Invented entries and feeds for the tests of the writers."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from typing import Any

from feeder.model.entry import Appearance, Entry, Feed, Key
from feeder.model.page import Dateline, Dispatch, Image, Role
from feeder.model.time import UNDATED, Basis, Dating, Evidence

BASE = "https://feeds.example.org/"
NOON = datetime(2026, 3, 14, 12, 0, tzinfo=UTC)
SEEN = NOON + timedelta(hours=9)


def make_entry(number: int = 1, *, dispatch: dict[str, Any] | None = None, **changes: Any) -> Entry:
    """A dated teaser of an agency text, `number` hours before noon; fields of it or of its dispatch changed."""
    words = {
        "role": Role.TEASER,
        "summary": f"Bakker nummer {number} heeft een brood van zeven meter gebakken. Het past in geen oven.",
        "dateline": Dateline("OSLO", ("ANP", "RTR")),
        "language": "nl",
        "rank": number,
    }
    lead = Appearance("voorbeeld", "pagina", Dispatch(**(words | (dispatch or {}))), number, SEEN, SEEN)
    published = NOON - timedelta(hours=number)
    evidence = Evidence(Basis.RELATIVE, f"{number} uur geleden", NOON)
    fields = {
        "guid": f"urn:uuid:00000000-0000-5000-8000-{number:012d}",
        "lead": lead,
        "dating": Dating(Basis.RELATIVE, published - timedelta(hours=1), published, (evidence,)),
        "published": published,
        "updated": published,
        "sort_at": published,
        "first_seen": SEEN,
        "last_seen": SEEN,
        "keys": (Key("text", f"digest-{number}"),),
        "sections": ("buitenland",),
    }
    return Entry(**(fields | changes))


def undated_entry(number: int = 1, **changes: Any) -> Entry:
    """The same without any evidence of a time."""
    return make_entry(number, **({"published": None, "dating": UNDATED, "updated": SEEN} | changes))


def full_entry(number: int = 1, **changes: Any) -> Entry:
    """A main article with everything an entry can have."""
    dispatch = {
        "role": Role.MAIN,
        "headline": "Langste brood ter wereld gebakken",
        "summary": None,
        "paragraphs": ("Het brood meet zeven meter.", "De bakker is tevreden & moe."),
        "link": "https://nieuws.example.org/brood?id=1&deel=2",
        "image": Image("https://nieuws.example.org/brood.jpg", "image/jpeg", 4711, "Het brood"),
        "authors": ("Mies Bakker",),
    }
    return make_entry(number, **({"dispatch": dispatch, "sections": ("buitenland", "eten")} | changes))


def make_feed(entries: Iterable[Entry], **changes: Any) -> Feed:
    """A section's feed with every address that it can have."""
    fields = {
        "section": "buitenland",
        "title": "Buitenland",
        "self_urls": {name: f"{BASE}buitenland.{name}" for name in ("rss", "atom", "json", "html")},
        "home_url": BASE + "buitenland.html",
        "updated": NOON,
        "entries": tuple(entries),
        "feed_id": "urn:uuid:11111111-0000-5000-8000-000000000000",
        "description": "Nieuws van over de grens",
        "language": "nl",
        "timezone": "Europe/Amsterdam",
        "hub": "https://hub.example.org/",
        "ttl": 15,
        "section_titles": {"buitenland": "Buitenland", "eten": "Eten & drinken"},
    }
    return Feed(**(fields | changes))
