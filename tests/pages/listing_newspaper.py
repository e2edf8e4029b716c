"""An invented newspaper front, as hard as they come: an opening story with others below it, a ticker, sections of three
makes, columns with their writers, videos, partners' texts, most-read, newsletters and a menu of sections."""

from __future__ import annotations

import random
from dataclasses import dataclass, field

from tests.pages.listing_pages import Built, Story

SITE = "https://www.grote-krant.example"
_WORDS = (
    "minister kondigt plan aan voor nieuwe spoorlijn tussen steden na jaren van overleg met bewoners provincie "
    "rechter doet uitspraak in zaak over vergunning windpark op zee brand verwoest loods bedrijf zoekt personeel club "
    "wint wedstrijd "
    "keeper blinkt uit coach tevreden onderzoek toont effect slaap geheugen kinderen"
).split()
_SECTIONS = "binnenland buitenland economie sport cultuur wetenschap".split()
_SERVICE = "klantenservice-en-vragen privacy-en-cookiebeleid adverteren-bij-ons werken-bij vacatures".split()


@dataclass
class _Press:
    """Writes stories and remembers them."""

    chance: random.Random
    told: list[Story] = field(default_factory=list)

    def story(self, section: str) -> tuple[str, str]:
        words = self.chance.sample(_WORDS, self.chance.randint(5, 9))
        title = " ".join(words).capitalize()
        url = f"{SITE}/{section}/artikel/{100000 + 37 * len(self.told)}/{'-'.join(words)}"
        self.told.append(Story(title, url, None, ""))
        return url, title

    def opening(self) -> str:
        url, title = self.story("binnenland")
        below = "".join(self.line("binnenland") for _ in range(3))
        return (
            f'<article><a href="{url}"><figure><img src="/i.jpg"></figure></a><span>Politiek</span>'
            f'<h1><a href="{url}">{title}'
            f"</a></h1><p>Het kabinet wil de komende jaren flink investeren in het spoor.</p><ul>{below}</ul></article>"
        )

    def line(self, section: str) -> str:
        url, title = self.story(section)
        return f'<li><a href="{url}">{title}</a></li>'

    def ticker(self) -> str:
        url, title = self.story(self.chance.choice(_SECTIONS))
        clock = f"{self.chance.randint(10, 20)}:{self.chance.randint(10, 59)}"
        return f'<li><time>{clock}</time><a href="{url}">{title}</a></li>'

    def card(self, section: str, kicker: bool = False) -> str:
        url, title = self.story(section)
        over = f"<span>{section.title()}</span>" if kicker else ""
        age = f"<time>{self.chance.randint(2, 20)} uur geleden</time>" if kicker else ""
        return f'<div><a href="{url}"><img src="/c.jpg" alt=""><div>{over}<h3>{title}</h3>{age}</div></a></div>'

    def column(self) -> str:
        url, title = self.story("opinie")
        writer = f'<a href="/auteur/jan-{len(self.told)}-de-vries">Jan de Vries</a>'
        return f'<div>{writer}<h4><a href="{url}">{title}</a></h4></div>'

    def section(self, name: str, make: int) -> str:
        if make == 0:
            items = "".join(self.card(name, kicker=True) for _ in range(4))
        elif make == 1:
            items = self.card(name) + f"<ul>{''.join(self.line(name) for _ in range(4))}</ul>"
        else:
            items = "".join(self.card(name) for _ in range(3))
        return f'<section><h2><a href="/{name}">{name.title()}</a></h2><div>{items}</div>{self.partner()}</section>'

    def partner(self) -> str:
        number = self.chance.randrange(999)
        text = "Partnercontent: zo bespaart u op uw rekening dit jaar"
        return f'<div><a href="https://partner.example/{number}">{text}</a></div>'


def newspaper(seed: int = 3) -> Built:
    """The front, with every story on it; which section is built how depends on `seed`."""
    press = _Press(random.Random(seed))
    menu = "".join(
        f'<li><a href="/{name}">{name.title()}</a><ul><li><a href="/{name}/dossiers">Dossiers</a></li></ul></li>'
        for name in _SECTIONS
    )
    parts = [press.opening(), press.partner()]
    parts.append(f"<section><h2>Laatste nieuws</h2><ul>{''.join(press.ticker() for _ in range(12))}</ul></section>")
    parts += [press.section(name, (number + seed) % 3) for number, name in enumerate(_SECTIONS)]
    parts.append(f'<section><h2><a href="/opinie">Opinie</a></h2>{"".join(press.column() for _ in range(4))}</section>')
    read = "".join(f'<li><a href="{story.url}">{story.title}</a></li>' for story in press.told[5:10])
    aside = (
        f"<aside><h3>Meest gelezen</h3><ol>{read}</ol><div><h4>Nieuwsbrief</h4>"
        "<a href='/nieuwsbrief/elke-ochtend'>Ontvang elke ochtend het belangrijkste nieuws</a></div></aside>"
    )
    service = "".join(f'<a href="/service/{name}">{name.replace("-", " ").capitalize()}</a>' for name in _SERVICE)
    body = (
        '<!DOCTYPE html><html lang="nl"><head><title>Krant</title></head><body><header><a href="/">Grote Krant</a>'
        f'<nav><ul>{menu}</ul></nav><a href="/account/inloggen">Inloggen</a></header>'
        f"<main>{''.join(parts)}{aside}</main><footer>{service}</footer></body></html>"
    )
    return Built(f"newspaper {seed}", f"{SITE}/", body, tuple(press.told), "nl")
