"""Teasers of a page, recognised without selectors: walk it, gather links, weigh lists, read each item's block."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from feeder.lexicon import load
from feeder.model.drafts import drafted
from feeder.model.page import Dispatch, Role, Shape
from feeder.pages.html.document import Document
from feeder.pages.html.listing.cells import Item
from feeder.pages.html.listing.choice import Choice, choose
from feeder.pages.html.listing.cues import cues
from feeder.pages.html.listing.fields import Lines, authors, authors_named, lines_of, summary
from feeder.pages.html.listing.groups import blocks_of_lists
from feeder.pages.html.listing.labels import Labels
from feeder.pages.html.listing.links import Anchor, dull_texts, story_links
from feeder.pages.html.listing.live import is_live, live_posts
from feeder.pages.html.listing.outline import Outline
from feeder.pages.html.listing.pictures import pictures
from feeder.pages.html.listing.scores import Scored
from feeder.pages.html.listing.state import filled_in, stated_teasers
from feeder.pages.html.listing.times import Times
from feeder.pages.html.listing.titles import titles
from feeder.pages.html.listing.walk import outline
from feeder.recognise.datelines import split

READER = "html listing"
ALTERNATIVES = 5
FEW = 2
MANY = 12

LONGEST_HEADLINE = 60  # characters: a shorter link is never a whole dispatch

_dispatch = drafted(Dispatch)


@dataclass(frozen=True, slots=True)
class Listing:
    """The teasers of a page in page order, what their lists look like, the lists not chosen, and headings over them."""

    teasers: tuple[Dispatch, ...]
    shape: Shape
    alternatives: tuple[Shape, ...] = ()
    labels: tuple[str, ...] = ()


def find_teasers(document: Document) -> Listing:
    """The teasers on a page of any make, in any language; none where it has no list.

    Links speak first, and what the page's JSON says of the same stories fills in; where the page links to no list, the
    JSON's own, then the posts of a liveblog.
    """
    page = outline(document.root)
    english = load("en")
    foreign = (english,) if english and english not in document.lexicons else ()
    times = Times((*document.lexicons, *foreign), foreign=len(foreign))
    links = story_links(document, page)
    dull = dull_texts(page, links)
    choice = choose(page, links, times, dull)
    lists = _lists(page, choice)
    ranks = {anchor.element: rank for rank, anchor in enumerate(choice.anchors)}
    stated = stated_teasers(document, page, times)
    live = len(choice.anchors) < MANY or is_live(document)
    posts = live_posts(document, page, times, [item.block for items in lists for item in items]) if live else []
    if len(posts) > len(choice.anchors):
        return _listing(_placed(document, [dispatch for _, dispatch in posts]), "liveblog", choice)
    if len(stated) > FEW * max(1, len(choice.anchors)):
        return _listing(_placed(document, [each.dispatch for each in stated]), "json", choice)
    blocks = sorted((item.block for items in lists for item in items), key=lambda block: block.start)
    labels = Labels(page, blocks, times)
    named = authors_named(page)
    rows = [row for items in lists for row in _read(document, page, items, times, dull, labels, ranks, named)]
    rows.sort(key=lambda row: row[0])
    group = "/".join(choice.taken[0].group.path) if choice.taken else ""
    told = _placed(document, [dispatch for _, dispatch in rows])
    return _listing(filled_in(told, stated), group, choice)


def _opened(text: str) -> str | None:
    """The text of a link, where it is no headline but a whole dispatch: a dateline with place and credit opens it."""
    dateline = split(text)[0] if len(text) > LONGEST_HEADLINE else None
    return text if dateline and dateline.place and dateline.credits else None


def _placed(document: Document, dispatches: Sequence[Dispatch]) -> list[Dispatch]:
    """`dispatches` with the datelines that open their summaries."""
    languages = tuple(lexicon.tag for lexicon in document.lexicons)
    placed = []
    for dispatch in dispatches:
        dateline, text = split(dispatch.summary, languages=languages) if dispatch.summary else (None, None)
        placed.append(replace(dispatch, summary=text or None, dateline=dateline) if dateline else dispatch)
    return placed


def _listing(dispatches: Sequence[Dispatch], group: str, choice: Choice) -> Listing:
    teasers = tuple(each if each.rank == rank else replace(each, rank=rank) for rank, each in enumerate(dispatches))
    found = Shape(READER, group, len(teasers), sum(bool(teaser.cues) for teaser in teasers))
    labels = tuple(dict.fromkeys(teaser.label for teaser in teasers if teaser.label))
    return Listing(teasers, found, tuple(map(_other, choice.left[:ALTERNATIVES])), labels)


def _lists(page: Outline, choice: Choice) -> list[list[Item]]:
    """The chosen items by list: those whose links stand at one path of tags, or would without wrappers."""
    lists: list[list[Anchor]] = []
    paths: dict[int, list[Anchor]] = {}
    plain: dict[int, list[Anchor]] = {}
    for anchor in choice.anchors:
        path, wrapless = page.kinds[anchor.element], page.wrapless(anchor.element)
        found = paths.get(path) or plain.get(wrapless)
        if found is None:
            lists.append(found := [])
        found.append(anchor)
        paths[path] = plain[wrapless] = found
    blocks = blocks_of_lists(page, lists, choice.fences)
    return [
        [Item(anchor, block, page.make(*block[1:])) for anchor, block in zip(anchors, each, strict=True)]
        for anchors, each in zip(lists, blocks, strict=True)
    ]


def _read(
    document: Document,
    page: Outline,
    items: Sequence[Item],
    times: Times,
    dull: frozenset[str],
    labels: Labels,
    ranks: Mapping[int, int],
    named: Sequence[int],
) -> list[tuple[int, Dispatch]]:
    """The items of one list as dispatches, each with the number of its link's element; `ranks` by that number.

    `named` are the page's elements that name authors.
    """
    opened = [_opened(page.text(item.anchor.element)) for item in items]
    heads = titles(page, items, times, dull)
    heads = [("", item.anchor.element) if text else head for item, text, head in zip(items, opened, heads, strict=True)]
    found = cues(page, items, [element for _, element in heads], times)
    images = pictures(document, page, items)
    rows = []
    known: Lines = {}
    for item, text, (headline, element), cue, image in zip(items, opened, heads, found, images, strict=True):
        lines = lines_of(page, item, element, known)
        dispatch = _dispatch(
            role=Role.TEASER,
            headline=headline or None,
            summary=text or summary(lines, headline, times),
            link=_link(item.anchor.url),
            image=image,
            label=labels.over(item.block.start),
            authors=authors(page, item.block, lines, named),
            language=document.language,
            cues=cue,
            rank=ranks[item.anchor.element],
        )
        rows.append((item.anchor.element, dispatch))
    return rows


def _link(url: str) -> str:
    """An address without its fragment: a story, not its comments; a `#!` route stays."""
    address, sign, fragment = url.partition("#")
    return url if sign and fragment.startswith("!") else address


def _other(scored: Scored) -> Shape:
    return Shape(READER, "/".join(scored.group.path), len(scored.signs), sum(signs.timed for signs in scored.signs))
