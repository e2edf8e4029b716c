"""The few words that pages for people need of their own, per language: data. English where a language is not here."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, tzinfo


@dataclass(frozen=True, slots=True)
class Phrases:
    """One language. `date` and `between` are format strings; `months` are as a date prints them."""

    language: str
    months: tuple[str, ...]
    date: str
    subscribe: str
    how: str
    formats: str
    sections: str
    no_entries: str
    undated: str
    published: str
    seen: str
    changed: str
    between: str
    all_sections: str
    opml: str
    newest: str
    source: str


PHRASES = {
    "en": Phrases(
        "en",
        tuple("January February March April May June July August September October November December".split()),
        "{day} {month} {year}, {time}",
        "Subscribe",
        "Copy one of these addresses into your feed reader, or give it the address of this page: "
        "it finds the feed itself.",
        "Feeds",
        "Sections",
        "Nothing has been published here yet.",
        "Time unknown",
        "Published",
        "first seen",
        "changed",
        "between {earliest} and {latest}",
        "All sections",
        "Subscribe to all sections at once: import this OPML file into your feed reader.",
        "Newest change",
        "Read at the source",
    ),
    "nl": Phrases(
        "nl",
        tuple("januari februari maart april mei juni juli augustus september oktober november december".split()),
        "{day} {month} {year}, {time}",
        "Abonneren",
        "Kopieer een van deze adressen naar je feedlezer, of geef hem het adres van deze pagina: "
        "hij vindt de feed zelf.",
        "Feeds",
        "Rubrieken",
        "Hier is nog niets verschenen.",
        "Tijd onbekend",
        "Gepubliceerd",
        "voor het eerst gezien",
        "gewijzigd",
        "tussen {earliest} en {latest}",
        "Alle rubrieken",
        "Alle rubrieken in één keer: importeer dit OPML-bestand in je feedlezer.",
        "Laatste wijziging",
        "Lees bij de bron",
    ),
    "de": Phrases(
        "de",
        tuple("Januar Februar März April Mai Juni Juli August September Oktober November Dezember".split()),
        "{day}. {month} {year}, {time} Uhr",
        "Abonnieren",
        "Kopieren Sie eine dieser Adressen in Ihren Feedreader, oder geben Sie ihm die Adresse dieser Seite: "
        "er findet den Feed selbst.",
        "Feeds",
        "Rubriken",
        "Hier ist noch nichts erschienen.",
        "Zeit unbekannt",
        "Veröffentlicht",
        "zuerst gesehen",
        "geändert",
        "zwischen {earliest} und {latest}",
        "Alle Rubriken",
        "Alle Rubriken auf einmal: Importieren Sie diese OPML-Datei in Ihren Feedreader.",
        "Letzte Änderung",
        "Bei der Quelle lesen",
    ),
    "fr": Phrases(
        "fr",
        tuple("janvier février mars avril mai juin juillet août septembre octobre novembre décembre".split()),
        "{day} {month} {year} à {time}",
        "S’abonner",
        "Copiez une de ces adresses dans votre lecteur de flux, ou donnez-lui celle de cette page : "
        "il trouve le flux lui-même.",
        "Flux",
        "Rubriques",
        "Rien n’est encore paru ici.",
        "Heure inconnue",
        "Publié",
        "vu pour la première fois",
        "modifié",
        "entre {earliest} et {latest}",
        "Toutes les rubriques",
        "Toutes les rubriques d’un coup : importez ce fichier OPML dans votre lecteur de flux.",
        "Dernier changement",
        "Lire à la source",
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
