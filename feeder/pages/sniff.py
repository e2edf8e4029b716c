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
_JSON = re.compile(r"\s*[\[{]\s*[\"\[{\]}]")
_ROOT = re.compile(
    r"\s{0,1000}(?P<xml><\?xml[^>]{0,400}>\s{0,400})?(?:<!--.{0,2000}?-->\s{0,400}){0,4}"
    r"(?:<!doctype\s[^<>\[]{1,400}\[[^\]]{0,3000}\]\s{0,9}>\s{0,400})?<(?:!doctype\s{1,9})?(?P<root>[a-z][\w.:-]{0,60})"
    r"[\s/>]",
    re.IGNORECASE | re.DOTALL,
)
_MARKUP = re.compile(
    r"</?(?:html|head|body|meta|title|link|script|style|main|article|section|header|nav|div|p|ul|ol|li|h[1-6]|a|"
    r"table|span|img|time|br)(?:\s[^<>]{0,2000})?/?>",
    re.IGNORECASE,
)


def sniff(capture: Capture) -> str:
    """The name of the page reader for `capture`: by root element, then media type, then leading text.

    A document that is plainly of another kind gives that kind's name, which no reader has ("nitf", "json").
    """
    head = _head(capture.body)
    if name := _by_content(head):
        return name
    media_type = (capture.media_type or "").split(";")[0].strip().casefold()
    name = _MEDIA_TYPES.get(media_type)
    if name == "feed" or (name == "html" and "<" in head):
        return name
    if _JSON.match(head):
        return "json"
    return "html" if name != "wiretext" and _is_marked_up(head) else "wiretext"


def _is_marked_up(head: str) -> bool:
    """Whether a text without a root is markup: it begins with a tag, or one stands where a line begins or ends.

    A story that only speaks of tags has them within its sentences.
    """
    text = head.strip()
    return any(_stands_apart(text, tag) for tag in _MARKUP.finditer(text))


def _stands_apart(text: str, tag: re.Match[str]) -> bool:
    before, after = text[: tag.start()].rstrip(" \t"), text[tag.end() :].lstrip(" \t")
    return not before or not after or before[-1] in ">\r\n" or after[0] in "<\r\n"


def _by_content(head: str) -> str | None:
    """What the start of a document leaves no doubt about."""
    root = _ROOT.match(head)
    if root:
        name = root.group("root").casefold()
        if name in _ROOTS:
            return _ROOTS[name]
        if root.group("xml") and not _MARKUP.fullmatch(f"<{name}>"):
            return name
    return "feed" if _JSON_FEED.match(head.replace("\\/", "/")) else None


def _head(body: bytes) -> str:
    """The start of `body` as far as markup goes: ASCII survives any charset but UTF-16, whose nulls go; so do marks."""
    return body[:_HEAD].replace(b"\x00", b"").decode("latin-1").lstrip("ï»¿ÿþ")
