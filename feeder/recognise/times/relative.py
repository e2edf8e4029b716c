"""Relative phrases: ages ("3 uur geleden", "about 2 hours ago", "2 uur en 5 minuten") and days ("gisteren").

In running text an age needs a word that says past, and a word like "gisteren" or "zojuist" is the story's own unless
it stands alone on its line; a text that is one cue as a whole may be a bare count ("3 uur", "2h").
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from feeder.lexicon import HOLE, AgeWords, Lexicon, Role, Sign
from feeder.model.time import Phrase
from feeder.recognise.times.ages import AMOUNT, LIKELY, Amount, amount, fixed, rows, shape
from feeder.recognise.times.matches import Match
from feeder.recognise.times.normalise import GLUE, fold_text
from feeder.recognise.times.signs import ALONE, NUMBER, Word, scan, terms_of

_ENDING = re.compile(r"[\s.,;:!|·•)\]/-]*\Z")
_OPENING = re.compile(r"\A[\s.,;:|·•(\[/-]*")
_PAST = frozenset((Role.BEFORE, Role.AFTER, Role.TEMPLATE, Role.AGED))
_LINE = re.compile(rf"[^\s{GLUE}](?:[^\n{GLUE}]*[^\s{GLUE}])?")
# Hebrew patterns of CLDR repeat in digits what the word says: "two weeks ago (2)".
_ECHO = re.compile(rf"(?<=\w['.]) \({HOLE}\)\Z|(?<=\w) \({HOLE}\)\Z")
_REACH = 100
_LONGEST_ALONE = 60
_MARKERS = _PAST | {Role.ABOUT, Role.OVER, Role.ALMOST, Role.UNDER}


def whole(text: str, words: AgeWords) -> tuple[Phrase, ...]:
    """What `text`, as the page prints it, says as one relative cue, in every way that it can be read; () for none."""
    parts = NUMBER.split(text)
    readings = _readings(HOLE.join(parts[::2]), words)
    if not readings:
        return ()
    numbers = [_value(number) for number in parts[1::2]]
    if len(readings) == 1:
        only = readings[0]
        phrase = only.age(numbers) if isinstance(only, Amount) else only
        return (phrase,) if phrase else ()
    return _likely(reading.age(numbers) if isinstance(reading, Amount) else reading for reading in readings)


def _likely(phrases: Iterable[Phrase | None]) -> tuple[Phrase, ...]:
    """The readings that are some, each once, less those whose count nobody prints where others are likelier."""
    found = tuple(phrase for phrase in dict.fromkeys(phrases) if phrase is not None)
    if len(found) < 2:
        return found
    return tuple(phrase for phrase in found if phrase.kind == "calendar" or phrase.most <= LIKELY[phrase.unit]) or found


def _value(number: str) -> float:
    return float(number.replace(",", "."))


@lru_cache(maxsize=16_384)
def _readings(template: str, words: AgeWords) -> tuple[Amount | Phrase, ...]:
    whole = _folded(template)
    folded = _OPENING.sub("", _ENDING.sub("", whole))
    return _spelled(whole, words) or _spelled(folded, words) or _spelled(folded + ".", words)


def _spelled(folded: str, words: AgeWords) -> tuple[Amount | Phrase, ...]:
    if alone := _alone(folded, words):
        return alone
    known = list(scan(folded, terms_of(words)))
    if not known or not all(word.signs for word in known):
        return ()
    return tuple(reading for signs in rows(known) if (reading := _reading(signs)) is not None)


def _folded(template: str) -> str:
    folded = " ".join(HOLE.join(map(fold_text, template.split(HOLE))).split())
    return _ECHO.sub("", folded)


def _alone(template: str, words: AgeWords) -> tuple[Phrase, ...]:
    return tuple(fixed(sign) for sign in words.signs.get(template, ()) if sign.role in ALONE)


def _reading(signs: Sequence[Sign]) -> Amount | None:
    if not AMOUNT.fullmatch(shape(signs)):
        return None
    roles = {sign.role for sign in signs}
    return None if Role.ONE in roles and not roles & _MARKERS else amount(signs)


def matches(text: str, lexicon: Lexicon) -> Iterator[Match]:
    """The relative phrases in folded running text, from left to right."""
    yield from _lines(text, lexicon.ages)
    for start, end in _places(text, lexicon.ages):
        template = _templated(text[start:end])
        for run in _runs(scan(template.text, terms_of(lexicon.ages)), template.text):
            for match in _in_run(run, template):
                yield Match(start + match.start, start + match.end, match.phrases)


def _places(text: str, words: AgeWords) -> Iterator[tuple[int, int]]:
    """The stretches of `text` around its markers, no two overlapping: an age reaches no farther from its marker."""
    start = end = 0
    for marker in _markers(words).finditer(text):
        if marker.start() - _REACH > end:
            if end:
                yield start, end
            farthest = max(0, marker.start() - 2 * _REACH)
            start = max(farthest, text.rfind(" ", farthest, max(0, marker.start() - _REACH)))
        end = marker.end() + _REACH
    if end:
        yield start, min(end, len(text))


@lru_cache(maxsize=512)
def _markers(words: AgeWords) -> re.Pattern[str]:
    terms = {term for term, signs in words.signs.items() if any(sign.role in _PAST for sign in signs)}
    parts = {max(term.split(HOLE), key=len).strip() for term in terms}
    return re.compile("|".join(map(re.escape, sorted(parts))) or r"(?!)")


@dataclass(frozen=True, slots=True)
class _Template:
    """Running text with its numbers as holes: where each hole stands, what it held, how far the text after it moved."""

    text: str
    holes: list[int]
    numbers: list[float]
    shifts: list[int]

    def back(self, position: int) -> int:
        """The place in the text that `position` in the template came from (an edge of a word)."""
        before = bisect_left(self.holes, position)
        return position + (self.shifts[before - 1] if before else 0)


def _templated(text: str) -> _Template:
    parts: list[str] = []
    template = _Template("", [], [], [])
    copied = length = 0
    for number in NUMBER.finditer(text):
        parts += text[copied : number.start()], HOLE
        length += number.start() - copied
        template.holes.append(length)
        template.numbers.append(_value(number.group()))
        length, copied = length + 1, number.end()
        template.shifts.append(copied - length)
    return replace(template, text="".join([*parts, text[copied:]]))


def _runs(words: Iterator[Word], template: str) -> Iterator[list[Word]]:
    """Known words in a row, with no more than a space between them."""
    run: list[Word] = []
    for word in words:
        if run and (not word.signs or template[run[-1].end : word.start] not in ("", " ")):
            yield run
            run = []
        if word.signs:
            run.append(word)
    if run:
        yield run


def _in_run(run: list[Word], template: _Template) -> Iterator[Match]:
    if not any(sign.role in _PAST for word in run for sign in word.signs):
        return
    found: dict[tuple[int, int], list[Phrase]] = {}
    for signs in rows(run):
        for start, stop in _amounts(shape(signs)):
            age = _age(signs[start:stop], template, run[start].start)
            if age is not None:
                found.setdefault((start, stop), []).append(age)
    end = 0
    for start, stop in sorted(found, key=lambda span: (span[0], -span[1])):
        if start >= end:
            yield _match(run[start:stop], template, found[start, stop])
            end = stop


def _amounts(letters: str) -> Iterator[tuple[int, int]]:
    """Where amounts may stand in a run: each with what precedes it, and its last parts without ("5 min. 3 uur ago")."""
    for part in AMOUNT.finditer(letters):
        start = part.start()
        while start < part.end():
            yield start, part.end()
            later = AMOUNT.search(letters, start + 1, part.end())
            start = later.start() if later else part.end()


def _age(signs: Sequence[Sign], template: _Template, start: int) -> Phrase | None:
    if not any(sign.role in _PAST for sign in signs):
        return None
    found = amount(signs, bisect_left(template.holes, start))
    return found.age(template.numbers) if found else None


def _lines(text: str, words: AgeWords) -> Iterator[Match]:
    """Phrases that stand alone on a line, or between seams."""
    for line in _LINE.finditer(text):
        if line.end() - line.start() <= _LONGEST_ALONE:
            phrases = _alone(line.group(), words)
            if phrases:
                yield Match(line.start(), line.end(), phrases)


def _match(run: list[Word], template: _Template, phrases: list[Phrase]) -> Match:
    return Match(template.back(run[0].start), template.back(run[-1].end), _likely(phrases))
