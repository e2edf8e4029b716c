"""The fields that a form of `newsprint.txt` may have beside CLDR's own, which Babel writes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import NamedTuple

import hijridate
import jdatetime
from babel.dates import format_datetime

_HIJRI = "محرم|صفر|ربيع الأول|ربيع الآخر|جمادى الأولى|جمادى الآخرة|رجب|شعبان|رمضان|شوال|ذو القعدة|ذو الحجة".split("|")
_PERSIAN = "فروردین اردیبهشت خرداد تیر مرداد شهریور مهر آبان آذر دی بهمن اسفند".split()
_LEVANT = "كانون الثاني|شباط|آذار|نيسان|أيار|حزيران|تموز|آب|أيلول|تشرين الأول|تشرين الثاني|كانون الأول".split("|")
_THAI = "จันทร์ อังคาร พุธ พฤหัสบดี ศุกร์ เสาร์ อาทิตย์".split()
_CHINESE_HOURS = ((5, "凌晨"), (12, "上午"), (13, "中午"), (18, "下午"), (24, "晚上"))


class Local(NamedTuple):
    """A local time, with its language and the short months that sites there print."""

    when: datetime
    tag: str
    months: tuple[str, ...] = ()

    def cldr(self, field: str) -> str:
        return str(format_datetime(self.when, field, locale=self.tag.replace("-", "_")))


def _half(local: Local, before: str, after: str) -> str:
    return before if local.when.hour < 12 else after


def _ordinal(local: Local) -> str:
    day = local.when.day
    return f"{day}{'th' if 10 < day < 14 else {1: 'st', 2: 'nd', 3: 'rd'}.get(day % 10, 'th')}"


def _offset(local: Local) -> str:
    """ "+01:00"."""
    return f"{local.when:%z}"[:3] + ":" + f"{local.when:%z}"[3:]


def _persian(local: Local) -> jdatetime.date:
    return jdatetime.date.fromgregorian(date=local.when.date())


def _islamic(local: Local) -> hijridate.Hijri:
    day = local.when.date()
    return hijridate.Gregorian(day.year, day.month, day.day).to_hijri()


FIELDS: Mapping[str, Callable[[Local], str]] = {
    "mon": lambda local: local.months[local.when.month - 1] if local.months else local.cldr("MMM"),
    "dth": _ordinal,
    "p": lambda local: _half(local, "am", "pm"),
    "P": lambda local: _half(local, "AM", "PM"),
    "p.": lambda local: _half(local, "a.m.", "p.m."),
    "p. ": lambda local: _half(local, "a. m.", "p. m."),
    "z": lambda local: local.when.tzname() or "",
    "o": _offset,
    "g": lambda local: f"GMT{int(_offset(local)[:3]):+}",
    "utc": lambda local: _offset(local)[:3] + ("" if _offset(local).endswith("00") else _offset(local)[3:]),
    "d.g": lambda local: str(local.when.day),
    "MMMM.g": lambda local: local.cldr("MMMM"),
    "y.g": lambda local: str(local.when.year),
    "levant": lambda local: _LEVANT[local.when.month - 1],
    "hijri": lambda local: _HIJRI[_islamic(local).month - 1],
    "hy": lambda local: str(_islamic(local).year),
    "hd": lambda local: str(_islamic(local).day),
    "jd": lambda local: str(_persian(local).day),
    "jdd": lambda local: f"{_persian(local).day:02}",
    "jm": lambda local: str(_persian(local).month),
    "jmm": lambda local: f"{_persian(local).month:02}",
    "jmonth": lambda local: _PERSIAN[_persian(local).month - 1],
    "jy": lambda local: str(_persian(local).year),
    "jyy": lambda local: f"{_persian(local).year % 100:02}",
    "by": lambda local: str(local.when.year + 543),
    "byy": lambda local: f"{(local.when.year + 543) % 100:02}",
    "day": lambda local: _THAI[local.when.weekday()],
    "ry": lambda local: str(local.when.year - 1911),
    "jera": lambda local: str(local.when.year - 2018),
    "cday": lambda local: "一二三四五六日"[local.when.weekday()],
    "wday": lambda local: "月火水木金土日"[local.when.weekday()],
    "kday": lambda local: "월화수목금토일"[local.when.weekday()],
    "h12": lambda local: str(local.when.hour % 12),
    "campm": lambda local: next(name for end, name in _CHINESE_HOURS if local.when.hour < end),
    "campmt": lambda local: _half(local, "上午", "下午"),
    "jampm": lambda local: _half(local, "午前", "午後"),
    "kampm": lambda local: _half(local, "오전", "오후"),
}
WITH_YEAR = frozenset(("y", "yy", "hy", "jy", "jyy", "by", "byy", "ry", "jera"))
WITH_DAY = frozenset(("d", "dd", "dth", "hd", "jd", "jdd"))
WITH_WEEKDAY = frozenset(("EEE", "EEEE", "cday", "wday", "kday", "day"))
DIGITS = {
    "arab": "٠١٢٣٤٥٦٧٨٩",
    "fa": "۰۱۲۳۴۵۶۷۸۹",
    "deva": "०१२३४५६७८९",
    "beng": "০১২৩৪৫৬৭৮৯",
    "thai": "๐๑๒๓๔๕๖๗๘๙",
    "full": "０１２３４５６７８９",
}
