"""The kinds of value in config.toml, each checked where it stands, with a message that says what to write."""

from __future__ import annotations

import re
import warnings
from collections.abc import Callable
from typing import Annotated
from zoneinfo import ZoneInfo

from pydantic import AfterValidator, ValidationInfo

from feeder.text import RESERVED_SLUGS, shorten, slugify, without_password

_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8}){0,4}")
_ZONE = re.compile(r"[A-Za-z0-9_+/-]{1,64}")
_URL = re.compile(r"https?://[^\s/?#]\S*", re.IGNORECASE)
_DATABASE = re.compile(r"(sqlite:///.+|postgres(ql)?(\+psycopg)?://.+)")
_DURATION = re.compile(r"(\d+(?:\.\d+)?)\s*([smhd])")
_SECONDS = {"s": 1, "m": 60, "h": 3600, "d": 86400}
_LEAST_SECONDS = 10
_MOST_SECONDS = 366 * 86400
_CRON_FIELDS = 5
_HOURS = re.compile(r"(\d{1,2})\s*-\s*(\d{1,2})")
_VARIABLE = re.compile(r"\$\{(\w+)\}")
_HEADER_NAME = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+")  # RFC 9110 section 5.6.2
_NAME = re.compile(r"[^\s/\\\x00-\x1f][^/\\\x00-\x1f]{0,79}")


def _told(text: str) -> str:
    """A value as a message has it: short, and without a password."""
    return repr(shorten(without_password(text), 60))


def _language(tag: str) -> str:
    if not _LANGUAGE.fullmatch(tag):
        raise ValueError(f"{_told(tag)} is no language tag; write one such as 'nl' or 'en-GB'")
    return tag


def _timezone(name: str) -> str:
    try:
        ZoneInfo(name if _ZONE.fullmatch(name) else "")
    except (KeyError, ValueError, OSError):
        raise ValueError(f"{_told(name)} is no IANA time zone; write one such as 'Europe/Amsterdam'") from None
    return name


def _url(url: str) -> str:
    if not _URL.fullmatch(url):
        raise ValueError(f"{_told(url)} is no http or https address")
    return url


def _base_url(url: str) -> str:
    return _url(url) if url.endswith("/") else _url(url) + "/"


def _database(url: str) -> str:
    if not _DATABASE.fullmatch(url):
        raise ValueError(f"{_told(url)} is neither 'sqlite:///file' nor 'postgresql://…'")
    return url


def _name(name: str) -> str:
    if not _NAME.fullmatch(name):
        raise ValueError(f"{_told(name)} is no name: 1 to 80 characters, no slashes, no control characters")
    return name


def _regex(pattern: str) -> str:
    return _compiled(pattern, re.compile)


def _filter(pattern: str) -> str:
    import regex  # of which filters are

    return _compiled(pattern, regex.compile)


def _compiled(pattern: str, compile_: Callable[[str], object]) -> str:
    """`pattern`, if `compile_` takes it: nothing that it raises or warns of is anybody's fault but the pattern's."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            compile_(pattern)
    except Exception as error:
        raise ValueError(f"{_told(pattern)} is no regular expression: {error}") from None
    return pattern


def _slug(slug: str) -> str:
    if slug in RESERVED_SLUGS:
        raise ValueError(f"{_told(slug)} is reserved; choose another name")
    if slugify(slug) != slug:
        raise ValueError(f"{_told(slug)} cannot name files; write {slugify(slug) or 'letters and digits'!r}")
    return slug


def seconds(text: str) -> float | None:
    """The length of "90s", "15m", "6h" or "1d" in seconds; None for anything else."""
    match = _DURATION.fullmatch(text.strip())
    return float(match[1]) * _SECONDS[match[2]] if match else None


def _every(text: str) -> str:
    length = seconds(text)
    if length is not None and length < _LEAST_SECONDS:
        raise ValueError(f"{_told(text)} is too often; {_LEAST_SECONDS}s is the least")
    if length is not None and length > _MOST_SECONDS:
        raise ValueError(f"{_told(text)} is too seldom; 366d is the most")
    if length is None and text != "auto" and not _is_cron(text):
        raise ValueError(
            f"{_told(text)} is no interval; write one such as '90s', '15m', '6h', a cron expression, or 'auto'"
        )
    return text


def _is_cron(text: str) -> bool:
    if len(text.split()) != _CRON_FIELDS:
        return False
    from apscheduler.triggers.cron import CronTrigger

    try:
        CronTrigger.from_crontab(text, timezone="UTC")
    except ValueError:
        return False
    return True


def hours(text: str) -> tuple[int, int]:
    """The local hours [start, end) that "6-23" means. Raises ValueError for anything else."""
    match = _HOURS.fullmatch(text.strip())
    start, end = (int(match[1]), int(match[2])) if match else (0, 0)
    if start == end or start > 23 or end > 24:
        raise ValueError(f"{_told(text)} are no hours; write them as '6-23'")
    return start, end


def _hours(text: str) -> str:
    hours(text)
    return text


def _selector(selector: str) -> str:
    from feeder.pages.html.selectors import compiled

    compiled(selector)
    return selector


def _headers(headers: dict[str, str], info: ValidationInfo) -> dict[str, str]:
    """Headers with ${FEEDER_…} filled in from the environment; no line breaks may come in."""
    environ: dict[str, str] = (info.context or {}).get("environ", {})
    filled = {}
    for name, value in headers.items():
        if missing := [variable for variable in _VARIABLE.findall(value) if variable not in environ]:
            raise ValueError(f"{name}: the environment has no {', '.join(missing)}")
        filled[name] = _VARIABLE.sub(lambda match: environ[match[1]], value)
        if not _HEADER_NAME.fullmatch(name) or re.search(r"[\r\n\0]", filled[name]):
            raise ValueError(f"{_told(name)} is no valid header")
    return filled


Language = Annotated[str, AfterValidator(_language)]
Timezone = Annotated[str, AfterValidator(_timezone)]
Url = Annotated[str, AfterValidator(_url)]
BaseUrl = Annotated[str, AfterValidator(_base_url)]
Database = Annotated[str, AfterValidator(_database)]
Name = Annotated[str, AfterValidator(_name)]
Regex = Annotated[str, AfterValidator(_regex)]
FilterRegex = Annotated[str, AfterValidator(_filter)]
Slug = Annotated[str, AfterValidator(_slug)]


Every = Annotated[str, AfterValidator(_every)]
Hours = Annotated[str, AfterValidator(_hours)]
Selector = Annotated[str, AfterValidator(_selector)]
Headers = Annotated[dict[str, str], AfterValidator(_headers)]
