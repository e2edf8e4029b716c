"""Numbers that dates have in letters of their own: Chinese numerals, and the Hebrew letters that count."""

from __future__ import annotations

import re

_HAN = "〇一二三四五六七八九"
_HAN_NUMBER = f"[零{_HAN}十百]"
_IN_HAN = re.compile(rf"(?<!{_HAN_NUMBER}){_HAN_NUMBER}++(?=[年月日])|元(?=年)")
_HEBREW = {letter: value for value, letter in enumerate("אבגדהוזחט", start=1)} | dict(
    zip("יכלמנסעפצקרשת", (10, 20, 30, 40, 50, 60, 70, 80, 90, 100, 200, 300, 400), strict=True)
)
_POINTS, _POINT = "[\"״”“]|''|׳׳", "['׳’]"
_HEBREW_MONTHS = (
    "תשרי|מר?חשוון|מר?חשון|חשוון|חשון|כסליו|כסלו|טבת|שבט|אדר|ניסן|אייר|איר|סיוון|סיון|תמוז|מנחם[- ]אב|אב|אלול"
)
_OF_MONTH = f"(?=[ ,]+[בל]?(?:{_HEBREW_MONTHS})(?![א-ת]))"
_IN_HEBREW = re.compile(
    rf"(?<![א-ת])ה?(?P<day>[א-טיכל]{_POINT}|[יכטל](?:{_POINTS})[א-ט]){_OF_MONTH}"
    rf"|(?<![א-ת])(?:ה{_POINT}?)?(?P<year>ת?ש?[תשרקא-צ]{{0,2}}(?:{_POINTS})[א-ת])(?![א-ת])"
)
_LETTERED = re.compile("年|[א-ת][\"״”“'׳’]")
_THOUSANDS = 5000
_SHORTEST_YEAR = 700
"""Hebrew letters that count less are no year of ours: 5700 began in 1939."""


def is_lettered(text: str) -> bool:
    """Whether `text` may have numbers in letters of their own."""
    return not text.isascii() and _LETTERED.search(text) is not None


def in_digits(text: str) -> str:
    """`text` with the numbers of its dates in digits: "二〇二六年三月十四日", "令和元年", "כ״ה באדר תשפ״ו"."""
    if "年" in text:
        return _IN_HAN.sub(lambda number: str(_from_han(number.group())), text)
    return _IN_HEBREW.sub(_from_hebrew, text)


def _from_han(number: str) -> int:
    """What Chinese numerals count, a sign for each digit or with tens and hundreds; an era's first year is 元."""
    number = number.replace("零", "〇").replace("元", "一")
    if not re.search("[十百]", number):
        return int("".join(str(_HAN.index(sign)) for sign in number))
    total = last = 0
    for sign in number:
        if sign in _HAN:
            last = _HAN.index(sign)
        else:
            total, last = total + (last or 1) * (100 if sign == "百" else 10), 0
    return total + last


def _from_hebrew(number: re.Match[str]) -> str:
    """A day or a year in Hebrew letters as digits, as it stands where it is neither: an acronym has such points too."""
    count = sum(_HEBREW.get(letter, 0) for letter in number["day"] or number["year"])
    if number["day"]:
        return str(count)
    return str(_THOUSANDS + count) if count >= _SHORTEST_YEAR else number.group()
