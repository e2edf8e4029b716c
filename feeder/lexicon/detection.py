"""Which language a page is in, by its own words, where nothing else says it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cache, lru_cache

from feeder.lexicon.loading import record

SAMPLE = 20_000
"""Characters of a text that are looked at: a page says what it is within its first stories."""
LEAST_HITS = 4
LEAD = 1.2
"""How far the best language must be ahead of the next: neighbours share most of their little words."""
OWN_LEAD = 1.5
"""How far it must be ahead in words that only one of the two has, `LEAST_HITS` of them."""
MOST_FOREIGN = 0.3
"""How much of a page may be in another script than its own: names, brands, addresses."""
_WORD = re.compile(r"[^\s\x00-&(-@\[-`{-\xbf\u2010-\u2018\u201a-\u206f]+")
_OWN_SCRIPTS = {
    "ja": "\u3041-\u30ff",
    "ko": "\uac00-\ud7af",
    "th": "\u0e01-\u0e5b",
    "el": "\u0370-\u03ff",
    "he": "\u05d0-\u05ea",
    "ka": "\u10a0-\u10ff",
    "hy": "\u0531-\u0587",
    "bn": "\u0980-\u09ff",
    "pa": "\u0a00-\u0a7f",
    "gu": "\u0a80-\u0aff",
    "or": "\u0b00-\u0b7f",
    "ta": "\u0b80-\u0bff",
    "te": "\u0c00-\u0c7f",
    "kn": "\u0c80-\u0cff",
    "ml": "\u0d00-\u0d7f",
    "si": "\u0d80-\u0dff",
    "lo": "\u0e81-\u0edf",
    "my": "\u1000-\u109f",
    "am": "\u1200-\u137f",
    "km": "\u1780-\u17ff",
    "zh": "\u4e00-\u9fff",
}
"""Scripts that one language of news is written in. Japanese comes first: its pages are full of Chinese characters."""
_SCRIPT = re.compile("|".join(f"(?P<{language}>[{letters}])" for language, letters in _OWN_SCRIPTS.items()))
_OWN_LETTER = re.compile(f"[{''.join(_OWN_SCRIPTS.values())}]")
_LETTER = re.compile(r"[^\W\d_]")
# Kana among Chinese characters make a page Japanese well before they are many.
_KANA = 0.1


def detect(text: str) -> str | None:
    """The language that `text` is written in, None where its words speak for no one language clearly."""
    return _detect(text[:SAMPLE])


def contenders(text: str, most: int = 6, *, hits: int = 1) -> tuple[str, ...]:
    """The languages that share the most words with `text`, at least `hits`, likeliest first, where none is clear."""
    ranked = _hits(_WORD.findall(text[:SAMPLE].lower())).most_common(most)
    return tuple(tag for tag, count in ranked if count >= hits)


@lru_cache(maxsize=2048)
def _detect(text: str) -> str | None:
    """Cached: the stories of a page stand on its next captures too."""
    sample = text.lower()
    return _by_script(sample) or _clear(_WORD.findall(sample))


def _by_script(sample: str) -> str | None:
    if not _OWN_LETTER.search(sample):
        return None
    found = Counter(match.lastgroup for match in _SCRIPT.finditer(sample))
    letters = len(_LETTER.findall(sample))
    if found["ja"] > _KANA * letters:
        return "ja"
    language, hits = found.most_common(1)[0]
    return language if hits > (1 - MOST_FOREIGN) * letters else None


def _hits(words: Iterable[str]) -> Counter[str]:
    hits: Counter[str] = Counter()
    for word in words:
        hits.update(_languages_of().get(word, ()))
    return hits


def _clear(words: Sequence[str]) -> str | None:
    """The language with the most hits, if it is well ahead of the next: in all, or where the two differ."""
    ranked = [*_hits(words).most_common(2), ("", 0), ("", 0)]
    (best, most), (following, next_most) = ranked[0], ranked[1]
    if most < LEAST_HITS or most >= LEAD * next_most:
        return best if most >= LEAST_HITS else None
    tags = [_languages_of().get(word, ()) for word in words]
    own = sum(best in spoken and following not in spoken for spoken in tags)
    other = sum(following in spoken and best not in spoken for spoken in tags)
    return best if own >= max(LEAST_HITS, OWN_LEAD * other) else None


@cache
def _languages_of() -> dict[str, tuple[str, ...]]:
    languages: dict[str, tuple[str, ...]] = {}
    for language, words in (record("markers", "words") or {}).items():
        for word in words.split():
            languages[word] = (*languages.get(word, ()), language)
    return languages
