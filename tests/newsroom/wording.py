"""How the invented sites of the newsroom print ages and calendar times, in the words of several languages."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from feeder.model.time import Age, CalendarTime, Phrase, Rounding, Unit

SIZES = {Unit.MINUTE: 60, Unit.HOUR: 3600, Unit.DAY: 86400}

# One form per plural: for one, for several, and where a language has it, for a few (2-4, not 12-14).
AGES = {
    "nl": {"minute": ("{} minuut geleden", "{} minuten geleden"), "hour": ("{} uur geleden",) * 2,
           "day": ("{} dag geleden", "{} dagen geleden"), "now": "zojuist", "under": "minder dan een uur geleden"},
    "en": {"minute": ("{} minute ago", "{} minutes ago"), "hour": ("{} hour ago", "{} hours ago"),
           "day": ("{} day ago", "{} days ago"), "now": "just now", "under": "less than an hour ago"},
    "de": {"minute": ("vor {} Minute", "vor {} Minuten"), "hour": ("vor {} Stunde", "vor {} Stunden"),
           "day": ("vor {} Tag", "vor {} Tagen"), "now": "gerade eben", "under": "vor weniger als einer Stunde"},
    "fr": {"minute": ("il y a {} minute", "il y a {} minutes"), "hour": ("il y a {} heure", "il y a {} heures"),
           "day": ("il y a {} jour", "il y a {} jours"), "now": "à l’instant", "under": "il y a moins d’une heure"},
    "es": {"minute": ("hace {} minuto", "hace {} minutos"), "hour": ("hace {} hora", "hace {} horas"),
           "day": ("hace {} día", "hace {} días"), "now": "ahora mismo", "under": "hace menos de una hora"},
    "pl": {"minute": ("{} minutę temu", "{} minut temu", "{} minuty temu"),
           "hour": ("{} godzinę temu", "{} godzin temu", "{} godziny temu"),
           "day": ("{} dzień temu", "{} dni temu"), "now": "przed chwilą", "under": "mniej niż godzinę temu"},
}  # fmt: skip
MONTHS = {
    "nl": "januari februari maart april mei juni juli augustus september oktober november december".split(),
    "de": "Januar Februar März April Mai Juni Juli August September Oktober November Dezember".split(),
}
YESTERDAY = {"nl": "gisteren {}", "de": "gestern, {}"}
DATED = {"nl": "{} {} {}", "de": "{}. {}, {}"}
LABELS = {"nl": "Meer uit Buitenland", "en": "More from World", "de": "Mehr aus Ausland", "fr": "Plus de Monde",
          "es": "Más de Internacional", "pl": "Więcej ze świata"}  # fmt: skip


@dataclass(frozen=True)
class Style:
    """How a site prints the time of a story."""

    language: str = "nl"
    rounding: Rounding = Rounding.FLOOR
    minutes: bool = True
    """Whether ages under an hour are printed in minutes; otherwise hours are the finest."""
    clock: bool = False
    """Local calendar times instead of ages."""

    def print(self, published: datetime, rendered: datetime) -> tuple[str, Phrase]:
        """The text for a story `published` on a page `rendered` then (local times for `clock`), and its meaning."""
        return self._calendar(published, rendered) if self.clock else self._age(rendered - published)

    def _age(self, age: timedelta) -> tuple[str, Age]:
        words = AGES[self.language]
        if self.minutes:
            minutes = self.count(age, Unit.MINUTE)
            if minutes == 0:
                return words["now"], Age(Unit.MINUTE, 0, 0)
            if minutes < 60:
                return _counted(words["minute"], minutes), Age(Unit.MINUTE, minutes, minutes)
        hours = self.count(age, Unit.HOUR)
        if hours == 0:
            return words["under"], Age(Unit.HOUR, 0, 0)
        if hours < 24:
            return _counted(words["hour"], hours), Age(Unit.HOUR, hours, hours)
        days = max(1, self.count(age, Unit.DAY))
        return _counted(words["day"], days), Age(Unit.DAY, days, days)

    def count(self, age: timedelta, unit: Unit) -> int:
        """How many of `unit` the site makes of `age`."""
        units = age.total_seconds() / SIZES[unit]
        return int(units + (0.5 if self.rounding is Rounding.ROUND else 0.0))

    def _calendar(self, published: datetime, rendered: datetime) -> tuple[str, CalendarTime]:
        clock = f"{published:%H:%M}"
        at = {"hour": published.hour, "minute": published.minute}
        days = (rendered.date() - published.date()).days
        if days == 0:
            return clock, CalendarTime(**at)
        if days == 1:
            return YESTERDAY[self.language].format(clock), CalendarTime(back=1, **at)
        month = MONTHS[self.language][published.month - 1]
        text = DATED[self.language].format(published.day, month, clock)
        return text, CalendarTime(month=published.month, day=published.day, **at)


def _counted(forms: tuple[str, ...], count: int) -> str:
    few = len(forms) > 2 and 2 <= count % 10 <= 4 and not 12 <= count % 100 <= 14
    return forms[2 if few else 0 if count == 1 else 1].format(count)
