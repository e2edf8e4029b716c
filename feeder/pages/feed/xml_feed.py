"""RSS and Atom as a channel, by local names: prefixes and namespaces are too often wrong to insist on them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape
from html.entities import html5

from lxml import etree
from lxml.etree import _Element

from feeder.errors import PageError
from feeder.pages.feed.items import MOST_ITEMS, Channel, Item, Picture, Text

MAX_TAGS = 400_000
LONGEST_SIZE = 16  # digits of a number of bytes
_DOCTYPE = re.compile(r"<!DOCTYPE(?:[^\[>]++|\[[^\]]*+\])*+>", re.IGNORECASE)
_DECLARATION = re.compile(r"^\s*<\?xml[^>]{0,400}\?>")
_ENTITY = re.compile(r"&([A-Za-z][A-Za-z0-9]{1,31});")
# What a parser that goes on past them loses text by.
_LOSSES = frozenset(
    {"ERR_NAME_REQUIRED", "ERR_ENTITYREF_SEMICOL_MISSING", "ERR_TAG_NAME_MISMATCH", "ERR_UNDECLARED_ENTITY"}
)
_CDATA = re.compile(r"(<!\[CDATA\[.*?(?:\]\]>|$))", re.DOTALL)
_AMPERSAND = re.compile(r"&(?!(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|amp|lt|gt|quot|apos);)")
_LEAF = re.compile(
    r"(?P<open><(?P<name>title|link|pubDate|guid|author|category|dc:date|dc:creator)\b[^<>]{0,400}(?<!/)>)"
    r"(?P<text>[^<]{0,2000}<(?!/(?P=name)\b)(?:(?!<(?:item|entry|channel|title|link)\b).){0,2000}?)"
    r"(?P<close></(?P=name)\s{0,9}>)",
    re.DOTALL,
)
_OF_XML = frozenset({"amp", "lt", "gt", "quot", "apos"})
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f]")
_PERSON = re.compile(r"[^\s@(]+@[^\s@(]+\s*\((?P<name>[^)]+)\)\s*")
_KINDS = {"rss": "rss", "rdf": "rdf", "feed": "atom", "channel": "rss"}
_BASE = "{http://www.w3.org/XML/1998/namespace}base"
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_MEDIA = "http://search.yahoo.com/mrss"
_MARKUP = re.compile(r"<[a-zA-Z/!]|&(?:[a-zA-Z]{2,8}|#\w{1,6});")


def xml_channel(text: str, subject: str) -> Channel:
    """The channel that the XML `text` is. Raises PageError where it is no RSS or Atom, even after repairs."""
    root = _root(text, subject)
    kind = _KINDS.get(_name(root))
    if kind is None:
        raise PageError(subject, f"this XML is no feed: its root element is <{_name(root)}>")
    head = next((child for child in root if _name(child) == "channel"), root)
    entries = [element for element in root.iter(etree.Element) if _name(element) in ("item", "entry", "deleted-entry")]
    language = _value(head, "language") or root.get(_LANG) or head.get(_LANG)
    return Channel(
        kind=kind,
        title=_plain(head, "title"),
        home=_link(head),
        language=language or None,
        items=tuple(_item(entry) for entry in entries[:MOST_ITEMS]),
        base=root.get(_BASE),
    )


def _root(text: str, subject: str) -> _Element:
    """The root element, parsed with repairs: no declaration, no document type, HTML's entities as characters."""
    if text.count("<") > MAX_TAGS:
        raise PageError(subject, f"the feed has more than {MAX_TAGS} tags")
    body = _FORBIDDEN.sub("", _DECLARATION.sub("", _DOCTYPE.sub("", text, count=1), count=1))
    body = _ENTITY.sub(_entity, body).strip()
    root, faults = _parsed(body, subject)
    if "ERR_RESOURCE_LIMIT" in faults:
        raise PageError(subject, "the feed is nested too deeply, or one of its texts is too long")
    return _parsed(_mended(body), subject)[0] if faults & _LOSSES else root


def _parsed(body: str, subject: str) -> tuple[_Element, frozenset[str]]:
    """The root element of `body`, and the names of the faults that its parser got over."""
    parser = etree.XMLParser(
        encoding="utf-8", recover=True, resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True
    )
    try:
        root: _Element | None = etree.fromstring(body.encode("utf-8", "replace"), parser)
    except etree.XMLSyntaxError as error:
        raise PageError(subject, f"the feed is no XML ({error})") from error
    if root is None:
        raise PageError(subject, "the feed is no XML")
    return root, frozenset(entry.type_name for entry in parser.error_log)


def _mended(body: str) -> str:
    """`body` with its bare ampersands, and the tags inside its titles and links, as the characters that they are."""
    parts = _CDATA.split(body)
    parts[::2] = (_LEAF.sub(_leaf, _AMPERSAND.sub("&amp;", part)) for part in parts[::2])
    return "".join(parts)


def _leaf(match: re.Match[str]) -> str:
    return f"{match['open']}{match['text'].replace('<', '&lt;')}{match['close']}"


def _entity(match: re.Match[str]) -> str:
    name = match[1]
    return match[0] if name in _OF_XML else html5.get(f"{name};", match[0])


