"""Names of zones for the part `calendar`: what offsets stand beside, and clocks in words ("Eastern Standard Time")."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from functools import cache
from typing import Any
from zoneinfo import ZoneInfo

from feeder.lexicon.calendar import pieces
from feeder.recognise.times.normalise import fold_term
from scripts.lexicon.cldr import Cldr

# CLDR's metazones with a place whose clocks they are. Those of a region besides are named in its own languages only.
_EVERYWHERE = {
    "GMT": "UTC", "Europe_Western": "Europe/Lisbon", "Europe_Central": "Europe/Paris",
    "Europe_Eastern": "Europe/Athens", "Moscow": "Europe/Moscow", "America_Eastern": "America/New_York",
    "America_Central": "America/Chicago", "America_Mountain": "America/Denver",
    "America_Pacific": "America/Los_Angeles", "India": "Asia/Kolkata", "China": "Asia/Shanghai", "Japan": "Asia/Tokyo",
}  # fmt: skip
_AT_HOME = {
    "Atlantic": ("America/Halifax", "en fr"), "Newfoundland": ("America/St_Johns", "en fr"),
    "Alaska": ("America/Anchorage", "en"), "Hawaii_Aleutian": ("Pacific/Honolulu", "en haw"),
    "Brasilia": ("America/Sao_Paulo", "pt en es"), "Amazon": ("America/Manaus", "pt"),
    "Argentina": ("America/Argentina/Buenos_Aires", "es en"), "Chile": ("America/Santiago", "es en"),
    "Colombia": ("America/Bogota", "es"), "Peru": ("America/Lima", "es qu"), "Venezuela": ("America/Caracas", "es"),
    "Ecuador": ("America/Guayaquil", "es qu"), "Bolivia": ("America/La_Paz", "es qu ay"),
    "Uruguay": ("America/Montevideo", "es"), "Paraguay": ("America/Asuncion", "es gn"),
    "Cuba": ("America/Havana", "es"), "Mexico_Pacific": ("America/Mazatlan", "es"),
    "Azores": ("Atlantic/Azores", "pt"), "Africa_Western": ("Africa/Lagos", "en fr ha yo ig pt"),
    "Africa_Central": ("Africa/Maputo", "en fr pt sn"),
    "Africa_Southern": ("Africa/Johannesburg", "en af zu xh st tn"),
    "Africa_Eastern": ("Africa/Nairobi", "en sw am so om ti fr ar"), "Israel": ("Asia/Jerusalem", "he ar en"),
    "Arabian": ("Asia/Riyadh", "ar en ku ckb"), "Gulf": ("Asia/Dubai", "ar en"),
    "Iran": ("Asia/Tehran", "fa en az ku"), "Afghanistan": ("Asia/Kabul", "fa ps en uz"),
    "Pakistan": ("Asia/Karachi", "ur en sd pa ps"), "Nepal": ("Asia/Kathmandu", "ne en"),
    "Bangladesh": ("Asia/Dhaka", "bn en"), "Myanmar": ("Asia/Yangon", "my en"),
    "Indochina": ("Asia/Bangkok", "th vi km lo en"), "Indonesia_Western": ("Asia/Jakarta", "id en jv su ms"),
    "Indonesia_Central": ("Asia/Makassar", "id"), "Indonesia_Eastern": ("Asia/Jayapura", "id"),
    "Malaysia": ("Asia/Kuching", "ms en zh"), "Singapore": ("Asia/Singapore", "en ms zh ta"),
    "Hong_Kong": ("Asia/Hong_Kong", "zh yue en"), "Taipei": ("Asia/Taipei", "zh en"),
    "Philippines": ("Asia/Manila", "fil en tl"), "Korea": ("Asia/Seoul", "ko en ja zh"),
    "Mongolia": ("Asia/Ulaanbaatar", "mn"), "Georgia": ("Asia/Tbilisi", "ka"), "Armenia": ("Asia/Yerevan", "hy"),
    "Azerbaijan": ("Asia/Baku", "az"), "Kazakhstan": ("Asia/Almaty", "kk ru"),
    "Uzbekistan": ("Asia/Tashkent", "uz ru"), "Kyrgystan": ("Asia/Bishkek", "ky ru"),
    "Tajikistan": ("Asia/Dushanbe", "tg ru"), "Turkmenistan": ("Asia/Ashgabat", "tk ru"),
    "Yekaterinburg": ("Asia/Yekaterinburg", "ru"), "Novosibirsk": ("Asia/Novosibirsk", "ru"),
    "Vladivostok": ("Asia/Vladivostok", "ru"), "Irkutsk": ("Asia/Irkutsk", "ru"),
    "Australia_Western": ("Australia/Perth", "en"), "Australia_Central": ("Australia/Adelaide", "en"),
    "Australia_Eastern": ("Australia/Sydney", "en zh"), "New_Zealand": ("Pacific/Auckland", "en mi"),
}  # fmt: skip
_SEASONS = (datetime(2026, 1, 15, tzinfo=UTC), datetime(2026, 7, 15, tzinfo=UTC))


def zone_terms(cldr: Cldr, language: str, locale: str) -> Iterator[tuple[str, str]]:
    """Codes and folded terms of the zones that `locale` names."""
    names = cldr.main("cldr-dates-full", locale, "timeZoneNames.json").get("dates", {}).get("timeZoneNames", {})
    for key in ("gmtFormat", "gmtZeroFormat"):
        term = fold_term(names.get(key, "").replace("{0}", ""))
        if not {"gmt", "utc"}.intersection(pieces(term)):
            yield "ZUTC", term
    for width in ("long", "short"):
        universal = fold_term(names.get("zone", {}).get("Etc", {}).get("UTC", {}).get(width, {}).get("standard", ""))
        if universal != "utc":
            yield "ZUTC", universal
    places = _EVERYWHERE | {zone: place for zone, (place, known) in _AT_HOME.items() if language in known.split()}
    for zone, place in places.items():
        for kind, name in _long(names.get("metazone", {}).get(zone, {})).items():
            yield f"Z{_clocks(place)[kind]}", fold_term(name)


def _long(names: Mapping[str, Any]) -> Mapping[str, str]:
    """Names by their kind: standard, daylight, generic."""
    found: Mapping[str, str] = names.get("long", {})
    return found


@cache
def _clocks(place: str) -> Mapping[str, str]:
    """The zone that each kind of name means: an offset; by itself the place's own, where its clocks change."""
    offsets = [when.astimezone(ZoneInfo(place)).strftime("%z") for when in _SEASONS]
    standard, daylight = (f"{offset[:3]}:{offset[3:]}" for offset in sorted(offsets, key=int))
    if standard == daylight:
        daylight = f"{int(standard[:3]) + 1:+03}{standard[3:]}"
        return {"standard": standard, "generic": standard, "daylight": daylight}
    return {"standard": standard, "generic": place, "daylight": daylight}
