"""How alike two leads are, and when likeness means nothing."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feeder.identity.likeness import bands, differ, likeness

LEAD = (
    "Venezolaanse en Colombiaanse onderhandelaars hebben in de hoofdstad op hoog niveau overleg gevoerd over handel, "
    "toerisme en veiligheid, zo meldt de regering in een verklaring."
)


def test_a_reworded_lead_is_like_and_another_story_is_not() -> None:
    """The measure leaves a wide gap between a correction and another story of the same subject."""
    edited = LEAD.replace("overleg gevoerd", "gesprekken gehad")
    other = "In de hoofdstad is na dagen van protest de noodtoestand uitgeroepen; de regering vreest nieuw geweld."
    assert likeness(LEAD, edited) > 0.7
    assert likeness(LEAD, other) < 0.2
    assert set(bands(LEAD)) & set(bands(edited))


def test_scripts_without_spaces_are_compared_by_character() -> None:
    """Japanese and Chinese leads are as comparable as any."""
    lead = "東京都は二十三日、新しい防災計画を発表し、来年度から実施すると明らかにした。"
    assert likeness(lead, lead.replace("発表", "公表")) > 0.7
    assert bands(lead)


@pytest.mark.parametrize(
    ("one", "other", "why"),
    [
        ("Morgen wordt het 12 graden in het noorden", "Morgen wordt het 14 graden in het noorden", "numbers"),
        ("Na rust won Almen van Baak met veel moeite", "Na rust won Vorden van Ruurlo met veel moeite", "names"),
        ("Na rust won Almen van Baak met veel moeite", "Na rust won Almen met veel moeite van Baak", None),
        ("Volgens Jansen is de brug dicht", "Volgens minister Jansen is de oude brug dicht", None),
        ("De brug is dicht, zegt de wethouder", "De brug is dicht, zegt wethouder De Wit", None),
    ],
)
def test_numbers_and_exchanged_names_tell_templates_from_corrections(one: str, other: str, why: str | None) -> None:
    """A template fills in other numbers or names; a correction adds, drops or moves words."""
    assert differ(one, other) == why
    assert differ(other, one) == why


@given(st.text(max_size=400), st.text(max_size=400))
def test_likeness_is_symmetric_bounded_and_sure_of_itself(one: str, other: str) -> None:
    """Any two texts compare, in either order; a text long enough is like itself."""
    assert likeness(one, other) == likeness(other, one)
    assert 0.0 <= likeness(one, other) <= 1.0
    assert likeness(one, one) in (0.0, 1.0)
    assert bands(one) == bands(one)
