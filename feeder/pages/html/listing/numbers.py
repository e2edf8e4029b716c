"""Dates of three numbers in a list: which is the day, which the month, which the year.

A page prints all its dates in one order. A number above 12 is no month, a list of many days stands in order of time;
where neither settles it, the page's language does.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import pairwise

from feeder.model.time import CalendarTime, Phrase
from feeder.recognise.times import Span

MANY = 4
CLOSE = 2
FAR = 6
"""Years between the first and the last story of a list: few on a page of news, many where its days are misread."""
_NUMERIC = re.compile(r"(?<!\d[./-])(?<!\d[./-]\s)\b(\d{1,2})\s?([./-])\s?(\d{1,2})\s?\2\s?((?:19|20)?\d\d)\b")
_PAIR = re.compile(r"(\d{1,2})[./-](\d{1,2})(?![\d./-])")
# For each order where year, month and day stand; likeliest first.
_ORDERS = {"dmy": (2, 1, 0), "mdy": (2, 0, 1), "ymd": (0, 1, 2)}

Numbers = tuple[int, int, int]


def number_order(spans: Iterable[Span]) -> str | None:
    """The order of the numeric dates of a list in page order ("dmy", "mdy", "ymd"); None: as its language has it."""
    found = [(span, numbers) for span in spans if (numbers := _numbers(span))]
    days = [numbers for _, numbers in found]
    fitting = [order for order in _ORDERS if all(_fits(numbers, order) for numbers in days)]
    if not fitting or not found:
        return None
    read = next((order for order in fitting if all(_reads(span, numbers, order) for span, numbers in found)), None)
    many = len(set(days)) >= MANY and all(year for _, _, year in days)
    sorted_ = [order for order in fitting if _in_order(days, order)] if many else []
    if len(sorted_) != 1 and many and (near := _of_one_time(days, fitting)):
        sorted_ = [near]
    if read in sorted_ or (read and len(sorted_) != 1):
        return None
    if len(sorted_) == 1:
        return sorted_[0]
    dotted = any("." in span.text for span, _ in found)
    return fitting[0] if dotted or len(fitting) == 1 or fitting[1:] == ["ymd"] else None


def settled(span: Span, order: str | None) -> tuple[Phrase, ...]:
    """The reading of a numeric date in the order that its list has; all readings of other times."""
    numbers = _numbers(span) if order else None
    if order is None or numbers is None or not _fits(numbers, order):
        return span.phrases
    year, month, day = _date(numbers, order)
    read = [phrase for phrase in span.phrases if isinstance(phrase, CalendarTime) and phrase.month]
    settled_ = (replace(phrase, year=phrase.year and year, month=month, day=day) for phrase in read)
    return tuple(dict.fromkeys(settled_)) or span.phrases


def _numbers(span: Span) -> Numbers | None:
    """The three numbers of a date; where it is printed without its year the last is that of the heading, or 0."""
    if found := _NUMERIC.search(span.text):
        return (int(found[1]), int(found[3]), int(found[4]))
    if found := _PAIR.match(span.text):
        read = [phrase for phrase in span.phrases if isinstance(phrase, CalendarTime) and phrase.month]
        return (int(found[1]), int(found[2]), read[0].year or 0) if read else None
    return None


def _date(numbers: Numbers, order: str) -> Numbers:
    year, month, day = (numbers[place] for place in _ORDERS[order])
    return (year if year >= 100 else 2000 + year), month, day


def _fits(numbers: Numbers, order: str) -> bool:
    year, month, day = _date(numbers, order)
    return year >= 1900 and 1 <= month <= 12 and 1 <= day <= 31


def _reads(span: Span, numbers: Numbers, order: str) -> bool:
    """Whether the page's language alone reads the date in this order."""
    year, month, day = _date(numbers, order)
    return bool(span.phrases) and all(
        isinstance(phrase, CalendarTime) and (phrase.year or year, phrase.month, phrase.day) == (year, month, day)
        for phrase in span.phrases
    )


def _of_one_time(days: Sequence[Numbers], orders: Sequence[str]) -> str | None:
    """The order that alone puts the days of a list close together, where another scatters them over many years."""
    years = {order: {_date(numbers, order)[0] for numbers in days} for order in orders}
    close = [order for order, found in years.items() if max(found) - min(found) <= CLOSE]
    far = [order for order, found in years.items() if max(found) - min(found) >= FAR]
    return close[0] if len(close) == 1 and len(far) == len(orders) - 1 else None


def _in_order(days: Sequence[Numbers], order: str) -> bool:
    """Whether the days stand newest first, or oldest first."""
    dates = [_date(numbers, order) for numbers in days]
    falling = all(one >= two for one, two in pairwise(dates))
    return falling or all(one <= two for one, two in pairwise(dates))
