"""How a feed is served: its media type and encoding, redirects, and whether readers must fetch all of it every time."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from feeder.check.findings import Notes, excerpt

_XML = ("application/xml", "text/xml")
_TYPES = {
    "rss": ("application/rss+xml", "application/rdf+xml", *_XML),
    "atom": ("application/atom+xml", *_XML),
    "json": ("application/feed+json", "application/json"),
}
_DECLARED = re.compile(rb"<\?xml[^>]*?encoding\s*=\s*[\"']([A-Za-z0-9._:-]+)")
_CHARSET = re.compile(r"charset\s*=\s*[\"']?([^\s\"';,]+)", re.IGNORECASE)
_SMALL = 2048  # bytes below which compressing gains nothing


@dataclass(frozen=True, slots=True)
class Served:
    """What a server said with a feed: `headers` by lower-case name; `final` is where redirects led from `asked`.

    `for_good`: every redirect on the way was a permanent one.
    """

    asked: str
    final: str
    headers: Mapping[str, str] = field(default_factory=dict)
    for_good: bool = False


def check_served(notes: Notes, kind: str, data: bytes, served: Served) -> None:
    """Note what is wrong with how the feed `data` of `kind` ("rss", "atom", "json") was served."""
    if served.final != served.asked:
        _redirected(notes, served)
    told = served.headers.get("content-type", "")
    _media_type(notes, kind, told.partition(";")[0].strip().lower())
    charset, declared = _CHARSET.search(told), _DECLARED.match(data)
    if charset and declared and charset[1].lower() != declared[1].decode().lower():
        notes.warning(
            "encodings-differ",
            "the headers",
            f"Content-Type says {charset[1]}, the document {declared[1].decode()}",
            "say the same in both: readers differ in which they believe",
        )
    if not served.headers.keys() & {"etag", "last-modified"}:
        notes.info(
            "no-validators",
            "the headers",
            "neither ETag nor Last-Modified is there",
            "send one, and answer 304: else every reader fetches all of it every time",
        )
    if len(data) > _SMALL and "content-encoding" not in served.headers:
        notes.info("uncompressed", "the headers", "it is sent uncompressed", "let the server compress feeds (gzip)")


def _redirected(notes: Notes, served: Served) -> None:
    how, what = ("for good", "subscribe to") if served.for_good else ("for now", "redirect with 301 or 308, or keep")
    notes.info("redirected", "the address", f"it leads {how} to {excerpt(served.final)}", f"{what} the new address")


def _media_type(notes: Notes, kind: str, told: str) -> None:
    right = _TYPES[kind]
    if told not in right:
        said = f"is {excerpt(told)}" if told else "is missing"
        notes.warning(
            "media-type",
            "the headers",
            f"the Content-Type {said}",
            f"send {right[0]}: readers and browsers go by it",
        )
    elif told == "text/xml":
        notes.info("text-xml", "the headers", "the Content-Type is text/xml", f"send {right[0]}")
