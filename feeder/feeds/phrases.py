"""The few words that pages for people need of their own, per language: data. English where a language is not here."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, tzinfo


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrases:
    """One language. `date` and `between` are format strings; `months` are as a date prints them."""

    language: str
    months: tuple[str, ...]
    date: str
    subscribe: str
    how: str
    no_entries: str
    undated: str
    published: str
    seen: str
    between: str
    all_sections: str
    opml: str
    each: str
    newest: str


PHRASES = {
    "en": Phrases(
        language="en",
        months=tuple("January February March April May June July August September October November December".split()),
        date="{day} {month} {year}, {time}",
        subscribe="Subscribe",
        how=(
            "Copy one of these addresses into your feed reader, or give it the address of this "
            "page: it finds the feed itself."
        ),
        no_entries="Nothing has been published here yet.",
        undated="Time unknown",
        published="Published",
        seen="first seen",
        between="between {earliest} and {latest}",
        all_sections="All sections",
        opml="Subscribe to all sections at once: import this OPML file into your feed reader.",
        each="Or copy the address of a single feed; a reader also finds it from the address of its section’s page.",
        newest="Newest change",
    ),
    "nl": Phrases(
        language="nl",
        months=tuple("januari februari maart april mei juni juli augustus september oktober november december".split()),
        date="{day} {month} {year}, {time}",
        subscribe="Abonneren",
        how=(
            "Kopieer een van deze adressen naar je feedlezer, of geef hem het adres van deze "
            "pagina: hij vindt de feed zelf."
        ),
        no_entries="Hier is nog niets verschenen.",
        undated="Tijd onbekend",
        published="Gepubliceerd",
        seen="voor het eerst gezien",
        between="tussen {earliest} en {latest}",
        all_sections="Alle rubrieken",
        opml="Alle rubrieken in één keer: importeer dit OPML-bestand in je feedlezer.",
        each=(
            "Of kopieer het adres van één feed; "
            "een feedlezer vindt die ook vanaf het adres van de pagina van de rubriek."
        ),
        newest="Laatste wijziging",
    ),
    "de": Phrases(
        language="de",
        months=tuple("Januar Februar März April Mai Juni Juli August September Oktober November Dezember".split()),
        date="{day}. {month} {year}, {time} Uhr",
        subscribe="Abonnieren",
        how=(
            "Kopieren Sie eine dieser Adressen in Ihren Feedreader, oder geben Sie ihm die Adresse "
            "dieser Seite: er findet den Feed selbst."
        ),
        no_entries="Hier ist noch nichts erschienen.",
        undated="Zeit unbekannt",
        published="Veröffentlicht",
        seen="zuerst gesehen",
        between="zwischen {earliest} und {latest}",
        all_sections="Alle Rubriken",
        opml="Alle Rubriken auf einmal: Importieren Sie diese OPML-Datei in Ihren Feedreader.",
        each=(
            "Oder kopieren Sie die Adresse eines einzelnen Feeds; "
            "Feedreader finden ihn auch über die Adresse der Rubrikseite."
        ),
        newest="Letzte Änderung",
    ),
    "fr": Phrases(
        language="fr",
        months=tuple("janvier février mars avril mai juin juillet août septembre octobre novembre décembre".split()),
        date="{day} {month} {year} à {time}",
        subscribe="S’abonner",
        how=(
            "Copiez une de ces adresses dans votre lecteur de flux, ou donnez-lui celle de cette "
            "page : il trouve le flux lui-même."
        ),
        no_entries="Rien n’est encore paru ici.",
        undated="Heure inconnue",
        published="Publié",
        seen="vu pour la première fois",
        between="entre {earliest} et {latest}",
        all_sections="Toutes les rubriques",
        opml=("Toutes les rubriques d’un coup : importez ce fichier OPML dans votre lecteur de flux."),
        each=(
            "Ou copiez l’adresse d’un seul flux ; "
            "un lecteur le trouve aussi à partir de l’adresse de la page de sa rubrique."
        ),
        newest="Dernier changement",
    ),
}


def phrases(language: str | None) -> Phrases:
    """The phrases of `language` (BCP 47), else the English ones."""
    return PHRASES.get((language or "").split("-")[0].lower(), PHRASES["en"])


def local(instant: datetime, zone: tzinfo, words: Phrases) -> str:
    """`instant` on the clock of `zone` as people write it, to the minute."""
    there = instant.astimezone(zone)
    month = words.months[there.month - 1]
    return words.date.format(day=there.day, month=month, year=there.year, time=f"{there:%H:%M}")
