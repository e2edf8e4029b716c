"""The HTML page reader: a main article, the teasers around it, or both.

    text -> document (bounded) -> blocked? -> selectors, or: metadata + body -> main, recognition -> teasers -> page

Dispatches that link nowhere are read as the wire text that they are (`unlinked`).

Selectors of the configuration win over recognition. One that matches nothing says so in the shape (reader
"selectors", count 0, the selector as `group`): a changed layout, not an empty news day.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from feeder.model.page import Capture, Dispatch, Page, Shape
from feeder.model.specs import SelectSpec
from feeder.pages.decode import decode
from feeder.pages.html.article.metadata import metadata
from feeder.pages.html.article.other_reader import second_opinion
from feeder.pages.html.article.story import main_article
from feeder.pages.html.blocked import blocked
from feeder.pages.html.document import Document, parse
from feeder.pages.html.feeds import native_feeds
from feeder.pages.html.listing.teasers import Listing, find_teasers
from feeder.pages.html.selectors import select_teasers
from feeder.pages.html.unlinked import unlinked
from feeder.recognise.links import canonical
from feeder.text import fold, tidy


def read(capture: Capture, *, languages: tuple[str, ...], select: SelectSpec, expect: Shape | None) -> Page:
    """What stands on the HTML page `capture`. Raises PageError where it is no page, or beyond the caps on its size."""
    text = decode(_as_saved(capture), languages)
    url = capture.final_url or capture.url
    return read_text(text, url, languages=languages, select=select, ask=lambda: second_opinion(text))


def _as_saved(capture: Capture) -> Capture:
    """`capture` with UTF-8 as its charset, where nobody but the page itself named one and it is UTF-8 without a fault.

    Copies that a browser or an archive saved keep the declaration of the original.
    """
    if capture.charset is not None or capture.body.isascii():
        return capture
    try:
        capture.body.decode("utf-8")
    except UnicodeDecodeError:
        return capture
    return replace(capture, charset="utf-8")


def read_text(
    text: str,
    url: str,
    *,
    languages: tuple[str, ...] = (),
    select: SelectSpec | None = None,
    ask: Callable[[], tuple[str, ...]] = tuple,
) -> Page:
    """As `read`, of a decoded page found at `url` ("" when unknown); `ask` as for `main_article`."""
    document = parse(text, url, languages)
    facts = metadata(document)
    listing = select_teasers(document, select) if select else find_teasers(document)
    plain = None if select or listing.teasers else unlinked(document, _tags(document, languages))
    if plain is not None:
        title, language = tidy(document.head.title) or None, document.language or plain.language
        return replace(plain, title=title, language=language, feeds=native_feeds(document))
    main = None if select else main_article(document, facts, _tags(document, languages), listing.teasers, ask)
    teasers = _teasers(listing, main)
    return Page(
        url=document.url,
        language=document.language,
        main=main,
        teasers=teasers,
        labels=listing.labels,
        shape=listing.shape if teasers or select or not main else Shape("article", count=1, dated=bool(main.cues)),
        title=tidy(document.head.title) or None,
        feeds=native_feeds(document),
        blocked=blocked(document, main, teasers),
        alternatives=listing.alternatives,
    )


def _tags(document: Document, languages: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys([*languages, *(lexicon.tag for lexicon in document.lexicons)]))


def _teasers(listing: Listing, main: Dispatch | None) -> tuple[Dispatch, ...]:
    """The listing's teasers, ranked behind the main article; one that leads back to it, or repeats it, is none."""
    if main is None:
        return listing.teasers
    others = [teaser for teaser in listing.teasers if not _is_main(teaser, main)]
    return tuple(replace(teaser, rank=rank) for rank, teaser in enumerate(others, 1))


def _is_main(teaser: Dispatch, main: Dispatch) -> bool:
    same = teaser.link is not None and canonical(teaser.link) == main.link
    return same or fold(teaser.headline or "") == fold(main.headline or "")
