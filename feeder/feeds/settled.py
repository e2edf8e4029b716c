"""Whether a document changed in what it says, or only in the evidence behind it, and when it last did."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from feeder.model.entry import Entry, Feed

# What every capture may narrow or add to although no word, link or instant of the entry changes.
_EVIDENCE = ("basis", "earliest", "latest", "cue", "keys")
_HOVER = re.compile(rb'(<(?:time datetime="[^"]*"|span) dir="auto") title="[^"]*"')


def settled(name: str, before: bytes | None, after: bytes) -> bytes:
    """`before` where nothing but evidence moved between two versions in the format called `name`; else `after`.

    A feed's bytes change only with its content: a window that narrowed is written with the next change of a word.
    """
    if before is None or before == after:
        return after
    if name == "json" and _without_evidence(before) == _without_evidence(after):
        return before
    if name == "html" and _HOVER.sub(rb"\1", before) == _HOVER.sub(rb"\1", after):
        return before
    return after


def newest_change(feed: Feed, before: bytes | None, withdrawn: Iterable[Entry]) -> datetime:
    """When the feed last changed: its newest change of an entry, or the withdrawal of one that it carried.

    `before` is its JSON form as it was published; a feed that lost its newest entry never goes back in time.
    """
    try:
        published = json.loads(before or b"{}")
        carried = {item["_feeder"]["guid"] for item in published["items"]}
        earlier = datetime.fromisoformat(published["_feeder"]["updated"])
    except (ValueError, KeyError, TypeError):
        return feed.updated
    gone = [entry.state_at for entry in withdrawn if entry.guid in carried and entry.state_at]
    return max([feed.updated, earlier, *gone])


def _without_evidence(data: bytes) -> dict[str, Any] | None:
    try:
        feed: dict[str, Any] = json.loads(data)
        for item in feed["items"]:
            for member in _EVIDENCE:
                item["_feeder"].pop(member, None)
    except (ValueError, KeyError, TypeError):
        return None
    return feed
