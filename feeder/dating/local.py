"""The zone of a page that nobody named one for, learned from the page itself before it is dated."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from feeder.dating.countries import countries
from feeder.dating.offsets import Sign, beside, name_zone, stated
from feeder.dating.page import Setting, languages_of, weighed
from feeder.dating.zones import is_fixed
from feeder.model.page import Dispatch
from feeder.model.time import About, Calibration, Evidence, Learned, Where


def learn_local_zone(
    calibration: Calibration, dispatches: Sequence[Dispatch], setting: Setting, *, url: str
) -> Calibration:
    """`calibration` with the zone that a page at `url` shows of itself, the same object where that is nothing new.

    Only for a source without a configured zone. A zone with a name stays; a bare offset that was learned gives way to a
    zone that has it, or to what the page shows now: clocks were changed.
    """
    known = calibration.zone
    if setting.taken_at is None or (known is not None and not is_fixed(known.value)):
        return calibration
    stories = list(_stories(dispatches, replace(setting, zone="UTC", zone_assumed=True)))
    places = countries(url, setting.languages)
    for signs in (_signs(beside, stories), _signs(stated, stories)):
        name = name_zone(signs, places)
        if name is not None:
            same = known is not None and known.value == name
            learned = Learned(name, signs[0].proof, setting.taken_at)
            return calibration if same else replace(calibration, zone=learned)
    return calibration


def _signs(told: Callable[[Sequence[Evidence]], Iterator[Sign]], stories: Sequence[Sequence[Evidence]]) -> list[Sign]:
    return list(dict.fromkeys(sign for story in stories for sign in told(story)))


def _stories(dispatches: Sequence[Dispatch], setting: Setting) -> Iterator[list[Evidence]]:
    """What each story prints of its publication, and of its last change; only where it has metadata."""
    for dispatch in dispatches:
        tags = languages_of(dispatch, setting)
        for about in About:
            cues = [cue for cue in (*dispatch.cues, *dispatch.clocks) if cue.about is about]
            if any(cue.where is Where.METADATA for cue in cues):
                yield weighed(cues, setting, tags)
