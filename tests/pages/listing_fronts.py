"""Invented fronts of newspapers, each in one style of cards: an opening, news by the minute, sections of four makes
under headings of three, writers' columns, advertisements, newsletters, most-read, and a foot full of sections."""

from __future__ import annotations

import random
from dataclasses import dataclass, field

from tests.pages.listing_pages import Built, Story
from tests.pages.listing_words_of import TONGUES, Tongue

SITE = "https://www.voorpagina.example"
_ADDRESSES = (
    "/{section}/{slug}-{id}", "/{section}/2026/{slug}.html", "/artikel/{id}/{slug}", "/{id}.html", "/news/{hash}",
    "/{section}/lokaal/{slug}.{id}", "/{section}/{slug}", "/a/{hash}/{slug}", "/story/{slug}~{hash}",
    "/2026/03/14/{section}/{slug}.html",
)  # fmt: skip
_SLUGS = "storm bridge council prize roof water choir storks budget trains minister strike harbour".split()
_SECTIONS = "binnenland buitenland economie sport cultuur wetenschap tech".split()
# One card in each style: {k} a kicker, {h} the heading's tag, {p} the lead, {t} the time.
_CARDS = (
    '<article><a href="{url}"><img src="{img}" alt=""></a>{k}<{h}><a href="{url}">{title}</a></{h}>{p}{t}</article>',
    '<div class=c><a href="{url}"><figure><img src="{img}"></figure><div>{k}<{h}>{title}</{h}>{p}{t}</div></a></div>',
    '<li><div>{k}<{h}><a href="{url}"><b>{title}</b></a></{h}>{p}</div><a href="{url}"><img src="{img}"></a></li>',
    '<div><div><a href="{url}" class=ov></a><img src="{img}" alt=""></div><div class=tt>{title}</div>{p}</div>',
    '<section class=t><{h}>{k} <a href="{url}">{title}</a></{h}>{p}<a href="{url}#comments">{n}</a></section>',
)
_HEADS = (
    '<h2><a href="/{name}">{title}</a></h2>',
    "<h2>{title}</h2>",
    '<div class=hd><span>{title}</span><a href="/{name}">{more}</a></div>',
)
_BETWEEN = (
    "",
    '<div class=ad><a href="https://ads.example/x?{n}"><img src="https://ads.example/a.gif"></a></div>',
    '<div><h3>Nieuwsbrief</h3><p>Elke ochtend het nieuws.</p><a href="/nieuwsbrief">Schrijf u in</a></div>',
)


