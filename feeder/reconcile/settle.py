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
from feeder.dating.renderings import rendered, renderings
from feeder.dating.study import study
from feeder.model.entry import Entry, Sighting
from feeder.model.stored import Candidates
from feeder.model.time import Calibration, Dating


@dataclass(frozen=True, slots=True)
class Settled:
    """The sightings as they are to be folded, and into what; the source's calibration from now on, and what is worth a
    log line. `old`: stories that have left the page are to be `remade`."""

    sightings: tuple[Sighting, ...]
    candidates: Candidates
    calibration: Calibration
    events: tuple[str, ...] = ()
    old: bool = False


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
        return Settled(tuple(sightings), candidates, calibration)
    stored = [_dating(guid, candidates) for guid in guids]
    seen = tuple(sighting.dating for sighting in sightings)
    told = study(seen, stored, source=source, taken_at=taken_at, calibration=calibration, ages=ages)
    known = _known(candidates, guids, told.stored)
    if told.calibration == calibration and told.datings == seen:
        return Settled(tuple(sightings), known, calibration)
    redated = _redated(sightings, told.datings, source, taken_at, told.calibration)
    return Settled(tuple(redated), known, told.calibration, told.events, told.old)


def remade(entries: Sequence[Entry], *, source: str, calibration: Calibration) -> list[tuple[Entry, Entry]]:
    """Those of `entries` of whose pages more is known now, by what all tell together of when each was made: as they
    were, and as they are to be reconsidered."""
    found = renderings((entry.dating.evidence for entry in entries), source=source, calibration=calibration).found
    pairs = [(entry, rendered(entry.dating, found, source=source)) for entry in entries]
    return [(entry, replace(entry, dating=dating)) for entry, dating in pairs if dating is not entry.dating]


def _known(candidates: Candidates, guids: Sequence[str | None], stored: Sequence[Dating | None]) -> Candidates:
    entries = dict(candidates.entries)
    for guid, dating in zip(guids, stored, strict=True):
        if guid is not None and dating is not None:
            entries[guid] = replace(entries[guid], dating=dating)
    return replace(candidates, entries=entries)


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
