"""The part `calendar`: months, weekdays, parts of the day, days counted back, literals and orders, by language."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from feeder.lexicon.calendar import NUMBER, pieces
from feeder.lexicon.loading import FORMAT
from feeder.recognise.times.normalise import fold_term
from scripts.lexicon.ages import languages
from scripts.lexicon.cldr import Cldr
from scripts.lexicon.zones import zone_terms

SUPPLEMENTS = Path(__file__).parent / "supplements" / "calendar"
HABITS = ("order", "pair", "either", "dotted", "system")
_PAGE = {"published": "u", "updated": "U"}
_ROOT, _ROOT_PAIR = "y-MM-dd", "MM-dd"
"""CLDR's dates where a language has no pattern of its own."""
_DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_FIELD = re.compile(r"'([^']*)'|([A-Za-z])\2*|([^'A-Za-z]+)")
_ALPHABETIC = re.compile("[a-zß-öø-ɏͰ-ӿ]+")
_ENDING = re.compile(r"(MMMM?|LLLL?|EEEE|ccc)(?:'([^\s']+)|([^\s'A-Za-z.,/()\u0e00-\u0eff\u3000-\u9fff-]+))")
_COMMON = {
    "A0": ["am", "a.m."], "A12": ["pm", "p.m."], "h": ["h", "hs", "hrs"], "Egregorian": ["ad", "a.d."], "f": ["t"],
}  # fmt: skip
_JOINED = ("atTime", "relative")
# Where a term has several senses, those of these letters are tried first, in this order.
_PRECEDENCE = "MDEKWfHhISFNQVRLBAPZuU"


def records(cldr: Cldr) -> dict[str, Any]:
    """A record for each language, as `feeder.lexicon.calendar` describes it, and the head of the file."""
    made = {language: record(cldr, language, locales) for language, locales in languages(cldr).items()}
    return {"#": {"version": FORMAT, "cldr": cldr.release}, **made}


def record(cldr: Cldr, language: str, locales: list[str]) -> dict[str, Any]:
    """The terms of all `locales` together and those by hand, the habits of the first, and where regions differ."""
    by_hand = dict(supplement(language))
    struck = {code: set(map(fold_term, terms)) for code, terms in by_hand.pop("strike", {}).items()}
    codes: dict[str, set[str]] = {}
    for locale in locales:
        for code, term in [*harvest(cldr, language, locale), *_listed(_COMMON)]:
            if pieces(term) and term not in struck.get(code, ()):
                codes.setdefault(term, set()).add(code)
    compounds = by_hand.pop("compounds", {})
    habits_by_hand = {key: by_hand.pop(key) for key in HABITS if key in by_hand}
    regions_by_hand = by_hand.pop("regions", {})
    for code, term in (listed := list(_listed(by_hand))):
        if code[0] in "AP":
            codes[term] = {known for known in codes.get(term, ()) if known[0] not in "AP"}
    for code, term in listed:
        codes.setdefault(term, set()).add(code)
    for code, term in [*_compounds(codes, compounds), *_shortened(codes)]:
        codes.setdefault(term, set()).add(code)
    own = habits(cldr, locales[0]) | habits_by_hand
    regions = {
        parts[-1]: differing
        for locale in locales
        if len(parts := locale.split("-")) > 1 and len(parts[-1]) == 2
        if (differing := _differing(habits(cldr, locale), own))
    } | regions_by_hand
    page = {kind: sorted(map(fold_term, by_hand.get(code, []))) for kind, code in _PAGE.items()}
    merged: dict[str, set[str]] = {}
    for term, known in codes.items():
        _merge(merged, pieces(term), known)
    terms = {term: " ".join(_ordered(known)) for term, known in sorted(merged.items())}
    return {"terms": terms, **own, "regions": regions, "page": page}


def _compounds(codes: Mapping[str, set[str]], compounds: Mapping[str, list[str]]) -> Iterator[tuple[str, str]]:
    """Weekdays and parts of the day in one word ("vrijdagochtend"): weekdays with each joint and each part."""
    joints = compounds.get("joints", [])
    weekdays = [(term, code) for term, known in codes.items() for code in known if code[0] == "W" and len(term) > 4]
    for hours, parts in compounds.items():
        for part in parts if hours != "joints" else ():
            for term, code in weekdays:
                for joint in joints:
                    yield f"V{code[1:]}:{hours}", f"{term}{joint}{part}"


