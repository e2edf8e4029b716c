"""A section's entries to its files: bytes become a generation first, files second.

Nothing is written when nothing changed. Whoever writes files takes the folder's lock and writes what the newest
generation says, so that two processes never undo each other, and a reader never sees half a file.
"""

from __future__ import annotations

import fcntl
import os
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from hashlib import sha256
from pathlib import Path
from urllib.parse import quote

from feeder.errors import PublishError
from feeder.feeds import FORMATS, render_all
from feeder.feeds.filters import admits
from feeder.feeds.index import render_index
from feeder.feeds.opml import render_opml
from feeder.model.entry import Entry, Feed, State
from feeder.model.specs import FilterSpec, Installation, SectionSpec
from feeder.model.stored import Generation, SectionRow
from feeder.store import Reader, Store


def section_spec(installation: Installation, row: SectionRow) -> SectionSpec:
    """The section as configured; a plain one for a section that a label made."""
    return installation.sections.get(row.slug) or SectionSpec(slug=row.slug, title=row.title)


def section_feed(reader: Reader, installation: Installation, row: SectionRow, now: datetime) -> Feed:
    """The feed of one section: the entries of its last days, newest first, as many as it may hold.

    Days count back from the newest capture, never from now: a feed does not empty itself while nothing comes in.
    """
    spec, settings = section_spec(installation, row), installation.settings
    newest = row.newest or row.created
    limit = spec.limit or settings.max_entries
    entries = _admitted(reader, spec, newest - timedelta(days=settings.keep_days), limit, now)
    return describe(installation, row, tuple(entries))


def _admitted(reader: Reader, spec: SectionSpec, since: datetime, limit: int, now: datetime) -> list[Entry]:
    """Filters may turn entries away: read on until the feed is full or the days are over."""
    filtered = spec.include != FilterSpec() or spec.exclude != FilterSpec()
    states = (State.LIVE, State.HELD)
    found = reader.entries(spec.slug, since=since, limit=None if filtered else limit, states=states)
    shown = [entry for entry in found if _is_out(entry, now) and admits(entry, spec)]
    return shown[:limit]


def _is_out(entry: Entry, now: datetime) -> bool:
    return entry.state is State.LIVE or (entry.state_at is not None and entry.state_at <= now)


def describe(installation: Installation, row: SectionRow, entries: tuple[Entry, ...]) -> Feed:
    """The head of a section's feed around `entries`."""
    spec, settings = section_spec(installation, row), installation.settings
    urls = {name: _address(settings.base_url, row.slug, form.extension) for name, form in FORMATS.items()}
    return Feed(
        section=row.slug,
        title=spec.title,
        self_urls=urls,
        home_url=urls["html"],
        updated=max((entry.updated for entry in entries), default=row.created),
        entries=entries,
        language=_language(entries) or settings.language,
        timezone=settings.timezone or "UTC",
        hub=settings.hub,
        ttl=_ttl(installation, row.slug),
        text=spec.text,
        section_ids=settings.section_ids,
    )


def _address(base: str, slug: str, extension: str) -> str:
    return f"{base}{quote(slug)}{extension}"


def _language(entries: Iterable[Entry]) -> str | None:
    """The language that most entries are in; the first of equals."""
    counted = Counter(entry.lead.dispatch.language for entry in entries if entry.lead.dispatch.language)
    return counted.most_common(1)[0][0] if counted else None


def _ttl(installation: Installation, slug: str) -> int | None:
    """Minutes between refreshes as configured: never what `auto` computes, or bytes would change without news."""
    every = [
        source.every
        for source in installation.sources.values()
        if isinstance(source.every, float) and source.section in (slug, None)
    ]
    return max(1, round(min(every) / 60)) if every else None


@dataclass(frozen=True, slots=True)
class Published:
    """What publishing one section did: its entries, the files whose bytes changed, when a held entry comes out."""

    section: str
    entries: int
    files: tuple[str, ...]
    next_due: datetime | None = None


