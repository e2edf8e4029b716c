"""The zone that a page shows of itself is kept for its source."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.installation import House

pytestmark = pytest.mark.usefixtures("each_database")

CONFIG = """
[feeder]
[[sources]]
name = "krant"
path = "in/*.html"
section = "streek"
"""
BRIDGE = "De gemeente laat weten dat verkeer drie weken lang moet omrijden over Lochem, ook wie fietst of loopt."
SCHOOL = "Meer dan tweehonderd kinderen krijgen na de zomer les in het nieuwe gebouw, dat zijn eigen stroom maakt."


def article(headline: str, text: str, published: str) -> str:
    return (
        '<html lang="nl-NL"><head><meta property="og:type" content="article">'
        f'<meta property="article:published_time" content="{published}"></head>'
        f"<body><main><h1>{headline}</h1>{f'<p>{text}</p>' * 5}</main></body></html>"
    )


def test_the_zone_that_a_page_shows_is_kept(tmp_path: Path) -> None:
    """It is stored with its proof, and dates later pages of the source that show no zone."""
    house = House(tmp_path, CONFIG)
    house.put("brug-20260314T1230Z.html", article("De brug gaat dicht", BRIDGE, "2026-03-14T11:05:12+01:00"))
    assert not house.run().failed
    with house.store() as store, store.read() as reader:
        zone = reader.calibration("krant").zone
    assert zone is not None
    assert zone.value == "Europe/Amsterdam"
    house.put("dijk-20260714T1230Z.html", article("De school gaat open", SCHOOL, "2026-07-14T11:05:12"))
    assert not house.run().failed
    assert "2026-07-14T09:05:12Z" in [item.get("date_published") for item in house.json("streek")["items"]]