def _shortened(codes: Mapping[str, set[str]]) -> Iterator[tuple[str, str]]:
    """Months and weekdays cut after three letters or more, as sites cut them where CLDR does not, if that names one."""
    meanings: dict[str, set[str]] = {}
    for term, known in codes.items():
        for code in known if _ALPHABETIC.fullmatch(term) else ():
            if code[0] in "MW" and code[-1].isdecimal():  # those of other calendars are not cut
                for length in range(3, min(len(term), 7)):
                    meanings.setdefault(term[:length], set()).add(code)
    for term, named in meanings.items():
        if len(named) == 1 and term not in codes:
            yield named.pop(), term


def supplement(language: str) -> Mapping[str, Any]:
    """What is known of `language` by hand: terms by the code of their sense, `strike` with the same, and habits."""
    path = SUPPLEMENTS / f"{language}.toml"
    return tomllib.loads(path.read_text(encoding="utf-8")) if path.exists() else {}


def _listed(terms: Mapping[str, Iterable[str]]) -> Iterator[tuple[str, str]]:
    return ((code, fold_term(term)) for code, several in terms.items() for term in several)


def _merge(merged: dict[str, set[str]], words: list[str], codes: set[str]) -> None:
    """Adds a term by its pieces. One with a number stands for all numbers: "3月" is month 3, "thứ 2" Monday."""
    numbers = [word for word in words if word.isdecimal()]
    if not numbers:
        merged.setdefault(" ".join(words), set()).update(codes)
    for code in codes if len(numbers) == 1 else ():
        shift = {"M": 0, "W": 2}.get(code[0])
        if shift is not None and code[1:] == str(int(numbers[0]) - shift):
            term = " ".join(NUMBER if word.isdecimal() else word for word in words)
            merged.setdefault(term, set()).add(code[0] + NUMBER)


def _differing(here: Mapping[str, Any], own: Mapping[str, Any]) -> dict[str, Any]:
    """What is other in a region; a region that is known is never in doubt about day and month."""
    other = {key: value for key, value in here.items() if own.get(key) != value}
    return {**other, "either": False} if own.get("either") else other


def _ordered(codes: set[str]) -> list[str]:
    """Codes, likeliest first. A half of the day is not also a part of it, what only a clock has no duration; a word
    for both yesterday and tomorrow is yesterday where news is printed."""
    letters = {code[0] for code in codes}
    ahead = {f"R-{code[1:]}" for code in codes if code[0] == "R"}
    kept = codes - ahead - {"h" if "H" in letters else ""}
    if "A" in letters:
        kept = {code for code in kept if code[0] != "P"}
    return sorted(kept, key=lambda code: (_PRECEDENCE.index(code[0]), code))


def harvest(cldr: Cldr, language: str, locale: str) -> Iterator[tuple[str, str]]:
    """Codes and folded terms of one locale of CLDR."""
    gregorian = _gregorian(cldr, locale)
    named = [
        *_names(gregorian, "months", "M", [str(month) for month in range(1, 13)]),
        *_names(gregorian, "days", "W", _DAYS),
        *_parts(cldr, language, gregorian),
    ]
    yield from named
    yield from _counted(cldr, locale)
    yield from _literals(gregorian)
    yield from zone_terms(cldr, language, locale)
    for letters, ending in _endings(gregorian):
        yield from ((code, term + ending) for code, term in named if code[0] in letters)


def _gregorian(cldr: Cldr, locale: str) -> Mapping[str, Any]:
    dates = cldr.main("cldr-dates-full", locale, "ca-gregorian.json").get("dates", {})
    found: Mapping[str, Any] = dates.get("calendars", {}).get("gregorian", {})
    return found


