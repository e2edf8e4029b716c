"""Whatever the bytes, a check ends soon, with findings."""

from __future__ import annotations

import json
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from feeder.check import check
from feeder.check.examine import MAX_BYTES
from feeder.check.findings import SHOWN_PER_CODE
from tests.check.test_rules import ATOM, JSON, RSS

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)
MEMBERS = sorted({*json.loads(JSON), *json.loads(JSON)["items"][0]})


@given(st.binary(max_size=200))
def test_any_bytes(data: bytes) -> None:
    """Random bytes are refused in words."""
    assert check(data)


@settings(max_examples=300)
@given(st.sampled_from([RSS, ATOM, JSON]), st.data())
def test_any_damage(text: str, data: st.DataObject) -> None:
    """A right feed with anything put anywhere into it is read or refused, also against itself."""
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, min(len(text), start + 60)))
    damaged = (text[:start] + data.draw(st.text(max_size=20)) + text[end:]).encode("utf-8", "surrogatepass")
    check(damaged, previous=text.encode(), siblings={"x": damaged})


@given(st.dictionaries(st.sampled_from(MEMBERS), VALUES), VALUES)
def test_any_json(members: dict[str, object], item: object) -> None:
    """Any values in a JSON Feed's places are noted, not stumbled over."""
    check(json.dumps({**members, "items": [item, members]}).encode())


def test_entity_bomb() -> None:
    """Entities are not expanded, a document type is warned of, and the feed is read for all that."""
    lol = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 9))
    bomb = RSS.replace("<rss ", f'<!DOCTYPE rss [<!ENTITY l0 "lol">{lol}]><rss ').replace("Kermis begint", "&l8;")
    assert "doctype" in {finding.code for finding in check(bomb.encode())}


def test_outside_entity_is_not_read(tmp_path: Path) -> None:
    """A file named by an entity does not come into a message."""
    secret = tmp_path / "geheim"
    secret.write_text("het wachtwoord")
    entity = f'<!DOCTYPE rss [<!ENTITY f SYSTEM "{secret.as_uri()}">]><rss '
    attack = RSS.replace("<rss ", entity).replace("+0000", "&f;")
    assert all("wachtwoord" not in finding.message for finding in check(attack.encode()))


def test_findings_are_bounded() -> None:
    """A thousand times the same fault is told ten times, and then how often."""
    item = "<item><title>x</title><guid isPermaLink='false'>{}</guid><pubDate>nooit</pubDate></item>"
    many = RSS.replace("</channel>", "".join(item.format(f"urn:x-{n}:1") for n in range(1000)) + "</channel>")
    found = [finding for finding in check(many.encode()) if finding.code == "invalid-date"]
    assert len(found) == SHOWN_PER_CODE + 1
    assert found[-1].message == f"the same {1000 - SHOWN_PER_CODE} more times"


def test_too_large() -> None:
    """Beyond the bound nothing is read."""
    assert [finding.code for finding in check(b"<rss>" + b" " * MAX_BYTES)] == ["too-large"]
