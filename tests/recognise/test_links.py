"""Links: one canonical form per address, and the shape of its path."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feeder.recognise.links import canonical, is_file, path_day, same_site, shape


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("HTTPS://Krant.Example/Nieuws", "https://krant.example/Nieuws"),
        ("https://krant.example", "https://krant.example/"),
        ("https://krant.example:443/a", "https://krant.example/a"),
        ("http://krant.example:8080/a", "http://krant.example:8080/a"),
        ("https://krant.example/a#reacties", "https://krant.example/a"),
        ("https://krant.example/#!/a", "https://krant.example/#!/a"),
        ("https://krant.example/a?utm_source=x&id=7&fbclid=q", "https://krant.example/a?id=7"),
        ("https://krant.example/a?gclid=1", "https://krant.example/a"),
        ("https://krant.example/%7ejan/%c3%a9", "https://krant.example/~jan/%C3%A9"),
        ("https://krant.example/é", "https://krant.example/%C3%A9"),
        ("https://krant.example/100%", "https://krant.example/100%25"),
        ("https://krant.example/a/./b/../c", "https://krant.example/a/c"),
        ("  https://krant.example/a ", "https://krant.example/a"),
        ("http://[", "http://["),
        ("mailto:redactie@krant.example", "mailto:redactie@krant.example"),
    ],
)
def test_canonical(url: str, expected: str) -> None:
    """Two spellings of one address get one form, and what is no address comes back as it is."""
    assert canonical(url) == expected


@given(st.text(max_size=60))
def test_canonical_is_stable(tail: str) -> None:
    """Whatever stands in an address, its canonical form is its own canonical form."""
    once = canonical("https://krant.example/" + tail)
    assert canonical(once) == once


@pytest.mark.parametrize(
    ("path", "day"),
    [
        ("/2026/03/14/storm", (2026, 3, 14)),
        ("/world/2026/mar/14/storm", (2026, 3, 14)),
        ("/storm-2026-03-14.html", (2026, 3, 14)),
        ("/20260314-storm", (2026, 3, 14)),
        ("/item/20260314210530-k7", (2026, 3, 14)),
        ("/t202603142105_91.html", (2026, 3, 14)),
        ("/item/20260314997", None),
        ("/item/202603142575", None),
        ("/2026/03/", None),
        ("/artikel/123456789", None),
        ("/2026/13/14/x", None),
    ],
)
def test_path_day(path: str, day: tuple[int, int, int] | None) -> None:
    """A path's day is read only where year, month and day all stand in it."""
    assert path_day(path) == day


def test_shape() -> None:
    """A shape knows the family of an address, the words of its slug and the numbers in it."""
    found = shape("https://krant.example/nieuws/brug-bij-zwolle-weer-open-123456.html")
    assert found.family == ("krant.example", "nieuws", 2)
    assert (found.words, found.number, found.day) == (6, 6, None)


@pytest.mark.parametrize(
    ("one", "two", "same"),
    [
        ("www.krant.example", "krant.example", True),
        ("sport.krant.example", "krant.example", True),
        ("sport.krant.example", "nieuws.krant.example", True),
        ("krant.co.uk", "ander.co.uk", False),
        ("www.krant.co.uk", "krant.example", True),
        ("jan.github.io", "piet.github.io", False),
        ("jan.blogspot.com", "piet.blogspot.com", False),
        ("10.0.0.1", "10.0.0.2", False),
        ("krant.example", "winkel.example", False),
    ],
)
def test_same_site(one: str, two: str, same: bool) -> None:
    """Subdomains of one name are one site; names under a public suffix are not."""
    assert same_site(one, two) is same


def test_files() -> None:
    """A picture is a file, a page is not."""
    assert is_file("/a/b.JPG")
    assert not is_file("/a/b.html")
