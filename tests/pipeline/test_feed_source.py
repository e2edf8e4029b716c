"""A feed as a source: split into sections by all its categories, its dates repaired, merged with a page's stories."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.installation import House

pytestmark = pytest.mark.usefixtures("each_database")

CONFIG = """
[feeder]
timezone = "Europe/Amsterdam"
[sections.sport]
labels = ["Sport"]
[sections.streek]
labels = ["Regio"]
[[sources]]
name = "page"
path = "in/*.html"
section = "streek"
[[sources]]
name = "feed"
path = "in/*.xml"
"""
ITEM = "<item><title>{}</title><link>https://n.example/streek/{}</link><pubDate>{}</pubDate>{}</item>"
STORIES = ("Brug na maanden weer open", "Zwembad krijgt een nieuw dak", "Roeiers winnen de beker")


def feed() -> str:
    """Three stories, filed under several headings, dated as broken feeds do."""
    dates = ("Sat, 14 March 2026 21:05:00 CET", "14 maart 2026 19:45", "2026-03-14 19:05:00+01:00")
    filed = (("Nieuws", "Regio"), ("Nieuws",), ("Nieuws", "Regio", "Sport"))
    items = "".join(
        ITEM.format(title, f"verhaal-{n}", date, "".join(f"<category>{name}</category>" for name in names))
        for n, (title, date, names) in enumerate(zip(STORIES, dates, filed, strict=True), 1)
    )
    return f"<rss version='2.0'><channel><title>Nieuws</title><language>nl</language>{items}</channel></rss>"


def listing() -> str:
    """The same stories, and one more, as a page prints them."""
    stories = enumerate((*STORIES, "Ooievaars terug op de toren"), 1)
    items = "".join(
        f'<li><h3><a href="https://n.example/streek/verhaal-{n}">{t}</a></h3><i>{n} uur geleden</i></li>'
        for n, t in stories
    )
    return f"<html lang='nl'><title>Streek</title><link rel='canonical' href='https://n.example/streek'><main><ul>{items}</ul></main></html>"


def test_a_feed_is_split_repaired_and_merged(tmp_path: Path) -> None:
    """Each category that names a section counts, odd dates are instants, and a story on both is one entry."""
    house = House(tmp_path, CONFIG)
    house.put("a-2026-03-14T2200+0100.xml", feed())
    house.run()
    house.put("b-2026-03-14T2205+0100.html", listing())
    house.run()
    entries = {entry.lead.dispatch.title: entry for entry in house.entries()}
    assert set(entries) == {*STORIES, "Ooievaars terug op de toren"}
    told = [f"{entries[title].published:%d %H:%M}" for title in STORIES]
    assert told == ["14 20:05", "14 18:45", "14 18:05"]
    assert [set(entries[title].sections) >= {"streek"} for title in STORIES] == [True, True, True]
    assert "sport" in entries[STORIES[2]].sections
    assert "sport" not in entries[STORIES[0]].sections
    assert entries[STORIES[0]].sections.count("streek") == 1
