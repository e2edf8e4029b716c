"""Invented article pages, built by part: every part can be left out, and the body can be marked up in several ways."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from typing import Any

URL = "https://de-dijkbode.example/regio/schapen-op-de-snelweg"
TITLE = "Schapen leggen verkeer op de A7 urenlang stil"
LEAD = "Een kudde van ruim honderd schapen heeft dinsdagmiddag de snelweg bij Oostwold geblokkeerd."
BODY = (
    "De dieren braken rond drie uur uit een weiland langs de weg, nadat een storm het hek had omgeblazen.",
    "Een woordvoerder van de politie spreekt van een vrolijke chaos. Niemand raakte gewond en niets is kapot.",
    "Boer Harm Kuiper uit Finsterwolde is opgelucht. Hij heeft de chauffeurs die hielpen een pot honing beloofd.",
    "Rijkswaterstaat onderzoekt of de bermen beter kunnen worden afgezet. Dat duurt tot het einde van de zomer.",
)
SUBHEAD = "Honing als dank"


def json_ld(**fields: Any) -> str:
    """A JSON-LD script of a NewsArticle with these fields."""
    thing = {"@context": "https://schema.org", "@type": "NewsArticle", "headline": TITLE, "url": URL, **fields}
    return f'<script type="application/ld+json">{json.dumps(thing)}</script>'


def meta(name: str, content: str) -> str:
    """One `meta` element; `og:` and `article:` names as properties."""
    kind = "property" if ":" in name else "name"
    return f'<meta {kind}="{name}" content="{content}">'


def in_paragraphs(texts: Sequence[str]) -> str:
    return "".join(f"<p>{text}</p>" for text in texts)


def in_divisions(texts: Sequence[str]) -> str:
    return "".join(f'<div class="txt">{text}</div>' for text in texts)


def by_line_breaks(texts: Sequence[str]) -> str:
    return "<br><br>".join(texts)


def in_sections(texts: Sequence[str]) -> str:
    return "".join(f'<section class="block"><p class="a">{text}</p></section>' for text in texts)


MAKES: dict[str, Callable[[Sequence[str]], str]] = {
    "paragraphs": in_paragraphs,
    "divisions": in_divisions,
    "line breaks": by_line_breaks,
    "sections": in_sections,
}

NAVIGATION = "<nav>" + "".join(f'<a href="/{name}">{name}</a>' for name in ("Nieuws", "Sport", "Weer")) + "</nav>"
RELATED = (
    '<div class="meer"><h3>Ook interessant</h3><ul>'
    + "".join(
        f'<li><a href="/regio/{slug}">{title}</a></li>'
        for slug, title in (
            ("brug-open", "Brug bij Oostwold na maanden weer open voor verkeer"),
            ("zwembad", "Gemeenteraad stemt in met plan voor nieuw zwembad"),
            ("ooievaars", "Ooievaars keren vroeg terug naar nest op watertoren"),
        )
    )
    + "</ul></div>"
)
COMMENTS = (
    '<section id="comments"><p>Wat een verhaal, ik stond er zelf ook in en het was eigenlijk heel gezellig daar.</p>'
    "<time datetime='2026-03-19T08:00:00+01:00'>donderdag</time></section>"
)
FOOTER = "<footer><p>De Dijkbode is een uitgave van een verzonnen stichting, die ook deze tekst betaalt.</p></footer>"


def page(
    body: str = "",
    *,
    head: str = "",
    h1: str | None = TITLE,
    title: str = f"{TITLE} - De Dijkbode",
    before: str = "",
    after: str = "",
    lang: str = "nl",
) -> str:
    """A whole page around the markup `body` of an article."""
    heading = f"<h1>{h1}</h1>" if h1 else ""
    return (
        f'<!DOCTYPE html><html lang="{lang}"><head><title>{title}</title>{head}</head><body>{NAVIGATION}'
        f'<main><article>{heading}{before}<div class="artikel">{body}</div>{after}</article></main>{FOOTER}'
        "</body></html>"
    )
