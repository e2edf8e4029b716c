"""Text, whatever its language."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feeder.text import clean, first_sentence, fold, shorten, slugify, squash, without_password, words


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("De brug is open. Het duurde lang.", "De brug is open."),
        ("Dr. Smit en J. de Vries kwamen om 7.30 uur. Daarna niet.", "Dr. Smit en J. de Vries kwamen om 7.30 uur."),
        ('"Het is klaar!" zei hij. Toen ging hij.', '"Het is klaar!"'),
        ("Hij woont in de V.S. en werkt daar. Zij niet.", "Hij woont in de V.S. en werkt daar."),
        ("東京で地震があった。被害はない。", "東京で地震があった。"),
        ("Geen einde", "Geen einde"),
        ("", ""),
        ("Echt waar?! Ja.", "Echt waar?!"),
    ],
)
def test_the_first_sentence(text: str, sentence: str) -> None:
    """Abbreviations, initials and clock times end no sentence."""
    assert first_sentence(text) == sentence


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("Buitenland", "buitenland"),
        ("Kunst & Cultuur", "kunst-cultuur"),
        ("Élysée", "élysée"),
        ("  --  ", ""),
        ("北京", "北京"),
        ("हिन्दी समाचार", "हिन्दी-समाचार"),
        ("../../etc/passwd", "etc-passwd"),
        ("ﬁlm", "film"),
        ("a\x00b\n", "ab"),
    ],
)
def test_slugs(name: str, slug: str) -> None:
    """Letters and digits of any script, and nothing that means something in a path."""
    assert slugify(name) == slug


@given(st.text())
def test_slugs_are_safe_and_stable(name: str) -> None:
    """Any name gives a short slug that is its own slug."""
    slug = slugify(name)
    assert len(slug.encode()) <= 80
    assert "/" not in slug
    assert not slug.startswith((".", "-"))
    assert slugify(slug) == slug


@given(st.text(st.characters()))
def test_cleaning_leaves_what_xml_can_carry(text: str) -> None:
    """Control characters, surrogates and noncharacters go; everything else stays."""
    cleaned = clean(text)
    assert clean(cleaned) == cleaned
    cleaned.encode("utf-8")
    assert squash(fold(text)) == fold(text)


@given(st.text(), st.integers(2, 80))
def test_shortened_text_is_no_longer_than_asked(text: str, limit: int) -> None:
    """The ellipsis counts, and nothing is cut that fits."""
    short = shorten(text, limit)
    assert len(short) <= limit
    assert short == text or short.endswith("…")


def test_words_are_folded() -> None:
    """Case, width and punctuation do not make other words."""
    assert words("De ＢＲＵＧ, over_de Linge!") == ["de", "brug", "over", "de", "linge"]


def test_a_megabyte_without_an_end_is_no_trouble() -> None:
    """Work on a first sentence is bounded."""
    assert len(first_sentence("a. b " * 200_000)) == 999_999


@pytest.mark.parametrize(
    ("address", "told"),
    [
        ("mysql://u:geheim@h/x", "mysql://u:***@h/x"),
        ("postgresql://u:ge:he/im@@h:abc/x", "postgresql://u:***@h:abc/x"),
        (
            "postgresql://h/x?user=u&password=geheim&sslmode=require",
            "postgresql://h/x?user=u&password=***&sslmode=require",
        ),
        ("ftp://:geheim@h", "ftp://:***@h"),
        ("postgresql://u@h:5432/x", "postgresql://u@h:5432/x"),
        ("sqlite:///a.db", "sqlite:///a.db"),
    ],
)
def test_passwords_are_not_shown(address: str, told: str) -> None:
    """Whatever is wrong with an address, a message about it has no password in it."""
    assert without_password(address) == told


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Water\xadschap\u200b versterkt \ufeffdijk", "Waterschap versterkt dijk"),
        ("oost\u200bwold", "oostwold"),
        ("\u1780\u200b\u1781 \u200b\u1782", "\u1780\u200b\u1781 \u1782"),
    ],
)
def test_zero_width_spaces(text: str, shown: str) -> None:
    """Soft hyphens and zero-width spaces go, but where Khmer and its like have no other sign between words."""
    assert squash(text) == shown
    assert fold(text) == shown.casefold().replace("\u200b", "")
