"""Which entries a section lets in: include and exclude, each by words, credits, places, patterns or language. Pure."""

from __future__ import annotations

from functools import lru_cache

import regex

from feeder.errors import ConfigError
from feeder.feeds.view import language_tag
from feeder.model.entry import Entry
from feeder.model.page import Dispatch
from feeder.model.specs import FilterSpec, SectionSpec
from feeder.text import fold, words

TEXT_LENGTH = 20_000
PATTERN_SECONDS = 0.25
_UNSPACED = regex.compile(r"[\p{Han}\p{Hiragana}\p{Katakana}\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}]")


def admits(entry: Entry, spec: SectionSpec) -> bool:
    """Whether the section shows the entry: something included matches (or nothing is named), nothing excluded does."""
    dispatch = entry.lead.dispatch
    if spec.exclude and matches(dispatch, spec.exclude):
        return False
    return not spec.include or matches(dispatch, spec.include)


def matches(dispatch: Dispatch, spec: FilterSpec) -> bool:
    """Whether anything that `spec` names is there. Raises ConfigError for a pattern that is none."""
    return (
        _has_credit(dispatch, spec.credits)
        or _has_place(dispatch, spec.places)
        or _has_language(dispatch, spec.languages)
        or _has_words(dispatch, spec.words)
        or any(_has_pattern(dispatch, pattern) for pattern in spec.regex)
    )


def _has_credit(dispatch: Dispatch, wanted: tuple[str, ...]) -> bool:
    agencies = dispatch.dateline.credits if dispatch.dateline else ()
    named = {fold(name) for name in (*dispatch.authors, *agencies)} if wanted else ()
    return any(fold(name) in named for name in wanted)


def _has_place(dispatch: Dispatch, wanted: tuple[str, ...]) -> bool:
    place = dispatch.dateline.place if dispatch.dateline else None
    return place is not None and any(fold(name) == fold(place) for name in wanted)


def _has_language(dispatch: Dispatch, wanted: tuple[str, ...]) -> bool:
    """ "en" takes "en-GB" as well; "en-GB" takes only itself (RFC 4647, basic filtering)."""
    tag = (language_tag(dispatch.language) or "").lower() + "-"
    return any(tag.startswith((language_tag(name) or "?").lower() + "-") for name in wanted)


def _has_words(dispatch: Dispatch, wanted: tuple[str, ...]) -> bool:
    """Whole words, in a row where more are named as one; anywhere in scripts that are written without spaces."""
    if not wanted:
        return False
    said = " " + " ".join(words(_text(dispatch))) + " "
    names = (" ".join(words(phrase)) for phrase in wanted)
    return any((name if _UNSPACED.search(name) else f" {name} ") in said for name in names if name)


def _has_pattern(dispatch: Dispatch, pattern: str) -> bool:
    """A pattern that runs for longer than `PATTERN_SECONDS` on one story does not match it."""
    try:
        return _compiled(pattern).search(_text(dispatch), timeout=PATTERN_SECONDS) is not None
    except TimeoutError:
        return False


@lru_cache(maxsize=256)
def _compiled(pattern: str) -> regex.Pattern[str]:
    try:
        return regex.compile(pattern)
    except regex.error as error:
        fault = f"{pattern!r} is no regular expression: {error}"
        raise ConfigError("the filters of a section", (("regex", fault),)) from error


def _text(dispatch: Dispatch) -> str:
    return f"{dispatch.title}\n{dispatch.text}"[:TEXT_LENGTH]
