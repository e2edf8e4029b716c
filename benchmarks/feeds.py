"""Milliseconds to write a feed of 10 to 10,000 entries, beside plain feedgen and hand-written lxml.

    python benchmarks/feeds.py [--rounds 5] [--sizes 10 100 1000 10000]

All three write the same entries with the same fields: title, link, guid, dates, summary, content, creators, a
category and a thumbnail. Plain feedgen and lxml are given ready values; ours starts from entries as the store holds
them and cleans every text. The best of the rounds counts. The last column is ours / plain feedgen for RSS + Atom.
"""

from __future__ import annotations

import argparse
import gc
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from time import process_time
from typing import Any

from feedgen.feed import FeedGenerator
from lxml import etree

from feeder.feeds import render_all
from feeder.feeds.view import FeedView, view
from feeder.model.entry import Appearance, Entry, Feed, Key
from feeder.model.page import Dateline, Dispatch, Image, Role
from feeder.model.time import Basis, Dating

START = datetime(2026, 3, 14, 20, 0, tzinfo=UTC)
BASE = "https://feeds.example.org/"
ATOM, DC, MEDIA = "http://www.w3.org/2005/Atom", "http://purl.org/dc/elements/1.1/", "http://search.yahoo.com/mrss/"
CONTENT = "http://purl.org/rss/1.0/modules/content/"
LEAD = (
    "Een bakker uit het dorp heeft een brood van zeven meter gebakken. Het past in geen oven & werd daarom in acht "
    "delen gebakken, die hij daarna aan elkaar heeft gezet. De burgemeester sneed het eerste stuk af."
)


def make_entry(number: int) -> Entry:
    """One entry of about 200 characters; every fourth with a link and a picture."""
    published = START - timedelta(minutes=7 * number)
    dispatch = Dispatch(
        role=Role.TEASER,
        headline=f"Bakker maakt brood nummer {number}",
        summary=f"{LEAD} Dat was nummer {number}.",
        link=f"https://nieuws.example.org/brood/{number}?deel=1",
        image=Image(f"https://nieuws.example.org/brood/{number}.jpg") if number % 4 == 0 else None,
        dateline=Dateline("OSLO", ("ANP", "RTR")),
        language="nl",
    )
    return Entry(
        guid=f"urn:uuid:00000000-0000-5000-8000-{number:012d}",
        lead=Appearance("voorbeeld", "pagina", dispatch, number, START, START),
        dating=Dating(Basis.RELATIVE, published - timedelta(hours=1), published),
        published=published,
        updated=published,
        sort_at=published,
        first_seen=START,
        last_seen=START,
        keys=(Key("text", f"{number:064x}"),),
        sections=("buitenland",),
    )


def make_feed(size: int) -> Feed:
    """A section of `size` entries."""
    urls = {name: f"{BASE}buitenland.{name}" for name in ("rss", "atom", "json", "html")}
    entries = tuple(make_entry(number) for number in range(size))
    return Feed("buitenland", "Buitenland", urls, urls["html"], START, entries, "urn:x-feed", language="nl")


def plain_feedgen(shown: FeedView) -> tuple[bytes, bytes]:
    """RSS and Atom as feedgen's documentation writes them."""
    fg = FeedGenerator()
    fg.load_extension("dc")
    fg.load_extension("media")
    fg.id(shown.id)
    fg.title(shown.title)
    fg.description(shown.description)
    fg.link(href=BASE + "buitenland.atom", rel="self")
    fg.link(href=shown.home, rel="alternate")
    fg.language("nl")
    fg.author(name=shown.author)
    for entry in shown.entries:
        fe = fg.add_entry(order="append")
        fe.id(entry.id)
        fe.title(entry.title)
        fe.link(href=entry.link)
        fe.published(entry.published)
        fe.updated(entry.updated)
        fe.summary(entry.summary)
        fe.content(entry.html, type="html")
        fe.category(term=entry.tags[0], scheme=shown.scheme)
        fe.author([{"name": name} for name in entry.creators])
        fe.dc.dc_creator(list(entry.creators))
        if entry.image:
            fe.media.thumbnail(url=entry.image.url, group=None)
    return fg.rss_str(pretty=True), fg.atom_str(pretty=True)


