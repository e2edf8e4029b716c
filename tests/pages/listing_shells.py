"""Invented listing pages: a theme's list in a language, amid the menus, asides and feet that sites put around it.

`themed` combines theme, language, kind of address, form of days and surroundings by a seed.
"""

from __future__ import annotations

import random
from datetime import UTC, datetime, timedelta

from tests.pages.listing_pages import Built, Story
from tests.pages.listing_themes_more import ALL_THEMES
from tests.pages.listing_words_of import TONGUES, Tongue

SITE = "https://www.dorpsblad.example"
_ADDRESSES = (
    "/{slug}/", "/{y}/{mm}/{dd}/{slug}/", "/blog/{slug}", "/nieuws/{id}-{slug}", "/{section}/{slug}-{id}.html",
    "/posts/{slug}/", "/artikel/{id}", "/index.php?id={id}", "/{y}/{mm}/{slug}.html", "/news/article/{slug}~{hash}/",
    "/de/aktuelles/meldung/{slug}", "/p/{slug}",
)  # fmt: skip
_SLUGS = (
    "harbour bridge open again after repairs|council wants swimming pool|prize for rye bread|roof of solar panels|"
    "storks|high water warning in spring|choir returns|sheep|lighthouse painted green this year|market"
).split("|")


def themed(name: str, language: str, seed: int, count: int = 9) -> Built:
    """A page of theme `name` in `language`; its shell, addresses and forms of days depend on `seed`."""
    chance = random.Random(f"{name} {language} {seed}")
    tongue, theme = TONGUES[language], ALL_THEMES[name]
    address = chance.choice(_ADDRESSES)
    form = chance.choice(["long", "long", "short", "numeric", "iso"])
    told, items = [], []
    titles = _titles(tongue, chance, count)
    day = datetime(2026, 3, 14, 21, 5, tzinfo=UTC)
    for number in range(1, count + 1):
        fields = _fields(tongue, chance, day, form, number)
        fields["title"] = titles[number - 1]
        fields["url"] = address.format(**fields)
        items.append(theme.item.format(**fields))
        lead = fields["lead"] if "{lead}" in theme.item else ""
        told.append(Story(fields["title"], SITE + fields["url"], day.date() if theme.dated else None, lead))
        day -= timedelta(days=chance.choice([1, 2, 3, 11, 40]), minutes=chance.randint(1, 600))
    body = _shell(tongue, language, chance, theme.before + "".join(items) + theme.after)
    return Built(
        f"{name} {language} {seed}", f"{SITE}/{chance.choice(['', 'nieuws', 'blog/'])}", body, tuple(told), language
    )


def _titles(tongue: Tongue, chance: random.Random, count: int) -> list[str]:
    """Different headlines, some of a word or two."""
    long = [tongue.glue.join((who, does)) for who in tongue.who for does in tongue.does]
    titles = chance.sample(long, count)
    for place, short in zip(range(4, count, 4), chance.sample(tongue.short, len(tongue.short)), strict=False):
        titles[place] = short
    return titles


def _fields(tongue: Tongue, chance: random.Random, day: datetime, form: str, number: int) -> dict[str, str]:
    """What a theme may write of a story."""
    label = chance.choice(tongue.sections)
    month = tongue.months[day.month - 1]
    return {
        "lead": chance.choice(tongue.leads), "author": chance.choice(["Jan de Wit", "Mia Bos", "A. Smit"]),
        "who": chance.choice(["jan-de-wit", "mia-bos"]), "label": label,
        "slug_label": f"rubriek-{tongue.sections.index(label)}", "section": chance.choice(["sport", "cultuur"]),
        "slug": f"{chance.choice(_SLUGS).replace(' ', '-')}-{number}", "id": str(104000 + 37 * number),
        "n": str(number),
        "hash": f"a{number}b{chance.randint(1000, 9999)}", "img": f"/img/{number}.jpg",
        "more": tongue.more, "by": tongue.by, "day": tongue.printed(day.date(), form), "iso": day.isoformat(),
        "epoch": str(int(day.timestamp())), "clock": f"{day:%H:%M}", "d": str(day.day), "month": month,
        "y": str(day.year), "mm": f"{day.month:02}", "dd": f"{day.day:02}",
    }  # fmt: skip


