"""The library's public face: what `import feeder` hands out, with the signatures that programs rely on."""

from __future__ import annotations

import inspect
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime

import pytest

import feeder

EMPTY = inspect.Parameter.empty
# Name → its positional parameter, then its keyword-only ones with their defaults.
SIGNATURES: Mapping[str, tuple[str, Mapping[str, object]]] = {
    "read": ("body", {"media_type": None, "url": None, "taken_at": None, "languages": (), "zone": None}),
    "resolve": ("text", {"taken_at": EMPTY, "zone": "UTC", "languages": (), "rounding": None}),
    "dateline": ("text", {"languages": ()}),
}


@pytest.mark.parametrize("name", SIGNATURES)
def test_signatures_stay(name: str) -> None:
    """One positional argument; everything else by its name, in this order, with these defaults."""
    first, *others = inspect.signature(getattr(feeder, name)).parameters.values()
    positional, keywords = SIGNATURES[name]
    assert (first.name, first.kind) == (positional, first.POSITIONAL_OR_KEYWORD)
    assert {other.name: other.default for other in others} == keywords
    assert {other.kind for other in others} == {first.KEYWORD_ONLY}


def test_what_is_handed_out_is_listed() -> None:
    """`dir(feeder)` names it all; another name is an AttributeError."""
    assert set(SIGNATURES) < set(dir(feeder)) == set(feeder.__all__)
    assert all(getattr(feeder, name).__doc__ for name in feeder.__all__)
    assert not hasattr(feeder, "parse")


def test_a_page_is_bytes() -> None:
    """Text is refused with a word, since nobody knows its charset any more; other kinds of bytes serve."""
    with pytest.raises(TypeError, match="body must be bytes, not str"):
        feeder.read("3 uur geleden")  # type: ignore[arg-type]
    body = bytearray(b"ALMEN (XNP) - De raad stemt in.")
    assert feeder.read(body).as_dict() == feeder.read(bytes(body)).as_dict()


@pytest.mark.parametrize("languages", ["nl", ["nl"], ("nl", "de")])
def test_languages_may_be_any_sequence(languages: Sequence[str]) -> None:
    """A list serves as well as a tuple, and one tag needs neither."""
    at = datetime(2026, 3, 14, 20, tzinfo=UTC)
    assert feeder.resolve("3 uur geleden", taken_at=at, languages=languages).basis == "relative"
    assert feeder.dateline("ALMEN (XNP) - De raad stemt in.", languages=languages)[1] == "De raad stemt in."
    body = b"ALMEN (XNP) - De raad stemt in.\n3 uur geleden"
    assert feeder.read(body, taken_at=at, languages=languages).as_dict()["language"] == "nl"
