"""The links of a page that may lead to stories: on this site, to a page of their own."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from feeder.pages.html.document import Document
from feeder.pages.html.listing.outline import Outline
from feeder.pages.html.listing.words import word_count
from feeder.recognise.links import LinkShape, canonical, is_file, named, same_site, shape, site

MAX_LINKS = 2500
LONGEST_DULL = 40
SLUG = 4
LONG_NUMBER = 5
HELD = 3
PART = 1.0

# Path segments of pages that list or manage instead of telling, as sites of many languages spell them. Weak evidence:
# it weighs against a link, it never decides.
_NO_STORY = frozenset(
    "tag tags category categories cat topic topics author authors auteur auteurs autor autores user users profile "
    "page pagina seite search zoeken suche login signin signup register account subscribe abonnement abo newsletter "
    "nieuwsbrief about over contact privacy terms legal impressum imprint cookies help faq rss feed feeds archive "
    "archives archief thema themen etiqueta etiquetas categoria categorias etiquette kategorie kategorien kategoria "
    "tagged label labels section sections keyword keywords shop cart jobs share sitemap advertise advertising "
    "comments cdn-cgi my-account docs doc documentation handleiding manual guide guides wiki support service hilfe "
    "aide ayuda klantenservice kundenservice veelgestelde-vragen winkel store product products produkt produkte "
    "produit produits producto productos prodotti member members gebruiker gebruikers mitglieder team staff "
    "redactie medewerkers downloads features functies pricing".split()
)

# Those of them that stories are filed under, too: /archive/2026/03/slug, /features/a-long-slug.
_HOLDING = frozenset("archive archives archief features".split())

_NUMBERED = re.compile(r"[?&][a-z_]*(?:id|nr|no|p|art|article|news|item|story)=\d{3,}\b", re.IGNORECASE)
_PAGED = re.compile(
    r"[?&](?:page|paged|pagina|seite|offset|start|tag|cat|category|author|search|replytocom)=", re.IGNORECASE
)
_YEAR = re.compile(r"(?:19|20)\d\d")
_SPAN = re.compile(r"(?:^|/)(?:19|20)\d\d(?:/(?:0?[1-9]|1[0-2]))?(?:/[0-3]?\d)?$")


class Anchor(NamedTuple):
    """A link on the page: its element's number, its address, the name of what it leads to, what that looks like.

    `weight` says how much the address alone looks like a story's; `lists`: it names a list or a form.
    """

    element: int
    url: str
    key: str
    shape: LinkShape
    weight: float = 0.0
    lists: bool = False


def story_links(document: Document, outline: Outline) -> list[Anchor]:
    """The links that may lead to stories, in page order, at most `MAX_LINKS`."""
    page = shape(canonical(document.url))
    own = link_key(canonical(document.url))
    host = page.host or shape(canonical(document.base)).host
    known: dict[str, Anchor | None] = {}
    found: list[Anchor] = []
    for number, href in outline.hrefs.items():
        if not href:
            continue
        if href not in known:
            anchor = known[href] = _anchor(document, number, href, host, own, page)
        else:
            again = known[href]
            anchor = again and Anchor(number, *again[1:])
        if anchor:
            found.append(anchor)
            if len(found) >= MAX_LINKS:
                break
    return _of_one_story(found)


def _of_one_story(anchors: list[Anchor]) -> list[Anchor]:
    """The links, those to another version of a story (to print it, in another language) under that story's name."""
    plain = {a.key for a in anchors if not a.shape.query and (a.shape.words > 1 or a.shape.number >= LONG_NUMBER)}
    return [
        anchor._replace(key=name) if anchor.shape.query and (name := anchor.key.partition("?")[0]) in plain else anchor
        for anchor in anchors
    ]


def _upwards(link: LinkShape, page: LinkShape) -> bool:
    """Whether a link leads to a page that this one stands below (home, a breadcrumb), or to this story once more."""
    if link.segments == page.segments:
        return page.words >= SLUG or page.number >= LONG_NUMBER
    return link.segments == page.segments[: len(link.segments)] and not link.query


