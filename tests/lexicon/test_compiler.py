"""The compiler of lexicons, on an invented language: "{0} bim fo" is "{0} hours ago"."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from feeder.lexicon.ages import age_words
from feeder.model.time import Age, Phrase, Unit
from feeder.recognise.times.relative import whole
from scripts.lexicon.ages import by_hand_terms, record
from scripts.lexicon.cldr import Cldr
from scripts.lexicon.patterns import harvest

UNITS = {"second": "sek", "minute": "mim", "hour": "bim", "day": "dom", "week": "wum", "month": "mom", "year": "yam"}


def counted(tense: str, pattern: str) -> dict[str, Any]:
    return {f"relativeTime-type-{tense}": {"relativeTimePattern-count-other": pattern}}


@pytest.fixture
def cldr(tmp_path: Path) -> Cldr:
    """Packages with one invented language, "xq", whose year says past by itself."""
    fields: dict[str, Any] = {
        unit: counted("past", f"{{0}} {word} fo") | counted("future", f"qua {{0}} {word}")
        for unit, word in UNITS.items()
    }
    fields["year"] = counted("past", "{0} yamofo") | counted("future", "qua {0} yam")
    fields["day"] |= {"relative-type--1": "Dom Fo", "relative-type-1": "dom qua"}
    fields["fri"] = {"relative-type--1": "fri fo"}
    units = {"long": {f"duration-{unit}": {"unitPattern-count-other": f"{{0}} {word}"} for unit, word in UNITS.items()}}
    units["narrow"] = {f"duration-{unit}": {"unitPattern-count-other": f"{{0}}{unit[0]}"} for unit in UNITS}
    write(tmp_path / "cldr-dates-full-1.0", "dateFields.json", {"dates": {"fields": fields}})
    write(tmp_path / "cldr-units-full-1.0", "units.json", {"units": units})
    return Cldr(tmp_path)


def write(package: Path, file: str, content: dict[str, Any]) -> None:
    folder = package / "package" / "main" / "xq"
    folder.mkdir(parents=True)
    (folder / file).write_text(json.dumps({"main": {"xq": content}}), encoding="utf-8")


def read(cldr: Cldr, text: str, **by_hand: Any) -> tuple[Phrase, ...]:
    return whole(text, age_words(record(*harvest(cldr, cldr.languages()["xq"]), by_hand)))


def test_units_and_marker(cldr: Cldr) -> None:
    """What all patterns end in is the marker; what is left is the unit, with and without it."""
    made = record(*harvest(cldr, ["xq"]), {})
    assert made["P"] == {"": ["fo"]}
    assert "B" not in made
    assert made["U"]["hour"] == ["bim", "h"]
    assert made["G"] == {"year": ["yamofo"]}
    assert read(cldr, "7 Bim fo") == read(cldr, "7 bim") == read(cldr, "7h") == (Age(Unit.HOUR, 7, 7),)
    assert read(cldr, "7 yamofo") == (Age(Unit.YEAR, 7, 7),)
    assert read(cldr, "2 dom 3 bim fo") == (Age(Unit.HOUR, 51, 51),)


def test_future_is_no_age(cldr: Cldr) -> None:
    """What CLDR says of the future is no age, not even where a supplement takes its word for "over"."""
    assert read(cldr, "qua 7 bim") == ()
    assert read(cldr, "qua 7 bim", O="qua|zor") == ()
    assert len(read(cldr, "zor 7 bim", O="qua|zor")) == 1


def test_supplements(cldr: Cldr) -> None:
    """Numbers in words, half units and words for "just now" come by hand; what is struck out is gone."""
    by_hand = {"numbers": "un/una du", "half": "mez", "X": {"0..59 second": "nuj"}, "strike": {"U": "h"}}
    assert read(cldr, "una bim fo", **by_hand) == (Age(Unit.HOUR, 1, 1),)
    assert read(cldr, "mez bim fo", **by_hand) == (Age(Unit.HOUR, 0.5, 0.5, 0.5),)
    assert read(cldr, "nuj", **by_hand) == (Age(Unit.SECOND, 0, 59),)
    assert read(cldr, "7h", **by_hand) == ()
    assert ("N", "1", "una") in set(by_hand_terms(by_hand))


def test_ambiguous_short_forms(cldr: Cldr) -> None:
    """ "m" is minutes or months where nothing tells; a count that months never reach does."""
    units = {phrase.unit for phrase in read(cldr, "7m") if isinstance(phrase, Age)}
    assert units == {Unit.MINUTE, Unit.MONTH}
    assert read(cldr, "45m") == (Age(Unit.MINUTE, 45, 45),)


def test_units_by_hand(cldr: Cldr) -> None:
    """A unit by hand gives way to the one that CLDR knows by that name, unless pages use it for both."""
    assert read(cldr, "7h", U={"month": "h"}) == (Age(Unit.HOUR, 7, 7),)
    units = {phrase.unit for phrase in read(cldr, "7h", also={"U": {"month": "h"}}) if isinstance(phrase, Age)}
    assert units == {Unit.HOUR, Unit.MONTH}


def test_missing_package(tmp_path: Path) -> None:
    """A package that is not there is named, with how to get it."""
    with pytest.raises(FileNotFoundError, match="npm pack cldr-dates-full"):
        Cldr(tmp_path).languages()
