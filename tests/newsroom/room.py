"""An invented newsroom: stories at known instants, and the captures of its page that a poller would have made.

    room = Newsroom(seed=1, style=Style("nl"), days=1.0)
    for capture in room.captures():
        capture.taken_at, capture.staleness      what the poller knows
        capture.wire(), capture.html()           the page as bytes
        capture.dispatches()                     the page as a reader would have read it
        capture.printed                          which story (by its number) stood there, with which text
    room.truth                                   the instant of each story's publication, by number

Everything follows from the seed. Stories are edited, published anew, pinned, dropped and put back; polls are jittered;
some captures are old copies from a cache. The words are invented.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from functools import cached_property
from html import escape
from zoneinfo import ZoneInfo

from feeder.model.page import Dateline, Dispatch, Role
from feeder.model.time import Phrase, TimeCue, Where
from tests.newsroom.wording import LABELS, Style

PLACES = "LUNDHAVEN MIRADOR OSTRAVIK PORT-ELSA SANTORELLA KIRUMBA VALDESOL TARNOW-ZUID HELMSBURG NOORDERDAM".split()
CREDITS = ("NPB", "NPB/ORA", "ORA", "KDW", "NPB/KDW/ORA")
_SYLLABLES = "ba den kor lim mun pra ros sel tav vir wen zol har ni go fe stu kla bri dom".split()


@dataclass(frozen=True)
class Story:
    """A story of the newsroom. Instants are UTC; `gone` are the spans in which the list does not show it."""

    number: int
    published: datetime
    place: str
    credit: str
    lead: str
    edited_at: datetime | None = None
    edited_lead: str = ""
    anew_at: datetime | None = None
    pinned_until: datetime | None = None
    gone: tuple[tuple[datetime, datetime], ...] = ()

    def text_at(self, instant: datetime) -> str:
        return self.edited_lead if self.edited_at and instant >= self.edited_at else self.lead

    def dated_at(self, instant: datetime) -> datetime:
        """The instant that the site counts from."""
        return self.anew_at if self.anew_at and instant >= self.anew_at else self.published

    def shown_at(self, instant: datetime) -> bool:
        return self.published <= instant and not any(start <= instant < end for start, end in self.gone)


@dataclass(frozen=True)
class Printed:
    """A story as a page printed it."""

    story: Story
    text: str
    time: str
    phrase: Phrase


@dataclass(frozen=True)
class Snapshot:
    """One capture of the newsroom's page; `rendered` is when the site made it, which the poller does not know."""

    taken_at: datetime
    rendered: datetime
    staleness: float
    language: str
    printed: tuple[Printed, ...]

    def dispatches(self) -> tuple[Dispatch, ...]:
        """The page as a reader would have read it, each time with its reading."""
        return tuple(
            Dispatch(
                Role.TEASER,
                summary=item.text,
                dateline=Dateline(item.story.place, tuple(item.story.credit.split("/"))),
                cues=(TimeCue(item.time, Where.FURNITURE, phrases=(item.phrase,)),),
                rank=rank,
            )
            for rank, item in enumerate(self.printed)
        )

    def wire(self) -> bytes:
        """The page as wire text: each time stands after its story, glued to the next one."""
        stories = "".join(f"{i.story.place} ({i.story.credit}) - {i.text}\n{i.time}" for i in self.printed)
        return f"{LABELS[self.language]}\n{stories}\n".encode()

    def html(self) -> bytes:
        """The page as HTML: a list of linked headlines, each with its lead and its time."""
        items = "".join(
            f'<article><h2><a href="/world/{item.story.number}">{escape(_headline(item.text))}</a></h2>'
            f"<p>{item.story.place} ({item.story.credit}) - {escape(item.text)}</p>"
            f'<span class="when">{escape(item.time)}</span></article>\n'
            for item in self.printed
        )
        head = f'<!doctype html><html lang="{self.language}"><head><meta charset="utf-8"><title>News</title></head>'
        return f"{head}<body><main><h1>{LABELS[self.language]}</h1>\n{items}</main></body></html>\n".encode()


