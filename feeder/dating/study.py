"""One capture studied beside what is stored of its stories: does its order hold, how old is it, what does it teach?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import datetime
from typing import Literal

from feeder.dating.combine import combine, together
from feeder.dating.freshness import freshen, learn_staleness
from feeder.dating.learning import evidence_of, learn
from feeder.dating.raster import learn_raster
from feeder.dating.recheck import recheck
from feeder.dating.renderings import rendered, renderings
from feeder.model.time import UNDATED, Calibration, Dating, Learned

MANY_PAGES = 8
"""So many pages that agree, before one is seen to be an old copy, were hardly all old themselves."""


@dataclass(frozen=True, slots=True)
class Study:
    """The datings of a capture, in page order, to be narrowed with, and those that were `stored` of its stories, with
    what it tells of older pages; the calibration after it; what to log.

    `old`: the page is an old copy, or pages of its source may be older than was known. That bears on stories that have
    left it, too.
    """

    datings: tuple[Dating, ...]
    stored: tuple[Dating | None, ...]
    calibration: Calibration
    events: tuple[str, ...] = ()
    old: bool = False


def study(
    seen: Sequence[Dating],
    stored: Sequence[Dating | None],
    *,
    source: str,
    taken_at: datetime | None,
    calibration: Calibration,
    ages: Literal["lead", "trail"] | None = None,
) -> Study:
    """Study the datings `seen` on one capture, given the `stored` dating of each of the same stories (None: a new one).

    To be called between matching the sightings of a capture with entries and narrowing those. `ages`: where ages stood
    on the page (`Shape.ages`). Without a capture time there is nothing to learn.
    """
    if taken_at is None:
        return Study(tuple(seen), tuple(stored), calibration)
    learned, events = learn_raster(calibration, stored, taken_at), []
    if learned is not calibration:
        stored = [combine(old.evidence, {source: learned}) if old else None for old in stored]
    ordered = recheck(seen, stored, taken_at)
    freshened = freshen(ordered, stored, taken_at=taken_at, calibration=learned)
    if (proven := freshened.staleness) is not None:
        first = learned.staleness is None and _pages(stored) < MANY_PAGES
        learned = learn_staleness(learned, proven, taken_at)
        if first and learned.staleness is not None:
            # The few before it may have been as old: what they gave is weighed anew before it bounds this one.
            known = [combine(old.evidence, {source: learned}) if old else None for old in stored]
            freshened = freshen(ordered, known, taken_at=taken_at, calibration=learned)
        events.append(f"page of {taken_at:%Y-%m-%dT%H:%M:%SZ} is at least {round(proven)} s older than that")
    redated, kept, learned = _with_renderings(freshened.datings, stored, source, learned)
    stories = [evidence_of(source, old, new) for old, new in zip(stored, redated, strict=True)]
    learned = learn(learned, stories, taken_at=taken_at, ages=ages)
    datings = (
        old if old is new else combine(new.evidence, {source: learned}) for old, new in zip(seen, redated, strict=True)
    )
    old = proven is not None or learned.staleness != calibration.staleness
    return Study(tuple(datings), kept, learned, (*events, *_news(calibration, learned)), old)


def _with_renderings(
    seen: Sequence[Dating], stored: Sequence[Dating | None], source: str, calibration: Calibration
) -> tuple[tuple[Dating, ...], tuple[Dating | None, ...], Calibration]:
    """Datings with what all of them tell together of when their pages were made, and what that teaches: where one is
    older than any was known to be, all may be."""
    if calibration.staleness is None:
        return tuple(seen), tuple(stored), calibration
    told = [together(old or UNDATED, new) for old, new in zip(stored, seen, strict=True)]
    found = renderings(told, source=source, calibration=calibration)
    learned = calibration
    if found.oldest is not None:
        learned = learn_staleness(calibration, found.proven, found.oldest)
        found = found if learned is calibration else renderings(told, source=source, calibration=learned)
    return (
        tuple([rendered(new, found.found, source=source) for new in seen]),
        tuple([old and rendered(old, found.found, source=source) for old in stored]),
        learned,
    )


def _pages(stored: Sequence[Dating | None]) -> int:
    """How many pages the `stored` evidence is from."""
    return len({item.taken_at for dating in stored if dating for item in dating.evidence})


def _news(before: Calibration, after: Calibration) -> list[str]:
    """A line for each habit that was learned."""
    if after is before:
        return []
    habits = [field.name for field in fields(after) if getattr(after, field.name) != getattr(before, field.name)]
    found = [(name, getattr(after, name)) for name in habits]
    return [
        f"learned that {name.replace('_', ' ')} is {habit.value}: {habit.proof}"
        for name, habit in found
        if isinstance(habit, Learned)
    ]
