"""Loading of compiled lexicons: one line of one text file per language, read when the language is first asked for.

A data file has one line per language, `tag<TAB>json`, sorted; its first line is `#<TAB>json` about the file itself:
`version` of the format, `cldr` the release it was compiled from, and in `ages.tsv` the `aliases` of tags.
"""

from __future__ import annotations

import json
import mmap
import re
from collections.abc import Mapping
from dataclasses import replace
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from feeder.lexicon.ages import age_words
from feeder.lexicon.calendar import calendar_words
from feeder.lexicon.nouns import Lexicon, PageWords

FORMAT = 1
_BETWEEN = re.compile("[-_.@]")
_DATA = Path(__file__).parent / "data"


def record(part: str, key: str) -> dict[str, Any] | None:
    """The record under `key` in data file `part` ("ages", "calendar"); None where there is none."""
    path = _DATA / f"{part}.tsv"
    with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as data:
        sought = f"{key}\t".encode()
        start = 0 if data[: len(sought)] == sought else data.find(b"\n" + sought) + 1
        if not start and key != "#":
            return None
        end = data.find(b"\n", start)
        found: dict[str, Any] = json.loads(data[start + len(sought) : end])
        return found


@cache
def _head() -> dict[str, Any]:
    head = record("ages", "#") or {}
    if (version := head.get("version")) != FORMAT:
        raise RuntimeError(f"lexicon data has format {version}, this release reads {FORMAT}: reinstall feeder")
    return head


def tags() -> tuple[str, ...]:
    """The languages that there is a lexicon for, sorted."""
    return tuple(_head()["languages"])


@cache
def language_of(tag: str) -> str | None:
    """The lexicon that serves BCP 47 `tag`, or one as POSIX spells it; None where none does.

    `nl-BE` is `nl`, `iw` is `he`, `en_GB.UTF-8` is `en`, `sr@latin` is `sr`.
    """
    language = _BETWEEN.split(tag)[0].casefold()
    language = _head()["aliases"].get(language, language)
    return language if language in _head()["languages"] else None


@lru_cache(maxsize=1024)
def load(tag: str) -> Lexicon | None:
    """The lexicon of BCP 47 `tag`, cached; None for a language that CLDR has no words for.

    A lexicon holds the words of all scripts and regions of its language together, so that a page that says no more
    than `zh` or `sr` is read whatever its script.
    """
    language = language_of(tag)
    if language is None:
        return None
    lexicon = _load(language)
    region = _region(tag)
    return _regional(language, region) if region in lexicon.calendar.regions else lexicon


def _region(tag: str) -> str:
    return next((part.upper() for part in _BETWEEN.split(tag)[1:] if len(part) == 2), "")


@cache
def _load(language: str) -> Lexicon:
    ages = record("ages", language) or {}
    calendar = record("calendar", language) or {}
    page = _page_words(calendar.get("page", {}), ages.get("page", {}))
    return Lexicon(language, ages=age_words(ages), calendar=calendar_words(calendar), page=page)


def _page_words(around_dates: Mapping[str, list[str]], around_ages: Mapping[str, list[str]]) -> PageWords:
    """The words of both parts; where they differ, a word around dates ("Stand") is about what is said there."""
    words: dict[str, dict[str, None]] = {}
    for kind in ("published", "updated"):
        words[kind] = dict.fromkeys((*around_dates.get(kind, ()), *around_ages.get(kind, ())))
    for term in around_dates.get("updated", ()):
        words["published"].pop(term, None)
    for term in around_dates.get("published", ()):
        words["updated"].pop(term, None)
    return PageWords(tuple(words["published"]), tuple(words["updated"]), tuple(around_ages.get("sections", ())))


@cache
def _regional(language: str, region: str) -> Lexicon:
    """The lexicon of `language` where `region` writes dates in its own way."""
    lexicon = _load(language)
    return replace(lexicon, tag=f"{language}-{region}", calendar=lexicon.calendar.of(region))
