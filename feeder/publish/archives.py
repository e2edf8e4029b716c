"""What leaves a section's feed goes to archive documents (RFC 5005), once; only a withdrawal rewrites one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import PurePosixPath

from feeder.feeds import ARCHIVE_FORMATS, FORMATS, render_all
from feeder.feeds.archive import archive_feed, file_name, leaving, members, without
from feeder.feeds.view import entry_id
from feeder.model.entry import Entry, Feed, State
from feeder.model.specs import Installation
from feeder.model.stored import Generation
from feeder.publish.heads import COMBINED, admitted, section_spec
from feeder.store import Reader


@dataclass(frozen=True, slots=True)
class History:
    """The files of archive documents to write now, and the number of the newest document (0: there is none)."""

    bodies: Mapping[str, bytes]
    last: int


def history(reader: Reader, installation: Installation, feed: Feed, now: datetime) -> History:
    """What must be archived so that every story stands in its feed or in a document, and what must be cut out."""
    generations = reader.generations(feed.section)
    documents = {name: g for name, g in generations.items() if name.startswith("archive/") and g.body is not None}
    archived = {guid for name, g in documents.items() if name.endswith(".json") for guid in members(g.body or b"")}
    last = max((_number(name) for name in documents), default=0)
    shown = {entry.guid for entry in feed.entries}
    fresh = leaving(_candidates(reader, installation, feed, shown | archived, now), shown, archived, last=last)
    bodies = _cut_out(documents, reader.entries(feed.section, states=(State.WITHDRAWN,)), archived, feed)
    for document in fresh:
        for name, body in render_all(archive_feed(feed, document), ARCHIVE_FORMATS).items():
            bodies[file_name(feed.section, document.number, FORMATS[name].extension)] = body
    return History(bodies, fresh[-1].number if fresh else last)


def _candidates(
    reader: Reader, installation: Installation, feed: Feed, known: set[str], now: datetime
) -> Sequence[Entry]:
    """Every entry of the section; only those of its feed while a count says that no other waits for an archive."""
    section = None if feed.section == COMBINED else feed.section
    if reader.count_entries(section) <= len(known):
        return feed.entries
    spec = section_spec(installation, reader.sections()[feed.section])
    return list(admitted(reader, spec, now))


def _number(name: str) -> int:
    return int(PurePosixPath(name).stem.rpartition("-")[2])


def _cut_out(
    documents: Mapping[str, Generation], withdrawn: list[Entry], archived: set[str], feed: Feed
) -> dict[str, bytes]:
    """The documents that hold a withdrawn entry, without it."""
    bodies: dict[str, bytes] = {}
    formats = {FORMATS[name].extension: name for name in ARCHIVE_FORMATS}
    for entry in withdrawn:
        if entry.guid not in archived:
            continue
        for name, generation in documents.items():
            before = bodies.get(name, generation.body or b"")
            after = without(before, formats[PurePosixPath(name).suffix], entry_id(entry, feed))
            if after != before:
                bodies[name] = after
    return bodies
