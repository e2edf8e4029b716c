"""Publish every section that became due; one that fails never stops the others."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from urllib.parse import urlsplit

from feeder.errors import FeederError
from feeder.model.specs import Installation
from feeder.pipeline.context import Context, fingerprint
from feeder.pipeline.leases import LEASE_SECONDS, make_token
from feeder.pipeline.restoring import restore_published
from feeder.publish.files import restore_files, write_files
from feeder.publish.heads import COMBINED
from feeder.publish.section import Published, publish_index, publish_section
from feeder.store import Writer

log = logging.getLogger("feeder")

LOOK = 0.5  # seconds between two looks whether another process is done
_PUBLISHED_AS = "published as"
PUBLISHER_VERSION = "1"  # raised when feeds are written differently: every section is then published again


@dataclass(frozen=True, slots=True)
class PublishReport:
    """What publishing did: the sections whose files changed, and errors in words by section."""

    published: tuple[Published, ...]
    errors: tuple[tuple[str, str], ...]


async def prepare(context: Context) -> None:
    """Make the store agree with the configuration: sources, sections; publish anew what it writes differently."""
    await context.offload(_prepare, context)


def _prepare(context: Context) -> None:
    now, installation = context.clock.utc(), context.installation
    with context.store.write() as writer:
        if writer.meta(_PUBLISHED_AS) is None:
            restore_published(writer, installation.settings.output, now)
        sync(writer, installation, now)


def sync(writer: Writer, installation: Installation, now: datetime) -> None:
    """Rows for what is configured now; every section is due where feeds are written differently from now on."""
    told = sha256(f"{PUBLISHER_VERSION} {installation.fingerprint}".encode()).hexdigest()
    specs = installation.sources.values()
    writer.sync_sources({s.name: (fingerprint(s, installation), _host(s.url), s.node) for s in specs}, now)
    known = writer.sections()
    for spec in installation.sections.values():
        if spec.slug not in known or known[spec.slug].title != spec.title or known[spec.slug].retired:
            writer.add_section(spec.slug, spec.title, now)
    if installation.settings.combined:
        writer.add_section(COMBINED, installation.settings.title, now)
    elif COMBINED in known:
        writer.retire_section(COMBINED, now)
    if writer.meta(_PUBLISHED_AS) != told:
        writer.mark_due([slug for slug, row in writer.sections().items() if not row.retired], now)
        writer.set_meta(_PUBLISHED_AS, told)


def _host(url: str | None) -> str | None:
    return urlsplit(url).hostname if url else None


async def publish_due(context: Context, *, patience: float = 0.0, retry: float = 0.0) -> PublishReport:
    """Publish the sections that are due, then the overview, then what was lost on disk.

    What another process publishes just now is waited for, `patience` seconds: it may have begun before the newest
    stories were there. A section that fails is due again after `retry` seconds.
    """
    published, errors = list[Published](), list[tuple[str, str]]()
    give_up = context.clock.monotonic() + patience
    failed: set[str] = set()
    while True:
        state: _Due = await context.offload(_due, context)
        for slug in state.free:
            if slug not in failed:
                await _try(context, slug, retry, published, errors)
                failed = {slug for slug, _ in errors}
        if not state.busy or context.clock.monotonic() >= give_up:
            break
        await context.clock.sleep(LOOK)
    if published or errors or patience:
        await _finish_up(context, errors)
    return PublishReport(tuple(published), tuple(errors))


async def _try(
    context: Context, slug: str, retry: float, published: list[Published], errors: list[tuple[str, str]]
) -> None:
    try:
        done = await context.offload(_publish, context, slug, retry)
    except FeederError as error:
        log.error("%s: %s", slug, error)
        errors.append((slug, str(error)))
    except Exception as error:
        # One section that a writer chokes on must not stop the others; the traceback goes to the log.
        log.exception("%s: publishing failed", slug)
        errors.append((slug, f"feeder failed on it ({type(error).__name__}: {error}); report it"))
    else:
        published += [done] if done else []


async def _finish_up(context: Context, errors: list[tuple[str, str]]) -> None:
    try:
        await context.offload(_finish, context)
    except FeederError as error:
        errors.append(("index", str(error)))


@dataclass(frozen=True, slots=True)
class _Due:
    """Sections to publish now, and whether another process publishes one that is due."""

    free: tuple[str, ...]
    busy: bool


def _due(context: Context) -> _Due:
    """What is to be done now; with any section, all of them together where that is asked for."""
    now = context.clock.utc()
    with context.store.read() as reader:
        free, rows = reader.due_sections(now), reader.sections().values()
    busy = any(row.lease_until and row.lease_until > now for row in rows if row.retired is None)
    due = [slug for slug in free if slug != COMBINED]
    return _Due((*due, COMBINED) if due and context.installation.settings.combined else tuple(due), busy)


def _publish(context: Context, slug: str, retry: float) -> Published | None:
    """Publish one section under a lease; None where another process has it."""
    clock, token = context.clock, make_token(context.clock)
    now = clock.utc()
    with context.store.write() as writer:
        if writer.claim_section(slug, now, LEASE_SECONDS, token) is None:
            return None
    deadline = clock.monotonic() + LEASE_SECONDS
    next_due: datetime | None = now + timedelta(seconds=retry)
    try:
        done = publish_section(context.store, context.installation, slug, now, token)
        if clock.monotonic() >= deadline:
            return None  # whoever has the section by now writes its files
        write_files(context.store, context.installation.settings.output, slug)
        next_due = done.next_due
    finally:
        with context.store.write() as writer:
            writer.finish_section(slug, token, next_due)
    return done


def _finish(context: Context) -> None:
    publish_index(context.store, context.installation, context.clock.utc())
    restore_files(context.store, context.installation.settings.output)
