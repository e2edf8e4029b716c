"""The body of a page's article: which paragraphs are its text, by what text looks like and where it stands.

Every paragraph has a value: sentences count for, linked and loose words against. The article is the element whose
paragraphs have the greatest sum; inside it, what is no part of the running text is left out, and a standfirst between
the headline and it is put in front.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import dropwhile, takewhile

from lxml.html import HtmlElement

from feeder.pages.html.article.calls import without_calls
from feeder.pages.html.article.ends import before_imprint, before_replies, below_headline
from feeder.pages.html.article.lines import is_dated, is_stamp, says_headline
from feeder.pages.html.article.masses import SHORT, container, doubtful, undoubted
from feeder.pages.html.article.running import running
from feeder.pages.html.document import Document
from feeder.pages.html.paragraphs import Paragraph, hidden, paragraphs
from feeder.pages.html.paths import elements
from feeder.text import fold

_OUTSIDE = frozenset({"aside", "footer", "figure", "figcaption"})
_LEADS = re.compile(
    r"(?:^|[-_\s])(?:summary|lead|lede|standfirst|intro\w*|excerpt|description|subtitle|sub-?headline|deck|dek|strapline|abstract|"
    r"chapo|chapeau|ingress|perex|entradilla|vorspann|teaser-?text|preamble)(?=$|[-_\s])",
    re.IGNORECASE,
)
AROUND = 6
BEHIND, BELOW = 3, 2
ANNOUNCED = 3
AMID = 3
ENOUGH, PICTURES, MOST_PICTURES = 250, 3, 100
DEEP = 6


@dataclass(frozen=True, slots=True)
class Body:
    """An article's text, and what stands by it (byline, times, kicker): below headline and lead, above, behind it all.

    `announces`: linked headings stood in it, and all from the first of them on was left out. `dated`: a day stands
    between headline and text. `below`: the lines right below the text, whatever they stand in.
    """

    paragraphs: tuple[Paragraph, ...] = ()
    around: tuple[Paragraph, ...] = ()
    announces: bool = False
    dated: bool = False
    below: tuple[Paragraph, ...] = ()


def body(document: Document, headline: str | None, descriptions: Sequence[str]) -> Body:
    """The paragraphs of the page's article, headings between them included; none where the page tells nothing."""
    found, near = undoubted(paragraphs(document.root, _outside, doubtful))
    within = container(found)
    inside = [paragraph for paragraph in found if within is not None and within in paragraph.path]
    inside = below_headline(inside, headline)
    kept, announces = _before_announcements(inside, running(inside, headline))
    kept = before_imprint(without_calls(before_replies(kept, inside, document.lexicons)))
    kept = [p for place, p in enumerate(kept) if not (place <= AMID and is_stamp(p, document.lexicons))]
    kept = list(dropwhile(lambda paragraph: says_headline(paragraph, headline), kept))
    if not kept:
        return Body(announces=announces)
    start = near.index(kept[0])
    title = _title_place(near, start, headline)
    told = set(map(id, found))
    between = [p for p in near[title + 1 : start] if id(p) in told and not is_stamp(p, document.lexicons)]
    first = _standfirst(between, headline, descriptions)
    taken = set(map(id, first))
    below = [paragraph for paragraph in near[title + 1 : start] if id(paragraph) not in taken]
    headed = takewhile(lambda p: not (p.heading and p.link_share > 0.5), below[:AROUND])
    dated = any(is_dated(paragraph, document.lexicons) for paragraph in headed)
    # A page without headings may print the time in the headline's own line.
    line = near[title : title + 1] if title >= 0 and not near[title].heading else []
    around = (*line, *below, *_amid(near, kept), *_above(near, title), *_behind(near, kept))
    return Body((*first, *kept, *_captions(document, kept)), around, announces, dated, _below(near, kept))


def _before_announcements(inside: list[Paragraph], kept: list[Paragraph]) -> tuple[list[Paragraph], bool]:
    """`kept` up to where linked headings begin to announce other stories, and whether they do: where there are half as
    many of them as there are paragraphs, they are no asides."""
    if not kept:
        return kept, False
    first, last = inside.index(kept[0]), inside.index(kept[-1])
    linked = [place for place in range(first, last) if inside[place].heading and inside[place].link_share > 0.5]
    if len(linked) < ANNOUNCED or len(linked) * 2 < sum(paragraph.strong for paragraph in kept):
        return kept, False
    before = set(map(id, inside[first : linked[0]]))
    return [paragraph for paragraph in kept if id(paragraph) in before], True


