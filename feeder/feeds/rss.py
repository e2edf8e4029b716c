"""RSS 2.0, as the RSS Advisory Board's best-practices profile writes it."""

from __future__ import annotations

from functools import partial
from html import escape
from typing import Any

from feeder.feeds.about import NAME, VERSION
from feeder.feeds.feedgen_fix import ATOM, CONTENT, DC, MEDIA, add, document, generator, rfc822
from feeder.feeds.markup import looks_like_html
from feeder.feeds.view import EntryView, FeedView

MEDIA_TYPE = "application/rss+xml"
_LINK = f"{{{ATOM}}}link"


def render(view: FeedView) -> bytes:
    """The feed as RSS 2.0, UTF-8, one element a line."""
    fg = generator(partial(_rest, view), archive=view.feed.archive)
    fg.extra.namespaces["dc"] = DC
    _channel(fg, view)
    return document(fg.rss_str(pretty=True))


def _channel(fg: Any, view: FeedView) -> None:
    feed = view.feed
    fg.title(_plain(view.title))
    fg.description(_plain(view.description))
    if self_url := view.self_url("rss"):
        fg.link(href=self_url, rel="self", type=MEDIA_TYPE)
    fg.link(href=view.home, rel="alternate")
    fg.generator(f"{NAME} {VERSION}")
    fg.language(view.tag)
    if feed.ttl is not None and feed.ttl > 0:
        fg.ttl(feed.ttl)
    if icon := view.icon:
        fg.image(url=icon, title=_plain(view.title), link=view.home)


def _rest(view: FeedView, channel: Any) -> None:
    """What is not left to feedgen: the instant, links, items."""
    add(channel, "lastBuildDate", rfc822(view.updated))
    for relation, url in view.relations(".rss"):
        add(channel, _LINK, rel=relation, href=url)
    domain = {"domain": view.scheme} if view.scheme else {}
    for shown in view.entries:
        _item(add(channel, "item"), shown, domain)


def _item(item: Any, shown: EntryView, domain: dict[str, str]) -> None:
    add(item, "title", _plain(shown.title))
    add(item, "description", escape(shown.summary, quote=False))
    add(item, f"{{{CONTENT}}}encoded", shown.html)
    add(item, "guid", shown.id, isPermaLink="true" if shown.id == shown.link else "false")
    if shown.link:
        add(item, "link", shown.link)
    if shown.published:
        add(item, "pubDate", rfc822(shown.published))
    for tag in shown.tags:
        add(item, "category", _plain(tag), **domain)
    _extras(item, shown)


def _extras(item: Any, shown: EntryView) -> None:
    if shown.enclosure:
        url, media_type, length = shown.enclosure
        add(item, "enclosure", url=url, length=str(length), type=media_type)
    for name in shown.creators:
        add(item, f"{{{DC}}}creator", name)
    if shown.language:
        add(item, f"{{{DC}}}language", shown.language)
    if shown.image:
        add(item, f"{{{MEDIA}}}thumbnail", url=shown.image.url)


def _plain(text: str) -> str:
    """Plain text for an element that some readers show as text and some as HTML: right in both wherever it can be."""
    return escape(text, quote=False) if looks_like_html(text) else text
