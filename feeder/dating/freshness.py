"""How old a page may be that was served from a cache: what its ages say of stories whose time is known already.

A story known to be published in (e, l] that is printed with an age of at least y and less than o puts the moment of
rendering in [e + y, l + o). Many stories together leave little of it; where that ends before the capture, the page is
an old copy.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from feeder.dating.evidence import allowed
from feeder.dating.order import newest_first
from feeder.model.time import Age, Basis, Calibration, Dating, Evidence, Learned, Rendering, Window

LONGEST_LEARNED = 3600.0
"""Seconds; an older copy than this is a fault of one capture, not a habit of its source."""

TEN_MINUTES = 660.0
"""Seconds that pages of a site may be old at least that was seen to serve an old copy: caches keep pages for ten
minutes, and a minute more."""

LEAST_TELLING = 3
"""Stories that a page must be judged by: one alone may as well have been published anew."""


@dataclass(frozen=True, slots=True)
class Freshened:
    """The datings of one capture under what they say together of its age.

    `staleness`: seconds that the page is proven to be older than anything said; None where it may be fresh.
    """

    datings: tuple[Dating, ...]
    staleness: float | None = None


def freshen(
    seen: Sequence[Dating], stored: Sequence[Dating | None], *, taken_at: datetime, calibration: Calibration
) -> Freshened:
    """`seen`, the datings of one capture, given the `stored` dating of the same stories (None: a new one).

    The ages of a page proven to be an old copy count from when it was rendered; those of a page that may be so many
    seconds old, by its response or by the habit of its source, from no earlier than its ages allow. Only the evidence
    of `seen` is changed, not its windows: `combine.narrow` gives those.
    """
    oldest = calibration.staleness.value if calibration.staleness else 0.0
    since, until = _rendered(_printed(seen, stored), taken_at, calibration)
    if since is None:
        return Freshened(tuple(seen))
    supposed = max((item.staleness for dating in seen for item in dating.evidence), default=0.0)
    proven = (taken_at - until).total_seconds() if until is not None else 0.0
    if until is not None and proven > supposed:
        return Freshened(_aged(seen, taken_at, Rendering(since, until, oldest)), proven)
    supposed = supposed or oldest
    if not supposed:
        return Freshened(tuple(seen))
    since = max(since, taken_at - timedelta(seconds=supposed))
    return Freshened(_aged(seen, taken_at, Rendering(since, min(until or taken_at, taken_at), oldest)))


def learn_staleness(calibration: Calibration, proven: float, taken_at: datetime) -> Calibration:
    """`calibration` of a source that served a page `proven` seconds old at `taken_at`: the oldest copy counts.

    What is proven is the least that it can have been: a quarter and a minute more cover what later copies show, and
    ten minutes are supposed in any case.
    """
    known = calibration.staleness
    supposed = max(TEN_MINUTES, proven * 1.25 + 60.0)
    if proven > LONGEST_LEARNED or (known is not None and known.value >= supposed):
        return calibration
    proof = f"ages on the page of {taken_at:%Y-%m-%dT%H:%M:%SZ} were {round(proven)} s behind or more"
    return replace(calibration, staleness=Learned(supposed, proof, taken_at))


def _printed(seen: Sequence[Dating], stored: Sequence[Dating | None]) -> Iterator[tuple[Window, Evidence]]:
    """What the page prints of stories whose window is known, but for those that stand above newer ones: they were
    pinned, or published anew, and then a younger age says nothing of the page."""
    members = newest_first([known.window if known else None for known in stored])
    for index, (dating, known) in enumerate(zip(seen, stored, strict=True)):
        if known is None or known.window is None or (members and index not in members):
            continue
        for evidence in dating.evidence:
            if evidence.basis is Basis.RELATIVE and evidence not in known.evidence:
                yield known.window, evidence


def _rendered(
    printed: Iterable[tuple[Window, Evidence]], taken_at: datetime, calibration: Calibration
) -> tuple[datetime | None, datetime | None]:
    """Since when and until when the page can have been rendered, at most `taken_at`; None where nothing tells."""
    since: list[datetime] = []
    until: list[datetime] = []
    for known, evidence in printed:
        cell = age_cell(evidence, calibration)
        if cell is not None:
            since.append(known.earliest + cell[0])
            until.append(known.latest + cell[1])
    newest = max((instant for instant in since if instant <= taken_at), default=None)
    if newest is None or len(since) < LEAST_TELLING:
        return None, None
    # A story that was published anew would put the rendering before what the others prove.
    return newest, min((instant for instant in until if instant > newest), default=None)


def age_cell(evidence: Evidence, calibration: Calibration) -> tuple[timedelta, timedelta] | None:
    """The least and the greatest age that the text of `evidence` is printed for."""
    if evidence.taken_at is None or len(evidence.phrases) != 1:
        return None
    phrase = evidence.phrases[0]
    if not isinstance(phrase, Age) or phrase.approximate:
        return None
    found = allowed(replace(evidence, staleness=0.0, rendered=None), replace(calibration, staleness=None))
    if not found:
        return None
    return evidence.taken_at - found[0].latest, evidence.taken_at - found[0].earliest


def _aged(datings: Sequence[Dating], taken_at: datetime, rendered: Rendering) -> tuple[Dating, ...]:
    """`datings` with the ages of this capture read as of when it was `rendered`, without the order that they gave."""

    def aged(item: Evidence) -> Evidence:
        if item.basis is not Basis.RELATIVE or item.taken_at != taken_at:
            return item
        return replace(item, rendered=rendered)

    return tuple(
        replace(dating, evidence=tuple(aged(item) for item in dating.evidence if item.basis is not Basis.ORDER))
        for dating in datings
    )
