"""A calendar time in the short notation of `calendar_phrases.txt` and `calendar_more.txt`, and their phrases."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from feeder.model.time import Age, CalendarSystem, CalendarTime, Phrase

PHRASES, MORE = "calendar_phrases.txt", "calendar_more.txt"


def notation(time: Phrase) -> str:
    """ "2026-03-14 21:05 UTC buddhist", "--03-14", "2026-03", "w5 14:05", "b1", as far as `time` says it."""
    if isinstance(time, Age):
        return f"{time.least:g} {time.unit}"
    parts = [_date(time)]
    if time.month is None and time.weekday is not None:
        parts.append(f"w{time.weekday}")
    if time.back is not None:
        parts.append(f"b{time.back}")
    if time.hour is not None:
        parts.append(f"{time.hour:02}:{time.minute:02}" + (f":{time.second:02}" if time.second is not None else ""))
    if time.part is not None:
        parts.append("p{}-{}".format(*time.part))
    parts.append(time.zone or "")
    if time.system is not CalendarSystem.GREGORIAN:
        parts.append(time.system.value)
    return " ".join(part for part in parts if part)


def _date(time: CalendarTime) -> str:
    if time.month is None:
        return "" if time.day is None else f"---{time.day:02}"
    year = "-" if time.year is None else f"{time.year}"
    return f"{year}-{time.month:02}" + (f"-{time.day:02}" if time.day else "")


def phrases(name: str = PHRASES) -> Iterator[tuple[str, str, str]]:
    """(language, phrase, notation) of every phrase of the file `name`."""
    language = ""
    for line in Path(__file__).with_name(name).read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            language = line.strip("[]")
        elif line and not line.startswith("#"):
            expected, _, listed = line.partition(" = ")
            yield from ((language, phrase.strip(), expected) for phrase in listed.split("¦"))