def _anchor(document: Document, number: int, href: str, host: str, own: str, page: LinkShape) -> Anchor | None:
    """The link of an element; None where it leads to no page of this site's but this one."""
    url = document.absolute(href)
    if url is None or (url.startswith("file:") and href.startswith("/")):
        return None
    name, looks = named(url)
    elsewhere = looks.host if name == url else url.split("/", 3)[2].lower()
    if host and elsewhere and elsewhere != host and not same_site(host, elsewhere):
        return None
    key = link_key(name)
    leads = (bool(looks.segments) or looks.query) and key != own and not is_file(name) and not _upwards(looks, page)
    if not leads:
        return None
    lists = names_list(looks, name)
    # A part of a page (its comments) rather than the page.
    weight = link_weight(looks, page, name, lists) - PART * ("#" in href)
    return Anchor(number, url, key, looks, weight, lists)


def link_key(name: str) -> str:
    """One name for a canonical address with and without its closing slash: themes link both ways."""
    if "?" not in name:
        return name.rstrip("/")
    address, sign, query = name.partition("?")
    return f"{address.rstrip('/')}{sign}{query}"


def link_weight(link: LinkShape, page: LinkShape, name: str, lists: bool) -> float:
    """How much an address alone looks like a story's, about -2 to 2.5. A slug of words, a day and a number speak for
    it; words for lists and forms, and a single short segment, against."""
    weight = 1.2 if link.day else 0.0
    weight += (-0.3, -0.3, 0.2, 0.6)[link.words] if link.words < 4 else 1.0
    numbered = link.number >= LONG_NUMBER or (("?" in name or "&" in name) and bool(_NUMBERED.search(name)))
    weight += (0.6 if link.words > 1 else 0.9) if numbered else 0.0
    if lists:
        weight -= 1.5
    elif page.segments and link.segments[: len(page.segments)] == page.segments != link.segments:
        weight += 0.8
    if (
        page.host
        and link.host != page.host
        and site(link.host) == site(page.host)
        and link.host.removeprefix("www.") != page.host.removeprefix("www.")
    ):
        weight -= 0.5
    if link.segments == page.segments and page.segments:
        weight -= 1.0
    if len(link.segments) == 1 and link.words < 3 and not numbered:
        weight -= 0.4
    return weight


def names_list(link: LinkShape, name: str) -> bool:
    """Whether an address speaks of lists: by a word, a page's number, or as a year or month without more."""
    if link.segments and (
        link.segments[-1].lower() in _NO_STORY or (_names(link.segments[:-1]) and not _is_held(link))
    ):
        return True
    if link.segments and link.segments[-1].isdecimal() and _SPAN.search("/".join(link.segments)):
        return True
    return ("?" in name or "&" in name) and bool(_PAGED.search(name))


@lru_cache(maxsize=1024)
def _names(segments: tuple[str, ...]) -> frozenset[str]:
    """The words for lists that the folders of an address are named by."""
    return _NO_STORY.intersection(map(str.lower, segments))


def _is_held(link: LinkShape) -> bool:
    """Whether the words for lists above a story's address say where it is filed: a slug or a year comes after them."""
    above = link.segments[:-1]
    named = link.words >= HELD or (link.words > 1 and any(map(_YEAR.fullmatch, above)))
    return named and _names(above) <= _HOLDING


def dull_texts(outline: Outline, anchors: Sequence[Anchor]) -> frozenset[str]:
    """The short texts that links to different stories share ("Lees meer", "0 comments"): they head none.

    Two stories may well share a headline of several words.
    """
    leads_to: dict[str, set[str]] = {}
    for anchor in anchors:
        leads_to.setdefault(outline.text(anchor.element), set()).add(anchor.key)
    return frozenset(
        text
        for text, keys in leads_to.items()
        if len(text) <= LONGEST_DULL and len(keys) > (2 if word_count(text) >= SLUG else 1)
    )
