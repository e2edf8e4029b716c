"""XML feeds as trees, read safely, and the walk over them that the rules of each format hang on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from lxml import etree

from feeder.check.findings import Notes, excerpt
from feeder.check.wellformed import not_well_formed

ATOM = "http://www.w3.org/2005/Atom"
# The extensions that the public validators know, by the prefix they are usually given.
KNOWN_NAMESPACES = {
    ATOM: "atom",
    "http://purl.org/dc/elements/1.1/": "dc",
    "http://purl.org/dc/terms/": "dcterms",
    "http://purl.org/rss/1.0/modules/content/": "content",
    "http://purl.org/rss/1.0/modules/syndication/": "sy",
    "http://purl.org/rss/1.0/modules/slash/": "slash",
    "http://purl.org/syndication/history/1.0": "fh",
    "http://purl.org/syndication/thread/1.0": "thr",
    "http://search.yahoo.com/mrss/": "media",
    "http://search.yahoo.com/mrss": "media",
    "http://www.itunes.com/dtds/podcast-1.0.dtd": "itunes",
    "http://wellformedweb.org/CommentAPI/": "wfw",
    "http://www.georss.org/georss": "georss",
    "http://www.opengis.net/gml": "gml",
    "http://www.w3.org/2003/01/geo/wgs84_pos#": "geo",
    "http://a9.com/-/spec/opensearch/1.1/": "opensearch",
    "http://www.w3.org/1999/xhtml": "xhtml",
    "http://www.w3.org/1999/02/22-rdf-syntax-ns#": "rdf",
    "http://purl.org/rss/1.0/": "rss1",
    "http://creativecommons.org/ns#": "cc",
    "http://backend.userland.com/creativeCommonsRssModule": "creativeCommons",
    "http://www.w3.org/2007/app": "app",
    "http://webns.net/mvcb/": "admin",
    "https://podcastindex.org/namespace/1.0": "podcast",
    "http://www.google.com/schemas/play-podcasts/1.0": "googleplay",
    "http://schemas.google.com/g/2005": "gd",
    "http://www.youtube.com/xml/schemas/2015": "yt",
    "http://rssnamespace.org/feedburner/ext/1.0": "feedburner",
}

_FEED_TYPES = ("application/rss+xml", "application/atom+xml", "application/feed+json")

Element = etree._Element


@dataclass(frozen=True, slots=True)
class Rule:
    """What holds for one child element: `check(element, where)` notes what is wrong; `many`: it may stand twice."""

    check: Callable[[Element, str], None] | None = None
    many: bool = False


def parse(notes: Notes, data: bytes) -> Element | None:
    """The root of `data`; None where nothing can be read. A broken document is noted, and read as far as it goes."""
    try:
        root = etree.fromstring(data, _parser(recover=False))
    except (etree.XMLSyntaxError, ValueError) as error:
        not_well_formed(notes, error)
        try:
            root = etree.fromstring(data.lstrip(), _parser(recover=True))
        except (etree.XMLSyntaxError, ValueError):
            return None
    if root is not None and root.getroottree().docinfo.internalDTD is not None:
        notes.warning(
            "doctype", "the document", "it has a DOCTYPE", "take it out; careful readers refuse it as an attack"
        )
    return root


def _parser(*, recover: bool) -> etree.XMLParser:
    return etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, recover=recover)


def name(element: Element) -> str:
    """The element's name with the prefix that its namespace usually has."""
    space, local = _split(element)
    prefix = KNOWN_NAMESPACES.get(space, space and "?")
    return f"{prefix}:{local}" if prefix else local


def local(element: Element) -> str:
    """The element's name without any prefix."""
    return _split(element)[1]


def _split(element: Element) -> tuple[str, str]:
    """Namespace ("" for none) and local name; a recovered document may hold names that `etree.QName` refuses."""
    space, brace, local = str(element.tag).rpartition("}")
    return (space[1:], local) if brace else ("", local)


def where(element: Element, inside: str = "") -> str:
    """The element in words, with its line."""
    return f"{inside + ', ' if inside else ''}<{name(element)}> (line {element.sourceline})"


def text(element: Element | None) -> str:
    """All text of the element, as it stands."""
    return "" if element is None else "".join(map(str, element.itertext(with_tail=False)))


def children(element: Element) -> Iterator[Element]:
    """The element's child elements: no comments, no instructions, no unresolved entities."""
    return element.iterchildren("*")


def walk(notes: Notes, element: Element, rules: Mapping[str, Rule], inside: str, own: str = "") -> None:
    """Hold each child of `element` against its rule; `own` is the prefix of the format's own names."""
    seen: Counter[str] = Counter()
    for child in children(element):
        label = name(child).removeprefix(own)
        rule = rules.get(label)
        seen[label] += 1
        if rule is None:
            _unknown(notes, child, label, inside)
        elif seen[label] == 2 and not rule.many:
            notes.error(
                "duplicate-element",
                where(child, inside),
                f"<{label}> stands there twice",
                "keep one; readers differ in which",
            )
        elif rule.check is not None:
            rule.check(child, where(child, inside))


def _unknown(notes: Notes, child: Element, label: str, inside: str) -> None:
    if label.startswith("?:"):
        space = _split(child)[0]
        notes.warning(
            "unknown-namespace",
            where(child, inside),
            f"no reader knows the namespace {excerpt(space)}",
            "take the element out, or use Dublin Core, Media RSS or categories",
        )
    elif ":" not in label:
        notes.error(
            "undefined-element",
            where(child, inside),
            f"<{label}> means nothing here",
            "correct its name (case matters), or give it its namespace",
        )


def announced(page: bytes) -> list[str]:
    """The first few feeds that an HTML page names for readers to discover, as it writes their addresses."""
    root = etree.fromstring(page, etree.HTMLParser())
    links = [] if root is None else root.iterfind(".//link[@rel='alternate'][@href]")
    found = [link.get("href", "") for link in links if link.get("type") in _FEED_TYPES]
    return [excerpt(address) for address in found[:3]]
