"""When an article was published and changed: metadata first, checked against what readers see by the headline."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from urllib.parse import urlsplit

from feeder.model.time import About, CalendarTime, TimeCue, Where
from feeder.pages.html.article.body import Body, beside
from feeder.pages.html.article.byline import day_of, furniture, printed_stamps
from feeder.pages.html.article.metadata import Metadata
from feeder.pages.html.article.scripted import scripted
from feeder.pages.html.article.stamps import clocks, cues
from feeder.pages.html.document import Document
from feeder.recognise.links import path_day


def times(document: Document, facts: Metadata, found: Body) -> tuple[TimeCue, ...]:
    """The cues of the article whose body is `found`: metadata first; where it does not say when the story was
    published, or only the day, what is printed by the headline."""
    stated = cues([*facts.stamps, *printed_stamps(found.around)])
    published = next((cue for cue in stated if cue.about is About.PUBLISHED), None)
    if published and _clocked(published):
        return stated if _agreed(facts, published) else _as_printed(document, facts, found, stated)
    day = published.phrases[0] if published else None
    printed = furniture(found.around, document.lexicons, day if isinstance(day, CalendarTime) else None)
    if published:
        exact = tuple(cue for cue in printed if cue.about is About.PUBLISHED and _clocked(cue))
        if exact and not _same_day(exact[0], published):  # a bare day may be that of the server's zone
            return (*exact, *(cue for cue in stated if cue is not published))
        if exact and _is_midnight(published):
            return (_in_zone(exact[0], published), *(cue for cue in stated if cue is not published))
        return (*stated, *(exact or _scripted(document, facts, published)))
    printed = printed or furniture(beside(document), document.lexicons) or _below(document, found)
    first = next((cue for cue in printed if cue.about is About.PUBLISHED), None)
    if first is None:
        told = scripted(document, facts.headline) if facts.stated else None
        return (*((told.cue(),) if told else () if printed else _addressed(document)), *stated, *printed)
    return (*(() if _clocked(first) else _scripted(document, facts, first)), *stated, *printed)


def _below(document: Document, found: Body) -> tuple[TimeCue, ...]:
    """The whole days printed right below the text."""
    return tuple(cue for cue in furniture(found.below, document.lexicons) if _dates(cue))


def _agreed(facts: Metadata, published: TimeCue) -> bool:
    """Whether metadata names one day for the publication, in a name that speaks of it."""
    days = [one for one in facts.stamps if one.about is About.PUBLISHED]
    vague = any(one.vague and one.text == published.text for one in days)
    return not vague and all(_near(one.cue(), published) for one in days)


def _as_printed(document: Document, facts: Metadata, found: Body, stated: tuple[TimeCue, ...]) -> tuple[TimeCue, ...]:
    """What metadata states on the day that readers see; where all it states is vague, what they see."""
    seen = furniture(found.around, document.lexicons)
    printed = next((cue for cue in seen if cue.about is About.PUBLISHED and _dates(cue)), None)
    changes = [one for one in facts.stamps if one.about is About.UPDATED]
    if printed is None or any(_near(one, printed) for one in (stated[0], *(change.cue() for change in changes))):
        return stated
    told = [one for one in facts.stamps if one.about is About.PUBLISHED]
    same = next((one.cue() for one in told if _near(one.cue(), printed)), printed if told[0].vague else stated[0])
    return (same, *(cue for cue in stated if cue.about is not About.PUBLISHED))


def _dates(cue: TimeCue) -> date | None:
    """The whole day that `cue` names; None where it names none, or several."""
    when = cue.phrases[0] if len(cue.phrases) == 1 else None
    return day_of(when) if isinstance(when, CalendarTime) else None


def _near(one: TimeCue, other: TimeCue) -> bool:
    """Whether two may be on one day in some zone: they name no days more than one apart."""
    day, another = _dates(one), _dates(other)
    return day is None or another is None or abs((day - another).days) <= 1


def _same_day(one: TimeCue, other: TimeCue) -> bool:
    """Whether two cues may be on one day: they name the same, or one of them names none."""
    days = [
        (when.year, when.month, when.day)
        for cue in (one, other)
        for when in cue.phrases[:1]
        if isinstance(when, CalendarTime)
    ]
    return len(days) < 2 or days[0] == days[1] or None in (*days[0], *days[1])


def _scripted(document: Document, facts: Metadata, day: TimeCue) -> tuple[TimeCue, ...]:
    """What the page's scripts state of the publication, where it is on the one day that is stated or printed."""
    found = scripted(document, facts.headline) if day.about is About.PUBLISHED and len(day.phrases) == 1 else None
    when = day.phrases[0] if found else None
    same = found and isinstance(when, CalendarTime) and found.day == (when.year, when.month, when.day)
    return (found.cue(),) if found and same else ()


def _clocked(cue: TimeCue) -> bool:
    """Whether `cue` says more than a day: midnight to the second is what systems write where they know no clock."""
    return any(isinstance(phrase, CalendarTime) and phrase.hour is not None for phrase in cue.phrases) and not (
        _is_midnight(cue)
    )


def _is_midnight(cue: TimeCue) -> bool:
    when = cue.phrases[0] if cue.phrases else None
    return isinstance(when, CalendarTime) and (when.hour, when.minute, when.second or 0) == (0, 0, 0)


def _in_zone(cue: TimeCue, of: TimeCue) -> TimeCue:
    """`cue` in the zone that `of` states, which is the page's own unless it is UTC's."""
    zone = next((phrase.zone for phrase in of.phrases if isinstance(phrase, CalendarTime)), None)
    if zone in (None, "UTC", "+00:00"):
        return cue
    told = (replace(p, zone=zone) if isinstance(p, CalendarTime) and p.zone is None else p for p in cue.phrases)
    return replace(cue, phrases=tuple(told))


def local_clocks(document: Document, facts: Metadata, found: Body) -> tuple[TimeCue, ...]:
    """The local times by the headline, where metadata states an instant with its zone."""
    if not any(one.zoned for one in facts.stamps):
        return ()
    return clocks([*facts.stamps, *printed_stamps(found.around)]) or furniture(found.around, document.lexicons)


def _addressed(document: Document) -> tuple[TimeCue, ...]:
    """The day in the page's own address, where nothing else says one."""
    day = path_day(urlsplit(document.url).path)
    return (TimeCue(f"{day[0]:04}-{day[1]:02}-{day[2]:02}", Where.METADATA),) if day else ()
