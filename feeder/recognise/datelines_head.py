"""The head of a dateline before its credit: place, region and date. Works on at most a few hundred characters."""

from __future__ import annotations

import re
from dataclasses import dataclass

from feeder.recognise.datelines_data import (
    BYLINE_WORDS,
    CONNECTORS,
    INSTITUTIONS,
    NOT_PLACES,
    NOTICE_WORDS,
    OWN_REPORTERS,
    cities,
    is_month,
)
from feeder.text import squash

# Letters with their marks: `\w` leaves out the vowel signs of Indic scripts.
_LETTERS = r"[^\s\d.,،()/:;_=–—-]{2,12}"
_YEAR = r"(?:,?\s{1,3}(?:de\s|del\s)?\d{4}(?:\s?г|\s?р|\s?m)?)?"
_DATE = re.compile(
    r"(?<![\w/])(?P<date>"
    r"(?<=[,،]\s)\d{1,2}"
    r"|\d{4}[-/.]\d{1,2}[-/.]\d{1,2}"
    r"|\d{1,2}[/.]\d{1,2}(?:[/.](?:\d{4}|\d{2}))?|\d\d-\d\d|\d{1,2}-\d{1,2}-(?:\d{4}|\d{2})"
    r"|\d{1,2}(?:st|nd|rd|th|er|º|ª|\.)?\s{0,3}(?:de\s|of\s|d')?(?P<after>" + _LETTERS + r")(?:\.?" + _YEAR + r")"
    r"|(?:\d{4}\.?\s(?:m\.\s)?)?(?P<before>" + _LETTERS + r")\.?\s{1,3}\d{1,2}(?:st|nd|rd|th|\s?d)?" + _YEAR + r"|"
    r"(?:ngày\s)?\d{1,2}(?:/|\stháng\s)\d{1,2}(?:(?:/|\snăm\s)\d{4})?"
    r")(?:[.,،]{0,2}\s"
    + _LETTERS
    + r")?[\s.,،]{0,4}(?:/?\s?\d{1,2}[:.h]\d{2}(?:\s[AaPp]\.?m\.?)?(?:\s[A-Z]{2,4})?[\s.,]{0,3})?$"
)
# A sentence's end behind a date: "апреля.", "January 21."; "mar." and "14." keep theirs.
_FULL_STOP = re.compile(r"(^[^\W\d].{0,20}\d|[^\W\d_]{4})\.$")
# A word of a name: anything without brackets, quotes of speech, digits or other marks that no name holds.
_WORD = re.compile(r"[^\s\d,،/()\[\]{}<>\"“”«»:;=!?|*_]{1,24}")
_SMALL = re.compile(r"[dl]['’]|(?:[a-z]\.){1,2}[A-Za-z]{0,3}\.?$", re.IGNORECASE)
_BREAK = re.compile(r"(?<=\d)-(?=[^\W\d])|\n|: |:\s|\)\s|\s{2,}|\. ")
_REGION = re.compile(
    r"(?P<name>[^()\[\]]{1,60}?)\s{0,3}(?:\((?P<inner>[^()\d]{1,30})\)\s{0,3})?(?:\((?P<region>[^()\d]{1,30})\)|"
    r"\[(?P<country>[^\[\]\d]{1,30})\])$",
    re.DOTALL,
)
# "14.3.Warszawa (PAP)": the date before the place.
_DATE_FIRST = re.compile(r"\s{0,9}(?P<date>\d{1,2}\.\s?\d{1,2}\.(?:\s?\d{4}\.?|\d{2}\.)?)\s{0,3}(?=[^\W\d])")
_SEPARATORS = " \t\r\n\xa0,،;.–—-_=/|"


@dataclass(frozen=True, slots=True)
class Head:
    """What stands before the credit. `start`: where it begins, a byline or notice before it being left out.

    `shouted`: the place is in capitals, or in a script that has none. `marked`: a region or a date stands with it.
    """

    place: str | None
    date_text: str | None
    start: int = 0
    shouted: bool = False
    region: bool = False

    @property
    def marked(self) -> bool:
        return self.region or self.date_text is not None

    @property
    def certain(self) -> bool:
        """Whether the place is a city known by name."""
        return self.place is not None and known_city(self.place)


def known_city(place: str) -> bool:
    """Whether the place, without its region, is one of the cities known by name."""
    return re.split(r"[,،/(]", place)[0].strip(_SEPARATORS).casefold() in cities()


def parse_head(left: str) -> Head | None:
    """The head that is the whole of `left`, or its end after a byline or notice. None: no head of a dateline."""
    if (dated := _DATE_FIRST.match(left)) and (place := _place(left[dated.end() :])):
        return Head(place[0], dated["date"].strip(), 0, _shouted(place[0]), place[1])
    body, date_text = cut_date(left)
    if not body.strip(_SEPARATORS):
        return Head(None, date_text, len(body) - len(body.lstrip())) if date_text else None
    for start in (*_lines(body), 0, *_breaks(body)):
        if start and not is_prefix(body[:start]):
            continue
        place = _place(body[start:])
        if place is not None and (start or _shouted(place[0]) or not is_prefix(body)):
            text, region = place
            return Head(text, date_text, start, _shouted(text), region)
    return None


