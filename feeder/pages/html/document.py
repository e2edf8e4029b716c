"""An HTML page as a tree, parsed within bounds, with what its readers share: base, language, lexicons, JSON-LD."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice
from urllib.parse import urljoin, urlsplit

from lxml import html
from lxml.etree import ElementDefaultClassLookup, LxmlError

from feeder.errors import PageError
from feeder.lexicon import Lexicon, contenders, detect, load
from feeder.pages.html.heads import Head, head_of
from feeder.pages.html.jsonld import Thing, objects
from feeder.pages.html.paths import strings
from feeder.text import squash

MAX_CHARACTERS = 8 * 1024 * 1024
MAX_TEXT = 2 * 1024 * 1024
MAX_ELEMENTS = 50_000
MAX_ATTRIBUTES = 500
SAMPLE, LEAST_SAMPLE = 2000, 300
NEIGHBOURS, LEAST_WORDS = 2, 8
"""How many languages a page is read in whose words do not tell it, and how many of their words it must have."""
_LONG_LINES = "//body//*[not(self::script or self::style or self::noscript)]/text()[string-length() > 40]"

# A tag as HTML tokenises it (a quote opens a value only after "="), with the code behind it where it opens a script;
# possessive, so linear on any input.
_TAG = re.compile(
    r"""<(?=[a-z])(?P<raw>(?:script|style)(?=[\s/>]))?(?P<tag>(?:[^=>]++|=\s*+"[^"]*+"|=\s*+'[^']*+'|=)*+)"""
    r"""(?(raw)(?:[^<]++|<(?!/(?:script|style)))*+)""",
    re.IGNORECASE,
)
# An address that is whole already: resolving it would give it back.
_PLAIN_LINK = re.compile(r"https?://[a-z0-9.-]*[a-z0-9](?:/[\w/%~+=&.,:@!$*-]*+)?(?:\?[\w%=&.,-]++)?")
# An address on the base's own host, with nothing in its path to resolve.
_ROOTED_LINK = re.compile(r"(?:/(?![./])[\w%~+=&.,:@!$*-]*+)+(?:\?[\w%=&.,-]++)?")
_ORIGIN = re.compile(r"https?://[a-z0-9.-]*[a-z0-9](?=/)")
_QUOTED = re.compile(r""""[^"]*+"|'[^']*+'""")
# No reader needs the classes of forms and their fields, whose look-up is a call for each element.
_ONE_CLASS = ElementDefaultClassLookup(element=html.HtmlElement)
_OF_HEAD = frozenset("title meta link script style base noscript template object".split())
_LANGUAGE = re.compile(r"[a-zA-Z]{2,3}(?:[-_][a-zA-Z0-9]{2,8})*")
_LANGUAGES = ("content-language", "og:locale", "inlanguage", "language", "dc.language")


@dataclass(frozen=True, slots=True)
class Document:
    """A parsed HTML page. `root` is shared by all readers: never change it, copy the part that must be changed.

    The tree has no comments and no processing instructions, at most `MAX_ELEMENTS` elements, and no branch deeper
    than 256. `url` is the page's own address ("" where nobody knows it); `base` what relative links resolve from.
    `language` is a BCP 47 tag, stated by the page or told by its words; `lexicons` the languages to read it with,
    likeliest first. `objects` are the JSON-LD objects on the page, the outermost before what they hold; `head` is what
    its `meta` and `link` elements say.
    """

    root: html.HtmlElement
    url: str
    base: str
    language: str | None
    lexicons: tuple[Lexicon, ...]
    objects: tuple[Thing, ...]
    head: Head

    def absolute(self, href: str | None) -> str | None:
        """`href` as an absolute http(s) or file address; None where it leads nowhere (empty, `#…`, `javascript:`)."""
        if href and _PLAIN_LINK.fullmatch(href):
            return href
        if href and _ROOTED_LINK.fullmatch(href) and (origin := _ORIGIN.match(self.base)):
            return origin[0] + href
        href = squash(href or "").replace(" ", "%20")
        if not href or href.startswith("#"):
            return None
        try:
            link = urljoin(self.base, href)
            parts = urlsplit(link)
        except ValueError:
            return None
        leads = parts.scheme in ("http", "https") and bool(parts.hostname)
        return link if leads or parts.scheme == "file" else None


def parse(text: str, url: str, languages: tuple[str, ...] = ()) -> Document:
    """The page `text`, found at `url` ("" when unknown), read with `languages` first.

    Raises PageError, naming the cap, where the page has more than `MAX_CHARACTERS` characters, `MAX_TEXT` of them
    outside tags and scripts, `MAX_ELEMENTS` elements, `MAX_ATTRIBUTES` attributes on one element, or 256 levels; and
    where nothing on it is markup.
    """
    root = tree(text, url)
    things = objects(root)
    head = head_of(root)
    own = _own_address(head, url)
    sample = _sample(root)
    language, spoken = _language(root, head, things), detect(sample)
    told = tuple(tag for tag in (*languages, language, spoken) if tag)
    lexicons = _lexicons(told or contenders(sample, NEIGHBOURS, hits=LEAST_WORDS))
    return Document(root, own, _base(head, own), language or spoken, lexicons, things, head)


