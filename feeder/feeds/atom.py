"""Atom 1.0 (RFC 4287)."""

from __future__ import annotations

from html import escape
from typing import Any

from feeder.feeds.about import NAME, VERSION
from feeder.feeds.feedgen_fix import MEDIA, XML, Node, add_entry, document, generator
from feeder.feeds.markup import looks_like_html
from feeder.feeds.view import EntryView, FeedView

MEDIA_TYPE = "application/atom+xml"
_LANG = f"{{{XML}}}lang"


def render(view: FeedView) -> bytes:
    """The feed as Atom 1.0, UTF-8, one element a line."""
    fg = generator(archive=view.feed.archive)
    _feed(fg, view)
    for shown in view.entries:
        _entry(add_entry(fg), shown, view.scheme)
    return document(fg.atom_str(pretty=True))


def _feed(fg: Any, view: FeedView) -> None:
    fg.id(view.id)
    fg.extra.html_title = _title(fg, view.title)
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
    if view.language:
        fg.extra.attributes[_LANG] = view.language
    for relation, url in view.relations(".atom"):
        fg.extra.add("link", rel=relation, href=url)


def _entry(entry: Node, shown: EntryView, scheme: str | None) -> None:
    entry.id(shown.id)
    entry.html_title = _title(entry, shown.title)
    entry.updated(shown.updated)
    if shown.published:
        entry.published(shown.published)
    entry.content(shown.html, type="html")
    entry.summary(escape(shown.summary, quote=False), type="html")
    _extras(entry, shown, {"scheme": scheme} if scheme else {})


def _extras(entry: Node, shown: EntryView, named: dict[str, str]) -> None:
    if shown.link:
        entry.add("link", rel="alternate", href=shown.link, type="text/html")
    entry.people = shown.creators
    for tag in shown.tags:
        entry.add("category", term=tag, **named)
    if shown.enclosure:
        url, media_type, length = shown.enclosure
        entry.add("link", rel="enclosure", href=url, type=media_type, length=str(length))
    if shown.image:
        entry.add(f"{{{MEDIA}}}thumbnail", url=shown.image.url)
    if shown.language:
        entry.attributes[_LANG] = shown.language


def _title(node: Any, title: str) -> bool:
    """A title as text; one that validators would take for undeclared HTML is escaped, to be declared where True."""
    marked = looks_like_html(title)
    node.title(escape(title, quote=False) if marked else title)
    return marked
