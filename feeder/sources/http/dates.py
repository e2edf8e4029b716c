"""What headers say of time: how old an answer is, how long it is fresh, when to ask again. RFC 9110, RFC 9111."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

LONGEST_FRESH = timedelta(days=1)  # a page of news is looked at once a day, however long it is said to be fresh
LONGEST_WAIT = timedelta(days=7)  # a server that wants to be left alone for longer is asked whether it still does
_MAX_AGE = re.compile(r"(?:^|[,\s])max-age\s*=\s*\"?(\d{1,9})")


def age(headers: Mapping[str, str]) -> int:
    """Seconds that an answer spent in caches."""
    text = headers.get("age", "").strip()
    return min(int(text), 31 * 86400) if re.fullmatch(r"[0-9]{1,9}", text) else 0


def fresh_until(headers: Mapping[str, str], received: datetime) -> datetime | None:
    """Until when the server says that its answer is fresh: max-age, else Expires (RFC 9111 section 4.2.1)."""
    found = _MAX_AGE.search(headers.get("cache-control", "").lower())
    if found:
        left = timedelta(seconds=max(0, int(found[1]) - age(headers)))
        return received + min(left, LONGEST_FRESH)
    expires = http_date(headers.get("expires"))
    date = http_date(headers.get("date")) or received
    return received + min(expires - date, LONGEST_FRESH) if expires and expires > date else None


def retry_after(headers: Mapping[str, str], received: datetime) -> datetime | None:
    """When a server that said Retry-After may be asked again: seconds, or a date (RFC 9110 section 10.2.3).

    A date is meant by the server's own clock, which its Date tells: ours may be wrong.
    """
    text = headers.get("retry-after", "").strip()
    if re.fullmatch(r"[0-9]{1,12}", text):
        return received + timedelta(seconds=min(int(text), LONGEST_WAIT.total_seconds()))
    date, theirs = http_date(text), http_date(headers.get("date")) or received
    return received + min(date - theirs, LONGEST_WAIT) if date and date > theirs else None


def http_date(text: str | None) -> datetime | None:
    """An HTTP date as an instant; None for rubbish."""
    try:
        date = parsedate_to_datetime(text) if text else None
        if date is None:
            return None
        return date.replace(tzinfo=UTC) if date.tzinfo is None else date.astimezone(UTC)
    except (ValueError, IndexError, OverflowError):
        return None
