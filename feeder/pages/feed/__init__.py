"""A feed as a source: RSS 0.9x, 1.0 and 2.0, Atom 0.3 and 1.0, JSON Feed 1.x. One entry, one dispatch.

A feed says more than a page (ids, exact times, full texts), so its entries carry `native_id` and metadata cues. Feeds
are often broken: markup is repaired, other people's entities and charsets are tolerated, times are read by feeder's
own recognisers. Nothing is fetched, no entity is expanded.
"""

from __future__ import annotations

from feeder.lexicon import Lexicon, detect, load
from feeder.model.page import Capture, Page, Shape
from feeder.model.specs import SelectSpec
from feeder.pages.decode import decode, subject_of
from feeder.pages.feed.dispatches import dispatch
from feeder.pages.feed.items import Channel
from feeder.pages.feed.json_feed import json_channel
from feeder.pages.feed.xml_feed import xml_channel
from feeder.text import tidy

READER = "feed"


def read(capture: Capture, *, languages: tuple[str, ...], select: SelectSpec, expect: Shape | None) -> Page:
    """The entries of the feed `capture` as teasers, in its order. Raises PageError where it is no feed."""
    text = decode(capture, languages)
    subject = subject_of(capture)
    channel = json_channel(text, subject) if text.lstrip()[:1] in ("{", "[") else xml_channel(text, subject)
    return page(channel, capture.final_url or capture.url, languages)


def page(channel: Channel, url: str, languages: tuple[str, ...]) -> Page:
    """The page that `channel`, found at `url` ("" when unknown), is."""
    language = channel.language or next(iter(languages), None)
    lexicons = _lexicons(channel, (*languages, *([channel.language] if channel.language else [])))
    base = channel.base or channel.home or url
    teasers = tuple(dispatch(item, base, language, lexicons, rank) for rank, item in enumerate(channel.items))
    labels = tuple(dict.fromkeys(teaser.label for teaser in teasers if teaser.label))
    dated = sum(bool(teaser.cues) for teaser in teasers)
    shape = Shape(READER, channel.kind, len(teasers), dated)
    return Page(url, language, None, teasers, labels, shape, title=tidy(channel.title) or None)


def _lexicons(channel: Channel, stated: tuple[str, ...]) -> tuple[Lexicon, ...]:
    spoken = detect(" ".join(item.title for item in channel.items[:20]))
    loaded = [load(tag) for tag in (*stated, spoken) if tag]
    return tuple(dict.fromkeys(lexicon for lexicon in loaded if lexicon))
