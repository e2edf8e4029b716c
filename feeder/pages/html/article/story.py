"""The main article of a page: whether there is one, and its dispatch."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from urllib.parse import urlsplit

from feeder.model.page import Dateline, Dispatch, Role
from feeder.pages.html.article.body import Body, body
from feeder.pages.html.article.elsewhere import ENOUGH, elsewhere
from feeder.pages.html.article.kinds import tells_one_story
from feeder.pages.html.article.markup import content, plain_content
from feeder.pages.html.article.metadata import Metadata
from feeder.pages.html.article.names import printed_authors
from feeder.pages.html.article.times import local_clocks, times
from feeder.pages.html.document import Document
from feeder.pages.html.paragraphs import letters
from feeder.recognise.datelines import split
from feeder.recognise.links import canonical
from feeder.text import fold


def main_article(
    document: Document,
    facts: Metadata,
    languages: tuple[str, ...] = (),
    teasers: Sequence[Dispatch] = (),
    ask: Callable[[], tuple[str, ...]] = tuple,
) -> Dispatch | None:
    """The article that the page is about, as a dispatch of role main; None where the page is about no single story.

    `teasers` are those recognised on the page; `ask` gives another tool's reading of its text, and is called only
    where the page says that it is an article and shows next to nothing of it.
    """
    found = body(document, facts.headline, facts.descriptions)
    other = () if teasers and not facts.named else _from_elsewhere(document, facts, found, ask)
    if not facts.headline or not (other or tells_one_story(document, facts, found, teasers)):
        return None
    texts = list(other or [paragraph.text for paragraph in found.paragraphs])
    dateline, texts = _dateline(texts, languages)
    return Dispatch(
        role=Role.MAIN,
        headline=facts.headline,
        summary=None if texts else next(iter(facts.descriptions), None),
        paragraphs=tuple(texts),
        content=(plain_content(other) if other else content(found.paragraphs, document.absolute)) or None,
        link=_link(document),
        image=facts.image,
        label=facts.section,
        dateline=dateline,
        authors=facts.authors or printed_authors((*found.around, *found.below), languages),
        language=document.language,
        cues=times(document, facts, found),
        clocks=local_clocks(document, facts, found),
    )


def _from_elsewhere(
    document: Document, facts: Metadata, found: Body, ask: Callable[[], tuple[str, ...]]
) -> tuple[str, ...]:
    """The body from where the page's markup lacks it; () where the markup has it, or the page is no article."""
    shown = sum(paragraph.size for paragraph in found.paragraphs)
    if shown >= ENOUGH or not facts.stated or not facts.headline:
        return ()
    title = fold(facts.headline)
    other = tuple(text for text in elsewhere(document, facts.headline, facts.body) or ask() if fold(text) != title)
    return other if sum(map(letters, other)) > max(shown, ENOUGH) else ()


def _dateline(texts: list[str], languages: tuple[str, ...]) -> tuple[Dateline | None, list[str]]:
    """The dateline that opens the body, behind a standfirst where there is one, and the texts without it."""
    for place, text in enumerate(texts[:3]):
        dateline, rest = split(text, languages=languages)
        if dateline:
            return dateline, [*texts[:place], *([rest] if rest else []), *texts[place + 1 :]]
    return None, texts


def _link(document: Document) -> str | None:
    """The address that the page gives itself, where it is on the same host; else where it was found."""
    own = urlsplit(document.absolute(document.head.canonical) or "")
    if own.path.strip("/") and own.hostname == urlsplit(document.url).hostname:
        return canonical(own.geturl())
    return canonical(document.url) if document.url else None
