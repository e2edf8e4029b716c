"""What a JSON Feed keeps, and what moves its bytes."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from feeder.errors import PageError
from feeder.feeds import render
from feeder.feeds.restore import restore
from feeder.feeds.settled import settled
from feeder.model.entry import Key
from tests.feeds.samples import NOON, full_entry, make_entry, make_feed, undated_entry


def test_restore() -> None:
    """Ids, keys, sections and all instants come back exactly, the words as they were published."""
    entries = [
        full_entry(0),
        make_entry(1),
        undated_entry(2, first_seen=NOON + timedelta(microseconds=5)),
    ]
    back = restore(render(make_feed(entries, section_ids="distinct"), "json"))
    for kept, entry in zip(back, entries, strict=True):
        for field in ("guid", "keys", "sections", "published", "updated", "sort_at", "first_seen", "version"):
            assert getattr(kept, field) == getattr(entry, field)
        for field in ("role", "headline", "summary", "paragraphs", "link", "dateline", "authors"):
            assert getattr(kept.lead.dispatch, field) == getattr(entry.lead.dispatch, field)
        assert (kept.dating.basis, kept.dating.window) == (entry.dating.basis, entry.dating.window)


def test_restore_passes_over_foreign_items() -> None:
    """A JSON Feed of somebody else gives nothing."""
    assert restore(b'{"items": [{"id": "1"}, 5]}') == ()


@pytest.mark.parametrize("data", [b"", b"[]", b'{"items": [{"_feeder": {"guid": "x"}}]}'])
def test_restore_refuses_what_is_damaged(data: bytes) -> None:
    """A damaged file is refused by name."""
    with pytest.raises(PageError, match=r"^output/x\.json: "):
        restore(data, subject="output/x.json")


@pytest.mark.parametrize("name", ["rss", "atom", "json", "html"])
def test_narrowed_window_moves_no_bytes(name: str) -> None:
    """Evidence that narrowed, and keys that grew, leave the published bytes as they are."""
    entry = make_entry(1)
    dating = replace(entry.dating, earliest=NOON - timedelta(minutes=70))
    narrowed = replace(entry, dating=dating, keys=(*entry.keys, Key("link", "x")), last_seen=NOON)
    before, after = (render(make_feed([each]), name) for each in (entry, narrowed))
    assert settled(name, before, after) == before
    assert settled(name, None, after) == after


@pytest.mark.parametrize("name", ["rss", "atom", "json", "html"])
def test_changed_word_moves_bytes(name: str) -> None:
    """A word that changed is published."""
    before, after = (render(make_feed([make_entry(1, dispatch={"headline": word})]), name) for word in ("Nu", "Later"))
    assert settled(name, before, after) == after
