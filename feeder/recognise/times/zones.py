"""Zones as pages print them: offsets ("+0100", "GMT+2") and abbreviations ("CET", "MSK"), to an offset or IANA name.

An abbreviation that stands for one offset gives that offset; one that only names a place's clock ("ET") gives its IANA
name. Those that several countries share (IST, CST, BST) are told by region, and refused where no region tells.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from functools import cache

_OFFSET = re.compile(r"(?:gmt|utc|z)?\]?\s?([+\-−])\s?(\d{1,2})(?:[:.]?(\d{2}))?(?:\s?(?:gmt|utc))?", re.IGNORECASE)
_UTC = frozenset({"utc", "gmt", "z", "ut", "zulu"})

_HOURS = {
    "wet": 0, "west": 1, "wez": 0, "wesz": 1, "azot": -1, "cet": 1, "cest": 2, "mez": 1, "mesz": 2, "mewt": 1, "seč": 1,
    "selč": 2, "hnec": 1, "heec": 2, "eet": 2, "eest": 3, "oez": 2, "oesz": 3, "sast": 2, "cat": 2, "eat": 3, "wat": 1,
    "trt": 3, "tsi": 3, "msk": 3, "мск": 3, "msd": 4, "samt": 4, "azt": 4, "get": 4, "yekt": 5, "omst": 6, "krat": 7,
    "irkt": 8, "yakt": 9, "vlat": 10, "pkt": 5, "uzt": 5, "kzt": 5, "almt": 5, "kgt": 6, "ict": 7, "wib": 7, "wita": 8,
    "wit": 9, "hkt": 8, "sgt": 8, "myt": 8, "pht": 8, "awst": 8, "jst": 9, "kst": 9, "aest": 10, "aedt": 11,
    "nzst": 12, "nzdt": 13, "brt": -3, "brst": -2, "uyt": -3, "vet": -4, "bot": -4, "clt": -4, "clst": -3, "cot": -5,
    "pet": -5, "edt": -4, "cdt": -5, "mst": -7, "mdt": -6, "pdt": -7, "akst": -9, "akdt": -8, "hst": -10, "adt": -3,
    "hna": -4, "haa": -3, "hne": -5, "hae": -4, "hnc": -6, "hac": -5, "hnr": -7, "har": -6, "hnp": -8, "hap": -7,
}  # fmt: skip
_OTHERS = {
    "npt": "+05:45", "mmt": "+06:30", "slst": "+05:30", "acst": "+09:30", "acdt": "+10:30", "irst": "+03:30",
    "nst": "-03:30", "ndt": "-02:30", "et": "America/New_York", "ct": "America/Chicago", "mt": "America/Denver",
    "pt": "America/Los_Angeles", "rop": "Europe/Madrid", "aet": "Australia/Sydney", "nzt": "Pacific/Auckland",
}  # fmt: skip
# By region; by a language where most of its pages mean one; "" for all others.
_SHARED = {
    "ist": {
        "IN": "+05:30", "LK": "+05:30", "IL": "Asia/Jerusalem", "IE": "Europe/Dublin", "BD": "+05:30", "en": "+05:30",
    },
    "idt": {"IL": "+03:00"},
    "cst": {
        "US": "-06:00", "CA": "-06:00", "MX": "-06:00", "CN": "+08:00", "TW": "+08:00", "HK": "+08:00",
        "en": "-06:00", "es": "-06:00",
    },
    "pst": {"PH": "+08:00", "": "-08:00"},
    "bst": {"BD": "+06:00", "": "+01:00"},
    "est": {"AU": "+10:00", "": "-05:00"},
    "ast": {"SA": "+03:00", "AE": "+03:00", "IQ": "+03:00", "CA": "-04:00", "PR": "-04:00"},
    "art": {"AR": "-03:00"},
    "gst": {"AE": "+04:00", "OM": "+04:00"},
}  # fmt: skip
# The country that a language without a region is printed in, where one shared abbreviation is used with it.
_REGION_OF = {
    "hi": "IN", "ta": "IN", "te": "IN", "mr": "IN", "gu": "IN", "kn": "IN", "ml": "IN", "pa": "IN", "or": "IN",
    "as": "IN", "si": "LK", "he": "IL", "ga": "IE", "zh": "CN", "bn": "BD", "fil": "PH", "tl": "PH",
}  # fmt: skip


def offset(text: str) -> str | None:
    """The offset that `text` ("+0100", "-05:30", "GMT+2", "UTC", "Z") states, as "+01:00" or "UTC"; None if none.

    Offsets run from -12:00 to +14:00 in quarters of an hour, as all zones since 1970 do (tz database).
    """
    text = text.strip()
    if text.casefold() in _UTC:
        return "UTC"
    if not (match := _OFFSET.fullmatch(text)):
        return None
    sign, hours, minutes = match[1], int(match[2]), int(match[3] or 0)
    signed = (hours * 60 + minutes) * (1 if sign == "+" else -1)
    if minutes % 15 or minutes >= 60 or not -12 * 60 <= signed <= 14 * 60:
        return None
    return _shown(signed)


@cache
def _table() -> dict[str, str]:
    return {name: _shown(hours * 60) for name, hours in _HOURS.items()} | _OTHERS | dict.fromkeys(_UTC, "UTC")


def _shown(minutes: int) -> str:
    if minutes == 0:
        return "UTC"
    return f"{'+' if minutes > 0 else '-'}{abs(minutes) // 60:02}:{abs(minutes) % 60:02}"


def abbreviated(name: str, tags: Collection[str] = ()) -> str | None:
    """The zone that `name` ("CET", "MSK", "IST") abbreviates on a page in the languages `tags` (BCP 47).

    None where it is no zone, or one of several and `tags` do not tell which.
    """
    key = name.casefold()
    if (found := _table().get(key)) or key not in _SHARED:
        return found
    choices = _SHARED[key]
    told = (choices.get(region(tag)) or choices.get(tag.split("-")[0]) for tag in tags)
    return next(filter(None, told), choices.get(""))


def is_abbreviation(name: str) -> bool:
    """Whether `name` is an abbreviation of a zone, told or not."""
    key = name.casefold()
    return key in _table() or key in _SHARED


def region(tag: str) -> str:
    """The region of a BCP 47 tag ("en-GB" -> "GB", "zh-Hant-TW" -> "TW"), else its language's usual one, else ""."""
    language, *rest = tag.replace("_", "-").split("-")
    stated = next((part.upper() for part in rest if len(part) == 2 and part.isalpha()), "")
    return stated or _REGION_OF.get(language.casefold(), "")
