"""Tables of config.toml to specs, which the rest of feeder knows."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from feeder.config.kinds import hours, seconds
from feeder.config.schema import FeederTable, FilterTable, SectionTable, SourceTable
from feeder.model.specs import FilterSpec, SectionSpec, SelectSpec, Settings, SourceSpec


def settings(table: FeederTable, folder: Path) -> Settings:
    """The settings of the [feeder] table; its paths start at `folder`."""
    return Settings(**{**table.model_dump(), "output": folder / table.output})


def section(slug: str, table: SectionTable) -> SectionSpec:
    """The section that the table [sections.`slug`] describes."""
    return SectionSpec(
        slug=slug,
        title=table.title or slug.replace("-", " ").capitalize(),
        labels=table.labels,
        paths=table.paths,
        include=_filter(table.include),
        exclude=_filter(table.exclude),
        limit=table.limit,
        text=table.text,
    )


def _filter(table: FilterTable) -> FilterSpec:
    return FilterSpec(table.words, table.credits, table.places, table.regex, table.language)


def source(table: SourceTable, folder: Path) -> SourceSpec:
    """The source that the table describes; its path starts at `folder`."""
    values = table.model_dump(exclude={"every", "hours", "select"})
    every: float | Literal["auto"] | None = "auto" if table.every == "auto" else seconds(table.every)
    return SourceSpec(
        **values,
        root=folder,
        every=every,
        cron=table.every if every is None else None,
        hours=hours(table.hours) if table.hours else None,
        select=SelectSpec(**table.select.model_dump()),
    )
