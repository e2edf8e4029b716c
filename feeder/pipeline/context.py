"""What every run works with, and what the configuration means for one source."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from feeder.clock import Clock
from feeder.model.entry import SectionName
from feeder.model.specs import Installation, SourceSpec
from feeder.model.time import Calibration
from feeder.sections import SectionRules, slug_of
from feeder.store import Store

if TYPE_CHECKING:
    from feeder.sources.http.fetch import Fetch
    from feeder.sources.http.robots import Robots

READER_VERSION = "1"  # raised when pages are read differently: what was taken in is then read again


class Offload(Protocol):
    """Runs a function that may block, away from the event loop."""

    def __call__(self, function: Callable[..., Any], /, *arguments: Any) -> Awaitable[Any]: ...


async def inline(function: Callable[..., Any], /, *arguments: Any) -> Any:
    """The offload of one-shot runs, where nothing else waits for the event loop."""
    return function(*arguments)


def _silent(source: str, done: int, total: int) -> None:
    """Progress that nobody watches."""


@dataclass(frozen=True, slots=True)
class Context:
    """What every run works with.

    `fetch` is None where nothing may be fetched. `progress` is told of each capture: source, how many are done, of
    how many. `nodes`: the names of this machine; sources of other machines are left to them (None: there is but one).
    `tempo` is what every = "auto" works with (see `feeder.schedule.tempo`). `settle`: seconds for which a file must
    have been left alone before it is taken in.
    """

    installation: Installation
    store: Store
    clock: Clock
    fetch: Fetch | None = None
    robots: Robots | None = None
    offload: Offload = inline
    progress: Callable[[str, int, int], None] = _silent
    nodes: tuple[str, ...] | None = None
    tempo: float = 0.0
    settle: float = 0.0


def fingerprint(spec: SourceSpec, installation: Installation) -> str:
    """What decides how a source's pages are read, on any machine; another one means that they are read again."""
    settings = installation.settings
    asking = replace(spec, every=None, cron=None, hours=None, headers={}, allow_private=False)
    reading = replace(asking, node=None, root=Path(), after="keep")
    sections = sorted((s.slug, s.title, s.labels, s.paths) for s in installation.sections.values())
    told = (READER_VERSION, reading, settings.language, settings.timezone, settings.new_sections, sections)
    return sha256(repr(told).encode("utf-8", "backslashreplace")).hexdigest()


def zone_of(spec: SourceSpec, installation: Installation, calibration: Calibration | None = None) -> tuple[str, bool]:
    """(the zone of times that print none, whether it is only assumed): configured, then learned, then UTC."""
    configured = spec.timezone or installation.settings.timezone
    if configured:
        return configured, False
    if calibration and calibration.zone:
        return calibration.zone.value, False
    return "UTC", True


def languages_of(spec: SourceSpec, installation: Installation) -> tuple[str, ...]:
    """The languages that the configuration names for a source, the nearest first."""
    return tuple(dict.fromkeys(tag for tag in (spec.language, installation.settings.language) if tag))


def private_allowed(spec: SourceSpec, installation: Installation) -> bool:
    """Whether a source may be on a private address."""
    return spec.allow_private or installation.settings.allow_private


def section_rules(installation: Installation, known: Mapping[str, str]) -> SectionRules:
    """What decides sections: the configured ones, and `known` (titles by slug) from the store."""
    settings = installation.settings
    return SectionRules(installation.sections, known, settings.new_sections, settings.max_sections)


def own_section(spec: SourceSpec, rules: SectionRules) -> SectionName | None:
    """The section that the configuration gives a source, by its slug or its title."""
    if spec.section is None:
        return None
    slug = slug_of(spec.section)
    if slug in rules.specs:
        return SectionName(slug, rules.specs[slug].title)
    title = spec.section if spec.section != slug else slug.replace("-", " ").capitalize()
    return SectionName(slug, rules.known.get(slug, title))


def fallback_section(spec: SourceSpec) -> SectionName:
    """Where stories go that nothing else gives a section: every story is in some feed."""
    return SectionName(slug_of(spec.name) or "news", spec.name)
