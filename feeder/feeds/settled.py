"""Whether a document changed in what it says, or only in the evidence behind it."""

from __future__ import annotations

import json
import re
from typing import Any

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


def _without_evidence(data: bytes) -> dict[str, Any] | None:
    try:
        feed: dict[str, Any] = json.loads(data)
        for item in feed["items"]:
            for member in _EVIDENCE:
                item["_feeder"].pop(member, None)
    except (ValueError, KeyError, TypeError):
        return None
    return feed
