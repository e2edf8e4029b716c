"""Datelines without brackets: the credit between marks ("30 дек — РИА Новости. "), or no credit ("LONDON — ")."""

from __future__ import annotations

import re

from feeder.model.page import Dateline
from feeder.recognise.datelines_credits import SITE, Trust, parse_credits, spells
from feeder.recognise.datelines_head import Head, known_city, parse_head
from feeder.recognise.datelines_types import Found

_JOIN = re.compile(r"^|[,،.|]\s{1,3}|\s?[–—|/]\s?|\s{0,3}--?\s{1,3}|(?<=\w)-(?=\w)")
_END = re.compile(r"\s?\.?\s?(?:--|[–—])\s{0,3}|\s?\.?\s?-\s{1,3}|\s?[:=/]\s{1,3}|\.\s{1,3}|\n")
_DASH = re.compile(r"(?P<space>\s{0,4})(?P<mark>[-–—]{1,2}|:)\s{1,4}(?=\S)")
_STOP = re.compile(r"(?<=\d)\.\s{1,3}(?=\S)")
_SITE_FIRST = re.compile(rf"(?P<site>{SITE.pattern}),\s{{1,3}}")
# A canton, a state, a party or an agency behind a name: "São Paulo (SP)".
_CODE = re.compile(r"\([^()a-z]{2,20}\)")


def find_named(head: str, languages: tuple[str, ...]) -> Found | None:
    """An agency between marks, after a place or a date, or opening the text."""
    if site := _SITE_FIRST.match(head):
        return _after_site(head, site)
    for end in list(_END.finditer(head[:140]))[:6]:
        for join in _JOIN.finditer(head, 0, end.start()):
            name = head[join.end() : end.start()]
            if not 1 < len(name) <= 40 or "," in name:
                continue
            credit = parse_credits(name, languages)
            if credit is not None and credit.trust > Trust.SHAPED:
                left, rest = head[: join.start()], head[end.end() :]
                if _named_holds(left, credit.trust, credit.names[0], end.group().strip(), rest):
                    return _named(left, credit.names, end.end())
    return None


def _after_site(head: str, site: re.Match[str]) -> Found | None:
    """A news site's name before the place: "Liputan6.com, Jakarta - "."""
    dash = _DASH.search(head, site.end())
    place = parse_head(head[site.end() : dash.start()]) if dash else None
    if dash is None or place is None or place.start:
        return None
    return Found(Dateline(place.place, (site.group("site"),), place.date_text), 0, dash.end())


def _named(left: str, names: tuple[str, ...], end: int) -> Found:
    place = parse_head(left) if left.strip() else None
    if place is None:
        return Found(Dateline(None, names), 0, end)
    return Found(Dateline(place.place, names, place.date_text), place.start, end)


def _named_holds(left: str, trust: Trust, name: str, mark: str, rest: str) -> bool:
    dashed = mark.endswith(("-", "–", "—"))
    if not left.strip():
        alone = trust == Trust.KNOWN and len(name) > 2 and dashed and rest[:1].isupper()
        return alone and not spells(rest[:80].split(".")[0], name)
    place = parse_head(left)
    if place is None or place.place is None:
        return place is not None
    if place.date_text is not None:
        return True
    return trust >= Trust.NAMED and (dashed or (trust == Trust.KNOWN and (place.shouted or place.certain)))


def find_bare(head: str, languages: tuple[str, ...]) -> Found | None:
    """A place alone before a dash: in capitals, with a date, two with a slash, or a city known by name."""
    for dash in list(_DASH.finditer(head[:140]))[:3]:
        place = parse_head(head[: dash.start()])
        rest = head[dash.end() :]
        if place is not None and place.place and _bare_holds(place, place.place, dash, rest):
            return Found(Dateline(place.place, (), place.date_text), place.start, dash.end())
    return _find_dated(head)


def _find_dated(head: str) -> Found | None:
    """A city and a date that a full stop ends: "BAKU, Azerbaijan, March 14. ", "Lima, mar. 14. "."""
    for stop in list(_STOP.finditer(head[:80]))[:3]:
        place = parse_head(head[: stop.start()])
        if place is not None and place.certain and place.date_text and head[stop.end()].isupper():
            return Found(Dateline(place.place, (), place.date_text), place.start, stop.end())
    return None


def _bare_holds(place: Head, name: str, dash: re.Match[str], rest: str) -> bool:
    if rest[:1].islower() or not rest.strip() or _CODE.search(name):
        return False
    if dash.group("mark") == ":":
        return place.shouted and place.certain
    if place.date_text is not None:
        return True
    if not dash.group("space"):
        return False
    cased = sum(character.isupper() for character in name)
    if place.certain or ("/" in name and cased > 1 and len(name.split()) <= 3):
        return True
    if known_city(name.split()[0]):  # "AMSTERDAM IS VOL - "
        return False
    return place.shouted and cased > 3 and (place.region or len(name.split()) <= 3) and not _shouting(rest)


def _shouting(rest: str) -> bool:
    """Whether the text goes on in capitals: a headline all in capitals, not a dateline."""
    words = rest.split()[:3]
    return len(words) > 1 and all(word.upper() == word and any(map(str.isalpha, word)) for word in words)
