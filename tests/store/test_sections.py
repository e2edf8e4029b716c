"""Sections, one publisher at a time, and the generations of their files."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from feeder.model.stored import Generation, SectionRow
from feeder.store import Store

from .nouns import HOUR, NOON


def test_sections_are_made_renamed_and_retired(store: Store) -> None:
    """A section keeps when it was made; adding it again renames it and ends its retirement."""
    with store.write() as writer:
        writer.add_section("sport", "Sport", NOON)
        writer.add_section("buitenland", "Buitenland", NOON)
        writer.retire_section("sport", NOON + HOUR)
        writer.retire_section("sport", NOON + 2 * HOUR)
        gone = writer.sections()["sport"]
        writer.add_section("sport", "Sport en spel", NOON + 3 * HOUR)
    assert gone == SectionRow("sport", "Sport", NOON, retired=NOON + HOUR)
    with store.read() as reader:
        assert list(reader.sections()) == ["buitenland", "sport"]
        assert reader.sections()["sport"] == SectionRow("sport", "Sport en spel", NOON)


def test_a_section_is_due_when_it_was_first_marked_for(store: Store) -> None:
    """Marking keeps the sooner instant and the newest capture; unknown slugs are ignored."""
    with store.write() as writer:
        writer.add_section("sport", "Sport", NOON)
        for hours in (2, 1, 3):
            writer.mark_due(["sport", "unknown"], NOON + hours * HOUR, newest=NOON - hours * HOUR)
        writer.mark_due(["sport"], NOON + 4 * HOUR)
        writer.mark_due([], NOON)
    with store.read() as reader:
        assert reader.sections()["sport"] == SectionRow(
            "sport", "Sport", NOON, publish_due=NOON + HOUR, newest=NOON - HOUR
        )
        assert reader.due_sections(NOON + HOUR) == ["sport"]
        assert reader.due_sections(NOON + HOUR - timedelta(microseconds=1)) == []


def test_one_publisher_at_a_time(store: Store) -> None:
    """A claimed section cannot be claimed until its lease ends or it is given back."""
    with store.write() as writer:
        writer.add_section("sport", "Sport", NOON)
        claimed = writer.claim_section("sport", NOON, 60, "one")
        assert claimed == SectionRow("sport", "Sport", NOON, lease_until=NOON + timedelta(seconds=60), token="one")
        assert writer.claim_section("sport", NOON, 60, "two") is None
        assert not writer.finish_section("sport", "two")
        assert writer.finish_section("sport", "one")
        assert writer.claim_section("sport", NOON, 60, "two") is not None
        assert writer.claim_section("unknown", NOON, 60, "two") is None


def test_the_longest_due_section_is_taken_first(store: Store) -> None:
    """Claiming any section takes due ones, the longest due first, then none."""
    with store.write() as writer:
        for slug, hours in (("a", 2), ("b", 1), ("c", 5)):
            writer.add_section(slug, slug, NOON)
            writer.mark_due([slug], NOON + hours * HOUR)
        taken = [writer.claim_section(None, NOON + 2 * HOUR, 60, token) for token in ("1", "2", "3")]
    assert [row.slug if row else None for row in taken] == ["b", "a", None]


def test_a_mark_during_publishing_is_not_lost(store: Store) -> None:
    """What falls due while a section is being published is published after it."""
    with store.write() as writer:
        writer.add_section("sport", "Sport", NOON)
        writer.mark_due(["sport"], NOON)
        writer.claim_section("sport", NOON, 60, "one")
        assert writer.due_sections(NOON) == []
        writer.mark_due(["sport"], NOON + HOUR)
        writer.finish_section("sport", "one", NOON + 2 * HOUR)
        assert writer.sections()["sport"].publish_due == NOON + HOUR


def test_a_held_entry_sets_the_next_due_time(store: Store) -> None:
    """Finishing with an instant makes the section due then; without one, not until it is marked."""
    with store.write() as writer:
        writer.add_section("sport", "Sport", NOON)
        for due in (NOON + HOUR, None):
            writer.claim_section("sport", NOON, 60, "one")
            writer.finish_section("sport", "one", due)
            assert writer.sections()["sport"].publish_due == due


def test_a_publisher_that_died_is_replaced(store: Store) -> None:
    """A section whose publisher never finished is due again when the lease ends, though nobody marked it."""
    later = NOON + timedelta(seconds=60)
    with store.write() as writer:
        writer.add_section("sport", "Sport", NOON)
        writer.mark_due(["sport"], NOON)
        writer.claim_section(None, NOON, 60, "dead")
        assert writer.due_sections(later - timedelta(seconds=1)) == []
        assert writer.due_sections(later) == ["sport"]
        assert writer.claim_section(None, later, 60, "new") is not None
        assert not writer.finish_section("sport", "dead", NOON)


def test_generations_count_changes(store: Store) -> None:
    """A file's number grows with each change of its bytes; the same bytes keep number and time."""
    first = Generation("sport", "sport.rss", 1, "d1", NOON, b"<rss/>")
    with store.write() as writer:
        assert writer.save_generation("sport", "sport.rss", "d1", NOON, b"<rss/>") == first
        assert writer.save_generation("sport", "sport.rss", "d1", NOON + HOUR, b"<rss/>") == first
        second = writer.save_generation("sport", "sport.rss", "d2", NOON + HOUR, None)
        assert second == Generation("sport", "sport.rss", 2, "d2", NOON + HOUR)
        assert writer.save_generation("sport", "sport.atom", "d3", NOON, b"<feed/>")
    with store.read() as reader:
        kept = reader.generations("sport")
        assert (list(kept), kept["sport.rss"]) == (["sport.atom", "sport.rss"], second)
        assert kept["sport.atom"].body == b"<feed/>"
        assert reader.generations("sport", bodies=False)["sport.atom"] == replace(kept["sport.atom"], body=None)
        assert reader.generations("elders") == {}


def test_a_lost_lease_stores_no_generation(store: Store) -> None:
    """A publisher whose lease was taken over changes nothing any more."""
    with store.write() as writer:
        writer.add_section("sport", "Sport", NOON)
        writer.claim_section("sport", NOON, 60, "old")
        writer.claim_section("sport", NOON + HOUR, 60, "new")
        assert writer.save_generation("sport", "sport.rss", "d1", NOON, b"old", "old") is None
        assert writer.save_generation("sport", "sport.rss", "d2", NOON, b"new", "new") is not None
        assert writer.generations("sport")["sport.rss"].body == b"new"
