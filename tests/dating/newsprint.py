"""Printed times of `newsprint.txt` with their truth: every form at instants of some years, DST nights among them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random
from typing import NamedTuple
from zoneinfo import ZoneInfo

from tests.dating.newsprint_fields import DIGITS, FIELDS, WITH_DAY, WITH_WEEKDAY, WITH_YEAR, Local

FORMS = Path(__file__).with_name("newsprint.txt")
_FIELD = re.compile(r"\{([^}]*)\}")
_NIGHTS = {
    "Europe": ((2025, 3, 30), (2025, 10, 26), (2026, 3, 29), (2026, 10, 25)),
    "America/New_York": ((2025, 3, 9), (2025, 11, 2), (2026, 3, 8), (2026, 11, 1)),
}
_REACH = {"full": 900 * 86400, "noyear": 330 * 86400, "weekday": 6 * 86400 - 60, "clock": 82_000}


class Style(NamedTuple):
    """A form of a language; `back` counts the day that it names in words, `before` may stand in front of it."""

    tag: str
    zone: str
    text: str
    back: int | None
    months: tuple[str, ...]
    digits: str
    before: tuple[str, ...]


class Case(NamedTuple):
    """A printed time: its text, what it was printed for, when it was captured, and seconds that it may leave open."""

    style: Style
    text: str
    published: datetime
    taken_at: datetime
    grain: int


def styles() -> Iterator[Style]:
    """Every form of the file."""
    tag = zone = digits = ""
    months: tuple[str, ...] = ()
    before: tuple[str, ...] = ()
    for line in FORMS.read_text(encoding="utf-8").splitlines():
        key, _, rest = line.partition(" ")
        if line.startswith("["):
            (tag, zone), digits, months, before = line.strip("[]").split(), "", (), ()
        elif key == "mon":
            months = tuple(rest.split())
        elif key == "digits":
            digits = DIGITS[rest]
        elif key in ("pub", "upd"):
            before += tuple(rest.split("|"))
        elif not line.startswith("#"):
            back = int(line[0]) if line[1:2] == ">" else None
            yield Style(tag, zone, line if back is None else line[3:], back, months, digits, before)


def fields(style: Style) -> set[str]:
    return set(_FIELD.findall(style.text))


def kind(style: Style) -> str:
    """How far back a form can be understood: "full", "noyear", "weekday", "clock", "counted"."""
    held = fields(style)
    if style.back is not None:
        return "counted"
    if held & WITH_YEAR:
        return "full"
    return "noyear" if held & WITH_DAY else "weekday" if held & WITH_WEEKDAY else "clock"


def grain(style: Style) -> int:
    held = fields(style)
    return 1 if "ss" in held else 60 if "mm" in held else 86400


def render(style: Style, when: datetime) -> str:
    local = Local(when, style.tag, style.months)
    return _FIELD.sub(lambda part: FIELDS[part[1]](local) if part[1] in FIELDS else local.cldr(part[1]), style.text)


def dressed(text: str, style: Style, chance: Random) -> str:
    """`text` as pages vary it: other spaces and digits, marks of direction, capitals, a word in front, brackets."""
    if chance.random() < 0.15:
        text = text.replace(" ", "\u00a0")
    if chance.random() < 0.5 and style.digits:
        text = text.translate({ord("0") + digit: sign for digit, sign in enumerate(style.digits)})
    if style.tag[:2] in ("ar", "fa", "he", "ur") and chance.random() < 0.3:
        text = "\u200f" + text.replace("/", "\u200f/\u200f")
    if style.tag[:2] in ("nl", "de", "en", "fr", "es", "it", "ru", "sv") and chance.random() < 0.1:
        text = text.upper()
    if style.before and chance.random() < 0.2:
        return f"{chance.choice(style.before)} {text}"
    return f"({text})" if chance.random() < 0.05 else text


def moment(style: Style, chance: Random) -> tuple[datetime, datetime]:
    """When it was published and captured: as far apart as the form allows."""
    zone = ZoneInfo(style.zone)
    taken_at = datetime(2025, 1, 1, tzinfo=UTC) + timedelta(seconds=chance.randrange(3 * 365 * 86400))
    nights = next((days for area, days in _NIGHTS.items() if style.zone.startswith(area)), ())
    if nights and chance.random() < 0.1:
        night = datetime(*chance.choice(nights), tzinfo=UTC) + timedelta(seconds=chance.randrange(8 * 3600))
        taken_at = night + timedelta(seconds=chance.randrange(40_000))
        if kind(style) != "counted":
            return night, taken_at
    if style.back is None:
        return taken_at - timedelta(seconds=chance.randrange(_REACH[kind(style)])), taken_at
    today = taken_at.astimezone(zone).date()
    while True:
        published = taken_at - timedelta(seconds=chance.randrange((style.back + 1) * 86400 + 3600))
        if (today - published.astimezone(zone).date()).days == style.back:
            return published, taken_at


def cases(each: int, seed: int) -> Iterator[Case]:
    """`each` cases of every form; the same for the same seed."""
    for number, style in enumerate(styles()):
        chance = Random(f"{seed} {number}")
        for _ in range(each):
            published, taken_at = moment(style, chance)
            text = render(style, published.astimezone(ZoneInfo(style.zone)))
            yield Case(style, dressed(text, style, chance), published, taken_at, grain(style))


def verdict(case: Case, earliest: datetime | None, latest: datetime | None) -> str:
    """ "right", "wrong" (the truth lies outside), "wide" (looser than the phrase; an hour more in a fold), "none"."""
    if earliest is None or latest is None:
        return "none"
    known = case.published.replace(microsecond=0)
    if not earliest <= known <= latest:
        return "wrong"
    fold = 3600 if (case.grain <= 60 and _folded(case)) or case.grain == 86400 else 0
    return "right" if (latest - earliest).total_seconds() <= case.grain + fold else "wide"


def _folded(case: Case) -> bool:
    local = case.published.astimezone(ZoneInfo(case.style.zone))
    return local.replace(fold=0).utcoffset() != local.replace(fold=1).utcoffset()
