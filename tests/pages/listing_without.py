"""Invented pages that have no list of stories, by what they are."""

from __future__ import annotations

from tests.pages.listing_pages import page

_TEXT = (
    "<p>De brug over het kanaal bij Oostwold is sinds maandag weer open. Volgens de "
    "provincie was het wachten op een onderdeel "
    "uit Italië. Eerder schreven we over <a "
    'href="/nieuws/brug-bij-oostwold-maanden-dicht">de lange sluiting</a> en over <a '
    'href="/dossier/bruggen">bruggen</a> in de streek.</p>'
)
_PRICES = "".join(
    f'<tr><td><a href="/winkel/{name}">{name.title()}</a></td><td>per stuk</td><td>€ {price},50</td></tr>'
    for name, price in [("abonnement", 12), ("weekendkrant", 7), ("proefweek", 3), ("bewaarband", 19)]
)
_PLACES = "".join(f"<li>{street} {number}, Oostwold</li>" for street, number in [("Dijkweg", 3), ("Havenstraat", 14)])


def _links(form: str, pairs: list[tuple[str, str]]) -> str:
    """A link to each address under its name."""
    return "".join(form.format(url=url, name=name) for url, name in pairs)


_MANUAL = [
    ("/handleiding/installeren-op-een-server", "Installeren op een server"),
    ("/handleiding/instellen-van-de-bronnen", "Instellen van de bronnen"),
    ("/handleiding/beheren-van-gebruikers", "Beheren van gebruikers en rechten"),
    ("/handleiding/een-back-up-maken", "Een back-up maken en terugzetten"),
]
_QUESTIONS = [
    ("/klantenservice/abonnement-opzeggen", "Hoe zeg ik mijn abonnement op?"),
    ("/klantenservice/waar-blijft-mijn-krant", "Waar is mijn krant gebleven?"),
    ("/klantenservice/adres-wijzigen", "Hoe wijzig ik mijn adres bij u?"),
]
_WARES = [(f"/fietsen/fiets-de-{name}-{number}", f"Fiets De {name.title()} met versnelling") for number, name in
          enumerate("polder zeedijk vuurtoren haven".split())]  # fmt: skip
_PEOPLE = [(f"/redactie/{name.lower().replace(' ', '-')}", name) for name in ("Jan de Wit", "Mia Bos", "Anna Smit")]
_VERDICT = "<p>Mooi dat de brug weer open is, eindelijk kunnen we weer naar de winkel aan de overkant.</p>"
_REPLIES = "".join(
    f'<li><a href="/gebruiker/{name}">{name}</a> <time>{age} uur geleden</time>{_VERDICT}</li>'
    for name, age in [("jan", 2), ("mia", 3), ("piet", 5)]
)
_MONTHS = [(f"/2026/{number:02}/", f"{name} 2026") for number, name in enumerate(["januari", "februari", "maart"], 1)]
_SUBJECTS = [(f"/rubriek/{name}", name.title()) for name in "binnenland buitenland sport cultuur economie".split()]
_CHANNELS = [(f"/radio-{number}", f"Radio {number}") for number in range(1, 6)]
_SHELVES = {
    "tuin": "Grasmaaiers & trimmers|Tuinslangen & sproeiers|Potten|Schuttingen en hekken|Vijverpompen|Regentonnen",
    "keuken": "Pannen|Messen & snijplanken|Kleine apparaten|Koffie / thee|Bestek|Bakvormen en deegrollers|Servies",
    "badkamer": "Kranen|Douchekoppen & slangen|Badmatten|Wastafels met onderkast|Spiegels|Handdoeken en badjassen",
}


def _entry(folder: str, name: str, number: int, count: str) -> str:
    """A shelf of a shop, whose address is as long as a story's."""
    slug = name.lower().replace(" & ", "-").replace(" / ", "-").replace(" ", "-")
    return f'<li><a href="/{folder}/{slug}-c{number}_{number * 7}_{number + 11}/">{name}{count}</a></li>'


def _shelves(count: str = "") -> str:
    """The menu of a shop as a tree of lists: shelves, and in each what stands on it, with `count` behind its name."""
    return "".join(
        f'<li><a href="/{folder}-c{number}/">Alles voor de {folder}</a><ul>'
        + "".join(_entry(folder, each, number * 10 + n, count) for n, each in enumerate(names.split("|"), 1))
        + "</ul></li>"
        for number, (folder, names) in enumerate(_SHELVES.items(), 1)
    )


_LOGIN = '<form><h1>Inloggen</h1><input name="email"><a href="/wachtwoord-vergeten">Wachtwoord vergeten?</a></form>'
_CARD = '<div><a href="{url}"><img src="/p.jpg"></a><h3><a href="{url}">{name}</a></h3><span>€ 749,00</span></div>'
_FACE = '<div><a href="{url}"><img src="/a.jpg"></a><h3><a href="{url}">{name}</a></h3><p>Redacteur</p></div>'

