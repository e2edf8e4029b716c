"""The tiers in which evidence is judged: its basis, and within that what is surer."""

from __future__ import annotations

from collections.abc import Sequence

from feeder.dating.ahead import was_ahead
from feeder.model.time import Age, Basis, CalendarTime, Evidence, Unit, Window, hull

Weighed = tuple[Evidence, tuple[Window, ...]]
_HOURS = (Unit.SECOND, Unit.MINUTE, Unit.HOUR)
_DOUBTED = 2 * Basis.RELATIVE.rank + 1


def tiers(weighed: Sequence[Weighed]) -> list[list[Weighed]]:
    """Evidence with its windows in groups of one tier, the strongest first."""
    ages = [hull(windows) for item, windows in weighed if item.basis is Basis.RELATIVE and is_fine(item)]
    spans = [span for span in ages if span is not None]
    groups: dict[int, list[Weighed]] = {}
    for pair in weighed:
        rank = _DOUBTED if spans and _doubted(*pair, spans) else _tier(*pair)
        groups.setdefault(rank, []).append(pair)
    return [groups[rank] for rank in sorted(groups)]


def _tier(evidence: Evidence, windows: Sequence[Window]) -> int:
    """The rank of evidence, finer than its basis: exact metadata before a day, hours before days."""
    coarse = False
    if evidence.basis is Basis.MACHINE:
        coarse = not any(window.exact for window in windows)
    elif evidence.basis is Basis.RELATIVE:
        coarse = not is_fine(evidence)
    return 2 * evidence.basis.rank + coarse


def is_fine(evidence: Evidence) -> bool:
    """Whether evidence that counts back counts hours or less: sites differ in what they call a day ago."""
    return evidence.basis is not Basis.RELATIVE or all(
        isinstance(phrase, Age) and phrase.unit in _HOURS for phrase in evidence.phrases
    )


def _doubted(evidence: Evidence, windows: Sequence[Window], ages: Sequence[Window]) -> bool:
    """Whether a time whose zone is only assumed, or that lay ahead, contradicts what the story's ages say in hours."""
    span = hull(windows)
    if span is None or evidence.basis not in (Basis.MACHINE, Basis.STATED):
        return False
    zoned = any(isinstance(phrase, CalendarTime) and phrase.zone is not None for phrase in evidence.phrases)
    unsure = evidence.zone_assumed and not zoned
    return (unsure or was_ahead(evidence, span)) and any(span.intersect(age) is None for age in ages)