_MENUS = (
    ("<header><nav><ul>", "<li><a href={url}>{name}</a></li>", "/menu-{n}", "</ul></nav></header>"),
    ("<div id=top>", "<a href={url}>{name}</a> | ", "/pagina-{n}.html", "</div>"),
    ("<div class=mega><div><b>Menu</b>", "<div><a href={url}>{name}</a></div>", "/info-{n}", "</div></div>"),
    ("<table><tr>", "<td><a href={url}>{name}</a></td>", "/m{n}.htm", "</tr></table>"),
)
_ASIDES = (
    ("", "", "", ""),
    ("<aside><h3>Tags</h3><p>", "<a href={url}>{name}</a> ", "/tag/t{n}", "</p></aside>"),
    (
        "<div class=sidebar><h3>Rubrieken</h3><ul>", "<li><a href={url}>{name}</a> (4)</li>", "/rubriek-{n}",
        ("</ul><h3>2026</h3><ul><li><a href='/2026/03/'>2026-03</a></li><li><a href='/2026/02/'>2026-02</a></li></ul>"
        "<form action=/search><input name=q></form></div>"),
    ),
    (
        "<div><h4>Nieuwsbrief</h4><p>Elke week het nieuws in uw postbus.</p><a href='/nieuwsbrief'>Schrijf u in</a>",
        "", "", "</div>",
    ),
)  # fmt: skip
_PAGERS = (
    "",
    "<div class=pager><a href='/page/2'>2</a> <a href='/page/3'>3</a> <a href='/page/2'>»</a></div>",
    "<ul><li>1</li><li><a href='?page=2'>2</a></li><li><a href='?page=3'>3</a></li></ul>",
    "<p><a href='/archief'>2025</a></p>",
)
_FEET = (
    ("<footer><p>© 2026 Dorpsblad</p><a href='/privacy'>Privacy</a>", "", "", "</footer>"),
    (
        "<div id=foot><div>", "<p><a href={url}>{name}</a></p>", "/f{n}", ("</div><p>© 2010-2026, gemaakt met <a "
        "href='https://maker.example'>Maker</a>, thema van <a href='https://thema.example/'>Thema</a></p></div>"),
    ),
    (
        "<footer><ul><li><a href='https://sociaal.example/blad'>Sociaal</a></li><li><a href='/feed.xml'>RSS</a></li>",
        "", "", "</ul><p>Bijgewerkt op 14 maart 2026</p></footer>",
    ),
)  # fmt: skip
_MAINS = ("<main>{0}</main>{1}", "<div id=content>{0}</div>{1}", "<div class=row><div>{0}</div><div>{1}</div></div>")


def _around(parts: tuple[str, str, str, str], names: tuple[str, ...]) -> str:
    """A menu, an aside or a foot: its opening, a link for each name, its closing."""
    opening, form, address, closing = parts
    links = "".join(form.format(url=address.format(n=n), name=name) for n, name in enumerate(names))
    return opening + links + closing


def _intro(tongue: Tongue, chance: random.Random) -> str:
    """What stands over the list: nothing, a title, a welcome, or the way here."""
    name = tongue.menu[1]
    welcome = f"<p>{tongue.leads[0]}</p><a href='/over-ons'>{tongue.more}</a></section>"
    return chance.choice(
        [
            "",
            f"<h1>{name}</h1>",
            f"<section class=hero><h1>Dorpsblad</h1>{welcome}",
            f"<ol class=crumbs><li><a href='/'>{tongue.menu[0]}</a></li><li>{name}</li></ol><h2>{name}</h2>",
        ]
    )


def _shell(tongue: Tongue, language: str, chance: random.Random, content: str) -> str:
    """The list amid what sites put around it."""
    menu = _around(chance.choice(_MENUS), tongue.menu)
    aside = _around(chance.choice(_ASIDES), tongue.sections)
    inner = _intro(tongue, chance) + content + chance.choice(_PAGERS)
    main = chance.choice(_MAINS).format(inner, aside)
    foot = _around(chance.choice(_FEET), tongue.menu * 2)
    return (
        f'<!DOCTYPE html><html lang="{language}"><head><title>Dorpsblad</title></head><body>{menu}{main}{foot}'
        "</body></html>"
    )
