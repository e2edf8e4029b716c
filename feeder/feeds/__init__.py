"""How feeds are written: one file per format, all of them from one view of the feed."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING

from feeder.model.entry import Feed

if TYPE_CHECKING:
    from feeder.feeds.view import FeedView


@dataclass(frozen=True, slots=True)
class Format:
    """An output format: its files' extension, its media type, and the module that writes it (imported when needed)."""

    extension: str
    media_type: str
    module: str

    @property
    def render(self) -> Callable[[FeedView], bytes]:
        """The function that writes a view in this format."""
        function: Callable[[FeedView], bytes] = import_module(self.module).render
        return function


# Every output format there is. A new one is one file here and one line.
FORMATS: dict[str, Format] = {
    "rss": Format(".rss", "application/rss+xml", "feeder.feeds.rss"),
    "atom": Format(".atom", "application/atom+xml", "feeder.feeds.atom"),
    "json": Format(".json", "application/feed+json", "feeder.feeds.jsonfeed"),
    "html": Format(".html", "text/html", "feeder.feeds.page"),
}

# What RFC 5005 archive documents are written in.
ARCHIVE_FORMATS = ("rss", "atom", "json")


def render(feed: Feed, format: str) -> bytes:  # noqa: A002
    """`feed` in `format`, a key of `FORMATS`. Pure: the same feed gives the same bytes."""
    return render_all(feed, (format,))[format]


def render_all(feed: Feed, formats: Iterable[str] = tuple(FORMATS)) -> dict[str, bytes]:
    """`feed` in each of `formats`: quicker than one by one, for what they share is decided once."""
    from feeder.feeds.view import view

    shown = view(feed)
    return {name: FORMATS[name].render(shown) for name in formats}
