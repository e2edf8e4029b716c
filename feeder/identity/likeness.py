"""How alike two leads are: Jaccard similarity of word pairs, and its sketch for an index.

A reworded lead keeps most of its word pairs (0.6 and up); another story of the same subject keeps few (below 0.2).
Templated texts (weather, results, notices) do not: for those, numbers and names decide, see `differ`.
"""

from __future__ import annotations

import re
from functools import lru_cache
from hashlib import blake2b
from itertools import pairwise

from feeder.text import fold, words

BANDS = 8
ROWS = 3  # a band agrees with probability J**3: J 0.8 → 99.7%, J 0.6 → 86% to meet in at least one of the 8
MIN_WORDS = 8
LONGEST = 20_000
_MASK = (1 << 64) - 1
_UNSPACED = re.compile("[\u0e00-\u0eff\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af]")
_NUMBER = re.compile(r"\d+(?:[.,:]\d+)*")
_TOKEN = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_SENTENCE_START = re.compile(r"(?:^|[.!?:…]\s+|[\"“„»«'‘(]\s*)$")


def _seeds() -> tuple[tuple[int, int], ...]:
    """Odd multipliers and offsets of the permutations; fixed for ever, since bands are stored."""
    digests = [blake2b(f"feeder band {i}".encode(), digest_size=16).digest() for i in range(BANDS * ROWS)]
    return tuple((int.from_bytes(d[:8], "big") | 1, int.from_bytes(d[8:], "big")) for d in digests)


_SEEDS = _seeds()


def tokens(text: str) -> list[str]:
    """The words of the first `LONGEST` characters of `text`, folded; single characters in scripts without spaces."""
    found: list[str] = []
    for word in words(text[:LONGEST]):
        if _UNSPACED.search(word):
            found.extend(word)
        else:
            found.append(word)
    return found


@lru_cache(maxsize=4096)
def shingles(text: str) -> frozenset[tuple[str, str]]:
    """The pairs of neighbouring words of `text`; empty for a text of fewer than two words."""
    found = tokens(text)
    return frozenset(pairwise(found))


def likeness(one: str, other: str) -> float:
    """Jaccard similarity of the word pairs of two texts, 0 to 1; 0 where either is too short to tell."""
    left, right = shingles(one), shingles(other)
    if not left or not right:
        return 0.0
    both = len(left & right)
    return both / (len(left) + len(right) - both)


@lru_cache(maxsize=4096)
def bands(text: str) -> tuple[str, ...]:
    """The MinHash bands of `text`, as they are stored; () for a text too short to be told from a like one."""
    pairs = shingles(text)
    if len(pairs) < MIN_WORDS - 1:
        return ()
    hashes = [int.from_bytes(blake2b(" ".join(pair).encode(), digest_size=8).digest(), "big") for pair in pairs]
    mins = [min([(h * a + b) & _MASK for h in hashes]) for a, b in _SEEDS]
    rows = (mins[i : i + ROWS] for i in range(0, BANDS * ROWS, ROWS))
    return tuple(f"{i}:{_digest(row)}" for i, row in enumerate(rows))


def _digest(row: list[int]) -> str:
    return blake2b(b"".join(value.to_bytes(8, "big") for value in row), digest_size=8).hexdigest()


def differ(one: str, other: str) -> str | None:
    """Why two like texts are two stories all the same: other numbers, or a name exchanged for another; else None.

    A correction adds, drops or changes words; a template fills in other numbers or other names on both sides.
    """
    if sorted(_NUMBER.findall(fold(one))) != sorted(_NUMBER.findall(fold(other))):
        return "numbers"
    left, right = _names(one), _names(other)
    if left - right - _spoken(other) and right - left - _spoken(one):
        return "names"
    return None


def _names(text: str) -> frozenset[str]:
    """Capitalised words that do not open a sentence."""
    return frozenset(
        token.group().casefold()
        for token in _TOKEN.finditer(text)
        if token.group()[0].isupper() and not _SENTENCE_START.search(text[max(0, token.start() - 4) : token.start()])
    )


def _spoken(text: str) -> frozenset[str]:
    return frozenset(token.group().casefold() for token in _TOKEN.finditer(text))
