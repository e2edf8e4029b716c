"""The machine-readable times of a page's article, told from those of its pictures, comments and neighbours.

What counts: JSON-LD of the article, `meta` names, microdata of the article. Sane values only. A time with an offset is
better than the same time without one, and a time with a clock better than the same day without one.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from lxml.html import HtmlElement

from feeder.model.time import About, CalendarTime, TimeCue, Where
from feeder.pages.html.document import Document
from feeder.pages.html.jsonld import Thing
from feeder.pages.html.paths import elements, text_of
from feeder.recognise.times.machine import machine

_LETTERS = re.compile(r"[^a-z]+")
_PUBLISHED = re.compile(
    r"articlepublished(?:time|date)?|.*(?:publishedtime|datepublished|publisheddate|publishdate|publishtime)|publi(?:cation|sh)date|"
    r"publicationtime|pubdate|btpubdate|parselypubdate|dc(?:terms)?(?:date)?(?:issued|created|available)?|(?:dc|dcterms|"
    r"sailthru|prism|display|original|release|creation|created|article|citation|search|story|page)?(?:publication)?date|"
    r"date(?:created|available|issued|time)|published|created|articlecreated|firstpublished(?:at)?|publishedat"
)
_UPDATED = re.compile(
    r".*(?:modifiedtime|updatedtime|datemodified|modifieddate|lastmodified|dateupdated|lastupdated?|updateddate|modified|"
    r"revised|updatetime|updatedate|lastmod)"
)
MAX_ELEMENTS = 500
_METAS = "//meta[@content and (@property or @name or @itemprop)]"
_ITEMS = "//*[@itemprop='datePublished' or @itemprop='dateModified' or @itemprop='dateCreated']"
_ARTICLE = re.compile(r"schema\.org/\w*(?:article|posting|report|webpage)", re.IGNORECASE)
_LDJSON = {"datePublished": About.PUBLISHED, "dateCreated": About.PUBLISHED, "dateModified": About.UPDATED}


@dataclass(frozen=True, slots=True)
class Stamp:
    """A machine-readable time of the article, and what it says it is about."""

    text: str
    when: CalendarTime
    about: About

    @property
    def day(self) -> tuple[int | None, int | None, int | None]:
        return self.when.year, self.when.month, self.when.day

    @property
    def clocked(self) -> bool:
        return self.when.hour is not None

    @property
    def zoned(self) -> bool:
        return self.clocked and self.when.zone is not None

    def cue(self) -> TimeCue:
        """As a time cue, with the reading made on the way."""
        return TimeCue(self.text, Where.METADATA, self.about, (self.when,))


def stamps(document: Document, thing: Thing | None) -> list[Stamp]:
    """Every machine-readable time about the page's article, the most trusted kind first."""
    found = [*_linked(thing), *_metas(document.root), *_items(document.root)]
    return list(dict.fromkeys(found))


def cues(found: list[Stamp]) -> tuple[TimeCue, ...]:
    """At most one cue about publication and one about the last change, from `found`."""
    chosen = [_best([one for one in found if one.about is about]) for about in About]
    return tuple(best.cue() for best in chosen if best)


def clocks(found: list[Stamp]) -> tuple[TimeCue, ...]:
    """The local times among `found`, where one states its zone: beside it they show the page's."""
    if not any(one.zoned for one in found):
        return ()
    return tuple(one.cue() for one in found if one.clocked and not one.zoned)


def _best(found: list[Stamp]) -> Stamp | None:
    """The first, unless another says the same more exactly: its clock with an offset, its day with a clock."""
    if not found:
        return None
    first = found[0]
    for other in found[1:]:
        same_day = other.day == first.day and other.day[2] is not None
        clock_too = not first.clocked and other.clocked and same_day
        zone_too = first.clocked and not first.zoned and other.zoned and _same_clock(first.when, other.when)
        first = other if clock_too or zone_too else first
    return first


def _same_clock(one: CalendarTime, other: CalendarTime) -> bool:
    """Whether two may be one instant in two zones: equal minutes but for quarters of an hour, a day apart at most."""
    near = one.year == other.year and one.month == other.month and abs((one.day or 0) - (other.day or 0)) <= 1
    return near and ((one.minute or 0) - (other.minute or 0)) % 15 == 0


def stamp(text: object, about: About) -> Stamp | None:
    """`text` as a time about `about`; None where it is no machine-readable time."""
    value = str(text).strip() if isinstance(text, str | int) else ""
    when = machine(value)
    return Stamp(value, when, about) if when and when.year else None


def _linked(thing: Thing | None) -> list[Stamp]:
    made = [stamp((thing or {}).get(name), about) for name, about in _LDJSON.items()]
    return [one for one in made if one]


def _metas(root: HtmlElement) -> list[Stamp]:
    """Times in `meta`, those of the `article:` vocabulary first."""
    found: list[tuple[bool, Stamp]] = []
    for meta in elements(root, _METAS)[:MAX_ELEMENTS]:
        content = meta.get("content", "")
        if not any(map(str.isdigit, content[:12])) or _foreign(meta):
            continue
        name = meta.get("property") or meta.get("name") or meta.get("itemprop") or ""
        about = _about(name)
        made = stamp(content, about) if about else None
        if made:
            found.append((not name.lower().startswith("article"), made))
    return [made for _, made in sorted(found, key=lambda pair: pair[0])]


def _about(name: str) -> About | None:
    letters = _LETTERS.sub("", name.lower())
    if _UPDATED.fullmatch(letters):
        return About.UPDATED
    return About.PUBLISHED if _PUBLISHED.fullmatch(letters) else None


def _items(root: HtmlElement) -> list[Stamp]:
    """Microdata outside `meta`: `datetime`, `content`, or the text itself."""
    found = []
    for element in elements(root, _ITEMS)[:MAX_ELEMENTS]:
        if _foreign(element):
            continue
        about = About.UPDATED if element.get("itemprop") == "dateModified" else About.PUBLISHED
        found.append(stamp(element.get("datetime") or element.get("content") or text_of(element), about))
    return [made for made in found if made]


def _foreign(element: HtmlElement) -> bool:
    """Whether `element` is microdata of something else than an article or its page (a video, a comment, an event)."""
    if element.get("itemprop") is None:
        return False
    scope = next((e for e in element.iterancestors() if e.get("itemscope") is not None), None)
    return scope is not None and not _ARTICLE.search(scope.get("itemtype") or "")
