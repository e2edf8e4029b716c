"""Datelines: the place, date and agency that open a dispatch ("BRUSSEL (ANP/RTR) - ").

Shapes, not lists: each shape looks at the head of the text, cut to a few hundred characters, with bounded patterns
only, so that no text takes long. Found, never judged: what comes back is what is printed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from feeder.model.page import Dateline
from feeder.recognise.datelines_bare import find_bare, find_named
from feeder.recognise.datelines_credits import Credits, Trust, is_national, parse_credits, spells
from feeder.recognise.datelines_east import find_east
from feeder.recognise.datelines_head import Head, cut_date, known_city, parse_head
from feeder.recognise.datelines_types import Found
from feeder.text import one_or_more

HEAD = 140
# A byline or a notice may stand before the dateline, on top of that.
PREFIX = 120
SHORTEST = 4
"""Letters of a place that nobody knows, with a credit that nobody knows."""

# One character for one, so that places in the text stay what they are: rare dashes, wide brackets, marks of direction.
_PLAIN = str.maketrans(
    {**dict.fromkeys("‐‑", "-"), **dict.fromkeys("‒―−﹘－", "–"), "（": "(", "）": ")", "［": "[", "］": "]"}
)
_PLAIN |= str.maketrans(dict.fromkeys("\u200b\u200e\u200f\u202a\u202b\u202c\u2066\u2067\u2068\u2069\ufeff", " "))
_BRACKETS = re.compile(
    r"\((?P<round>[^()\n]{2,60})\)|\[(?P<square>[^\[\]\n]{2,60})\]|(?<![\w/])/\s?(?P<slash>[^/\n]{2,40})\s?/"
)
# What parts a dateline without brackets from its text.
_MARK = re.compile(r"[-–—:=/.\n]")
_AFTER = re.compile(r"\s{0,9}(?P<mark>\.\s?[-–—]{1,2}|[-–—]{1,3}|=|_|:|\.|।|[·•|])?\s{0,9}")
# "/ritzau/AFP: ", "/ritzau/AFP/ "
_SECOND = re.compile(r"(?P<name>[^\W\d_][\w-]{1,12})(?:\s?[:/]|(?=\s))\s{0,4}")
_DASH = re.compile(r"\s{0,4}[-–—]{1,2}\s{1,4}")
_DATE_AFTER_SLASH = re.compile(r"\s?(?P<date>[^/\n]{4,30}?)\s?/\s{0,4}")


def split(text: str, *, languages: Sequence[str] = ()) -> tuple[Dateline | None, str]:
    """The dateline that opens `text`, and the text without it (and without a byline or notice before it).

    `languages` are BCP 47 tags; they tell an agency from another thing of the same name. Without a dateline:
    None and `text` as it is.
    """
    found = find(text, one_or_more(languages))
    return (found.dateline, text[found.end :].lstrip()) if found else (None, text)


def find(text: str, languages: tuple[str, ...] = ()) -> Found | None:
    """The dateline that opens `text`, with where it stands."""
    indent = len(text) - len(text.lstrip())
    found = _find(text[indent : indent + HEAD + PREFIX], languages)
    if found is None or not indent:
        return found
    return Found(found.dateline, indent + found.start, indent + found.end, found.byline)


@lru_cache(maxsize=2048)
def _find(head: str, languages: tuple[str, ...]) -> Found | None:
    if found := find_east(head, languages):
        return found
    plain = head.translate(_PLAIN)
    shapes = (_find_bracketed, find_named, find_bare) if _MARK.search(plain, 0, HEAD) else (_find_bracketed,)
    return next((found for shape in shapes if (found := shape(plain, languages))), None)


def _find_bracketed(head: str, languages: tuple[str, ...]) -> Found | None:
    """Credits between brackets or slashes, after the place or before it."""
    for match in _brackets(head):
        credit = parse_credits(match.group(match.lastgroup or 0), languages)
        if credit is None:
            continue
        left = head[: match.start()]
        found = (
            _after_place(head, left, match, credit) if left.strip() else _before_place(head, match, credit, languages)
        )
        if found is not None:
            return found
    return None


def _brackets(head: str) -> Iterator[re.Match[str]]:
    for count, match in enumerate(_BRACKETS.finditer(head)):
        if count == 4:
            return
        yield match


def _after_place(head: str, left: str, match: re.Match[str], credit: Credits) -> Found | None:
    place = parse_head(left.rstrip(" \xa0-–—"))
    after = _AFTER.match(head, match.end())
    if place is None or after is None or match.end() - place.start > HEAD:
        return None
    end, date_text = after.end(), place.date_text
    if match.lastgroup == "slash" and date_text is None and (dated := _DATE_AFTER_SLASH.match(head, match.end())):
        rest, cut = cut_date(dated.group("date"))
        end, date_text = (dated.end(), cut) if cut and not rest.strip() else (end, date_text)
    if not _holds(place, credit, after.group("mark"), head[end:], slashed=match.lastgroup == "slash"):
        return None
    return Found(Dateline(place.place, credit.names, date_text), place.start, end)


def _holds(place: Head, credit: Credits, mark: str | None, rest: str, *, slashed: bool) -> bool:
    """Whether place, credit and what parts them from the text make a dateline together."""
    if place.place and not (place.marked or place.certain) and _explains(place, place.place, credit):
        return False
    if credit.trust == Trust.KNOWN:
        return mark is not None or slashed or not rest[:1].islower()
    if credit.trust == Trust.NAMED:
        return mark is not None or place.date_text is not None
    if mark is None or rest[:1].islower():
        return False
    if place.date_text is not None and (credit.trust > Trust.GUESSED or (place.place and mark not in (":", "."))):
        return True
    if credit.trust == Trust.GUESSED:
        return False
    if place.certain and mark != ":":
        return True
    shaped = credit.trust == Trust.SHAPED and place.shouted and mark not in (":", ".") and not slashed
    return shaped and not _is_ticker(place.place or "", credit)


def _is_ticker(name: str, credit: Credits) -> bool:
    """Whether unknown letters behind a short name are its own: a share's ticker (TESLA, TSLA)."""
    word, ticker = name.casefold(), credit.names[0].casefold()
    letters = iter(word)
    own = word[:2] == ticker[:2] or (word[0] == ticker[0] and word[-1] == ticker[-1])
    return len(word) < SHORTEST or (own and all(letter in letters for letter in ticker[: len(word)]))


