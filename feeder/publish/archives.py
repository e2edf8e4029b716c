"""What leaves a section's feed goes to archive documents (RFC 5005), once; only a withdrawal rewrites one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import PurePosixPath

from feeder.feeds import ARCHIVE_FORMATS, FORMATS, render_all
from feeder.feeds.archive import archive_feed, base_of, file_name, leaving, members, moved, without
from feeder.feeds.links import beside, http_url
from feeder.model.entry import Entry, Feed
from feeder.model.specs import Installation
from feeder.publish.heads import admitted, listed_as, section_spec
from feeder.store import Reader


@dataclass(frozen=True, slots=True)
class History:
    """The files of archive documents to write now, and the number of the newest document (0: there is none)."""

    bodies: Mapping[str, bytes]
    last: int


def history(
    reader: Reader, installation: Installation, feed: Feed, withdrawn: Iterable[Entry], now: datetime
) -> History:
    """What must be archived so that every story stands in its feed or in a document, and what must be cut out.

    `withdrawn` are all that were, of any section: an entry stands in the documents of sections that it was in once.
    """
    generations = reader.generations(feed.section)
    written = {name: g.body for name, g in generations.items() if name.startswith("archive/") and g.body is not None}
    documents = (body for name, body in written.items() if name.endswith(".json"))
    archived = {guid: known for body in documents for guid, known in members(body).items()}
    last = max((_number(name) for name in written), default=0)
    shown = {entry.guid for entry in feed.entries}
    fresh = leaving(_candidates(reader, installation, feed, shown | set(archived), now), shown, archived, last=last)
    gone = [archived[entry.guid] for entry in withdrawn if entry.guid in archived]
    kept = _without(_where_served(written, feed), gone)
    bodies = {name: body for name, body in kept.items() if body != written[name]}
    for document in fresh:
        for name, body in render_all(archive_feed(feed, document), ARCHIVE_FORMATS).items():
            bodies[file_name(feed.section, document.number, FORMATS[name].extension)] = body
    return History(bodies, fresh[-1].number if fresh else last)


def _candidates(
    reader: Reader, installation: Installation, feed: Feed, known: set[str], now: datetime
) -> Sequence[Entry]:
    """Every entry of the section; only those of its feed while a count says that no other waits for an archive."""
    section = listed_as(feed.section)
    if reader.count_shown(section) <= reader.count_shown(section, known):
        return feed.entries
    spec = section_spec(installation, reader.sections()[feed.section])
    return list(admitted(reader, spec, now))


def _number(name: str) -> int:
    return int(PurePosixPath(name).stem.rpartition("-")[2])


def _where_served(documents: Mapping[str, bytes], feed: Feed) -> dict[str, bytes]:
    """The documents with the addresses that `base_url` gives them now."""
    moving = {}
    for name, body in documents.items():
        if name.endswith(".json"):
            before, after = base_of(body, name), beside(feed.self_urls["json"], "")
            moving[PurePosixPath(name).stem] = (before, http_url(after) or after)
    return {name: moved(body, *moving.get(PurePosixPath(name).stem, ("", ""))) for name, body in documents.items()}


def _without(documents: dict[str, bytes], ids: Iterable[str]) -> dict[str, bytes]:
    """The documents without the entries that have these ids."""
    formats = {FORMATS[name].extension: name for name in ARCHIVE_FORMATS}
    for identity in ids:
        for name, body in documents.items():
            documents[name] = without(body, formats[PurePosixPath(name).suffix], identity)
    return documents
