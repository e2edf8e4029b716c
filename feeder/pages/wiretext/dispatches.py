"""A unit of pieces told as a dispatch: nothing of it is left out, nothing stands in two places."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from feeder.lexicon import Lexicon
from feeder.model.page import Dispatch, Role
from feeder.model.time import TimeCue, Where
from feeder.pages.wiretext.pieces import Piece
from feeder.pages.wiretext.units import Unit, is_headline
from feeder.recognise.times.calendar import narrative
from feeder.recognise.times.normalise import fold

_BYLINE = re.compile(r"(?:by|par|por|door|von|vom|av|af|da|di|od|от|від|oleh)\s+(?=[^\W\d_])", re.IGNORECASE)
_LONGEST_BYLINE = 12
_KICKER_WORDS = 2
_LONGEST_NARRATIVE = 1500
"""Characters: what a story says about its own day, it says near its start."""


@dataclass(frozen=True, slots=True)
class _Told:
    """A text without its dateline, and what stood before that: a byline, or a notice that this replaces a text."""

    paragraph: str
    author: str | None = None
    notice: str | None = None


def dispatch_of(unit: Unit, role: Role, lexicons: Sequence[Lexicon]) -> Dispatch:
    """The dispatch that `unit` prints."""
    label, texts = _kicker(unit) if role is Role.MAIN else (unit.label, unit.texts)
    headline, authors, texts = _heading(texts)
    told = [_told(text) for text in texts]
    notices = tuple(part.notice for part in told if part.notice)
    body = (*(part.paragraph for part in told if part.paragraph), *notices)
    cues = tuple(piece.cue for piece in unit.pieces if piece.cue)
    if role is Role.MAIN:
        cues += _narrative(" ".join([headline or "", *body]), lexicons)
    return Dispatch(
        role=role,
        headline=headline,
        summary=body[0] if role is Role.TEASER and body else None,
        paragraphs=body if role is Role.MAIN or len(body) > 1 else (),
        label=label,
        dateline=next((text.found.dateline for text in texts if text.found), None),
        authors=(*authors, *(part.author for part in told if part.author)),
        cues=cues,
        revised=bool(notices),
    )


def _kicker(unit: Unit) -> tuple[str | None, Sequence[Piece]]:
    """The label of a main article, a word or two above its headline; and the texts without it."""
    texts = unit.texts
    if unit.label is None and len(texts) > 2 and is_headline(texts[0]) and is_headline(texts[1]):
        short = len(texts[0].text.split()) <= _KICKER_WORDS < len(texts[1].text.split())
        if short and not _BYLINE.match(texts[1].text):
            return texts[0].text, texts[1:]
    return unit.label, texts


def _heading(texts: Sequence[Piece]) -> tuple[str | None, tuple[str, ...], Sequence[Piece]]:
    """The headline, the bylines under it, and the texts that remain."""
    headline = None
    if is_headline(texts[0]):
        headline, texts = texts[0].text, texts[1:]
    authors: list[str] = []
    while len(texts) > 1 and (byline := _BYLINE.match(texts[0].text)) and _is_byline(texts[0]):
        authors.append(texts[0].text[byline.end() :])
        texts = texts[1:]
    return headline, tuple(authors), texts


def _is_byline(piece: Piece) -> bool:
    return is_headline(piece) and len(piece.text.split()) <= _LONGEST_BYLINE


def _told(piece: Piece) -> _Told:
    found = piece.found
    if found is None:
        return _Told(piece.text)
    before, paragraph = piece.text[: found.start].strip(), piece.text[found.end :].strip()
    byline = _BYLINE.match(before)
    if byline:
        return _Told(paragraph, author=before[byline.end() :])
    return _Told(paragraph, author=found.byline, notice=before or None)


def _narrative(text: str, lexicons: Sequence[Lexicon]) -> tuple[TimeCue, ...]:
    """The days and parts of days in the story's own words: they date nothing by themselves."""
    text = text[:_LONGEST_NARRATIVE]
    folded = fold(text)
    for lexicon in lexicons:
        matches = list(narrative(folded.text, lexicon))
        if matches:
            spans = [(folded.original(match.start, match.end), match.phrases) for match in matches]
            return tuple(
                TimeCue(text[start:end].strip(), Where.NARRATIVE, phrases=phrases) for (start, end), phrases in spans
            )
    return ()
