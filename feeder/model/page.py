"""Nouns of a page: the capture that was retrieved, and what stands on it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Literal

from feeder.model.time import TimeCue
from feeder.text import first_sentence, shorten

TITLE_LENGTH = 120


class Role(StrEnum):
    """What a dispatch is on its page."""

    MAIN = "main"
    TEASER = "teaser"


@dataclass(frozen=True, slots=True)
class Stamp:
    """What one address on the way to a page said about its copy, verbatim, and the sha256 of that copy."""

    url: str
    etag: str | None = None
    last_modified: str | None = None
    digest: str = ""


@dataclass(frozen=True, slots=True)
class Receipt:
    """What a source said about a copy, so that the next request can be conditional. Validators are verbatim.

    `digest` is the sha256 of the body, `made_by` the fingerprint of our version and the source's configuration:
    a receipt made by another one is void. `found_at` is the address that said it, where that is not the one asked;
    `others` what other addresses on the way said, since a validator is told only to the address that it came from.
    `moved` and `strayed`: (where the server says that the page is for good; a foreign host that it led to, how many
    times in a row). `trouble`: (outcome, reason) of reading the copy, where that is no good.
    """

    etag: str | None = None
    last_modified: str | None = None
    digest: str = ""
    made_by: str = ""
    found_at: str = ""
    others: tuple[Stamp, ...] = ()
    moved: tuple[str, int] | None = None
    strayed: tuple[str, int] | None = None
    trouble: tuple[str, str] | None = None


@dataclass(frozen=True, slots=True)
class Capture:
    """One retrieved copy of a page, with its time.

    `series` is the page over time: its URL, or its file name without the time in it. `url` is what was asked (a
    file's address, when its sidecar or the caller names one; else a file: URL or ""), `final_url` where it was
    found. `taken_at` None: unknown, and relative phrases resolve to nothing; `taken_by` says how it is known
    (argument | name | mtime | sidecar | response | unknown). `staleness`: seconds by which the page may be older
    than `taken_at`. `seen_at` orders captures and stands in for an unknown `taken_at` where a time must be kept (first
    seen, last seen): when a file was written; it never dates a story. `confirmed_at`: when the source said last that
    nothing had changed since.
    """

    source: str
    series: str
    url: str
    final_url: str
    media_type: str | None
    charset: str | None
    body: bytes
    taken_at: datetime | None
    taken_by: str = "unknown"
    staleness: float = 0.0
    seen_at: datetime | None = None
    confirmed_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Dateline:
    """The head of an agency text: place ("WASHINGTON", "Frankfurt/Main"), credits ("ANP", "RTR"), its date."""

    place: str | None
    credits: tuple[str, ...] = ()
    date_text: str | None = None


@dataclass(frozen=True, slots=True)
class Image:
    """A picture of a story. `length` (bytes) and `media_type` only where the page states them."""

    url: str
    media_type: str | None = None
    length: int | None = None
    alt: str | None = None


@dataclass(frozen=True, slots=True)
class Dispatch:
    """A story on a page, as found: nothing here is judged.

    All text is plain (no markup), clean (no control characters) and squashed. `summary` is the text of a teaser
    without its dateline; `paragraphs` the body of a main article, its first paragraph without its dateline;
    `content` is sanitised HTML with absolute links where the page was HTML, else None. `link` is absolute. `label`
    is the heading that the dispatch stands under ("Meer uit Buitenland"). `rank` counts from 0 in page order.
    `categories`: other headings that it is filed under (a feed's).
    `clocks`: local times printed beside exact `cues`, which date nothing but show the page's zone.
    `revised`: the page itself says that this replaces an earlier text. `version` orders texts of one guid in wire
    formats. `state` is what a wire format orders: live, withdrawn, or held until `held_until`.
    """

    role: Role
    headline: str | None = None
    summary: str | None = None
    paragraphs: tuple[str, ...] = ()
    content: str | None = None
    link: str | None = None
    image: Image | None = None
    label: str | None = None
    categories: tuple[str, ...] = ()
    dateline: Dateline | None = None
    authors: tuple[str, ...] = ()
    language: str | None = None
    cues: tuple[TimeCue, ...] = ()
    clocks: tuple[TimeCue, ...] = ()
    rank: int = 0
    revised: bool = False
    native_id: str | None = None
    version: int | None = None
    state: Literal["live", "withdrawn", "held"] = "live"
    held_until: datetime | None = None

    @property
    def text(self) -> str:
        """Everything that the story says below its headline, paragraphs parted by a blank line."""
        return "\n\n".join(self.paragraphs) if self.paragraphs else (self.summary or "")

    @property
    def title(self) -> str:
        """The headline; without one, the first sentence of the text, cut at a word."""
        return self.headline or shorten(first_sentence(self.lead), TITLE_LENGTH)

    @property
    def lead(self) -> str:
        """The first paragraph, or the summary: what a teaser and its main article share."""
        return self.summary or (self.paragraphs[0] if self.paragraphs else "")


@dataclass(frozen=True, slots=True)
class Shape:
    """What a page looked like to its reader, so that a later capture can be told from a changed layout.

    `reader` names the page reader, `group` the list that it chose (a path of tags, a pattern), `count` its
    dispatches, `dated` how many of them carried a time cue, `ages` where ages stood.
    """

    reader: str
    group: str = ""
    count: int = 0
    dated: int = 0
    ages: Literal["lead", "trail"] | None = None


@dataclass(frozen=True, slots=True)
class NativeFeed:
    """A feed that the page itself announces (autodiscovery)."""

    url: str
    media_type: str
    title: str | None = None


@dataclass(frozen=True, slots=True)
class Page:
    """What a page reader found on a capture, in page order.

    `labels` are the section headings in page order; `feeds` the page's own feeds; `blocked` says in words why the
    page is not what was asked for (a login, a consent page, a captcha); `alternatives` describes the lists that the
    reader saw and did not choose.
    """

    url: str
    language: str | None
    main: Dispatch | None
    teasers: tuple[Dispatch, ...]
    labels: tuple[str, ...] = ()
    shape: Shape = Shape("none")
    title: str | None = None
    feeds: tuple[NativeFeed, ...] = ()
    blocked: str | None = None
    alternatives: tuple[Shape, ...] = ()

    @property
    def dispatches(self) -> tuple[Dispatch, ...]:
        """The main article, if any, then the teasers."""
        return ((self.main,) if self.main else ()) + self.teasers
