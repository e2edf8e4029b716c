"""Posts of a liveblog: blocks of one page that each have a time and words of their own, but lead nowhere else.

They look much like readers' comments: they are taken only where they are headed, or where the page says it is live.
The boards of a forum, each with the time of its last post, are headed too, but stand in no order of time.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from feeder.model.page import Dispatch, Role
from feeder.model.time import Age, CalendarTime, TimeCue, Unit, Where
from feeder.pages.html.document import Document
from feeder.pages.html.jsonld import types
from feeder.pages.html.listing.flat import Block
from feeder.pages.html.listing.groups import blocks_of, fences_of
from feeder.pages.html.listing.links import Anchor
from feeder.pages.html.listing.order import in_no_order
from feeder.pages.html.listing.outline import HEADINGS, REGIONS, Outline
from feeder.pages.html.listing.times import Times
from feeder.recognise.links import canonical, shape
from feeder.recognise.times import machine
from feeder.text import shorten

FEWEST = 3
SHORTEST = 40
LONGEST_HEAD = 160
LONGEST_SUMMARY = 1000
LONGEST_DAY = 40
"""Characters right before a time in which its day may stand."""
_UNITS = list(Unit)
OUTSIDE = REGIONS["nav"] | REGIONS["aside"] | REGIONS["footer"] | REGIONS["form"]


@dataclass(frozen=True, slots=True)
class Post:
    """One post: its block, the element with its time, and the element that heads it (-1: none)."""

    block: Block
    time: int
    head: int


def live_posts(
    document: Document, outline: Outline, times: Times, taken: Sequence[Block]
) -> list[tuple[int, Dispatch]]:
    """The posts of a liveblog with the number of their first element, in page order; none where the page is none.

    `taken` are the blocks of stories that the page links to: a time in one of them is that story's.
    """
    groups: dict[tuple[str, ...], list[int]] = {}
    for element in _time_elements(outline, times):
        if not any(block.holds(element) for block in taken) and not outline.regions(element) & OUTSIDE:
            groups.setdefault(outline.path(element), []).append(element)
    largest = max(groups.values(), key=lambda group: (len(group), _clocked(outline, group[0], times)), default=[])
    if len(largest) < FEWEST:
        return []
    posts = _posts(outline, largest)
    live = is_live(document)
    if not live and in_no_order([moment for post in posts if (moment := _moment(_cues(outline, post, times)))]):
        return []
    headed = sum(post.head >= 0 for post in posts)
    told = sum(_length(outline, post) >= SHORTEST for post in posts)
    if told * 2 < len(posts) or not (headed * 5 >= len(posts) * 3 or live):
        return []
    return [(post.block.start, _dispatch(document, outline, post, times)) for post in posts]


def _time_elements(outline: Outline, times: Times) -> list[int]:
    """The innermost elements that hold a time and little else."""
    found: list[int] = []
    for element, (tag, first, last, end) in enumerate(
        zip(outline.tags, outline.first, outline.last, outline.ends, strict=True)
    ):
        short = 0 < last - first <= 3 and end - element <= 4 and outline.has_number(first, last)
        if tag == "time" or (short and times.is_time(outline.text(element))):
            if found and outline.ends[found[-1]] > element:
                if _is_part(outline, element, found[-1]):
                    continue
                found.pop()
            found.append(element)
    return found


def _clocked(outline: Outline, element: int, times: Times) -> bool:
    """Whether the time in `element` has a clock: finer than the day beside it."""
    spans = times.spans(outline.text(element), marked=True)
    return any(
        isinstance(phrase, CalendarTime) and phrase.hour is not None for span in spans for phrase in span.phrases
    )


def _is_part(outline: Outline, element: int, time: int) -> bool:
    """Whether `element` in `time` is a part of it: "4 December, <span>13:09</span>"."""
    runs = (outline.first[time], outline.first[element]), (outline.last[element], outline.last[time])
    return any(outline.has_number(first, last) for first, last in runs)


def _moment(cues: Sequence[TimeCue]) -> tuple[float, ...]:
    """What orders times of one kind: of calendar times their parts, of ages how long ago; () where nothing is read."""
    phrases = [phrase for cue in cues[:1] for phrase in (cue.phrases or (machine(cue.text),))]
    first = phrases[0] if phrases else None
    if isinstance(first, CalendarTime):
        parts = (first.year, first.month, first.day, -(first.back or 0), first.hour, first.minute)
        return tuple(part or 0 for part in parts)
    return (-_UNITS.index(first.unit), -first.least) if isinstance(first, Age) else ()


def _posts(outline: Outline, elements: list[int]) -> list[Post]:
    marks = [Anchor(element, "", str(element), shape("")) for element in elements]
    blocks = blocks_of(outline, marks, fences_of(marks))
    return [Post(block, time, _head(outline, block, time)) for block, time in zip(blocks, elements, strict=True)]


def _head(outline: Outline, block: Block, time: int) -> int:
    """The heading of a post, or the bold words that open it, its time aside."""
    for element in range(block.start, block.stop):
        if outline.tags[element] in HEADINGS and outline.text(element):
            return element
    for element in range(block.start, block.stop):
        bold = outline.tags[element] in ("b", "strong") and not outline.meet(element, time)
        if bold and 10 < len(outline.text(element)) <= LONGEST_HEAD:
            return element
    return -1


def _length(outline: Outline, post: Post) -> int:
    return len(outline.between(post.block.first, post.block.last))


def is_live(document: Document) -> bool:
    """Whether the page says that it is a liveblog: to machines, or in its address."""
    if any("LiveBlogPosting" in types(thing) for thing in document.objects):
        return True
    words = {word for segment in shape(canonical(document.url)).segments for word in segment.lower().split("-")}
    return not words.isdisjoint({"live", "liveblog", "liveticker", "ticker", "endirect", "livebericht"})


def _dispatch(document: Document, outline: Outline, post: Post, times: Times) -> Dispatch:
    block = post.block
    kept = [
        run
        for run in range(block.first, block.last)
        if not any(outline.first[part] <= run < outline.last[part] for part in (post.time, post.head) if part >= 0)
    ]
    text = "".join(outline.runs[run] if run - 1 in kept else " " + outline.runs[run].strip() for run in kept).strip()
    return Dispatch(
        role=Role.TEASER,
        headline=outline.text(post.head) or None if post.head >= 0 else None,
        summary=shorten(text, LONGEST_SUMMARY) or None,
        link=_link(document, outline, block),
        language=document.language,
        cues=_cues(outline, post, times),
    )


def _link(document: Document, outline: Outline, block: Block) -> str | None:
    """The page's address with the post's own fragment; None where it has none."""
    for element in range(block.start, block.stop):
        name = outline.has(element, "id") or (outline.has(element, "name") if outline.tags[element] == "a" else None)
        if name and " " not in name:
            return f"{document.url.partition('#')[0]}#{name}" if document.url else None
    return None


def _cues(outline: Outline, post: Post, times: Times) -> tuple[TimeCue, ...]:
    told = outline.has(post.time, "datetime") or ""
    stated = (TimeCue(told.strip(), Where.METADATA),) if machine(told) else ()
    text, run = outline.text(post.time), outline.first[post.time] - 1
    shown = times.spans(text, marked=True)[:1]
    if shown and run >= post.block.first:
        joined = times.spans(f"{outline.words[run][-LONGEST_DAY:]} {text}")
        shown = joined[-1:] if joined and joined[-1].text.endswith(shown[0].text) else shown
    return stated + tuple(TimeCue(span.text, Where.FURNITURE, span.about, span.phrases) for span in shown)