def _names(gregorian: Mapping[str, Any], kind: str, letter: str, keys: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Names of months or weekdays in all forms but the narrow, which are single letters."""
    first = 1 if letter == "M" else 0
    for widths in gregorian.get(kind, {}).values():
        for width, names in widths.items():
            for number, key in enumerate(keys, start=first):
                term = fold_term(names.get(key, ""))
                if width != "narrow" and re.search(r"[^\W\d_]", term):
                    yield f"{letter}{number}", term


def _parts(cldr: Cldr, language: str, gregorian: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Halves and parts of the day with their hours (CLDR dayPeriods)."""
    rules = cldr.supplemental("dayPeriods.json")["dayPeriodRuleSet"].get(language, {})
    for widths in gregorian.get("dayPeriods", {}).values():
        for width, names in widths.items():
            for key, name in names.items():
                term = fold_term(name)
                half = key.split("-")[0]
                if half in ("am", "pm"):
                    yield ("A0" if half == "am" else "A12"), term
                elif width != "narrow" and (hours := _hours(rules.get(key))):
                    yield f"P{hours}", term


def _hours(rule: Mapping[str, str] | None) -> str | None:
    if rule is None:
        return None
    start = int((rule.get("_from") or rule["_at"]).split(":")[0])
    end = int(rule["_before"].split(":")[0]) if "_before" in rule else start + 1
    return f"{start}-{end if end > start else end + 24}"


def _counted(cldr: Cldr, locale: str) -> Iterator[tuple[str, str]]:
    """Yesterday, today, tomorrow and their neighbours; the last of each weekday."""
    fields = cldr.fields(locale)
    for field in ("day", "day-short", "day-narrow"):
        for key, name in fields.get(field, {}).items():
            if match := re.fullmatch(r"relative-type-(-?\d)", key):
                yield f"R{-int(match[1])}", fold_term(name)
    for number, day in enumerate(_DAYS):
        for field in (day, f"{day}-short"):
            if name := fields.get(field, {}).get("relative-type--1"):
                yield f"L{number}", fold_term(name)


def _literals(gregorian: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Words that the patterns of dates and times hold, by the field that they stand at."""
    joined = gregorian.get("dateTimeFormats", {})
    available = list(joined.get("availableFormats", {}).items())
    plain = [*gregorian.get("dateFormats", {}).items(), *gregorian.get("timeFormats", {}).items()]
    for key, pattern in [*plain, *available]:
        if isinstance(pattern, str) and not set("QWwYU").intersection(key) and "count" not in key:
            yield from _fields(pattern)
    for kind in (joined, *(gregorian.get(f"dateTimeFormats-{name}", {}).get("standard", {}) for name in _JOINED)):
        for pattern in kind.values():
            if isinstance(pattern, str):
                for word in re.sub(r"\{\d\}|'", " ", pattern).split():
                    yield "K", fold_term(word)


def _fields(pattern: str) -> Iterator[tuple[str, str]]:
    """Words of one pattern. What stands before its hour, and not after another field's number, leads a clock."""
    found = _FIELD.findall(pattern)
    before = ""
    for index, (quoted, field, plain) in enumerate(found):
        if field:
            before = field
        elif re.search(r"[^\W\d_]", text := quoted or plain):
            after = next((field for _, field, _ in found[index + 1 :] if field), "")
            letter = {"H": "h", "h": "h", "K": "h", "k": "h", "m": "I", "s": "S", "": "f"}.get(before, "f")
            if letter == "f" and after in ("H", "h", "K", "k"):
                letter = "K"
            if before == "d" and text[0] in "日일":
                letter = "D"
            yield letter, fold_term(text)


def _endings(gregorian: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Endings that patterns put on a month, a weekday, or the half of the day that ends a time: "martxoaren"."""
    patterns = [*gregorian["dateFormats"].values(), *gregorian["dateTimeFormats"]["availableFormats"].values()]
    for field, quoted, plain in _ENDING.findall(" ".join(map(str, patterns))):
        yield ("W" if field[0] in "Ec" else "M"), fold_term(quoted or plain)
    for joined in (gregorian["dateTimeFormats"], gregorian.get("dateTimeFormats-atTime", {}).get("standard", {})):
        for ending in re.findall(r"\{0\}([^\s{},.()]+)", " ".join(map(str, joined.values()))):
            yield "A", " ".join(pieces(fold_term(ending.replace("'", ""))))


def habits(cldr: Cldr, locale: str) -> dict[str, str]:
    """The order of numeric dates, of a day and a month, and what a dot between two numbers means.

    CLDR's own pattern stands for a habit only where a region of a language has it: by itself it is the lack of one.
    """
    gregorian = _gregorian(cldr, locale)
    available = gregorian["dateTimeFormats"]["availableFormats"]
    patterns = [_pattern(gregorian["dateFormats"]["short"]), available.get("yMd", _ROOT)]
    own = next((pattern for pattern in patterns if pattern != _ROOT), _ROOT if "-" in locale else "d/M/y")
    order = _order(own, "dMy")
    pair = available.get("Md", _ROOT_PAIR)
    dates, clocks = "." in pair, "." in _pattern(gregorian["timeFormats"]["short"])
    return {
        "order": order,
        "pair": _order(pair, "dM") if pair != _ROOT_PAIR else order.replace("y", ""),
        "dotted": ("both" if clocks else "date") if dates else "clock" if clocks else "rare",
    }


def _pattern(found: str | Mapping[str, str]) -> str:
    return found if isinstance(found, str) else found["_value"]


def _order(pattern: str, letters: str) -> str:
    found = sorted((pattern.find(letter) % 99, letter.lower()) for letter in letters)
    return "".join(letter for _, letter in found)
