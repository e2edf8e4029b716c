"""Publish one section, or the overview: render, make generations of what changed, write them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from feeder.feeds import FORMATS, render_all
from feeder.feeds.archive import with_history
from feeder.feeds.index import render_index
from feeder.feeds.opml import render_opml
from feeder.feeds.settled import newest_change, settled
from feeder.model.entry import Feed, State
from feeder.model.specs import Installation
from feeder.publish.archives import history
from feeder.publish.files import INDEX, commit, write_files
from feeder.publish.heads import all_heads, listed_as, section_feed, section_spec
from feeder.store import Store


@dataclass(frozen=True, slots=True)
class Published:
    """What publishing one section did: its entries, the files whose bytes changed, when a held entry comes out."""

    section: str
    entries: int
    files: tuple[str, ...]
    next_due: datetime | None = None


def publish_section(store: Store, installation: Installation, slug: str, now: datetime, token: str) -> Published:
    """Make generations of the section's files whose bytes changed, under the lease that `token` holds.

    Raises PublishError when the lease was lost. The files are written afterwards (`write_files`).
    """
    with store.read() as reader:
        rows = reader.sections()
        titles = {row.slug: section_spec(installation, row).title for row in rows.values()}
        feed = replace(section_feed(reader, installation, rows[slug], now), section_titles=titles)
        held = reader.entries(listed_as(slug), states=(State.HELD,))
        files = [f"{slug}{form.extension}" for form in FORMATS.values()]
        published = {file: reader.body(slug, file) for file in files}
        withdrawn = reader.entries(states=(State.WITHDRAWN,))
        archived = history(reader, installation, feed, withdrawn, now)
    feed = replace(feed, updated=newest_change(feed, published.get(f"{slug}.json"), withdrawn))
    bodies = {**archived.bodies, **_bodies(with_history(feed, archived.last), published)}
    changed = commit(store, slug, bodies, now, token)
    waiting = [entry.state_at for entry in held if entry.state_at and entry.state_at > now]
    return Published(slug, len(feed.entries), changed, min(waiting, default=None))


def _bodies(feed: Feed, published: Mapping[str, bytes | None]) -> dict[str, bytes]:
    """The feed in every format; as it was published where nothing but evidence moved since."""
    bodies = {}
    for name, body in render_all(feed).items():
        file = f"{feed.section}{FORMATS[name].extension}"
        bodies[file] = settled(name, published.get(file), body)
    return bodies


def publish_index(store: Store, installation: Installation, now: datetime) -> tuple[str, ...]:
    """Write index.html and feeds.opml over all sections; return the files whose bytes changed."""
    settings = installation.settings
    with store.read() as reader:
        feeds = all_heads(reader, installation)
    home = f"{settings.base_url}index.html"
    bodies = {
        "index.html": render_index(feeds, title=settings.title, home_url=home, language=settings.language),
        "feeds.opml": render_opml(feeds, title=settings.title),
    }
    changed = commit(store, INDEX, bodies, now, None)
    write_files(store, settings.output, INDEX)
    return changed
