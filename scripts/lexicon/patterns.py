"""CLDR's counted patterns taken apart: "{0} uur geleden" and "vor {0} Stunden" to units and the markers of the past.

A marker is what ends (or begins) the patterns of most units alike; what is left beside the number is the unit in the
form that it takes there ("Stunden", "Tagen", "órával"). A pattern that this cannot explain is kept whole.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from feeder.recognise.times.normalise import fold_term
from feeder.recognise.times.signs import PIECE
from scripts.lexicon.cldr import Cldr

UNITS = ("second", "minute", "hour", "day", "week", "month", "year")
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_NUMBER = "{0}"
_COUNTS = {"zero": 0, "one": 1, "two": 2}
_SOME_SECONDS = "0..44 second"
"""Where no number is printed at all, "seconds ago"."""
_WIDESPREAD = 3
"""A marker must serve this many units."""


@dataclass(frozen=True)
class Pattern:
    """A counted pattern of one unit, folded; `count` is its plural category, `long` says that nothing is cut short,
    `plain` that it stands in the case that a count takes by itself."""

    unit: str
    count: str
    text: str
    long: bool
    plain: bool = True

    @property
    def sides(self) -> tuple[str, str] | None:
        """What stands before and after the number; None where it prints none ("לפני שעתיים")."""
        bare = self.text.replace(f"({_NUMBER})", "").strip(" -")
        before, hole, after = bare.partition(_NUMBER)
        return (before.strip(), after.strip()) if hole else None


@dataclass
class Harvest:
    """Terms by role and meaning, in the shape of a record."""

    terms: dict[str, dict[str, set[str]]] = field(default_factory=lambda: defaultdict(lambda: defaultdict(set)))

    def add(self, role: str, meaning: str, term: str) -> None:
        """Notes that `term` has the `meaning`; one with a digit in it could not be told from a count."""
        term = fold_term(term)
        if term and not re.search(r"\d", term.replace(_NUMBER, "")):
            self.terms[role][meaning].add(term)


@dataclass(frozen=True)
class Patterns:
    """The folded patterns of a language: ages and what is to come, with their markers, and bare counts."""

    past: tuple[Pattern, ...]
    future: tuple[Pattern, ...]
    bare: tuple[Pattern, ...]


def patterns_of(cldr: Cldr, locales: Iterable[str]) -> Patterns:
    """All patterns of `locales`, each once; what is printed for the past and the future alike is left out."""
    past: dict[Pattern, None] = {}
    future: dict[Pattern, None] = {}
    bare: dict[Pattern, None] = {}
    for locale in locales:
        past |= dict.fromkeys(_relative(cldr, locale, "past"))
        future |= dict.fromkeys(_relative(cldr, locale, "future"))
        bare |= dict.fromkeys(_bare(cldr, locale))
    return Patterns(tuple(pattern for pattern in past if pattern not in future), tuple(future), tuple(bare))


def _relative(cldr: Cldr, locale: str, tense: str) -> Iterator[Pattern]:
    for name, words in cldr.fields(locale).items():
        unit = name.split("-")[0]
        if unit in UNITS:
            for key, text in words.get(f"relativeTime-type-{tense}", {}).items():
                yield Pattern(unit, key.rpartition("-")[2], fold_term(text), name == unit)


def _bare(cldr: Cldr, locale: str) -> Iterator[Pattern]:
    for width, units in cldr.units(locale).items():
        for unit in UNITS:
            for key, text in units.get(f"duration-{unit}", {}).items():
                if "count-" in key:
                    plain = key.startswith("unitPattern")
                    yield Pattern(unit, key.rpartition("-")[2], fold_term(text), width == "long", plain)


def harvest(cldr: Cldr, locales: Iterable[str]) -> tuple[Harvest, Patterns]:
    """What CLDR says about the ages of one language, and the patterns that it was taken from."""
    locales = list(locales)
    found, patterns = Harvest(), patterns_of(cldr, locales)
    before, after = markers(patterns.past)
    plain = _plain_counts(patterns)
    for pattern in patterns.past:
        _take_apart(pattern, before, after, found, plain)
    said = {unit: set(terms) for unit, terms in found.terms["U"].items()}
    for pattern in patterns.bare:
        _take_apart(pattern, (), (), found)
    _settle(said, found)
    _strike_future(patterns, found)
    for locale in locales:
        _relative_words(cldr, locale, found)
    return found, patterns


def _settle(said: Mapping[str, set[str]], found: Harvest) -> None:
    """Leaves a short form that may be minutes or months the one that it is in ages, where it is one: "3m ago"."""
    minutes, months = said.get("minute", set()), said.get("month", set())
    found.terms["U"]["minute"] -= months - minutes
    found.terms["U"]["month"] -= minutes - months


def _strike_future(patterns: Patterns, found: Harvest) -> None:
    """Takes out the forms of units that mean the future by themselves, as Tamil's "{0} மணிநேரத்தில்" does."""
    said = {side for pattern in patterns.past if pattern.sides for side in pattern.sides}
    for pattern in patterns.future:
        if pattern.sides and not all(pattern.sides):
            found.terms["U"][pattern.unit] -= set(pattern.sides) - said - _plain_counts(patterns)


