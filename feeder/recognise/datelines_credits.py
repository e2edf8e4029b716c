"""The credit in a dateline: which agencies, and how far to trust that they are agencies at all."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import IntEnum

from feeder.recognise.datelines_data import AGENCY_ENDINGS, AGENCY_WORDS, CONNECTORS, NOT_CREDITS, agencies, fold_name
from feeder.text import squash

_JOINER = re.compile(r"\s?[/;+&|、・]\s?|,\s|\s[-–—]\s|\s(?:en|und|and|et|y|e|og|och|ja|i|и)\s", re.IGNORECASE)
_ACRONYM = re.compile(r"[^\W\d_]{3,14}")
SITE = re.compile(r"[^\W_][\w-]{1,30}\.(?:com?\.|CO\.|or\.)?[A-Za-z]{2,4}")
_SMALL = CONNECTORS | {"the", "het", "die", "das", "il", "os", "as"}
_NAME = re.compile(r"[^\W\d_][\w-]{2,13}")
_SHORT_CODE = re.compile(r"[a-z]{2,4}|[A-Z]{2,5}")


class Trust(IntEnum):
    """How sure it is that a credit names agencies, least first."""

    GUESSED = 1  # an unknown name: a credit only beside a date
    SHAPED = 2  # an unknown acronym
    FOREIGN = 3  # an agency that papers in this language do not credit: likely another thing of that name
    NAMED = 4  # says itself that it is an agency
    KNOWN = 5


@dataclass(frozen=True, slots=True)
class Credits:
    """Credits as printed, in order, and how far to trust them."""

    names: tuple[str, ...]
    trust: Trust

    @property
    def curt(self) -> bool:
        """Whether two letters are all there is: a canton or a state as likely as an agency."""
        return all(len(name) <= 2 for name in self.names)


def parse_credits(text: str, languages: tuple[str, ...]) -> Credits | None:
    """The credits that `text` (what stands between the brackets) names; None where it names none."""
    name = squash(text)
    if not 1 < len(name) <= 60 or name[0] in "'\"“«":
        return None
    whole = _trust(name, languages)
    if whole is not None and whole > Trust.SHAPED:
        return Credits((name,), whole)
    return (
        _joined(_JOINER.split(name), languages)
        or _spaced(name, languages)
        or (Credits((name,), whole) if whole else None)
        or (Credits((name,), Trust.GUESSED) if _NAME.fullmatch(name) and _is_title(name[:1]) else None)
    )


def _joined(parts: list[str], languages: tuple[str, ...]) -> Credits | None:
    """Credits that marks or "and" join; one that is known lets short codes pass ("dpa/lni")."""
    if len(parts) == 1:
        parts = re.split("[-–]", parts[0])
    if not 1 < len(parts) <= 6:
        return None
    trusts = [_trust(part, languages) for part in parts]
    best = max((trust for trust in trusts if trust), default=None)
    if best is None or not all(trust or _SHORT_CODE.fullmatch(part) for part, trust in zip(parts, trusts, strict=True)):
        return None
    return Credits(tuple(parts), best)


def _spaced(name: str, languages: tuple[str, ...]) -> Credits | None:
    """Credits that only spaces part ("ats afp"): each must be known."""
    parts = name.split(" ")
    if 1 < len(parts) <= 4 and all(_trust(part, languages) == Trust.KNOWN for part in parts):
        return Credits(tuple(parts), Trust.KNOWN)
    return None


def _trust(name: str, languages: tuple[str, ...]) -> Trust | None:
    at_home = agencies().get(fold_name(name))
    if at_home is not None and _printed_as_credit(name):
        spoken = {language.split("-")[0].casefold() for language in languages}
        return Trust.KNOWN if not at_home or not spoken or spoken & at_home else Trust.FOREIGN
    if _says_agency(name):
        return Trust.NAMED
    return Trust.SHAPED if _ACRONYM.fullmatch(name) and name.isupper() and name not in NOT_CREDITS else None


def is_national(name: str, languages: tuple[str, ...]) -> bool:
    """Whether an agency is one of a country that speaks one of `languages`, and credited in few others."""
    spoken = {language.split("-")[0].casefold() for language in languages}
    return bool(spoken & agencies().get(fold_name(name), frozenset()))


def _says_agency(name: str) -> bool:
    """Whether a name tells that it is an agency's: a word for one, a site's name, or a service of a known one."""
    words = name.split(" ")
    folded = [word.casefold() for word in words]
    if len(words) > 4 or "/" in name or (name[:1].islower() and folded[0] not in agencies()):
        return False
    if AGENCY_WORDS & set(folded) or folded[-1].endswith(AGENCY_ENDINGS) or SITE.fullmatch(name):
        return True
    return 1 < len(words) <= 3 and len(words[0]) > 2 and folded[0] in agencies() and all(map(_is_title, words[1:]))


def _is_title(word: str) -> bool:
    return word[:1].isupper() and word.isalpha()


def _printed_as_credit(name: str) -> bool:
    """Two letters are an agency only in capitals: "ap" and "aa" are anything."""
    return len(name) > 2 or name == name.upper()


def spells(place: str, credit: str) -> bool:
    """Whether the initials of `place` spell `credit`: then it is an abbreviation explained, not a dateline.

    The last word may give more than its initial ("Alpha-fetoprotein (AFP)").
    """
    words = [word for word in re.split(r"[\s\-/]+", place.casefold()) if word[:1].isalnum() and word not in _SMALL]
    acronym = "".join(filter(str.isalnum, credit.casefold()))
    if len(words) < 2 or len(acronym) < 2:
        return False
    initials = "".join(word[0] for word in words)
    if initials.startswith(acronym):
        return True
    rest = iter(words[-1][1:])
    return acronym.startswith(initials) and all(letter in rest for letter in acronym[len(initials) :])
