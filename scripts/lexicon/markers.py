"""The part `markers`: common words by language, those by hand and the names of months and days that CLDR has."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from feeder.lexicon.loading import FORMAT
from scripts.lexicon.cldr import Cldr

BY_HAND = Path(__file__).parent / "supplements" / "markers.toml"


def records(cldr: Cldr) -> dict[str, Any]:
    """One record, `words`: the words of each language, parted by spaces."""
    by_hand = tomllib.loads(BY_HAND.read_text(encoding="utf-8"))
    words = {language: dict.fromkeys(text.split()) for language, text in by_hand.items()}
    for language in by_hand:
        for name in _names(cldr, language):
            words[language].setdefault(name, None)
    return {"#": {"version": FORMAT}, "words": {language: " ".join(found) for language, found in words.items()}}


def _names(cldr: Cldr, locale: str) -> Iterator[str]:
    """The full names of months and weekdays, lower-cased, where they are single words."""
    calendar = cldr.main("cldr-dates-full", locale, "ca-gregorian.json")["dates"]["calendars"]["gregorian"]
    for kind in ("months", "days"):
        for context in ("format", "stand-alone"):
            for name in calendar[kind][context]["wide"].values():
                if name.isalpha():
                    yield name.lower()
