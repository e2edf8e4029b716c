"""How much of a story a paragraph, or an element, carries: sentences count for, linked and loose words against."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from lxml.html import HtmlElement

from feeder.pages.html.paragraphs import Paragraph, hidden

STRONG = 80
SHORT = 40
TRUSTED = 0.4
ANNOUNCING = 3

_SENTENCE = re.compile(r"[.!?…;:。！？।؟۔\"'”’»)\]]\W*$|[.!?。！？।؟] ")
_WIDE = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\u0e00-\u0e7f]")
# Words that sites of every language write into class and id names of what is not the article's own text.
_JUNK = re.compile(
    r"(?:^|[-_\s])(?:comments?|disqus\w*|respond|related|recommend\w*|share|sharing|social\w*|newsletter\w*|promo\w*|"
    r"advert\w*|sponsor\w*|cookie\w*|consent\w*|breadcrumbs?|captions?|byline\w*|credits?|tags?|taglist|toolbar|"
    r"pagination|most-?read|read-?more|also-?read|outbrain|taboola|copyright|"
    r"screen-reader-text|sr-only|visually-?hidden|author-?(?:bio|box|info)|author-profile)(?=$|[-_\s])",
    re.IGNORECASE,
)


def size(paragraph: Paragraph) -> float:
    """The length of a paragraph in letters; a character of Chinese, Japanese, Korean or Thai says as much as 2.5."""
    text = paragraph.text
    return len(text) if text.isascii() else len(text) + 1.5 * len(_WIDE.findall(text))


def is_strong(paragraph: Paragraph) -> bool:
    """Whether a paragraph is running text beyond doubt."""
    return (
        not paragraph.heading
        and paragraph.link_share < 0.35
        and size(paragraph) >= STRONG
        and bool(_SENTENCE.search(paragraph.text))
    )


def strength(paragraph: Paragraph) -> float:
    """The size of a strong paragraph; 0 for any other."""
    return size(paragraph) if is_strong(paragraph) else 0.0


def container(found: Iterable[Paragraph]) -> HtmlElement | None:
    """The element whose paragraphs have the greatest sum of values, the deepest of equals; None without a positive."""
    sums: dict[HtmlElement, float] = {}
    for paragraph, value in _values(found):
        for element in around(paragraph):
            sums[element] = sums.get(element, 0.0) + value
    best = max(sums, key=lambda element: sums[element], default=None)
    return best if best is not None and sums[best] > 0 else None


def _values(found: Iterable[Paragraph]) -> Iterator[tuple[Paragraph, float]]:
    """Each paragraph's value. What follows a linked headline announces another story, and says nothing for this one."""
    since = ANNOUNCING
    for paragraph in found:
        value = _value(paragraph)
        yield paragraph, min(value, 0.0) if since < ANNOUNCING else value
        linked = paragraph.link_share > 0.8 and (paragraph.heading or size(paragraph) >= SHORT)
        since = 0 if linked else ANNOUNCING if value > 0 else since + 1


def _value(paragraph: Paragraph) -> float:
    if is_strong(paragraph):
        return size(paragraph) * (1 - paragraph.link_share) - SHORT
    if paragraph.link_share > 0.5:
        return -SHORT - min(size(paragraph), STRONG)
    return 0.0 if paragraph.heading or size(paragraph) >= SHORT else -SHORT / 2


def around(paragraph: Paragraph) -> tuple[HtmlElement, ...]:
    """The elements around a paragraph, its owner first."""
    return (paragraph.owner, *paragraph.owner.iterancestors())


def undoubted(found: list[Paragraph]) -> list[Paragraph]:
    """`found` without what a doubtful element holds, unless that is most of the page's text: names lie now and then."""
    doubts = [(paragraph, [e for e in around(paragraph) if hidden(e) or _named_junk(e)]) for paragraph in found]
    weights: dict[HtmlElement, float] = {}
    for paragraph, elements in doubts:
        for element in elements:
            weights[element] = weights.get(element, 0.0) + strength(paragraph)
    least = TRUSTED * sum(map(strength, found))
    return [p for p, elements in doubts if all(weights[element] > least for element in elements)]


def _named_junk(element: HtmlElement) -> bool:
    names = f"{element.get('class', '')} {element.get('id', '')}"
    return element.tag not in ("html", "body", "main", "article") and bool(_JUNK.search(names))
