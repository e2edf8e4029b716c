"""What every format shows of a feed, decided once: ids, links, titles, instants, words. Formats only write it down."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Set
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from itertools import count
from uuid import NAMESPACE_URL, UUID, uuid5

from feeder.feeds.links import beside, http_url, in_format
from feeder.feeds.markup import body_of, line, name_of, paragraph, summary_of, title_of
from feeder.model.entry import Entry, Feed, State
from feeder.model.page import Image

_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8})*")
_MEDIA_TYPE = re.compile(r"[\w.+-]+/[\w.+-]+", re.ASCII)
_NAMED_HOST = re.compile(r"https?://[A-Za-z0-9.-]+\.[A-Za-z0-9-]+(?::\d+)?/")  # what validators take in an enclosure


@dataclass(frozen=True, slots=True)
class EntryView:
    """An entry as every format shows it.

    `link` is the story's own, else its place on the section's page, else None. `summary` and `title` are plain,
    `html` is safe. Instants are whole seconds in UTC, except that `updated` may carry a fraction to be unique in
    its feed. `language` is set only where it is not the feed's. `image` has an address that every format can carry.
    """

    entry: Entry
    id: str
    link: str | None
    title: str
    summary: str
    html: str
    published: datetime | None
    updated: datetime
    creators: tuple[str, ...]
    tags: tuple[str, ...]
    image: Image | None
    language: str | None

    @property
    def anchor(self) -> str:
        """The entry's fragment on the section's page."""
        return anchor_of(self.entry)

    @property
    def enclosure(self) -> tuple[str, str, int] | None:
        """Address, media type and length in bytes of the image, where the page stated both truly."""
        image = self.image
        if image is None or not image.length or not image.media_type or not _MEDIA_TYPE.fullmatch(image.media_type):
            return None
        return (image.url, image.media_type, image.length) if _NAMED_HOST.match(image.url) else None


@dataclass(frozen=True, slots=True)
class FeedView:
    """A feed as every format shows it: `scheme` is the address that names its categories, `home` a page for people."""

    feed: Feed
    id: str
    title: str
    description: str
    author: str
    home: str
    language: str | None
    updated: datetime
    scheme: str | None
    icon: str | None
    entries: tuple[EntryView, ...]

    @property
    def tag(self) -> str:
        """The language as feeds must say it: `und` is BCP 47's for one that is not known."""
        return self.language or "und"

    def self_url(self, name: str) -> str | None:
        """Where the document in the format called `name` is served; None where that is not known."""
        return http_url(self.feed.self_urls.get(name))

    def relations(self, extension: str) -> list[tuple[str, str]]:
        """The hub (WebSub) and the RFC 5005 links of the document with `extension`, as (rel, address)."""
        feed = self.feed
        links = (
            ("hub", feed.hub),
            ("prev-archive", in_format(feed.prev_archive, extension)),
            ("next-archive", in_format(feed.next_archive, extension)),
            ("current", in_format(feed.current, extension)),
        )
        return [(relation, url) for relation, link in links if (url := http_url(link))]


def view(feed: Feed) -> FeedView:
    """`feed` as every format shows it. Entries that may not be shown, and second ones with one id, are left out."""
    language = language_of(feed)
    shown = [entry for entry in feed.entries if may_show(entry)]
    title = line(feed.title) or line(feed.section) or "feeder"
    home = http_url(feed.home_url) or next(filter(None, map(http_url, feed.self_urls.values())), "http://localhost/")
    views = _unique(_entry_view(entry, feed, language, title) for entry in shown)
    page = next(filter(None, map(http_url, (feed.self_urls.get("html"), feed.current, *feed.self_urls.values()))), None)
    return FeedView(
        feed=feed,
        id=line(feed.feed_id) or f"urn:uuid:{uuid5(NAMESPACE_URL, page or home + '#' + feed.section)}",
        title=title,
        description=line(feed.description or "") or title,
        author=line(feed.author or "") or title,
        home=home,
        language=language,
        updated=whole_second(feed.updated),
        scheme=beside(page, "index.html") if page else None,
        icon=http_url(feed.icon),
        entries=tuple(_distinct_updates(views)),
    )


def may_show(entry: Entry) -> bool:
    """Whether the entry may be written: not when it is withdrawn, nor while it is held with no end.

    One that is held until some time is given only once that time has come: whoever makes a feed knows the time.
    """
    return entry.state is State.LIVE or (entry.state is State.HELD and entry.state_at is not None)


