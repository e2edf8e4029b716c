"""Evidence folded into datings: what one capture says, what is stored, and the two together."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from feeder.dating.evidence import Calibrations
from feeder.dating.judge import SILENT, Judgement, Verdict, judge
from feeder.model.time import Age, Basis, Dating, Evidence, Unit, Window, hull

MOST_KEPT = 16
_DEEP = 2


@dataclass(frozen=True, slots=True)
class Conflict:
    """Evidence that contradicts what stands, and was set aside.

    `later`: it speaks of a later time, as a story that was published anew does, or a page older than it seems.
    """

    evidence: Evidence
    window: Window
    standing: Window
    later: bool

    def __str__(self) -> str:
        cause = "published anew, or an old copy" if self.later else "earlier than the rest"
        taken_at = self.evidence.taken_at
        page = f"the page of {taken_at:%Y-%m-%dT%H:%M:%SZ}" if taken_at else "a page of no known time"
        return f'"{self.evidence.text}" on {page} gives {self.window}, not {self.standing}: {cause}'


def combine(evidence: Iterable[Evidence], calibrations: Calibrations, *, seen_by: datetime | None = None) -> Dating:
    """The dating that `evidence` gives, with the evidence that is worth keeping. Conflicts are settled silently."""
    return dating_of(judge(evidence, calibrations, seen_by=seen_by))


def narrow(
    stored: Dating, seen: Dating, calibrations: Calibrations, *, first_seen: datetime | None = None
) -> tuple[Dating, tuple[Conflict, ...]]:
    """`stored` with what another capture, newer or older, adds to it; and what of that it contradicts, to be logged.

    `first_seen` is the story's first capture so far: nothing that says it was published later is believed.
    """
    judgement = judge(together(stored, seen), calibrations, seen_by=first_seen)
    return dating_of(judgement), conflicts(judgement)


def together(stored: Dating, seen: Dating) -> list[Evidence]:
    """What is `stored`, and what was `seen` beside it: when a page was rendered makes no other evidence of it."""
    known = {_as_printed(item) for item in stored.evidence}
    return [*stored.evidence, *(item for item in seen.evidence if _as_printed(item) not in known)]


def _as_printed(item: Evidence) -> Evidence:
    return replace(item, rendered=None) if item.rendered else item


def published_anew(conflicts: Iterable[Conflict], *, since: datetime) -> bool:
    """Whether a story says that it was published after `since`, the last change of its entry, no earlier than its first
    capture: then the entry is updated, once."""
    return any(conflict.later and conflict.window.earliest >= since for conflict in conflicts)


def reconsider(dating: Dating, calibrations: Calibrations, *, first_seen: datetime | None = None) -> Dating:
    """`dating` under calibrations learned since: its evidence gives new windows."""
    return combine(dating.evidence, calibrations, seen_by=first_seen)


def conflicts(judgement: Judgement) -> tuple[Conflict, ...]:
    """What of the printed evidence was set aside because it contradicts the rest; an arrival is only a return then."""
    found = []
    standing = {_print(verdict.evidence) for verdict in judgement.verdicts if not verdict.dropped}
    for verdict in judgement.verdicts:
        window = hull(verdict.windows)
        if verdict.evidence.basis is Basis.MACHINE and _print(verdict.evidence) in standing:
            continue  # It lay ahead of an earlier capture, and is no news.
        if verdict.dropped and verdict.evidence.phrases and window is not None and judgement.window is not None:
            later = window.earliest >= judgement.window.latest
            found.append(Conflict(verdict.evidence, window, judgement.window, later))
    return tuple(found)


def _print(evidence: Evidence) -> tuple[str, str]:
    return evidence.source, evidence.text


def dating_of(judgement: Judgement) -> Dating:
    """The dating of a judgement, its evidence strongest first."""
    window = judgement.window
    kept = worth_keeping(judgement.verdicts)
    if window is None:
        return Dating(evidence=kept)
    return Dating(judgement.basis, window.earliest, window.latest, kept)


def worth_keeping(verdicts: Sequence[Verdict]) -> tuple[Evidence, ...]:
    """The evidence that binds an edge, or would under another calibration: at most `MOST_KEPT`.

    Whatever a calibration is found to be, windows of one unit move alike: the two that bind each edge now are enough.
    """
    useful = [verdict for verdict in verdicts if verdict.effect != SILENT and not verdict.dropped]
    if len(useful) < 2:
        return tuple(verdict.evidence for verdict in useful)
    alike: dict[object, list[tuple[Window, int]]] = {}
    known: set[object] = set()
    for index, verdict in enumerate(useful):
        span = hull(verdict.windows)
        if span is None:
            continue
        same = (verdict.evidence.text, span.earliest, span.latest)
        if same not in known:
            known.add(same)
            alike.setdefault(_kind(verdict.evidence), []).append((span, index))
    depths = _depths(alike.values())
    best = sorted(depths, key=lambda index: (depths[index], index))[:MOST_KEPT]
    return tuple(useful[index].evidence for index in sorted(best))


def _depths(groups: Iterable[list[tuple[Window, int]]]) -> dict[int, int]:
    """How near each piece is to binding an edge among its like: 0 binds; those beyond reach are left out."""
    depths: dict[int, int] = {}
    for group in groups:
        newest_start = sorted(group, key=lambda member: member[0].earliest, reverse=True)
        oldest_end = sorted(group, key=lambda member: member[0].latest)
        for order in (newest_start, oldest_end):
            for depth, (_, index) in enumerate(order[:_DEEP]):
                depths[index] = min(depth, depths.get(index, depth))
    return depths


def _kind(evidence: Evidence) -> tuple[Basis, Unit | None, bool, bool]:
    """What moves alike under any calibration; ages under one unit end at their capture however they are counted."""
    phrase = evidence.phrases[0] if evidence.phrases else None
    known = evidence.staleness > 0.0
    if not isinstance(phrase, Age):
        return evidence.basis, None, known, False
    return evidence.basis, phrase.unit, known, phrase.least <= phrase.grain / 2
