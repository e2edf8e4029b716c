"""Calendar times in running text: which sense a word has there, and what prose may mean by what looks like a time."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from unicodedata import category

from feeder.lexicon import Lexicon
from feeder.lexicon.calendar import Sense
from feeder.model.time import CalendarSystem, CalendarTime
from feeder.recognise.times.calendar_days import OLDEST
from feeder.recognise.times.calendar_grammar import Fields
from feeder.recognise.times.calendar_tokens import Token
from feeder.recognise.times.matches import UNSPACED_FROM

SILENT = frozenset(",.-'|f")
"""Letters that say nothing in a text that is one cue."""
_BEFORE_CLOCK = frozenset("KRLQVyt")
_AFTER_CLOCK = frozenset("HhAP")
_BEFORE_ZONE = frozenset("cAHhIS")
_LASTS = frozenset("間间간")
"""Behind an hour it is how long something takes."""
_NOTHING: tuple[Sense, ...] = (("", None),)


def row(senses: Iterable[Sense]) -> str:
    return "".join([letter for letter, _ in senses])


def settled(found: Sequence[Token]) -> list[Sense]:
    """One sense for each token of running text, by its neighbours."""
    senses = [token.senses[0] for token in found]
    before = ""
    for index, token in enumerate(found):
        if len(token.senses) > 1:
            after, beyond = (found[at].senses if at < len(found) else _NOTHING for at in (index + 1, index + 2))
            named = any(letter == "M" for letter, _ in beyond)
            senses[index] = _settle(token.senses, before, after[0][0], named)
        if senses[index][0] not in SILENT:
            before = senses[index][0]
    return senses


def _settle(senses: Sequence[Sense], before: str, after: str, month_follows: bool) -> Sense:
    by_letter = {sense[0]: sense for sense in reversed(senses)}
    if by_letter.keys() == {"f", "A"}:  # German "14:05 am 3. März", "3:05 AM"
        return by_letter["A" if before == "c" and (not after or after in SILENT) else "f"]
    if "G" in by_letter:
        return by_letter["G"] if before in _BEFORE_ZONE else senses[1]
    if "c" in by_letter:
        likely = before in _BEFORE_CLOCK or (senses[0][0] == "c" and before in "WM")
        clock = likely or after in _AFTER_CLOCK
        return by_letter["c"] if clock else by_letter.get("b") or by_letter.get("t") or senses[0]
    if before == "c" and (behind := next((by_letter[letter] for letter in "AHh" if letter in by_letter), None)):
        return behind
    if "W" in by_letter and "M" in by_letter and (after == "c" or month_follows):  # Italian "mar 9 lug", "mar 21:05"
        return by_letter["W"]
    if "M" in by_letter and (before in "jny" or after in "jny"):
        return by_letter["M"]
    if "W" in by_letter and before in "tD":
        return by_letter["W"]
    return senses[0]


def is_led(senses: Sequence[Sense], first: int) -> bool:
    """Whether a word for published or updated stands before what begins at `first`."""
    before = row(senses[max(0, first - 2) : first])
    return before[-1:] in ("u", "U") or (before[:1] in ("u", "U") and before[-1:] in tuple("|,.f-"))


def is_vague(
    found: Sequence[Token], senses: Sequence[Sense], fields: Fields, before: str, after: str, lexicon: Lexicon
) -> bool:
    """Whether what stands between the signs `before` and `after` may mean something else: two numbers, a month that is
    also a word ("may") unless it has the line to itself, "mars 12" in French, a day before its month in Japanese."""
    places = dict(fields)
    names = places.keys()
    alone = before[-1:] in ("", "\n") and after[:1] in ("", "\n")
    if "t" in names and not names & {"c", "h", "e"}:
        return not alone and not re.search(r"\d{4}", senses[places["t"]][1].text)
    if "p" in names:
        return _is_glued(before, senses[places["p"]]) or _are_hours(senses, places, lexicon)
    if "c" in names and "." in senses[places["c"]][1].text and after[:1] >= UNSPACED_FROM and after[:1].isalpha():
        return True  # an amount and what it is of: "月12.05ユーロ"
    if "m" not in names or names & {"y", "w", "c", "h"}:
        return False
    month, day = places["m"], places["d"]
    if (len(found[month].senses) > 1 or _is_hebrew(senses[month])) and not alone:
        return True
    if month > day:
        return lexicon.calendar.signed  # "3年6月" is a term in prison
    return not _month_first(senses[day + 1 : day + 2], lexicon)


def _are_hours(senses: Sequence[Sense], places: Mapping[str, int], lexicon: Lexicon) -> bool:
    """Whether what looks like a day and a clock may be two clocks: "tussen 21.05 en 5.00 uur"."""
    if "c" not in places or "w" in places or lexicon.calendar.dotted == "date":
        return False
    return all("." in senses[places[name]][1].text for name in "pc")


def is_within(first: Token, last: Token, before: str, after: str) -> bool:
    """Whether a time starts or ends with a sign of a word: "영화는 3시간", and "תשפ״ו, 14.3"."""
    inside = before == '"' or (before.isalpha() and before >= UNSPACED_FROM)
    if inside and first.end - first.start == 1 and first.senses[0][0] == "W":
        return True
    return after in _LASTS and last.senses[0][0] in _AFTER_CLOCK


def _is_hebrew(month: Sense) -> bool:
    """Whether a month is one of those that are names and words besides: "תמוז", "אב"."""
    return isinstance(month[1], tuple) and month[1][1] is CalendarSystem.HEBREW


def _is_glued(before: str, pair: Sense) -> bool:
    """Whether a numeric date goes on from what stands before it, as an amount does: "RM14.05"; "Editors3/14" is one."""
    last = before[-1:]
    return last.isdecimal() or category(last or " ") == "Sc" or (pair[0] != "l" and last.isalpha())


def _month_first(after: Sequence[Sense], lexicon: Lexicon) -> bool:
    """Whether a month and then a number are a day: in English, and where the language has months first; with the sign
    of a day after the number where it has one."""
    if lexicon.calendar.signed:
        return any(letter == "D" for letter, _ in after)
    spoken = lexicon.calendar.pair == "md" and lexicon.calendar.system is not CalendarSystem.PERSIAN
    return spoken or lexicon.tag.startswith("en")


def is_news(time: CalendarTime) -> bool:
    """Whether `time` may be that of a page: what running text dates to before the web is its subject."""
    return time.year is None or time.year >= OLDEST[time.system]
