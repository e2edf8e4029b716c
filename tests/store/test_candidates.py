"""Looking up what a capture's sightings may be: by key, by likeness, never by scanning."""

from __future__ import annotations

from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import event, text

from feeder.model.entry import Key
from feeder.store import Store, open_store
from feeder.store.keys import CROWD

from .nouns import HOUR, NOON, make_appearance, make_entry


def test_candidates_are_owners_likes_and_those_asked_for(store: Store) -> None:
    """Keys give their owners, bands the entries that share one, guids themselves; each comes with its versions."""
    link, band = Key("link", "https://news.example/a"), Key("like", "3:beef")
    owner, like, also, other = (make_entry(name) for name in "abcd")
    with store.write() as writer:
        writer.apply(
            [owner, like, also, other],
            (),
            [(owner.guid, link), (like.guid, band), (other.guid, Key("like", "4:beef"))],
            [(owner.guid, owner.lead), (owner.guid, make_appearance(source="agency"))],
        )
    with store.read() as reader:
        found = reader.candidates([link, band, Key("text", link.value), Key("id", "none")], [also.guid, "urn:none"])
    assert found.owners == {link: owner.guid}
    assert set(found.entries) == {owner.guid, like.guid, also.guid}
    assert set(found.appearances[owner.guid]) == {"agency", "wire"}
    assert found.appearances[like.guid] == {}


def test_no_keys_no_candidates(store: Store) -> None:
    """A capture without any story asks nothing and gets nothing."""
    with store.read() as reader:
        assert reader.candidates([]).entries == {}


def test_a_crowded_band_gives_its_newest(store: Store) -> None:
    """Of a band that a template fills with entries, a bounded number is looked at: the newest."""
    band = Key("like", "0:aaaa")
    crowd = [make_entry(f"{number:03}") for number in range(CROWD + 9)]
    with store.write() as writer:
        for entry in crowd:
            writer.add_entry(entry, [band])
    with store.read() as reader:
        assert set(reader.candidates([band]).entries) == {entry.guid for entry in crowd[-CROWD:]}


def test_bands_of_old_entries_are_pruned(store: Store) -> None:
    """After pruning, likeness finds only what was seen since; keys find everything for ever."""
    band, link = Key("like", "0:aaaa"), Key("link", "https://news.example/a")
    old, new = make_entry("a", last_seen=NOON), make_entry("b", last_seen=NOON + HOUR)
    with store.write() as writer:
        writer.apply([old, new], (), [(old.guid, band), (new.guid, band), (old.guid, link)], ())
        writer.prune(likeness_before=NOON + HOUR)
    with store.read() as reader:
        assert set(reader.candidates([band]).entries) == {new.guid}
        assert set(reader.candidates([link]).entries) == {old.guid}


def test_every_look_up_is_by_index(tmp_path: Path) -> None:
    """Whatever the number of entries: no statement of a look-up scans a table of entries, keys or bands."""
    store, plans = open_store("sqlite:///feeder.db", folder=tmp_path), []
    entry, names = make_entry("a"), [Key("link", "https://news.example/a"), Key("like", "0:aaaa")]

    def explain(connection, cursor, statement, parameters, context, many):  # type: ignore[no-untyped-def]
        if statement.startswith("SELECT"):
            rows = connection.connection.driver_connection.execute(f"EXPLAIN QUERY PLAN {statement}", parameters)
            plans.extend(row[3] for row in rows)

    with store.write() as writer:
        writer.apply([entry], (), [(entry.guid, key) for key in names], [(entry.guid, entry.lead)])
    with store.read() as reader:
        event.listen(reader.connection, "before_cursor_execute", explain)
        reader.candidates(names, [entry.guid])
        reader.find(names[0].value)
        reader.entries("binnenland", since=NOON, limit=9)
        reader.entries(since=NOON, limit=9)
    store.close()
    assert len([plan for plan in plans if plan.startswith("SEARCH")]) > 15
    assert {plan for plan in plans if plan.startswith("SCAN")} == {"SCAN wanted VIRTUAL TABLE INDEX 1:"}


KEYS = st.builds(Key, st.sampled_from(["id", "link", "text", "head"]), st.text(max_size=1200))


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(keys=st.lists(KEYS, min_size=1, max_size=8, unique=True))
def test_any_text_may_be_a_key(store: Store, keys: list[Key]) -> None:
    """A key of any characters and any length names its entry."""
    with store.write() as writer:
        writer.connection.execute(text("DELETE FROM entries"))
        writer.add_entry(make_entry("a"), keys)
    with store.read() as reader:
        assert reader.candidates(keys).owners == dict.fromkeys(keys, make_entry("a").guid)
