"""Header lines as they go out and as they came in. Names are lower-case, bytes are Latin-1 both ways, so that a
validator goes back exactly as it came, whatever a server put in it (RFC 9110 section 5.5).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from feeder.errors import SourceError

LONGEST_VALIDATOR = 4096  # bytes: what is longer would only make servers refuse the next request
_NAME = re.compile(r"[A-Za-z0-9!#$%&'*+.^_`|~-]+")
_UNSENDABLE = re.compile(r"[\x00-\x08\x0a-\x1f\x7f]|[^\x00-\xff]")
_LISTS = frozenset({"cache-control", "content-encoding", "vary", "link", "allow"})
_UNWANTED = frozenset({"set-cookie", "set-cookie2"})
# What a source's own headers may not say: who asks, what can be unpacked, what was remembered, how a message is framed.
OURS = frozenset(
    {
        "user-agent", "accept", "accept-encoding", "if-none-match", "if-modified-since", "host", "connection",
        "content-length", "content-type", "transfer-encoding", "te", "trailer", "upgrade", "keep-alive",
        "proxy-connection", "range", "if-range", "expect", "referer",
    }
)  # fmt: skip


def of_source(headers: Mapping[str, str], subject: str) -> dict[str, str]:
    """A source's own headers, without those that are ours. Raises SourceError, which tells names and never values."""
    kept = {name: value for name, value in headers.items() if name.lower() not in OURS}
    for name, value in kept.items():
        if not _NAME.fullmatch(name) or _UNSENDABLE.search(value) or value != value.strip():
            raise SourceError(subject, f"the header {name!r} holds what HTTP cannot carry", "mend it in config.toml")
    return kept


def validators(etag: str | None, last_modified: str | None) -> dict[str, str]:
    """The conditions of a request (RFC 9110 section 13.1), as far as they can be sent."""
    told = {"If-None-Match": etag, "If-Modified-Since": last_modified}
    return {
        name: value
        for name, value in told.items()
        if value and len(value) <= LONGEST_VALIDATOR and not _UNSENDABLE.search(value)
    }


def outgoing(headers: Mapping[str, str]) -> list[tuple[bytes, bytes]]:
    """Header lines as bytes."""
    return [(name.encode("ascii"), value.encode("latin-1")) for name, value in headers.items()]


def incoming(lines: Iterable[tuple[bytes, bytes]]) -> dict[str, str]:
    """Header lines by lower-case name. Lists are joined; of what may stand only once the first counts; no cookies."""
    found: dict[str, str] = {}
    for raw_name, raw_value in lines:
        name, value = raw_name.decode("latin-1").lower(), raw_value.decode("latin-1").strip()
        if name in _UNWANTED:
            continue
        if name not in found:
            found[name] = value
        elif name in _LISTS:
            found[name] += f", {value}"
    return found
