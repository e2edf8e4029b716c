"""What leaves a section's feed goes to archive documents (RFC 5005), once; only a withdrawal rewrites one."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
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
    files = [name for name in reader.generations(feed.section, bodies=False) if name.startswith("archive/")]
    documents = {name: _facts(reader, feed.section, name) for name in files if name.endswith(".json")}
    archived = {guid: name for name, facts in documents.items() for guid in facts.ids}
    shown = {entry.guid for entry in feed.entries}
    last = max(map(_number, files), default=0)
    fresh = leaving(_candidates(reader, installation, feed, shown | set(archived), now), shown, archived, last=last)
    gone = {entry.guid for entry in withdrawn if entry.guid in archived}
    bodies: dict[str, bytes] = {}
    for name, facts in documents.items():
        if any(guid in gone for guid in facts.ids) or facts.base != _base(feed):
            bodies |= _rewritten(reader, feed, name, facts, gone)
    for document in fresh:
        for name, body in render_all(archive_feed(feed, document), ARCHIVE_FORMATS).items():
            bodies[file_name(feed.section, document.number, FORMATS[name].extension)] = body
    return History(bodies, fresh[-1].number if fresh else last)


@dataclass(frozen=True, slots=True)
class _Facts:
    """Of a document: the ids by guid of the entries in it, and where the output folder was served."""

    ids: Mapping[str, str]
    base: str


def _facts(reader: Reader, section: str, file: str) -> _Facts:
    body = reader.body(section, file) or b'{"items": []}'
    return _Facts(members(body), base_of(body, file))


def _base(feed: Feed) -> str:
    """Where the output folder is served now, as documents write it."""
    now = beside(feed.self_urls["json"], "")
    return http_url(now) or now


def _rewritten(reader: Reader, feed: Feed, file: str, facts: _Facts, gone: Collection[str]) -> dict[str, bytes]:
    """A document in each format as it must be now: without what is gone, its addresses as they are."""
    bodies = {}
    for form in ARCHIVE_FORMATS:
        name = str(PurePosixPath(file).with_suffix(FORMATS[form].extension))
        if body := reader.body(feed.section, name):
            body = moved(body, facts.base, _base(feed))
            for guid in facts.ids.keys() & gone:
                body = without(body, form, facts.ids[guid])
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
