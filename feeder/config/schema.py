"""The shape of config.toml: every key with its type, default and meaning.

The one list that the runtime, `feeder schema` and docs/configuration.md read; a test compares them.
"""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from feeder.config.kinds import (
    BaseUrl,
    Database,
    Every,
    FilterRegex,
    Headers,
    Hours,
    Language,
    Name,
    Regex,
    Selector,
    Slug,
    Timezone,
    Url,
)


class _Table(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


class FeederTable(_Table):
    """What holds for the whole installation."""

    base_url: BaseUrl = Field(
        default="http://127.0.0.1:8000/", description="Where output/ is served; feeds link to themselves there."
    )
    output: str = Field(default="output", description="Folder that feeds and pages are written to.")
    database: Database = Field(
        default="sqlite:///feeder.db",
        description="Where stories are kept: sqlite:///file or postgresql://user@host/name.",
    )
    title: str = Field(default="feeder", description="Title of the overview page and of the OPML file.")
    language: Language | None = Field(
        default=None, description="Language of sources that do not say theirs, e.g. nl or en-GB."
    )
    timezone: Timezone | None = Field(
        default=None, description="Time zone of printed times that name none, e.g. Europe/Amsterdam."
    )
    contact: str | None = Field(
        default=None, description="Address or URL in the User-Agent, so that a site's owner can reach you."
    )
    keep_days: int = Field(
        default=30, ge=1, description="Days of stories in a feed, counted back from its newest capture."
    )
    max_entries: int = Field(
        default=100, ge=1, le=10000, description="Most entries in a feed; older ones go to its archive."
    )
    keep_captures: int = Field(default=7, ge=0, description="Days that retrieved pages are kept, for a rebuild.")
    budget: int = Field(default=600, ge=1, description='Requests per hour to share among sources with every = "auto".')
    allow_private: bool = Field(default=False, description="Whether sources may be on private and loopback addresses.")
    new_sections: bool = Field(
        default=True, description='Whether labels such as "Meer uit Buitenland" may make new sections.'
    )
    max_sections: int = Field(default=100, ge=1, description="Most sections that labels may make.")
    hub: Url | None = Field(default=None, description="WebSub hub to tell of changes.")
    icon: Url | None = Field(default=None, description="Picture that readers and browsers show beside each feed.")
    section_ids: Literal["shared", "distinct"] = Field(
        default="shared", description='Whether a story in two sections has one id, or ("distinct") one for each feed.'
    )
    notices: bool = Field(
        default=False, description="Whether an incident of a source becomes one entry in its section's feed."
    )
    combined: bool = Field(
        default=False, description="Whether to write a feed of all sections together, all.rss and so on."
    )
    notify: str | None = Field(
        default=None, description="Command or URL that is told when a source gets into trouble or out of it."
    )


class FilterTable(_Table):
    """What an include or exclude filter names; a story matches when any of these does."""

    words: tuple[str, ...] = Field(
        default=(), description="Words or phrases in the title or text, whatever their case.", strict=False
    )
    credits: tuple[str, ...] = Field(default=(), description="Agencies or authors.", strict=False)
    places: tuple[str, ...] = Field(default=(), description="Places in the dateline.", strict=False)
    regex: tuple[FilterRegex, ...] = Field(
        default=(), description="Regular expressions over title and text.", strict=False
    )
    language: tuple[Language, ...] = Field(default=(), description="Languages of the story.", strict=False)


class SectionTable(_Table):
    """A section: one feed in every format. The key of the table is its name in addresses."""

    title: str | None = Field(default=None, description="Title of the feed; default: the name, capitalised.")
    labels: tuple[str, ...] = Field(
        default=(), description='Labels on pages that lead here, e.g. "Meer uit Buitenland".', strict=False
    )
    paths: tuple[str, ...] = Field(
        default=(), description='Beginnings of link paths that lead here, e.g. "/buitenland/".', strict=False
    )
    include: FilterTable = Field(default=FilterTable(), description="Only stories that match.")
    exclude: FilterTable = Field(default=FilterTable(), description="No stories that match.")
    limit: int | None = Field(
        default=None, ge=1, le=10000, description="Most entries of this feed; default: max_entries."
    )
    text: Literal["full", "summary"] = Field(
        default="full", description='Whether feeds carry full texts or, for licensed text, "summary".'
    )


class SelectTable(_Table):
    """CSS selectors, all optional; they win over recognition, and what is not given is still recognised."""

    item: Selector | None = Field(default=None, description="Each story's block.")
    title: Selector | None = Field(
        default=None, description="Title within the block; `@name` at the end takes an attribute."
    )
    link: Selector | None = Field(default=None, description="Link within the block, e.g. 'h2 a@href'.")
    time: Selector | None = Field(default=None, description="Printed time within the block, e.g. 'time@datetime'.")
    summary: Selector | None = Field(default=None, description="Summary within the block.")
    image: Selector | None = Field(default=None, description="Image within the block.")
    label: Selector | None = Field(default=None, description="Label or section within the block.")


class SourceTable(_Table):
    """A dispatch source: a page to fetch (`url`) or files to watch (`path`)."""

    name: Name = Field(description="What you call it; unique among sources and sections.")
    url: Url | None = Field(default=None, description="Page to fetch.")
    path: str | None = Field(
        default=None, description="File, folder or glob to read, from the configuration's folder; ** recurses."
    )
    section: str | None = Field(default=None, description="Section that all its stories belong to.")
    language: Language | None = Field(default=None, description="Its language, where the page does not say.")
    timezone: Timezone | None = Field(default=None, description="Its time zone, where the page prints none.")
    every: Every = Field(
        default="15m", description='How often: "90s", "15m", "6h", "1d", a cron expression, or "auto".'
    )
    hours: Hours | None = Field(default=None, description='Hours of the day to poll in, its own time, e.g. "6-23".')
    follow: bool = Field(
        default=False, description="Whether to fetch each story's own page once, for its text and exact date."
    )
    captured: Literal["name", "mtime", "sidecar"] | None = Field(
        default=None, description="Where a file's capture time comes from; default: its sidecar, else its name."
    )
    captured_pattern: Regex | None = Field(
        default=None,
        description="Regular expression over the file name with groups year, month, day, hour, minute, second, offset.",
    )
    after: Literal["keep", "move"] = Field(
        default="keep", description="Whether files stay, or move to done/ and failed/."
    )
    main_is_fresh: bool = Field(default=False, description="Your word that its main article is from the last week.")
    headers: Headers = Field(default={}, description="Request headers; ${FEEDER_NAME} is taken from the environment.")
    allow_private: bool = Field(
        default=False, description="Whether this source may be on a private or loopback address."
    )
    node: str | None = Field(default=None, description="Name of the machine that its folder is on.")
    select: SelectTable = Field(default=SelectTable(), description="CSS selectors.")


class ConfigFile(_Table):
    """config.toml of feeder."""

    feeder: FeederTable = Field(default=FeederTable(), description="What holds for the whole installation.")
    sections: dict[Slug, SectionTable] = Field(default={}, description="Sections by name.")
    sources: tuple[SourceTable, ...] = Field(default=(), description="Dispatch sources.", strict=False)
