"""Invented listing pages of many makes, with what a reader should find on each, and variations of them.

A page is built from invented stories by one of `MAKES`; `VARIATIONS` change how it is marked up, not what it says.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from lxml import etree, html

SITE = "https://de-dijkbode.example"

_TITLES = {
    "nl": [
        "Brug bij Oostwold na maanden weer open voor verkeer",
        "Gemeenteraad stemt in met plan voor nieuw zwembad",
        "Dijkgraaf waarschuwt voor hoog water in het voorjaar",
        "Schapen ontsnapt",
        "Boeren leveren melk aan huis met elektrische bakfiets",
        "Waarom de vuurtoren van Noorderhaven groen wordt geschilderd",
        "Treinen rijden zondag niet tussen Veendam en Zuidlaren",
        "Bakker wint prijs met roggebrood van eigen graan",
        "Basisschool De Wilg krijgt dak vol zonnepanelen",
        "Kanaalpop trekt dit jaar twintigduizend bezoekers",
        "Rechter: sluiting van camping was terecht",
        "Ooievaars keren vroeg terug naar nest op watertoren",
    ],
    "en": [
        "Harbour bridge reopens after months of repairs",
        "Council backs plan for a new swimming pool",
        "Dike master warns of high water this spring",
        "Sheep escape",
        "Farmers deliver milk at home by electric cargo bike",
        "Why the lighthouse of Northwick is being painted green",
        "No trains between Fenham and Southlake on Sunday",
        "Baker takes prize for rye bread from his own grain",
        "Willow primary school gets a roof of solar panels",
        "Canal festival draws twenty thousand visitors",
        "Judge: closing of camp site was lawful",
        "Storks return early to nest on water tower",
    ],
    "ja": [
        "港の橋が数か月ぶりに開通",
        "市議会が新しいプールの計画を承認",
        "春の高潮に注意、堤防管理者が呼びかけ",
        "羊が脱走",
        "農家が電動自転車で牛乳を宅配",
        "北港の灯台が緑色に塗られる理由",
        "日曜日は列車が運休",
        "自家製ライ麦パンで受賞",
        "小学校の屋根に太陽光パネル",
        "運河祭りに二万人が来場",
        "キャンプ場の閉鎖は適法と判断",
        "コウノトリが早くも給水塔に戻る",
    ],
}
_LEADS = {
    "nl": "Inwoners reageren opgelucht op het nieuws, al blijft er volgens de "
    "wethouder nog veel werk te doen deze zomer.",
    "en": "Residents are relieved at the news, though much work remains to be done this summer, the alderman says.",
    "ja": "住民はこの知らせに安堵しているが、この夏にはまだ多くの作業が残っていると助役は話している。",
}
_MORE = {"nl": "Lees meer", "en": "Read more", "ja": "続きを読む"}
_MONTHS = {
    "nl": "januari februari maart april mei juni juli augustus september oktober november december".split(),
    "en": "January February March April May June July August September October November December".split(),
}


@dataclass(frozen=True)
class Story:
    """What a page should say of one story. `day` is None where a make prints no date."""

    title: str
    url: str
    day: date | None
    lead: str


@dataclass(frozen=True)
class Built:
    """A page and what should be found on it. `loose` addresses may be found or not."""

    name: str
    url: str
    body: str
    stories: tuple[Story, ...]
    language: str


def stories(language: str, count: int = 10, folder: str = "/nieuws", seed: int = 1) -> tuple[Story, ...]:
    """Stories newest first, a few days apart, slugs from their titles."""
    chance = random.Random(seed)
    day, made = date(2026, 3, 14), []
    for number, title in enumerate(_TITLES[language][:count]):
        slug = "-".join(_TITLES["en"][number].lower().replace(":", "").split())
        made.append(Story(title, f"{SITE}{folder}/{slug}", day, _LEADS[language]))
        day -= timedelta(days=chance.randint(1, 40))
    return tuple(made)


def printed(day: date, language: str) -> str:
    """A day as a page in `language` prints it."""
    if language == "ja":
        return f"{day.year}年{day.month}月{day.day}日"
    if language == "en":
        return f"{_MONTHS['en'][day.month - 1]} {day.day}, {day.year}"
    return f"{day.day} {_MONTHS['nl'][day.month - 1]} {day.year}"


_MENU = "".join(
    f'<li><a href="/{path}">{name}</a></li>'
    for path, name in [
        ("", "Home"),
        ("nieuws", "Nieuws"),
        ("sport", "Sport"),
        ("over-ons", "Over ons"),
        ("contact", "Contact"),
    ]
)
_TAGS = (
    '<p>Tags: <a href="/tag/water">water</a>, <a href="/tag/verkeer">verkeer</a>, <a href="/tag/dieren">dieren</a></p>'
)


def page(main: str, language: str = "nl", aside: str = "") -> str:
    """`main` with a header, a menu and a footer around it."""
    return (
        f'<!DOCTYPE html><html lang="{language}"><head><title>De '
        f'Dijkbode</title></head><body><header><a href="/">De Dijkbode</a>'
        f"<nav><ul>{_MENU}</ul></nav></header><main>{main}</main>{aside}<footer><p>© 2026 De Dijkbode. "
        '<a href="/privacyverklaring">Privacyverklaring</a> <a href="/algemene-voorwaarden">Algemene voorwaarden</a> '
        '<a href="https://social.example/dijkbode">Volg ons</a></p></footer></body></html>'
    )


def _cards(story: Story, language: str) -> str:
    return (
        f'<article class="card"><a href="{story.url}"><img src="/img/{len(story.title)}.jpg" alt=""></a>'
        f'<h2><a href="{story.url}">{story.title}</a></h2><time datetime="{story.day}">{_when(story, language)}</time>'
        f"<p>{story.lead}</p>{_TAGS}</article>"
    )


def _when(story: Story, language: str) -> str:
    return printed(story.day, language) if story.day else ""


def _rows(story: Story, language: str) -> str:
    return f'<li><span>{_when(story, language)}</span> <a href="{story.url}">{story.title}</a></li>'


def _cover(story: Story, language: str) -> str:
    return (
        f"<div "
        f'class="entry"><header><h2>{story.title}</h2></header><p>{story.lead}</p>'
        f"<footer>{_when(story, language)} · 2 min"
        f'</footer><a class="cover" href="{story.url}"></a></div>'
    )


def _more(story: Story, language: str) -> str:
    return (
        f'<div class="item"><img '
        f'src="/img/a.jpg"><h3>{story.title}</h3><h5>{_when(story, language)}</h5><p>{story.lead}</p>'
        f'<a class="button" href="{story.url}">{_MORE[language]}</a></div>'
    )


def _whole(story: Story, language: str) -> str:
    return (
        f'<a class="tile" href="{story.url}"><img src="/img/b.jpg"><span>Streek</span><div>{story.title}</div>'
        f"<div>{story.lead}</div><span>{_when(story, language)}</span></a>"
    )


def _flat_trailing(story: Story, language: str) -> str:
    return (
        f'<h3><a href="{story.url}">{story.title}</a></h3><p '
        f'class="date">{_when(story, language)}</p><p>{story.lead}</p>'
    )


def _flat_leading(story: Story, language: str) -> str:
    return (
        f'<div class="meta"><ul><li>{_when(story, language)}</li></ul></div><div '
        f'class="text"><h2><a href="{story.url}">'
        f'{story.title}</a></h2><p>{story.lead}</p><a href="{story.url}">{_MORE[language]}</a></div>'
    )


def _terms(story: Story, language: str) -> str:
    return f'<dt>{_when(story, language)}</dt><dd><a href="{story.url}">{story.title}</a><br>{story.lead}</dd>'


def _table(story: Story, language: str) -> str:
    return (
        f"<tr><td>{_when(story, language)}</td><td><a "
        f'href="{story.url}">{story.title}</a></td><td>De redactie</td></tr>'
    )


def _full_posts(story: Story, language: str) -> str:
    return (
        f'<div class="post"><h1><a href="{story.url}">{story.title}</a></h1><p>{_when(story, language)} door '
        f'<a href="/auteur/jan-de-wit">Jan de Wit</a> in <a href="/category/streek">Streek</a></p><p>{story.lead}</p>'
        f"<p>Eerder schreven we al over <a "
        f'href="/dossier/het-lange-water-van-de-polder">het lange water</a> in de polder.</p>'
        f"<h2>Wat nu?</h2><p>{story.lead}</p></div>"
    )


_ITEMS: dict[str, tuple[str, Callable[[Story, str], str], str]] = {
    "cards": ("<div>", _cards, "</div>"),
    "rows": ("<ul>", _rows, "</ul>"),
    "cover": ("<section>", _cover, "</section>"),
    "more": ("<div>", _more, "</div>"),
    "whole": ("<div>", _whole, "</div>"),
    "flat trailing": ("<div>", _flat_trailing, "</div>"),
    "flat leading": ("<div>", _flat_leading, "</div>"),
    "terms": ("<dl>", _terms, "</dl>"),
    "table": ("<table>", _table, "</table>"),
    "full posts": ("<div>", _full_posts, "</div>"),
}


def listing(make: str, language: str = "nl", count: int = 10, folder: str = "/nieuws") -> Built:
    """A page with one list, built as `make` says."""
    opening, item, closing = _ITEMS[make]
    told = stories(language, count, folder)
    if make == "whole" or make == "rows":
        told = tuple(replace(story, lead="") if make == "rows" else story for story in told)
    main = f"<h1>Nieuws</h1>{opening}{''.join(item(story, language) for story in told)}{closing}"
    pages = '<div><a href="/nieuws/page/2">2</a> <a href="/nieuws/page/3">3</a> <a href="/nieuws/page/2">»</a></div>'
    return Built(f"{make} {language}", f"{SITE}{folder}", page(main + pages, language), told, language)


def archive(language: str = "nl") -> Built:
    """Titles under years, days without their year."""
    told = stories(language, 12)
    parts, year = [], 0
    for story in told:
        assert story.day
        if story.day.year != year:
            parts.append(("</ul>" if year else "") + f"<h2>{story.day.year}</h2><ul>")
            year = story.day.year
        month = _MONTHS[language][story.day.month - 1][:3]
        parts.append(
            f'<li><a href="{story.url}"><span>{story.title}</span> <span>{story.day.day} {month}</span></a></li>'
        )
    return Built("archive", f"{SITE}/nieuws", page(f"<h1>Archief</h1>{''.join(parts)}</ul>", language), told, language)


def front(language: str = "nl") -> Built:
    """A front: an opening story, sections of different make under headings, most-read aside, advertisements."""
    told = stories(language, 12, "/nieuws")
    first, second, third = told[:1], told[1:6], told[6:]
    opening = (
        f'<section class="hero"><a href="{first[0].url}"><img src="/img/groot.jpg"></a><h2><a href="{first[0].url}">'
        f"{first[0].title}</a></h2><p>{first[0].lead}</p></section>"
    )
    grid = "".join(
        f'<div class="teaser"><a href="{story.url}"><img src="/img/t.jpg"><h3>{story.title}</h3></a></div>'
        for story in second
    )
    rows = "".join(f'<li><a href="{story.url}">{story.title}</a></li>' for story in third)
    ads = '<div><a href="https://reclame.example/klik?id=9">Nu met korting: de beste stofzuiger</a></div>'
    main = (
        f'{opening}{ads}<section><h2><a href="/streek">Streek</a></h2><div>{grid}</div></section>{ads}'
        f'<section><h2><a href="/sport">Sport</a></h2><ul>{rows}</ul><a href="/sport">Meer sport</a></section>'
    )
    stated = tuple(replace(story, day=None) for story in told)
    return Built("front", f"{SITE}/", page(main, language), stated, language)


def every_page() -> list[Built]:
    """One page of every make, some in other languages."""
    pages = [listing(make) for make in _ITEMS]
    pages += [
        listing(make, language) for make in ("cards", "rows", "more", "flat trailing") for language in ("en", "ja")
    ]
    return [*pages, archive(), front(), front("en")]


_INLINE = frozenset("a abbr b cite code em i mark q s small span strong sub sup time u".split())
_KEPT = frozenset("html head body title meta link a img br".split())
_MEANT = frozenset("href src alt lang rel".split())


def stripped(root: html.HtmlElement, chance: random.Random) -> None:
    """Every element a `div` or `span`, no classes, no times for machines."""
    for element in root.iter("*"):
        for name in set(element.attrib) - _MEANT:
            del element.attrib[name]
        if element.tag not in _KEPT:
            element.tag = "span" if element.tag in _INLINE else "div"


def nested(root: html.HtmlElement, chance: random.Random) -> None:
    """Everything five levels deeper."""
    body = root.find("body")
    for _ in range(5):
        wrapper = etree.Element("div")
        wrapper.extend(list(body))
        body.append(wrapper)


def wrapped(root: html.HtmlElement, chance: random.Random) -> None:
    """Every article, list item, heading and link in a wrapper of its own."""
    for element in list(root.iter("article", "li", "h2", "h3", "a")):
        wrapper = etree.Element("div")
        wrapper.tail, element.tail = element.tail, None
        element.getparent().replace(element, wrapper)
        wrapper.append(element)


def flattened(root: html.HtmlElement, chance: random.Random) -> None:
    """No articles, sections or list items: their content stands where they stood."""
    for element in list(root.iter("article", "section", "li")):
        element.drop_tag()


def advertised(root: html.HtmlElement, chance: random.Random) -> None:
    """Advertisements between the items."""
    places = list(root.iter("article", "li", "h2", "h3", "tr"))
    for element in chance.sample(places, min(3, len(places))):
        advert = etree.SubElement(etree.Element("div"), "div")
        link = etree.SubElement(advert, "a", href=f"https://reclame.example/klik?id={chance.randrange(999)}")
        link.text = "Bekijk nu de mooiste aanbiedingen van deze week"
        element.addprevious(advert)


def renamed(root: html.HtmlElement, chance: random.Random) -> None:
    """Class names that lie."""
    for element in root.iter("*"):
        if "class" in element.attrib:
            element.set("class", chance.choice(["sidebar", "widget", "nav", "footer", "related", "ad", "article"]))


def introduced(root: html.HtmlElement, chance: random.Random) -> None:
    """A welcome with a picture and a link before everything else."""
    root.find("body").insert(
        0,
        html.fragment_fromstring(
            '<div><img src="/welkom.jpg"><div>Welkom bij de krant van de streek tussen dijk en kanaal</div>'
            '<p>Hier leest u elke dag wat er gebeurt.</p><a href="/over-ons">Lees meer</a></div>'
        ),
    )


def _lists(root: html.HtmlElement) -> list[list[html.HtmlElement]]:
    """The children of each element that has four or more, all of one block tag, each with a link."""
    found = []
    for parent in list(root.find("body").iter("*")):
        children = list(parent)
        alike = len(children) >= 4 and len({child.tag for child in children}) == 1
        if (
            alike
            and children[0].tag in ("article", "section", "div", "li", "tr")
            and all(child.find(".//a") is not None for child in children)
        ):
            found.append(children)
    return found


def shuffled(root: html.HtmlElement, chance: random.Random) -> None:
    """Items in no order."""
    for children in _lists(root):
        parent = children[0].getparent()
        chance.shuffle(children)
        parent.extend(children)


def paired(root: html.HtmlElement, chance: random.Random) -> None:
    """Items in rows of two columns."""
    for children in _lists(root):
        for place in range(0, len(children), 2) if children[0].tag not in ("li", "tr") else ():
            row = etree.Element("div")
            children[place].addprevious(row)
            for child in children[place : place + 2]:
                etree.SubElement(row, "div").append(child)


VARIATIONS: dict[str, Callable[[html.HtmlElement, random.Random], None]] = {
    "as it is": lambda root, chance: None,
    "stripped": stripped,
    "nested": nested,
    "wrapped": wrapped,
    "flattened": flattened,
    "advertised": advertised,
    "renamed": renamed,
    "introduced": introduced,
    "shuffled": shuffled,
    "paired": paired,
}


def varied(built: Built, variation: str, seed: int = 7) -> Built:
    """The page with its markup changed; its stories stay."""
    root = html.document_fromstring(built.body)
    VARIATIONS[variation](root, random.Random(seed))
    return replace(built, body=etree.tostring(root, encoding="unicode", method="html"))
