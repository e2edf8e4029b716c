"""What leaves a section's feed goes to archive documents (RFC 5005), once; only a withdrawal rewrites one."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import PurePosixPath

from feeder.feeds import ARCHIVE_FORMATS, FORMATS, render_all
from feeder.feeds.archive import Facts, archive_feed, facts, file_name, leaving, moved, without
from feeder.feeds.links import beside, http_url
from feeder.model.entry import Entry, Feed
from feeder.model.specs import Installation
from feeder.publish.heads import admitted, listed_as, section_spec
from feeder.store import Reader

_NOTHING = b'{"items": []}'


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
    files = [name for name in reader.generations(feed.section, bodies=False) if name.startswith("archive/")]
    documents = {
        name: facts(reader.body(feed.section, name) or _NOTHING, name) for name in files if name.endswith(".json")
    }
    archived = {guid: name for name, known in documents.items() for guid in known.ids}
    shown = {entry.guid for entry in feed.entries}
    last = max(map(_number, files), default=0)
    fresh = leaving(_candidates(reader, installation, feed, shown | set(archived), now), shown, archived, last=last)
    gone = {entry.guid for entry in withdrawn if entry.guid in archived}
    bodies: dict[str, bytes] = {}
    for name, known in documents.items():
        if any(guid in gone for guid in known.ids) or known.base != _base(feed):
            bodies |= _rewritten(reader, feed, name, known, gone)
    for document in fresh:
        for name, body in render_all(archive_feed(feed, document), ARCHIVE_FORMATS).items():
            bodies[file_name(feed.section, document.number, FORMATS[name].extension)] = body
    return History(bodies, fresh[-1].number if fresh else last)


def _base(feed: Feed) -> str:
    """Where the output folder is served now, as documents write it."""
    now = beside(feed.self_urls["json"], "")
    return http_url(now) or now


def _rewritten(reader: Reader, feed: Feed, file: str, known: Facts, gone: Collection[str]) -> dict[str, bytes]:
    """A document in each format as it must be now: without what is gone, its addresses as they are."""
    bodies = {}
    for form in ARCHIVE_FORMATS:
        name = str(PurePosixPath(file).with_suffix(FORMATS[form].extension))
        if body := reader.body(feed.section, name):
            body = moved(body, known.base, _base(feed))
            for guid in known.ids.keys() & gone:
                body = without(body, form, known.ids[guid])
            bodies[name] = body
    return bodies


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
