"""The body of a page's article: which paragraphs are its text, by what text looks like and where it stands.

Every paragraph has a value: sentences count for, linked and loose words against. The article is the element whose
paragraphs have the greatest sum; inside it, what is no part of the running text is left out, and a standfirst between
the headline and it is put in front.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from lxml.html import HtmlElement

from feeder.pages.html.document import Document
from feeder.pages.html.paragraphs import Paragraph, hidden, paragraphs
from feeder.text import fold

_OUTSIDE = frozenset({"aside", "footer", "figure", "figcaption", "address"})
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
_LEADS = re.compile(
    r"(?:^|[-_\s])(?:summary|lead|lede|standfirst|intro\w*|excerpt|description|subtitle|sub-?headline|deck|dek|abstract|"
    r"chapo|chapeau|ingress|perex|entradilla|vorspann|teaser-?text|preamble)(?=$|[-_\s])",
    re.IGNORECASE,
)
STRONG = 80
SHORT = 40
TRUSTED = 0.4
SAID = 0.15
AROUND = 6


@dataclass(frozen=True, slots=True)
class Body:
    """An article's text, and what stands around its headline (byline, times, kicker), both in page order.

    `announced` counts the headings inside the text that are links: other stories, announced in between.
    """

    paragraphs: tuple[Paragraph, ...] = ()
    around: tuple[Paragraph, ...] = ()
    announced: int = 0


def body(document: Document, headline: str | None, descriptions: Sequence[str]) -> Body:
    """The paragraphs of the page's article, headings between them included; none where the page tells nothing."""
    found = _undoubted(paragraphs(document.root, document.absolute, _outside))
    inside = _inside(_container(found), found)
    kept = _running(inside, headline)
    if not kept:
        return Body()
    start = found.index(kept[0])
    title = _title_place(found, start, headline)
    first = _standfirst(found[title + 1 : start], headline, descriptions)
    around = [paragraph for paragraph in found[max(0, title - AROUND) : start] if paragraph not in first]
    within = inside[inside.index(kept[0]) : inside.index(kept[-1]) + 1]
    announced = sum(paragraph.heading and paragraph.link_share > 0.5 for paragraph in within)
    return Body((*first, *kept), tuple(around), announced)


def _outside(element: HtmlElement) -> bool:
    return element.tag in _OUTSIDE


def _undoubted(found: list[Paragraph]) -> list[Paragraph]:
    """`found` without what a doubtful element holds, unless that is most of the page's text: names lie now and then."""
    doubts = [(paragraph, _doubtful(paragraph)) for paragraph in found]
    weights: dict[HtmlElement, float] = {}
    total = 0.0
    for paragraph, elements in doubts:
        weight = size(paragraph) if is_strong(paragraph) else 0.0
        total += weight
        for element in elements:
            weights[element] = weights.get(element, 0.0) + weight
    return [p for p, elements in doubts if all(weights[element] > total * TRUSTED for element in elements)]


def _doubtful(paragraph: Paragraph) -> list[HtmlElement]:
    """The elements around `paragraph` that are hidden, or whose names say that they hold no article."""
    return [e for e in (paragraph.owner, *paragraph.owner.iterancestors()) if hidden(e) or _named_junk(e)]


def _named_junk(element: HtmlElement) -> bool:
    names = f"{element.get('class', '')} {element.get('id', '')}"
    return element.tag not in ("html", "body", "main", "article") and bool(_JUNK.search(names))


def size(paragraph: Paragraph) -> float:
    """The length of a paragraph in letters; a character of Chinese, Japanese, Korean or Thai says as much as 2.5."""
    text = paragraph.text
    return len(text) + 1.5 * len(_WIDE.findall(text)) if not text.isascii() else len(text)


def is_strong(paragraph: Paragraph) -> bool:
    """Whether a paragraph is running text beyond doubt."""
    return (
        not paragraph.heading
        and size(paragraph) >= STRONG
        and paragraph.link_share < 0.35
        and bool(_SENTENCE.search(paragraph.text))
    )


