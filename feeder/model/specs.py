"""What the configuration says, as plain specs: adapters and decisions know these and no TOML."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal


@dataclass(frozen=True, slots=True)
class SelectSpec:
    """CSS selectors of a source; each may end in `@attribute`; None is left to recognition."""

    item: str | None = None
    title: str | None = None
    link: str | None = None
    time: str | None = None
    summary: str | None = None
    image: str | None = None
    label: str | None = None

    def __bool__(self) -> bool:
        return any((self.item, self.title, self.link, self.time, self.summary, self.image, self.label))


@dataclass(frozen=True, slots=True)
class SourceSpec:
    """A dispatch source: a URL to poll or a path (glob) to watch, never both.

    `every` is seconds, "auto", or None where `cron` says when. `root` is the folder that relative paths resolve from.
    `captured` is where a file's time comes from; `captured_pattern` a regular expression over file names with named
    groups (year, month, day, hour, minute, second, offset). `hours` limits polling to local [start, end) hours.
    """

    name: str
    url: str | None = None
    path: str | None = None
    root: Path = field(default_factory=Path)
    section: str | None = None
    language: str | None = None
    timezone: str | None = None
    every: float | Literal["auto"] | None = 900.0
    cron: str | None = None
    hours: tuple[int, int] | None = None
    follow: bool = False
    captured: Literal["name", "mtime", "sidecar"] | None = None
    captured_pattern: str | None = None
    after: Literal["keep", "move"] = "keep"
    main_is_fresh: bool = False
    headers: dict[str, str] = field(default_factory=dict)
    allow_private: bool = False
    node: str | None = None
    select: SelectSpec = SelectSpec()


@dataclass(frozen=True, slots=True)
class FilterSpec:
    """What an include or exclude filter names; an entry matches when any one of these does."""

    words: tuple[str, ...] = ()
    credits: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    regex: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return any((self.words, self.credits, self.places, self.regex, self.languages))


@dataclass(frozen=True, slots=True)
class SectionSpec:
    """A section as configured: one feed each. `labels` and `paths` are what sends a dispatch here."""

    slug: str
    title: str
    labels: tuple[str, ...] = ()
    paths: tuple[str, ...] = ()
    include: FilterSpec = FilterSpec()
    exclude: FilterSpec = FilterSpec()
    limit: int | None = None
    text: Literal["full", "summary"] = "full"


@dataclass(frozen=True, slots=True)
class Settings:
    """The [feeder] table: what holds for the whole installation. `keep_days` and `keep_captures` are days."""

    base_url: str = "http://127.0.0.1:8000/"
    output: Path = field(default_factory=lambda: Path("output"))
    database: str = "sqlite:///feeder.db"
    title: str = "feeder"
    language: str | None = None
    timezone: str | None = None
    contact: str | None = None
    keep_days: int = 30
    max_entries: int = 100
    keep_captures: int = 7
    budget: int = 600
    allow_private: bool = False
    new_sections: bool = True
    max_sections: int = 100
    hub: str | None = None
    icon: str | None = None
    section_ids: Literal["shared", "distinct"] = "shared"
    notices: bool = False
    combined: bool = False
    notify: str | None = None


@dataclass(frozen=True, slots=True)
class Installation:
    """A whole configuration: settings, sections by slug in order, sources by name in order.

    `fingerprint` changes when anything in it does; `source_fingerprints` per source.
    """

    settings: Settings
    sections: dict[str, SectionSpec]
    sources: dict[str, SourceSpec]
    folder: Path
    fingerprint: str = ""
