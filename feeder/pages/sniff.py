"""What a capture is, told from its bytes and its media type, never from its name."""

from __future__ import annotations

import re

from feeder.model.page import Capture

_HEAD = 4096

# The root elements of documents that have a reader of their own.
_ROOTS = {"html": "html", "rss": "feed", "feed": "feed", "rdf:rdf": "feed"}
_MEDIA_TYPES = {
    "text/html": "html",
    "application/xhtml+xml": "html",
    "application/rss+xml": "feed",
    "application/atom+xml": "feed",
    "application/rdf+xml": "feed",
    "application/feed+json": "feed",
    "text/plain": "wiretext",
}
_JSON_FEED = re.compile(r"\s*\{[^<]{0,4000}?\"version\"\s{0,9}:\s{0,9}\"https?://(?:www\.)?jsonfeed\.org/")
_ROOT = re.compile(
    r"\s{0,1000}(?:<\?xml[^>]{0,400}>\s{0,400})?(?:<!--.{0,2000}?-->\s{0,400}){0,4}<(?:!doctype\s{1,9})?([a-z][\w.:-]{0,60})[\s/>]",
    re.IGNORECASE | re.DOTALL,
)
_MARKUP = re.compile(
    r"</?(?:html|head|body|meta|title|link|script|style|main|article|section|header|nav|div|p|ul|ol|li|h[1-6]|a|"
    r"table|span|img|time|br)(?:\s[^<>]{0,2000})?/?>",
    re.IGNORECASE,
)


def sniff(capture: Capture) -> str:
    """The name of the page reader for `capture`: by root element, then media type, then leading text."""
    head = _head(capture.body)
    root = _ROOT.match(head)
    if root and (name := _ROOTS.get(root.group(1).casefold())):
        return name
    if _JSON_FEED.match(head.replace("\\/", "/")):
        return "feed"
    media_type = (capture.media_type or "").split(";")[0].strip().casefold()
    if name := _MEDIA_TYPES.get(media_type):
        return name
    return "html" if _MARKUP.search(head) else "wiretext"


def _head(body: bytes) -> str:
    """The start of `body` as far as markup goes: ASCII survives any charset but UTF-16, whose nulls go; so do marks."""
    return body[:_HEAD].replace(b"\x00", b"").decode("latin-1").lstrip("ï»¿ÿþ")
