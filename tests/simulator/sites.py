"""Sites with newsrooms behind them, and their moods: spans of time in which they answer otherwise than they should."""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum

from feeder.model.time import Rounding
from tests.newsroom.room import Newsroom, Snapshot, Style
from tests.simulator.clock import START


class Mood(StrEnum):
    """What a site does for a while."""

    FINE = "fine"
    BROKEN = "500"
    BUSY = "429"
    GONE = "410"
    FORBIDDING = "403"
    SLOW = "slow"
    HUNG = "hung"
    DRIPPING = "dripping"
    CUT_OFF = "cut off"
    GARBAGE = "garbage"
    EMPTY = "empty"
    WALL = "login wall"
    REDESIGNED = "redesigned"
    AWAY = "redirects to a portal"
    REFUSING = "connection refused"


PASSING = tuple(mood for mood in Mood if mood not in (Mood.FINE, Mood.GONE))


@dataclass(frozen=True)
class Spell:
    """A mood from `start` to `end`."""

    mood: Mood
    start: datetime
    end: datetime


@dataclass
class Site:
    """One page of news on one host, which tells what it printed when."""

    name: str
    host: str
    room: Newsroom
    spells: tuple[Spell, ...]
    etags: bool
    dates: bool
    retry_after: str = ""
    crawl_delay: int | None = None
    snapshots: dict[int, Snapshot] = field(default_factory=dict)

    @property
    def url(self) -> str:
        """The address of its page."""
        return f"https://{self.host}/{self.name}"

    def mood(self, instant: datetime) -> Mood:
        """What the site does at an instant."""
        return next((spell.mood for spell in self.spells if spell.start <= instant < spell.end), Mood.FINE)

    def snapshot(self, instant: datetime) -> Snapshot:
        """The page as it is rendered at an instant; once a minute, as sites with a cache do."""
        minute = int((instant - START).total_seconds() // 60)
        if minute not in self.snapshots:
            self.snapshots = {minute: self.room._capture(START + timedelta(minutes=minute), 0.0)}
        return self.snapshots[minute]

    def page(self, instant: datetime) -> tuple[bytes, frozenset[str]]:
        """(the page, the links of the stories on it)."""
        snapshot = self.snapshot(instant)
        body = snapshot.html().replace(b'href="/world/', f'href="/{self.name}/'.encode())
        return body, frozenset(f"https://{self.host}/{self.name}/{item.story.number}" for item in snapshot.printed)


def make_sites(seed: int, hours: float, count: int = 4) -> list[Site]:
    """Sites of all kinds; two of them share a host."""
    chance = random.Random(f"sites {seed}")
    return [_site(chance, seed, number, hours, count) for number in range(count)]


def _site(chance: random.Random, seed: int, number: int, hours: float, count: int) -> Site:
    style = Style(
        chance.choice(("nl", "en", "de", "fr")),
        chance.choice((Rounding.FLOOR, Rounding.FLOOR, Rounding.ROUND)),
        minutes=chance.random() < 0.6,
    )
    room = Newsroom(
        seed * 100 + number,
        style,
        start=START,
        days=hours / 24 + 0.1,
        per_hour=chance.uniform(0.5, 3.0),
        length=chance.randint(6, 14),
        edited=0.2,
        pinned=0.05,
        gone=0.1,
    )
    host = f"host{0 if number == count - 1 else number}.example"
    return Site(
        f"site{number}",
        host,
        room,
        _spells(chance, hours),
        etags=chance.random() < 0.6,
        dates=chance.random() < 0.5,
        retry_after=chance.choice(("", "120", "1800", "date")),
        crawl_delay=chance.choice((None, None, None, 3)),
    )


def _spells(chance: random.Random, hours: float) -> tuple[Spell, ...]:
    found, at = [], START + timedelta(minutes=chance.uniform(20, 90))
    end = START + timedelta(hours=hours)
    while at < end - timedelta(hours=2):
        length = timedelta(minutes=chance.choice((2, 10, 25, 40)))
        found.append(Spell(chance.choice(PASSING), at, at + length))
        at += length + timedelta(minutes=chance.uniform(60, 180))
    if chance.random() < 0.1:
        found.append(Spell(Mood.GONE, end - timedelta(hours=1), end + timedelta(days=1)))
    return tuple(found)
