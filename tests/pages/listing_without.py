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
}