def _outside(element: HtmlElement) -> bool:
    """Whether `element` is no part of any text; a footer that more of its article follows is a byline."""
    if element.tag == "footer" and element.getnext() is not None:
        parent = element.getparent()
        return parent is None or parent.tag != "article"
    return element.tag in _OUTSIDE


def _title_place(found: list[Paragraph], start: int, headline: str | None) -> int:
    """Where the headline stands before the body; just before it, where it is not found."""
    title = fold(headline or "")[:60]
    places = [place for place in range(start) if title and fold(found[place].text).startswith(title)]
    headed = [place for place in places if found[place].heading]
    headed = headed or [place for place in range(start) if found[place].tag == "h1"][-1:]
    return next(iter([*headed, *places]), max(-1, start - AROUND))


def _amid(found: list[Paragraph], kept: list[Paragraph]) -> list[Paragraph]:
    """What stands between the first two paragraphs and is no text: a byline below the lead."""
    first, second = (found.index(paragraph) for paragraph in (kept[0], kept[min(1, len(kept) - 1)]))
    return found[first + 1 : min(second, first + 1 + AROUND)]


def _above(found: list[Paragraph], title: int) -> list[Paragraph]:
    """What stands above the headline in the same small part of the page, in a larger one as a heading right above it; a
    masthead and its date do not."""
    if title <= 0:
        return []
    path = [element for element in found[title].path if element.tag not in ("html", "body")]
    near = [p for p in reversed(found[max(0, title - AROUND) : title]) if any(e in p.path for e in path[-3:])]
    last = found[title - 1]
    return near if near or not last.heading else [last] if any(e in last.path for e in path[-DEEP:]) else []


def _behind(found: list[Paragraph], kept: list[Paragraph]) -> list[Paragraph]:
    """What the text ends in that is no sentence, and what follows it in the element around its last paragraph."""
    last = kept[-1]
    place = found.index(last) + 1
    ends = [paragraph for paragraph in kept[-BEHIND:] if not paragraph.strong]
    return ends + [p for p in found[place : place + BEHIND] if p.path[-2:][0] is last.path[-2:][0]]


def _captions(document: Document, kept: list[Paragraph]) -> list[Paragraph]:
    """What stands under the pictures of a page that tells its story by them: several, and next to no other text."""
    if sum(paragraph.strength for paragraph in kept) >= ENOUGH:
        return []
    figures = elements(document.root, "//main//figcaption | //article//figcaption")
    told = [line for part in figures[:MOST_PICTURES] for line in paragraphs(part, hidden, hidden) if line.strong]
    return told if len(told) >= PICTURES else []


def _below(found: list[Paragraph], kept: list[Paragraph]) -> tuple[Paragraph, ...]:
    """The lines right below the text that are neither linked nor head anything."""
    place = found.index(kept[-1]) + 1
    lines = takewhile(lambda p: not p.heading and not p.strong and not p.link_share, found[place : place + BELOW])
    return tuple(lines)


def _standfirst(between: list[Paragraph], headline: str | None, descriptions: Sequence[str]) -> list[Paragraph]:
    """What stands between headline and body and sums the story up: so named, or what the metadata repeats."""
    title = fold(headline or "")
    said = [fold(text)[:60] for text in descriptions]
    texts = [p for p in between if p.size >= SHORT / 2 and p.link_share < 0.3]
    return [paragraph for paragraph in texts if _sums_up(paragraph, said, title)]


def _sums_up(paragraph: Paragraph, said: list[str], title: str) -> bool:
    text = fold(paragraph.text)
    if title and text.startswith(title[:60]):
        return False
    if any(text.startswith(start) for start in said if len(start) >= SHORT):
        return True
    names = (f"{e.get('class', '')} {e.get('itemprop', '')} {e.get('id', '')}" for e in paragraph.path[-3:])
    return any(map(_LEADS.search, names))


def beside(document: Document) -> list[Paragraph]:
    """The short lines in the address and the footer of the article around the page's `h1`, where it has such a one."""
    parts = elements(document.root, "//article[.//h1]//address | //article[.//h1]//footer")[:BEHIND]
    lines = [line for part in parts for line in paragraphs(part, lambda _: False, lambda _: False)]
    return [line for line in lines if not line.strong][:AROUND]
