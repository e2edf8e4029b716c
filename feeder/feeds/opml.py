"""OPML 2.0: all sections as one subscription list, and other people's lists read back."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from lxml import etree

from feeder.errors import PageError
from feeder.feeds.feedgen_fix import rfc822
from feeder.feeds.links import http_url
from feeder.feeds.markup import line
from feeder.feeds.view import language_tag, whole_second
from feeder.model.entry import Feed

MEDIA_TYPE = "text/x-opml"
_FEEDS = ("rss", "atom")  # the types of outline that some older programs give a plain `url`
_FEED_SCHEME = re.compile(r"^feed:(//)?", re.IGNORECASE)
MAX_BYTES = 16 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Subscription:
    """A feed in a subscription list; `folders` are the outlines that it stands in, outermost first."""

    url: str
    title: str
    home_url: str | None = None
    folders: tuple[str, ...] = ()


def render_opml(feeds: Sequence[Feed], *, title: str) -> bytes:
    """`feeds` as OPML 2.0, in their order; the RSS feed of each, or the first format that it has."""
    root = etree.Element("opml", version="2.0")
    head = etree.SubElement(root, "head")
    etree.SubElement(head, "title").text = line(title) or "feeder"
    if feeds:
        newest = max(whole_second(feed.updated) for feed in feeds)
        etree.SubElement(head, "dateModified").text = rfc822(newest)
    etree.SubElement(head, "docs").text = "http://opml.org/spec2.opml"
    body = etree.SubElement(root, "body")
    for feed in feeds:
        etree.SubElement(body, "outline", _outline(feed))
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True, pretty_print=True)


def _outline(feed: Feed) -> dict[str, str]:
    title = line(feed.title) or line(feed.section) or "feeder"
    url = feed.self_urls.get("rss") or feed.self_urls.get("atom") or next(iter(feed.self_urls.values()), "")
    attributes = {
        "type": "rss",
        "text": title,
        "title": title,
        "description": line(feed.description or ""),
        "xmlUrl": http_url(url) or "",
        "htmlUrl": http_url(feed.self_urls.get("html") or feed.home_url) or "",
        "language": language_tag(feed.language) or "",
        "version": "RSS2" if feed.self_urls.get("rss") else "",
    }
    return {name: value for name, value in attributes.items() if value}


def parse_opml(data: bytes, *, subject: str = "OPML") -> tuple[Subscription, ...]:
    """The feeds of a subscription list, each address once. Raises PageError, naming `subject`, where it is none."""
    if len(data) > MAX_BYTES:
        raise PageError(subject, f"larger than {MAX_BYTES} bytes", "split the list")
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, recover=True)
    try:
        root = etree.fromstring(data.lstrip(), parser)
    except etree.XMLSyntaxError as error:
        raise PageError(subject, f"not XML: {error.msg}", "export it again as OPML") from error
    if root is None or str(root.tag).lower() != "opml":
        raise PageError(subject, "not an OPML document", "export the subscriptions as OPML")
    found: dict[str, Subscription] = {}
    for subscription in _subscriptions(root.iter("outline")):
        found.setdefault(subscription.url, subscription)
    return tuple(found.values())


def _subscriptions(outlines: Iterable[etree._Element]) -> Iterable[Subscription]:
    for outline in outlines:
        attributes = {str(name).lower(): line(str(value)) for name, value in outline.attrib.items()}
        listed = attributes.get("xmlurl") or (attributes.get("url") if attributes.get("type") in _FEEDS else None)
        if url := http_url(_FEED_SCHEME.sub(_scheme, listed or "")):
            title = attributes.get("title") or attributes.get("text") or url
            folders = _folders(outline) or _category(attributes.get("category", ""))
            yield Subscription(url, title, http_url(attributes.get("htmlurl")), folders)


def _scheme(feed: re.Match[str]) -> str:
    """`feed://x` and `feed:https://x` are how some programs pass feeds on."""
    return "http://" if feed[1] else ""


def _category(paths: str) -> tuple[str, ...]:
    """The first of the comma-separated paths in OPML 2.0's `category`, "/World/Asia"; no tags without a slash."""
    first = paths.split(",")[0].strip()
    return tuple(part for part in first.split("/") if part) if first.startswith("/") else ()


def _folders(outline: etree._Element) -> tuple[str, ...]:
    names = (line(str(above.get("text") or above.get("title") or "")) for above in outline.iterancestors("outline"))
    return tuple(name for name in names if name)[::-1]
