"""The running text inside an article's element: its paragraphs, told from the boxes, captions and links between them.

Paragraphs of one story are built alike. Those that carry most of the text show how; what stands beside them in the same
elements belongs to them, what stands in a box of another make does not.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from lxml.html import HtmlElement

from feeder.pages.html.paragraphs import STRONG, Paragraph
from feeder.text import fold

SAID = 0.15
CORE = 0.12
LINKED = 0.6
LEAST_HEADED = 50
"""The size of a sentence that carries the text on below a heading."""
_WRAPPING = frozenset({"ul", "ol", "li", "blockquote", "p", "dl", "dd", "section"})
_PARAGRAPHS = frozenset({"p", "li", "blockquote", "pre"})

Make = tuple[str, str, str, str]


@dataclass(frozen=True, slots=True)
class Core:
    """How the bulk of a text is built: its paragraphs, those of their own elements that are named, and what they stand
    in (the elements around them, and owners of bare text parted by line breaks)."""

    makes: frozenset[Make]
    owners: frozenset[tuple[str, str]]
    parents: frozenset[tuple[str, str]]


def running(inside: Sequence[Paragraph], headline: str | None) -> list[Paragraph]:
    """The paragraphs of `inside` that are the story's own text, with the headings between them, in page order."""
    end = _next_story(inside, headline)
    stretch = inside[: len(inside) if end is None else end]
    core = _core(stretch)
    places = [place for place, p in enumerate(stretch) if _make(p) in core.makes and p.strong]
    if not places:
        return []
    start, stop = _reach(stretch, places[0], core, -1), _reach(stretch, places[-1], core, 1)
    kept: list[Paragraph] = []
    follows = False
    for paragraph in reversed(stretch[start : stop + 1]):
        if not paragraph.heading:
            follows = _belongs(paragraph, core)
        # A heading belongs to what follows it; of several in a row only the last has a text of its own.
        if follows and not (paragraph.heading and (kept[-1].heading or paragraph.link_share >= 0.5)):
            kept.append(paragraph)
    return kept[::-1]


def _reach(stretch: Sequence[Paragraph], place: int, core: Core, step: int) -> int:
    """The last place from `place` on, in the direction of `step`, before anything of another kind.

    A heading is of the kind of the sentence that it heads in the same element.
    """
    while 0 <= place + step < len(stretch):
        if not _is_like(stretch[place + step], core) and not _heads(stretch, place + step, core, step):
            break
        place += step
    return place


def _is_like(paragraph: Paragraph, core: Core) -> bool:
    like = _make(paragraph) in core.makes and paragraph.link_share < LINKED
    return like or (paragraph.strong and _belongs(paragraph, core))


def _heads(stretch: Sequence[Paragraph], place: int, core: Core, step: int) -> bool:
    """Whether a heading behind the text has more of it below: a sentence, in the same element, of the same kind."""
    if step < 0 or not stretch[place].heading or place + 1 == len(stretch):
        return False
    heading, below = stretch[place], stretch[place + 1]
    beside = heading.path[:-1] == below.path[:-1]
    return beside and below.size >= LEAST_HEADED and below.closed and below.link_share == 0 and _is_like(below, core)


def _next_story(inside: Sequence[Paragraph], headline: str | None) -> int | None:
    """Where a page that goes on with other stories begins the next: another `h1`, once this one has had its say.

    One that stands right between this story's own paragraphs, in the same element, heads a part of it.
    """
    title, total = fold(headline or ""), sum(paragraph.strength for paragraph in inside)
    said = 0.0
    around: set[HtmlElement] = set()
    for place, paragraph in enumerate(inside):
        said += paragraph.strength
        if paragraph.strong:
            around.add(paragraph.path[-2:][0])
        another = paragraph.tag == "h1" and fold(paragraph.text) != title
        if another and said > total * SAID and paragraph.path[-2:][0] not in around:
            return place
    return None


def _core(stretch: Sequence[Paragraph]) -> Core:
    """How the paragraphs are made that carry a good part of the text."""
    masses: dict[Make, float] = {}
    for paragraph in stretch:
        make = _make(paragraph)
        masses[make] = masses.get(make, 0.0) + paragraph.strength
    total = sum(masses.values())
    top = max(masses, key=lambda make: masses[make], default=("", "", "", ""))
    places = [place for place, paragraph in enumerate(stretch) if _make(paragraph) == top]
    outside = {_make(p) for p in (*stretch[: places[0]], *stretch[places[-1] :])} if places else set()
    makes = frozenset(
        make
        for make, mass in masses.items()
        if mass
        and mass >= total * CORE
        and (make in outside or make[2:] == top[2:] or (make[:2] == top[:2] and make[1]))
    )
    owners = frozenset(make[:2] for make in makes)
    bare = frozenset(owner for owner in owners if owner[0] not in _PARAGRAPHS)
    return Core(makes, frozenset(owner for owner in owners if owner[1]), frozenset(make[2:] for make in makes) | bare)


def _make(paragraph: Paragraph) -> Make:
    """How a paragraph is built: tag and class of its element and of the one around that."""
    return (*_named(paragraph.owner), *_named(paragraph.path[-2] if len(paragraph.path) > 1 else None))


def _named(element: HtmlElement | None) -> tuple[str, str]:
    return ("", "") if element is None else (str(element.tag), " ".join(element.get("class", "").split()))


def _belongs(paragraph: Paragraph, core: Core) -> bool:
    """Whether a paragraph is built like the core, or stands beside it."""
    if paragraph.link_share >= LINKED and not (paragraph.size > 3 * STRONG and paragraph.link_share < 0.9):
        return False
    return (
        _make(paragraph) in core.makes
        or (paragraph.strong and _named(paragraph.owner) in core.owners)
        or (paragraph.strong and _is_bare(paragraph, core))
        or _among(paragraph, core.parents)
    )


def _is_bare(paragraph: Paragraph, core: Core) -> bool:
    """Whether a paragraph is the text of the very element that the core's stand in, as what a misplaced box cuts off a
    paragraph becomes."""
    named = _named(paragraph.owner)
    return bool(named[1]) and named in core.parents


def _among(paragraph: Paragraph, parents: frozenset[tuple[str, str]]) -> bool:
    """Whether a paragraph stands in one of `parents`, lists and quotations around it apart."""
    for element in reversed(paragraph.path[:-1]):
        if _named(element) in parents:
            return True
        if element.tag not in _WRAPPING:
            return False
    return False
