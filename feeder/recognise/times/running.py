"""Ages in running text, which need a word that says past; and what stands alone on a line or between seams.

Only the stretches around such words are looked at closely, so that a page without ages costs next to nothing.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from feeder.lexicon import HOLE, AgeWords, Lexicon, Role, Sign
from feeder.model.time import Phrase
from feeder.recognise.times.ages import AMOUNT, PAST, amount, rows, shape
from feeder.recognise.times.matches import Match
from feeder.recognise.times.normalise import GLUE
from feeder.recognise.times.relative import alone, likely, value
from feeder.recognise.times.signs import DOT, NUMBER, Word, is_ending, scan, terms_of

REACH = 100
"""Characters that an age may lie from its marker, on either side."""
LONGEST_ALONE = 60
LONGEST_SHORT = 4
"""Letters of a unit that is cut short by a dot."""
_STOP = (DOT,)
_GOES_ON = re.compile(r" [^\W\d_]|[.,;।]")
"""Behind an age in the middle of a sentence, or at its end."""
_LASTING = frozenset(("hu",))
"""Languages whose units in the past say as well for how long: "3 éve". Of the shorter ones it is mostly an age."""
_LONG = frozenset(("week", "month", "year"))
_LINE = re.compile(rf"[^\s{GLUE}](?:[^\n{GLUE}]*[^\s{GLUE}])?")


def matches(text: str, lexicon: Lexicon) -> Iterator[Match]:
    """The relative phrases in folded running text, from left to right."""
    yield from _lines(text, lexicon.ages)
    for start, end in _places(text, lexicon.ages):
        template = _templated(text[start:end])
        for run in _runs(scan(template.text, terms_of(lexicon.ages)), template.text):
            for match in _in_run(run, template):
                if not _is_of_something(text, start + match.start, start + match.end, lexicon):
                    yield Match(start + match.start, start + match.end, match.phrases)


def _is_of_something(text: str, start: int, end: int, lexicon: Lexicon) -> bool:
    """Whether an age in the middle of a sentence may be counted from something else than now.

    As the word before it tells ("seçimden 3 gün önce oldu"), or since its unit says for how long as well: "3 éve él".
    """
    endings, lasting = _ambiguous(lexicon)
    if not endings and not lasting:
        return False
    if not _GOES_ON.match(text, end) or text.startswith((*lexicon.page.published, *lexicon.page.updated), end + 1):
        return False
    return text.endswith(lasting, start, end) or text.endswith(endings, 0, start)


@lru_cache(maxsize=512)
def _ambiguous(lexicon: Lexicon) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Endings of a word before an age that it is counted from, and units that say as well for how long."""
    signs = lexicon.ages.signs.items()
    endings = [f"{term[1:]} " for term, known in signs if is_ending(term, known)]
    aged = [term for term, known in signs if known[0].role is Role.AGED and known[0].unit in _LONG]
    return tuple(endings), tuple([f" {term}" for term in aged]) if lexicon.tag in _LASTING else ()


def _places(text: str, words: AgeWords) -> Iterator[tuple[int, int]]:
    """The stretches of `text` around its markers, no two overlapping: an age reaches no farther from its marker."""
    start = end = 0
    for marker in _markers(words).finditer(text):
        if marker.start() - REACH > end:
            if end:
                yield start, end
            farthest = max(end, marker.start() - 2 * REACH)
            start = max(farthest, text.rfind(" ", farthest, marker.start() - REACH))
        end = marker.end() + REACH
    if end:
        yield start, min(end, len(text))


@lru_cache(maxsize=512)
def _markers(words: AgeWords) -> re.Pattern[str]:
    terms = {term for term, signs in words.signs.items() if any(sign.role in PAST for sign in signs)}
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
        template.numbers.append(value(number.group()))
        length, copied = length + 1, number.end()
        template.shifts.append(copied - length)
    return replace(template, text="".join([*parts, text[copied:]]))


def _runs(words: Iterator[Word], template: str) -> Iterator[list[Word]]:
    """Known words in a row, with no more than a space between them."""
    run: list[Word] = []
    for word in words:
        ends = bool(run) and _is_full_stop(word, run[-1])
        if run and (ends or not word.signs or template[run[-1].end : word.start] not in ("", " ")):
            yield run
            run = []
        if word.signs and not ends:
            run.append(word)
    if run:
        yield run


def _is_full_stop(word: Word, before: Word) -> bool:
    """Whether `word` ends a sentence, since what stands `before` it is no short form: "tre dagar. Sedan …"."""
    return word.signs[:1] == _STOP and before.end - before.start > LONGEST_SHORT


def _in_run(run: list[Word], template: _Template) -> Iterator[Match]:
    if not any(sign.role in PAST for word in run for sign in word.signs):
        return
    found: dict[tuple[int, int], list[Phrase]] = {}
    for signs in rows([word.signs for word in run]):
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
    if not any(sign.role in PAST for sign in signs):
        return None
    found = amount(signs, bisect_left(template.holes, start))
    return found.age(template.numbers) if found else None


def _is_end_of_name(text: str, start: int, end: int) -> bool:
    """Whether a short word behind a seam is the rest of a name rather than an age: "ScienceNow"."""
    glued = start > 1 and text[start - 1] == GLUE and text[start - 2].isalpha()
    return glued and end - start <= LONGEST_SHORT and text[start:end].isalpha()


def _lines(text: str, words: AgeWords) -> Iterator[Match]:
    """Phrases that stand alone on a line, or between seams."""
    for line in _LINE.finditer(text):
        if line.end() - line.start() <= LONGEST_ALONE and not _is_end_of_name(text, *line.span()):
            phrases = alone(line.group(), words)
            if phrases:
                yield Match(line.start(), line.end(), phrases)


def _match(run: list[Word], template: _Template, phrases: list[Phrase]) -> Match:
    return Match(template.back(run[0].start), template.back(run[-1].end), likely(phrases))
