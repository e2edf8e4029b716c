"""Nouns of a lexicon. Every term in it is folded as `feeder.recognise.times.normalise.fold` folds a page's text.

Units of time are named as `feeder.model.time.Unit` names them ("second" … "year").
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from feeder.lexicon.calendar import CalendarWords

HOLE = "\x02"
"""Stands for a printed number in a template."""


class Role(StrEnum):
    """What a term does in a relative phrase; one letter each, so that a phrase's shape is a short string."""

    NUMBER = "N"
    UNIT = "U"
    COUNTED = "C"
    """A unit with its count in the word: the duals of Arabic and Hebrew, "kwartier"."""
    ONE = "S"
    """A unit that stands for one of it beside a marker: "час назад", "před hodinou"."""
    AGED = "G"
    """A unit in a form that itself says past: "órája", "perce"."""
    COMPARED = "V"
    """A unit in the form that it takes beside less or more than it, and means something else without: "րոպեից քիչ"."""
    BEFORE = "B"
    """Says past, and stands before the count: "vor", "il y a", "hace"."""
    AFTER = "P"
    """Says past, and stands after the count: "geleden", "ago", "前"."""
    WITH = "W"
    """Goes with a marker and says nothing alone: "for" in "for 3 timer siden", "เมื่อ"."""
    ABOUT = "A"
    OVER = "O"
    ALMOST = "L"
    UNDER = "M"
    """Less than the count: "minder dan een uur"."""
    HALF = "H"
    """And half a unit more: "et demie", "с половиной"."""
    DOT = "."
    """Ends an abbreviated unit."""
    JOINER = "J"
    OTHER = "_"
    """Beside a count it makes no age of it: "desde hace", "hace 3 horas que", "試合の3時間前". A term that begins with
    a hyphen is the ending of the word before: "-den" in "seçimden 3 gün önce", three days before the election."""
    RANGE = "R"
    TEMPLATE = "T"
    """A past phrase around its printed number, of a language that no marker can be told apart in."""
    AGE = "X"
    """An age by itself: "just now", "a few seconds ago"."""
    DAY = "D"
    """A stretch of the calendar counted from the capture: "gisteren", "vorige week", "afgelopen vrijdag"."""


@dataclass(frozen=True, slots=True, eq=False)
class Sign:
    """One meaning of one term; there is one object for each, whatever the language, compared by identity.

    `least` and `most` are counts (of NUMBER, COUNTED, AGE), `grain` the step of that count. DAY counts `back`
    calendar units `unit` from the capture's own, or names a `weekday` (0 is Monday) with its sense in `back`
    (1: the last one before the capture's day).
    """

    role: Role
    unit: str = ""
    least: float = 1.0
    most: float = 1.0
    grain: float = 1.0
    back: int = 0
    weekday: int | None = None


@dataclass(frozen=True, slots=True, eq=False)
class AgeWords:
    """Terms of relative phrases with their meanings, by folded term; a TEMPLATE's has `HOLE` for its number."""

    signs: Mapping[str, tuple[Sign, ...]]


@dataclass(frozen=True, slots=True, eq=False)
class PageWords:
    """Words of a page around its stories.

    `published` and `updated` stand before (or after) a time and say what it is about. `sections` are patterns with
    `{}` for a section's name ("meer uit {}").
    """

    published: tuple[str, ...] = ()
    updated: tuple[str, ...] = ()
    sections: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class Lexicon:
    """A language: terms of relative phrases, of the calendar, and of pages. Compared by identity: `load` caches."""

    tag: str
    ages: AgeWords
    calendar: CalendarWords
    page: PageWords
