"""Strings that make patterns backtrack: made from each pattern's own repeats, and the usual ones."""

from __future__ import annotations

import gc
import re
import re._constants as codes  # type: ignore[import-untyped]
import re._parser as parser  # type: ignore[import-untyped]
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType

USUAL = (
    " ", "a", "A", "0", "-", ".", "\n", "\t", "\xa0", "<", "</", "<a ", "<!--", "&", "&#", "(", ")", "[", "]",
    "{", '"', "'", "/",
    ":", ",", "a ", "A ", "Aa ", "0 ", "1:", "01:", "a.", "A.", "a-", "-a", "a@", "=", "a=", "a='", "%", "%4",
    "é", "中", "年1",
    "ａ", "\u0301", "a\u0301", "(A", "(A/", "A/", "。", "! ", "? ", "http://", "1 jan ", "+01", "T00", ".a",
    "a. ", "\ud800",
)  # fmt: skip
CATEGORIES = {
    codes.CATEGORY_DIGIT: "0", codes.CATEGORY_NOT_DIGIT: "a", codes.CATEGORY_SPACE: " ", codes.CATEGORY_NOT_SPACE: "a",
    codes.CATEGORY_WORD: "a", codes.CATEGORY_NOT_WORD: "-",
}  # fmt: skip
USUAL_ENDS = ("", "\x00", "a")
ENDS = ("", "\x00", "!", "\n", "a", "0")
SHOWN = 3  # of the members of a set


class TooSlowError(BaseException):  # past every `except Exception`
    """The limit of processor time was used up."""


@contextmanager
def processor_limit(seconds: float) -> Iterator[None]:
    """Raise TooSlowError inside once `seconds` of this process's own time went by: a busy machine does not count, nor
    does collecting the garbage of the tests before."""

    def stop(number: int, frame: FrameType | None) -> None:
        raise TooSlowError

    before, collecting = signal.signal(signal.SIGVTALRM, stop), gc.isenabled()
    gc.disable()
    signal.setitimer(signal.ITIMER_VIRTUAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)
        if collecting:
            gc.enable()


def pumps(pattern: re.Pattern[str] | re.Pattern[bytes]) -> Iterator[tuple[str, str, str]]:
    """(head, unit, end) for long strings head + unit * n + end: from each repeat of the pattern, and the usual."""
    source = pattern.pattern if isinstance(pattern.pattern, str) else pattern.pattern.decode("latin-1")
    units = dict.fromkeys(("", unit) for unit in USUAL)
    units.update(dict.fromkeys(_repeats(parser.parse(source, pattern.flags & ~re.DEBUG), "")))
    for head, unit in units:
        for end in ENDS if (head, unit) not in {("", usual) for usual in USUAL} else USUAL_ENDS:
            yield head, unit, end


def _repeats(tree: object, head: str) -> Iterator[tuple[str, str]]:
    """Each repeat of a parsed pattern: what leads to it, and what it repeats."""
    for op, value in tree:  # type: ignore[attr-defined]
        if op in (codes.MAX_REPEAT, codes.MIN_REPEAT, codes.POSSESSIVE_REPEAT):
            if value[1] == codes.MAXREPEAT or value[1] > 9:
                for example in _examples(value[2]):
                    yield head, example
                    yield "", example
            yield from _repeats(value[2], head)
        for inner in _inner(op, value):
            yield from _repeats(inner, head)
        head += next(iter(_example_of(op, value)), "")


def _inner(op: object, value: object) -> list[object]:
    if op is codes.SUBPATTERN:
        return [value[3]]  # type: ignore[index]
    if op is codes.BRANCH:
        return list(value[1])  # type: ignore[index]
    if op in (codes.ASSERT, codes.ASSERT_NOT):
        return [value[1]]  # type: ignore[index]
    return [value] if op is codes.ATOMIC_GROUP else []


def _examples(tree: object) -> list[str]:
    """A few strings that a parsed pattern matches."""
    made = [""]
    for op, value in tree:  # type: ignore[attr-defined]
        parts = _example_of(op, value)
        made = [text + part for text in made for part in parts or [""]][: 2 * SHOWN]
    return [text for text in dict.fromkeys(made) if text]


def _example_of(op: object, value: object) -> list[str]:
    if op is codes.LITERAL:
        return [chr(value)]  # type: ignore[arg-type]
    if op in (codes.NOT_LITERAL, codes.ANY):
        return ["b" if value == ord("a") else "a", " "]
    if op is codes.IN:
        return _members(value)
    if op in (codes.MAX_REPEAT, codes.MIN_REPEAT, codes.POSSESSIVE_REPEAT):
        return [example * max(1, min(value[0], 20)) for example in _examples(value[2])]  # type: ignore[index]
    if op is codes.SUBPATTERN:
        return _examples(value[3])  # type: ignore[index]
    if op is codes.BRANCH:
        return [example for branch in value[1] for example in _examples(branch)[:1]][: 2 * SHOWN]  # type: ignore[index]
    return _examples(value) if op is codes.ATOMIC_GROUP else []


def _members(members: object) -> list[str]:
    listed = list(members)  # type: ignore[call-overload]
    if listed[0][0] is codes.NEGATE:
        return [char for char in "a 0-\n" if not re.match(_set_of(listed), char)][:1] or ["a"]
    shown = []
    for op, value in listed:
        if op is codes.LITERAL:
            shown.append(chr(value))
        elif op is codes.RANGE:
            shown.append(chr(value[0]))
        elif op is codes.CATEGORY:
            shown.append(CATEGORIES.get(value, "a"))
    return shown[:SHOWN]


def _set_of(listed: list[object]) -> str:
    members = [chr(v) for op, v in listed[1:] if op is codes.LITERAL]  # type: ignore[misc,has-type]
    return "[" + "".join(map(re.escape, members)) + "]" if members else r"(?!)"


def uses(pattern: re.Pattern[str] | re.Pattern[bytes]) -> dict[str, Callable[[str | bytes], object]]:
    """Every way that a pattern looks at a whole text."""
    return {
        "search": pattern.search,  # type: ignore[dict-item]
        "match": pattern.match,  # type: ignore[dict-item]
        "fullmatch": pattern.fullmatch,  # type: ignore[dict-item]
        "findall": pattern.findall,  # type: ignore[dict-item]
        "split": pattern.split,  # type: ignore[dict-item]
    }
