"""The part `ages`: relative words and patterns of CLDR, its units, and the supplements by hand, by language."""

from __future__ import annotations

import tomllib
from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from feeder.lexicon import Role
from feeder.lexicon.ages import age_words
from feeder.lexicon.loading import FORMAT
from feeder.model.time import Age, Unit
from feeder.recognise.times.normalise import fold_term
from feeder.recognise.times.relative import whole
from scripts.lexicon.cldr import Cldr
from scripts.lexicon.patterns import Harvest, Patterns, harvest, markers

_QUANTITIES = {"few": "2..5", "couple": "2..3", "several": "3..9", "half": "0.5", "one_half": "1.5"}
SUPPLEMENTS = Path(__file__).parent / "supplements" / "ages"
# Norwegian has one lexicon, whichever of its tags a page uses.
_MERGED = {"nb": "no", "nn": "no"}
# Tags that pages use besides CLDR's aliases: kinds of Arabic, Chinese and Malay that are written in the common form,
# Punjabi in Arabic letters, Montenegrin by the country's code.
_WRITTEN_AS = {
    **dict.fromkeys("acm aeb afb ajp apd arq ary arz ayl shu".split(), "ar"),
    **dict.fromkeys("cjy gan hak hsn lzh nan wuu".split(), "zh"),
    "bjn": "ms",
    "zlm": "ms",
    "zsm": "ms",
    "pnb": "pa",
    "me": "sr",
}


def records(cldr: Cldr) -> dict[str, Any]:
    """A record for each language, as `feeder.lexicon.ages` describes it, and the head of the file."""
    made: dict[str, Any] = {}
    for language, sources in languages(cldr).items():
        made[language] = record(*harvest(cldr, sources), supplement(language))
    for language in sorted(path.stem for path in SUPPLEMENTS.glob("*.toml")):
        if language not in made:  # unknown to CLDR
            made[language] = record(Harvest(), Patterns((), (), ()), supplement(language))
    return {"#": head(cldr, sorted(made)), **made}


def languages(cldr: Cldr) -> dict[str, list[str]]:
    """The locales that each lexicon is made of."""
    merged: dict[str, list[str]] = {}
    for language, locales in cldr.languages().items():
        merged.setdefault(_MERGED.get(language, language), []).extend(locales)
    return merged


def head(cldr: Cldr, known: list[str]) -> dict[str, Any]:
    """What the file says about itself; `aliases` are the other tags of its languages."""
    aliases = {
        alias: replacement
        for alias, entry in cldr.supplemental("aliases.json")["metadata"]["alias"]["languageAlias"].items()
        if (replacement := entry["_replacement"].split("-")[0]) in known and alias not in known and "-" not in alias
    }
    aliases |= _MERGED | {alias: language for alias, language in _WRITTEN_AS.items() if alias not in known}
    return {"version": FORMAT, "cldr": cldr.release, "languages": known, "aliases": aliases}


def supplement(language: str) -> Mapping[str, Any]:
    """What is known of `language` by hand; empty where nothing is."""
    path = SUPPLEMENTS / f"{language}.toml"
    return tomllib.loads(path.read_text(encoding="utf-8")) if path.exists() else {}


def record(found: Harvest, patterns: Patterns, by_hand: Mapping[str, Any]) -> dict[str, Any]:
    """CLDR's terms and those by hand, less those that are struck out by hand, and templates for what is left over.

    A unit by hand that CLDR knows as another one is left out, unless `also` says that pages use it for both.
    """
    singular = found.terms.pop("one", {})
    if by_hand.get("bare"):
        for unit, terms in singular.items():
            for term in terms:
                found.add("S", f"1 {unit}", term)
    _strike(found, by_hand.get("strike", {}))
    known: dict[str, set[str]] = defaultdict(set)
    for unit, terms in found.terms["U"].items():
        for term in terms:
            known[term.rstrip(".")].add(unit)
    to_come = {marker for side in markers(patterns.future) for marker in side} - set(found.terms["P"][""])
    for role, meaning, term in by_hand_terms(by_hand):
        folded = fold_term(term)
        units = known.get(folded.rstrip("."), {meaning})
        taken = meaning not in units if role == "U" else folded in to_come
        if not taken:
            found.add(role, meaning, term)
    for role, meaning, term in by_hand_terms(by_hand.get("also", {})):
        found.add(role, meaning, term)
    made = _plain(found)
    _keep_whole(found, patterns, made)
    made = _plain(found)
    if "page" in by_hand:
        made["page"] = {kind: sorted(map(fold_term, terms.split("|"))) for kind, terms in by_hand["page"].items()}
    return made


def _strike(found: Harvest, struck: Mapping[str, str]) -> None:
    for role, terms in struck.items():
        for known in found.terms[role].values():
            known.difference_update(map(fold_term, terms.split("|")))
    yesterdays = {term for meaning, terms in found.terms["D"].items() if meaning[0] != "-" for term in terms}
    for meaning, days in found.terms["D"].items():
        if meaning[0] == "-":  # one word is both in Hindi and its kin; news is about the past
            days.difference_update(yesterdays)


def _plain(found: Harvest) -> dict[str, Any]:
    return {
        role: {meaning: sorted(terms) for meaning, terms in sorted(by_meaning.items()) if terms}
        for role, by_meaning in sorted(found.terms.items())
    }


def _keep_whole(found: Harvest, patterns: Patterns, made: Mapping[str, Any]) -> None:
    """Adds each past pattern that the terms do not explain as a template."""
    words = age_words(made)
    for pattern in patterns.past:
        if pattern.sides is None:
            continue
        said = whole(pattern.text.replace("{0}", "7"), words)
        if Age(Unit(pattern.unit), 7, 7) not in said:
            found.add("T", pattern.unit, pattern.text)


def by_hand_terms(by_hand: Mapping[str, Any]) -> Iterator[tuple[str, str, str]]:
    """Role, meaning and term of each entry of a supplement; terms stand between bars.

    `numbers` counts from one, with other forms of a number after a slash; `few`, `couple`, `several`, `half` and
    `one_half` are numbers too. A role's key is the meaning, or the unit that it counts.
    """
    for count, forms in enumerate(by_hand.get("numbers", "").split(), start=1):
        for form in forms.split("/"):
            yield "N", str(count), form
    for name, meaning in _QUANTITIES.items():
        for term in by_hand.get(name, "").split("|"):
            yield "N", meaning, term
    for role in Role:
        entry = by_hand.get(role.value, {})
        for meaning, terms in ({"": entry} if isinstance(entry, str) else entry).items():
            for term in terms.split("|"):
                yield role.value, f"1 {meaning}" if role is Role.ONE else meaning, term
