"""What a capture says once it is held against what is stored: is it an old copy, and what does it teach?

The stories that were there before tell how old the page really is and how its site counts; everything on it is then
dated under what was learned.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Literal

from feeder.dating.combine import combine
from feeder.dating.freezing import publishable
from feeder.dating.study import study
from feeder.model.entry import Sighting
from feeder.model.stored import Candidates
from feeder.model.time import Calibration, Dating


@dataclass(frozen=True, slots=True)
class Settled:
    """The sightings as they are to be folded, the source's calibration from now on, and what is worth a log line."""

    sightings: tuple[Sighting, ...]
    calibration: Calibration
    events: tuple[str, ...] = ()


def settle(
    sightings: Sequence[Sighting],
    guids: Sequence[str | None],
    candidates: Candidates,
    *,
    source: str,
    taken_at: datetime | None,
    calibration: Calibration,
    ages: Literal["lead", "trail"] | None = None,
) -> Settled:
    """Hold the sightings of one capture, matched to `guids`, against the stored entries. Nothing without its time."""
    if taken_at is None:
        return Settled(tuple(sightings), calibration)
    stored = [_dating(guid, candidates) for guid in guids]
    seen = tuple(sighting.dating for sighting in sightings)
    told = study(seen, stored, source=source, taken_at=taken_at, calibration=calibration, ages=ages)
    if told.calibration == calibration and told.datings == seen:
        return Settled(tuple(sightings), calibration)
    redated = _redated(sightings, told.datings, source, taken_at, told.calibration)
    return Settled(tuple(redated), told.calibration, told.events)


def _dating(guid: str | None, candidates: Candidates) -> Dating | None:
    entry = candidates.entries.get(guid) if guid else None
    return entry.dating if entry else None


def _redated(
    sightings: Sequence[Sighting], datings: Sequence[Dating], source: str, taken_at: datetime, calibration: Calibration
) -> list[Sighting]:
    calibrations = {source: calibration}
    redated = []
    for sighting, dating in zip(sightings, datings, strict=True):
        again = combine(dating.evidence, calibrations)
        published = publishable(again, taken_at=taken_at, calibrations=calibrations)
        redated.append(replace(sighting, dating=again, published=published))
    return redated
