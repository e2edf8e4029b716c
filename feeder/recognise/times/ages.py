"""From a row of signs to ages: which unit, how many, how sure.

A reading holds for every text of its template ("# uur geleden"): the numbers are filled in afterwards, so that a
template is understood once.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice, pairwise, product

from feeder.lexicon import Role, Sign
from feeder.model.drafts import drafted
from feeder.model.time import Age, CalendarTime, Phrase, Unit
from feeder.recognise.times.signs import MINUTES, PRINTED

_SECONDS = {"second": 1, "minute": 60, "hour": 3600, "day": 86400, "week": 604800, "month": 2629746, "year": 31556952}
LIKELY = {"second": 59, "minute": 59, "hour": 23, "day": 31, "week": 8, "month": 11, "year": 99}
"""The counts that sites stop at before the next unit: they tell "30m" (minutes) from "3m" (which may be months)."""
# Beyond these a site has long since gone on to the next unit: what is left of them is another unit's short form, or
# no age at all ("2019年前").
_MOST = {"second": 120, "minute": 180, "hour": 100, "day": 400, "week": 110, "month": 36, "year": 130}
_COUNT = "N(?:RN)?H?"
_PAIR = rf"(?:{_COUNT}[AO]?[UGV]\.?H?|U\.?{_COUNT}|C\.?H?|[SV]\.?|T)"
_AMOUNT = rf"{_PAIR}(?:J?{_PAIR}){{0,3}}"
_HEAD = "[ABOLMW]{0,3}"
AMOUNT = re.compile(rf"(?<!_)(?:(?=[ABOLMW])|(?<!N)(?<!NR)){_HEAD}{_AMOUNT}[APOLMW]{{0,3}}(?!_)")
_HOURS_AND = re.compile(rf"({_HEAD}N)(UN)[APOLMW]{{0,3}}")
_NARROWING = frozenset((Role.UNDER, Role.OVER, Role.ALMOST))
_UNITS = frozenset((Role.UNIT, Role.COUNTED, Role.ONE, Role.AGED, Role.COMPARED))
PAST = frozenset((Role.BEFORE, Role.AFTER, Role.TEMPLATE, Role.AGED))
"""What says that an amount is an age."""
MOST_READINGS = 12
_age = drafted(Age)
# Who prints two units floors the second; months differ by days, so that the rest lies around that cell.
_UNEVEN, _EVEN = frozenset((Unit.YEAR, Unit.MONTH)), frozenset((Unit.WEEK, Unit.DAY))
FEW_SECONDS = 44.0
"""What widgets call "a few seconds" ends where they begin to say "a minute" (45 s; measured)."""


@dataclass(frozen=True, slots=True)
class Pair:
    """A count of a unit; `slots` are the places of its printed numbers, empty where the count is in words."""

    unit: Unit
    least: float
    most: float
    grain: float
    slots: tuple[int, ...] = ()
    half: bool = False

    def filled(self, numbers: Sequence[float]) -> tuple[float, float]:
        """The least and the most of the count with the printed numbers in place."""
        least, most = self.least, self.most
        if self.slots:
            least, most = numbers[self.slots[0]], numbers[self.slots[-1]]
        return least + self.half * 0.5, most + self.half * 0.5


@dataclass(frozen=True, slots=True, eq=False)
class Amount:
    """One way to read a template as an age: its counts from the largest unit down, and what qualifies them."""

    pairs: tuple[Pair, ...]
    marks: frozenset[Role]

    def age(self, numbers: Sequence[float]) -> Age | None:
        """The age with the printed numbers in place; None where they make no sense: a range that runs down, or more
        of a unit than anybody prints."""
        least = most = 0.0
        last = self.pairs[-1]
        for pair in self.pairs:
            low, high = pair.filled(numbers)
            if high > _MOST[pair.unit]:
                return None
            factor = 1 if pair is last else _times(pair.unit, last.unit)
            least, most = least + low * factor, most + high * factor
        if least > most:
            return None
        if self.pairs[0].unit in _UNEVEN and last.unit in _EVEN:
            least, most = least + 0.25, most + 0.25
        grain = 0.5 if last.half or least % 1 == 0.5 else last.grain
        return self._qualified(last.unit, least, most, grain)

    def _qualified(self, unit: Unit, least: float, most: float, grain: float) -> Age | None:
        """The age as its approximator narrows it: "less than n" is all below, "over" goes up to the next count,
        "almost" is just below. None for what may lie ahead as well: "less than 3 hours", "3小时内"."""
        marks = self.marks
        if not marks.isdisjoint(_NARROWING):
            if Role.UNDER in marks:
                if most > 1 and unit is not Unit.SECOND and marks.isdisjoint(PAST):
                    return None
                return Age(unit, 0.0, max(0.0, most - grain), grain)
            if Role.OVER in marks:
                return Age(unit, least + 0.25, most + 0.25, 0.75)
            return Age(unit, max(0.0, least - 0.3), max(0.0, most - 0.3), 0.3)
        if unit is Unit.SECOND and least != most:
            return Age(unit, 0.0, max(most, FEW_SECONDS), grain)
        return _age(unit, least, most, grain, Role.ABOUT in marks)


def _times(larger: str, smaller: str) -> float:
    """How many of `smaller` make one of `larger`."""
    if (larger, smaller) == ("year", "month"):
        return 12
    return _SECONDS[larger] / _SECONDS[smaller]


def rows(meanings: Sequence[tuple[Sign, ...]]) -> Iterator[tuple[Sign, ...]]:
    """Every choice of one meaning per word, at most `MOST_READINGS`."""
    return islice(product(*meanings), MOST_READINGS)


def shape(signs: Sequence[Sign]) -> str:
    """The roles of `signs` as letters."""
    return "".join([sign.role.value for sign in signs])


def with_minutes(signs: tuple[Sign, ...]) -> tuple[Sign, ...]:
    """`signs` with the unit that "il y a 1h20" leaves out, or as they are; without a marker that is a clock time."""
    found = _HOURS_AND.fullmatch(shape(signs))
    if not found or signs[found.end(1)].unit != "hour" or not any(sign.role in PAST for sign in signs):
        return signs
    return (*signs[: found.end(2)], MINUTES, *signs[found.end(2) :])


def amount(signs: Sequence[Sign], first_slot: int = 0) -> Amount | None:
    """The amount that `signs` spell, which match `AMOUNT`; their printed numbers count from `first_slot`.

    None where the units do not run down ("5 min. 3 uur"), and where one stands in the form of less or more, but
    neither is said.
    """
    roles = frozenset(sign.role for sign in signs)
    if Role.COMPARED in roles and roles.isdisjoint(_NARROWING):
        return None
    pairs: list[Pair] = []
    slot = first_slot
    for part in re.finditer(_PAIR, shape(signs)):
        pair, slot = _pair(signs[part.start() : part.end()], slot)
        pairs.append(pair)
    if any(_SECONDS[pair.unit] <= _SECONDS[after.unit] for pair, after in pairwise(pairs)):
        return None
    return Amount(tuple(pairs), roles)


def _pair(signs: Sequence[Sign], slot: int) -> tuple[Pair, int]:
    """One count with its unit, and the slot that the next printed number takes."""
    if signs[0].role is Role.TEMPLATE:
        return Pair(Unit(signs[0].unit), 1, 1, 1, (slot,)), slot + 1
    counts = [sign for sign in signs if sign.role is Role.NUMBER]
    unit = next(sign for sign in signs if sign.role in _UNITS)
    half = any(sign.role is Role.HALF for sign in signs)
    if not counts:
        return Pair(Unit(unit.unit), unit.least, unit.most, unit.grain, half=half), slot
    slots = tuple(range(slot, slot + sum(sign is PRINTED for sign in counts)))
    first, last = counts[0], counts[-1]
    return Pair(Unit(unit.unit), first.least, last.most, first.grain, slots, half), slot + len(slots)


def fixed(sign: Sign) -> Phrase:
    """The phrase that an AGE or a DAY sign is by itself."""
    if sign.role is Role.AGE:
        return Age(Unit(sign.unit), sign.least, sign.most, sign.grain)
    if sign.weekday is not None:
        return CalendarTime(weekday=sign.weekday, back=sign.back, span=Unit.WEEK)
    return CalendarTime(back=sign.back, span=Unit(sign.unit))