def _explains(place: Head, name: str, credit: Credits) -> bool:
    """Whether the brackets explain the name before them: its abbreviation, or the state that it lies in."""
    doubtful = credit.curt and not place.shouted and credit.trust < Trust.KNOWN
    return doubtful or any(spells(name, agency) for agency in credit.names)


def _before_place(head: str, match: re.Match[str], credit: Credits, languages: tuple[str, ...]) -> Found | None:
    """The credit before the place ("(ANSA) - ROMA, 1 LUG - "), or alone ("/ritzau/: ", "(AP) _ ")."""
    after = _AFTER.match(head, match.end())
    if after is None or credit.trust < Trust.NAMED or not head[after.end() :].strip():
        return None
    rest = head[after.end() :]
    for dash in list(_DASH.finditer(rest[:HEAD]))[:3]:
        place = parse_head(rest[: dash.start()])
        if place is not None and place.place and (place.date_text or place.shouted or known_city(place.place)):
            dateline = Dateline(place.place, credit.names, place.date_text)
            return Found(dateline, match.start(), after.end() + dash.end())
    if match.lastgroup == "slash" and (second := _SECOND.match(head, match.end())):
        both = parse_credits(second["name"], ())
        if both is not None and both.trust == Trust.KNOWN:
            return Found(Dateline(None, (*credit.names, *both.names)), match.start(), second.end())
    slashed = match.lastgroup == "slash" and credit.trust == Trust.KNOWN
    told = slashed or len(credit.names[0]) > 2 or is_national(credit.names[0], languages)
    alone = after.group("mark") is not None or (told and not rest[:1].islower())
    return Found(Dateline(None, credit.names), match.start(), after.end()) if alone else None
