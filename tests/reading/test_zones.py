"""Pages whose zone nobody named: what they show of it themselves, and what they leave open."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import feeder
from feeder.model.entry import Reading
from feeder.model.page import Capture
from feeder.model.time import Calibration, Learned
from feeder.reading import ReadingContext, read_capture

TAKEN_AT = datetime(2026, 3, 14, 12, 30, tzinfo=UTC)
URL = "https://krant.example.nl/streek/brug-dicht"
STORIES = (
    ("dijk-hoger", "De dijk bij Almen wordt een halve meter hoger", "2026-03-14 13:10:00", "13:10"),
    ("markt-terug", "De weekmarkt keert terug naar het oude plein", "2026-03-13 09:15:40", "gisteren 09:15"),
    ("school-open", "De nieuwe school in Altena opent na de zomer", "2025-07-02 08:00:00", "2 juli 2025 08:00"),
    ("haven-vol", "De jachthaven ligt dit voorjaar eerder vol", "2026-03-12 17:45:00", "12 maart 2026 17:45"),
)


def page(published: str, clock: str, stories: tuple[tuple[str, str, str, str], ...] = STORIES) -> bytes:
    """An article with JSON-LD, its local time by the headline, and other stories below it."""
    told = {"@type": "NewsArticle", "headline": "De brug over de Berkel gaat drie weken dicht", "url": URL}
    body = "".join(
        f"<p>De gemeente meldt voor de {n}e keer dat verkeer, ook fietsers, moet omrijden over Lochem.</p>"
        for n in range(9)
    )
    items = "".join(
        f'<article><h3><a href="/streek/{slug}">{title}</a></h3><time datetime="{machine}">{text}</time></article>'
        for slug, title, machine, text in stories
    )
    return (
        f'<html lang="nl"><head><script type="application/ld+json">{json.dumps(told | {"datePublished": published})}'
        f"</script></head><body><main><h1>{told['headline']}</h1><div class='meta'>{clock}</div>{body}</main>"
        f"<section><h2>Meer nieuws</h2>{items}</section></body></html>"
    ).encode()


def read(body: bytes) -> Reading:
    return feeder.read(body, media_type="text/html", url=URL, taken_at=TAKEN_AT)


def published(reading: Reading) -> list[str]:
    return [teaser["published"] for teaser in reading.as_dict()["teasers"]]


RIGHT = ["2026-03-14T12:10:00Z", "2026-03-13T08:15:40Z", "2025-07-02T06:00:00Z", "2026-03-12T16:45:00Z"]


def test_a_local_time_beside_the_instant_shows_the_zone() -> None:
    """The story's own `time`, without a zone, tells the offset; its country makes summer right in winter."""
    body = page("2026-03-14T10:05:12Z", '<time datetime="2026-03-14 11:05:12">11:05</time>')
    reading = read(body)
    assert published(reading) == RIGHT
    assert reading.as_dict()["main"]["published"] == "2026-03-14T10:05:12Z"


def test_a_printed_clock_beside_the_instant_shows_the_zone() -> None:
    """Where no `time` says it, the words by the headline do."""
    assert published(read(page("2026-03-14T10:05:12Z", "<span>14 maart 2026 11:05</span>"))) == RIGHT


def test_an_offset_in_metadata_shows_the_zone() -> None:
    """An offset that the page chose to print is its own."""
    assert published(read(page("2026-03-14T11:05:12+01:00", ""))) == RIGHT


def test_nothing_but_a_country_shows_no_zone() -> None:
    """UTC in metadata and a Dutch address make no Dutch time: UTC stays assumed."""
    assert published(read(page("2026-03-14T10:05:12Z", "")))[1:] == [
        "2026-03-13T09:15:40Z",
        "2025-07-02T08:00:00Z",
        "2026-03-12T17:45:00Z",
    ]


def test_nothing_is_published_in_the_future() -> None:
    """A local time that lies ahead of its capture is of now at the latest, and of half a day before at the earliest."""
    first = read(page("2026-03-14T10:05:12Z", "")).as_dict()["teasers"][0]
    assert (first["earliest"], first["latest"]) == ("2026-03-13T23:10:00Z", "2026-03-14T12:30:00Z")
    assert first["published"] < "2026-03-14T12:30:00Z"


def test_a_named_zone_is_not_learned_over() -> None:
    """The argument wins over what the page shows."""
    body = page("2026-03-14T11:05:12+01:00", "")
    told = feeder.read(body, media_type="text/html", url=URL, taken_at=TAKEN_AT, zone="Asia/Tokyo")
    assert published(told)[1] == "2026-03-13T00:15:40Z"


def test_a_date_of_any_zone_is_a_window_of_all_of_them() -> None:
    """Without a zone a bare date may have begun half a day before it does in UTC; its middle is published."""
    dated = tuple(
        (slug, title, f"2026-03-{day:02}", "") for day, (slug, title, *_) in zip((12, 11, 10, 9), STORIES, strict=True)
    )
    first = read(page("2026-03-14T10:05:12Z", "", dated)).as_dict()["teasers"][0]
    assert (first["earliest"], first["latest"]) == ("2026-03-11T10:00:00Z", "2026-03-13T12:00:00Z")
    assert first["published"] == "2026-03-12T12:00:00Z"
    known = read(page("2026-03-14T11:05:12+01:00", "", dated)).as_dict()["teasers"][0]
    assert (known["earliest"], known["latest"]) == ("2026-03-11T23:00:00Z", "2026-03-12T23:00:00Z")


def capture(body: bytes) -> Capture:
    return Capture("krant", URL, URL, URL, "text/html", None, body, TAKEN_AT, "argument")


def test_what_a_page_teaches_is_handed_on() -> None:
    """The zone is kept by its name, with its proof, and is not learned again."""
    body = page("2026-03-14T11:05:12+01:00", "")
    first = read_capture(capture(body), ReadingContext(source="krant"))
    zone = first.calibration.zone
    assert zone is not None
    assert (zone.value, first.taught) == ("Europe/Amsterdam", True)
    assert "2026-03-14T11:05:12+01:00" in zone.proof
    known = ReadingContext(source="krant", calibration=first.calibration, zone=zone.value, zone_assumed=False)
    again = read_capture(capture(body), known)
    assert (again.calibration, again.taught) == (first.calibration, False)


def test_a_learned_offset_gives_way_to_a_zone() -> None:
    """What was learned as a bare offset is wrong after the next change of clocks."""
    before = Calibration(zone=Learned("+02:00", "seen last summer", TAKEN_AT))
    context = ReadingContext(source="krant", calibration=before, zone="+02:00", zone_assumed=False)
    read_now = read_capture(capture(page("2026-03-14T11:05:12+01:00", "")), context)
    assert read_now.calibration.zone is not None
    assert read_now.calibration.zone.value == "Europe/Amsterdam"
    assert published(read_now.reading) == RIGHT
