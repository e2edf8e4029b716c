"""Reads a capture of wire text: decoded, cut into pieces, grouped into units, told as dispatches."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from itertools import islice
from typing import Literal

from feeder.errors import PageError
from feeder.lexicon import Lexicon, contenders, detect, load
from feeder.model.page import Capture, Dispatch, Page, Role, Shape
from feeder.model.specs import SelectSpec
from feeder.model.time import Where
from feeder.pages.decode import decode, subject_of
from feeder.pages.wiretext.dispatches import dispatch_of
from feeder.pages.wiretext.layout import Layout, lay_out
from feeder.pages.wiretext.pieces import Kind, pieces
from feeder.pages.wiretext.units import Ages

_MOST_LANGUAGES = 3
_LONGEST_PAGE = 10_000
"""Lines: more is no page, and would take seconds."""
_MOST_CHARACTERS = 1024 * 1024
_MOST_LINES = 200
_TELLING = 80
"""Characters from which on a line shows its language."""
# Tried where a page is too short to show its language.
_USUAL = ("nl", "en", "de", "fr", "es", "it", "pt")


def read(capture: Capture, *, languages: tuple[str, ...], select: SelectSpec, expect: Shape | None) -> Page:
    """The page on `capture`. Selectors mean nothing to plain text and are ignored. Raises PageError."""
    text = decode(capture, languages)
    if len(text) > _MOST_CHARACTERS or len(text.splitlines()) > _LONGEST_PAGE:
        remedy = "split it into pages, or point the source at another file"
        most = f"{_LONGEST_PAGE:,} lines or {_MOST_CHARACTERS:,} characters"
        raise PageError(subject_of(capture), f"the text has more than {most}", remedy)
    page = read_text(text, capture.final_url or capture.url, languages, expect.ages if expect else None)
    if page is None:
        raise PageError(subject_of(capture), "no story stands on the page", "check that it was saved or sent whole")
    return page


def read_text(
    text: str, url: str, languages: tuple[str, ...], ages: Literal["lead", "trail"] | None = None
) -> Page | None:
    """The page that `text` is, found at `url`; None where no story stands on it. `ages`: where they stood before."""
    spoken = _languages(text, languages)
    lexicons = [lexicon for tag in spoken or _USUAL if (lexicon := load(tag))]
    layout = lay_out(pieces(text, spoken, lexicons), ages)
    if layout.main is None and not layout.teasers:
        return None
    return _spoken(_page(url, layout, lexicons), spoken)


def _languages(text: str, languages: tuple[str, ...]) -> tuple[str, ...]:
    """The languages of a page, its own first: the given one that its words are in, else what they are in."""
    lines = islice((line for line in text.splitlines() if len(line) > _TELLING), _MOST_LINES)
    found = Counter(tag for line in lines if (tag := detect(line[: 2 * _TELLING])))
    own = detect(text) if languages else _by_furniture(text, detect(text))
    given = [tag for tag in languages if own and tag.split("-")[0].casefold() == own]
    ranked = [*given, *([own] if own and not given else []), *languages]
    ranked += [tag for tag, _ in found.most_common(_MOST_LANGUAGES) if tag != own]
    return tuple(dict.fromkeys(ranked))


def _by_furniture(text: str, own: str | None) -> str | None:
    """The language of a page whose prose seems to be in `own`: another one where only that reads its furniture.

    Prose of a few sentences leaves a language and its neighbours close together; "il y a 2 heures" is French beyond
    doubt. Without an `own`, one line is enough.
    """
    short = "\n".join(islice((line for line in text.splitlines() if 0 < len(line) <= _TELLING), _MOST_LINES))
    if not short or (own and _furniture(short, own)):
        return own
    read = Counter({tag: _furniture(short, tag) for tag in dict.fromkeys((*contenders(text), *_USUAL))})
    (best, most), (_, next_most) = (*read.most_common(2), ("", 0))[:2]
    return best if most > next_most and most > (own is not None) else own


def _furniture(text: str, tag: str) -> int:
    """How many labels and times the lexicon of `tag` finds in `text`."""
    lexicon = load(tag)
    return sum(piece.kind is not Kind.TEXT for piece in pieces(text, (tag,), (lexicon,))) if lexicon else 0


def _page(url: str, layout: Layout, lexicons: list[Lexicon]) -> Page:
    told = [dispatch_of(layout.main, Role.MAIN, lexicons)] if layout.main else []
    told += [dispatch_of(unit, Role.TEASER, lexicons) for unit in layout.teasers]
    ranked = [replace(dispatch, rank=rank) for rank, dispatch in enumerate(told)]
    return Page(
        url=url,
        language=None,
        main=ranked[0] if layout.main else None,
        teasers=tuple(ranked[1:] if layout.main else ranked),
        labels=layout.labels,
        shape=_shape(ranked, layout.ages),
    )


def _spoken(page: Page, languages: tuple[str, ...]) -> Page:
    """`page` with its language, and each dispatch with its own where that is another of the page's."""
    if not languages:
        return page
    told = [replace(dispatch, language=_language(dispatch.text, languages)) for dispatch in page.dispatches]
    main = told[0] if page.main else None
    return replace(page, language=languages[0], main=main, teasers=tuple(told[1:] if main else told))


def _language(text: str, languages: tuple[str, ...]) -> str:
    found = detect(text) if len(languages) > 1 else None
    return next((tag for tag in languages if found and tag.split("-")[0] == found), languages[0])


def _shape(dispatches: list[Dispatch], ages: Ages | None) -> Shape:
    dated = sum(any(cue.where is Where.FURNITURE for cue in dispatch.cues) for dispatch in dispatches)
    shape = Shape("wiretext", count=len(dispatches), dated=dated)
    if ages is Ages.LEAD:
        return replace(shape, ages="lead")
    return replace(shape, ages="trail") if ages is Ages.TRAIL else shape
