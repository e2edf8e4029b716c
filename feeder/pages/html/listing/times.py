"""Times in text that may be furniture, read in the page's languages, each text once."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache

from feeder.lexicon import Lexicon, load
from feeder.model.drafts import drafted
from feeder.model.time import CalendarTime
from feeder.recognise.times import Span, day_of, entire, find, known, says_no_time, says_other_things, whole

LONGEST = 160
LONGEST_ALONE = 60
OTHERS = "fr de es it pt nl pl cs sv da nb fi hu ro tr ru uk el id".split()
SIGNED = ("ja", "ko")
_span = drafted(Span)
_DECORATION = " •·|–—-,/"
_CUT = ("…", "...")
LONGEST_PART = 6
PART_OF_DAY = re.compile(r"\d{1,2}([-./])\d{1,2}\.?")
_DIGIT = re.compile(r"\d")
_LETTER = re.compile(r"[^\W\d_]")
_DIGITS = re.compile(r"\d+")
_NAMED_DAY = re.compile(r"\b\d{1,2}\W{1,3}(?:de )?[^\W\d_]{3,12}\W{1,3}(?:de )?(?:19|20)\d\d\b")
_SIGNED_DAY = re.compile(r"(?:19|20)\d\d\s?[年년]\s?\d{1,2}\s?[月월]\s?\d{1,2}\s?[日일]")
_WORDS = re.compile(r"\W*[^\W\d_]+(?:\s+[^\W\d_]+){0,4}\W*")


def may_be_time(text: str) -> bool:
    """Whether a short text has what most printed times have, a digit: cheap, sure only when it says no."""
    return len(text) < LONGEST_ALONE and bool(_DIGIT.search(text)) and text.count(" ") < 10


@dataclass(frozen=True, slots=True)
class Times:
    """Reads times in `lexicons`, likeliest first; the last `foreign` ones need not be the page's: believed less."""

    lexicons: tuple[Lexicon, ...]
    foreign: int = 0
    _alone: dict[str, bool] = field(default_factory=dict, repr=False)
    _sure: dict[str, bool] = field(default_factory=dict, repr=False)

    def spans(self, text: str, marked: bool = False) -> tuple[Span, ...]:
        """The times in a text of at most `LONGEST` characters that has a digit or is a few words; else none.

        A bare "5 min" is an age only where the page marks it as a time: elsewhere it is how long reading takes.
        """
        return _read(text, marked, self.lexicons, self.foreign) if len(text) <= LONGEST else ()

    def is_day(self, text: str) -> bool:
        """As `is_time`, or a day and a month as two numbers ("03-14"): a time only where the page prints it apart."""
        return (len(text) <= LONGEST_PART and bool(PART_OF_DAY.fullmatch(text))) or self.is_time(text)

    def is_time(self, text: str) -> bool:
        """Whether a text is a time and little else ("Published: 14 March 2026", "12 mrt · 3 min").

        What the page cut short is the beginning of something longer. Texts of one wording that differ in their digits
        only are judged once: a page prints many days, in few forms.
        """
        known = self._alone.get(text)
        if known is None:
            known = self._alone[text] = may_be_time(text) and not text.endswith(_CUT) and self._mostly_time(text)
        return known

    def _mostly_time(self, text: str) -> bool:
        form = _DIGITS.sub("0", text) if _LETTER.search(text) else text
        if form not in self._sure:
            self._sure[form] = _mostly_time(text, self.lexicons, self.foreign)
        return self._sure[form]


@lru_cache(maxsize=8192)
def _mostly_time(text: str, lexicons: tuple[Lexicon, ...], foreign: int) -> bool:
    """Whether times cover half of a text, one of less than `LONGEST_ALONE` characters."""
    day = _NAMED_DAY.search(text) or _SIGNED_DAY.search(text)
    others = not day and says_other_things(text, lexicons)
    covered = 0 if others else sum(span.end - span.start for span in _read(text, False, lexicons, foreign))
    return covered * 2 >= len(text)


@lru_cache(maxsize=8192)
def _read(text: str, marked: bool, lexicons: tuple[Lexicon, ...], foreign: int) -> tuple[Span, ...]:
    """The times in a text. Kept: pages of a site share days, menus and footers, and most of a page stays as it was."""
    if not _DIGIT.search(text) and not _may_be_words(text, lexicons):
        return ()
    return _whole(text, marked, lexicons) or _found(text, lexicons, len(lexicons) - foreign)


def _may_be_words(text: str, lexicons: tuple[Lexicon, ...]) -> bool:
    """Whether a text without a digit is a few words, one of them such as times have."""
    return len(text) <= 30 and bool(_WORDS.fullmatch(text)) and not says_no_time(text, lexicons)


def _whole(text: str, marked: bool, lexicons: tuple[Lexicon, ...]) -> tuple[Span, ...]:
    if len(text) >= LONGEST_ALONE:
        return ()
    phrases = (lexicons and known(text, lexicons[0].tag)) or whole(text, lexicons)
    if not marked:
        phrases = tuple([phrase for phrase in phrases if isinstance(phrase, CalendarTime)])
    return (_span(0, len(text), text.strip(_DECORATION), phrases),) if phrases else ()


def _found(text: str, lexicons: tuple[Lexicon, ...], own: int) -> tuple[Span, ...]:
    """Times in running text, the first `own` of `lexicons` being the page's; a day with a month's name or sign and a
    year is tried in other languages too.

    A theme prints months in its own language, which need not be the page's; a name that two languages read as
    different months is left alone.
    """
    spans = tuple(find(text, lexicons[:own]) or entire(find(text, lexicons[own:]), text))
    tags = OTHERS if _NAMED_DAY.search(text) else SIGNED if _SIGNED_DAY.search(text) else ()
    if spans or not tags:
        return spans
    others = (load(tag) for tag in tags)
    return _agreed([tuple(find(text, [lexicon])) for lexicon in others if lexicon])


def _agreed(readings: Sequence[Sequence[Span]]) -> tuple[Span, ...]:
    """The one day that all `readings` of a text with a time give it; its clock too, where they all read that alike."""
    spans = [spans[0] for spans in readings if len(spans) == 1 and len(spans[0].phrases) == 1]
    phrases = {span.phrases[0] for span in spans}
    days = {day_of(phrase) for phrase in phrases}
    if len(days) != 1:
        return ()
    return (spans[0],) if len(phrases) == 1 else (replace(spans[0], phrases=tuple(days)),)
