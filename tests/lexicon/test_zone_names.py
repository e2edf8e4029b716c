"""Names of zones as the compiler takes them from CLDR, of an invented language."""

from __future__ import annotations

import json
from pathlib import Path

from scripts.lexicon.cldr import Cldr
from scripts.lexicon.zones import zone_terms

NAMES = {
    "gmtFormat": "Gwim{0}",
    "gmtZeroFormat": "GMT",
    "zone": {"Etc": {"UTC": {"long": {"standard": "Oldim Tam"}, "short": {"standard": "UTC"}}}},
    "metazone": {
        "Europe_Central": {
            "long": {"generic": "Midu Tam", "standard": "Midu Fastim Tam", "daylight": "Midu Sumim Tam"},
            "short": {"standard": "MT"},
        },
        "Japan": {"long": {"standard": "Nippu Tam", "daylight": "Nippu Sumim Tam"}},
        "Brasilia": {"long": {"standard": "Brazilu Tam"}},
    },
}


def terms(folder: Path, language: str) -> set[tuple[str, str]]:
    place = folder / "cldr-dates-full-1.0" / "package" / "main" / language
    place.mkdir(parents=True)
    content = {"main": {language: {"dates": {"timeZoneNames": NAMES}}}}
    (place / "timeZoneNames.json").write_text(json.dumps(content), encoding="utf-8")
    return set(zone_terms(Cldr(folder), language, language))


def test_zones_are_named_with_their_offsets(tmp_path: Path) -> None:
    """Standard and daylight time are offsets, a name for both is the place; what stands beside offsets is UTC."""
    assert terms(tmp_path, "xq") == {
        ("ZUTC", "gwim"),
        ("ZUTC", "oldim tam"),
        ("ZEurope/Paris", "midu tam"),
        ("Z+01:00", "midu fastim tam"),
        ("Z+02:00", "midu sumim tam"),
        ("Z+09:00", "nippu tam"),
        ("Z+10:00", "nippu sumim tam"),
    }


def test_zones_of_a_region_are_named_at_home(tmp_path: Path) -> None:
    """The clocks of Brazil are named in Portuguese, not in every language."""
    assert ("Z-03:00", "brazilu tam") in terms(tmp_path, "pt")