@dataclass
class _Desk:
    """Writes stories in one language and one style of cards, and remembers them."""

    tongue: Tongue
    chance: random.Random
    told: list[Story] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.address = self.chance.choice(_ADDRESSES)
        self.style = self.chance.choice(_CARDS)
        self.titles = [self.tongue.glue.join((who, does)) for who in self.tongue.who for does in self.tongue.does]
        self.chance.shuffle(self.titles)

    def story(self, section: str) -> dict[str, str]:
        number = len(self.told) + 1
        title = self.titles[number % len(self.titles)] + (f" {number}" if number > len(self.titles) else "")
        if self.chance.random() < 0.06:
            title = f"{self.chance.choice(self.tongue.short)} {number}"
        slug = "-".join(self.chance.sample(_SLUGS, self.chance.randint(2, 6)))
        named = "{id}" in self.address or "{hash}" in self.address
        letters = "".join(self.chance.choice("abcdefgh0123456789") for _ in range(9))
        url = SITE + self.address.format(
            section=section,
            slug=slug if named else f"{slug}-{number}",
            id=2400000 + number * 713,
            hash=f"c{number}{letters}",
        )
        self.told.append(Story(title, url, None, ""))
        return {"url": url, "title": title, "img": f"/i/{number}.jpg", "n": str(number)}

    def time(self) -> str:
        clock = f"{8 + len(self.told) % 12:02}:{len(self.told) % 60:02}"
        marked = f'<time datetime="2026-03-14T{clock}:00+01:00">{clock}</time>'
        return self.chance.choice(["", marked, f"<span class=ago>{len(self.told) + 2} min</span>"])

    def card(self, section: str, heading: str = "h3", lead: bool = False) -> str:
        kicker = self.chance.choice(["", f"<span class=kick>{self.chance.choice(self.tongue.sections)}</span>"])
        told = f"<p>{self.chance.choice(self.tongue.leads)}</p>" if lead else ""
        return self.style.format(**self.story(section), k=kicker, h=heading, p=told, t=self.time())

    def brief(self, section: str) -> str:
        return f"<li>{self.time()}" + '<a href="{url}">{title}</a></li>'.format(**self.story(section))

    def briefs(self, section: str, least: int = 3) -> str:
        return f"<ul>{''.join(self.brief(section) for _ in range(self.chance.randint(least, least + 4)))}</ul>"

    def column(self) -> str:
        story = self.story("opinie")
        writer = f'<a href="/auteur/schrijver-{story["n"]}"><img src="/p.jpg" alt="">Jan de Wit</a>'
        return f"<div class=op>{writer}" + '<h4><a href="{url}">{title}</a></h4></div>'.format(**story)

    def section(self, name: str) -> str:
        makes = (
            lambda: "".join(self.card(name) for _ in range(self.chance.randint(3, 6))),
            lambda: self.card(name, "h2", lead=True) + self.briefs(name),
            lambda: f"<div>{self.card(name, lead=True)}{self.card(name, lead=True)}</div><div>{self.card(name)}</div>",
            lambda: self.briefs(name, 4),
        )
        body = self.chance.choice(makes)()
        head = self.chance.choice(_HEADS).format(name=name, title=name.title(), more=self.tongue.more)
        between = self.chance.choice(_BETWEEN).format(n=len(self.told))
        return f"<section>{head}<div class=g>{body}</div></section>{between}"

    def most_read(self) -> str:
        read = enumerate(self.chance.sample(self.told, 5), 1)
        items = "".join(f'<li><a href="{story.url}"><span>{rank}</span> {story.title}</a></li>' for rank, story in read)
        return f"<aside><h3>{self.tongue.read_most}</h3><ol>{items}</ol></aside>"


def _foot(sections: list[str]) -> str:
    parts = ("analyse", "dossiers", "uitslagen")
    links = (
        f"<h4>{name.title()}</h4>" + "".join(f'<a href="/{name}/{part}">{part.title()}</a>' for part in parts)
        for name in sections
    )
    return f"<footer>{''.join(f'<div>{each}</div>' for each in links)}<a href='/privacy'>Privacy</a></footer>"


def newspaper_front(language: str, seed: int) -> Built:
    """A front with all its stories; everything about it depends on language and seed."""
    chance = random.Random(f"{language} {seed}")
    desk = _Desk(TONGUES[language], chance)
    sections = chance.sample(_SECTIONS, chance.randint(3, 6))
    first = sections[0]
    opening = desk.card(first, "h2", lead=True) + (desk.briefs(first, 2) if chance.random() < 0.5 else "")
    parts = [f"<div class=hero><div>{opening}</div><div>{desk.card(first)}{desk.card(first)}</div></div>"]
    parts.append(f"<div class=live><h2>Live</h2>{desk.briefs(first, 4)}</div>")
    parts += [desk.section(name) for name in sections]
    parts.append(f"<section><h2>Opinie</h2>{''.join(desk.column() for _ in range(4))}</section>{desk.most_read()}")
    menu = "".join(f'<li><a href="/{name}">{name.title()}</a></li>' for name in [*sections, "opinie", "video"])
    body = (
        f'<!DOCTYPE html><html lang="{language}"><head><title>Voorpagina</title></head><body><header><a href="/"><img '
        f'src="/l.svg" alt="Voorpagina"></a><a href="/account/login">Login</a><nav><ul>{menu}</ul></nav></header>'
        f"<main>{''.join(parts)}</main>{_foot(sections)}</body></html>"
    )
    return Built(f"front {language} {seed}", f"{SITE}/", body, tuple(desk.told), language)
