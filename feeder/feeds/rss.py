"""RSS 2.0, as the RSS Advisory Board's best-practices profile writes it."""

from __future__ import annotations

from html import escape
from typing import Any

from feeder.feeds.about import NAME, VERSION
from feeder.feeds.feedgen_fix import ATOM, DC, MEDIA, Node, add_entry, document, generator, rfc822
from feeder.feeds.markup import looks_like_html
from feeder.feeds.view import EntryView, FeedView

MEDIA_TYPE = "application/rss+xml"
_LINK = f"{{{ATOM}}}link"


def render(view: FeedView) -> bytes:
    """The feed as RSS 2.0, UTF-8, one element a line."""
    fg = generator(archive=view.feed.archive)
    fg.extra.namespaces["dc"] = DC
    _channel(fg, view)
    for shown in view.entries:
        _item(add_entry(fg), shown, view.scheme)
    return document(fg.rss_str(pretty=True))


def _channel(fg: Any, view: FeedView) -> None:
    feed = view.feed
    fg.title(_plain(view.title))
    fg.description(_plain(view.description))
    if self_url := view.self_url("rss"):
        fg.link(href=self_url, rel="self", type=MEDIA_TYPE)
    fg.link(href=view.home, rel="alternate")
    fg.generator(f"{NAME} {VERSION}")
    if view.language:
        fg.language(view.language)
    if feed.ttl is not None and feed.ttl > 0:
        fg.ttl(feed.ttl)
    if icon := view.icon:
        fg.image(url=icon, title=_plain(view.title), link=view.home)
    fg.extra.add("lastBuildDate", rfc822(view.updated))
    for relation, url in view.relations(".rss"):
        fg.extra.add(_LINK, rel=relation, href=url)


def _item(item: Node, shown: EntryView, scheme: str | None) -> None:
    item.title(_plain(shown.title))
    item.description(escape(shown.summary, quote=False))
    item.content(shown.html)
    item.guid(shown.id, permalink=shown.id == shown.link)
    _extras(item, shown, {"domain": scheme} if scheme else {})


def _extras(item: Node, shown: EntryView, named: dict[str, str]) -> None:
    if shown.link:
        item.add("link", shown.link)
    if shown.published:
        item.add("pubDate", rfc822(shown.published))
    for tag in shown.tags:
        item.add("category", _plain(tag), **named)
    if shown.enclosure:
        url, media_type, length = shown.enclosure
        item.add("enclosure", url=url, length=str(length), type=media_type)
    for name in shown.creators:
        item.add(f"{{{DC}}}creator", name)
    if shown.language:
        item.add(f"{{{DC}}}language", shown.language)
    if shown.image:
        item.add(f"{{{MEDIA}}}thumbnail", url=shown.image.url)


def _plain(text: str) -> str:
    """Plain text for an element that some readers show as text and some as HTML: right in both wherever it can be."""
    return escape(text, quote=False) if looks_like_html(text) else text
