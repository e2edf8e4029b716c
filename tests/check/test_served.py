"""How a feed is served, and why XML cannot be read, in words."""

from __future__ import annotations

import pytest

from feeder.check import Served, check
from tests.check.test_rules import ATOM, JSON, RSS

ASKED = "https://dorp.example/f.rss"
GOOD = {"content-type": "application/rss+xml; charset=utf-8", "etag": '"x"', "content-encoding": "gzip"}


def codes(data: str, served: Served) -> list[str]:
    """The codes of what is wrong with `data` so served."""
    return [finding.code for finding in check(data.encode(), url=served.asked, served=served)]


def test_well_served() -> None:
    """Nothing is said of a feed that is served as it should be."""
    assert codes(RSS, Served(ASKED, ASKED, GOOD)) == []


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"content-type": "text/html; charset=utf-8"}, ["media-type"]),
        ({"content-type": ""}, ["media-type"]),
        ({"content-type": "application/atom+xml"}, ["media-type"]),
        ({"content-type": "text/xml"}, ["text-xml"]),
        ({"content-type": "application/rss+xml; charset=iso-8859-1"}, ["encodings-differ"]),
        ({"etag": None}, ["no-validators"]),
        ({"etag": None, "last-modified": "Sat, 14 Mar 2026 20:00:00 GMT"}, []),
        ({"content-encoding": None}, []),  # too small to gain by it
    ],
)
def test_headers(change: dict[str, str | None], expected: list[str]) -> None:
    """Each header that does harm is named."""
    headers = {name: value for name, value in (GOOD | change).items() if value is not None}
    assert codes(RSS, Served(ASKED, ASKED, headers)) == expected


def test_a_large_feed_is_compressed() -> None:
    """A feed of some size should be."""
    headers = {name: value for name, value in GOOD.items() if name != "content-encoding"}
    large = RSS.replace("De kermis begint.", "De kermis begint. " * 200)
    assert codes(large, Served(ASKED, ASKED, headers)) == ["uncompressed"]


@pytest.mark.parametrize(("text", "kind"), [(ATOM, "application/atom+xml"), (JSON, "application/feed+json")])
def test_other_formats(text: str, kind: str) -> None:
    """Each format has its own media type."""
    where = "https://dorp.example/f." + kind.split("/")[1].split("+")[0].replace("feed", "json")
    assert codes(text, Served(where, where, GOOD | {"content-type": kind})) == []
    assert codes(text, Served(where, where, GOOD)) == ["media-type"]


def test_redirects() -> None:
    """A redirect is told; where it is for good, the new address is the one that the self link must name."""
    new = "https://nieuw.example/f.rss"
    assert codes(RSS, Served(ASKED, new, GOOD)) == ["redirected"]
    assert codes(RSS, Served(ASKED, new, GOOD, for_good=True)) == ["self-differs", "redirected"]


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("Kermis begint", "Kermis & feest", "an & stands alone"),
        ("Kermis begint", "Caf&eacute;", "XML has no entity &eacute;"),
        ("<?xml", "\n<?xml", "something stands before"),
        ("Kermis begint", "Kermis\x0b", "a character that XML forbids"),
        ("Kermis begint", "Kermis&#11;", "a character that XML forbids"),
        ("</item></channel></rss>", "", "it ends too early"),
        ('encoding="utf-8"', 'encoding="foo"', "nobody knows its encoding foo"),
        ("<ttl>", "<x:a/><ttl>", "the prefix x is declared nowhere"),
        ("</ttl>", "</tll>", "<ttl> is closed by </tll>"),
        (RSS, "Niets te zien", "this is not XML"),
        (RSS, '<feed version="0.3" xmlns="http://purl.org/atom/ns#"/>', "given up"),
        (RSS, "<feed><title>x</title></feed>", "Atom without its namespace"),
        (RSS, '<opml version="2.0"/>', "a list of subscriptions"),
        ("Kermis begint", "Brood &amp;amp; spelen", "“&amp;”"),
        ("Kermis begint", "cafÃ©", "read as another encoding"),
    ],
)
def test_the_cause_is_told(old: str, new: str, told: str) -> None:
    """What breaks feeds in the world is told by its cause, with what to do about it."""
    found = check(RSS.replace(old, new).encode())
    assert any(told in finding.message for finding in found)
    assert all(finding.remedy for finding in found)


def test_wrong_bytes() -> None:
    """Bytes of another encoding, and compressed ones that nobody announced, are told as such."""
    assert "not in the encoding" in check(RSS.replace("Kermis", "Café").encode("latin-1"))[0].message
    assert [finding.code for finding in check(b"\x1f\x8b\x08\x00")] == ["compressed"]
