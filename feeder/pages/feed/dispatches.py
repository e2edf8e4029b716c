"""Feed items as dispatches: links absolute, times as cues, markup as text and as sanitised content."""

from __future__ import annotations

import re
from collections.abc import Sequence
from urllib.parse import urljoin, urlsplit

from feeder.errors import PageError
from feeder.lexicon import Lexicon, load
from feeder.model.page import Dateline, Dispatch, Image, Role
from feeder.model.time import About, Phrase, TimeCue, Where
from feeder.pages.feed.items import Item, Text
from feeder.pages.html.document import tree
from feeder.pages.html.paragraphs import paragraphs
from feeder.pages.html.sanitise import sanitise
from feeder.recognise.datelines import split
from feeder.recognise.times import machine, whole
from feeder.text import clean, squash, tidy

MOST_CATEGORIES = 20
LONGEST_TIME = 60
_UNSET = re.compile(r"(?<![\d+-])(?:19[0-8]\d|0\d{3})(?!\d)")  # what systems write that know no time
_NO_CLOCK = re.compile(r"[T ](?:2[5-9]|[3-9]\d|\d{1,2}:[6-9]\d)[:\d. ]{0,12}(?:[A-Z]{1,5}|[+-]\d\d:?\d\d)?$")


def dispatch(item: Item, base: str, language: str | None, lexicons: Sequence[Lexicon], rank: int) -> Dispatch:
    """The dispatch that `item` is. `base` resolves its links where it has no base of its own."""
    base = urljoin(base, item.base) if item.base else base
    link = absolute(item.link, base)
    told = _paragraphs(item.content)
    summed = _paragraphs(item.summary)
    tags = tuple(lexicon.tag for lexicon in lexicons)
    dateline, told, summed = _dateline(told, summed, tags)
    labels = tuple(dict.fromkeys(name for name in map(tidy, item.categories[:MOST_CATEGORIES]) if name))
    return Dispatch(
        role=Role.TEASER,
        headline=tidy(item.title) or None,
        summary=" ".join(summed) or None,
        paragraphs=tuple(told),
        content=_content(item, link or base),
        link=link,
        image=_image(item, base),
        label=labels[0] if labels else None,
        categories=labels[1:],
        dateline=dateline,
        authors=tuple(tidy(name) for name in item.authors),
        language=item.language or language,
        cues=_cues(item, lexicons),
        rank=rank,
        native_id=squash(item.native_id or "") or None,
        state="withdrawn" if item.deleted else "live",
    )


def absolute(address: str | None, base: str) -> str | None:
    """`address` as an absolute web address; None where it is none."""
    try:
        link = urljoin(base, squash(address or "").replace(" ", "%20")) if address else ""
        parts = urlsplit(link)
    except ValueError:
        return None
    return link if parts.scheme in ("http", "https") and parts.hostname else None


def _paragraphs(text: Text) -> list[str]:
    """`text` as plain paragraphs."""
    if not text.value.strip():
        return []
    if not text.html:
        return [squash(part) for part in text.value.split("\n\n") if part.strip()]
    try:
        root = tree(f"<div>{text.value}</div>", "")
    except PageError:
        return [squash(text.value)]
    return [paragraph.text for paragraph in paragraphs(root, lambda _: False, lambda _: False)]


def _dateline(
    told: list[str], summed: list[str], tags: tuple[str, ...]
) -> tuple[Dateline | None, list[str], list[str]]:
    """The dateline that opens the text or the summary; both without it."""
    found: Dateline | None = None
    opened = []
    for texts in (told, summed):
        dateline, rest = split(texts[0], languages=tags) if texts else (None, "")
        found = found or dateline
        opened.append([*([rest] if rest else []), *texts[1:]] if dateline else texts)
    return found, opened[0], opened[1]


def _content(item: Item, base: str) -> str | None:
    """The fuller of content and summary as sanitised markup; None where there is no markup at all."""
    text = item.content if item.content.value else item.summary
    return sanitise(clean(text.value), base=base) or None if text.html else None


def _image(item: Item, base: str) -> Image | None:
    for picture in item.pictures:
        if link := absolute(picture.url, base):
            return Image(link, picture.media_type, picture.length)
    return None


def _cues(item: Item, lexicons: Sequence[Lexicon]) -> tuple[TimeCue, ...]:
    """One cue each; an entry that only says when it was last changed says with it that it was there by then."""
    published = _cue(item.published or item.updated, About.PUBLISHED, lexicons)
    updated = _cue(item.updated, About.UPDATED, lexicons)
    return tuple(cue for cue in (published, updated) if cue)


def _cue(text: str | None, about: About, lexicons: Sequence[Lexicon]) -> TimeCue | None:
    """The time in a feed's field: a machine's notation, else one in words, as broken feeds print it; the day of one
    with a clock that there is not. In a feed of no known language dating reads it, if all languages agree on it."""
    text = squash(text or "")
    exact = machine(text)
    phrases = (exact,) if exact else whole(text, lexicons) or _day(text, lexicons)
    unread = bool(text) and not lexicons and len(text) <= LONGEST_TIME and not _UNSET.search(text)
    return TimeCue(text, Where.METADATA, about, phrases) if phrases or unread else None


def _day(text: str, lexicons: Sequence[Lexicon]) -> tuple[Phrase, ...]:
    clock, english = _NO_CLOCK.search(text), load("en")
    known = dict.fromkeys((*lexicons, *((english,) if english else ())))
    return whole(text[: clock.start()], tuple(known)) if clock and not _UNSET.search(text) else ()
