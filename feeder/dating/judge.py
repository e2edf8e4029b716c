"""Ranked evidence to one window, with what each piece did to it: a pure function of the evidence, in any order.

Stronger evidence sets the window; equal evidence intersects; weaker evidence narrows only where it meets the window.
Where equal evidence disagrees the earlier window stands: a stale render and a story that was published anew both
print too late a time, nothing prints too early a one.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise

from feeder.dating.ahead import SKEW
from feeder.dating.evidence import UNCALIBRATED, Calibrations, allowed
from feeder.dating.ranks import Weighed, tiers
from feeder.model.time import Basis, Evidence, Window, hull

SETS, NARROWS, AGREES = "sets the window", "narrows the window", "agrees"
SILENT, LATER, EARLIER = "says nothing that can be", "dropped: later than the rest", "dropped: earlier than the rest"
OPEN = "may mean several times"
SIDE = "dropped: the story's own words date nothing alone"
_FOLD = timedelta(hours=1)
_BRACKET = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Verdict:
    """One piece of evidence, the windows that it allows, and what it did."""

    evidence: Evidence
    windows: tuple[Window, ...]
    effect: str

    @property
    def dropped(self) -> bool:
        """Whether the evidence contradicts what stands."""
        return self.effect in (LATER, EARLIER)


@dataclass(frozen=True, slots=True)
class Judgement:
    """The window that evidence leaves, its basis, and a verdict for each piece, strongest first."""

    window: Window | None
    basis: Basis
    verdicts: tuple[Verdict, ...]


def judge(evidence: Iterable[Evidence], calibrations: Calibrations, *, seen_by: datetime | None = None) -> Judgement:
    """What `evidence` says together, of a story that was first seen at `seen_by` or at its earliest evidence.

    `calibrations` by source; a source that is not there is uncalibrated.
    """
    weighed = [(item, allowed(item, calibrations.get(item.source, UNCALIBRATED))) for item in evidence]
    if len(weighed) == 1 and seen_by is None:
        return _alone(*weighed[0])
    times = [item.taken_at for item, _ in weighed if item.taken_at is not None]
    state = _State(min([*times, seen_by] if seen_by else times, default=None))
    for group in tiers(weighed):
        state.add(group)
    state.choose()
    state.close(seen_by)
    return Judgement(state.window, state.basis, tuple(state.verdicts))


def _alone(evidence: Evidence, windows: tuple[Window, ...]) -> Judgement:
    """The common case, one piece of evidence, without ceremony."""
    window = hull(windows)
    if window is None:
        return Judgement(None, Basis.NONE, (Verdict(evidence, windows, SILENT),))
    if len(windows) > 1 and _apart(windows):
        return Judgement(None, Basis.NONE, (Verdict(evidence, windows, OPEN),))
    if not _dates(evidence):
        return Judgement(None, Basis.NONE, (Verdict(evidence, windows, SIDE),))
    return Judgement(window, evidence.basis, (Verdict(evidence, windows, SETS),))


def _dates(evidence: Evidence) -> bool:
    """Whether evidence may date a story by itself; the story's own words only where the owner said so."""
    return evidence.basis is not Basis.NARRATIVE or evidence.window is not None


class _State:
    """The window while tiers are added, strongest first."""

    def __init__(self, seen_by: datetime | None) -> None:
        self.seen_by = seen_by
        self.window: Window | None = None
        self.basis = Basis.NONE
        self.verdicts: list[Verdict] = []

    def add(self, group: list[Weighed]) -> None:
        """Let evidence of one tier bear on the window."""
        meeting: list[tuple[Evidence, tuple[Window, ...], Window]] = []
        if group[0][0].basis is Basis.NARRATIVE and self.window is not None:
            group = sorted(group, key=lambda pair: pair[0].text)
        for item, windows in group:
            if item.basis is Basis.NARRATIVE and item.window is None and self.window is not None:
                self._confirm(item, windows)
                continue
            span = hull(windows)
            effect = self._refusal(item, span)
            if effect is not None or span is None:
                self.verdicts.append(Verdict(item, windows, effect or SILENT))
            else:
                meeting.append((item, windows, span))
        if meeting:
            self._intersect(meeting)

    def _confirm(self, item: Evidence, windows: tuple[Window, ...]) -> None:
        """Let the story's own words choose a day where the window holds several; they are about the event."""
        window = self.window
        met = [shared for candidate in windows if window and (shared := window.intersect(candidate))]
        selects = window is not None and window.width > _BRACKET and len(met) == 1
        if selects:
            self.window = met[0]
        self.verdicts.append(Verdict(item, windows, NARROWS if selects else AGREES if met else SILENT))

    def _refusal(self, item: Evidence, span: Window | None) -> str | None:
        """Why evidence may not bear on the window, None where it may."""
        if span is None:
            return SILENT
        if self.window is None and not _dates(item):
            return SIDE
        if self.window is not None and self.window.intersect(span) is None:
            return LATER if span.earliest >= self.window.latest else EARLIER
        return LATER if self._unseen_then(item, span) else None

    def _unseen_then(self, item: Evidence, span: Window) -> bool:
        """Whether `span` lies after a capture that the story was on already: no story is published after it is seen."""
        if self.seen_by is None or item.taken_at == self.seen_by:
            return False
        return span.earliest >= self.seen_by + (SKEW if item.basis is Basis.MACHINE else timedelta())

    def _intersect(self, meeting: list[tuple[Evidence, tuple[Window, ...], Window]]) -> None:
        first = self.window is None
        if first:
            self.basis = meeting[0][0].basis
        window = self.window
        # By their ends, earliest first: whatever then does not meet the window is later than it.
        meeting.sort(key=lambda member: (member[2].latest, member[2].earliest, member[0].text))
        for item, windows, span in meeting:
            shared = span if window is None else window.intersect(span)
            if shared is None:
                self.verdicts.append(Verdict(item, windows, LATER))
                continue
            effect = AGREES if shared == window else SETS if window is None else NARROWS
            self.verdicts.append(Verdict(item, windows, effect))
            window = shared
        self.window = window

    def close(self, seen_by: datetime | None) -> None:
        """End the window where the story was seen first, though what was printed then said nothing."""
        window = self.window
        if window is None or seen_by is None or self.basis.rank < Basis.RELATIVE.rank:
            return
        if window.earliest < seen_by < window.latest:
            self.window = Window(window.earliest, seen_by)

    def choose(self) -> None:
        """Of evidence with several readings keep those that the rest allows; none if they lie apart."""
        for index in sorted(range(len(self.verdicts)), key=lambda index: self.verdicts[index].evidence.text):
            verdict = self.verdicts[index]
            if self.window is None or len(verdict.windows) < 2 or verdict.effect not in (SETS, NARROWS, AGREES):
                continue
            if verdict.evidence.basis is Basis.NARRATIVE:
                continue
            met = [shared for window in verdict.windows if (shared := self.window.intersect(window))]
            if _apart(met):
                self.window, self.basis = None, Basis.NONE
                self.verdicts[index] = Verdict(verdict.evidence, verdict.windows, OPEN)
            else:
                self.window = hull(met) or self.window


def _apart(windows: Sequence[Window]) -> bool:
    """Whether readings lie so far apart that nothing between them is meant; the two of a clock put back do not."""
    ordered = sorted(windows, key=lambda window: window.earliest)
    return any(later.earliest - earlier.latest > _FOLD for earlier, later in pairwise(ordered))