WITHOUT = {
    "contact": page(
        f'<h1>Contact</h1><p>Bel of schrijf ons.</p><ul>{_PLACES}</ul><p><a href="mailto:redactie@de-dijkbode.example">'
        'redactie@de-dijkbode.example</a></p><p><a href="https://kaart.example/dijkweg-3">Op de kaart</a></p>'
    ),
    "login": page(
        '<h1>Inloggen</h1><form action="/login"><label>E-mail <input name="email"></label><button>Verder</button>'
        '<p><a href="/wachtwoord-vergeten">Wachtwoord vergeten?</a> <a '
        'href="/account-aanmaken">Account aanmaken</a></p></form>'
    ),
    "prices": page(f"<h1>Prijzen</h1><table><tr><th>Wat</th><th>Hoe</th><th>Prijs</th></tr>{_PRICES}</table>"),
    "article": page(
        f"<article><h1>Brug bij Oostwold weer open</h1><p>Door Jan de Wit, 14 maart 2026 21:05</p>{_TEXT * 4}</article>"
    ),
    "article with neighbours": page(
        f"<article><h1>Brug bij Oostwold weer open</h1><time>14 maart 2026</time>{_TEXT * 3}</article>"
        '<p><a href="/nieuws/page/4">« Vorige</a> <a href="/nieuws/page/6">Volgende »</a></p>'
    ),
    "about": page(
        "<h1>Over ons</h1><p>De Dijkbode is de krant van de "
        "streek.</p><h2>Redactie</h2><ul><li>Jan de Wit, chef</li><li>"
        "Mia Bos, sport</li></ul><h2>Geschiedenis</h2><p>Opgericht in 1894.</p>"
    ),
    "terms": page(
        '<h1>Voorwaarden</h1><ol><li><a href="#een">Wie wij zijn</a></li><li><a '
        'href="#twee">Wat u mag</a></li></ol><h2 id="een">'
        f"Wie wij zijn</h2>{_TEXT}<h2 id='twee'>Wat u mag</h2>{_TEXT}"
    ),
    "topics": page(
        "<h1>Onderwerpen</h1><ul>"
        + "".join(
            f'<li><a href="/tag/{name}">{name.title()}</a> ({len(name)})</li>'
            for name in "water dijken sport muziek".split()
        )
        + "</ul>"
    ),
    "empty": page("<h1>Nieuws</h1><p>Er zijn nog geen berichten.</p>"),
    "bare": "<html><body></body></html>",
    "documentation": page(
        f"<nav><ul>{_links('<li><a href={url}>{name}</a></li>', _MANUAL)}</ul></nav><h1>Aan de slag</h1>{_TEXT}"
    ),
    "documentation beside": page(
        f"<div>{_links('<div><a href={url}>{name}</a></div>', _MANUAL)}</div><div><h1>Handleiding</h1>{_TEXT}</div>"
    ),
    "questions": page(f"<h1>Klantenservice</h1><ul>{_links('<li><a href={url}>{name}</a></li>', _QUESTIONS)}</ul>"),
    "shop": page(f"<h1>Fietsen</h1><div>{_links(_CARD, _WARES)}</div>"),
    "product": page(f"<h1>Fiets De Wadloper</h1><p>€ 899,00</p>{_TEXT}<h3>Ook gekocht</h3>{_links(_CARD, _WARES)}"),
    "people": page(f"<h1>Redactie</h1><div>{_links(_FACE, _PEOPLE)}</div>"),
    "replies": page(
        f"<article><h1>Brug weer open</h1><time>14 maart 2026</time>{_TEXT * 3}</article><h3>Reacties</h3>"
        f"<ol>{_REPLIES}</ol>"
    ),
    "see also": page(
        f"<article><h1>Brug weer open</h1><time>14 maart 2026</time>{_TEXT * 3}<p>Lees ook "
        '<a href="/nieuws/de-lange-sluiting-van-de-brug">de lange sluiting van de brug</a>.</p></article>'
    ),
    "months": page(f"<h1>Archief</h1><ul>{_links('<li><a href={url}>{name}</a></li>', _MONTHS)}</ul>"),
    "subjects": page(f"<h1>Rubrieken</h1><div>{_links('<a href={url}>{name}</a> ', _SUBJECTS)}</div>"),
    "channels": page(
        f"<h1>Luister</h1><ul>{_links('<li><a href={url}><img src=/r.png>{name}</a></li>', _CHANNELS)}</ul>"
    ),
    "shelves": page(f"<div><div><ul>{_shelves()}</ul></div><div>{_LOGIN}</div></div>"),
    "shelves with their sizes": page(f"<div><ul>{_shelves(' (17)')}</ul></div><div>{_LOGIN}</div>"),
    "not found": page('<h1>404</h1><p>Deze pagina bestaat niet. <a href="/zoeken">Zoek verder</a>.</p>'),
    "event": page(
        f"<h1>Open dag bij de molen</h1><p>Zaterdag 21 maart 2026, 10:00 - 16:00</p>{_TEXT}"
        '<p><a href="/agenda">Terug naar de agenda</a></p>'
    ),
    "languages": page('<ul><li><a href="/nl/">Nederlands</a></li><li><a href="/en/">English</a></li></ul>'),
    "photographs": page(
        "<h1>Foto's</h1>" + "".join(f'<a href="/foto/{n}.jpg"><img src="/t/{n}.jpg"></a>' for n in range(8))
    ),
    "first steps": page(
        "<section><h1>Snel een website</h1><p>Bouw in een middag een site voor uw vereniging, zonder kennis.</p>"
        '<a href="/aanmelden">Probeer gratis</a></section>'
    ),
}
