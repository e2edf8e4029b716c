"""The zones of a country, from the tz database's own table: what turns an offset into a clock with its changes."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from functools import cache, lru_cache
from importlib.resources import files
from urllib.parse import urlsplit

from feeder.dating.zones import offset_at
from feeder.recognise.times.zones import region

TWO_YEARS = 105
"""Weeks over which zones of a country must agree to be the same clock."""
_OTHERWISE = {"uk": "GB"}
# Domains of countries that are sold for what they spell (what search engines treat as generic): no country is told.
_SOLD = frozenset(
    "ac ad ag ai as bz cc cd cm co dj fm gg gl io la ly me ms mu nu sc sh sr st su tk tm to tv vc vu ws".split()
)


def countries(url: str, languages: Sequence[str]) -> tuple[str, ...]:
    """The countries (ISO 3166) that a page at `url` in `languages` (BCP 47) may be of, the likeliest first."""
    try:
        top = (urlsplit(url).hostname or "").rpartition(".")[2]
    except ValueError:
        top = ""
    own = _OTHERWISE.get(top, top.upper()) if len(top) == 2 and top not in _SOLD else ""
    return tuple(dict.fromkeys(code for code in (own, *map(region, languages)) if code in _table()))


def zones_in(country: str) -> tuple[str, ...]:
    """The IANA zones of `country` (ISO 3166), the most populous first as a rule; () where there is no such country."""
    return _table().get(country, ())


@cache
def _table() -> dict[str, tuple[str, ...]]:
    """tz database, zone.tab: country, coordinates, zone, parted by tabs."""
    found: dict[str, tuple[str, ...]] = {}
    for line in (files("tzdata.zoneinfo") / "zone.tab").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            country, _, zone, *_ = line.split("\t")
            found[country] = (*found.get(country, ()), zone)
    return found


@lru_cache(maxsize=256)
def one_clock(zones: tuple[str, ...], until: datetime) -> bool:
    """Whether clocks in all of `zones` showed the same in the two years up to the aware instant `until`."""
    if len(zones) < 2:
        return bool(zones)
    weeks = [until - timedelta(weeks=week) for week in range(TWO_YEARS)]
    shown = {tuple(offset_at(zone, week) for week in weeks) for zone in zones}
    return len(shown) == 1
