"""Entries and appearances, written and read back."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import text

from feeder.errors import StoreError
from feeder.model.entry import Key, State
from feeder.model.page import Dispatch, Role
from feeder.model.time import UNDATED, Age, Basis, Dating, Evidence, Unit
from feeder.store import KeyConflict, Store

from .nouns import HOUR, NOON, make_appearance, make_entry

LINK = Key("link", "https://news.example/a")
DATED = Dating(
    Basis.RELATIVE,
    NOON - 4 * HOUR,
    NOON - 3 * HOUR,
    (Evidence(Basis.RELATIVE, "3 uur geleden", NOON, phrases=(Age(Unit.HOUR, 3, 3),), source="wire"),),
)


def test_an_entry_comes_back_as_it_was(store: Store) -> None:
    """Everything that an entry says is read back equal, its keys in one order whatever the order they came in."""
    entry = make_entry(
        "a",
        lead=make_appearance(headline="Zoë \u0000 wint ‘goud’ 🥇"),
        dating=DATED,
        published=NOON - timedelta(microseconds=1),
        sections=("sport", "binnenland"),
        state=State.HELD,
        state_at=NOON + HOUR,
        version=3,
    )
    with store.write() as writer:
        writer.add_entry(entry, [LINK, Key("id", "urn:x"), Key("like", "0:abc")])
    with store.read() as reader:
        assert reader.entry(entry.guid) == replace(entry, keys=(Key("id", "urn:x"), LINK))
        assert reader.entry("urn:uuid:unknown") is None


def test_an_updated_entry_moves_between_sections(store: Store) -> None:
    """After an update an entry is listed where it belongs now, and nowhere else."""
    entry = make_entry("a", sections=("binnenland", "economie"))
    with store.write() as writer:
        writer.add_entry(entry, ())
        writer.update_entry(replace(entry, sections=("economie", "sport"), version=2))
    with store.read() as reader:
        listed = {slug: len(reader.entries(slug)) for slug in ("binnenland", "economie", "sport")}
        assert listed == {"binnenland": 0, "economie": 1, "sport": 1}


def test_entries_stand_newest_first_then_by_guid(store: Store) -> None:
    """Entries of a section come by place in the order, equal places by guid, within [since, before) and the limit."""
    made = [make_entry(name, sort_at=NOON + hours * HOUR) for name, hours in zip("dcbae", (0, 1, 1, 2, 3), strict=True)]
    with store.write() as writer:
        writer.apply(made, (), (), ())
    with store.read() as reader:
        for section in ("binnenland", None):
            assert [e.guid[-1] for e in reader.entries(section)] == list("eabcd")
            assert [e.guid[-1] for e in reader.entries(section, limit=3)] == list("eab")
            assert [e.guid[-1] for e in reader.entries(section, since=NOON + HOUR, before=NOON + 3 * HOUR)] == list(
                "abc"
            )
        assert reader.entries("elders") == []
        assert reader.count_entries() == 5


def test_only_the_states_asked_for_are_given(store: Store) -> None:
    """Withdrawn and held entries are left out unless they are asked for."""
    states = dict(zip("abc", State, strict=True))
    with store.write() as writer:
        writer.apply([make_entry(name, state=state) for name, state in states.items()], (), (), ())
    with store.read() as reader:
        assert [e.state for e in reader.entries("binnenland")] == [State.LIVE]
        assert [e.state for e in reader.entries(states=(State.WITHDRAWN, State.HELD))] == [State.HELD, State.WITHDRAWN]


def test_an_entry_is_found_by_guid_prefix_or_link(store: Store) -> None:
    """A guid, the beginning of just one guid with or without its scheme, and a link find an entry; else None."""
    with store.write() as writer:
        writer.add_entry(make_entry("a1"), [LINK])
        writer.add_entry(make_entry("a2"), [Key("link", "https://news.example/b")])
        writer.add_entry(replace(make_entry("x"), guid="urn:uuid:7777"), ())
    with store.read() as reader:
        one = make_entry("a1").guid
        found = {text: getattr(reader.find(text), "guid", None) for text in (one, one[9:], one.upper(), LINK.value)}
        assert set(found.values()) == {one}
        assert getattr(reader.find("77"), "guid", None) == "urn:uuid:7777"
        assert [reader.find(text) for text in ("0000", "", "  ", "nonsense", "https://news.example/c")] == [None] * 5


def test_every_source_keeps_its_own_version(store: Store) -> None:
    """An entry has one version of each source, the last one saved, by the sources' names."""
    entry = make_entry("a")
    later = make_appearance("Brug nu echt open", last_seen=NOON + HOUR)
    with store.write() as writer:
        writer.apply([entry], (), (), [(entry.guid, entry.lead), (entry.guid, make_appearance(source="agency"))])
        writer.save_appearance(entry.guid, later)
    with store.read() as reader:
        assert reader.appearances(entry.guid) == (make_appearance(source="agency"), later)
        assert reader.appearances("urn:uuid:unknown") == ()


def test_a_taken_key_stops_a_minting(store: Store) -> None:
    """A new entry whose key or guid is taken is not stored, nor is anything else of its transaction."""
    with store.write() as writer:
        writer.add_entry(make_entry("a"), [LINK])
    for second, keys in ((make_entry("b"), [LINK]), (make_entry("a"), [])):
        with pytest.raises(KeyConflict), store.write() as writer:
            writer.set_meta("seen", "yes"), writer.add_entry(second, keys)
    with store.read() as reader:
        assert reader.count_entries() == 1
        assert reader.meta("seen") is None
        assert reader.find(LINK.value) == replace(make_entry("a"), keys=(LINK,))


