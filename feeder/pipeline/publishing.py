"""Publish every section that became due; one that fails never stops the others."""

from __future__ import annotations

import logging
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from urllib.parse import urlsplit

from feeder.errors import FeederError
from feeder.model.specs import Installation
from feeder.pipeline.context import Context, fingerprint
from feeder.publish.files import restore_files
from feeder.publish.heads import COMBINED
from feeder.publish.section import Published, publish_index, publish_section
from feeder.store import Writer

log = logging.getLogger("feeder")

LEASE_SECONDS = 300.0
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
    with context.store.write() as writer:
        sync(writer, context.installation, context.clock.utc())


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


async def publish_due(context: Context, only: Collection[str] | None = None) -> PublishReport:
    """Publish the sections that are due (among `only`, if given), then the overview, then what was lost on disk."""
    published, errors = [], []
    for slug in await context.offload(_due, context, only):
        try:
            done = await context.offload(_publish, context, slug)
        except FeederError as error:
            log.error("%s: %s", slug, error)
            errors.append((slug, str(error)))
        except Exception as error:
            # One section that a writer chokes on must not stop the others; the traceback goes to the log.
            log.exception("%s: publishing failed", slug)
            errors.append((slug, f"feeder failed on it ({type(error).__name__}: {error}); report it"))
        else:
            published += [done] if done else []
    try:
        await context.offload(_finish, context)
    except FeederError as error:
        errors.append(("index", str(error)))
    return PublishReport(tuple(published), tuple(errors))


def _due(context: Context, only: Collection[str] | None) -> list[str]:
    """The sections to publish now; with any of them, all of them together where that is asked for."""
    with context.store.read() as reader:
        due = reader.due_sections(context.clock.utc())
    due = [slug for slug in due if slug != COMBINED and (only is None or slug in only)]
    return [*due, COMBINED] if due and context.installation.settings.combined else due


def _publish(context: Context, slug: str) -> Published | None:
    """Publish one section under a lease; None where another process has it."""
    token, now = _token(context), context.clock.utc()
    with context.store.write() as writer:
        if writer.claim_section(slug, now, LEASE_SECONDS, token) is None:
            return None
    next_due: datetime | None = now
    try:
        done = publish_section(context.store, context.installation, slug, now, token)
        next_due = done.next_due
    finally:
        with context.store.write() as writer:
            writer.finish_section(slug, token, next_due)
    return done


def _token(context: Context) -> str:
    return f"{int(context.clock.random() * 2**53):x}-{int(context.clock.random() * 2**53):x}"


def _finish(context: Context) -> None:
    publish_index(context.store, context.installation, context.clock.utc())
    restore_files(context.store, context.installation.settings.output)
