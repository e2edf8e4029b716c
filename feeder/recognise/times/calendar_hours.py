"""Opening hours in running text, which are no times of a story: "Mon–Fri 9am–7pm", "za 10:00 tot 16:00"."""

from __future__ import annotations

import re

# Letters of senses as `calendar_grammar` has them: W a weekday, c a clock, n and j numbers, h and A what follows an
# hour, Z a zone, f and x words that say nothing of time.
_HOUR = r"(?:c[hA]?|[nj]{1,2}[hA][nj]?)Z?"
_WEEKDAYS = re.compile(r"W(?:[-,]|[xf]|f\|x)$")
_FROM = re.compile(rf"{_HOUR}[-xfK]$")
_UNTIL = re.compile(rf"[-xfK]{_HOUR}")
_DATED = frozenset("mdtyp")


def is_of_hours(letters: str, first: int, end: int, fields: frozenset[str]) -> bool:
    """Whether the weekday, or day counted back, and clock at [first, end) of a text's `letters` are of opening hours.

    So they are behind another weekday or clock, or before another clock, with a word or a dash between.
    """
    if fields & _DATED or not fields & {"w", "r"} or not fields & {"c", "h"}:
        return False
    before, after = letters[max(0, first - 6) : first], letters[end : end + 6]
    led = _WEEKDAYS if letters[first] == "W" else _FROM
    return bool(led.search(before) or _UNTIL.match(after))
