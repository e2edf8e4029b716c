"""The running text inside an article's element: its paragraphs, told from the boxes, captions and links between them.

Paragraphs of one story are built alike. Those that carry most of the text show how; what stands beside them in the same
elements belongs to them, what stands in a box of another make does not.
"""

from __future__ import annotations

from collections.abc import Sequence

from lxml.html import HtmlElement

from feeder.pages.html.masses import STRONG, is_strong, size, strength
from feeder.pages.html.paragraphs import Paragraph
from feeder.text import fold

SAID = 0.15
CORE = 0.12
_WRAPPING = frozenset({"ul", "ol", "li", "blockquote", "p", "dl", "dd", "section"})

Make = tuple[str, str, str, str]


def running(inside: Sequence[Paragraph], headline: str | None) -> list[Paragraph]:
    """The paragraphs of `inside` that are the story's own text, with the headings between them, in page order."""
    end = _next_story(inside, headline)
    stretch = inside[: len(inside) if end is None else end]
    makes = _core_makes(stretch)
    core = [place for place, paragraph in enumerate(stretch) if _make(paragraph) in makes and is_strong(paragraph)]
    if not core:
        return []
    parents = {make[2:] for make in makes}
    kept = [p for p in stretch[core[0] : _tail(stretch, core[-1])] if _belongs(p, makes, parents)]
    followed = zip(kept, [*kept[1:], None], strict=True)
    return [p for p, after in followed if not p.heading or (after and not after.heading)]


def _tail(stretch: Sequence[Paragraph], last: int) -> int:
    return last + 1


def _next_story(inside: Sequence[Paragraph], headline: str | None) -> int | None:
    """Where a page that goes on with other stories begins the next: another `h1`, once this one has had its say."""
    title, total = fold(headline or ""), sum(map(strength, inside))
    said = 0.0
    for place, paragraph in enumerate(inside):
        said += strength(paragraph)
        if paragraph.tag == "h1" and said > total * SAID and fold(paragraph.text) != title:
            return place
    return None


def _core_makes(stretch: Sequence[Paragraph]) -> set[Make]:
    """The makes of paragraph that carry a good part of the text."""
    masses: dict[Make, float] = {}
    for paragraph in stretch:
        make = _make(paragraph)
        masses[make] = masses.get(make, 0.0) + strength(paragraph)
    total = sum(masses.values())
    return {make for make, mass in masses.items() if mass and mass >= total * CORE}


def _make(paragraph: Paragraph) -> Make:
    """How a paragraph is built: tag and class of its element and of the one around that."""
    return (*_named(paragraph.owner), *_named(paragraph.owner.getparent()))


def _named(element: HtmlElement | None) -> tuple[str, str]:
    return ("", "") if element is None else (str(element.tag), " ".join(element.get("class", "").split()))


def _belongs(paragraph: Paragraph, makes: set[Make], parents: set[tuple[str, str]]) -> bool:
    linked = paragraph.link_share >= (0.5 if paragraph.heading else 0.6)
    if linked and not (size(paragraph) > 3 * STRONG and paragraph.link_share < 0.9):
        return False
    if _make(paragraph) in makes:
        return True
    element = paragraph.owner
    while (parent := element.getparent()) is not None:
        if _named(parent) in parents:
            return True
        if parent.tag not in _WRAPPING:
            return False
        element = parent
    return False
