"""Who wrote an article, as printed by its headline, where nothing tells machines: "By Lea Smit, De Dijkbode".

An element that is named for its author, or a link to an author's page, says it first; then the words of a byline.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice

from lxml.html import HtmlElement

from feeder.pages.html.paragraphs import Paragraph
from feeder.pages.html.paths import text_of
from feeder.text import squash, tidy

LONGEST = 100
"""Characters of a byline."""
MOST_WORDS = 5
"""Words of a name."""
MOST_NAMES = 6
MOST_ELEMENTS = 50
WIDE_NAME = range(2, 6)
"""Letters of a name in Chinese, Japanese or Korean."""

_BY = {
    "ar": "كتبت|كتب|بقلم",
    "bg": "автор",
    "bn": "লিখেছেন",
    "ca": "per",
    "cs": "autorka|autor|napsal|napsala",
    "da": "af",
    "de": "von",
    "el": "του|της|από|γράφει ο|γράφει η",
    "en": "by",
    "es": "por",
    "fa": "نویسنده|به قلم",
    "fi": "teksti|kirjoittaja",
    "fr": "par",
    "hi": "लेखक",
    "hr": "piše|autor",
    "hu": "írta|szerző",
    "id": "oleh|penulis",
    "it": "di",
    "ja": "文|取材・文",
    "nb": "av",
    "nl": "door",
    "no": "av",
    "pl": "autorka|autor|tekst|opracował|opracowała",
    "pt": "por",
    "ro": "de|autor|scris de",
    "ru": "автор|текст",
    "sk": "autor|autorka",
    "sv": "av",
    "th": "โดย",
    "tr": "haber|yazan",
    "uk": "автор|текст",
    "he": "מאת",
    "vi": "bài|tác giả",
    "zh": "记者|記者|作者|撰文|文",
}
_AND = {
    "ca": "i",
    "cs": "a",
    "da": "og",
    "de": "und",
    "en": "and",
    "es": "y",
    "fi": "ja",
    "fr": "et",
    "hr": "i",
    "hu": "és",
    "id": "dan",
    "it": "e",
    "nb": "og",
    "nl": "en",
    "no": "og",
    "pl": "i",
    "pt": "e",
    "ro": "și",
    "ru": "и",
    "sk": "a",
    "sv": "och",
    "tr": "ve",
    "uk": "і|та",
}
_EDGE = "\x1f"  # between the words of two elements
_END = re.compile(rf"[,;|·•–—(/:@{_EDGE}\d]|\s-\s|$")
_PARTICLES = frozenset("al bin da de del della den der di dos du el ibn la le ten ter van von zu".split())
_WIDE = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_TITLE = re.compile(r"(?<!\s)\s*(?:기자|記者|记者)$")
_CALL = re.compile(
    r"^(?:view|follow|more|all|see|read|about|posts)\b|\b(?:page|profile|posts|articles)$", re.IGNORECASE
)
_NAMED = re.compile(
    r"(?:^|[\s_-])(?:p-author|author(?:[_-]?name)?|byline[_-]?name|fn|auteur|autor[ae]?)(?=$|\s)", re.IGNORECASE
)
_PAGES = re.compile(
    r"/(?:authors?|auteurs?|autor(?:es|en|i|ka|ky)?|autore|forfatter|skribent|yazar(?:lar)?|penulis|kirjoittaja|staff|people|"
    r"journalists?|journalistes?|reporters?|by|profile)/[^/]|/@\w",
    re.IGNORECASE,
)


def printed_authors(around: Sequence[Paragraph], languages: Sequence[str]) -> tuple[str, ...]:
    """The names that `around` marks up as authors, else those in its first line that is a byline in one of
    `languages`; () where none is."""
    words = [tag for tag in dict.fromkeys(language.partition("-")[0] for language in languages) if tag in _BY]
    if marked := _marked(around, words):
        return marked
    lines = [_EDGE.join(filter(None, (squash(piece) for piece in p.pieces if isinstance(piece, str)))) for p in around]
    for tag in words:
        for line in lines:
            if len(line) <= LONGEST and (names := _names(line, _BY[tag], _AND.get(tag, "&"))):
                return names
    return ()


def _marked(around: Sequence[Paragraph], words: Sequence[str]) -> tuple[str, ...]:
    """The texts of the innermost elements that are named for an author or lead to one, where they are names."""
    found = list(dict.fromkeys(element for paragraph in around for element in _elements(paragraph)))
    told = [(element, name) for element in found if (name := _name_in(element, words))]
    holders = {outer for element, _ in told for outer in element.iterancestors()}
    return tuple(dict.fromkeys(name for element, name in told if element not in holders))[:MOST_NAMES]


def _elements(paragraph: Paragraph) -> Iterator[HtmlElement]:
    inside = islice(paragraph.owner.iter("*"), MOST_ELEMENTS) if len(paragraph.text) <= 2 * LONGEST else ()
    for element in inside:
        leads = element.tag == "a" and _PAGES.search(element.get("href", ""))
        if leads or element.get("rel") == "author" or _NAMED.search(element.get("class", "")):
            yield element


def _name_in(element: HtmlElement, words: Sequence[str]) -> str | None:
    text = tidy(text_of(element))[:LONGEST]
    names = next((names for tag in words if (names := _names(text, _BY[tag], "&"))), ())
    name = names[0] if len(names) == 1 else text
    name = _TITLE.sub("", name)
    end = _END.search(name)
    return name if not _CALL.search(name) and end and end.start() == len(name) and _is_name(name) else None


def _names(line: str, by: str, joined: str) -> tuple[str, ...]:
    """The names behind `by`, where a line or a part of it begins; () where one of them is none."""
    together = re.sub(rf"[\s{_EDGE}](?:{joined}|&)[\s{_EDGE}]", " & ", line, flags=re.IGNORECASE)
    told = "|".join(form for word in by.split("|") for form in (word.capitalize(), word.upper()))
    found = re.search(
        rf"(?:^|[–—|·•{_EDGE}]\s?|\s-\s)(?:{told})\s?(?:[:：/][\s{_EDGE}]*|[\s{_EDGE}]+|(?<=[记記]者))", together
    )
    end = _END.search(together, found.end()) if found else None
    if not found or not end:
        return ()
    names = tuple(name.strip() for name in together[found.end() : end.start()].split(" & "))
    return names if all(map(_is_name, names)) else ()


def _is_name(text: str) -> bool:
    words = text.split()
    if len(words) == 1:
        return len(_WIDE.findall(text)) == len(text) in WIDE_NAME
    named = all(not word[0].islower() or word.casefold() in _PARTICLES for word in words)
    return 2 <= len(words) <= MOST_WORDS and named and text[0].isalpha()
