"""The dispatches of one capture, dated together: by their own cues, by what is new among them, by their order."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from feeder.dating.anywhere import is_anywhere, supposing_utc
from feeder.dating.arrival import arrived, outlived
from feeder.dating.combine import combine
from feeder.dating.evidence import UNCALIBRATED, weigh
from feeder.dating.narrative import fresh
from feeder.dating.order import bounds, by_design, newest_first
from feeder.model.page import Dispatch, Role
from feeder.model.time import About, Basis, Calibration, Dating, Evidence, TimeCue, Window


@dataclass(frozen=True, slots=True)
class Setting:
    """What holds for every cue of a capture.

    `staleness` is seconds that the page may be older than `taken_at`, 0 where that is not known; `zone_assumed` says
    that nothing but the default chose `zone`; `languages` are BCP 47 tags, the likeliest first.
    """

    taken_at: datetime | None
    staleness: float = 0.0
    zone: str = "UTC"
    zone_assumed: bool = False
    languages: tuple[str, ...] = ()
    source: str = ""

    def evidence(self, basis: Basis, text: str, window: Window | None = None) -> Evidence:
        """Evidence that this capture gives without a phrase."""
        return Evidence(
            basis,
            text,
            self.taken_at,
            self.staleness,
            window=window,
            zone=self.zone,
            zone_assumed=self.zone_assumed,
            source=self.source,
        )


def date_page(
    dispatches: Sequence[Dispatch],
    setting: Setting,
    *,
    calibration: Calibration = UNCALIBRATED,
    previous: datetime | None = None,
    new: Collection[int] = (),
    pinned: Collection[int] = (),
    main_is_fresh: bool = False,
) -> tuple[Dating, ...]:
    """The dating of each of `dispatches`, in page order, by this capture alone.

    `previous` is the time of the series' last good capture and `new` the indices of the dispatches that it did not
    have; None or no index, and nothing is known to have arrived. `pinned`: indices that stand still while others move.
    `main_is_fresh`: the owner's word that the main article is of the last week.
    """
    if setting.zone_assumed and calibration.zone is not None:
        setting = replace(setting, zone=calibration.zone.value, zone_assumed=False)
    gathered = [_own(dispatch, setting) for dispatch in dispatches]
    if main_is_fresh:
        _add_fresh(gathered, dispatches, setting)
    # Days of any zone overlap too far to tell an order by.
    calibrations = {setting.source: supposing_utc(calibration)}
    apart = frozenset(pinned).union(i for i, dispatch in enumerate(dispatches) if dispatch.role is Role.MAIN)
    datings = [combine(evidence, calibrations) for evidence in gathered]
    apart |= outlived(datings, new if previous else ())
    members = newest_first([dating.window for dating in datings], apart=apart)
    if members and setting.taken_at and previous and previous < setting.taken_at:
        for index in arrived(new, members, len(dispatches), apart=apart):
            gathered[index].append(_arrival(setting, previous, setting.taken_at))
            datings[index] = combine(gathered[index], calibrations)
    windows = [dating.window for dating in datings]
    ordered = members if by_design(windows, members, apart=apart) else ()
    for index, window in bounds(windows, ordered, apart=apart).items():
        gathered[index].append(setting.evidence(Basis.ORDER, "its place in the list", window))
        datings[index] = combine(gathered[index], calibrations)
    for index, evidence in enumerate(gathered):
        if any(is_anywhere(item, calibration) for item in evidence):
            datings[index] = combine(evidence, {setting.source: calibration})
    return tuple(datings)


def _own(dispatch: Dispatch, setting: Setting) -> list[Evidence]:
    """What the cues of `dispatch` say of its publication; where only an update is printed, that, as all there is."""
    languages = languages_of(dispatch, setting)
    told = [cue for cue in dispatch.cues if cue.about is About.PUBLISHED]
    return weighed(told, setting, languages) or weighed(dispatch.cues, setting, languages)


def languages_of(dispatch: Dispatch, setting: Setting) -> tuple[str, ...]:
    """The BCP 47 tags that `dispatch` is read with, its own first."""
    return (dispatch.language, *setting.languages) if dispatch.language else setting.languages


def weighed(cues: Sequence[TimeCue], setting: Setting, languages: tuple[str, ...]) -> list[Evidence]:
    """What those of `cues` that say a time say, in `setting`."""
    found = [
        weigh(
            cue,
            taken_at=setting.taken_at,
            staleness=setting.staleness,
            zone=setting.zone,
            zone_assumed=setting.zone_assumed,
            languages=languages,
            source=setting.source,
        )
        for cue in cues
    ]
    return [evidence for evidence in found if evidence is not None]


def _add_fresh(gathered: list[list[Evidence]], dispatches: Sequence[Dispatch], setting: Setting) -> None:
    for index, dispatch in enumerate(dispatches):
        if dispatch.role is Role.MAIN:
            found = fresh(dispatch.lead, setting.evidence(Basis.NARRATIVE, ""), languages_of(dispatch, setting))
            gathered[index].extend([found] if found else [])


def _arrival(setting: Setting, previous: datetime, taken_at: datetime) -> Evidence:
    text = f"not there yet at {previous:%Y-%m-%dT%H:%M:%SZ}"
    return setting.evidence(Basis.ARRIVAL, text, Window(previous, taken_at))
