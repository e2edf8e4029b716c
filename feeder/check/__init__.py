"""What is wrong with a feed, ours or anybody's, in words.

`check` reads RSS, Atom 1.0 and JSON Feed, and follows the rules of the public validators at their strictest. It reads
no clock, opens no connection, resolves no entity, and is bounded in size and in findings.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from feeder.check.findings import Finding, Level
from feeder.check.served import Served

__all__ = ["Finding", "Level", "Served", "check"]


def check(
    data: bytes,
    *,
    previous: bytes | None = None,
    siblings: Mapping[str, bytes] | None = None,
    url: str | None = None,
    now: datetime | None = None,
    served: Served | None = None,
) -> list[Finding]:
    """What is wrong with the feed `data`, the worst first; an empty list for a flawless one. Never raises.

    `previous` is an earlier copy of the same feed: ids and dates must not have moved. `siblings` maps a format's name
    ("rss", "atom", "json") to the same feed in that format: they must agree. `url` is where it was found, against its
    self link. `now` (UTC) is what dates in the future are measured by; without it they are not. `served` is what the
    server said, where it came from one.
    """
    from feeder.check.examine import examine

    return examine(data, previous=previous, siblings=siblings or {}, url=url, now=now, served=served)
