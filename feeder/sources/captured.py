"""When was a file captured? Its sidecar, its name, or its modification time say so; else nobody knows.

A modification time changes with every copy, so it counts only where the configuration asks for it.
"""

from __future__ import annotations

import os
import re
import tomllib
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from zoneinfo import ZoneInfo

from feeder.errors import SourceError
from feeder.model.specs import SourceSpec

MAX_BYTES = 8192  # the parser of TOML is quadratic in the parts of a key
_NAME_TIME = re.compile(
    r"(?<!\d)(?P<year>\d{4})(?P<s>[-_.]?)(?P<month>\d\d)(?P=s)(?P<day>\d\d)[T_. -]?"
    r"(?P<hour>\d\d)(?P<c>[-:._h]?)(?P<minute>\d\d)(?:(?P=c)(?P<second>\d\d))?(?P<offset>Z|[+-]\d\d:?\d\d)?(?!\d)"
)


@dataclass(frozen=True, slots=True)
class Sidecar:
    """What `<file>.toml` beside a file says about it."""

    taken_at: datetime | None = None
    url: str | None = None
    media_type: str | None = None


def sidecar_of(path: Path) -> Path:
    """Where the sidecar of the file at `path` would be."""
    return path.with_name(path.name + ".toml")


def read_sidecar(path: Path, zone: str) -> Sidecar:
    """The sidecar of the file at `path`; an empty one where there is none. Raises SourceError for a faulty one.

    A link is not followed, and more than 8 KB are not read: whoever puts files there may not be the operator.
    """
    sidecar = sidecar_of(path)
    try:
        with open(sidecar, "rb", opener=_no_link) as file:
            raw = tomllib.loads(file.read(MAX_BYTES).decode("utf-8"))
    except FileNotFoundError:
        return Sidecar()
    except (OSError, ValueError, RecursionError) as error:
        raise SourceError(str(sidecar), f"cannot be read: {error}", "mend it or remove it") from error
    if unknown := sorted(set(raw) - {"taken_at", "url", "media_type"}):
        raise SourceError(str(sidecar), f"unknown key {unknown[0]!r}", "it may hold taken_at, url and media_type")
    url, media_type = (_words(raw.get(key), key, sidecar) for key in ("url", "media_type"))
    if url and not url.startswith(("http://", "https://")):
        raise SourceError(str(sidecar), f"url {url!r} is no address", "write one that begins with https://")
    return Sidecar(_instant(raw.get("taken_at"), zone, sidecar), url, media_type)


def _no_link(path: str, flags: int) -> int:
    return os.open(path, flags | os.O_NOFOLLOW | os.O_NONBLOCK)


def _words(value: object, key: str, sidecar: Path) -> str | None:
    if value is None or isinstance(value, str):
        return value
    raise SourceError(str(sidecar), f"{key} {value!r} is no text", "put it in quotes")


def _instant(value: object, zone: str, sidecar: Path) -> datetime | None:
    if value is None:
        return None
    try:
        return _utc(value if isinstance(value, datetime) else datetime.fromisoformat(str(value)), zone)
    except (ValueError, OverflowError):
        raise SourceError(str(sidecar), f"taken_at {value!r} is no time", "write 2026-03-14T21:00:00+01:00") from None


def _utc(moment: datetime, zone: str) -> datetime:
    return (moment if moment.tzinfo else moment.replace(tzinfo=ZoneInfo(zone))).astimezone(UTC)


def taken_at(path: Path, mtime: datetime, sidecar: Sidecar, spec: SourceSpec, zone: str) -> tuple[datetime | None, str]:
    """(the instant that the file at `path` was captured, how that is known: sidecar | name | mtime | unknown)."""
    if sidecar.taken_at and spec.captured in (None, "sidecar"):
        return sidecar.taken_at, "sidecar"
    if spec.captured == "mtime":
        return mtime, "mtime"
    if spec.captured in (None, "name"):
        named = name_time(path.name, zone, spec.captured_pattern)
        if named:
            return named[0], "name"
    return None, "unknown"


def name_time(name: str, zone: str, pattern: str | None = None) -> tuple[datetime, str] | None:
    """(the instant written in a file's name, the name without it); None where it has none.

    `pattern` is a regular expression with named groups year, month, day and hour, and maybe minute, second, offset. A
    time without an offset is local in `zone`.
    """
    for match in re.finditer(pattern, name) if pattern else _NAME_TIME.finditer(name):
        moment = _moment(match.groupdict(), zone)
        if moment:
            return moment, name[: match.start()] + name[match.end() :]
    return None


def _moment(parts: dict[str, str | None], zone: str) -> datetime | None:
    def number(part: str) -> int:
        return int(parts.get(part) or 0)

    try:
        moment = datetime(
            number("year"),
            number("month"),
            number("day"),
            number("hour"),
            number("minute"),
            number("second"),
            tzinfo=_offset(parts.get("offset")) or ZoneInfo(zone),
        )
        return moment.astimezone(UTC)
    except (ValueError, OverflowError):
        return None


def _offset(text: str | None) -> timezone | None:
    if not text:
        return None
    if text in ("Z", "z"):
        return UTC
    digits = text[1:].replace(":", "")
    offset = timedelta(hours=int(digits[:2]), minutes=int(digits[2:4] or 0))
    return timezone(-offset if text[0] == "-" else offset)
