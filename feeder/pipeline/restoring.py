"""A lost database made anew from the feeds that it wrote: ids, published instants and archives outlive it."""

from __future__ import annotations

import json
import logging
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

from feeder.errors import PageError
from feeder.feeds import FORMATS
from feeder.feeds.restore import restore
from feeder.model.entry import Entry, Key, State
from feeder.publish.heads import COMBINED
from feeder.store import Writer

log = logging.getLogger("feeder")


def restore_published(writer: Writer, output: Path, now: datetime) -> None:
    """Take into a store what the feeds and archives in `output` tell and it does not know.

    The newest version of an entry counts. Files become generations as they are, so that nothing is written again
    before something changes. A file that is damaged is passed over with a warning.
    """
    feeds = dict(_sections(output))
    entries = _merged(entry for file in _json_files(output, list(feeds)) for entry in _entries(file))
    entries = _unknown(writer, entries)
    for slug, title in feeds.items():
        writer.add_section(slug, title, now)
        _adopt(writer, output, slug)
    writer.apply(entries, (), _keys(entries), [(entry.guid, entry.lead) for entry in entries])
    for entry in entries:
        writer.mark_due((slug for slug in entry.sections if slug in feeds), now, newest=entry.first_seen)
    if entries:
        log.warning("%s stories that the database lacked were taken back from the feeds in %s", len(entries), output)


def _unknown(writer: Writer, entries: list[Entry]) -> list[Entry]:
    """The entries that the store does not have, neither by their guid nor by one of their keys."""
    guids = {entry.guid for entry in writer.entries(states=tuple(State))}
    owned = writer.candidates({key for entry in entries for key in entry.keys}).owners
    return [entry for entry in entries if entry.guid not in guids and not owned.keys() & set(entry.keys)]


def _sections(output: Path) -> Iterator[tuple[str, str]]:
    """Slug and title of each section whose JSON Feed in `output` is ours."""
    for file in sorted(output.glob("*.json")):
        try:
            feed = json.loads(file.read_bytes())
            if feed["_feeder"]["section"] == file.stem:
                yield file.stem, str(feed["title"])
        except (OSError, ValueError, KeyError, TypeError):
            continue


def _json_files(output: Path, slugs: list[str]) -> Iterator[Path]:
    for slug in slugs:
        if slug != COMBINED:  # it has nothing that a section has not
            yield from (path for path in _archived(output, slug) if path.suffix == ".json")
            yield output / f"{slug}.json"


def _archived(output: Path, slug: str) -> list[Path]:
    """The archive documents of a section in every format, the oldest first."""
    name = re.compile(rf"{re.escape(slug)}-\d{{4,}}\.(?:rss|atom|json)")
    return sorted(path for path in (output / "archive").glob("*") if name.fullmatch(path.name))


def _entries(file: Path) -> tuple[Entry, ...]:
    try:
        return restore(file.read_bytes(), subject=str(file))
    except (OSError, PageError) as error:
        log.warning("%s; its stories are not restored", error)
        return ()


def _merged(entries: Iterator[Entry]) -> list[Entry]:
    found: dict[str, Entry] = {}
    for entry in entries:
        known = found.get(entry.guid)
        if known is None or entry.version >= known.version:
            found[entry.guid] = entry
    return list(found.values())


def _keys(entries: list[Entry]) -> list[tuple[str, Key]]:
    """Each key with the one entry that has it; a key that two claim is the first one's."""
    owners: dict[Key, str] = {}
    for entry in entries:
        for key in entry.keys:
            owners.setdefault(key, entry.guid)
    return [(guid, key) for key, guid in owners.items()]


def _adopt(writer: Writer, output: Path, slug: str) -> None:
    """Make generations of the files of a section."""
    for path in (*(output / f"{slug}{form.extension}" for form in FORMATS.values()), *_archived(output, slug)):
        if path.is_file():
            body, written = path.read_bytes(), datetime.fromtimestamp(path.stat().st_mtime, UTC)
            writer.save_generation(slug, path.relative_to(output).as_posix(), sha256(body).hexdigest(), written, body)
