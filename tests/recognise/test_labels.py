"""Headings that name a section."""

from __future__ import annotations

import pytest

from feeder.lexicon import load
from feeder.recognise.labels import section_of


@pytest.mark.parametrize(
    ("tag", "label", "section"),
    [
        ("nl", "Meer uit Buitenland", "Buitenland"),
        ("nl", "  meer uit  Sport & Cultuur » ", "Sport & Cultuur"),
        ("nl", "MEER UIT BUITENLAND", "BUITENLAND"),
        ("nl", "Lees ook", None),
        ("nl", "Meer lezen", None),
        ("nl", "Meer uit onze winkel", None),
        ("nl", "Buitenland", None),
        ("nl", "Meer uit", None),
        ("nl", "Meer uit Buitenland is er vandaag niet.", None),
        ("nl", "Meer uit Een Heel Lange Naam Die Niemand Ooit Gebruikt", None),
        ("nl", "", None),
        ("en", "More from World", "World"),
        ("en", "Latest Politics news", "Politics"),
        ("en", "More on this story", None),
        ("de", "Mehr aus Politik", "Politik"),
        ("de", "Mehr zum Thema", None),
        ("fr", "Toute l’actualité Culture", "Culture"),
        ("es", "Más en Economía", "Economía"),
        ("ru", "Ещё из Экономика", "Экономика"),
        ("ja", "経済の記事一覧", "経済"),
        ("ar", "المزيد من السياسة", "السياسة"),
        ("he", "עוד מתוך ספורט", "ספורט"),
        ("he", "עוד בספורט", "ספורט"),
    ],
)
def test_section_of(tag: str, label: str, section: str | None) -> None:
    """Only a heading that says "more from" names a section, as the page spells it."""
    lexicon = load(tag)
    assert lexicon is not None
    assert section_of(label, (lexicon,)) == section


def test_without_a_language() -> None:
    """No lexicon, no section."""
    assert section_of("Meer uit Buitenland", ()) is None