def cut_date(left: str) -> tuple[str, str | None]:
    """`left` without the date at its end, and the date as printed."""
    found = _DATE.search(left)
    while found is not None:
        word = found.group("after") or found.group("before")
        if word is None or is_month(word):
            start = found.start("date")
            return left[:start], _FULL_STOP.sub(r"\1", left[start:].strip(" \t\r\n\xa0,،"))
        found = _DATE.search(left, found.start() + 1)
    return left, None


def is_prefix(text: str) -> bool:
    """Whether `text` is what may stand before a dateline: a byline, or a notice about the dispatch itself."""
    words = text.casefold().split()
    if not words:
        return True
    if words[0].strip(":") in BYLINE_WORDS or " ".join(words[:2]) in OWN_REPORTERS:
        return len(words) <= 12
    return "".join(words).lstrip("([*-–—").startswith(NOTICE_WORDS)


def _lines(body: str) -> list[int]:
    """Where a place may begin after a byline that has a line of its own."""
    return [body.rindex("\n") + 1] if "\n" in body.strip() and is_prefix(body) else []


def _breaks(body: str) -> list[int]:
    """Where a place may begin after a byline or notice: after a break, or where the run of capitals starts."""
    starts = [found.end() for found in _BREAK.finditer(body)]
    run = None
    named = body.split(",")[0] if "," in body else body
    for word in reversed(list(re.finditer(r"\S+", named))):
        if not (_is_shouted_word(word.group()) or (run is not None and word.group().casefold() in CONNECTORS)):
            break
        run = word.start()
    return starts if not run or run in starts else [*starts, run]


def _is_shouted_word(word: str) -> bool:
    letters = [character for character in word if character.isalpha()]
    return len(letters) > 1 and word.upper() == word


def _place(text: str) -> tuple[str, bool] | None:
    """`text` as a place with its region, and whether it has one."""
    place = squash(text).strip(_SEPARATORS.replace(".", ""))
    found = _REGION.match(place)
    named, region = (found["name"], [found["inner"], found["region"] or found["country"]]) if found else (place, [])
    name, *rest = re.split(r"\s?[,،]\s?", named)
    rest = [part for part in [*rest, *region] if part]
    if len(place) > 80 or len(rest) > 3 or not _is_name(name) or not all(map(_is_region, rest)):
        return None
    return _trimmed(place), bool(rest)


def _trimmed(place: str) -> str:
    """Without the full stop that ends it, unless that belongs to an abbreviation ("Wis.", "D.C.")."""
    last = place.rstrip(".").split(" ")[-1]
    return place if "." in last or (len(last) <= 4 and "," in place) else place.rstrip(".")


def _is_name(name: str) -> bool:
    parts = re.split(r"\s?/\s?", name)
    return 0 < len(parts) <= 4 and all(map(_is_place, parts))


def _is_place(name: str) -> bool:
    words = name.split()
    folded = [word.casefold().strip(".,'’") for word in words]
    if not 0 < len(words) <= 6 or " ".join(folded) in NOT_PLACES or folded[0] in NOT_PLACES:
        return False
    if any(word in INSTITUTIONS for word in folded) or " ".join(folded[:2]) in OWN_REPORTERS:
        return False
    if len(words) > 3 and not (_shouted(name) or words[0].casefold().split("-")[0] in _PLACE_HEADS):
        return False
    last = words[-1]
    closed = _is_capitalised(words[0]) and (_is_capitalised(last) or "." in last)
    return closed and all(_is_capitalised(word) or _joins(word) for word in words)


_PLACE_HEADS = frozenset(
    "san santa santo são saint sainte st st. ste los las la le el rio palma salvador dar port fort".split()
)


def _is_region(part: str) -> bool:
    words = part.split()
    return 0 < len(words) <= 4 and all(_is_capitalised(word) or _joins(word) for word in words)


def _joins(word: str) -> bool:
    """Whether `word` is a small word inside a name ("de", "d'Ivoire", "a.M.", "v.d.H.")."""
    return word.casefold() in CONNECTORS or bool(_SMALL.match(word))


def _is_capitalised(word: str) -> bool:
    """Whether `word` may belong to a name: it begins with a capital, or its script has none."""
    if not _WORD.fullmatch(word):
        return False
    stripped = word.lstrip("'’‘`")
    if stripped[:2].casefold() in ("s-", "t-"):
        stripped = stripped[2:]
    first = stripped[:1]
    return first.isalpha() and not first.islower()


def _shouted(place: str) -> bool:
    """Whether at least six in ten cased letters of the place itself are capitals (McALLEN, 's-GRAVENHAGE)."""
    name = str(re.split(r"[,،(]", place)[0])
    cased = [character for character in name if character.upper() != character.lower()]
    return 10 * sum(character == character.upper() for character in cased) >= 6 * len(cased)
