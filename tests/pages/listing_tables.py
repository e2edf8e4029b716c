"""Invented tables that tell no stories, by what they are: measures, rates, matches, hours, questions."""

from __future__ import annotations

_TOWNS = "Oostwold Veendam Zuidlaren Noorderhaven Westerbroek Middelstum Appingedam".split()
_CLUBS = "SV Oostwold|FC Veendam|VV Zuidlaren|Noorderhaven Boys|Westerbroek United|SC Middelstum|Be Quick".split("|")
_SHARES = "Dijk Holding|Polder Bank|Haven Groep|Molen Energie|Turf Chemie|Veen Vastgoed|Klei".split("|")
_SHOWS = "Journaal|Het weer|De slimste buurt|Boer zoekt erf|Nieuwsuur|Wie is de dader|Late film".split("|")
_QUESTIONS = "Hoe verander ik mijn adres|Hoe stop ik mijn abonnement|Waar is mijn factuur|Wanneer komt de krant".split(
    "|"
)


def _slug(name: str) -> str:
    return name.lower().replace(" ", "-")


def _rows(form: str, names: list[str]) -> str:
    """A row for each name: `n` its place, `slug` for addresses, `other` the name after it."""
    return "".join(form.format(n=n, name=name, slug=_slug(name), other=names[n - 1]) for n, name in enumerate(names))


def _table(form: str, names: list[str]) -> str:
    return f"<table>{_rows(f'<tr>{form}</tr>', names)}</table>"


TABLES = {
    "weather by town": _table('<td><a href="/weer/{slug}">{name}</a></td><td>{n}°</td><td>1{n}°</td>', _TOWNS),
    "weather by day": "<ul>"
    + _rows(
        '<li><a href="/weer/veendam/2026-03-1{n}"><b>dag 1{n} maart</b><span>Half bewolkt, kans op een bui</span>'
        "<span>1{n}° / {n}°</span></a></li>",
        _TOWNS,
    )
    + "</ul>",
    "rates": _table(
        '<td><a href="/beurs/{slug}">{name}</a></td><td>{n}3,45</td><td>+0,{n}%</td><td>17:35</td>', _SHARES
    ),
    "standings": _table(
        '<td>{n}</td><td><a href="/club/{slug}-derde-klasse">{name}</a></td><td>22</td><td>5{n}</td><td>40-2{n}</td>',
        _CLUBS,
    ),
    "results": _table(
        '<td>14-03-2026</td><td><a href="/duel/100{n}/{slug}-tegen-de-buren">{name} - {other}</a></td><td>{n} - 1</td>',
        _CLUBS,
    ),
    "scores between": "<ul>"
    + _rows(
        '<li><a href="/duel/100{n}-in-oostwold"><span>{name}</span><b>{n} - 1</b><span>{other}</span></a></li>', _CLUBS
    )
    + "</ul>",
    "timetable": _table(
        '<td><a href="/halte/{slug}-station">{name}, station</a></td><td>08:1{n}</td><td>09:1{n}</td><td>10:1{n}</td>',
        _TOWNS,
    ),
    "departures": "<ul>"
    + _rows(
        '<li><time>1{n}:05</time> <a href="/rit/2000{n}">Sneltrein naar {name}</a> <span>spoor {n}</span></li>', _TOWNS
    )
    + "</ul>",
    "broadcasts": _rows('<div><span>1{n}:30</span> <a href="/programma/{slug}">{name}</a></div>', _SHOWS),
    "questions": _rows('<h3><a href="/vragen/{slug}">{name}?</a></h3>', _QUESTIONS),
}
