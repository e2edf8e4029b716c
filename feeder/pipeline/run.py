"""One run over sources and sections: what `feeder once` does, and what the daemon does for one request."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from feeder.errors import UsageError
from feeder.model.entry import RefreshReport
from feeder.model.specs import SourceSpec
from feeder.model.stored import SourceRow
from feeder.pipeline.context import Context
from feeder.pipeline.leases import PATIENCE
from feeder.pipeline.notices import tell_owner
from feeder.pipeline.publishing import prepare, publish_due
from feeder.pipeline.rebuild import rebuild as rebuild_entries
from feeder.pipeline.round import refresh_all
from feeder.pipeline.websub import tell_hub, untold
from feeder.publish.section import Published
from feeder.schedule import due_at, is_due, rate, tempo

HUB_PAUSE = timedelta(minutes=5)  # before a hub that did not listen is told again though nothing else is due


@dataclass(frozen=True, slots=True)
class RunReport:
    """What one run did, source by source and section by section. Nothing is due before `next_due` (None: never)."""

    refreshed: tuple[RefreshReport, ...]
    published: tuple[Published, ...]
    section_errors: tuple[tuple[str, str], ...] = ()
    next_due: datetime | None = None

    @property
    def errors(self) -> tuple[str, ...]:
        """Every error in words."""
        of_sources = (f"{report.source}: {error}" for report in self.refreshed for error in report.errors)
        return (*of_sources, *(f"{section}: {error}" for section, error in self.section_errors))

    @property
    def failed(self) -> bool:
        """Whether anything failed, though the rest went on."""
        return bool(self.errors)

    def as_dict(self) -> dict[str, Any]:
        """The documented shape of `feeder once --json`."""
        return {
            "sources": [report.as_dict() for report in self.refreshed],
            "sections": [
                {"section": done.section, "entries": done.entries, "written": list(done.files)}
                for done in self.published
            ],
            "errors": list(self.errors),
        }


async def run_once(
    context: Context,
    names: Sequence[str] = (),
    *,
    force: bool = False,
    at_once: bool = False,
    offline: bool = False,
    rebuild: bool = False,
) -> RunReport:
    """Refresh the named sources (all, for none) and publish what is due. Raises UsageError for an unknown name.

    `at_once`: due or not. `force`: as if nothing had ever been asked for, and every file is written again.
    """
    await prepare(context)
    sources = await context.offload(chosen, context, names)
    if rebuild:
        await context.offload(rebuild_entries, context, sources)
    if offline or force:
        await context.offload(_mark, context, names)
    due = [] if offline else await context.offload(_due, context, sources, force or at_once)
    context = replace(context, tempo=await context.offload(tempo_of, context))
    refreshed = tuple(await refresh_all(context, due, force=force))
    published = await publish_due(context, patience=PATIENCE)
    await tell_hub(context, published.published)
    await tell_owner(context)
    await context.offload(prune, context)
    return RunReport(refreshed, published.published, published.errors, await context.offload(_next_due, context))


def _mark(context: Context, names: Sequence[str]) -> None:
    """Have sections written again though nothing is new: the named ones; all, where a source or nothing is named."""
    with context.store.write() as writer:
        slugs = {slug for slug, row in writer.sections().items() if row.retired is None}
        named = slugs & set(names) if slugs.issuperset(names) and names else slugs
        writer.mark_due(named, context.clock.utc())


def _due(context: Context, sources: Sequence[SourceSpec], anyway: bool) -> list[SourceSpec]:
    """Files are looked at every time; pages are asked for when they are due."""
    now = context.clock.utc()
    with context.store.read() as reader:
        rows = reader.sources()
    return [spec for spec in sources if anyway or spec.url is None or is_due(spec, rows.get(spec.name), now)]


def _next_due(context: Context) -> datetime | None:
    """When a page falls due to be fetched, a section to be published, or a hub to be told again; files are watched."""
    specs = {spec.name: spec for spec in context.installation.sources.values() if spec.url is not None}
    with context.store.read() as reader:
        rows = [row for name, row in reader.sources().items() if name in specs and not row.paused]
        fetches = [at for row in rows if (at := due_at(specs[row.name], row)) is not None]
        sections = [row.publish_due for row in reader.sections().values() if row.publish_due]
        hub = [context.clock.utc() + HUB_PAUSE] if context.installation.settings.hub and untold(reader) else []
    return min([*fetches, *sections, *hub], default=None)


def tempo_of(context: Context) -> float:
    """What the intervals of every = "auto" are in proportion to, as the sources are now."""
    installation = context.installation
    names = [spec.name for spec in installation.sources.values() if spec.every == "auto" and spec.url is not None]
    if not names:
        return 0.0
    with context.store.read() as reader:
        rows = reader.sources()
    return tempo([rate(rows.get(name) or SourceRow(name, "")) for name in names], installation.settings.budget)


def prune(context: Context) -> None:
    """Let go of what is older than it is kept. Days count back from the newest capture: an old archive stays whole."""
    settings = context.installation.settings
    with context.store.read() as reader:
        newest = max((row.newest for row in reader.sections().values() if row.newest), default=None)
    if newest is not None:
        with context.store.write() as writer:
            writer.prune(
                captures_before=newest - timedelta(days=settings.keep_captures),
                likeness_before=newest - timedelta(days=settings.keep_days),
            )


def chosen(context: Context, names: Sequence[str]) -> list[SourceSpec]:
    """The sources that `names` mean: sources by name, sections by the sources that fill them; all for no names.

    Paused sources are left out unless they are named.
    """
    sources = context.installation.sources
    with context.store.read() as reader:
        rows, sections = reader.sources(), reader.sections()
        if not names:
            return [spec for spec in sources.values() if not (spec.name in rows and rows[spec.name].paused)]
        found: dict[str, SourceSpec] = {}
        for name in names:
            if name in sources:
                found[name] = sources[name]
            elif name in sections or name in context.installation.sections:
                filled = {version for entry in reader.entries(name) for version in (entry.lead.source,)}
                found |= {s.name: s for s in sources.values() if s.name in filled or s.section == name}
            else:
                raise UsageError(name, "there is no source or section of that name", _known(sources, sections))
    return list(found.values())


def _known(sources: Sequence[str] | dict[str, Any], sections: dict[str, Any]) -> str:
    names = sorted({*sources, *sections})
    return f"there are {', '.join(names[:20])}" if names else "add a source to config.toml"
