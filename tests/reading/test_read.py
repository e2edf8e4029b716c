"""`feeder.read`, as the library's users call it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

import feeder
from feeder.errors import UsageError
from feeder.model.entry import Reading
from tests.support.wire import STORIES, page

TAKEN_AT = datetime(2026, 3, 14, 20, 0, tzinfo=UTC)
PIECES = st.sampled_from(
    [
        "<p>",
        "</p>",
        "<div>",
        "</",
        "<!--",
        "]]>",
        "3 uur geleden",
        "ALMEN (XNP) - ",
        "Meer uit Sport",
        "\n",
        "\r\n",
        "\x00",
        "<a href='/x'>Een titel van een bericht</a>",
        "2026-03-14T21:00",
        "﻿",
        "é",
        "‮",
        "<rss>",
        "{",
        '{"items": [',
        "\ud83d",
    ]
)


def test_a_reading_has_the_documented_shape() -> None:
    """What the docs promise is what as_dict gives."""
    told = feeder.read(
        page().encode(), taken_at=TAKEN_AT, url="https://news.example/streek", zone="Europe/Amsterdam"
    ).as_dict()
    assert (told["url"], told["taken_at"], told["language"]) == (
        "https://news.example/streek",
        "2026-03-14T20:00:00Z",
        "nl",
    )
    assert told["sections"] == ["streek"]
    assert told["main"]["dateline"] == {"place": "OUDEKERK", "credits": ["XNP", "QTR"]}
    assert [t["dateline"]["place"] for t in told["teasers"]] == [story.place for story in STORIES]
    assert [t["rank"] for t in told["teasers"]] == [1, 2, 3, 4]
    first = told["teasers"][0]
    assert (first["basis"], first["cue"], first["earliest"]) == ("relative", "3 uur geleden", "2026-03-14T16:00:00Z")


def test_without_a_capture_time_ages_date_nothing() -> None:
    """Nobody knows how long ago was when."""
    told = feeder.read(page().encode()).as_dict()
    assert [t["published"] for t in told["teasers"]] == [None] * 4


def test_a_naive_capture_time_is_refused() -> None:
    """A time without a zone is no instant."""
    with pytest.raises(UsageError, match="time zone"):
        feeder.read(b"x", taken_at=datetime(2026, 3, 14))


@given(st.integers(-10_000, 10_000))
@settings(max_examples=30, deadline=None)
def test_shifting_the_capture_time_shifts_every_window(minutes: int) -> None:
    """The same page captured later says that its stories are as much younger."""
    shift = timedelta(minutes=minutes)
    here = feeder.read(page().encode(), taken_at=TAKEN_AT).sightings
    there = feeder.read(page().encode(), taken_at=TAKEN_AT + shift).sightings
    for one, other in zip(here, there, strict=True):
        if one.dating.window:
            assert other.dating.window
            assert other.dating.window.earliest - one.dating.window.earliest == shift
            assert other.dating.window.latest - one.dating.window.latest == shift


def read_or_refuse(body: bytes, media_type: str | None) -> None:
    """The contract for any bytes at all."""
    try:
        reading = feeder.read(body, media_type=media_type, taken_at=TAKEN_AT, url="https://news.example/")
    except feeder.PageError as error:
        assert str(error)  # noqa: PT017
    else:
        assert isinstance(reading, Reading)
        reading.as_dict()


@given(
    st.binary(max_size=600),
    st.sampled_from([None, "text/html", "text/plain", "application/rss+xml", "application/json"]),
)
@example(b"", None)
@example(b"\xff\xfe\x00", "text/html")
@settings(max_examples=150, deadline=None)
def test_any_bytes_give_a_reading_or_a_page_error(body: bytes, media_type: str | None) -> None:
    """No input makes another exception."""
    read_or_refuse(body, media_type)


@given(st.lists(PIECES, max_size=40), st.sampled_from([None, "text/html", "text/plain"]))
@settings(max_examples=150, deadline=None)
def test_any_pieces_of_pages_give_a_reading_or_a_page_error(pieces: list[str], media_type: str | None) -> None:
    """Nor does any muddle of what pages are made of."""
    read_or_refuse("".join(pieces).encode("utf-8", "surrogatepass"), media_type)
