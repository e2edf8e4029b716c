"""Same story or another: what time, place in the list, links and words say together."""

from __future__ import annotations

import pytest

from tests.reconcile.shelf import Shelf, teaser

BRIDGE = teaser(
    "De brug over de Linge gaat dicht voor groot onderhoud, meldt de gemeente in een brief.", "1 uur geleden"
)
SCHOOL = teaser("De school aan de Dorpsstraat krijgt er na de zomer vier nieuwe lokalen bij.", "3 uur geleden")
LONG = (
    "De wethouder van Almen heeft vanochtend het nieuwe zwembad aan de rand van het dorp geopend. Er kwamen honderden "
    "mensen op af, die na de toespraak als eersten het water in mochten en er bijna niet meer uit te krijgen waren."
)


def test_a_name_corrected_in_its_place_is_the_same_story() -> None:
    """Between the same two neighbours, at the same time, another name is a correction; elsewhere another story."""
    text = "Na rust won Almen met groot verschil van Baak, dat al weken geen wedstrijd meer had gespeeld."
    named = [teaser(text.replace("Almen", name), "2 uur geleden") for name in ("Almen", "Vorden")]
    shelf = Shelf()
    before = shelf.take([BRIDGE, named[0], SCHOOL])
    assert shelf.take([BRIDGE, named[1], SCHOOL]) == before
    shelf = Shelf()
    before = shelf.take([BRIDGE, named[0], SCHOOL])
    assert shelf.take([BRIDGE, SCHOOL, named[1]])[2] not in before


@pytest.mark.parametrize(
    "edited",
    [LONG.replace("vanochtend", "eindelijk"), LONG.replace("honderden", "massa's")],
    ids=["in the opening", "behind it"],
)
def test_a_story_edited_and_published_anew_at_once_is_the_same(edited: str) -> None:
    """It vanished from its place, while what stood below it is still there."""
    shelf = Shelf()
    bridge, pool, school = shelf.take([BRIDGE, teaser(LONG, "2 uur geleden"), SCHOOL])
    again = [teaser(edited, "zojuist"), teaser(BRIDGE.text, "5 uur geleden"), teaser(SCHOOL.text, "7 uur geleden")]
    assert shelf.take(again, hours=4) == (pool, bridge, school)


def test_a_story_that_comes_back_edited_and_published_anew_is_the_same() -> None:
    """Gone for a while and back in other words of its opening, with another time: a long text is still the same."""
    edited = LONG.replace("vanochtend", "eindelijk")
    shelf = Shelf()
    bridge, pool, school = shelf.take([BRIDGE, teaser(LONG, "2 uur geleden"), SCHOOL])
    without = [teaser(BRIDGE.text, "3 uur geleden"), teaser(SCHOOL.text, "5 uur geleden")]
    assert shelf.take(without, hours=2) == (bridge, school)
    again = [teaser(edited, "zojuist"), teaser(BRIDGE.text, "5 uur geleden"), teaser(SCHOOL.text, "7 uur geleden")]
    assert shelf.take(again, hours=4) == (pool, bridge, school)


@pytest.mark.parametrize(
    ("text", "hours"),
    [
        (LONG.replace("vanochtend", "eindelijk").replace("Almen", "Vorden"), 4),
        (LONG.replace("vanochtend", "eindelijk").replace("honderden", "300"), 4),
        (LONG.replace("vanochtend", "eindelijk"), 30),
    ],
    ids=["another name", "another number", "another day"],
)
def test_a_long_text_from_one_mould_is_another(text: str, hours: int) -> None:
    """With a name or a number exchanged, or more than a day later, nothing says that it is the story that was gone."""
    shelf = Shelf()
    pool = shelf.take([BRIDGE, teaser(LONG, "2 uur geleden"), SCHOOL])[1]
    shelf.take([teaser(BRIDGE.text, "3 uur geleden"), teaser(SCHOOL.text, "5 uur geleden")], hours=2)
    assert pool not in shelf.take([teaser(text, "zojuist"), teaser(BRIDGE.text, "5 uur geleden")], hours=hours)


def test_a_notice_of_another_day_with_the_same_opening_is_another() -> None:
    """Short texts from one mould that left the end of the list are not filled in anew."""
    opening = "De gemeente heeft vergunning verleend voor een feest op het plein."
    shelf = Shelf()
    first = shelf.take([BRIDGE, teaser(f"{opening} Het is een braderie.", "2 uur geleden")])[1]
    second = shelf.take(
        [teaser(f"{opening} Het is een kermis.", "zojuist"), teaser(BRIDGE.text, "9 uur geleden")], hours=8
    )
    assert first not in second
    assert shelf.entries[first].lead.dispatch.text.endswith("braderie.")


def test_what_every_story_of_a_site_says_names_none() -> None:
    """A summary that never changes is no key where headline, link and time are others."""
    text = "Elke dag praten we u bij over het nieuws uit de streek, met gasten in de studio en op straat."
    shelf = Shelf()
    guids = [
        shelf.take(
            [teaser(text, "1 uur geleden", headline=f"Aflevering {day}", link=f"https://x.example/{day}")],
            hours=24 * day,
        )[0]
        for day in range(3)
    ]
    assert len(set(guids)) == 3


def test_another_source_tells_the_same_opening_at_another_time() -> None:
    """One agency's text in two papers, hours apart and cut differently, is one story."""
    shelf = Shelf()
    first = shelf.take([teaser(LONG, "1 uur geleden", headline="Bad open", link="https://a.example/bad")])
    cut = teaser(LONG[:150] + "…", "zojuist", headline="Zwembad in Almen open", link="https://b.example/7")
    assert shelf.take([cut], hours=6, source="other") == first
