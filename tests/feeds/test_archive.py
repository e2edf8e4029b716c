"""Archive documents."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from feeder.feeds import ARCHIVE_FORMATS, render
from feeder.feeds.archive import Archive, Facts, archive_feed, facts, file_name, leaving, with_history, without
from feeder.feeds.view import entry_id
from feeder.model.entry import Entry, State
from tests.feeds.samples import BASE, NOON, full_entry, make_entry, make_feed, undated_entry


def _guids(entries: list[Entry]) -> set[str]:
    return {entry.guid for entry in entries}


def test_nothing_leaves() -> None:
    """While all entries are shown there are no documents."""
    entries = [make_entry(number) for number in range(5)]
    assert leaving(entries, _guids(entries), set(), last=0) == ()


def test_nothing_is_missed_and_nothing_moves() -> None:
    """Over many runs every entry stands in the feed or in exactly one document, whatever order they arrive in."""
    everything: list[Entry] = []
    documents: dict[int, tuple[str, ...]] = {}
    for run in range(60):
        arrived = [make_entry(1000 - run * 3 - (17 if number == 2 else number)) for number in range(3)]
        known = _guids(everything)
        everything += [entry for entry in arrived if entry.guid not in known]
        everything.sort(key=lambda entry: entry.sort_at, reverse=True)
        shown = _guids(everything[:20])
        archived = {guid for guids in documents.values() for guid in guids}
        for archive in leaving(everything, shown, archived, last=len(documents), size=8):
            assert archive.number not in documents
            documents[archive.number] = tuple(entry.guid for entry in archive.entries)
        spread = [guid for guids in documents.values() for guid in guids]
        assert len(spread) == len(set(spread))
        assert _guids(everything) <= shown | set(spread)
    assert len(documents) < 60
    assert max(map(len, documents.values())) <= 8


def test_held_and_withdrawn_entries_are_not_archived() -> None:
    """Only what may be shown goes into a document."""
    entries = [make_entry(1, state=State.HELD), make_entry(2, state=State.WITHDRAWN, state_at=NOON), make_entry(3)]
    (archive,) = leaving(entries, set(), set(), last=4)
    assert archive == Archive(5, (entries[2],))


def test_links_of_a_document() -> None:
    """A document names itself, the one before it and the feed; the first names none before it."""
    feed = make_feed([make_entry(1)])
    second = archive_feed(feed, Archive(2, (make_entry(9),)))
    assert second.self_urls["atom"] == BASE + "archive/buitenland-0002.atom"
    assert second.prev_archive == BASE + "archive/buitenland-0001.atom"
    assert second.current == feed.self_urls["atom"]
    assert second.updated == make_entry(9).updated
    assert archive_feed(feed, Archive(1, ())).prev_archive is None
    assert with_history(feed, 2).prev_archive == second.self_urls["atom"]
    assert file_name("buitenland", 2, ".rss") == "archive/buitenland-0002.rss"


def test_document_changes_with_nothing_but_its_entries() -> None:
    """The same entries give the same document although the feed around them moved on."""
    archive = Archive(1, (make_entry(8), make_entry(9)))
    then = archive_feed(make_feed([make_entry(1)]), archive)
    later = archive_feed(make_feed([make_entry(0)], updated=datetime(2027, 1, 1, tzinfo=UTC), ttl=60), archive)
    assert [render(then, name) for name in ARCHIVE_FORMATS] == [render(later, name) for name in ARCHIVE_FORMATS]


@pytest.mark.parametrize("name", ARCHIVE_FORMATS)
def test_withdrawal(name: str) -> None:
    """A withdrawn entry is cut out of a document's bytes, and every other byte stays."""
    entries = [full_entry(1), make_entry(2, dispatch={"headline": "]]> & <b>x</b> é 😀"}), undated_entry(3)]
    document = archive_feed(make_feed([]), Archive(1, tuple(entries)))
    whole = render(document, name)
    assert without(whole, name, "urn:none") == whole
    for gone in entries:
        rest = tuple(entry for entry in entries if entry is not gone)
        expected = replace(archive_feed(make_feed([]), Archive(1, rest)), updated=document.updated)
        assert without(whole, name, gone.guid) == render(expected, name)


def test_facts() -> None:
    """A document says which entries it holds, and under which id, also where ids are per section."""
    entries = (make_entry(1), make_entry(2))
    feed = archive_feed(make_feed([], section_ids="distinct"), Archive(1, entries))
    told = facts(render(feed, "json"), "archive/buitenland-0001.json")
    assert told == Facts({entry.guid: entry_id(entry, feed) for entry in entries}, BASE)