def test_a_known_entry_grows_only_by_free_keys(store: Store) -> None:
    """Keys never change hands: growing by a key that another entry owns leaves it there."""
    text_key = Key("text", "f00d")
    with store.write() as writer:
        writer.add_entry(make_entry("a"), [LINK])
        writer.add_entry(make_entry("b"), ())
        writer.add_keys(make_entry("b").guid, [LINK, text_key])
        writer.add_keys(make_entry("b").guid, [text_key])
    with store.read() as reader:
        entry = reader.entry(make_entry("b").guid)
        assert entry
        assert entry.keys == (text_key,)
        assert reader.candidates([LINK, text_key]).owners == {
            LINK: make_entry("a").guid,
            text_key: make_entry("b").guid,
        }


def test_of_two_new_entries_the_first_has_the_key(store: Store) -> None:
    """Two stories of one capture with a key in common are both stored; the key is the first one's."""
    one, two = make_entry("b"), make_entry("a")
    with store.write() as writer:
        writer.apply([one, two], (), [(one.guid, LINK), (two.guid, LINK)], ())
    with store.read() as reader:
        assert reader.candidates([LINK]).owners == {LINK: one.guid}
        assert reader.count_entries() == 2


def test_what_is_not_there_cannot_change(store: Store) -> None:
    """Updating, withdrawing or adding to an entry that is not there is an error that names it."""
    ghost = make_entry("f")
    for change in (
        lambda w: w.update_entry(ghost),
        lambda w: w.withdraw(ghost.guid, NOON),
        lambda w: w.add_keys(ghost.guid, [LINK]),
        lambda w: w.save_appearance(ghost.guid, ghost.lead),
    ):
        with pytest.raises(StoreError, match=ghost.guid), store.write() as writer:
            change(writer)


def test_a_withdrawn_entry_stays_as_a_tombstone(store: Store) -> None:
    """Withdrawing takes an entry out of its feeds and keeps it, with when that was."""
    with store.write() as writer:
        writer.add_entry(make_entry("a"), [LINK])
        gone = writer.withdraw(make_entry("a").guid, NOON + HOUR)
    assert (gone.state, gone.state_at, gone.version) == (State.WITHDRAWN, NOON + HOUR, 2)
    with store.read() as reader:
        assert reader.entries("binnenland") == []
        assert reader.find(LINK.value) == gone


def test_a_forgotten_entry_never_comes_back(store: Store) -> None:
    """Forgetting removes every word; guid and keys stay, and what later captures bring is not stored."""
    entry, secret = make_entry("a", dating=DATED), make_appearance("Geheim")
    with store.write() as writer:
        writer.apply([entry], (), [(entry.guid, LINK), (entry.guid, Key("like", "0:abc"))], [(entry.guid, entry.lead)])
        kept = writer.delete_entry(entry.guid, NOON + HOUR)
        writer.apply((), [replace(entry, lead=secret)], [(entry.guid, Key("text", "1"))], [(entry.guid, secret)])
        writer.delete_entries([entry.guid])
    with store.read() as reader:
        found = reader.candidates([LINK, Key("text", "1"), Key("like", "0:abc")])
        assert found.owners == {LINK: entry.guid, Key("text", "1"): entry.guid}
        assert found.appearances == {entry.guid: {}}
        left = found.entries[entry.guid]
        assert (left.lead.dispatch, left.dating) == (Dispatch(Role.MAIN), UNDATED)
        assert (left.state, left.state_at) == (State.WITHDRAWN, NOON + HOUR)
        assert replace(left, keys=()) == replace(kept, keys=())
        row = reader.connection.execute(text("SELECT * FROM entries")).one()
        assert "Brug" not in str(row)


def test_deleted_entries_leave_nothing(store: Store) -> None:
    """Entries that a rebuild deletes take their keys, bands, places and versions along."""
    entry, other = make_entry("a"), make_entry("b")
    with store.write() as writer:
        pairs = [(entry.guid, LINK), (entry.guid, Key("like", "0:abc"))]
        writer.apply([entry, other], (), pairs, [(entry.guid, entry.lead)])
        writer.delete_entries([entry.guid, "urn:uuid:unknown"])
    with store.read() as reader:
        assert [e.guid for e in reader.entries()] == [other.guid]
        for table, left in (("keys", 0), ("bands", 0), ("appearances", 0), ("listings", 1)):
            assert reader.connection.execute(text(f"SELECT count(*) FROM {table}")).scalar() == left
    with store.write() as writer:
        writer.add_entry(entry, [LINK])


def test_a_changed_row_is_noticed(store: Store) -> None:
    """A row that is not what was written is never taken for an entry; the check names it."""
    with store.write() as writer:
        writer.apply([make_entry("a"), make_entry("b")], (), (), ())
    assert store.check() == []
    with store.write() as writer:
        writer.connection.execute(text("UPDATE entries SET lead = replace(lead, 'Brug', 'Burg') WHERE guid LIKE '%a'"))
    with store.read() as reader, pytest.raises(StoreError, match=r"entry .*a is damaged; run `feeder doctor --repair`"):
        reader.entries()
    assert store.check() == [f"entry {make_entry('a').guid} is damaged"]
