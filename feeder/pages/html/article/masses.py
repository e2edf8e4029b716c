"""How much of a story a paragraph, or an element, carries: sentences count for, linked and loose words against."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from lxml.html import HtmlElement

from feeder.pages.html.paragraphs import Paragraph, hidden

SHORT = 40
TRUSTED = 0.4
ANNOUNCING = 3
RUN = 2
_SINGLE = frozenset({"p", "li", "blockquote"})
_NEVER = frozenset({"html", "body", "main", "article"})

# Words that sites of every language write into class and id names of what is not the article's own text.
_JUNK = re.compile(
    r"(?:^|[-_\s])(?:comments?|disqus\w*|respond|related|recommend\w*|share|sharing|social\w*|newsletter\w*|promo\w*|"
    r"advert\w*|sponsor\w*|cookie\w*|consent\w*|breadcrumbs?|captions?|byline\w*|credits?|tags?|taglist|toolbar|"
    r"pagination|most-?read|read-?more|also-?read|outbrain|taboola|copyright|"
    r"screen-reader-text|sr-only|visually-?hidden|author-?(?:bio|box|info)|author-profile)(?=$|[-_\s])",
    re.IGNORECASE,
)
# Those of them that tell when and by whom a story is, where they stand by its headline.
_BYLINE = re.compile(
    r"(?:^|[-_\s])(?:byline\w*|credits?|share|sharing|social\w*|toolbar|copyright|author-?(?:box|info)|author-profile)"
    r"(?=$|[-_\s])",
    re.IGNORECASE,
)
# What a story is about, as blog software writes it on the story's element: "tag-comments", "category-newsletter".
_TOPICS = re.compile(r"(?<!\S)(?:(?:post_)?tag|category|topic|section|author|type|format|status|comments)-\S+")


def container(found: Iterable[Paragraph]) -> HtmlElement | None:
    """The element whose paragraphs have the greatest sum of values, the deepest of equals; None without a positive."""
    sums: dict[HtmlElement, float] = {}
    for paragraph, value in _values(found):
        for element in paragraph.path:
            sums[element] = sums.get(element, 0.0) + value
    # Of equals the deepest: it was added last, as paths run from the outermost element to the owner.
    best = max(reversed(sums), key=lambda element: sums[element], default=None)
    if best is None or sums[best] <= 0:
        return None
    parent = best.getparent()
    return parent if best.tag in _SINGLE and parent is not None else best


def _values(found: Iterable[Paragraph]) -> Iterator[tuple[Paragraph, float]]:
    """Each paragraph's value. What follows a linked headline announces another story, and says nothing for this one;
    of a run of links only the first few count: one long box of them is no worse than a short one."""
    since, links = ANNOUNCING, 0
    for paragraph in found:
        value = _value(paragraph)
        links = links + 1 if paragraph.link_share > 0.5 else 0 if value > 0 else links
        value = 0.0 if links > RUN and paragraph.link_share > 0.5 else value
        yield paragraph, min(value, 0.0) if since < ANNOUNCING else value
        # The page's own headline may well be a link to itself.
        linked = paragraph.link_share > 0.8 and paragraph.tag != "h1"
        linked = linked and (paragraph.heading or paragraph.size >= SHORT)
        since = 0 if linked else ANNOUNCING if value > 0 else since + 1


def _value(paragraph: Paragraph) -> float:
    if paragraph.strong:
        return paragraph.size * (1 - paragraph.link_share)
    if paragraph.link_share > 0.5:
        return -SHORT - min(paragraph.size, SHORT)
    return 0.0 if paragraph.heading or paragraph.size >= SHORT else -SHORT / 2


def undoubted(found: list[Paragraph]) -> tuple[list[Paragraph], list[Paragraph]]:
    """`found` without what a doubtful element holds, unless that is most of the page's text: names lie now and then.

    And the same with the lines of bylines, which are no text, but tell of it.
    """
    weights: dict[HtmlElement, float] = {}
    for paragraph in found:
        for element in paragraph.doubts:
            weights[element] = weights.get(element, 0.0) + paragraph.strength
    least = TRUSTED * sum(paragraph.strength for paragraph in found)
    told = [p for p in found if all(weights[element] > least for element in p.doubts)]
    return told, [p for p in found if all(weights[element] > least or _is_byline(element) for element in p.doubts)]


def doubtful(element: HtmlElement) -> bool:
    """Whether the page hides `element`, or names it as what is no article."""
    if element.tag in _NEVER:
        return False
    return hidden(element) or element.tag == "address" or bool(_junk(element))


def _junk(element: HtmlElement) -> list[str]:
    """The words in an element's names that say that it is no article."""
    names = f"{element.get('class', '')} {element.get('id', '')}"
    return _JUNK.findall(_TOPICS.sub(" ", names)) if names != " " else []


def _is_byline(element: HtmlElement) -> bool:
    """Whether a doubtful element may hold a byline."""
    return not hidden(element) and all(map(_BYLINE.search, _junk(element)))
