"""No pattern takes longer than in proportion to its text, whatever the text."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.security.patterns import Used, every_pattern
from tests.security.pumps import TooSlowError, processor_limit, pumps

LENGTH = 10_000
SECONDS = 0.1  # of processor time; what is linear takes a hundredth of it, what is quadratic many times it
# Patterns that only ever see the head of a text: the most characters that reach them.
BOUNDED = {"feeder.sources.http.address._OPAQUE": 300, "feeder.sources.http.address._SECRET": 300}
PATTERNS = sorted(every_pattern(), key=lambda used: used.name)


def slow(used: Used) -> list[str]:
    """The uses of a pattern, with the beginning of a text, that took too long."""
    found = []
    length = BOUNDED.get(used.name, LENGTH)
    for head, unit, end in pumps(used.pattern):
        text: str | bytes = head + unit * (length // len(unit)) + end
        if isinstance(used.pattern.pattern, bytes):
            text = str(text).encode("latin-1", "replace")
        for use in used.uses:
            look: Callable[[str | bytes], object] = getattr(used.pattern, use)
            try:
                with processor_limit(SECONDS):
                    look(text)
            except TooSlowError:
                found.append(f"{use} {text[:40]!r} … {end!r}")
                if len(found) > 3:
                    return found
    return found


@pytest.mark.parametrize("used", PATTERNS, ids=lambda used: used.name)
def test_no_pattern_backtracks(used: Used) -> None:
    """Texts that repeat whatever the pattern repeats, and then do not match, are given up at once."""
    assert slow(used) == []


def test_slow_patterns_are_noticed() -> None:
    """The attack itself works: a quadratic and an exponential pattern are found."""
    import re

    assert slow(Used("spaces", re.compile(r"\s*\n"), ("search",)))
    assert slow(Used("nested", re.compile(r"(?:a+)+b"), ("match",)))
    assert not slow(Used("plain", re.compile(r"(?<!\s)\s+\n"), ("search",)))


def test_patterns_are_found() -> None:
    """The walk sees what it is meant to see: those of modules, of tables and of calls."""
    names = {used.name.partition(":")[0] for used in PATTERNS}
    assert {"feeder.text._SPACE", "feeder.text", "feeder.pages.html.blocked._PATTERNS['a paywall']"} <= names
    assert set(BOUNDED) <= {used.name for used in PATTERNS}