def _value(paragraph: Paragraph) -> float:
    if is_strong(paragraph):
        return size(paragraph) * (1 - paragraph.link_share) - SHORT
    if paragraph.link_share > 0.5:
        return -SHORT - min(size(paragraph), STRONG)
    return 0.0 if paragraph.heading or size(paragraph) >= SHORT else -SHORT / 2


def _container(found: Iterable[Paragraph]) -> HtmlElement | None:
    """The element whose paragraphs have the greatest sum of values, the deepest of equals; None without a positive."""
    sums: dict[HtmlElement, float] = {}
    for paragraph in found:
        value = _value(paragraph)
        for element in (paragraph.owner, *paragraph.owner.iterancestors()):
            sums[element] = sums.get(element, 0.0) + value
    best = max(sums, key=lambda element: sums[element], default=None)
    return best if best is not None and sums[best] > 0 else None


def _inside(container: HtmlElement | None, found: list[Paragraph]) -> list[Paragraph]:
    if container is None:
        return []
    return [paragraph for paragraph in found if container in (paragraph.owner, *paragraph.owner.iterancestors())]


def _running(inside: list[Paragraph], headline: str | None) -> list[Paragraph]:
    """`inside` from its first strong paragraph to its last text, without what is linked away or belongs to no text."""
    strong = [place for place, paragraph in enumerate(inside) if is_strong(paragraph)]
    if not strong:
        return []
    end = _next_story(inside, headline) or strong[-1] + 1
    kept = [paragraph for paragraph in inside[strong[0] : end] if _belongs(paragraph)]
    return [
        p for p, after in zip(kept, [*kept[1:], None], strict=True) if not p.heading or (after and not after.heading)
    ]


def _next_story(inside: list[Paragraph], headline: str | None) -> int | None:
    """Where a page that goes on with other stories begins the next: another `h1`, once this one has had its say."""
    title, total = fold(headline or ""), sum(size(paragraph) for paragraph in inside if is_strong(paragraph))
    said = 0.0
    for place, paragraph in enumerate(inside):
        said += size(paragraph) if is_strong(paragraph) else 0.0
        if paragraph.tag == "h1" and said > total * SAID and fold(paragraph.text) != title:
            return place
    return None


def _belongs(paragraph: Paragraph) -> bool:
    if paragraph.heading:
        return paragraph.link_share < 0.5
    return paragraph.link_share < 0.6 or (size(paragraph) > 3 * STRONG and paragraph.link_share < 0.9)


def _title_place(found: list[Paragraph], start: int, headline: str | None) -> int:
    """Where the headline stands before the body; just before it, where it is not found."""
    title = fold(headline or "")[:60]
    places = [place for place in range(start) if title and fold(found[place].text).startswith(title)]
    return places[-1] if places else max(-1, start - AROUND)


def _standfirst(between: list[Paragraph], headline: str | None, descriptions: Sequence[str]) -> list[Paragraph]:
    """What stands between headline and body and sums the story up: so named, or what the metadata repeats."""
    title = fold(headline or "")
    said = [fold(text)[:60] for text in descriptions]
    texts = [p for p in between if size(p) >= SHORT and p.link_share < 0.3]
    return [paragraph for paragraph in texts if _sums_up(paragraph, said, title)]


def _sums_up(paragraph: Paragraph, said: list[str], title: str) -> bool:
    text = fold(paragraph.text)
    if title and text.startswith(title[:60]):
        return False
    if any(text.startswith(start) for start in said if len(start) >= SHORT):
        return True
    near = (paragraph.owner, *list(paragraph.owner.iterancestors())[:2])
    return any(_LEADS.search(f"{e.get('class', '')} {e.get('itemprop', '')} {e.get('id', '')}") for e in near)
