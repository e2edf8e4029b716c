"""Where pages state the times of their article, told from those of its pictures, comments and neighbours.

What counts: JSON-LD of the article, `meta` names, microdata and RDFa of the article, in this order.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from lxml.html import HtmlElement

from feeder.lexicon import Lexicon
from feeder.model.time import About
from feeder.pages.html.article.stamps import Stamp, stamp
from feeder.pages.html.document import Document
from feeder.pages.html.jsonld import Thing
from feeder.pages.html.paths import elements, text_of

_LETTERS = re.compile(r"[^a-z]+")
_PUBLISHED = re.compile(
    r".*(?:(?:date|time)?published(?:time|date|at|on)?|publish(?:time|date|at)?|datepublication|publication(?:time|date))|"
    r".*(?:pubdate|articledate(?:original)?|newsdate|storydate)|p(?:date|time)|dc(?:terms)?(?:date)?(?:issued|created|available)?|"
    r"(?:dc|dcterms|sailthru|prism|display|original|release|creation|created|article|citation|search|story|page)?date|"
    r"date(?:created|available|issued|time)|created|articlecreated|issued"
)
_UPDATED = re.compile(
    r".*(?:modifiedtime|updatedtime|datemodified|modifieddate|lastmodified|dateupdated|lastupdated?|updateddate|modified|"
    r"revised|revisiondate|updatetime|updatedate|lastmod|updated?)"
)
_OTHERS = re.compile(r"unpublish|expir|embargo|valid|until|event|video|comment|copyright|birth")
_VAGUE = frozenset({"date", "created", "dc.date", "dcterms.date", "dcterms.created", "dc.date.created"})
MAX_ELEMENTS = 500
_METAS = "//meta[@content and (@property or @name or @itemprop)]"
_ITEMS = "//*[@itemprop='datePublished' or @itemprop='dateModified' or @itemprop='dateCreated']"
_PROPERTIES = (
    "//body//*[@property and not(self::meta) and (@content or @datetime) and "
    "(contains(@property, 'date') or contains(@property, 'created') or contains(@property, 'issued') or "
    "contains(@property, 'publish') or contains(@property, 'modified'))]"
)
_ARTICLE = re.compile(r"(?:^|\W)(?:\w*(?:article|posting|report|webpage))\b", re.IGNORECASE)
_LDJSON = {"datePublished": About.PUBLISHED, "dateCreated": About.PUBLISHED, "dateModified": About.UPDATED}


def stamps(document: Document, thing: Thing | None, page: Thing | None) -> list[Stamp]:
    """Every machine-readable time about the page's article, the most trusted kind first.

    `thing` and `page` are what JSON-LD says of the article and of its page; the page's counts first only where there
    is no article.
    """
    lexicons = document.lexicons
    found = [*_linked(thing or page, lexicons), *_metas(document.root, lexicons), *_items(document.root, lexicons)]
    found += [*_properties(document.root, lexicons), *_linked(page, lexicons)]
    return list(dict.fromkeys(found))


def about(name: str) -> About | None:
    """What a time under `name` ("article:published_time", "DC.date.issued") is about; None for anything else."""
    letters = _LETTERS.sub("", name.lower())
    if _OTHERS.search(letters):
        return None
    if _UPDATED.fullmatch(letters):
        return About.UPDATED
    return About.PUBLISHED if _PUBLISHED.fullmatch(letters) else None


def _linked(thing: Thing | None, lexicons: Sequence[Lexicon]) -> list[Stamp]:
    made = [stamp(_plain((thing or {}).get(name)), about, lexicons) for name, about in _LDJSON.items()]
    return [one for one in made if one]


def _plain(value: object) -> object:
    """A JSON-LD value without the list or the typed object around it."""
    if isinstance(value, list):
        value = value[0] if value else None
    return value.get("@value") if isinstance(value, dict) else value


def _metas(root: HtmlElement, lexicons: Sequence[Lexicon]) -> list[Stamp]:
    """Times in `meta`, those of the `article:` vocabulary first."""
    found: list[tuple[bool, Stamp]] = []
    for meta in elements(root, _METAS)[:MAX_ELEMENTS]:
        content = meta.get("content", "")
        if not any(map(str.isdigit, content[:30])) or _foreign(meta, "itemprop", "itemscope", "itemtype"):
            continue
        name = meta.get("property") or meta.get("name") or meta.get("itemprop") or ""
        kind = about(name)
        made = stamp(content, kind, lexicons, vague=name.lower() in _VAGUE) if kind else None
        if made:
            found.append((not name.lower().startswith("article"), made))
    return [made for _, made in sorted(found, key=lambda pair: pair[0])]


def _items(root: HtmlElement, lexicons: Sequence[Lexicon]) -> list[Stamp]:
    """Microdata outside `meta`: `datetime`, `content`, or the text itself."""
    found = []
    for element in elements(root, _ITEMS)[:MAX_ELEMENTS]:
        if element.tag != "meta" and not _foreign(element, "itemprop", "itemscope", "itemtype"):
            kind = About.UPDATED if element.get("itemprop") == "dateModified" else About.PUBLISHED
            text = element.get("datetime") or element.get("content") or text_of(element)
            found.append(stamp(text, kind, lexicons))
    return [made for made in found if made]


def _properties(root: HtmlElement, lexicons: Sequence[Lexicon]) -> list[Stamp]:
    """RDFa: `property` with a vocabulary's name, the time in `content` or `datetime`."""
    found = []
    for element in elements(root, _PROPERTIES)[:MAX_ELEMENTS]:
        if _foreign(element, "property", "typeof", "typeof"):
            continue
        names = (name.rpartition(":")[2].rpartition("/")[2] for name in element.get("property", "").split())
        kind = next((kind for kind in map(about, names) if kind), None)
        if kind:
            found.append(stamp(element.get("content") or element.get("datetime"), kind, lexicons))
    return [made for made in found if made]


def _foreign(element: HtmlElement, named: str, scoped: str, typed: str) -> bool:
    """Whether `element` is markup of something else than an article or its page (a video, a comment, an event)."""
    if element.get(named) is None:
        return False
    scope = next((e for e in element.iterancestors() if e.get(scoped) is not None), None)
    return scope is not None and not _ARTICLE.search(scope.get(typed) or "")
