"""Formats that disagree and copies that moved are found."""

from __future__ import annotations

import pytest

from feeder.check import check
from feeder.feeds import render_all
from tests.feeds.samples import NOON, full_entry, make_entry, make_feed, undated_entry

ENTRIES = [full_entry(0), make_entry(1), undated_entry(2), make_entry(3, dispatch={"headline": "<i>Zo</i> & zo"})]


def _codes(*args: bytes, **others: object) -> list[str]:
    return [finding.code for finding in check(*args, **others)]  # type: ignore[arg-type]


@pytest.mark.parametrize("name", ["rss", "atom", "json"])
def test_our_own_feeds_are_flawless(name: str) -> None:
    """Our formats agree, and the strictest check has nothing to say of any of them."""
    written = render_all(make_feed(ENTRIES))
    siblings = {other: written[other] for other in ("rss", "atom", "json") if other != name}
    assert (
        check(
            written[name], siblings=siblings, previous=written[name], url=f"https://feeds.example.org/buitenland.{name}"
        )
        == []
    )


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"dispatch": {"headline": "Anders"}}, "parity-title"),
        ({"dispatch": {"link": "https://elders.example/"}}, "parity-link"),
        ({"published": NOON, "updated": NOON}, "parity-date"),
        ({"dispatch": {"summary": "Anders."}}, "parity-content"),
        ({"guid": "urn:uuid:22222222-0000-5000-8000-000000000001"}, "parity-ids"),
    ],
)
def test_parity(change: dict[str, object], code: str) -> None:
    """An entry that another format tells otherwise is found."""
    atom = render_all(make_feed([make_entry(1), make_entry(2)]))["atom"]
    rss = render_all(make_feed([make_entry(1, **change), make_entry(2)]))["rss"]  # type: ignore[arg-type]
    assert code in _codes(atom, siblings={"rss": rss})


def test_parity_of_order() -> None:
    """The same entries in another order are found."""
    one, two = make_entry(1), make_entry(2)
    atom, rss = render_all(make_feed([one, two]))["atom"], render_all(make_feed([two, one]))["rss"]
    assert _codes(atom, siblings={"rss": rss}) == ["parity-order"]


@pytest.mark.parametrize("name", ["rss", "atom", "json"])
def test_stability(name: str) -> None:
    """A date that moved and a story with a new id are found against an earlier copy."""
    linked = {"link": "https://x.example/"}
    entries = [
        make_entry(1, dispatch=linked),
        make_entry(1, dispatch=linked, published=NOON, updated=NOON),
        make_entry(1, dispatch=linked, guid="urn:uuid:22222222-0000-5000-8000-000000000001"),
    ]
    before, moved, renamed = (render_all(make_feed([entry]))[name] for entry in entries)
    assert "date-moved" in _codes(moved, previous=before)
    assert "id-changed" in _codes(renamed, previous=before)


def test_restless_feed() -> None:
    """A feed whose date moves though nothing in it changed is found."""
    before, after = (render_all(make_feed([make_entry(1)], updated=make_entry(hours).updated)) for hours in (1, 0))
    assert _codes(after["rss"], previous=before["rss"]) == ["restless"]
    assert _codes(after["atom"], previous=before["atom"]) == ["restless"]


def test_update_without_change() -> None:
    """An entry whose update moves though its words stay is found."""
    before, after = (render_all(make_feed([make_entry(3, updated=make_entry(hours).updated)])) for hours in (2, 1))
    assert _codes(after["atom"], previous=before["atom"]) == ["update-without-change"]


def test_ids_twice_and_one_date_for_all() -> None:
    """Entries with one id, and entries that all carry the time of the run, are found."""
    entries = [make_entry(number, published=NOON, updated=NOON) for number in range(5)]
    rss = render_all(make_feed(entries))["rss"]
    assert _codes(rss) == ["one-date"]
    twice = rss.replace(entries[1].guid.encode(), entries[0].guid.encode())
    assert "duplicate-id" in _codes(twice)


def test_unreadable_copy() -> None:
    """A sibling that is no feed is said to be none."""
    rss = render_all(make_feed([make_entry(1)]))["rss"]
    assert _codes(rss, siblings={"atom": b"<html>"}) == ["unreadable"]
