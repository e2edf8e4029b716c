"""What the headers of a request ask for: pure rules of RFC 9110 (12.5.3 codings, 13.1 conditions)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

_TAG = re.compile(r'"[^"]*"')


def accepts_gzip(header: str | None) -> bool:
    """Whether an Accept-Encoding header takes gzip, and does not like the bytes as they are better."""
    if header is None:
        return False
    wanted = dict(_weighed(part) for part in header.split(","))
    gzip = wanted.get("gzip", wanted.get("x-gzip", wanted.get("*", 0.0)))
    return gzip > 0 and gzip >= wanted.get("identity", 0.0)


def _weighed(part: str) -> tuple[str, float]:
    """(coding, weight) of one member; a weight that is no number counts as 0."""
    coding, _, parameter = part.partition(";")
    name, _, value = parameter.partition("=")
    if name.strip().lower() != "q":
        return coding.strip().lower(), 1.0
    try:
        return coding.strip().lower(), float(value)
    except ValueError:
        return coding.strip().lower(), 0.0


def is_known(etag: str, modified: datetime, none_match: Iterable[str], modified_since: str | None) -> bool:
    """Whether the client has these bytes already: 304. If-None-Match, where there is any, beats If-Modified-Since.

    `modified` is aware and whole seconds; `none_match` are the values of every If-None-Match line. Tags are compared
    weakly, as GET and HEAD must (13.1.2); a date that is none is ignored (13.1.3).
    """
    told = ",".join(none_match)
    if told:
        return told.strip() == "*" or etag in _TAG.findall(told)
    since = _date(modified_since)
    return since is not None and modified <= since


def _date(text: str | None) -> datetime | None:
    try:
        date = parsedate_to_datetime(text) if text else None
    except (ValueError, TypeError, OverflowError):
        return None
    return date.replace(tzinfo=UTC) if date is not None and date.tzinfo is None else date