def whole_second(instant: datetime) -> datetime:
    """`instant` in UTC, cut to the second: RSS knows no finer time, and formats agree. A naive one is UTC."""
    aware = instant.replace(tzinfo=UTC) if instant.tzinfo is None else instant.astimezone(UTC)
    return aware.replace(microsecond=0)


def language_of(feed: Feed) -> str | None:
    """The language of the feed, else the one that most of its entries are in; None where nothing says."""
    if tag := language_tag(feed.language):
        return tag
    counts = Counter(tag for entry in feed.entries if (tag := language_tag(entry.lead.dispatch.language)))
    return counts.most_common(1)[0][0] if counts else None


def language_tag(tag: str | None) -> str | None:
    """`tag` where it has the form of BCP 47, with hyphens; else None."""
    plain = (tag or "").replace("_", "-")
    return plain if _LANGUAGE.fullmatch(plain) else None


def entry_id(entry: Entry, feed: Feed) -> str:
    """The id that the feed gives the entry: its guid, or one of the section's own for readers that keep ids globally.

    Changing this makes every entry new in every reader.
    """
    guid = line(entry.guid)
    if feed.section_ids == "shared":
        return guid
    return f"urn:uuid:{uuid5(_namespace(guid), feed.section.encode('utf-8', 'replace').decode())}"


def _namespace(guid: str) -> UUID:
    try:
        return UUID(guid.removeprefix("urn:uuid:"))
    except ValueError:
        return uuid5(NAMESPACE_URL, guid)


def anchor_of(entry: Entry) -> str:
    """The entry's fragment on the section's page: short, and the same for as long as the entry lives."""
    return "e-" + sha256(entry.guid.encode("utf-8", "replace")).hexdigest()[:12]


def _entry_view(entry: Entry, feed: Feed, language: str | None, feed_title: str) -> EntryView:
    dispatch = entry.lead.dispatch
    page = http_url(feed.self_urls.get("html"))
    link = http_url(dispatch.link) or (f"{page}#{anchor_of(entry)}" if page else None)
    title = title_of(dispatch, link or feed_title)
    summary = summary_of(dispatch)
    html = body_of(dispatch) if feed.text == "full" else ""
    published = whole_second(entry.published) if entry.published else None
    updated = whole_second(entry.updated)
    own = language_tag(dispatch.language)
    return EntryView(
        entry=entry,
        id=entry_id(entry, feed),
        link=link,
        title=title,
        summary=summary or title,
        html=html or paragraph(summary or title),
        published=published,
        updated=max(updated, published) if published else updated,
        creators=_creators(entry),
        tags=_tags(entry, feed),
        image=_image(dispatch.image),
        language=own if own != language else None,
    )


def _image(image: Image | None) -> Image | None:
    url = http_url(image.url) if image else None
    return replace(image, url=url) if image and url else None


def _creators(entry: Entry) -> tuple[str, ...]:
    """Authors, then agencies, each once."""
    dispatch = entry.lead.dispatch
    agencies = dispatch.dateline.credits if dispatch.dateline else ()
    names: dict[str, str] = {}
    for name in map(name_of, (*dispatch.authors, *agencies)):
        if name:
            names.setdefault(name.casefold(), name)
    return tuple(names.values())


def _tags(entry: Entry, feed: Feed) -> tuple[str, ...]:
    titles = (line(feed.section_titles.get(slug, "")) or line(slug) for slug in entry.sections)
    return tuple(dict.fromkeys(title for title in titles if title))


def _unique(views: Iterable[EntryView]) -> list[EntryView]:
    seen: dict[str, EntryView] = {}
    for shown in views:
        seen.setdefault(shown.id, shown)
    return list(seen.values())


def _distinct_updates(views: list[EntryView]) -> Iterable[EntryView]:
    """Validators warn of two entries with one `updated`: all but the topmost of a second get a fraction of it.

    The fraction follows from the entry's own id, so that one leaving the feed moves no other.
    """
    taken: set[datetime] = set()
    for shown in views:
        free = shown if shown.updated not in taken else replace(shown, updated=_free_instant(shown, taken))
        taken.add(free.updated)
        yield free


def _free_instant(shown: EntryView, taken: Set[datetime]) -> datetime:
    start = int.from_bytes(sha256(shown.id.encode()).digest()[:4], "big")
    fractions = (timedelta(microseconds=1 + step % 999_999) for step in count(start + 1))
    return next(instant for fraction in fractions if (instant := shown.updated + fraction) not in taken)
