"""What the printed times of a source teach about its habits, with the evidence that taught it.

Relative texts alone never tell flooring from rounding (rounding is flooring a time shifted by half a unit): a story
that has something else as well, an exact time, an arrival, or ages in several units, fits only one of the two.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Literal

from feeder.dating.evidence import allowed
from feeder.dating.giveaways import giveaways
from feeder.dating.offsets import beside, name_zone
from feeder.dating.ranks import is_fine
from feeder.dating.zones import offset_at
from feeder.model.time import Basis, CalendarTime, Calibration, Dating, Evidence, Learned, Rounding, Window

ENOUGH = 3
"""Votes for a rounding, nine in ten of all, before it is learned: a single old copy of a page can fake one or two."""
_WEIGHTS = {Basis.MACHINE: 3, Basis.STATED: 2, Basis.ARRIVAL: 2, Basis.RELATIVE: 1}
_NUMERIC = re.compile(r"(?<![\d./:-])(\d{1,2})\s?[./-]\s?(\d{1,2})(?!\d)")


def learn(
    calibration: Calibration,
    stories: Iterable[Sequence[Evidence]],
    *,
    taken_at: datetime,
    ages: Literal["lead", "trail"] | None = None,
) -> Calibration:
    """`calibration` with what a capture of its source teaches, the same object where that is nothing new.

    `stories`: for each story on the capture, all evidence of this source, stored and seen (`evidence_of`). `ages`:
    where ages stood on it.
    """
    known = [tuple(story) for story in stories]
    found = _learn_rounding(calibration, known, taken_at)
    found = _learn_order(found, known, taken_at)
    found = _learn_zone(found, known, taken_at)
    if ages is not None and (found.ages is None or found.ages.value != ages):
        found = replace(found, ages=Learned(ages, f"as on the page of {_at(taken_at)}", taken_at))
    return found


def evidence_of(source: str, stored: Dating | None, seen: Dating) -> tuple[Evidence, ...]:
    """The evidence of one story that `source` gave."""
    every = (*stored.evidence, *seen.evidence) if stored else seen.evidence
    return tuple(dict.fromkeys(item for item in every if item.source == source))


def _at(instant: datetime) -> str:
    return instant.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _learn_rounding(calibration: Calibration, stories: list[tuple[Evidence, ...]], taken_at: datetime) -> Calibration:
    votes: Counter[Rounding] = Counter()
    proofs: dict[Rounding, str] = {}
    for rounding, weight, proof in (*_votes(calibration, stories), *giveaways(stories, taken_at)):
        votes[rounding] += weight
        proofs.setdefault(rounding, proof)
    if not votes:
        return calibration
    winner, count = votes.most_common(1)[0]
    if count < ENOUGH or count < 0.9 * votes.total():
        return calibration
    if calibration.rounding is not None and calibration.rounding.value is winner:
        return calibration
    proof = f"{count} of {votes.total()} votes on {_at(taken_at)}: {proofs[winner]}"
    return replace(calibration, rounding=Learned(winner, proof, taken_at))


def _votes(calibration: Calibration, stories: list[tuple[Evidence, ...]]) -> Iterator[tuple[Rounding, int, str]]:
    """A vote of each story whose evidence agrees under one rounding only, and not under what is known already."""
    for story in stories:
        telling = [item for item in story if item.basis in _WEIGHTS and is_fine(item) and len(item.phrases) < 2]
        kinds = {(item.basis, *(getattr(phrase, "unit", None) for phrase in item.phrases)) for item in telling}
        if len(kinds) < 2 or not any(item.basis is Basis.RELATIVE for item in telling):
            continue
        if calibration.rounding is not None and _agree(telling, calibration):
            continue
        fits = [rounding for rounding in Rounding if _agree(telling, _supposing(calibration, rounding))]
        if len(fits) == 1:
            anchor = min(telling, key=lambda item: (item.basis is Basis.RELATIVE, item.basis.rank))
            relative = next(item for item in telling if item.basis is Basis.RELATIVE)
            yield fits[0], _WEIGHTS[anchor.basis], f'"{relative.text}" beside "{anchor.text}" fits only {fits[0].value}'


def _supposing(calibration: Calibration, rounding: Rounding) -> Calibration:
    return replace(calibration, rounding=Learned(rounding, "supposed", datetime.min.replace(tzinfo=UTC)))


def _agree(story: Sequence[Evidence], calibration: Calibration) -> bool:
    shared: Window | None = None
    for item in story:
        for window in allowed(item, calibration)[:1]:
            shared = window if shared is None else shared.intersect(window)
            if shared is None:
                return False
    return True


def _learn_order(calibration: Calibration, stories: list[tuple[Evidence, ...]], taken_at: datetime) -> Calibration:
    """Day before month or after it, from the first numeric date on the page with a day above 12; else from several
    that only one of the two orders does not put into the future."""
    shown = [item for story in stories for item in story if item.taken_at == taken_at]
    printed = [item for item in shown if item.basis is not Basis.MACHINE]
    told = next(((item, day_first) for item in printed if (day_first := _order(item)) is not None), None)
    if told is None and calibration.day_first is None:
        past = [(item, day_first) for item in printed if (day_first := _past_order(item, taken_at)) is not None]
        told = past[0] if len(past) >= ENOUGH and len({day_first for _, day_first in past}) == 1 else None
    if told is None or (calibration.day_first is not None and calibration.day_first.value == told[1]):
        return calibration
    return replace(calibration, day_first=Learned(told[1], f'"{told[0].text}" can only be read so', taken_at))


def _past_order(item: Evidence, taken_at: datetime) -> bool | None:
    """Whether a numeric date that may be read both ways has its day first, by which of the two is past."""
    numeric = _NUMERIC.search(item.text)
    read = [phrase for phrase in item.phrases if isinstance(phrase, CalendarTime) and phrase.year and phrase.day]
    if numeric is None or len(read) != len(item.phrases) or len(read) != 2:
        return None
    days = [(phrase.year or 0, phrase.month or 0, phrase.day or 0) for phrase in read]
    latest = taken_at.date() + timedelta(days=1)
    past = [day for day in days if day <= (latest.year, latest.month, latest.day)]
    swapped = days[0][1:] == (days[1][2], days[1][1]) and days[0][1:] != days[1][1:]
    return int(numeric[1]) == past[0][2] if swapped and len(past) == 1 else None


def _order(item: Evidence) -> bool | None:
    """Whether the numeric date of `item` has its day first; None where it is none, or may be read both ways."""
    for phrase in item.phrases:
        if not isinstance(phrase, CalendarTime) or phrase.day is None or phrase.day <= 12:
            continue
        numeric = _NUMERIC.search(item.text)
        if numeric and {int(numeric[1]), int(numeric[2])} == {phrase.day, phrase.month}:
            return int(numeric[1]) == phrase.day
    return None


def _learn_zone(calibration: Calibration, stories: list[tuple[Evidence, ...]], taken_at: datetime) -> Calibration:
    """The offset of a source whose zone is assumed, from a story with a local clock time and an exact instant."""
    for sign in (sign for story in stories for sign in beside(story)):
        zone = name_zone((sign,))
        known = calibration.zone
        if zone and (known is None or offset_at(known.value, sign.instant) != offset_at(zone, sign.instant)):
            return replace(calibration, zone=Learned(zone, sign.proof, taken_at))
    return calibration
