"""Times as news sites print them: words before and behind, parts of the day, halves and quarters, joiners, clocks."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import NamedTuple
from zoneinfo import ZoneInfo

import pytest

from feeder.dating.resolve import resolve
from feeder.model.time import Dating, Window

UNITS = {"m": 60, "h": 3600, "d": 86400, "w": 604800}
_AGE = re.compile(r"(\d+(?:\.\d+)?)(?:\.\.(\d+))?([mhdw])(?:/([\d.]+))?")
VARIANTS: dict[str, Callable[[str], str]] = {
    "capitals": str.upper,
    "spaces that do not break": lambda text: text.replace(" ", "\u00a0"),
    "lines": lambda text: "\n  " + text.replace(" ", "\n  ", 1) + " ",
    "decomposed": lambda text: unicodedata.normalize("NFD", text),
    "marks of direction": lambda text: f"\u2067\u200f{text}\u2069",
    "full-width digits": lambda text: text.translate({ord("0") + digit: 0xFF10 + digit for digit in range(10)}),
    "brackets": lambda text: f"[{text}]",
    "a bullet": lambda text: f"• {text}",
    "a dash": lambda text: f"– {text} |",
    "the sign of a clock": lambda text: f"\U0001f552\ufe0f {text}",
    "quotes": lambda text: f"«{text}»",
    "the end of a sentence": lambda text: text + ".",
}


class Site(NamedTuple):
    """A printed time of an edition in its zone; `meant` as the file has it."""

    tag: str
    zone: ZoneInfo
    text: str
    meant: str

    @property
    def taken_at(self) -> datetime:
        return datetime(2026, 3, 14, 21, tzinfo=self.zone).astimezone(UTC)

    def read(self, text: str | None = None) -> Dating:
        return resolve(text or self.text, taken_at=self.taken_at, zone=self.zone.key, languages=(self.tag,))

    def is_right(self, window: Window) -> bool:
        """Whether `window` holds what is meant, and is not wider than the phrase allows."""
        if self.meant.startswith("@"):
            local = datetime.fromisoformat(self.meant[1:]).replace(tzinfo=self.zone)
            grain = timedelta(minutes=1) if ":" in self.meant else timedelta(days=1)
            latest = min((local + grain).astimezone(UTC), self.taken_at)  # nothing on a page is later than it
            return window == Window(local.astimezone(UTC), latest)
        found = _AGE.fullmatch(self.meant)
        assert found is not None, self.meant
        least, unit, grain_of = float(found[1]), UNITS[found[3]], float(found[4] or 1)
        most = float(found[2] or least)
        middle = self.taken_at - timedelta(seconds=((least + most) / 2 + (least == most) * 0.25 * grain_of) * unit)
        widest = timedelta(seconds=(most - least + 1.5 * max(1, grain_of)) * unit + 30)
        return window.holds(middle) and window.width <= widest


def sites() -> Iterator[Site]:
    tag, zone = "", ZoneInfo("UTC")
    for line in Path(__file__).with_name("sites.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            tag, name = line.strip("[]").split()
            zone = ZoneInfo(name)
        elif line and not line.startswith("#"):
            text, _, meant = line.rpartition(" => ")
            yield Site(tag, zone, text, meant)


def test_printed_times_are_read_as_meant() -> None:
    """Each printed time gives a window that holds what is meant and is as tight as what is printed."""
    known = list(sites())
    assert len(known) > 750
    windows = [(site, site.read().window) for site in known]
    assert [(site.tag, site.text) for site, window in windows if window is None or not site.is_right(window)] == []


@pytest.mark.parametrize("variant", VARIANTS)
def test_how_a_time_is_set_changes_nothing(variant: str) -> None:
    """Capitals, spaces, brackets, bullets, marks: no window is another for them, and hardly any is lost."""
    read = [(site, site.read().window, site.read(VARIANTS[variant](site.text)).window) for site in sites()]
    assert [(site.tag, site.text) for site, plain, other in read if other not in (plain, None)] == []
    assert sum(other is None for _, _, other in read) <= 0.002 * len(read)


@pytest.mark.parametrize(
    ("tag", "text", "accents"),
    [
        ("fr", "Mis a jour hier a 18h47", "Mis à jour hier à 18h47"),
        ("ro", "acum doua saptamani", "acum două săptămâni"),
        ("pt", "ha 3 horas atras", "há 3 horas atrás"),
        ("cs", "pred dvema hodinami", "před dvěma hodinami"),
        ("pl", "godzine temu", "godzinę temu"),
    ],
)
def test_accents_may_be_left_out(tag: str, text: str, accents: str) -> None:
    """A whole cue typed without accents says what it says with them."""
    at = datetime(2026, 3, 14, 20, tzinfo=UTC)
    plain, full = (resolve(each, taken_at=at, languages=(tag,)).window for each in (text, accents))
    assert plain == full != None  # noqa: E711


@pytest.mark.parametrize(
    ("tag", "text"), [("ja", "8年3月14日"), ("zh", "3年6月"), ("zh", "14年3月"), ("ko", "8년 3월 14일")]
)
def test_the_sign_of_a_year_is_of_a_year(tag: str, text: str) -> None:
    """What stands before it is no day of the month, nor one digit a year without an era."""
    assert resolve(text, taken_at=datetime(2026, 3, 14, 20, tzinfo=UTC), languages=(tag,)).window is None


@pytest.mark.parametrize("text", ["$5 m", "12 % h", "▲ 3 d", "▶ 12:05", "3 uur geleden?", "A 3", "å 3"])
def test_signs_that_say_something_are_not_taken_off(text: str) -> None:
    """An amount, a change, a film's length, a question, a road: such a text is no time in any of four languages."""
    at = datetime(2026, 3, 14, 20, tzinfo=UTC)
    assert [tag for tag in ("nl", "en", "fr", "sv") if resolve(text, taken_at=at, languages=(tag,)).window] == []
