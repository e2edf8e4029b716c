"""From a cue to evidence, and from evidence to the windows it allows under what is known of its source."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime, timedelta

from feeder.dating.ahead import SKEW, ahead
from feeder.dating.anywhere import is_anywhere, of_any_zone
from feeder.dating.narrative import narrative_windows
from feeder.dating.phrases import Reading, basis_of, reading
from feeder.dating.windows import windows
from feeder.model.time import (
    Age,
    Basis,
    CalendarTime,
    Calibration,
    Evidence,
    Phrase,
    Rendering,
    TimeCue,
    Where,
    Window,
)
from feeder.recognise.times import machine

LAG = 60.0
"""Seconds that a story may take from its publication to its list: caches and builds of a minute are common."""
UNCALIBRATED = Calibration()
Calibrations = Mapping[str, Calibration]
_NUMERIC = re.compile(r"(\d{1,2})\s?[./-]\s?(\d{1,2})(?:\s?[./-]|\D*$)")


def weigh(
    cue: TimeCue,
    *,
    taken_at: datetime | None,
    staleness: float = 0.0,
    zone: str = "UTC",
    zone_assumed: bool = False,
    languages: tuple[str, ...] = (),
    source: str = "",
) -> Evidence | None:
    """What `cue`, on a page of `taken_at`, says; None where it says no time, or one that its place makes insane.

    `languages` are BCP 47 tags, the likeliest first: the first that reads the text decides.
    """
    found = _read(cue, languages)
    if found is None:
        return None
    basis, phrases = found
    return Evidence(
        basis=basis,
        text=cue.text,
        taken_at=taken_at,
        staleness=staleness,
        phrases=phrases,
        zone=zone,
        zone_assumed=zone_assumed,
        source=source,
    )


def _read(cue: TimeCue, languages: tuple[str, ...]) -> Reading | None:
    basis, phrases = _given(cue) if cue.phrases else reading(cue.text, languages)
    if cue.where is not Where.METADATA:
        basis = Basis.STATED if basis is Basis.MACHINE else basis
    elif basis is not Basis.MACHINE:
        # A `datetime` attribute may hold print ("1h ago"), but a lone clock time there is the length of a video.
        phrases = tuple([phrase for phrase in phrases if not _clock_alone(phrase)])
        basis = basis_of(phrases)
    if not phrases:
        return None
    return (Basis.NARRATIVE, phrases) if cue.where is Where.NARRATIVE else (basis, phrases)


def _given(cue: TimeCue) -> Reading:
    """What the page's reader made of `cue` on the way, but where metadata is in a machine's notation."""
    exact = machine(cue.text) if cue.where is Where.METADATA else None
    return (basis_of(cue.phrases), cue.phrases) if exact is None else (Basis.MACHINE, (exact,))


def _clock_alone(phrase: Phrase) -> bool:
    if isinstance(phrase, Age):
        return False
    return phrase.hour is not None and all(
        part is None for part in (phrase.day, phrase.month, phrase.weekday, phrase.back)
    )


def allowed(evidence: Evidence, calibration: Calibration = UNCALIBRATED) -> tuple[Window, ...]:
    """The windows that `evidence` allows, none after its capture; none where it says nothing that can be.

    Computed anew each time, so that what is learned of a source later narrows what it printed before.
    """
    if evidence.window is not None:
        lagging = _lagging(evidence, evidence.window, calibration)
        return (lagging,) if lagging else ()
    if evidence.basis is Basis.NARRATIVE:
        return narrative_windows(evidence)
    phrases = evidence.phrases
    if len(phrases) > 1 and calibration.day_first is not None:
        phrases = _ordered(evidence, calibration.day_first.value)
    (taken_at, staleness), zone = _seen_from(evidence, calibration), _zone_of(evidence, calibration)
    rounding = calibration.rounding.value if calibration.rounding else None
    exact = evidence.basis is Basis.MACHINE
    found: tuple[Window, ...] = ()
    for phrase in phrases:
        found += windows(phrase, taken_at=taken_at, staleness=staleness, zone=zone, rounding=rounding, exact=exact)
    if is_anywhere(evidence, calibration):
        found = tuple(map(of_any_zone, found))
    if taken_at is None:
        return found
    return _past(found, taken_at) or ahead(found, evidence)


def _lagging(evidence: Evidence, window: Window, calibration: Calibration) -> Window | None:
    """`window` of an arrival or an order, as far back as an older page or a slower list would put it.

    None for what came in on a page that was rendered before the one that lacks it: it was there already.
    """
    if evidence.basis is Basis.NARRATIVE:
        return window
    rendered = rendering_of(evidence, calibration)
    if rendered is not None:
        earliest = min(window.earliest, rendered.since) - timedelta(seconds=LAG)
        latest = min(window.latest, rendered.until)
        return Window(earliest, latest) if earliest < latest else None
    late = staleness_of(evidence, calibration)
    if evidence.basis is Basis.ARRIVAL:
        late = max(LAG, late)
    return Window(window.earliest - timedelta(seconds=late), window.latest)


def staleness_of(evidence: Evidence, calibration: Calibration) -> float:
    """Seconds by which the page may have been older than its capture: what was known then, else what was learned."""
    if evidence.staleness > 0.0 or calibration.staleness is None:
        return evidence.staleness
    return calibration.staleness.value


def rendering_of(evidence: Evidence, calibration: Calibration) -> Rendering | None:
    """When the page of `evidence` was rendered, as far as that was found under what is known of its source now."""
    rendered, known = evidence.rendered, calibration.staleness
    if rendered is None or (known is not None and known.value > rendered.oldest):
        return None
    return rendered


def _seen_from(evidence: Evidence, calibration: Calibration) -> tuple[datetime | None, float]:
    """The latest instant that ages can count from, and by how many seconds they may count from before it."""
    rendered = rendering_of(evidence, calibration)
    if rendered is None:
        return evidence.taken_at, staleness_of(evidence, calibration)
    return rendered.until, (rendered.until - rendered.since).total_seconds()


def _zone_of(evidence: Evidence, calibration: Calibration) -> str:
    return calibration.zone.value if evidence.zone_assumed and calibration.zone else evidence.zone


def _past(windows: tuple[Window, ...], taken_at: datetime) -> tuple[Window, ...]:
    """`windows` up to the capture: nothing on a page was published after it, but for clocks that run ahead."""
    for window in windows:
        if window.latest > taken_at:
            break
    else:
        return windows
    return tuple(
        Window(window.earliest, max(window.earliest, min(window.latest, taken_at)))
        for window in windows
        if window.earliest <= taken_at + SKEW
    )


def _ordered(evidence: Evidence, day_first: bool) -> tuple[Phrase, ...]:
    """The readings that agree with the day and month order that the source was seen to use."""
    numeric = _NUMERIC.search(evidence.text)
    if numeric is None:
        return evidence.phrases
    first, second = int(numeric[1]), int(numeric[2])
    day, month = (first, second) if day_first else (second, first)
    agreeing = tuple(
        phrase
        for phrase in evidence.phrases
        if isinstance(phrase, CalendarTime) and (phrase.day, phrase.month) == (day, month)
    )
    return agreeing or evidence.phrases