def tree(text: str, url: str) -> html.HtmlElement:
    """`text` as a tree within the caps; `url` is the subject of the PageError that is raised beyond them."""
    _check(text, url)
    return _parsed(text, url)


def _check(text: str, url: str) -> None:
    """Refuse what the parser would take too long or too much memory for (it is quadratic in a tag's attributes)."""
    if len(text) > MAX_CHARACTERS:
        raise PageError(url, f"the page has more than {MAX_CHARACTERS} characters")
    count, end, words = 0, 0, 0
    for tag in _TAG.finditer(text):
        count += 1
        words += tag.start() - end
        end = tag.end()
        long = tag.end("tag") - tag.start() > 2 * MAX_ATTRIBUTES
        if long and len(_QUOTED.sub('""', tag["tag"]).split()) > MAX_ATTRIBUTES:
            raise PageError(url, f"an element on the page has more than {MAX_ATTRIBUTES} attributes")
    if count > MAX_ELEMENTS:
        raise PageError(url, f"the page has more than {MAX_ELEMENTS} elements")
    if words + len(text) - end > MAX_TEXT:
        raise PageError(url, f"the page has more than {MAX_TEXT} characters of text")


def _parsed(text: str, url: str) -> html.HtmlElement:
    parser = html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    parser.set_element_class_lookup(_ONE_CLASS)
    try:
        root = html.document_fromstring(text.replace("\x00", "").encode("utf-8", "replace"), parser=parser)
    except (LxmlError, ValueError, AssertionError) as error:
        raise PageError(url, "the page holds no HTML") from error
    if any(entry.type_name == "ERR_RESOURCE_LIMIT" for entry in parser.error_log):
        raise PageError(url, "the page is nested too deeply (more than 256 levels)")
    _end_head(root)
    return root


def _end_head(root: html.HtmlElement) -> None:
    """Move into the body what stands in the head and belongs there.

    Pages may leave out `body`, and elements that the parser does not know (HTML5's) do not start one for it.
    """
    head, body = root.find("head"), root.find("body")
    place = next((at for at, child in enumerate(head) if child.tag not in _OF_HEAD), None) if head is not None else None
    if head is None or place is None:
        return
    if body is None:
        body = root.makeelement("body")
        root.append(body)
    body[:0] = head[place:]


def _own_address(head: Head, url: str) -> str:
    """`url` where it is on the web, else the address that the page gives as its own."""
    if url.startswith(("http://", "https://")):
        return url
    stated = [head.canonical or "", *head.meta("og:url")]
    return next((link for link in stated if link.startswith(("http://", "https://"))), url)


def _base(head: Head, url: str) -> str:
    try:
        return urljoin(url, squash(head.base or ""))
    except ValueError:
        return url


def _language(root: html.HtmlElement, head: Head, things: tuple[Thing, ...]) -> str | None:
    body = root.find("body")
    own = (root.get("lang"), root.get("{http://www.w3.org/XML/1998/namespace}lang"), root.get("xml:lang"))
    stated = [*own, *head.meta(*_LANGUAGES), body.get("lang") if body is not None else None]
    stated += [thing["inLanguage"] for thing in things if isinstance(thing.get("inLanguage"), str)]
    for value in stated:
        if tag := _LANGUAGE.fullmatch((value or "").split(",")[0].split(".")[0].strip()):
            return tag.group().replace("_", "-")
    return None


def _lexicons(tags: Iterable[str]) -> tuple[Lexicon, ...]:
    """Lexicons for the given languages, the page's stated one, and the one that its own words speak, in this order;
    where nothing tells, for those that its words speak alike."""
    loaded = map(load, tags)
    return tuple(dict.fromkeys(lexicon for lexicon in loaded if lexicon))


def _sample(root: html.HtmlElement) -> str:
    """Some of the page's running words, at most `SAMPLE` characters: of headings and paragraphs, of any long line where
    the page has next to none of them."""
    marked = _joined(text for element in root.iter("h1", "h2", "h3", "p") for text in element.itertext())
    return marked if len(marked) >= LEAST_SAMPLE else _joined([marked, *strings(root, _LONG_LINES)])


def _joined(texts: Iterable[str]) -> str:
    return squash(" ".join(text[:SAMPLE] for text in islice(texts, SAMPLE // 10)))[:SAMPLE]