def hand_written(shown: FeedView) -> tuple[bytes, bytes]:
    """RSS and Atom straight into lxml trees."""
    rss = etree.Element("rss", {"version": "2.0"}, nsmap={"dc": DC, "media": MEDIA, "content": CONTENT, "atom": ATOM})
    channel = etree.SubElement(rss, "channel")
    feed = etree.Element(f"{{{ATOM}}}feed", nsmap={None: ATOM, "media": MEDIA})
    _texts(channel, {"title": shown.title, "link": shown.home, "description": shown.description, "language": "nl"})
    _texts(feed, {f"{{{ATOM}}}{n}": v for n, v in {"id": shown.id, "title": shown.title}.items()})
    for entry in shown.entries:
        _rss_item(etree.SubElement(channel, "item"), entry, shown.scheme)
        _atom_entry(etree.SubElement(feed, f"{{{ATOM}}}entry"), entry, shown.scheme)
    written = [etree.tostring(root, encoding="UTF-8", xml_declaration=True, pretty_print=True) for root in (rss, feed)]
    return written[0], written[1]


def _texts(node: Any, values: dict[str, str]) -> None:
    for tag, value in values.items():
        etree.SubElement(node, tag).text = value


def _rss_item(item: Any, entry: Any, scheme: str | None) -> None:
    date = format_datetime(entry.published)
    _texts(item, {"title": entry.title, "link": entry.link, "description": entry.summary})
    _texts(item, {f"{{{CONTENT}}}encoded": entry.html, "guid": entry.id, "pubDate": date})
    etree.SubElement(item, "category", domain=scheme or "").text = entry.tags[0]
    for name in entry.creators:
        etree.SubElement(item, f"{{{DC}}}creator").text = name
    if entry.image:
        etree.SubElement(item, f"{{{MEDIA}}}thumbnail", url=entry.image.url)


def _atom_entry(node: Any, entry: Any, scheme: str | None) -> None:
    times = {"published": entry.published.isoformat(), "updated": entry.updated.isoformat()}
    texts = {"id": entry.id, "title": entry.title, "summary": entry.summary, "content": entry.html, **times}
    _texts(node, {f"{{{ATOM}}}{name}": value for name, value in texts.items()})
    etree.SubElement(node, f"{{{ATOM}}}link", href=entry.link)
    etree.SubElement(node, f"{{{ATOM}}}category", term=entry.tags[0], scheme=scheme or "")
    for name in entry.creators:
        etree.SubElement(etree.SubElement(node, f"{{{ATOM}}}author"), f"{{{ATOM}}}name").text = name
    if entry.image:
        etree.SubElement(node, f"{{{MEDIA}}}thumbnail", url=entry.image.url)


def measure(works: dict[str, Callable[[], object]], rounds: int) -> dict[str, float]:
    """The shortest of `rounds` runs of each, taken in turns, in milliseconds of this process's own time."""
    best = dict.fromkeys(works, float("inf"))
    for _ in range(rounds):
        for name, work in works.items():
            gc.collect()
            started = process_time()
            work()
            best[name] = min(best[name], process_time() - started)
    return {name: seconds * 1000 for name, seconds in best.items()}


def works(size: int) -> dict[str, Callable[[], object]]:
    """What is measured for a feed of `size` entries."""
    feed = make_feed(size)
    shown = view(feed)
    return {
        "RSS+Atom": lambda: render_all(feed, ("rss", "atom")),
        "feedgen": lambda: plain_feedgen(shown),
        "lxml": lambda: hand_written(shown),
        "RSS": lambda: render_all(feed, ("rss",)),
        "Atom": lambda: render_all(feed, ("atom",)),
        "JSON": lambda: render_all(feed, ("json",)),
        "HTML": lambda: render_all(feed, ("html",)),
        "all": lambda: render_all(feed),
    }


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--sizes", type=int, nargs="*", default=[10, 100, 1000, 10000])
    arguments = parser.parse_args()
    print(" ".join(f"{column:>9}" for column in ("entries", *works(1), "ratio")))
    for size in arguments.sizes:
        best = measure(works(size), arguments.rounds)
        figures = " ".join(f"{milliseconds:9.2f}" for milliseconds in best.values())
        print(f"{size:9d} {figures} {best['RSS+Atom'] / best['feedgen']:9.2f}")


if __name__ == "__main__":
    main()
