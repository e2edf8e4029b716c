"""Atom 1.0 (RFC 4287)."""

from __future__ import annotations

from functools import partial
from html import escape
from typing import Any

from feeder.feeds.about import NAME, VERSION
from feeder.feeds.feedgen_fix import MEDIA, XML, add, document, generator
from feeder.feeds.markup import looks_like_html
from feeder.feeds.view import EntryView, FeedView

MEDIA_TYPE = "application/atom+xml"
_LANG = f"{{{XML}}}lang"


def render(view: FeedView) -> bytes:
    """The feed as Atom 1.0, UTF-8, one element a line."""
    fg = generator(partial(_rest, view), archive=view.feed.archive)
    _feed(fg, view)
    return document(fg.atom_str(pretty=True))


def _feed(fg: Any, view: FeedView) -> None:
    fg.id(view.id)
    fg.title(_title(view.title)[0])
    fg.updated(view.updated)
    fg.author(name=view.author)
    if view.description != view.title:
        fg.subtitle(view.description)
    if self_url := view.self_url("atom"):
        fg.link(href=self_url, rel="self", type=MEDIA_TYPE)
    fg.link(href=view.home, rel="alternate", type="text/html")
    fg.generator(NAME, version=VERSION)
    if view.icon:
        fg.icon(view.icon)
        fg.logo(view.icon)


def _rest(view: FeedView, feed: Any) -> None:
    """What is not left to feedgen: the title's type, the language, links, entries."""
    feed.find("title").attrib.update(_title(view.title)[1])
    feed.set(_LANG, view.tag)
    for relation, url in view.relations(".atom"):
        add(feed, "link", rel=relation, href=url)
    scheme = {"scheme": view.scheme} if view.scheme else {}
    for shown in view.entries:
        _entry(add(feed, "entry"), shown, scheme)


def _entry(entry: Any, shown: EntryView, scheme: dict[str, str]) -> None:
    title, kind = _title(shown.title)
    add(entry, "id", shown.id)
    add(entry, "title", title, **kind)
    add(entry, "updated", shown.updated.isoformat())
    add(entry, "content", shown.html, type="html")
    add(entry, "summary", escape(shown.summary, quote=False), type="html")
    if shown.published:
        add(entry, "published", shown.published.isoformat())
    if shown.link:
        add(entry, "link", rel="alternate", href=shown.link, type="text/html")
    for tag in shown.tags:
        add(entry, "category", term=tag, **scheme)
    _extras(entry, shown)


def _extras(entry: Any, shown: EntryView) -> None:
    if shown.enclosure:
        url, media_type, length = shown.enclosure
        add(entry, "link", rel="enclosure", href=url, type=media_type, length=str(length))
    if shown.image:
        add(entry, f"{{{MEDIA}}}thumbnail", url=shown.image.url)
    for name in shown.creators:
        add(add(entry, "author"), "name", name)
    if shown.language:
        entry.set(_LANG, shown.language)


def _title(title: str) -> tuple[str, dict[str, str]]:
    """A title as text; one that validators would take for undeclared HTML is escaped, and so declared."""
    return (escape(title, quote=False), {"type": "html"}) if looks_like_html(title) else (title, {})