@dataclass(frozen=True)
class Newsroom:
    """The parameters of a newsroom and of the poller that watches it. Rates are per hour or per story."""

    seed: int
    style: Style
    start: datetime = datetime(2026, 3, 10, 6, tzinfo=UTC)
    days: float = 1.0
    zone: str = "Europe/Amsterdam"
    per_hour: float = 1.2
    length: int = 24
    every: float = 900.0
    jitter: float = 0.2
    cached: float = 0.0
    oldest_copy: float = 600.0
    declared: bool = False
    """Whether the poller knows (a `Date` that disagrees) how old a copy is."""
    rendered_every: float = 0.0
    """Seconds for which the site serves one rendering of its page to everybody; 0 where it renders each anew."""
    edited: float = 0.2
    anew: float = 0.0
    at_once: float = 0.0
    """Edited and published anew at the same moment."""
    pinned: float = 0.0
    gone: float = 0.0
    before: float = 36.0
    """Hours of news that the list already has at the start."""

    @cached_property
    def stories(self) -> tuple[Story, ...]:
        chance = random.Random(self.seed)
        instant = self.start - timedelta(hours=self.before)
        end = self.start + timedelta(days=self.days)
        found: list[Story] = []
        while (instant := _later(chance, instant, 3600 / self.per_hour)) < end:
            found.append(self._story(chance, len(found), instant))
        return tuple(found)

    @cached_property
    def truth(self) -> dict[int, datetime]:
        return {story.number: story.published for story in self.stories}

    def captures(self) -> Iterator[Snapshot]:
        chance = random.Random(f"polls {self.seed}")
        end = self.start + timedelta(days=self.days)
        taken_at = self.start
        while taken_at < end:
            old = chance.uniform(30, self.oldest_copy) if chance.random() < self.cached else 0.0
            yield self._capture(taken_at, old)
            step = self.every * chance.uniform(1 - self.jitter, 1 + self.jitter)
            taken_at = (taken_at + timedelta(seconds=step)).replace(microsecond=0)

    def _capture(self, taken_at: datetime, old: float) -> Snapshot:
        rendered = taken_at - timedelta(seconds=old)
        if self.rendered_every:
            rendered = datetime.fromtimestamp(rendered.timestamp() // self.rendered_every * self.rendered_every, UTC)
        shown = [story for story in self.stories if story.shown_at(rendered)]
        shown.sort(key=lambda story: _place(story, rendered), reverse=True)
        printed = tuple(self._printed(story, rendered) for story in shown[: self.length])
        return Snapshot(taken_at, rendered, old if self.declared else 0.0, self.style.language, printed)

    def _printed(self, story: Story, rendered: datetime) -> Printed:
        zone = ZoneInfo(self.zone) if self.style.clock else UTC
        time, phrase = self.style.print(
            story.dated_at(rendered).astimezone(zone).replace(tzinfo=None),
            rendered.astimezone(zone).replace(tzinfo=None),
        )
        return Printed(story, story.text_at(rendered), time, phrase)

    def _story(self, chance: random.Random, number: int, published: datetime) -> Story:
        lead = _sentences(chance)
        story = Story(number, published, chance.choice(PLACES), chance.choice(CREDITS), lead)
        later = published + timedelta(seconds=round(3600 * chance.uniform(1.5, 6)))
        if chance.random() < self.edited:
            story = replace(story, edited_at=later, edited_lead=f"{lead} {_sentence(chance, 5)}")
        if chance.random() < self.anew:
            story = replace(story, anew_at=later + timedelta(seconds=chance.randint(2400, 12_000)))
        if self.at_once and chance.random() < self.at_once:
            story = replace(story, edited_at=later, anew_at=later, edited_lead=_edited(chance, lead))
        if chance.random() < self.pinned:
            story = replace(story, pinned_until=published + timedelta(hours=chance.uniform(2, 8)))
        if chance.random() < self.gone:
            story = replace(story, gone=((later, later + timedelta(hours=chance.uniform(0.5, 3))),))
        return story


def _edited(chance: random.Random, lead: str) -> str:
    """`lead` with one word exchanged for another, be it in its opening."""
    words = lead.split()
    words[chance.randrange(1, len(words) - 1)] = _word(chance)
    return " ".join(words)


def _place(story: Story, instant: datetime) -> tuple[bool, datetime]:
    pinned = story.pinned_until is not None and instant < story.pinned_until
    return pinned, story.dated_at(instant)


def _later(chance: random.Random, instant: datetime, mean: float) -> datetime:
    return (instant + timedelta(seconds=1 + chance.expovariate(1 / mean))).replace(microsecond=0)


def _word(chance: random.Random) -> str:
    return "".join(chance.choice(_SYLLABLES) for _ in range(chance.randint(2, 4)))


def _sentence(chance: random.Random, words: int) -> str:
    return " ".join(_word(chance) for _ in range(words)).capitalize() + "."


def _sentences(chance: random.Random) -> str:
    return " ".join(_sentence(chance, chance.randint(7, 14)) for _ in range(3))


def _headline(text: str) -> str:
    return " ".join(text.split()[:6]).rstrip(".")
