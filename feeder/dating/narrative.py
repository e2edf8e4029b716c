"""What a story's own words say of its day: "vrijdagochtend", "Friday morning", "gisteravond".

They speak of the event, so they date no story by themselves, unless the owner of the source says that its main
article is from the last week (`main_is_fresh`).
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from feeder.dating.phrases import printed
from feeder.dating.windows import windows
from feeder.model.time import Basis, CalendarTime, Evidence, Phrase, Window
from feeder.text import squash

WEEKS = 5
"""How many weeks back a weekday may mean: as far as a publishable window reaches."""
_LEAD_WORDS = 60
_LONGEST = 4
_WEEK = timedelta(weeks=1)


def narrative_windows(evidence: Evidence) -> tuple[Window, ...]:
    """The windows that the words may mean: one per week for a weekday."""
    if evidence.taken_at is None:
        return ()
    found: dict[Window, None] = {}
    for phrase in evidence.phrases:
        weekly = isinstance(phrase, CalendarTime) and phrase.weekday is not None and phrase.day is None
        for back in range(WEEKS if weekly else 1):
            taken_at = evidence.taken_at - back * _WEEK
            found.update(dict.fromkeys(windows(phrase, taken_at=taken_at, zone=evidence.zone)))
    return tuple(found)


def fresh(lead: str, evidence: Evidence, languages: tuple[str, ...]) -> Evidence | None:
    """Evidence that dates a story of the last week by the first day with a day part in its `lead`, None without one.

    `evidence` says when, where and by whom the lead was printed.
    """
    if evidence.taken_at is None:
        return None
    for text, phrase in _day_parts(lead, languages):
        found = windows(phrase, taken_at=evidence.taken_at, zone=evidence.zone)
        if found and found[0].earliest > evidence.taken_at - _WEEK - timedelta(days=1):
            window = Window(found[0].earliest, min(found[0].latest, evidence.taken_at))
            return Evidence(
                Basis.NARRATIVE,
                text,
                evidence.taken_at,
                window=window,
                zone=evidence.zone,
                zone_assumed=evidence.zone_assumed,
                source=evidence.source,
            )
    return None


def _day_parts(lead: str, languages: tuple[str, ...]) -> Iterator[tuple[str, Phrase]]:
    """The runs of words in `lead` that name a day and a part of it, the longest at each place."""
    words = squash(lead).split(" ")[:_LEAD_WORDS]
    for start in range(len(words)):
        for end in range(min(start + _LONGEST, len(words)), start, -1):
            text = " ".join(words[start:end]).strip(".,;:!?\"'()“”„’«»")
            named = [phrase for phrase in printed(text, languages) if _names_day_part(phrase)]
            if len(named) == 1:
                yield text, named[0]
                break


def _names_day_part(phrase: Phrase) -> bool:
    if not isinstance(phrase, CalendarTime) or phrase.part is None or phrase.hour is not None:
        return False
    return phrase.weekday is not None or phrase.back is not None
