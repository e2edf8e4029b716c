"""By how much a source's clocks are ahead of UTC, as its own pages show it, and the zone that this makes.

A story that has an exact instant and a local time tells it; so does an offset that its metadata prints. An offset is
wrong on the other side of a clock change: where the country is known, it becomes one of that country's zones.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from feeder.dating.countries import one_clock, zones_in
from feeder.dating.days import to_gregorian
from feeder.dating.evidence import allowed
from feeder.dating.zones import offset_at
from feeder.model.time import Basis, CalendarTime, Evidence

SHARE = 0.75
"""Part of the signs that a zone must explain: one story's update may look like another's local time."""
_MINUTE = timedelta(minutes=1)
_DAY = 1440
_MOST_BEHIND, _MOST_AHEAD = -12 * 60, 14 * 60
# Besides half hours: Nepal, Eucla, the Chatham Islands with their summer time (tz database).
_QUARTERS = frozenset({345, 525, 765, 825})


@dataclass(frozen=True, slots=True)
class Sign:
    """That local clocks were `minutes` ahead of UTC at `instant`, with what shows it, in words."""

    minutes: int
    instant: datetime
    proof: str


def name_zone(signs: Sequence[Sign], countries: Sequence[str] = ()) -> str | None:
    """The zone that explains `signs`: one of the first of `countries` (ISO 3166) that has one, else their offset.

    None where they disagree, or where there are none.
    """
    if not signs:
        return None
    enough = SHARE * len(signs)
    for country in countries:
        fits = {zone: _explained(zone, signs) for zone in zones_in(country)}
        most = max(fits.values(), default=0)
        best = tuple(zone for zone, count in fits.items() if count == most)
        if most >= enough and one_clock(best, max(sign.instant for sign in signs)):
            return best[0]
    minutes, count = Counter(sign.minutes for sign in signs).most_common(1)[0]
    return _shown(minutes) if count >= enough else None


def _explained(zone: str, signs: Iterable[Sign]) -> int:
    return sum(offset_at(zone, sign.instant) == sign.minutes * _MINUTE for sign in signs)


def _shown(minutes: int) -> str:
    return f"{'-' if minutes < 0 else '+'}{abs(minutes) // 60:02}:{abs(minutes) % 60:02}"


def beside(story: Sequence[Evidence]) -> Iterator[Sign]:
    """What the local times of one story, in a zone that is only assumed, say beside its first exact instant."""
    exact = next(_exact(story), None)
    if exact is None:
        return
    _, phrase, instant = exact
    for other in story:
        local = _local(other)
        try:
            minutes = _ahead(local, phrase, instant) if local else None
        except ValueError:  # a day that does not exist
            continue
        if minutes is not None:
            yield Sign(minutes, instant, f'"{other.text}" is {instant.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}')


def stated(story: Sequence[Evidence]) -> Iterator[Sign]:
    """The offsets that the metadata of one story prints; UTC tells nothing, programs print it anywhere."""
    for item, phrase, instant in _exact(story):
        minutes = offset_at(phrase.zone or "UTC", instant) // _MINUTE
        if minutes:
            yield Sign(minutes, instant, f'"{item.text}" prints it')


def _exact(story: Sequence[Evidence]) -> Iterator[tuple[Evidence, CalendarTime, datetime]]:
    """The instants that metadata states with their zone."""
    for item in story:
        phrase = item.phrases[0] if item.basis is Basis.MACHINE and item.phrases else None
        if isinstance(phrase, CalendarTime) and phrase.zone is not None:
            found = [window for window in allowed(item) if window.exact]
            yield from ((item, phrase, window.earliest) for window in found[:1])


def _local(item: Evidence) -> CalendarTime | None:
    """The one clock time that `item` prints in a zone that is only assumed."""
    phrase = item.phrases[0] if len(item.phrases) == 1 else None
    if not item.zone_assumed or item.basis not in (Basis.MACHINE, Basis.STATED):
        return None
    if not isinstance(phrase, CalendarTime) or phrase.hour is None or phrase.minute is None or phrase.zone is not None:
        return None
    # Midnight is what programs print for a day.
    return phrase if phrase.hour or phrase.minute else None


def _printed_day(local: CalendarTime) -> date | None:
    """The day that `local` states, in whatever calendar; None where it leaves out a part of it."""
    if local.year is None or local.month is None or local.day is None:
        return None
    return to_gregorian(local.system, local.year, local.month, local.day)


def _ahead(local: CalendarTime, exact: CalendarTime, instant: datetime) -> int | None:
    """By how many minutes `local` is ahead of `instant`, which `exact` prints; None where that is no zone's offset."""
    if local.second is not None and exact.second is not None and local.second != exact.second:
        return None
    shown = instant.astimezone(UTC).replace(second=0, microsecond=0, tzinfo=None)
    try:
        day = _printed_day(local)
        there = datetime.combine(day or shown.date(), time(local.hour or 0, local.minute or 0))
    except ValueError:
        return None
    minutes = (there - shown) // _MINUTE
    if day is None:
        # The nearest day.
        minutes = (minutes + _DAY // 2) % _DAY - _DAY // 2
    if not _MOST_BEHIND <= minutes <= _MOST_AHEAD or (minutes % 30 and minutes not in _QUARTERS):
        return None
    return minutes