def publish_section(store: Store, installation: Installation, slug: str, now: datetime, token: str) -> Published:
    """Write the section's files where their bytes changed, under the lease that `token` holds.

    Raises PublishError when a file cannot be written or the lease was lost.
    """
    with store.read() as reader:
        rows = reader.sections()
        feed = section_feed(reader, installation, rows[slug], now)
        held = reader.entries(slug, states=(State.HELD,))
    feed = replace(feed, section_titles={row.slug: section_spec(installation, row).title for row in rows.values()})
    bodies = {f"{slug}{FORMATS[name].extension}": body for name, body in render_all(feed).items()}
    changed = commit(store, slug, bodies, now, token)
    write_files(store, installation.settings.output, slug)
    waiting = [entry.state_at for entry in held if entry.state_at and entry.state_at > now]
    return Published(slug, len(feed.entries), changed, min(waiting, default=None))


INDEX = "index"  # where the generations of the overview are kept; no section may have this slug


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


def all_heads(reader: Reader, installation: Installation) -> list[Feed]:
    """The feed of every section that has stories or is configured: configured ones first, then by title."""
    order = {slug: place for place, slug in enumerate(installation.sections)}
    rows = [row for row in reader.sections().values() if row.retired is None]
    feeds = [section_feed(reader, installation, row, row.newest or row.created) for row in rows]
    shown = [feed for feed in feeds if feed.entries or feed.section in order]
    return sorted(shown, key=lambda feed: (order.get(feed.section, len(order)), feed.title.casefold(), feed.section))


def commit(store: Store, section: str, bodies: dict[str, bytes], now: datetime, token: str | None) -> tuple[str, ...]:
    """Make a generation of each file whose bytes changed; return their names."""
    changed = []
    with store.write() as writer:
        known = writer.generations(section, bodies=False)
        for file, body in bodies.items():
            digest = sha256(body).hexdigest()
            if file in known and known[file].digest == digest:
                continue
            if writer.save_generation(section, file, digest, now.replace(microsecond=0), body, token) is None:
                raise PublishError(file, "another process took the section over", "it will be published there")
            changed.append(file)
    return tuple(changed)


def write_files(store: Store, output: Path, section: str) -> None:
    """Bring the files of `section` in `output` to their newest generation; equal ones are left alone."""
    with folder_lock(output):
        with store.read() as reader:
            generations = reader.generations(section)
        for generation in generations.values():
            if not _is_there(output / generation.file, generation):
                _write(output / generation.file, generation)


def restore_files(store: Store, output: Path) -> None:
    """Write again what was published and is no longer in `output`."""
    with store.read() as reader:
        known = {slug: reader.generations(slug, bodies=False) for slug in (*reader.sections(), INDEX)}
    for slug, files in known.items():
        if any(not (output / file).exists() for file in files):
            write_files(store, output, slug)


@contextmanager
def folder_lock(folder: Path) -> Iterator[None]:
    """One writer of `folder` at a time, over processes; sweeps what a killed writer left."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        handle = os.open(folder / ".lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
    except OSError as error:
        raise PublishError(str(folder), f"cannot be written: {error.strerror}", "check the folder's owner") from error
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        for leftover in folder.glob(".*.tmp"):
            leftover.unlink(missing_ok=True)
        yield
    finally:
        os.close(handle)


def _is_there(path: Path, generation: Generation) -> bool:
    """Whether the file holds its generation already."""
    try:
        return sha256(path.read_bytes()).hexdigest() == generation.digest
    except OSError:
        return False


def _write(path: Path, generation: Generation) -> None:
    if generation.body is None:
        return
    temporary = path.with_name(f".{path.name}.tmp")
    seconds = generation.last_modified.timestamp()
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with temporary.open("wb") as file:
            file.write(generation.body)
            file.flush()
            os.fsync(file.fileno())
        os.utime(temporary, (seconds, seconds))
        temporary.replace(path)
        _sync_folder(path.parent)
    except OSError as error:
        temporary.unlink(missing_ok=True)
        raise PublishError(
            str(path), f"cannot be written: {error.strerror}", "free space or mend permissions"
        ) from error


def _sync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