def _item(entry: _Element) -> Item:
    summary, content = _texts(entry)
    return Item(
        native_id=(_value(entry, "guid", "id") or entry.get("ref") or _about(entry)) or None,
        title=_plain(entry, "title"),
        link=_link(entry),
        summary=summary,
        content=content,
        published=_value(entry, "pubDate", "published", "issued", "date", "created", "pubdate") or None,
        updated=_value(entry, "updated", "modified") or None,
        authors=_authors(entry),
        categories=tuple(_categories(entry)),
        pictures=tuple(_pictures(entry)),
        language=entry.get(_LANG) or _value(entry, "language") or None,
        base=next((e.get(_BASE) for e in (entry, *entry.iterancestors()) if e.get(_BASE)), None),
        deleted=_name(entry) == "deleted-entry",
    )


def _name(element: _Element) -> str:
    """The local name of an element; RSS and RDF in whatever case."""
    name = str(element.tag).rpartition("}")[2].rpartition(":")[2]
    return name.lower() if name.lower() in _KINDS else name


def _children(element: _Element, *names: str) -> Iterator[_Element]:
    """The children of these local names, those of the first name first; Media RSS has its own meaning of them."""
    for name in names:
        yield from (child for child in element if _name(child) == name and _MEDIA not in str(child.tag))


def _value(element: _Element, *names: str) -> str:
    texts = (_text(child) for child in _children(element, *names))
    return next((text for text in texts if text), "")


def _text(element: _Element) -> str:
    return "".join(str(text) for text in element.itertext()).strip()


def _plain(element: _Element, name: str) -> str:
    """A title: often markup, though it should not be, and then as text."""
    found = next(_children(element, name), None)
    text = _construct(found).value if found is not None else ""
    return re.sub(r"<[^<>]{0,400}>", "", text) if _MARKUP.search(text) else text


def _about(entry: _Element) -> str:
    """The `rdf:about` of an RSS 1.0 item."""
    return next((str(value) for name, value in entry.attrib.items() if str(name).endswith("}about")), "")


def _link(element: _Element) -> str | None:
    """Atom's alternate link, RSS's link text, or a guid that is a permanent link."""
    for link in _children(element, "origLink", "link"):
        if link.get("rel", "alternate") == "alternate" and (address := (link.get("href") or link.text or "").strip()):
            return address
    guid = next(_children(element, "guid"), None)
    if guid is not None and guid.get("isPermaLink", "true").lower() == "true":
        address = (guid.text or "").strip()
        return address if address.startswith(("http://", "https://")) else None
    return None


def _texts(entry: _Element) -> tuple[Text, Text]:
    """Summary and content; a lone RSS description is the summary, and so is the shorter of two."""
    summary = next((_construct(child) for child in _children(entry, "summary", "description")), Text())
    content = next((_construct(child) for child in _children(entry, "encoded", "content", "body")), Text())
    return summary, content


def _construct(element: _Element) -> Text:
    """An Atom text construct (RFC 4287, section 3.1), or RSS's text, which is markup wherever it looks like it."""
    kind = element.get("type", "").lower()
    if kind in ("xhtml", "application/xhtml+xml") or (len(element) and not (element.text or "").strip()):
        inside = element[0] if _is_wrapped(element) else element
        inner = "".join(etree.tostring(child, encoding="unicode", method="html") for child in inside)
        return Text(escape(inside.text or "", quote=False) + inner, html=True)
    value = _text(element)
    plain = kind in ("text", "text/plain")
    return Text(value, html=not plain and (kind in ("html", "text/html") or bool(_MARKUP.search(value))))


def _is_wrapped(element: _Element) -> bool:
    """Whether all of `element` stands in the one `<div>` that Atom's XHTML has, and that is no part of it."""
    name = str(element[0].tag).rpartition("}")[2] if len(element) == 1 else ""
    return name == "div" and not (element.text or "").strip()


def _authors(entry: _Element) -> tuple[str, ...]:
    names = []
    for person in _children(entry, "author", "creator"):
        name = _value(person, "name") or _text(person)
        # RSS 2.0: "lea@example.com (Lea Smit)".
        match = _PERSON.fullmatch(name)
        names.append(match["name"] if match else name)
    return tuple(dict.fromkeys(name for name in names if name and "@" not in name))


def _categories(entry: _Element) -> Iterator[str]:
    for category in _children(entry, "category", "subject"):
        if name := (category.get("label") or (category.text or "").strip() or category.get("term") or ""):
            yield name


def _pictures(entry: _Element) -> Iterator[Picture]:
    """Enclosures and Media RSS that are images."""
    for element in entry.iter(etree.Element):
        name, kind = _name(element), element.get("type", "")
        media = _MEDIA in str(element.tag) and name in ("content", "thumbnail")
        enclosed = name == "enclosure" or (name == "link" and element.get("rel") == "enclosure")
        image = kind.startswith("image/") or (media and (name == "thumbnail" or element.get("medium") == "image"))
        address = element.get("url") or element.get("href")
        if (media or enclosed) and image and address:
            size = (element.get("length") or element.get("fileSize") or "").strip()
            known = size.isdecimal() and len(size) < LONGEST_SIZE
            yield Picture(address.strip(), kind or None, int(size) or None if known else None)