def _plain_counts(patterns: Patterns) -> set[str]:
    """What stands beside the number of a count by itself."""
    return {side for pattern in patterns.bare if pattern.plain and pattern.sides for side in pattern.sides}


def markers(past: Iterable[Pattern]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """What says past before the number and after it, in the order in which to try them."""
    fronts: dict[str, set[str]] = defaultdict(set)
    backs: dict[str, set[str]] = defaultdict(set)
    for pattern in past:
        if pattern.sides:
            for edge in _edges(pattern.sides[0]):
                fronts[pattern.sides[0][:edge].strip()].add(pattern.unit)
            for edge in _edges(pattern.sides[1]):
                backs[pattern.sides[1][edge:].strip()].add(pattern.unit)
    return _widespread(fronts), _widespread(backs)


def _edges(side: str) -> Iterator[int]:
    """Where the pieces of one side of a pattern begin and end."""
    yield from sorted({edge for piece in PIECE.finditer(side) for edge in piece.span()})


def _widespread(by_marker: dict[str, set[str]]) -> tuple[str, ...]:
    ranked = sorted(by_marker.items(), key=lambda item: (-len(item[1]), -len(item[0])))
    return tuple(marker for marker, units in ranked if len(units) >= _WIDESPREAD and re.search(r"\w", marker))


def _take_apart(
    pattern: Pattern, before: tuple[str, ...], after: tuple[str, ...], found: Harvest, plain: set[str] | None = None
) -> None:
    """Notes the unit of `pattern` and its markers; in an age, a form that no `plain` count takes
    says past by itself."""
    sides = pattern.sides
    if sides is None:
        _without_number(pattern, before, after, found)
        return
    front, said_before = _strip_front(sides[0], before)
    back, said_after = _strip_back(sides[1], after)
    if bool(front) != bool(back):
        marked = plain is None or said_before or said_after or (front or back) in plain or pattern.text[0] == "-"
        found.add("U" if marked else "G", pattern.unit, front or back)
        if said_before:
            found.add("W" if said_after else "B", "", said_before)
        if said_after:
            found.add("P", "", said_after)
        if pattern.long and pattern.count == "one":
            found.add("one", pattern.unit, front or back)
        if pattern.long and pattern.unit == "second" and pattern.count != "one":
            found.add("C", _SOME_SECONDS, front or back)


def _without_number(pattern: Pattern, before: tuple[str, ...], after: tuple[str, ...], found: Harvest) -> None:
    """A count in the word itself, "לפני שעתיים": the marker is off, and the rest means as many as its category."""
    text = re.sub(r"\s*\(\{0\}\)", "", pattern.text)
    front, _ = _strip_front(text, before)
    rest, _ = _strip_back(front, after)
    if pattern.count in _COUNTS:
        found.add("C", f"{_COUNTS[pattern.count]} {pattern.unit}", rest)


def _strip_front(side: str, found: tuple[str, ...]) -> tuple[str, str]:
    """`side` without the first of the markers that it begins with, and that marker; none is cut out of a word."""
    for marker in found:
        if side.startswith(marker) and len(marker) in set(_edges(side)):
            return side[len(marker) :].strip(), marker
    return side, ""


def _strip_back(side: str, found: tuple[str, ...]) -> tuple[str, str]:
    """As `_strip_front`, at the end."""
    for marker in found:
        start = len(side) - len(marker)
        if side.endswith(marker) and start in set(_edges(side)):
            return side[:start].strip(), marker
    return side, ""


def _relative_words(cldr: Cldr, locale: str, found: Harvest) -> None:
    for name, words in cldr.fields(locale).items():
        unit = name.split("-")[0]
        if unit in WEEKDAYS:
            found.add("D", f"1 @{WEEKDAYS.index(unit)}", words.get("relative-type--1", ""))
        elif unit in ("second", "minute", "hour"):
            found.add("X", "0..59 second" if unit == "second" else f"0 {unit}", words.get("relative-type-0", ""))
        elif unit in UNITS:
            for back in (2, 1, 0, -1, -2) if unit == "day" else (2, 1, 0):
                found.add("D", f"{back} {unit}", words.get(f"relative-type-{-back}", ""))
