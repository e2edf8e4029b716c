"""Our feeds hold to the words of their specifications."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from feeder.check import check
from feeder.feeds import render, render_all
from feeder.feeds.archive import Archive, archive_feed, with_history
from feeder.model.entry import Feed
from tests.feeds.hostile import Hostile
from tests.feeds.samples import full_entry, make_entry, make_feed, undated_entry

GRAMMAR = etree.RelaxNG(etree.parse(Path(__file__).with_name("atom.rng")))
ENTRIES = (full_entry(0), make_entry(1), undated_entry(2), undated_entry(3), make_entry(4, dispatch={"language": "en"}))
STATES = {
    "empty": make_feed([]),
    "unknown language": make_feed([make_entry(1, dispatch={"language": None})], language=None),
    "usual": make_feed(ENTRIES),
    "bare": Feed("s", "S", {}, "", make_entry().updated, (make_entry(),)),
    "summary": make_feed(ENTRIES, text="summary"),
    "distinct": make_feed(ENTRIES, section_ids="distinct"),
    "icon": make_feed(ENTRIES, icon="https://feeds.example.org/i.png", author="De krant"),
    "history": with_history(make_feed(ENTRIES), 3),
    "archive": archive_feed(make_feed(ENTRIES), Archive(2, ENTRIES)),
    "hostile": make_feed(tuple(Hostile(99).entries(300)), title="</b>&amp;", description="\x00"),
}


@pytest.mark.parametrize("state", STATES)
def test_atom_grammar(state: str) -> None:
    """Atom is valid against a grammar of RFC 4287."""
    document = etree.fromstring(render(STATES[state], "atom"))
    assert GRAMMAR.validate(document), GRAMMAR.error_log


def test_grammar_can_fail() -> None:
    """The grammar refuses what the RFC refuses."""
    atom = render(STATES["usual"], "atom")
    for old, new in ((b"<id>urn:uuid:1", b"<id>1"), (b"<updated>", b"<updated>x"), (b"<name>", b"<naam/><name>")):
        assert not GRAMMAR.validate(etree.fromstring(atom.replace(old, new).replace(b"</name>x", b"</name>")))


@pytest.mark.parametrize("state", [state for state in STATES if state != "bare"])
@pytest.mark.parametrize("name", ["rss", "atom", "json"])
def test_strictest_check(state: str, name: str) -> None:
    """The strictest check finds neither errors nor warnings nor hints, alone and against the other formats."""
    written = render_all(STATES[state], ("rss", "atom", "json"))
    siblings = {other: body for other, body in written.items() if other != name}
    assert check(written[name], siblings=siblings, previous=written[name]) == []


def test_next_version_of_a_feed_is_stable() -> None:
    """A new story and a corrected one move nothing else."""
    corrected = full_entry(4)
    corrected = replace(corrected, updated=full_entry(0).updated)
    before = render_all(make_feed([make_entry(2), full_entry(4)]))
    after = render_all(make_feed([make_entry(1), make_entry(2), corrected], updated=make_entry(0).updated))
    words = replace(corrected.lead.dispatch, headline="Langste brood ter wereld: acht meter")
    changed = replace(corrected, lead=replace(corrected.lead, dispatch=words))
    after = render_all(make_feed([make_entry(1), make_entry(2), changed], updated=make_entry(0).updated))
    for name in ("rss", "atom", "json"):
        assert check(after[name], previous=before[name]) == []


@pytest.mark.parametrize("state", STATES)
def test_json_feed(state: str) -> None:
    """JSON Feed has the members of version 1.1, with their types, and no null or empty ones."""
    feed = json.loads(render(STATES[state], "json"))
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    _strings(feed, ("title", "home_page_url"))
    for item in feed["items"]:
        _strings(item, ("id", "title", "content_html", "summary", "date_modified"))
        assert all(isinstance(author["name"], str) for author in item.get("authors", []))
        assert all(value not in (None, "", [], {}) for value in item.values())


def _strings(thing: dict[str, Any], names: tuple[str, ...]) -> None:
    assert [name for name in names if not isinstance(thing[name], str)] == []


@pytest.mark.parametrize("state", STATES)
def test_rss_order(state: str) -> None:
    """In RSS the items come last, descriptions before contents, and every item has a guid."""
    channel = etree.fromstring(render(STATES[state], "rss"))[0]
    labels = [etree.QName(node).localname for node in channel]
    assert labels[:3] == ["title", "link", "description"]
    first = labels.index("item") if "item" in labels else len(labels)
    assert set(labels[first:]) <= {"item"}
    for item in channel.iterfind("item"):
        inside = [etree.QName(node).localname for node in item]
        assert inside.index("description") < inside.index("encoded")
        assert inside.count("guid") == inside.count("title") == 1


def test_only_hexadecimal_references_in_rss() -> None:
    """Plain text in RSS has & and < as hexadecimal references, which the best-practices profile found read best."""
    rss = render(make_feed([make_entry(dispatch={"headline": "Brood & spel < vis"})]), "rss")
    assert b"<title>Brood &#x26; spel &#x3C; vis</title>" in rss
    assert b"&amp;" not in rss
    assert b"&lt;" not in rss
